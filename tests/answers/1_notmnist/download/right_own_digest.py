# right: computes the digest itself and seeks instead of appending
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
    if os.path.exists(path):
        if sha256_of(path) == sha256:
            return path
        os.remove(path)
    if not os.path.exists(part):
        open(part, "wb").close()
    have = os.path.getsize(part)
    pieces, resumed = open_from(url, have)
    with open(part, "r+b") as file:
        file.seek(have if resumed else 0)
        for piece in pieces:
            file.write(piece)
        file.truncate()
    digest = hashlib.sha256(Path(part).read_bytes()).hexdigest()
    if digest != sha256:
        os.unlink(part)
        raise ValueError("the digest differs")
    os.rename(part, path)
    return path
