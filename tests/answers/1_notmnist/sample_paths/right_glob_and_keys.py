# right: gives each file a random key and takes the k smallest, a new generator for each class
def sample_paths(folder, k, seed=0):
    """Draw k image files of each class.

    Args:
        folder: str, holds one folder for each class, with .png files in it.
        k: int, files of each class.
        seed: int, the same seed gives the same files.

    Returns:
        dict, class name -> list of k different paths (str), classes in sorted order.
    """
    from glob import glob

    def draw(name):
        files = sorted(glob(os.path.join(folder, name, "*.png")))
        keys = np.random.default_rng([seed, len(files)]).random(len(files))
        return [files[row] for row in np.argsort(keys)[:k]]

    return {name: draw(name) for name in sorted(os.listdir(folder))}
