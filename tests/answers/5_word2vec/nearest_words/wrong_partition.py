# wrong: nearest k, in no order
# caught by: nearest first
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[np.arange(len(queries)), queries] = -np.inf
    return np.sort(np.argsort(-similarity, axis=1)[:, :k], axis=1)
