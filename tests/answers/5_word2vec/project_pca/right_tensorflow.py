# right: TensorFlow: left vectors times singular values
def project_pca(vectors):
    vectors = tf.cast(vectors, tf.float64)
    values, left, _ = tf.linalg.svd(vectors - tf.reduce_mean(vectors, axis=0))
    return left[:, :2] * values[:2]
