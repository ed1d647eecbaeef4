# wrong: counts a square that equals the mean as brighter
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
