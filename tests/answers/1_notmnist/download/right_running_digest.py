# right: computes the digest while the pieces come
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
    part = f"{path}.part"
    if os.path.exists(path) and sha256_of(path) == sha256:
        return path
    try:
        old = Path(part).read_bytes()
    except FileNotFoundError:
        old = b""
    pieces, resumed = open_from(url, len(old))
    digest = hashlib.sha256(old if resumed else b"")
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
    if digest.hexdigest() == sha256:
        os.replace(part, path)
        return path
    os.remove(part)
    raise ValueError(f"wrong digest {digest.hexdigest()}")
