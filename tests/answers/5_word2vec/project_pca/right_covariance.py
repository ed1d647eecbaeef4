# right: eigenvectors of the covariance
def project_pca(vectors):
    c = vectors - vectors.mean(0)
    values, directions = np.linalg.eigh(c.T @ c)
    return c @ directions[:, ::-1][:, :2]
