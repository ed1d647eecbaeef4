# right: one pixel of the kernel after another, in TensorFlow
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows, columns = output_gradient.shape[1:3]
    result = []
    for i in range(kernel_size):
        for j in range(kernel_size):
            seen = images[:, i : i + (rows - 1) * stride + 1 : stride, j : j + (columns - 1) * stride + 1 : stride]
            result.append(tf.einsum("byxc,byxf->cf", seen, output_gradient))
    return tf.reshape(tf.stack(result), (kernel_size, kernel_size, images.shape[3], -1))
