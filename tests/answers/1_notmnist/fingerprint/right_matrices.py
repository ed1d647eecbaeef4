# right: adds up the squares with two products of matrices, in whole numbers
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    pixels = np.asarray(images).astype(np.int64)
    n, height, width = pixels.shape
    rows = np.kron(np.eye(height // block, dtype=int), np.ones((1, block), int))
    columns = np.kron(np.eye(width // block, dtype=int), np.ones((block, 1), int))
    sums = (rows @ pixels @ columns).reshape(n, -1)
    return sums * sums.shape[1] > sums.sum(axis=1, keepdims=True)
