# right: every image and filter by itself, own padding arithmetic
def conv2d(images, kernels, stride=1, padding="valid"):
    size, filters = kernels.shape[0], kernels.shape[3]
    height, width = images.shape[1:3]
    top = left = 0
    if padding == "same":
        rows, columns = -(-height // stride), -(-width // stride)
        top = max((rows - 1) * stride + size - height, 0) // 2
        left = max((columns - 1) * stride + size - width, 0) // 2
    else:
        rows, columns = (height - size) // stride + 1, (width - size) // stride + 1
    framed = np.zeros((len(images), height + 2 * size, width + 2 * size, images.shape[3]))
    framed[:, top : top + height, left : left + width] = images
    output = np.zeros((len(images), rows, columns, filters))
    for n in range(len(images)):
        for f in range(filters):
            for r in range(rows):
                for c in range(columns):
                    y, x = r * stride, c * stride
                    output[n, r, c, f] = np.sum(framed[n, y : y + size, x : x + size] * kernels[..., f])
    return output
