# right: in small functions, with the file opened before the connection
def is_right(path, sha256):
    return os.path.isfile(path) and sha256_of(path) == sha256


def collect(url, part):
    with open(part, "ab") as file:
        pieces, resumed = open_from(url, file.tell())
        if not resumed:
            file.seek(0)
            file.truncate()
        for piece in pieces:
            file.write(piece)


def download(url, path, sha256):
    """Download a file so that `path` is either absent or right.

    Args:
        url: where the file is.
        path: str, where it shall be.
        sha256: str, the digest that its content must have.

    Returns:
        `path`.

    Raises:
        ValueError: everything arrived, but the digest is wrong.
        OSError: the server could not be reached or broke off; the part stays.
    """
    part = path + ".part"
    if is_right(path, sha256):
        return path
    collect(url, part)
    if not is_right(part, sha256):
        os.unlink(part)
        raise ValueError("The file is not the one that was promised.")
    import shutil

    shutil.move(part, path)
    return path
