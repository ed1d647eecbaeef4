# right: gathers the patches with TensorFlow, then one matrix product, float32
def conv2d(images, kernels, stride=1, padding="valid"):
    kernel_size, _, channels, filters = kernels.shape
    patches = tf.image.extract_patches(
        tf.cast(images, tf.float32),
        sizes=[1, kernel_size, kernel_size, 1],
        strides=[1, stride, stride, 1],
        rates=[1, 1, 1, 1],
        padding=padding.upper(),
    )
    matrix = tf.cast(tf.reshape(kernels, (-1, filters)), tf.float32)
    return tf.tensordot(patches, matrix, axes=1)
