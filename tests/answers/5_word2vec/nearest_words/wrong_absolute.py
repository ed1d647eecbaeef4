# wrong: opposite words count as near
# caught by: nearest first
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = np.abs(unit[queries] @ unit.T)
    similarity[np.arange(len(queries)), queries] = 0
    return np.argsort(-similarity, axis=1)[:, :k]
