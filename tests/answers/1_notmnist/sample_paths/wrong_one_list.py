# wrong: returns one list of all paths, without their classes
# caught by: k files of each class
def sample_paths(folder, k, seed=0):
    """Draw k image files of each class.

    Args:
        folder: str, holds one folder for each class, with .png files in it.
        k: int, files of each class.
        seed: int, the same seed gives the same files.

    Returns:
        dict, class name -> list of k different paths (str), classes in sorted order.
    """
    rng = np.random.default_rng(seed)
    paths = []
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths += [str(path) for path in rng.choice(found, k, replace=False)]
    return paths
