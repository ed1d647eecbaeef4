# %% right float64_inside
# computes in float64 and lists the images to stack, an empty array first
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

# %% right generator
# with a generator and an array that is filled row by row
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

# %% right listdir
# with os.listdir and a loop
def load_letter(folder):
    """Read all images of one letter.

    Args:
        folder: str, with .png files of 28x28 gray pixels, some of them unreadable.

    Returns:
        float32 (n, 28, 28), (p - 128) / 128, in the order of the sorted file names.
    """
    images = []
    for path in [Path(folder, n) for n in sorted(os.listdir(folder)) if n.endswith(".png")]:
        try:
            images.append(imageio.imread(path))
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 128) / 128

# %% right scaled_each
# scales each image when it is read
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
            images.append(imageio.imread(path).astype(np.float32) / 128 - 1)
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return pixels

# %% wrong black_for_damage
# puts a black image in place of a damaged one
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
        except Exception as error:
            images.append(np.zeros((28, 28)))
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 128) / 128

# %% wrong crashes_on_damage
# does not catch anything
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
        except KeyboardInterrupt as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 128) / 128

# %% wrong divides_by_255
# scales as the original course did
# caught by: one image
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
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 127.5) / 255

# %% wrong empty_crashes
# stacks, which fails without images
# caught by: nothing readable
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
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.stack(images).astype(np.float32)
    return (pixels - 128) / 128

# %% wrong flat_rows
# returns each image as a row of 784 pixels
# caught by: one image
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

# %% wrong float64
# returns float64
# caught by: one image
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
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float64).reshape(-1, 28, 28)
    return (pixels - 128) / 128

# %% wrong os_errors_only
# catches no error but OSError
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

# %% wrong stops_at_damage
# stops at the first damaged file
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
        except Exception as error:
            break
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 128) / 128

# %% wrong uint8_wraps
# subtracts in uint8
# caught by: one image
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
            images.append(imageio.imread(path) - np.uint8(128))
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return pixels / 128

# %% wrong unsorted
# reads in the order of the disk
# caught by: sorted, and png only
def load_letter(folder):
    """Read all images of one letter.

    Args:
        folder: str, with .png files of 28x28 gray pixels, some of them unreadable.

    Returns:
        float32 (n, 28, 28), (p - 128) / 128, in the order of the sorted file names.
    """
    images = []
    for path in reversed(sorted(Path(folder).glob("*.png"))):
        try:
            images.append(imageio.imread(path))
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 128) / 128

# %% wrong any_image
# reads every image, whatever its name ends in
# caught by: sorted, and png only
def load_letter(folder):
    images = []
    for name in sorted(os.listdir(folder)):
        try:
            images.append(imageio.imread(os.path.join(folder, name)))
        except Exception:
            continue
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 128) / 128

# %% wrong divides_by_127
# divides by 127
# caught by: one image
def load_letter(folder):
    images = []
    for path in sorted(Path(folder).glob("*.png")):
        try:
            images.append(imageio.imread(path))
        except Exception:
            continue
    return (np.array(images, np.float32).reshape(-1, 28, 28) - 128) / 127

# %% wrong empty_is_float64
# an empty array of NumPy's default type when nothing can be read
# caught by: nothing readable
def load_letter(folder):
    images = []
    for path in sorted(Path(folder).glob("*.png")):
        try:
            images.append((imageio.imread(path).astype(np.float32) - 128) / 128)
        except Exception:
            continue
    return np.stack(images) if images else np.zeros((0, 28, 28))

# %% [markdown] equivalent
# print(f'skipped {path.name}: {type(error).__name__}')  ->  pass
#     what is printed is not graded
