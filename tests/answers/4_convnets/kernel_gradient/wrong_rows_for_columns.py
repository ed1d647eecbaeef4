# wrong: counts rows where the columns belong
# caught by: agrees with GradientTape
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows, filters = output_gradient.shape[1], output_gradient.shape[3]
    gradient = np.zeros((kernel_size, kernel_size, images.shape[3], filters))
    for row in range(rows):
        for column in range(rows):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            gradient += np.tensordot(patch, output_gradient[:, row, column], axes=(0, 0))
    return gradient
