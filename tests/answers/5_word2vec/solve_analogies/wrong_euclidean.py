# wrong: nearest by distance between raw vectors
# caught by: length does not matter
def solve_analogies(vectors, questions):
    a, b, c = np.asarray(questions).T
    goal = vectors[b] - vectors[a] + vectors[c]
    distance = np.linalg.norm(goal[:, None] - vectors[None], axis=2)
    np.put_along_axis(distance, np.asarray(questions), np.inf, axis=1)
    return distance.argmin(axis=1)
