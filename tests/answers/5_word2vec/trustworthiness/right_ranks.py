# right: ranks by a double argsort
def trustworthiness(vectors, points, k):
    def ranks(rows):
        rows = np.asarray(rows, np.float64)
        distance = np.linalg.norm(rows[:, None] - rows[None], axis=2)
        distance[np.diag_indices(len(rows))] = -1
        return distance.argsort(axis=1).argsort(axis=1)

    n = len(vectors)
    full, flat = ranks(vectors), ranks(points)
    intruders = (flat <= k) & (full > k)
    return 1 - 2 / (n * k * (2 * n - 3 * k - 1)) * np.sum((full - k)[intruders])
