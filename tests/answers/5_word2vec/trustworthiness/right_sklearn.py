# right: scikit-learn
def trustworthiness(vectors, points, k):
    return manifold.trustworthiness(np.asarray(vectors), np.asarray(points), n_neighbors=k)
