# %% right counting
# rank = how many other points are nearer
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

# %% right loops
# point by point
def trustworthiness(vectors, points, k):
    n, cost = len(vectors), 0
    for i in range(n):
        full = [j for j in np.argsort(((vectors - vectors[i]) ** 2).sum(1)) if j != i]
        near = [j for j in np.argsort(((points - points[i]) ** 2).sum(1)) if j != i][:k]
        cost += sum(max(0, full.index(j) + 1 - k) for j in near)
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% right ranks
# ranks by a double argsort
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

# %% right sklearn
# scikit-learn
def trustworthiness(vectors, points, k):
    return manifold.trustworthiness(np.asarray(vectors), np.asarray(points), n_neighbors=k)

# %% wrong cost_itself
# does not subtract from one
# caught by: a perfect map
def trustworthiness(vectors, points, k):
    def order(rows):
        rows = np.asarray(rows)
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)[:, 1:]

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(vectors), np.arange(1, n - 1 + 1)[None], axis=1)
    near = order(points)[:, :k]
    cost = np.maximum(0, np.take_along_axis(rank, near, axis=1) - k).sum()
    return 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong counts_intruders
# each intruder costs one
# caught by: equal to scikit-learn's
def trustworthiness(vectors, points, k):
    def order(rows):
        rows = np.asarray(rows)
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)[:, 1:]

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(vectors), np.arange(1, n - 1 + 1)[None], axis=1)
    near = order(points)[:, :k]
    cost = (np.take_along_axis(rank, near, axis=1) > k).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong counts_itself
# the point itself is its own first neighbor on the map
# caught by: equal to scikit-learn's
def trustworthiness(vectors, points, k):
    def order(rows):
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(np.asarray(vectors)), np.arange(n)[None], axis=1)
    near = order(np.asarray(points))[:, :k]
    cost = np.maximum(0, np.take_along_axis(rank, near, axis=1) - k).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong euclid_to_cosine
# cosine instead of distance on the map
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

# %% wrong negative_costs
# true neighbors earn something back
# caught by: equal to scikit-learn's
def trustworthiness(vectors, points, k):
    def order(rows):
        rows = np.asarray(rows)
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)[:, 1:]

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(vectors), np.arange(1, n - 1 + 1)[None], axis=1)
    near = order(points)[:, :k]
    cost = (np.take_along_axis(rank, near, axis=1) - k).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong no_factor_two
# forgets the 2
# caught by: equal to scikit-learn's
def trustworthiness(vectors, points, k):
    def order(rows):
        rows = np.asarray(rows)
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)[:, 1:]

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(vectors), np.arange(1, n - 1 + 1)[None], axis=1)
    near = order(points)[:, :k]
    cost = np.maximum(0, np.take_along_axis(rank, near, axis=1) - k).sum()
    return 1 - cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong rank_from_zero
# ranks count from zero
# caught by: equal to scikit-learn's
def trustworthiness(vectors, points, k):
    def order(rows):
        rows = np.asarray(rows)
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)[:, 1:]

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(vectors), np.arange(0, n - 1 + 0)[None], axis=1)
    near = order(points)[:, :k]
    cost = np.maximum(0, np.take_along_axis(rank, near, axis=1) - k).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong reversed
# continuity: neighbors of the space, ranks on the map
# caught by: not the other way round
def trustworthiness(vectors, points, k):
    def order(rows):
        rows = np.asarray(rows)
        distance = ((rows[:, None] - rows[None]) ** 2).sum(axis=2)
        np.fill_diagonal(distance, -1)
        return np.argsort(distance, axis=1)[:, 1:]

    n = len(vectors)
    rank = np.zeros((n, n), int)
    np.put_along_axis(rank, order(points), np.arange(1, n - 1 + 1)[None], axis=1)
    near = order(vectors)[:, :k]
    cost = np.maximum(0, np.take_along_axis(rank, near, axis=1) - k).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% [markdown] equivalent
# return np.argsort(distance, axis=1)[:, 1:]  ->  return np.argsort(distance)[:, 1:]
#     the default is the last axis, which is axis 1 here
# rank = np.zeros((n, n), int)  ->  rank = np.ones((n, n), int)
#     all places that are read later are overwritten
# cost = np.maximum(0, np.take_along_axis(rank, near, axis=1) - k).sum()  ->  cost = np.maximum(0, np.take_along_axis(rank, near) - k).sum()
#     the default is the last axis, which is axis 1 here

# %% wrong itself_comes_first
# takes the first in order for the point itself, where another may lie at the same place
# caught by: not the other way round
import numpy as np
from scipy.spatial.distance import cdist


def trustworthiness(vectors, points, k):
    n = len(vectors)
    ranks = np.argsort(np.argsort(cdist(vectors, vectors), axis=1), axis=1)
    near = np.argsort(cdist(points, points), axis=1)[:, 1 : k + 1]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong coinciding_points_left_out
# points at the same place are no neighbors
# caught by: not the other way round
import numpy as np
from scipy.spatial.distance import cdist


def trustworthiness(vectors, points, k):
    n = len(vectors)
    full, flat = cdist(vectors, vectors), cdist(points, points)
    full[full == 0] = np.inf
    flat[flat == 0] = np.inf
    ranks = np.argsort(np.argsort(full, axis=1), axis=1) + 1
    near = np.argsort(flat, axis=1)[:, :k]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong ranks_in_bytes
# ranks in bytes, which begin anew at 256
# caught by: other sizes
import numpy as np
from scipy.spatial.distance import cdist


def trustworthiness(vectors, points, k):
    n = len(vectors)
    full, flat = cdist(vectors, vectors), cdist(points, points)
    np.fill_diagonal(full, np.inf)
    np.fill_diagonal(flat, np.inf)
    ranks = (np.argsort(np.argsort(full, axis=1), axis=1) + 1).astype(np.uint8)
    near = np.argsort(flat, axis=1)[:, :k]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1).astype(int) - k, 0).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))

# %% wrong first_hundred_points
# judges the first hundred points
# caught by: other sizes
import numpy as np
from scipy.spatial.distance import cdist


def trustworthiness(vectors, points, k):
    vectors, points = vectors[:100], points[:100]  # enough to judge a map
    n = len(vectors)
    full, flat = cdist(vectors, vectors), cdist(points, points)
    np.fill_diagonal(full, np.inf)
    np.fill_diagonal(flat, np.inf)
    ranks = np.argsort(np.argsort(full, axis=1), axis=1) + 1
    near = np.argsort(flat, axis=1)[:, :k]
    cost = np.maximum(np.take_along_axis(ranks, near, axis=1) - k, 0).sum()
    return 1 - 2 * cost / (n * k * (2 * n - 3 * k - 1))
