# right: rank = how many other points are nearer
def trustworthiness(vectors, points, k):
    n, cost = len(vectors), 0
    for i in range(n):
        space = ((vectors - vectors[i]) ** 2).sum(axis=1)
        flat = ((points - points[i]) ** 2).sum(axis=1)
        flat[i] = np.inf
        for j in np.argsort(flat)[:k]:
            rank = np.sum(space < space[j])  # the point itself counts as one
            cost += max(0, int(rank) - k)
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))
