# wrong: forgets the padding and leaves out the stops that hang over
# caught by: padding in the gradient
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    filters = output_gradient.shape[3]
    rows = (images.shape[1] - kernel_size) // stride + 1
    columns = (images.shape[2] - kernel_size) // stride + 1
    gradient = np.zeros((kernel_size, kernel_size, images.shape[3], filters))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            gradient += np.tensordot(patch, output_gradient[:, row, column], axes=(0, 0))
    return gradient
