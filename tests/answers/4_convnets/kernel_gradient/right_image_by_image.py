# right: loops over images and filters, returns float32
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    batch, rows, columns, filters = output_gradient.shape
    total = np.zeros((kernel_size, kernel_size, images.shape[3], filters))
    for image, arriving in zip(images, output_gradient):
        for row in range(rows):
            for column in range(columns):
                top, left = row * stride, column * stride
                patch = image[top : top + kernel_size, left : left + kernel_size]
                for f in range(filters):
                    total[..., f] += patch * arriving[row, column, f]
    return total.astype(np.float32)
