# right: one question after the other
def solve_analogies(vectors, questions):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    out = []
    for a, b, c in questions:
        s = unit @ (unit[b] - unit[a] + unit[c])
        s[[a, b, c]] = -np.inf
        out.append(int(s.argmax()))
    return np.array(out)
