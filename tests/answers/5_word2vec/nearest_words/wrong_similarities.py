# wrong: returns the cosines, not the words
# caught by: the nearest of three
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T
    similarity[np.arange(len(queries)), queries] = -np.inf
    return -np.sort(-similarity, axis=1)[:, :k]
