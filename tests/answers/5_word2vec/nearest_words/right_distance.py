# right: Euclidean distance of unit vectors, float32
def nearest_words(vectors, queries, k):
    unit = np.asarray(vectors, np.float32)
    unit = unit / np.linalg.norm(unit, axis=1, keepdims=True)
    queries = np.asarray(queries)
    distance = 2 - 2 * unit[queries] @ unit.T
    distance[np.arange(len(queries)), queries] = 9
    return np.argsort(distance, axis=1, kind="stable")[:, :k].astype(np.int32)
