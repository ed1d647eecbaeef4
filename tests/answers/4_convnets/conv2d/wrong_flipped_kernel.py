# wrong: turns the kernel around, as mathematicians do
# caught by: the numbers from above
def conv2d(images, kernels, stride=1, padding="valid"):
    kernels = kernels[::-1, ::-1]
    if padding == "same":
        images = pad_same(images, kernels.shape[0], stride)
    return np.asarray(tf.nn.conv2d(tf.cast(images, tf.float64), tf.cast(kernels, tf.float64), stride, "VALID"))
