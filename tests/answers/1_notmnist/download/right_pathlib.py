# right: written with pathlib
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
    target = Path(path)
    part = target.with_name(target.name + ".part")
    if target.is_file() and sha256_of(target) == sha256:
        return path
    pieces, resumed = open_from(url, part.stat().st_size if part.exists() else 0)
    with part.open("ab" if resumed else "wb") as file:
        file.writelines(pieces)
    if sha256_of(part) == sha256:
        part.replace(target)
        return path
    part.unlink()
    raise ValueError("wrong digest")
