# wrong: directions of least variance
# caught by: points on a line
def project_pca(vectors):
    c = vectors - np.mean(vectors, axis=0)
    _, _, d = np.linalg.svd(c, full_matrices=False)
    return c @ d[-2:].T
