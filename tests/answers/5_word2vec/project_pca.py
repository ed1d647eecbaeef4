# %% right covariance
# eigenvectors of the covariance
def project_pca(vectors):
    c = vectors - vectors.mean(0)
    values, directions = np.linalg.eigh(c.T @ c)
    return c @ directions[:, ::-1][:, :2]

# %% right power
# power iteration with deflation
def project_pca(vectors):
    centered = np.asarray(vectors, np.float64)
    centered = centered - centered.mean(axis=0)
    covariance = centered.T @ centered
    directions = []
    for start in range(2):
        direction = np.cos(np.arange(len(covariance)) + start)
        for _ in range(3000):
            direction = covariance @ direction
            length = np.linalg.norm(direction)
            if length < 1e-12:
                break
            direction = direction / length
        directions.append(direction)
        covariance = covariance - (direction @ covariance @ direction) * np.outer(direction, direction)
    return centered @ np.stack(directions, axis=1)

# %% right sklearn
# scikit-learn
def project_pca(vectors):
    from sklearn.decomposition import PCA
    return PCA(2).fit_transform(vectors)

# %% right tensorflow
# TensorFlow: left vectors times singular values
def project_pca(vectors):
    vectors = tf.cast(vectors, tf.float64)
    values, left, _ = tf.linalg.svd(vectors - tf.reduce_mean(vectors, axis=0))
    return left[:, :2] * values[:2]

# %% wrong first_columns
# takes the first two columns
# caught by: equal to scikit-learn's
def project_pca(vectors):
    c = vectors - np.mean(vectors, axis=0)
    return c[:, :2]

# %% wrong left_vectors
# left singular vectors without their lengths
# caught by: points on a line
def project_pca(vectors):
    c = vectors - np.mean(vectors, axis=0)
    u, _, _ = np.linalg.svd(c, full_matrices=False)
    return u[:, :2]

# %% wrong not_centered
# keeps the mean
# caught by: a cloud far from the origin
def project_pca(vectors):
    _, _, d = np.linalg.svd(vectors, full_matrices=False)
    return vectors @ d[:2].T

# %% wrong not_transposed
# columns of the wrong matrix
# caught by: equal to scikit-learn's
def project_pca(vectors):
    c = vectors - np.mean(vectors, axis=0)
    _, _, d = np.linalg.svd(c, full_matrices=False)
    return c @ d[:, :2]

# %% wrong one_mean
# subtracts one mean of all numbers
# caught by: a cloud far from the origin
def project_pca(vectors):
    centered = vectors - np.mean(vectors) - 0 * vectors
    _, _, directions = np.linalg.svd(centered, full_matrices=False)
    return centered @ directions[:2].T

# %% wrong row_means
# centers the rows
# caught by: points on a line
def project_pca(vectors):
    c = vectors - np.mean(vectors, axis=1, keepdims=True)
    _, _, d = np.linalg.svd(c, full_matrices=False)
    return c @ d[:2].T

# %% wrong smallest
# directions of least variance
# caught by: points on a line
def project_pca(vectors):
    c = vectors - np.mean(vectors, axis=0)
    _, _, d = np.linalg.svd(c, full_matrices=False)
    return c @ d[-2:].T

# %% wrong standardized
# divides by the deviation of each column
# caught by: equal to scikit-learn's
def project_pca(vectors):
    centered = vectors - np.mean(vectors, axis=0)
    centered = centered / np.maximum(centered.std(axis=0), 1e-9)
    _, _, directions = np.linalg.svd(centered, full_matrices=False)
    return centered @ directions[:2].T

# %% [markdown] equivalent
# _, _, directions = np.linalg.svd(centered, full_matrices=False)  ->  _, _, directions = np.linalg.svd(centered)
#     only the first rows are used, and they are the same ones
# _, _, directions = np.linalg.svd(centered, full_matrices=False)  ->  _, _, directions = np.linalg.svd(centered, full_matrices=True)
#     only the first rows are used, and they are the same ones

# %% wrong all_signs_plus
# absolute values: folds the map twice
# caught by: equal to scikit-learn's
import numpy as np


def project_pca(vectors):
    centered = vectors - vectors.mean(axis=0)
    _, _, right = np.linalg.svd(centered, full_matrices=False)
    return np.abs(centered @ right[:2].T)

# %% wrong directions_of_first_hundred
# directions of the first hundred rows
# caught by: equal to scikit-learn's
import numpy as np


def project_pca(vectors):
    centered = vectors - vectors.mean(axis=0)
    _, _, right = np.linalg.svd(centered[:100], full_matrices=False)
    return centered @ right[:2].T

# %% wrong ten_power_steps
# ten steps of a power iteration
# caught by: equal to scikit-learn's
import numpy as np


def project_pca(vectors):
    centered = vectors - vectors.mean(axis=0)
    scatter = centered.T @ centered
    basis = np.random.default_rng(0).normal(size=(scatter.shape[0], 2))
    for _ in range(10):
        basis, _ = np.linalg.qr(scatter @ basis)
    return centered @ basis

# %% wrong five_digits
# rounds to five digits after the point
# caught by: equal to scikit-learn's
import numpy as np


def project_pca(vectors):
    centered = vectors - vectors.mean(axis=0)
    _, _, right = np.linalg.svd(centered, full_matrices=False)
    return (centered @ right[:2].T).round(5)
