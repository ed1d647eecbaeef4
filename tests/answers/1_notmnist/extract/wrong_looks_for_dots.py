# wrong: looks for the component .. only, so absolute names pass
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
