# right: counts how deep each name leads, and unpacks member by member
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
