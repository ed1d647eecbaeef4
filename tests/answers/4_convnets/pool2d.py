# %% right kernel_loop
# compares shifted copies, returns a float32 tensor
def pool2d(images, size=2, stride=2, kind="max"):
    height = (images.shape[1] - size) // stride * stride + 1
    width = (images.shape[2] - size) // stride * stride + 1
    parts = [
        images[:, i : i + height : stride, j : j + width : stride]
        for i in range(size)
        for j in range(size)
    ]
    combined = np.maximum.reduce(parts) if kind == "max" else sum(parts) / size**2
    return tf.constant(combined, tf.float32)

# %% right number_by_number
# one number at a time with Python's max and sum
def pool2d(images, size=2, stride=2, kind="max"):
    batch, height, width, channels = images.shape
    output = []
    for b in range(batch):
        image = []
        for top in range(0, height - size + 1, stride):
            line = []
            for left in range(0, width - size + 1, stride):
                windows = [
                    [float(images[b, top + i, left + j, c]) for i in range(size) for j in range(size)]
                    for c in range(channels)
                ]
                line.append([max(w) if kind == "max" else sum(w) / len(w) for w in windows])
            image.append(line)
        output.append(image)
    return np.array(output)

# %% right tensorflow
# TensorFlow's own pooling, float32
def pool2d(images, size=2, stride=2, kind="max"):
    pool = tf.nn.max_pool2d if kind == "max" else tf.nn.avg_pool2d
    return pool(tf.cast(images, tf.float32), size, stride, "VALID")

# %% right windows
# all windows at once
def pool2d(images, size=2, stride=2, kind="max"):
    windows = np.lib.stride_tricks.sliding_window_view(images, (size, size), axis=(1, 2))
    windows = windows[:, ::stride, ::stride]
    return windows.max(axis=(4, 5)) if kind == "max" else windows.mean(axis=(4, 5))

# %% wrong always_max
# ignores kind
# caught by: a block on paper
def pool2d(images, size=2, stride=2, kind="max"):
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = np.max(patch, axis=(1, 2))
    return output

# %% wrong blocks_only
# cuts into blocks by reshape, whatever the stride
# caught by: windows that overlap
def pool2d(images, size=2, stride=2, kind="max"):
    batch, height, width, channels = images.shape
    rows, columns = height // size, width // size
    cut = images[:, : rows * size, : columns * size]
    blocks = cut.reshape(batch, rows, size, columns, size, channels)
    return blocks.max(axis=(2, 4)) if kind == "max" else blocks.mean(axis=(2, 4))

# %% wrong hangs_over
# lets the last window hang over the border
# caught by: odd sizes
def pool2d(images, size=2, stride=2, kind="max"):
    rows = -(-images.shape[1] // stride)
    columns = -(-images.shape[2] // stride)
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.mean)(patch, axis=(1, 2))
    return output

# %% wrong mixes_channels
# one number for all channels together
# caught by: max, channel by channel
def pool2d(images, size=2, stride=2, kind="max"):
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.mean)(patch, axis=(1, 2, 3), keepdims=True)[:, 0, 0]
    return output

# %% wrong mixes_images
# the mean and the maximum run over the batch as well
# caught by: max, channel by channel
def pool2d(images, size=2, stride=2, kind="max"):
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.mean)(patch, axis=(0, 1, 2))
    return output

# %% wrong square_images
# makes as many columns as rows
# caught by: average, channel by channel
def pool2d(images, size=2, stride=2, kind="max"):
    summarize = np.max if kind == "max" else np.mean
    stops = (images.shape[1] - size) // stride + 1
    output = np.zeros((len(images), stops, stops, images.shape[3]))
    for row in range(stops):
        for column in range(stops):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = summarize(patch, axis=(1, 2))
    return output

# %% wrong starts_at_zero
# compares with 0, so negative numbers are lost
# caught by: max, channel by channel
def pool2d(images, size=2, stride=2, kind="max"):
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.mean)(patch, axis=(1, 2))
            if kind == "max":
                output[:, row, column] = np.maximum(output[:, row, column], 0)
    return output

# %% wrong stride_is_size
# moves by the window's size
# caught by: windows that overlap
def pool2d(images, size=2, stride=2, kind="max"):
    stride = size
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * size, column * size
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.mean)(patch, axis=(1, 2))
    return output

# %% wrong sum_for_average
# sums in place of averaging
# caught by: average, channel by channel
def pool2d(images, size=2, stride=2, kind="max"):
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = (np.max if kind == "max" else np.sum)(patch, axis=(1, 2))
    return output

# %% wrong whole_numbers
# collects its results in an array like the input's integers
# caught by: max, channel by channel
def pool2d(images, size=2, stride=2, kind="max"):
    summarize = np.max if kind == "max" else np.mean
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]), int)
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + size, left : left + size]
            output[:, row, column] = summarize(patch, axis=(1, 2))
    return output

# %% wrong window_of_two
# a window of 2×2, whatever the size
# caught by: windows that overlap
def pool2d(images, size=2, stride=2, kind="max"):
    summarize = np.max if kind == "max" else np.mean
    rows = (images.shape[1] - size) // stride + 1
    columns = (images.shape[2] - size) // stride + 1
    output = np.zeros((len(images), rows, columns, images.shape[3]))
    for row in range(rows):
        for column in range(columns):
            top, left = row * stride, column * stride
            patch = images[:, top : top + 2, left : left + 2]
            output[:, row, column] = summarize(patch, axis=(1, 2))
    return output

# %% wrong average_by_default
# the mean, where nothing is said of the kind
# caught by: a block on paper
def pool2d(images, size=2, stride=2, kind="average"):
    pool = tf.nn.max_pool2d if kind == "max" else tf.nn.avg_pool2d
    return pool(images, size, stride, "VALID").numpy()

# %% [markdown] equivalent
# output = np.zeros((len(images), rows, columns, images.shape[3]))  ->  output = np.ones((len(images), rows, columns, images.shape[3]))
#     every element is overwritten
