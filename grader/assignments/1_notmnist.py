# %% [markdown]
# # 1. notMNIST
#
# Before a network can learn, somebody has to fetch the data, look at them, and decide what may be believed. That somebody is you. You will download thousands of letters, read them, count them, split them, catch the copies that would flatter your results, and train a first classifier, with a number at the end that you can defend.

# %% [markdown]
# **What you will build**
#
# | part | you write |
# |---|---|
# | fetch | `download`, `extract` |
# | look and load | `sample_paths`, `load_letter` |
# | scale | `add_many`, `standardize` |
# | organize | `check_balance`, `split` |
# | distrust | `seen_in`, `fingerprint`, `sanitize` |
# | learn and measure | `learning_curve`, `smallest_change`, `examples_needed` |
#
# **Time**: about three hours; every cell runs in seconds on a laptop.
#
# **You need**: Python, a little NumPy, and some curiosity.

# %% [markdown]
# ## Setup
#
# One cell of imports, one style for the plots, one seed. A test cell is made of *cases*: run it, and each case prints a check mark or a sentence that says what to look at.

# %%
import hashlib
import http.client
import math
import os
import tarfile
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import imageio.v3 as imageio
import matplotlib.pyplot as plt
import numpy as np
from sklearn.linear_model import LogisticRegression

from coursekit import LETTERS, case, data_path, load_glyphs, normalize, setup, show_images
from coursekit.loopback import LoopbackServer, serve_folder

setup()
WORK = Path(tempfile.mkdtemp(prefix="letters_"))  # where your downloads go

# %% [markdown]
# ## Part 1. Classification is everywhere
#
# A classifier takes an input and gives it one of a few labels. That sounds narrow. It is not: a surprising number of problems turn into classification once you ask *what is the input?* and *what are the labels?*

# %% [markdown] answer classification_everywhere points=4
# ### Question: two problems in disguise (4 points)
#
# How would you solve each of these with nothing but a classifier? For each one say what a single input is, what the labels are, and how many times the classifier runs.
#
# 1. **Detection**: find every pedestrian in a photo.
# 2. **Ranking**: order a million web pages for one search query.
#
# Three or four sentences are enough.
#
# === BEGIN MARK SCHEME ===
# - 1 point: detection classifies patches (windows) of the photo as pedestrian / not pedestrian.
# - 1 point: it runs once for each position (and scale), so very often for one photo; or a cheap first stage proposes patches.
# - 1 point: ranking classifies a pair (query, page) as relevant / not relevant.
# - 1 point: pages are ordered by the probability of "relevant"; it runs once for each candidate page, usually after a cheap filter.
#
# Full marks also for other reductions that name input, labels and number of runs.
# === END MARK SCHEME ===

# %% [markdown]
# ## Part 2. Fetch
#
# The data are images of the letters A to J, drawn from hundreds of typefaces, after the data set notMNIST by Yaroslav Bulatov. MNIST, the digits that everybody starts with, is easy. These letters are not, and that is what makes them good teachers.
#
# A small web server on your own machine plays the part of the internet, so no connection is needed. In every other way this is a real download.

# %%
ARCHIVE = "glyphs_small.tar.gz"
server = serve_folder(data_path("archives"))
url = server.url(ARCHIVE)


def sha256_of(path):
    """The SHA-256 digest of a file as 64 hexadecimal digits, read in small pieces."""
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while piece := file.read(1 << 16):
            digest.update(piece)
    return digest.hexdigest()

# %% [markdown]
# What can go wrong with a download? The line breaks off after 90 %. The server sends an error page with a cheerful "200 OK". You press stop. Each time a file with the right *name* and the wrong *content* stays on your disk, and the error shows up an hour later, somewhere else.
#
# Publishers therefore print a **digest** beside the file, 64 hexadecimal digits that change completely when one byte changes.

# %%
archive_sha256 = sha256_of(data_path("archives", ARCHIVE))  # what the publisher prints
[hashlib.sha256(text).hexdigest()[:16] for text in (b"letters", b"letterz")]

# %% [markdown]
# You get one tool. `open_from(url, first_byte)` asks the server to leave out the first bytes, which is how a broken download is *resumed*. Servers may ignore that wish and send everything from the start; the second thing it returns tells you which of the two happened.

# %%
def open_from(url, first_byte):
    """Ask for a file from `first_byte` on.

    Returns:
        (pieces, resumed): an iterator of bytes, which raises ConnectionError when the
        server breaks off; and whether the bytes start at `first_byte` (True) or at
        the beginning of the file (False).
    """
    request = urllib.request.Request(url, headers={"Range": f"bytes={first_byte}-"})
    try:
        response = urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        if error.code == 416:  # nothing is left to send
            return iter(()), True
        raise
    return _pieces(response), response.status == 206


def _pieces(response):
    with response:
        while missing := response.length:
            piece = response.read(min(missing, 1 << 16))
            if not piece:
                raise ConnectionError(f"{missing} bytes are missing; download again.")
            yield piece

# %% [markdown]
# ### Exercise: `download` (8 points)
#
# A careful download in five steps:
#
# 1. `path` exists and has the right digest: nothing to do.
# 2. Collect bytes in a second file, `path` + `.part`. If it is there already, ask only for what is missing.
# 3. Not resumed? Then start that file afresh.
# 4. Wrong digest: delete the part and raise `ValueError`.
# 5. Right digest: `os.replace(part, path)`, which happens completely or not at all.
#
# When the connection breaks, let the error through and **keep the part**.
#
# <details><summary>Hint</summary>Open the part with mode "ab" to append, "wb" to start afresh.</details>

# %% solution download
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
    ### BEGIN SOLUTION
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
    os.replace(part, path)
    return path
    ### END SOLUTION

# %% [markdown]
# Fetch the archive. You should see its size in MB; run the cell again, and the file is not fetched a second time.

# %% show
archive = download(url, str(WORK / ARCHIVE), archive_sha256)
f"{os.path.getsize(archive) / 1e6:.1f} MB, digest {sha256_of(archive)[:16]}..."

# %% test download
def answer_of(server, content, name="data.bin", part=None):
    """Call download in a fresh folder; what happened, the folder, and the path."""
    folder = tempfile.mkdtemp(prefix="download_")
    path = os.path.join(folder, name)
    if part is not None:
        Path(path + ".part").write_bytes(part)
    try:
        download(server.url("data.bin"), path, hashlib.sha256(content).hexdigest())
    except Exception as error:
        return str(type(error)) + str(error), path
    return "", path


with case("fetches a file", points=1, message="After a good download the file is at `path` with every byte, and the .part file is gone: os.replace moves it.") as rng:
    content = rng.bytes(200_000)
    with LoopbackServer({"data.bin": content}) as web:
        trouble, path = answer_of(web, content)
    assert not trouble, trouble
    assert Path(path).read_bytes() == content
    assert not os.path.exists(path + ".part")
with case("refuses wrong bytes", points=1, message="When the digest differs, raise ValueError, and leave neither the file nor its part behind.") as rng:
    with LoopbackServer({"data.bin": rng.bytes(5_000)}) as web:
        trouble, path = answer_of(web, b"something else")
    assert "ValueError" in trouble, trouble or "no error was raised"
    assert not os.path.exists(path) and not os.path.exists(path + ".part")

# %% hidden download
def fetch(server, content, part=None, old=None):
    """Call download in a fresh folder; its error in words ("" if none), and the path."""
    path = os.path.join(tempfile.mkdtemp(prefix="download_"), "data.bin")
    if part is not None:
        Path(path + ".part").write_bytes(part)
    if old is not None:
        Path(path).write_bytes(old)
    try:
        download(server.url("data.bin"), path, hashlib.sha256(content).hexdigest())
    except Exception as error:
        return f"{type(error)} {error}", path
    return "", path


with case("resumes a part", points=2, message="If a part of n bytes is there, call open_from(url, n) and append: fetch only what is missing.") as rng:
    content = rng.bytes(150_000)
    with LoopbackServer({"data.bin": content}) as web:
        trouble, path = fetch(web, content, part=content[:90_000])
        assert not trouble, trouble
        assert web.first_bytes == [90_000], web.first_bytes
    assert Path(path).read_bytes() == content
with case("a server that cannot resume", points=1, message="If `resumed` is False the bytes start at 0: write the part afresh instead of appending.") as rng:
    content = rng.bytes(120_000)
    with LoopbackServer({"data.bin": content}, ignore_range=True) as web:
        trouble, path = fetch(web, content, part=content[:50_000])
    assert not trouble, trouble
    assert Path(path).read_bytes() == content
with case("keeps a broken part", points=1, message="When the connection breaks, nothing may be at `path`, and the part must stay, so that the next call can resume it.") as rng:
    content = rng.bytes(180_000)
    with LoopbackServer({"data.bin": content}, cut_after=100_000) as web:
        trouble, path = fetch(web, content)
        assert trouble, "a broken connection went unnoticed"
        assert not os.path.exists(path)
        assert os.path.exists(path + ".part"), "the part is gone"
        download(web.url("data.bin"), path, hashlib.sha256(content).hexdigest())
        assert web.first_bytes[1] > 0, "the second call started from the beginning"
    assert Path(path).read_bytes() == content
with case("nothing to do", points=1, message="A file that is there with the right digest needs no download; one with a wrong digest does.") as rng:
    content = rng.bytes(3_000)
    with LoopbackServer({"data.bin": content}) as web:
        trouble, path = fetch(web, content, old=content)
        assert not trouble and web.first_bytes == [], "the file was fetched again"
        trouble, path = fetch(web, content, old=content[:1_000])
    assert not trouble, trouble
    assert Path(path).read_bytes() == content
with case("a missing file", points=1, message="Let the error of a missing file through, and leave no file behind at `path`.") as rng:
    with LoopbackServer({}) as web:
        trouble, path = fetch(web, b"")
    assert "404" in trouble, trouble or "no error was raised"
    assert not os.path.exists(path)

# %% [markdown]
# ### Archives can bite
#
# A `.tar.gz` file is a list of *members*, each with a name, a kind and some bytes, and nothing stops its author from calling one `../../.bashrc`. Unpack that carelessly and it lands outside your folder. A link is worse: first comes a member that says "photos is a shortcut to your home folder", then one called `photos/.bashrc`.
#
# What would a polite archive contain? Only folders and plain files, all below the folder that you chose.

# %% [markdown]
# ### Exercise: `extract` (7 points)
#
# Look at **all** members before you write the first one. A member is acceptable when it is a plain file or a folder (`member.isfile()`, `member.isdir()`) and its target lies inside `folder`. If any member is not, raise `ValueError` and write nothing.
#
# Names such as `a..b.png` are odd but harmless: judge the path that results, not its spelling.
#
# <details><summary>Hint</summary>`(Path(folder) / name).resolve()` takes out every "..", and `target.is_relative_to(root)` compares whole path components.</details>

# %% solution extract
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
    ### BEGIN SOLUTION
    root = Path(folder).resolve()
    with tarfile.open(archive) as tar:
        members = tar.getmembers()
        for member in members:
            inside = (root / member.name).resolve().is_relative_to(root)
            if not inside or not (member.isfile() or member.isdir()):
                raise ValueError(f"{member.name} in {archive} is not safe to unpack.")
        tar.extractall(root, members, filter="data")
    return sum(member.isfile() for member in members)
    ### END SOLUTION

# %% [markdown]
# Unpack what you downloaded: 18,722 files, of which two are going to make trouble.

# %% show
extract(str(WORK / ARCHIVE), str(WORK))

# %% test extract
def make_archive(*members):
    """A tar.gz file of (name, bytes) pairs and TarInfo objects; its path."""
    import io

    path = os.path.join(tempfile.mkdtemp(prefix="archive_"), "letters.tar.gz")
    with tarfile.open(path, "w:gz") as tar:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                tar.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            tar.addfile(info, io.BytesIO(member[1]))
    return path


with case("unpacks files", points=1, message="tar.extractall(folder) unpacks; return the number of plain files.") as rng:
    first, second = rng.bytes(300), rng.bytes(20)
    archive_path = make_archive(("letters/A/1.png", first), ("letters/B/2.png", second))
    target = os.path.join(os.path.dirname(archive_path), "out")
    assert extract(archive_path, target) == 2
    assert Path(target, "letters/A/1.png").read_bytes() == first
with case("refuses to leave the folder", points=1, message="A name such as ../x.png leads out of the folder: raise ValueError.") as rng:
    archive_path = make_archive(("../x.png", b"out"))
    target = os.path.join(os.path.dirname(archive_path), "out")
    try:
        extract(archive_path, target)
    except Exception as error:
        assert "ValueError" in str(type(error)), f"expected ValueError, got {error}"
    else:
        raise AssertionError("the archive was unpacked")

# %% hidden extract
import io


def pack(*members):
    """A tar file of (name, bytes) pairs and TarInfo objects: its path, a target."""
    folder = tempfile.mkdtemp(prefix="archive_")
    with tarfile.open(os.path.join(folder, "x.tar"), "w") as tar:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                tar.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            tar.addfile(info, io.BytesIO(member[1]))
    return os.path.join(folder, "x.tar"), os.path.join(folder, "out")


def special(name, kind, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def refused(*members):
    """Nothing is written, and the reason is a ValueError."""
    path, target = pack(*members)
    try:
        extract(path, target)
    except Exception as error:
        assert "ValueError" in str(type(error)), f"{type(error)} {error}"
    else:
        raise AssertionError("unpacked")
    names = {found.name for found in Path(path).parent.rglob("*")}
    assert names <= {"x.tar", "out"}, f"written: {names}"


with case("folders are not files", points=1, message="Count plain files only: folders are members too, but not files.") as rng:
    count = int(rng.integers(2, 6))
    files = [(f"top/{index}.png", rng.bytes(9)) for index in range(count)]
    path, target = pack(special("top", tarfile.DIRTYPE), *files)
    assert extract(path, target) == count
    assert Path(target, "top/0.png").read_bytes() == files[0][1]
with case("a neighbor with a longer name", points=1, message="A folder out_2 beside `out` starts with the same letters, but is not inside it: compare path components, not strings.") as rng:
    refused(("../out_2/x.png", b"1"))
with case("all or nothing", points=1, message="Check every member before you unpack the first one.") as rng:
    refused(("good.png", b"1"), ("sub/../../bad.png", b"2"))
with case("links and devices", points=1, message="Accept only plain files and folders: symbolic links, hard links and devices are refused.") as rng:
    refused(special("link", tarfile.SYMTYPE, "/"))
    refused(("a.png", b"1"), special("link", tarfile.LNKTYPE, "a.png"))
    refused(special("pipe", tarfile.FIFOTYPE))
with case("odd but harmless names", points=1, message="Names such as a..b.png or sub/../c.png stay inside the folder: judge where the path leads.") as rng:
    path, target = pack(("a..b.png", b"1"), ("..c/d.png", b"2"))
    assert extract(path, target) == 2
    assert Path(target, "..c/d.png").read_bytes() == b"2"

# %% [markdown]
# ## Part 3. Look, then load
#
# Nobody ever regretted looking at the data first. The archive holds one folder for each letter. In case your own copy is not complete yet, the notebook goes on with a ready-made one.

# %%
SMALL = str(data_path("glyphs_png", "small"))
sorted(os.listdir(SMALL))

# %% [markdown]
# ### Exercise: `sample_paths` (4 points)
#
# Choose `k` different files of each letter at random. The same seed gives the same files **on every computer**. Careful: `os.listdir` returns names in whatever order the disk likes, so a seed alone does not fix the choice.
#
# <details><summary>Hint</summary>Sort first, then `np.random.default_rng(seed).choice(..., replace=False)`.</details>

# %% solution sample_paths
def sample_paths(folder, k, seed=0):
    """Draw k image files of each class.

    Args:
        folder: str, holds one folder for each class, with .png files in it.
        k: int, files of each class.
        seed: int, the same seed gives the same files.

    Returns:
        dict, class name -> list of k different paths (str), classes in sorted order.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    paths = {}
    for name in sorted(os.listdir(folder)):
        found = sorted(str(path) for path in Path(folder, name).glob("*.png"))
        paths[name] = [str(path) for path in rng.choice(found, k, replace=False)]
    return paths
    ### END SOLUTION

# %% [markdown]
# Look at your choice: one column for each letter. Change the seed and look again. Which letters would *you* get wrong?

# %% show
chosen = sample_paths(SMALL, k=5, seed=8)
pictures = [imageio.imread(paths[row]) for row in range(5) for paths in chosen.values()]
_ = show_images(np.array(pictures))

# %% test sample_paths
with case("k files of each class", points=1, message="Return a dict: class name -> list of k paths that exist.") as rng:
    folder = tempfile.mkdtemp(prefix="classes_")
    for name in ("A", "B", "C"):
        Path(folder, name).mkdir()
        for index in range(6):
            Path(folder, name, f"{index}.png").write_bytes(b"")
    chosen_paths = sample_paths(folder, 4, seed=1)
    assert list(chosen_paths) == ["A", "B", "C"], f"classes: {list(chosen_paths)}"
    for name, paths in chosen_paths.items():
        assert len(paths) == 4 and all(os.path.exists(path) for path in paths)
        assert all(Path(path).parent.name == name for path in paths)

# %% hidden sample_paths
def make_classes(names, files):
    folder = tempfile.mkdtemp(prefix="classes_")
    for name in names:
        Path(folder, name).mkdir()
        for file in files:
            Path(folder, name, file).write_bytes(b"")
    return folder


def short(chosen):
    return {name: [Path(path).name for path in paths] for name, paths in chosen.items()}


with case("all different", points=1, message="Draw without replacement: no path may occur twice, and only .png files count.") as rng:
    k = int(rng.integers(8, 12))
    folder = make_classes("XYZ", [f"{index:03d}.png" for index in range(k)] + ["notes.txt"])
    for paths in short(sample_paths(folder, k, seed=int(rng.integers(100)))).values():
        assert sorted(paths) == [f"{index:03d}.png" for index in range(k)]
with case("the seed decides", points=1, message="The same seed must give the same files, another seed other files: use the seed for a generator of your own.") as rng:
    folder = make_classes("PQ", [f"{index:03d}.png" for index in range(50)])
    seed = int(rng.integers(1_000))
    once, again, other = (short(sample_paths(folder, 9, seed=s)) for s in (seed, seed, seed + 1))
    assert once == again and once != other
with case("order of the disk", points=1, message="Two folders with the same names gave other choices: sort what the disk lists before you draw.") as rng:
    files = [f"{value:08x}.png" for value in rng.integers(1 << 32, size=60)]
    here, there = make_classes("MNO", files), make_classes("ONM", files[::-1])
    assert short(sample_paths(here, 7, seed=3)) == short(sample_paths(there, 7, seed=3))

# %% [markdown]
# ### From files to one array
#
# A pixel is an integer from 0 (black) to 255 (white). The lecture's recipe moves them around zero: **subtract 128, divide by 128**. So black becomes −1, and white 127/128.
#
# One trap first. Pixels arrive as `uint8`, an 8-bit number without a sign, and 3 − 128 does not fit. NumPy does not complain; it wraps around, as an odometer does.

# %% show
pixels = np.array([3, 128, 255], np.uint8)
pixels - np.uint8(128), pixels.astype(np.float32) - 128

# %% [markdown]
# ### Exercise: `load_letter` (6 points)
#
# Read every `.png` file of one folder with `imageio.imread(path)`, in sorted order of the names. Some files are damaged; reading them raises an exception (an `OSError` most of the time, but do not count on it). Skip those, keep the rest.
#
# Return `float32` of shape `(n, 28, 28)`, scaled as above. No readable file at all gives shape `(0, 28, 28)`.

# %% solution load_letter
def load_letter(folder):
    """Read all images of one letter.

    Args:
        folder: str, with .png files of 28x28 gray pixels, some of them unreadable.

    Returns:
        float32 (n, 28, 28), (p - 128) / 128, in the order of the sorted file names.
    """
    ### BEGIN SOLUTION
    images = []
    for path in sorted(Path(folder).glob("*.png")):
        try:
            images.append(imageio.imread(path))
        except Exception as error:
            print(f"skipped {path.name}: {type(error).__name__}")
    pixels = np.array(images, np.float32).reshape(-1, 28, 28)
    return (pixels - 128) / 128
    ### END SOLUTION

# %% [markdown]
# Load the letter A. You should see one skipped file, and around 1,870 images between −1 and 1.

# %% show
letter_a = load_letter(os.path.join(SMALL, "A"))
letter_a.shape, letter_a.dtype, float(letter_a.min()), float(letter_a.max())

# %% test load_letter
with case("two images", points=2, message="Return float32 (n, 28, 28) with (p - 128) / 128: turn the pixels into floats before you subtract.") as rng:
    folder = tempfile.mkdtemp(prefix="letter_")
    drawn = rng.integers(0, 256, (2, 28, 28)).astype(np.uint8)
    for index, image in enumerate(drawn):
        imageio.imwrite(os.path.join(folder, f"{index}.png"), image)
    loaded = load_letter(folder)
    assert loaded.shape == (2, 28, 28), f"expected shape (2, 28, 28), got {loaded.shape}"
    assert loaded.dtype == np.float32, f"expected float32, got {loaded.dtype}"
    np.testing.assert_allclose(loaded, (drawn.astype(np.float64) - 128) / 128, atol=1e-6)

# %% hidden load_letter
def write_letter(rng, names):
    """A folder of random images with these names; the images in that order."""
    folder = tempfile.mkdtemp(prefix="letter_")
    images = rng.integers(0, 256, (len(names), 28, 28)).astype(np.uint8)
    for name, image in zip(names, images):
        imageio.imwrite(os.path.join(folder, f"{name}.png"), image)
    return folder, (images.astype(np.float64) - 128) / 128


with case("skips unreadable files", points=2, message="Wrap imread in try/except and leave out what cannot be read: empty files, cut files, web pages named .png.") as rng:
    folder, expected = write_letter(rng, ["b", "d", "f"])
    whole = Path(folder, "b.png").read_bytes()
    Path(folder, "a.png").write_bytes(b"")
    Path(folder, "c.png").write_bytes(whole[:60])
    Path(folder, "e.png").write_bytes(b"<html>not found</html>")
    loaded = load_letter(folder)
    assert loaded.shape == (3, 28, 28), loaded.shape
    np.testing.assert_allclose(loaded, expected, atol=1e-6)
with case("sorted, and png only", points=1, message="Read the .png files in sorted order of their names, and nothing else.") as rng:
    names = [f"{value:06x}" for value in rng.permutation(1 << 20)[:12]]
    folder, expected = write_letter(rng, names)
    Path(folder, "notes.txt").write_text("not an image")
    np.testing.assert_allclose(load_letter(folder), expected[np.argsort(names)], atol=1e-6)
with case("nothing readable", points=1, message="With no readable file return an empty array of shape (0, 28, 28): reshape(-1, 28, 28) helps.") as rng:
    folder, _ = write_letter(rng, [])
    Path(folder, "a.png").write_bytes(b"")
    loaded = load_letter(folder)
    assert loaded.shape == (0, 28, 28) and loaded.dtype == np.float32, (loaded.shape, loaded.dtype)

# %% [markdown]
# All ten letters as files took you a while to read. As one array they open in milliseconds, so from here on we use that: the same images as `uint8`, a large set for training and validation, and this small one, from **other typefaces**, for testing.
#
# About 6.5 % of the labels of the large set are wrong. Can you spot one?

# %%
glyphs = load_glyphs()
glyphs.x_train.shape, glyphs.x_valid.shape, glyphs.x_test.shape

# %% show
_ = show_images(glyphs.x_train[:30], [LETTERS[label] for label in glyphs.y_train[:30]])
