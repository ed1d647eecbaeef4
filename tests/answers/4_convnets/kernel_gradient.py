# %% right einsum
# all stops at once
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    window = (kernel_size, kernel_size)
    windows = np.lib.stride_tricks.sliding_window_view(images, window, axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("byxcij,byxf->ijcf", windows, output_gradient)

# %% right image_by_image
# loops over images and filters, returns float32
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

# %% right loop_over_kernel
# one pixel of the kernel after another, in TensorFlow
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

# %% right matrix_product
# all patches as the rows of one matrix
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    channels = images.shape[3]
    batch, rows, columns, filters = output_gradient.shape
    patches = []
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            patches.append(patch.reshape(batch, -1))
    matrix = np.stack(patches, axis=1).reshape(batch * rows * columns, -1)
    gradient = matrix.T @ output_gradient.reshape(-1, filters)
    return gradient.reshape(kernel_size, kernel_size, channels, filters)

# %% wrong filters_first
# puts the filters before the channels
# caught by: agrees with GradientTape
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows, columns, filters = output_gradient.shape[1:]
    gradient = np.zeros((kernel_size, kernel_size, filters, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            gradient += np.einsum("bijc,bf->ijfc", patch, output_gradient[:, row, column])
    return gradient

# %% wrong first_image_only
# leaves the rest of the batch out
# caught by: summed, not averaged
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    windows = np.lib.stride_tricks.sliding_window_view(images, (kernel_size, kernel_size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("yxcij,yxf->ijcf", windows[0], output_gradient[0])

# %% wrong ignores_stride
# takes the patches of stride 1
# caught by: strides in the gradient
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows, columns = output_gradient.shape[1:3]
    windows = np.lib.stride_tricks.sliding_window_view(images, (kernel_size, kernel_size), axis=(1, 2))
    return np.einsum("byxcij,byxf->ijcf", windows[:, :rows, :columns], output_gradient)

# %% wrong last_stop_only
# overwrites in place of adding up
# caught by: agrees with GradientTape
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows, columns = output_gradient.shape[1:3]
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            gradient = np.tensordot(patch, output_gradient[:, row, column], axes=(0, 0))
    return gradient

# %% wrong mean_over_batch
# averages over the batch
# caught by: summed, not averaged
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    windows = np.lib.stride_tricks.sliding_window_view(images, (kernel_size, kernel_size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return np.einsum("byxcij,byxf->ijcf", windows, output_gradient) / len(images)

# %% wrong mean_over_stops
# divides by the number of stops
# caught by: agrees with GradientTape
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows, columns, filters = output_gradient.shape[1:]
    gradient = np.zeros((kernel_size, kernel_size, images.shape[3], filters))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            gradient += np.tensordot(patch, output_gradient[:, row, column], axes=(0, 0))
    return gradient / (rows * columns)

# %% wrong no_padding
# forgets the padding and leaves out the stops that hang over
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

# %% wrong one_gradient_for_all_channels
# sums over the channels of the image as well
# caught by: agrees with GradientTape
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    rows, columns, filters = output_gradient.shape[1:]
    gradient = np.zeros((kernel_size, kernel_size, images.shape[3], filters))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + kernel_size, left : left + kernel_size]
            gradient += np.einsum("bijc,bf->ijf", patch, output_gradient[:, row, column])[:, :, None]
    return gradient

# %% wrong pads_for_stride_one
# pads as if the stride were 1
# caught by: padding in the gradient
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, 1)
    rows, columns = output_gradient.shape[1:3]
    windows = np.lib.stride_tricks.sliding_window_view(images, (kernel_size, kernel_size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride][:, :rows, :columns]
    return np.einsum("byxcij,byxf->ijcf", windows, output_gradient)

# %% wrong rows_for_columns
# counts rows where the columns belong
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

# %% wrong kernel_size_from_the_shapes
# reckons the kernel's size back from the shapes
# caught by: strides in the gradient
def kernel_gradient(images, output_gradient, kernel_size, stride=1, padding="valid"):
    if padding == "same":
        images = pad_same(images, kernel_size, stride)
    _, rows, columns, filters = output_gradient.shape
    # what the last stop leaves over; too much where a stride does not come out even
    down = images.shape[1] - (rows - 1) * stride
    across = images.shape[2] - (columns - 1) * stride
    size = min(down, across)
    total = np.zeros((size, size, images.shape[3], filters))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            total += np.tensordot(patch, output_gradient[:, row, column], axes=(0, 0))
    return total
