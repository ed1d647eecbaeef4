# %% right glob_and_keys
# gives each file a random key and takes the k smallest, a new generator for each class
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

# %% right permutation
# with a permutation
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
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.permutation(found)[:k]]
    return paths

# %% right random_module
# with the random module
def sample_paths(folder, k, seed=0):
    """Draw k image files of each class.

    Args:
        folder: str, holds one folder for each class, with .png files in it.
        k: int, files of each class.
        seed: int, the same seed gives the same files.

    Returns:
        dict, class name -> list of k different paths (str), classes in sorted order.
    """
    import random

    rng = random.Random(seed)
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.sample(found, k)]
    return paths

# %% right scandir
# with os.scandir, and draws row numbers
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

# %% right stable_digest
# seeds each class with a digest of its name
def sample_paths(folder, k, seed=0):
    paths = {}
    for entry in sorted(Path(folder).iterdir()):
        number = int.from_bytes(hashlib.sha256(entry.name.encode()).digest()[:4])
        rng = np.random.default_rng([seed, number])
        files = sorted(entry.glob("*.png"))
        paths[entry.name] = [str(files[row]) for row in rng.permutation(len(files))[:k]]
    return paths

# %% wrong all_files
# takes files of any kind
# caught by: all different
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
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*"))
        paths[name] = [str(path) for path in rng.choice(found, k, replace=False)]
    return paths

# %% wrong by_age
# sorts the files by their age instead of their names
# caught by: order of the disk
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
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(Path(folder, name).glob("*.png"), key=lambda path: path.stat().st_mtime_ns)
        paths[name] = [str(path) for path in rng.choice([str(path) for path in found], k, replace=False)]
    return paths

# %% wrong first_k
# takes the first k
# caught by: the seed decides
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
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in found[:k]]
    return paths

# %% wrong fixed_seed
# always uses the seed 133
# caught by: the seed decides
def sample_paths(folder, k, seed=0):
    """Draw k image files of each class.

    Args:
        folder: str, holds one folder for each class, with .png files in it.
        k: int, files of each class.
        seed: int, the same seed gives the same files.

    Returns:
        dict, class name -> list of k different paths (str), classes in sorted order.
    """
    rng = np.random.default_rng(133)
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.choice(found, k, replace=False)]
    return paths

# %% wrong k_in_total
# draws k files from all classes together
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

# %% wrong names_only
# returns names without their folder
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
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [Path(path).name for path in rng.choice(found, k, replace=False)]
    return paths

# %% wrong no_seed
# ignores the seed
# caught by: the seed decides
def sample_paths(folder, k, seed=0):
    """Draw k image files of each class.

    Args:
        folder: str, holds one folder for each class, with .png files in it.
        k: int, files of each class.
        seed: int, the same seed gives the same files.

    Returns:
        dict, class name -> list of k different paths (str), classes in sorted order.
    """
    rng = np.random.default_rng()
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.choice(found, k, replace=False)]
    return paths

# %% wrong one_list
# returns one list of all paths, without their classes
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

# %% wrong with_replacement
# draws with replacement
# caught by: all different
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
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.choice(found, k)]
    return paths

# %% wrong seeded_by_hash
# seeds each class with hash(name), which differs between processes
# caught by: the seed decides
def sample_paths(folder, k, seed=0):
    paths = {}
    for name in sorted(os.listdir(folder)):
        rng = np.random.default_rng(seed + abs(hash(name)))
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.choice(found, k, replace=False)]
    return paths

# %% wrong sorted_by_hash
# shuffles by sorting the hashes of seed and name
# caught by: the seed decides
def sample_paths(folder, k, seed=0):
    paths = {}
    for name in sorted(os.listdir(folder)):
        files = [file for file in os.listdir(os.path.join(folder, name)) if file.endswith(".png")]
        files.sort(key=lambda file: hash((seed, file)))
        paths[name] = [os.path.join(folder, name, file) for file in files[:k]]
    return paths

# %% wrong classes_as_listed
# lists the classes in the order of the disk
# caught by: k files of each class
def sample_paths(folder, k, seed=0):
    rng = np.random.default_rng(seed)
    paths = {}
    for name in sorted(os.listdir(folder), key=lambda name: os.stat(os.path.join(folder, name)).st_ino):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.choice(found, k, replace=False)]
    return paths

# %% wrong seeded_by_place
# lets the path of the folder take part in the seed
# caught by: order of the disk
def sample_paths(folder, k, seed=0):
    rng = np.random.default_rng([seed, *folder.encode()])
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.choice(found, k, replace=False)]
    return paths

# %% wrong same_neighbors
# draws where to begin and takes the k files from there
# caught by: all different
def sample_paths(folder, k, seed=0):
    rng = np.random.default_rng(seed)
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        first = rng.integers(len(found))
        paths[name] = found[first : first + k]
    return paths
