# wrong: leaves out c only
# caught by: only the question's own words are left out
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T
    scores[np.arange(len(c)), c] = -np.inf
    return scores.argmax(axis=1)
