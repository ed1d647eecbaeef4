# wrong: cosine instead of distance on the map
# caught by: equal to scikit-learn's
def trustworthiness(vectors, points, k):
    def order(rows, cosine):
        rows = np.asarray(rows)
        if cosine:
            rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)[:, 1:]

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(vectors, False), np.arange(1, n)[None], axis=1)
    near = order(points, True)[:, :k]
    cost = np.maximum(0, np.take_along_axis(rank, near, axis=1) - k).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))
