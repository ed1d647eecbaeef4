# wrong: no scaling
# caught by: the nearest of three
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = vectors[queries] @ vectors.T
    similarity[np.arange(len(queries)), queries] = -np.inf
    return np.argsort(-similarity, axis=1)[:, :k]
