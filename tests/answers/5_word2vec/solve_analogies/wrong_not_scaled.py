# wrong: raw vectors
# caught by: length does not matter
def solve_analogies(vectors, questions):
    unit = vectors
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T
    np.put_along_axis(scores, np.asarray(questions), -np.inf, axis=1)
    return scores.argmax(axis=1)
