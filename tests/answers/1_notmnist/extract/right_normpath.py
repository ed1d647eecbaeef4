# right: with os.path.normpath and a separator at the end; no filter of its own
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
