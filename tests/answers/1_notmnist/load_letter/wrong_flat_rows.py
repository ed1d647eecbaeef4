# wrong: returns each image as a row of 784 pixels
# caught by: two images
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
            images.append(imageio.imread(path).ravel())
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 784)
    return (pixels - 128) / 128
