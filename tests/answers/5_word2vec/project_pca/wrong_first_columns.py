# wrong: takes the first two columns
# caught by: equal to scikit-learn's
def project_pca(vectors):
    c = vectors - np.mean(vectors, axis=0)
    return c[:, :2]
