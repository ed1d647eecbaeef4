# wrong: may answer with a word of the question
# caught by: only the question's own words are left out
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    a, b, c = np.asarray(questions).T
    scores = (unit[b] - unit[a] + unit[c]) @ unit.T

    return scores.argmax(axis=1)
