# right: scikit-learn
def project_pca(vectors):
    from sklearn.decomposition import PCA
    return PCA(2).fit_transform(vectors)
