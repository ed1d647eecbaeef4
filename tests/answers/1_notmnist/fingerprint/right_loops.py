# right: square by square
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
