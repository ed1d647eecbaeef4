# %% right by_hand
# copies each file itself
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        for member in members:
            target = (root / member.name).resolve()
            if member.isdir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(tar.extractfile(member).read())
    return sum(member.isfile() for member in members)

# %% right depth
# counts how deep each name leads, and unpacks member by member
def stays_inside(name):
    """Whether a name, read part by part, never climbs above its start."""
    if name.startswith("/"):
        return False
    depth = 0
    for part in name.split("/"):
        if part == "..":
            depth -= 1
        elif part not in ("", "."):
            depth += 1
        if depth < 0:
            return False
    return True


def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        files = [member for member in members if member.isfile()]
        folders = [member for member in members if member.isdir()]
        if len(files) + len(folders) < len(members):
            raise ValueError("The archive holds links or devices.")
        if not all(stays_inside(member.name) for member in members):
            raise ValueError("The archive would write outside its folder.")
        for member in folders + files:
            tar.extract(member, folder, filter="data")
    return len(files)

# %% right normpath
# with os.path.normpath and a separator at the end; no filter of its own
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = os.path.abspath(folder)
    with tarfile.open(archive, "r:*") as tar:
        count = 0
        for member in tar:
            target = os.path.normpath(os.path.join(root, member.name))
            if target != root and not target.startswith(root + os.sep):
                raise ValueError(f"{member.name} leaves {folder}")
            if member.isfile():
                count += 1
            elif not member.isdir():
                raise ValueError(f"{member.name} is neither a file nor a folder")
        tar.extractall(root)
    return count

# %% right os_path
# with os.path.commonpath
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = os.path.realpath(folder)
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = os.path.commonpath([root, os.path.realpath(os.path.join(root, member.name))]) == root
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return sum(member.isfile() for member in members)

# %% right made_first
# makes the folder before it looks, and returns a NumPy number
def extract(archive, folder):
    root = os.path.realpath(folder)
    os.makedirs(root, exist_ok=True)
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            target = os.path.realpath(os.path.join(root, member.name))
            if os.path.commonpath([root, target]) != root:
                raise ValueError(f"{member.name} leaves the folder")
            if not member.isreg() and not member.isdir():
                raise ValueError(f"{member.name} is neither a file nor a folder")
        tar.extractall(folder, filter="fully_trusted")
    return np.sum([member.isreg() for member in members])

# %% wrong counts_folders
# counts folders as files
# caught by: folders are not files
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return len(members)

# %% wrong flattens
# puts all files into one folder
# caught by: unpacks files
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        root.mkdir(parents=True, exist_ok=True)
        for member in members:
            if member.isfile():
                (root / Path(member.name).name).write_bytes(tar.extractfile(member).read())
    return sum(member.isfile() for member in members)

# %% wrong follows_links
# accepts links
# caught by: links and devices
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside:
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="fully_trusted")
    return sum(member.isfile() for member in members)

# %% wrong forbids_dots
# refuses every name with two dots
# caught by: odd but harmless names
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = ".." not in member.name and not member.name.startswith("/")
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return sum(member.isfile() for member in members)

# %% wrong looks_for_dots
# looks for the component .. only, so absolute names pass
# caught by: refuses to leave the folder
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = ".." not in Path(member.name).parts
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(folder, members, filter="data")
    return sum(member.isfile() for member in members)

# %% wrong one_by_one
# unpacks while it checks
# caught by: all or nothing
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
            tar.extract(member, root, filter="data")
        tar.extractall(root, members, filter="data")
    return sum(member.isfile() for member in members)

# %% wrong string_prefix
# compares strings
# caught by: a neighbor with a longer name
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = str((root / member.name).resolve()).startswith(str(root))
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="fully_trusted")
    return sum(member.isfile() for member in members)

# %% wrong tar_error
# leaves it to tarfile, whose errors are of another kind
# caught by: refuses to leave the folder
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if False:
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return sum(member.isfile() for member in members)

# %% wrong trusting
# unpacks whatever comes
# caught by: refuses to leave the folder
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked.

    Raises:
        ValueError: a member is a link or a device, or would leave the folder.
    """
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if False:
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="fully_trusted")
    return sum(member.isfile() for member in members)

# %% wrong counts_png
# counts only the images
# caught by: folders are not files
def extract(archive, folder):
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return sum(member.name.endswith(".png") for member in members)

# %% wrong root_not_resolved
# resolves the members and not the folder
# caught by: odd but harmless names
def extract(archive, folder):
    root = Path(folder)
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return sum(member.isfile() for member in members)

# %% wrong leaves_out_the_bad
# unpacks what is safe, then complains of the rest
# caught by: all or nothing
def extract(archive, folder):
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        good = [
            m for m in members
            if (root / m.name).resolve().is_relative_to(root) and (m.isfile() or m.isdir())
        ]
        tar.extractall(root, good, filter="data")
    if len(good) < len(members):
        raise ValueError("some members are not safe to unpack")
    return sum(member.isfile() for member in good)

# %% wrong symbolic_links_only
# refuses symbolic links and accepts hard links and devices
# caught by: links and devices
def extract(archive, folder):
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or member.issym():
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return sum(member.isfile() for member in members)

# %% wrong gzip_only
# opens compressed archives only
# caught by: odd but harmless names
def extract(archive, folder):
    root = Path(folder).resolve()
    with tarfile.open(archive, "r:gz") as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return sum(member.isfile() for member in members)

# %% [markdown] equivalent
# tar.extractall(root, members, filter='data')  ->  tar.extractall(root, members)
#     every member has been checked before, and permissions are free
