# right: point by point
def trustworthiness(vectors, points, k):
    n, cost = len(vectors), 0
    for i in range(n):
        full = [j for j in np.argsort(((vectors - vectors[i]) ** 2).sum(1)) if j != i]
        near = [j for j in np.argsort(((points - points[i]) ** 2).sum(1)) if j != i][:k]
        cost += sum(max(0, full.index(j) + 1 - k) for j in near)
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))
