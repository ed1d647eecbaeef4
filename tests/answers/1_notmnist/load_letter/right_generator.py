# right: with a generator and an array that is filled row by row
def readable(folder):
    """The images of a folder that can be read, in the order of their names."""
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".png"):
            continue
        try:
            image = imageio.imread(os.path.join(folder, name))
        except Exception:
            continue
        yield image


def load_letter(folder):
    """Read all images of one letter.

    Args:
        folder: str, with .png files of 28x28 gray pixels, some of them unreadable.

    Returns:
        float32 (n, 28, 28), (p - 128) / 128, in the order of the sorted file names.
    """
    images = list(readable(folder))
    scaled = np.empty((len(images), 28, 28), np.float32)
    for row, image in enumerate(images):
        scaled[row] = image
    scaled -= 128
    scaled /= 128
    return scaled
