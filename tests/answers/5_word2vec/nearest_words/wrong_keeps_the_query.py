# wrong: does not leave out the query
# caught by: never the query itself
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T

    return np.argsort(-similarity, axis=1)[:, :k]
