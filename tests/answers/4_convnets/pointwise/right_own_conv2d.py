# right: a library convolution with a window of one pixel
def pointwise(images, weights):
    return tf.nn.conv2d(images, weights[None, None], strides=1, padding="SAME").numpy()
