# %% right global_mean
# compares with the mean over all pixels
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means > images.mean(axis=(1, 2))[:, None]

# %% right loops
# square by square
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    means = np.array(
        [
            images[:, i : i + block, j : j + block].mean(axis=(1, 2))
            for i in range(0, height, block)
            for j in range(0, width, block)
        ]
    ).T
    return means > means.mean(axis=1, keepdims=True)

# %% right matrices
# adds up the squares with two products of matrices
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    pixels = np.asarray(images, float)
    n, height, width = pixels.shape
    rows = np.kron(np.eye(height // block, dtype=int), np.ones((1, block), int))
    columns = np.kron(np.eye(width // block, dtype=int), np.ones((block, 1), int))
    sums = (rows @ pixels @ columns).reshape(n, -1)
    return sums * sums.shape[1] > sums.sum(axis=1, keepdims=True)

# %% right reduceat
# scales to [0, 1] in float32 and uses np.add.reduceat
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    bright = np.asarray(images, np.float32) / 255
    n, height, width = bright.shape
    sums = np.add.reduceat(bright, np.arange(0, height, block), axis=1)
    sums = np.add.reduceat(sums, np.arange(0, width, block), axis=2)
    means = sums / block**2
    whole = bright.mean(axis=(1, 2), keepdims=True)
    return (means > whole).reshape(n, -1)

# %% right plain_lists
# image by image, bit by bit, in lists
def fingerprint(images, block=2):
    result = []
    for image in images:
        mean, bits = image.mean(), []
        for top in range(0, image.shape[0], block):
            for left in range(0, image.shape[1], block):
                bits.append(bool(image[top : top + block, left : left + block].mean() > mean))
        result.append(bits)
    return result

# %% right tensorflow
# average pooling in TensorFlow
def fingerprint(images, block=2):
    import tensorflow as tf

    x = tf.constant(np.asarray(images, np.float64))[..., None]
    means = tf.reshape(tf.nn.avg_pool2d(x, block, block, "VALID"), (len(images), -1))
    return means > tf.reduce_mean(x, axis=(1, 2))

# %% wrong at_least
# counts a square that equals the mean as brighter
# caught by: each image its own mean
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means >= means.mean(axis=1, keepdims=True)

# %% wrong columns_first
# reads the squares column by column
# caught by: squares row by row
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).transpose(0, 2, 1).reshape(n, -1)  # (n, squares)
    return means > means.mean(axis=1, keepdims=True)

# %% wrong common_mean
# one mean for all images
# caught by: each image its own mean
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means > means.mean()

# %% wrong corner_pixel
# looks at one pixel of each square
# caught by: squares row by row
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares[:, :, 0, :, 0].reshape(n, -1)  # (n, squares)
    return means > means.mean(axis=1, keepdims=True)

# %% wrong darker
# notes darker squares
# caught by: four bits
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means < means.mean(axis=1, keepdims=True)

# %% wrong fixed_block
# always squares of 2x2
# caught by: any block
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    block = 2
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means > means.mean(axis=1, keepdims=True)

# %% wrong gray_values
# returns gray values, not bits
# caught by: forgives small changes
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means - means.mean(axis=1, keepdims=True)

# %% wrong middle_gray
# compares with middle gray
# caught by: each image its own mean
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means > 128

# %% wrong wrong_axes
# mixes up the axes of the squares
# caught by: squares row by row
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    n, height, width = images.shape
    squares = images.reshape(n, block, height // block, block, width // block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means > means.mean(axis=1, keepdims=True)

# %% wrong numbers
# returns 0 and 1
# caught by: four bits
def fingerprint(images, block=2):
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)
    return (means > means.mean(axis=1, keepdims=True)).astype(int)

# %% wrong uint8
# turns all images into bytes first
# caught by: each image its own mean
def fingerprint(images, block=2):
    n, height, width = images.shape
    squares = images.astype(np.uint8).reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)
    return means > means.mean(axis=1, keepdims=True)

# %% wrong whole_numbers
# adds up whole numbers, which scaled pixels are not
# caught by: each image its own mean
def fingerprint(images, block=2):
    pixels = np.asarray(images).astype(np.int64)
    n, height, width = pixels.shape
    squares = pixels.reshape(n, height // block, block, width // block, block)
    sums = squares.sum(axis=(2, 4)).reshape(n, -1)
    return sums * sums.shape[1] > sums.sum(axis=1, keepdims=True)

# %% wrong rounded_means
# rounds the means to whole gray levels
# caught by: each image its own mean
def fingerprint(images, block=2):
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)
    return np.round(means) > np.round(means.mean(axis=1, keepdims=True))

# %% wrong square_image
# takes the width for the height
# caught by: squares row by row
def fingerprint(images, block=2):
    n, height, width = images.shape
    side = width // block
    bits = np.zeros((n, side * side), bool)
    for i in range(side):
        for j in range(side):
            square = images[:, i * block : (i + 1) * block, j * block : (j + 1) * block]
            if square.size:
                bits[:, i * side + j] = square.mean((1, 2)) > images.mean((1, 2))
    return bits

# %% wrong two_axes
# keeps the squares in two axes
# caught by: four bits
def fingerprint(images, block=2):
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    return squares.mean(axis=(2, 4)) > images.mean(axis=(1, 2), keepdims=True)

# %% wrong median
# compares with the median of the image
# caught by: each image its own mean
def fingerprint(images, block=2):
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)
    return means > np.median(images, axis=(1, 2))[:, None]

# %% wrong brightest_pixel
# takes the maximum of each square
# caught by: any block
def fingerprint(images, block=2):
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    return squares.max(axis=(2, 4)).reshape(n, -1) > images.mean(axis=(1, 2))[:, None]

# %% [markdown] equivalent
# squares = images.reshape(n, height // block, block, width // block, block)  ->  squares = images.reshape(height // block, n, block, width // block, block)
#     both leading axes are only counted off in order and merged again by the next reshape
# means = squares.mean(axis=(2, 4)).reshape(n, -1)  ->  means = squares.sum(axis=(2, 4)).reshape(n, -1)
#     sums of equally large squares compare as their means do
