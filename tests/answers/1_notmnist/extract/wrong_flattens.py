# wrong: puts all files into one folder
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
