# right: computes in float64 and lists the images to stack, an empty array first
def load_letter(folder):
    """Read all images of one letter.

    Args:
        folder: str, with .png files of 28x28 gray pixels, some of them unreadable.

    Returns:
        float32 (n, 28, 28), (p - 128) / 128, in the order of the sorted file names.
    """
    images = [np.empty((0, 28, 28))]
    for path in sorted(Path(folder).iterdir()):
        if path.suffix == ".png":
            try:
                image = np.asarray(imageio.imread(path), np.float64)
            except Exception as error:
                print("left out", path, error)
            else:
                images.append((image[None] - 128.0) / 128.0)
    return np.concatenate(images).astype(np.float32)
