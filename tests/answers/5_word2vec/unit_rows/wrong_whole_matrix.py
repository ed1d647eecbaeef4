# wrong: one length for all
# caught by: every row on its own
def unit_rows(vectors):
    return vectors / np.linalg.norm(vectors)
