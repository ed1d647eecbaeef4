# wrong: adds raw vectors, compares with unit ones
# caught by: length does not matter
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (vectors[b] - vectors[a] + vectors[c]) @ unit.T
    np.put_along_axis(scores, np.asarray(questions), -np.inf, axis=1)
    return scores.argmax(axis=1)
