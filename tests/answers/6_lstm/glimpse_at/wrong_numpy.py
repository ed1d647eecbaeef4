# wrong: leaves TensorFlow, so no gradient flows
# caught by: the eye can learn
def glimpse_at(columns, position):
    columns, position = np.asarray(columns), np.asarray(position)
    powers = np.exp(-0.5 * (np.arange(columns.shape[1]) - position) ** 2)
    weights = powers / powers.sum(axis=1, keepdims=True)
    return tf.constant(np.einsum("bt,btf->bf", weights, columns).astype(np.float32))
