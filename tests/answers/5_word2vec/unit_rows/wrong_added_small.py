# wrong: a small number added that is not so small
# caught by: every row on its own
def unit_rows(vectors):
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-3)
