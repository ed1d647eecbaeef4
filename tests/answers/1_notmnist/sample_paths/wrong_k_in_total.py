# wrong: draws k files from all classes together
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
    paths = {name: [] for name in sorted(os.listdir(folder))}
    found = sorted(str(path) for path in Path(folder).glob("*/*.png"))
    for path in rng.choice(found, k, replace=False):
        paths[Path(path).parent.name].append(str(path))
    return paths
