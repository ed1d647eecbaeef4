# right: loops over the kernel's pixels, returns a float32 tensor
def conv2d(images, kernels, stride=1, padding="valid"):
    kernel_size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    height = (images.shape[1] - kernel_size) // stride * stride + 1
    width = (images.shape[2] - kernel_size) // stride * stride + 1
    output = 0
    for i in range(kernel_size):
        for j in range(kernel_size):
            part = images[:, i : i + height : stride, j : j + width : stride]
            output = output + part @ kernels[i, j]
    return tf.constant(output, tf.float32)
