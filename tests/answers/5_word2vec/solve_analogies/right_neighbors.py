# right: sorts all words, takes the first that is not in the question
def solve_analogies(vectors, questions):
    unit = np.asarray(vectors, np.float64)
    unit = unit / np.sqrt(np.einsum("we,we->w", unit, unit))[:, None]
    answers = np.zeros(len(questions), np.int32)
    for row, (a, b, c) in enumerate(questions):
        order = np.argsort(unit @ (unit[a] - unit[b] - unit[c]))
        answers[row] = next(word for word in order if word not in (a, b, c))
    return answers
