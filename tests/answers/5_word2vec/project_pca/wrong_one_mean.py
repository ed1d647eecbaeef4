# wrong: subtracts one mean of all numbers
# caught by: a cloud far from the origin
def project_pca(vectors):
    centered = vectors - np.mean(vectors) - 0 * vectors
    _, _, directions = np.linalg.svd(centered, full_matrices=False)
    return centered @ directions[:2].T
