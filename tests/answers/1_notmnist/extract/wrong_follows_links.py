# wrong: accepts links
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
