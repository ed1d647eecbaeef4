# %% right own_digest
# computes the digest itself and seeks instead of appending
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

# %% right pathlib
# written with pathlib
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

# %% right running_digest
# computes the digest while the pieces come
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

# %% right small_functions
# in small functions, with the file opened before the connection
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

# %% right old_file_deleted
# deletes an old file with a wrong digest first, and returns a Path
def download(url, path, sha256):
    target, part = Path(path), Path(path + ".part")
    if target.exists():
        if sha256_of(target) == sha256:
            return target
        target.unlink()
    part.touch()
    pieces, resumed = open_from(url, part.stat().st_size)
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        part.unlink()
        raise ValueError("not the bytes that were promised")
    return part.replace(target)

# %% wrong always_appends
# appends also when the server starts from 0
# caught by: a server that cannot resume
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
    pieces, resumed = open_from(url, have)
    with open(part, "ab") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path

# %% wrong always_fetches
# fetches a file that is there already
# caught by: nothing to do
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
    if False and sha256_of(path) == sha256:
        return path
    have = os.path.getsize(part) if os.path.exists(part) else 0
    pieces, resumed = open_from(url, have)
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path

# %% wrong copies
# copies the part, which stays
# caught by: fetches a file
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
    pieces, resumed = open_from(url, have)
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    import shutil

    shutil.copy(part, path)
    return path

# %% wrong hides_a_missing_file
# treats every error as an empty answer
# caught by: a missing file
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
    try:
        pieces, resumed = open_from(url, have)
    except OSError:
        pieces, resumed = [], False
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path

# %% wrong in_place
# writes into path itself
# caught by: keeps a broken part
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
    path = part = str(path)
    if os.path.exists(path) and sha256_of(path) == sha256:
        return path
    have = 0
    pieces, resumed = open_from(url, have)
    with open(part, "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path

# %% wrong leaves_the_part
# keeps the part after a wrong digest
# caught by: refuses wrong bytes
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
    pieces, resumed = open_from(url, have)
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path

# %% wrong never_resumes
# starts from the beginning each time
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

# %% wrong no_digest
# never checks the digest
# caught by: refuses wrong bytes
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
    pieces, resumed = open_from(url, have)
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if False:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path

# %% wrong swallows_errors
# cleans up after a broken connection
# caught by: keeps a broken part
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
    pieces, resumed = open_from(url, have)
    try:
        with open(part, "ab" if resumed else "wb") as file:
            for piece in pieces:
                file.write(piece)
    except OSError:
        os.remove(part)
        raise
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path

# %% wrong trusts_the_name
# a file with the right name is enough
# caught by: nothing to do
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
    if os.path.exists(path):
        return path
    have = os.path.getsize(part) if os.path.exists(part) else 0
    pieces, resumed = open_from(url, have)
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError(f"{url} has another digest than it should; ask its publisher.")
    os.replace(part, path)
    return path

# %% wrong returns_nothing
# returns nothing
# caught by: fetches a file
def download(url, path, sha256):
    part = f"{path}.part"
    if os.path.exists(path) and sha256_of(path) == sha256:
        return
    have = os.path.getsize(part) if os.path.exists(part) else 0
    pieces, resumed = open_from(url, have)
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError("wrong digest")
    os.replace(part, path)

# %% wrong breaks_are_wrong_digests
# takes a broken connection for the end of the file, and its part for wrong bytes
# caught by: keeps a broken part
def download(url, path, sha256):
    part = f"{path}.part"
    if os.path.exists(path) and sha256_of(path) == sha256:
        return path
    have = os.path.getsize(part) if os.path.exists(part) else 0
    pieces, resumed = open_from(url, have)
    with open(part, "ab" if resumed else "wb") as file:
        try:
            for piece in pieces:
                file.write(piece)
        except ConnectionError:
            pass
    if sha256_of(part) != sha256:
        raise ValueError("wrong digest")
    os.replace(part, path)
    return path

# %% wrong not_cut
# writes over the old part from the start without cutting it to length
# caught by: a server that cannot resume
def download(url, path, sha256):
    part = f"{path}.part"
    if os.path.exists(path) and sha256_of(path) == sha256:
        return path
    Path(part).touch()
    have = os.path.getsize(part)
    pieces, resumed = open_from(url, have)
    with open(part, "r+b") as file:
        file.seek(have if resumed else 0)
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        os.remove(part)
        raise ValueError("wrong digest")
    os.replace(part, path)
    return path

# %% wrong keeps_an_old_part
# deletes a part with a wrong digest only when it was begun in this call
# caught by: an old part is wrong
def download(url, path, sha256):
    part = f"{path}.part"
    if os.path.exists(path) and sha256_of(path) == sha256:
        return path
    have = os.path.getsize(part) if os.path.exists(part) else 0
    pieces, resumed = open_from(url, have)
    with open(part, "ab" if resumed else "wb") as file:
        for piece in pieces:
            file.write(piece)
    if sha256_of(part) != sha256:
        if not have:
            os.remove(part)
        raise ValueError("wrong digest")
    os.replace(part, path)
    return path

# %% wrong always_refuses
# raises whatever comes
# caught by: refuses wrong bytes
def download(url, path, sha256):
    raise ValueError("nobody vouches for this")

# %% [markdown] equivalent
# have = os.path.getsize(part) if os.path.exists(part) else 0  ->  have = os.path.getsize(part) if os.path.exists(part) else -1
#     a server ignores the malformed range and sends the whole file, as without a part
