# wrong: starts from the beginning each time
# caught by: resumes a part
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
    path, part = str(path), f"{path}.part"
    if os.path.exists(path) and sha256_of(path) == sha256:
        return path
    have = os.path.getsize(part) if os.path.exists(part) else 0
    pieces, resumed = open_from(url, 0)
    with open(part, "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path
