# wrong: drops the first of the list
# caught by: twins
def nearest_words(vectors, queries, k):
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    queries = np.asarray(queries)
    similarity = unit[queries] @ unit.T

    return np.argsort(-np.round(similarity, 9), axis=1, kind="stable")[:, 1 : k + 1]
