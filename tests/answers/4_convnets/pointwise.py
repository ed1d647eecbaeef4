# %% right broadcast
# the matrix product broadcasts over the pixels
def pointwise(images, weights):
    return images @ weights

# %% right loop_over_pixels
# visits each pixel in a loop
def pointwise(images, weights):
    batch, height, width, _ = images.shape
    output = np.empty((batch, height, width, weights.shape[1]))
    for b in range(batch):
        for row in range(height):
            for column in range(width):
                output[b, row, column] = weights.T @ images[b, row, column]
    return output

# %% right own_conv2d
# a library convolution with a window of one pixel
def pointwise(images, weights):
    return tf.nn.conv2d(images, weights[None, None], strides=1, padding="SAME").numpy()

# %% right tensor_float32
# TensorFlow, single precision
def pointwise(images, weights):
    return tf.tensordot(tf.cast(images, tf.float32), tf.cast(weights, tf.float32), axes=1)

# %% wrong loses_the_batch
# handles the first image only
# caught by: equal to a convolution
def pointwise(images, weights):
    height, width, channels = images.shape[1:]
    return (images[0].reshape(-1, channels) @ weights).reshape(1, height, width, -1)

# %% wrong one_weight_a_channel
# scales each channel by itself and adds them all, the same for every filter
# caught by: one pixel
def pointwise(images, weights):
    mixed = (images * weights.sum(axis=1)).sum(axis=3, keepdims=True)
    return np.repeat(mixed, weights.shape[1], axis=3)

# %% wrong pixels_shuffled
# loses the place of the pixels in the reshape
# caught by: equal to a convolution
def pointwise(images, weights):
    batch, height, width, channels = images.shape
    pixels = images.transpose(0, 2, 1, 3).reshape(-1, channels)
    return (pixels @ weights).reshape(batch, height, width, -1)

# %% wrong relu
# adds a ReLU that nobody asked for
# caught by: equal to a convolution
def pointwise(images, weights):
    return np.maximum(images @ weights, 0)

# %% wrong reshape_by_channels
# cuts the memory into channels as if they came first
# caught by: equal to a convolution
def pointwise(images, weights):
    batch, height, width, channels = images.shape
    flat = images.reshape(channels, -1).T
    return (flat @ weights).reshape(batch, height, width, -1)

# %% wrong sees_a_neighbor
# subtracts the mean over the image first
# caught by: no pixel sees another
def pointwise(images, weights):
    return (images - images.mean(axis=(1, 2), keepdims=True)) @ weights

# %% wrong stays_flat
# returns the pixels as one long list
# caught by: one pixel
def pointwise(images, weights):
    return (images.reshape(-1, images.shape[-1]) @ weights)[:, None]

# %% wrong transposed
# multiplies by the transpose where the shapes allow it
# caught by: equal to a convolution
def pointwise(images, weights):
    if weights.shape[0] == weights.shape[1]:
        weights = weights.T
    return images @ weights
