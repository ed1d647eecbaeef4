# wrong: catches no error but OSError
# caught by: skips unreadable files
def load_letter(folder):
    """Read all images of one letter.

    Args:
        folder: str, with .png files of 28x28 gray pixels, some of them unreadable.

    Returns:
        float32 (n, 28, 28), (p - 128) / 128, in the order of the sorted file names.
    """
    images = []
    for path in sorted(Path(folder).glob("*.png")):
        try:
            images.append(imageio.imread(path))
        except OSError as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 128) / 128
