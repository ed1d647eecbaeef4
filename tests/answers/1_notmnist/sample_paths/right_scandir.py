# right: with os.scandir, and draws row numbers
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
    classes = sorted((entry.name, entry.path) for entry in os.scandir(folder) if entry.is_dir())
    chosen = {}
    for name, path in classes:
        files = sorted(entry.name for entry in os.scandir(path) if entry.name.endswith(".png"))
        rows = rng.choice(len(files), size=k, replace=False)
        chosen[name] = [os.path.join(path, files[row]) for row in rows]
    return chosen
