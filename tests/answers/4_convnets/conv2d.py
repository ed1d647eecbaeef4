# %% right as_matrix_product
# gathers the patches with TensorFlow, then one matrix product, float32
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

# %% right four_loops
# every image and filter by itself, own padding arithmetic
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

# %% right loop_over_kernel
# loops over the kernel's pixels, returns a float32 tensor
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

# %% right windows_and_einsum
# all windows at once, no loop
def conv2d(images, kernels, stride=1, padding="valid"):
    kernel_size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    window = (kernel_size, kernel_size)
    windows = np.lib.stride_tricks.sliding_window_view(images, window, axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("byxcij,ijcf->byxf", windows, kernels)

# %% wrong depends_on_place
# grows with the row, so a shift changes the output
# caught by: a shifted input shifts the output
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, size, stride)
    rows, columns = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3) * (1 + 0.01 * row)
    return output

# %% wrong first_channel_only
# reads the first input channel only
# caught by: channels are summed
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, size, stride)
    rows, columns = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size, 0]
            output[:, row, column] = np.tensordot(patch, kernels[:, :, 0], axes=2)
    return output

# %% wrong flipped_kernel
# turns the kernel around, as mathematicians do
# caught by: the numbers from above
def conv2d(images, kernels, stride=1, padding="valid"):
    kernels = kernels[::-1, ::-1]
    if padding == "same":
        images = pad_same(images, kernels.shape[0], stride)
    return np.asarray(tf.nn.conv2d(tf.cast(images, tf.float64), tf.cast(kernels, tf.float64), stride, "VALID"))

# %% wrong ignores_stride
# moves by one pixel always
# caught by: strides
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, size, stride)
    rows, columns = images.shape[1] - size + 1, images.shape[2] - size + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            patch = images[:, row : row + size, column : column + size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output

# %% wrong keeps_channels_apart
# one output for each input channel, as a depthwise convolution
# caught by: one channel for each kernel
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, size, stride)
    rows, columns = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.sum(patch * kernels[..., 0], axis=(1, 2))
    return output

# %% wrong last_stop_missing
# stops one short in both directions
# caught by: the numbers from above
def conv2d(images, kernels, stride=1, padding="valid"):
    kernel_size = kernels.shape[0]
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows = (images.shape[1] - kernel_size) // stride
    columns = (images.shape[2] - kernel_size) // stride
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output

# %% wrong mean_of_the_batch
# one patch for the whole batch
# caught by: channels are summed
def conv2d(images, kernels, stride=1, padding="valid"):
    kernel_size = len(kernels)
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows = (images.shape[1] - kernel_size) // stride + 1
    columns = (images.shape[2] - kernel_size) // stride + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size].mean(axis=0)
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output

# %% wrong same_like_valid
# ignores the padding
# caught by: same padding
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    rows, columns = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output

# %% wrong square_images
# makes as many columns as rows
# caught by: one channel for each kernel
def conv2d(images, kernels, stride=1, padding="valid"):
    kernel_size = len(kernels)
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    stops = (images.shape[1] - kernel_size) // stride + 1
    output = np.zeros((len(images), stops, stops, kernels.shape[3]))
    for row in range(stops):
        for column in range(stops):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output

# %% wrong symmetric_padding
# half a kernel of zeros on each side, whatever the stride
# caught by: same padding with a stride
def conv2d(images, kernels, stride=1, padding="valid"):
    size = kernels.shape[0]
    if padding == "same":
        before, after = (size - 1) // 2, size // 2
        images = np.pad(images, ((0, 0), (before, after), (before, after), (0, 0)))
    rows, columns = (images.shape[1] - size) // stride + 1, (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output

# %% wrong whole_numbers
# collects its results in whole numbers
# caught by: channels are summed
def conv2d(images, kernels, stride=1, padding="valid"):
    kernel_size = len(kernels)
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows = (images.shape[1] - kernel_size) // stride + 1
    columns = (images.shape[2] - kernel_size) // stride + 1
    output = np.zeros((len(images), rows, columns, kernels.shape[3]), int)
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            output[:, row, column] = np.tensordot(patch, kernels, axes=3)
    return output

# %% [markdown] equivalent
# output = np.zeros((len(images), rows, columns, kernels.shape[3]))  ->  output = np.ones((len(images), rows, columns, kernels.shape[3]))
#     every element is overwritten
