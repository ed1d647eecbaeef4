# right: sorts all, then removes the id of the query
def nearest_words(vectors, queries, k):
    unit = vectors / np.sqrt((vectors**2).sum(axis=1))[:, None]
    rows = []
    for query, similarity in zip(queries, unit[np.asarray(queries)] @ unit.T, strict=True):
        order = np.argsort(-similarity)
        rows.append(order[order != query][:k])
    return np.array(rows)
