# right: with os.path.commonpath
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
