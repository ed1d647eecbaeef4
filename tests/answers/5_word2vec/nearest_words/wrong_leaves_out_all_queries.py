# wrong: no query may be a neighbor
# caught by: never the query itself
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[:, queries] = -np.inf
    return np.argsort(-similarity, axis=1, kind="stable")[:, :k]
