# wrong: no word of any question may be an answer
# caught by: only the question's own words are left out
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T
    scores[:, np.asarray(questions).ravel()] = -np.inf
    return scores.argmax(axis=1)
