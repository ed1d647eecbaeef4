# wrong: divides by the deviation of each column
# caught by: equal to scikit-learn's
def project_pca(vectors):
    centered = vectors - np.mean(vectors, axis=0)
    centered = centered / np.maximum(centered.std(axis=0), 1e-9)
    _, _, directions = np.linalg.svd(centered, full_matrices=False)
    return centered @ directions[:2].T
