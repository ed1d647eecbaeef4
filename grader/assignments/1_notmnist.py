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
#
# **You may import** all that comes with Python, and NumPy, SciPy, scikit-learn, TensorFlow with Keras, Matplotlib, imageio, Pillow and tqdm. Nothing else is there when your answers are graded: no pandas, for example, though Colab has it.

# %% [markdown]
# ## Setup
#
# One cell of imports, one style for the plots, one seed. A test cell is made of *cases*: run it, and each case prints a check mark or a sentence that says what to look at.

# %%
import hashlib
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
from coursekit.samples import fresh_folder, make_archive, make_classes
from coursekit.samples import special_member, with_other_hashes

setup()
downloads = tempfile.TemporaryDirectory(prefix="letters_")  # removed with the kernel
WORK = Path(downloads.name)  # where your downloads go

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
# Five steps:
#
# 1. `path` exists and has the right digest: nothing to do. (With another it may stay until it is replaced.)
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
    """Download a file so that nothing wrong is ever put at `path`.

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
def fetch(web, content, folder):
    """Download data.bin into this folder, with the digest of `content`."""
    path, digest = os.path.join(folder, "data.bin"), hashlib.sha256(content).hexdigest()
    return download(web.url("data.bin"), path, digest)


with case("fetches a file", points=1, message="After a good download the file is at `path` with every byte, the .part file is gone (os.replace moves it), and `path` is returned.") as rng:
    content = rng.bytes(200_000)
    with LoopbackServer({"data.bin": content}) as web, fresh_folder() as folder:
        path = os.path.join(folder, "data.bin")
        returned = fetch(web, content, folder)
        assert str(returned) == path, f"expected {path!r}, got {returned!r}"
        assert Path(path).read_bytes() == content
        assert os.listdir(folder) == ["data.bin"], f"in the folder: {os.listdir(folder)}"
with case("refuses wrong bytes", points=1, message="When the digest differs, raise ValueError, and leave neither the file nor its part behind; the right digest must still be welcome.") as rng:
    content = rng.bytes(5_000)
    with LoopbackServer({"data.bin": content}) as web, fresh_folder() as folder:
        with np.testing.assert_raises(ValueError):
            fetch(web, b"something else", folder)
        assert os.listdir(folder) == [], f"left behind: {os.listdir(folder)}"
        fetch(web, content, folder)
        assert Path(folder, "data.bin").read_bytes() == content
with case("nothing to do", points=1, message="A file that is there with the right digest needs no download; one with a wrong digest does.") as rng:
    content = rng.bytes(3_000)
    with LoopbackServer({"data.bin": content}) as web, fresh_folder() as folder:
        Path(folder, "data.bin").write_bytes(content)
        assert str(fetch(web, content, folder)) == os.path.join(folder, "data.bin")
        assert web.first_bytes == [], "the file was fetched again"
        Path(folder, "data.bin").write_bytes(content[:1_000])
        fetch(web, content, folder)
        assert Path(folder, "data.bin").read_bytes() == content

# %% hidden download
def fetch(web, content, folder):
    """Download data.bin into this folder, with the digest of `content`."""
    path, digest = os.path.join(folder, "data.bin"), hashlib.sha256(content).hexdigest()
    return download(web.url("data.bin"), path, digest)


with case("resumes a part", points=1, message="If a part of n bytes is there, call open_from(url, n) and append: fetch only what is missing, even when that is nothing.") as rng:
    content = rng.bytes(150_000)
    for have in (90_000, 150_000):
        with LoopbackServer({"data.bin": content}) as web, fresh_folder() as folder:
            Path(folder, "data.bin.part").write_bytes(content[:have])
            fetch(web, content, folder)
            assert Path(folder, "data.bin").read_bytes() == content
            assert have == 150_000 or web.first_bytes == [have], web.first_bytes
with case("a server that cannot resume", points=1, message="If `resumed` is False the bytes start at 0: write the part afresh instead of appending or keeping any of it.") as rng:
    content = rng.bytes(120_000)
    for have in (50_000, 130_000):
        with LoopbackServer({"data.bin": content}, ignore_range=True) as web, fresh_folder() as folder:
            Path(folder, "data.bin.part").write_bytes(rng.bytes(have))
            fetch(web, content, folder)
            assert Path(folder, "data.bin").read_bytes() == content
with case("keeps a broken part", points=1, message="When the connection breaks, let the OSError through; nothing may be at `path`, and the part must stay, so that the next call can resume it.") as rng:
    content = rng.bytes(180_000)
    with LoopbackServer({"data.bin": content}, cut_after=100_000) as web, fresh_folder() as folder:
        with np.testing.assert_raises(OSError):
            fetch(web, content, folder)
        assert os.listdir(folder) == ["data.bin.part"], os.listdir(folder)
        fetch(web, content, folder)
        assert web.first_bytes[1] > 0, "the second call started from the beginning"
        assert Path(folder, "data.bin").read_bytes() == content
with case("an old part is wrong", points=1, message="An old part may belong to another file: when the digest is wrong at the end, delete the part and raise ValueError, so that the next call starts afresh.") as rng:
    content = rng.bytes(4_000)
    with LoopbackServer({"data.bin": content}) as web, fresh_folder() as folder:
        Path(folder, "data.bin.part").write_bytes(b"an old part")
        with np.testing.assert_raises(ValueError):
            fetch(web, content, folder)
        assert os.listdir(folder) == [], os.listdir(folder)
        fetch(web, content, folder)
        assert Path(folder, "data.bin").read_bytes() == content
with case("a missing file", points=1, message="Let the error of a missing file through, and leave no file behind at `path`.") as rng:
    with LoopbackServer({}) as web, fresh_folder() as folder:
        try:
            fetch(web, b"", folder)
        except Exception as error:
            assert "404" in f"{type(error)} {error}", f"{type(error)} {error}"
        else:
            raise AssertionError("no error was raised")
        assert not os.path.exists(os.path.join(folder, "data.bin"))

# %% [markdown]
# ### Archives can bite
#
# A `.tar.gz` file is a list of *members*, each with a name, a kind and some bytes, and nothing stops its author from calling one `../../.bashrc`. Unpack that carelessly and it lands outside your folder. A link is worse: first comes a member that says "photos is a shortcut to your home folder", then one called `photos/.bashrc`.
#
# What would a polite archive contain? Only folders and plain files, all below the folder that you chose.

# %% [markdown]
# ### Exercise: `extract` (7 points)
#
# Look at **all** members before you write the first one. A member is acceptable when it is a plain file or a folder (`member.isfile()`, `member.isdir()`) and its target lies inside `folder`. If any member is not, raise `ValueError` before a single one is written.
#
# Names such as `a..b.png` are odd but harmless: judge the path that results, not its spelling. `folder` may be relative, or reached by a link, so resolve it as well.
#
# <details><summary>Hint</summary>`(Path(folder) / name).resolve()` takes out every "..", and `target.is_relative_to(root)` compares whole path components.</details>

# %% solution extract
def extract(archive, folder):
    """Unpack a tar archive that nobody vouches for.

    Args:
        archive: str, path of the .tar or .tar.gz file.
        folder: str, where to unpack; created when missing.

    Returns:
        How many plain files were unpacked, whatever their names.

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
with case("unpacks files", points=1, message="tar.extractall(folder) unpacks; return the number of plain files.") as rng:
    first, second = rng.bytes(300), rng.bytes(20)
    with fresh_folder() as folder:
        members = ("letters/A/1.png", first), ("letters/B/2.png", second)
        target = os.path.join(folder, "out")
        assert extract(make_archive(folder, *members), target) == 2
        assert Path(target, "letters/A/1.png").read_bytes() == first
        assert Path(target, "letters/B/2.png").read_bytes() == second
with case("folders are not files", points=1, message="Count every plain file, whatever its name, and nothing else: folders are members too, but not files.") as rng:
    names = [f"top/{index}.png" for index in range(int(rng.integers(2, 6)))] + ["top/LICENSE", "list.txt"]
    with fresh_folder() as folder:
        members = [("top", None)] + [(name, name.encode()) for name in names]
        target = os.path.join(folder, "out")
        assert extract(make_archive(folder, *members), target) == len(names)
        for name in names:
            assert Path(target, name).read_bytes() == name.encode()
with case("refuses to leave the folder", points=1, message="Names such as ../x.png and /x.png lead out of the folder: raise ValueError. One that stays inside is unpacked.") as rng:
    with fresh_folder() as folder:
        target = os.path.join(folder, "out")
        for name in ("../x.png", os.path.join(folder, "x.png")):
            with np.testing.assert_raises(ValueError):
                extract(make_archive(folder, (name, b"out")), target)
            assert not Path(folder, "x.png").exists(), f"{name} was written"
        assert extract(make_archive(folder, ("x.png", b"in")), target) == 1

# %% hidden extract
def refused(*members):
    """ValueError before anything is written; a harmless archive is welcome."""
    with fresh_folder() as folder:
        target = os.path.join(folder, "out")
        with np.testing.assert_raises(ValueError):
            extract(make_archive(folder, *members, name="x.tar"), target)
        names = {found.name for found in Path(folder).rglob("*")}
        assert names <= {"x.tar", "out"}, f"written: {names}"
        assert extract(make_archive(folder, ("good.png", b"1"), name="x.tar"), target) == 1


with case("a neighbor with a longer name", points=1, message="A folder out_2 beside `out` starts with the same letters, but is not inside it: raise ValueError. Compare path components, not strings.") as rng:
    refused(("../out_2/x.png", b"1"))
with case("all or nothing", points=1, message="One bad member, wherever it stands, refuses the whole archive: check every member before you unpack the first one.") as rng:
    refused(("good.png", b"1"), ("sub/../../bad.png", b"2"))
    refused(("good.png", b"1"), ("../bad.png", b"2"), ("better.png", b"3"))
with case("links and devices", points=1, message="Only plain files and folders are acceptable: for symbolic links, hard links and devices raise ValueError, before anything is written.") as rng:
    refused(special_member("link", tarfile.SYMTYPE, "/"))
    refused(special_member("link", tarfile.SYMTYPE, "inside.png"))
    refused(("a.png", b"1"), special_member("link", tarfile.LNKTYPE, "a.png"))
    refused(special_member("pipe", tarfile.FIFOTYPE))
with case("odd but harmless names", points=1, message="Names such as a..b.png stay inside the folder, also when a link leads to that folder: resolve both paths, and judge where the member leads.") as rng:
    for out in ("out", "link"):
        with fresh_folder() as folder:
            os.mkdir(os.path.join(folder, "out"))
            os.symlink(os.path.join(folder, "out"), os.path.join(folder, "link"))
            path = make_archive(folder, ("a..b.png", b"1"), ("..c/d.png", b"2"), name="x.tar")
            assert extract(path, os.path.join(folder, out)) == 2
            assert Path(folder, "out", "..c/d.png").read_bytes() == b"2"

# %% [markdown]
# ## Part 3. Look, then load
#
# Nobody ever regretted looking at the data first. The archive holds one folder for each letter. In case your own copy is not complete yet, the notebook goes on with a ready-made one.

# %%
SMALL = str(data_path("glyphs_png", "small"))
elsewhere = with_other_hashes  # calls a function as another computer would
sorted(os.listdir(SMALL))

# %% [markdown]
# ### Exercise: `sample_paths` (4 points)
#
# Choose `k` different files of each letter at random. The same seed gives the same files **on every computer**. Careful: `os.listdir` returns names in whatever order the disk likes, and `hash("A")` is another number each time Python starts, so a seed alone does not fix the choice. The letters may share one draw or have one each.
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
        dict, class name -> k different paths (str), classes in sorted order.
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
with case("k files of each class", points=1, message="Return a dict: class name -> k paths that exist, the classes in sorted order.") as rng:
    with fresh_folder() as folder:
        make_classes(folder, "CAB", [f"{index:02d}.png" for index in range(6)])
        chosen_paths = sample_paths(folder, 4, seed=1)
        assert list(chosen_paths) == ["A", "B", "C"], f"classes: {list(chosen_paths)}"
        for name, paths in chosen_paths.items():
            assert len(paths) == 4, f"{name}: expected 4 paths, got {len(paths)}"
            for path in paths:
                assert os.path.exists(path), f"there is no file {path}"
                assert Path(path).parent.name == name, f"{path} is listed under {name}"
with case("the seed decides", points=1, message="The same seed must give the same files, here and in any other Python process, and another seed other files: use the seed, and nothing else, for a generator of your own.") as rng:
    seed = int(rng.integers(1_000))
    with fresh_folder() as folder:
        make_classes(folder, "PQ", [f"{index:02d}.png" for index in range(50)])
        results = [sample_paths(folder, 9, s) for s in (seed, seed, seed + 1)]
        results.append(elsewhere(sample_paths, folder, 9, seed))
        once, again, other, there = (
            {name: [str(path) for path in result[name]] for name in "PQ"} for result in results
        )
        assert len(once["P"]) == len(once["Q"]) == 9
        assert once == again, "the same seed gave other files"
        assert once == there, "the same seed gave other files in another process"
        for name in "PQ":
            assert once[name] != other[name], f"seeds {seed} and {seed + 1} gave the same files"

# %% hidden sample_paths
def short(chosen):
    return {name: [Path(path).name for path in paths] for name, paths in chosen.items()}


with case("all different", points=1, message="Draw without replacement: no path may occur twice, and only .png files count.") as rng:
    k = int(rng.integers(8, 12))
    names = [f"{index:03d}.png" for index in range(k)]
    with fresh_folder() as folder:
        make_classes(folder, "XYZ", [*names, "notes.txt"])
        found = short(sample_paths(folder, k, seed=int(rng.integers(100))))
        assert {name: sorted(paths) for name, paths in found.items()} == dict.fromkeys("XYZ", names)
with case("order of the disk", points=1, message="Two folders with the same names gave other choices: sort what the disk lists before you draw, and draw by nothing but the seed.") as rng:
    files = [f"{value:08x}.png" for value in rng.integers(1 << 32, size=60)]
    with fresh_folder() as here, fresh_folder() as there:
        make_classes(here, "MNO", files)
        make_classes(there, "ONM", files[::-1])
        once, again = (short(sample_paths(folder, 7, seed=3)) for folder in (here, there))
        assert [len(once[name]) for name in "MNO"] == [7, 7, 7]
        assert once == again

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
with case("one image", points=2, message="Return float32 (n, 28, 28) with (p - 128) / 128: turn the pixels into floats before you subtract.") as rng:
    drawn = rng.integers(0, 256, (1, 28, 28)).astype(np.uint8)
    with fresh_folder() as folder:
        imageio.imwrite(os.path.join(folder, "a.png"), drawn[0])
        loaded = load_letter(folder)
    assert loaded.shape == (1, 28, 28), f"expected shape (1, 28, 28), got {loaded.shape}"
    assert loaded.dtype == np.float32, f"expected float32, got {loaded.dtype}"
    np.testing.assert_allclose(loaded, (drawn.astype(np.float64) - 128) / 128, atol=1e-6)

# %% hidden load_letter
import struct
import zlib


def write_letter(rng, folder, names):
    """Write random images with these names; their values in that order."""
    images = rng.integers(0, 256, (len(names), 28, 28)).astype(np.uint8)
    for name, image in zip(names, images, strict=True):
        imageio.imwrite(os.path.join(folder, f"{name}.png"), image)
    return (images.astype(np.float64) - 128) / 128


def png_of(*chunks):
    """A PNG file of (kind, content) chunks."""
    parts = (
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


# Its header promises so many pixels that reading is refused, with no OSError.
HUGE = png_of((b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)), (b"IDAT", b""))

with case("skips unreadable files", points=2, message="Leave out what cannot be read, whatever the error is: empty files, cut files, web pages named .png, sizes that are not to be believed.") as rng:
    with fresh_folder() as folder:
        expected = write_letter(rng, folder, ["b", "d", "f"])
        whole = Path(folder, "b.png").read_bytes()
        Path(folder, "a.png").write_bytes(b"")
        Path(folder, "c.png").write_bytes(whole[:60])
        Path(folder, "e.png").write_bytes(b"<html>not found</html>")
        Path(folder, "g.png").write_bytes(HUGE)
        loaded = load_letter(folder)
    assert loaded.shape == (3, 28, 28), loaded.shape
    np.testing.assert_allclose(loaded, expected, atol=1e-6)
with case("sorted, and png only", points=1, message="Read the .png files in sorted order of their names, and nothing else.") as rng:
    names = [f"{value:06x}" for value in rng.permutation(1 << 20)[:12]]
    with fresh_folder() as folder:
        expected = write_letter(rng, folder, names)
        Path(folder, "notes.txt").write_text("not an image")
        Path(folder, names[0] + ".jpg").write_bytes(Path(folder, names[1] + ".png").read_bytes())
        loaded = load_letter(folder)
    assert loaded.shape == (12, 28, 28), loaded.shape
    np.testing.assert_allclose(loaded, expected[np.argsort(names)], atol=1e-6)
with case("nothing readable", points=1, message="With no readable file return an empty array of shape (0, 28, 28): reshape(-1, 28, 28) helps.") as rng:
    with fresh_folder() as folder:
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

# %% [markdown]
# That is how you would keep your own work: whatever took minutes to read goes into **one** file of arrays, with types and shapes, and comes back as it was. (Python's `pickle` keeps anything, but whoever opens a pickle runs what its author has put in. `np.load` refuses them unless you insist.)

# %% show
saved = WORK / "letters.npz"
np.savez_compressed(saved, images=glyphs.x_test, labels=glyphs.y_test)
with np.load(saved) as arrays:
    np.testing.assert_array_equal(arrays["images"], glyphs.x_test)
    np.testing.assert_array_equal(arrays["labels"], glyphs.y_test)
f"{glyphs.x_test.nbytes / 1e6:.1f} MB of pixels in a file of {saved.stat().st_size / 1e6:.1f} MB"

# %% show
_ = show_images(glyphs.x_train[:30], [LETTERS[label] for label in glyphs.y_train[:30]])

# %% [markdown]
# ## Part 4. Numbers that behave
#
# Take one billion. Add one millionth, and do that a million times. Subtract the billion again. On paper the result is 1.
#
# **Predict** what Python's floats (64 bits) give. Put any number you believe in into the variable; it is graded for being answered, not for being right.

# %% solution predict_sum
### BEGIN SOLUTION
predicted_sum = 0.95
### END SOLUTION

# %% test predict_sum
with case("a prediction is made", points=1, message="Put one number into predicted_sum.") as rng:
    assert np.isfinite(float(predicted_sum))

# %%
total = 1e9
for _ in range(1_000_000):
    total += 1e-6
print(f"you said {predicted_sum}, the computer says {total - 1e9}")

# %% [markdown]
# Almost 5 % went missing. Around a billion, neighboring 64-bit floats lie $2^{-23}$, about 0.00000012, apart. Each sum is rounded to the nearest one, and adding 0.000001 really adds $8 \cdot 2^{-23} \approx 0.00000095$, a million times over.
#
# Try the same with 1 in place of a billion, and the error all but vanishes: numbers of similar size get along. Networks usually compute in 32 bits, where the grid is coarser still.

# %% [markdown]
# ### Exercise: `add_many` (3 points)
#
# Repeat the experiment in any precision. Turn `start` and `step` into `dtype` first, add in a loop so that **every** intermediate sum is rounded to `dtype`, then return the total minus the rounded start.
#
# <details><summary>Hint</summary>`np.float32(1e9) + np.float32(1e-6)` is a `float32` again.</details>

# %% solution add_many
def add_many(start, step, times, dtype):
    """Add `step` to `start` again and again, rounding each sum to `dtype`.

    Args:
        start, step: numbers, rounded to `dtype` first.
        times: int, how many additions.
        dtype: np.float16, np.float32 or np.float64.

    Returns:
        A number, the total minus the rounded start.
    """
    ### BEGIN SOLUTION
    start, step = dtype(start), dtype(step)
    total = start
    for _ in range(times):
        total = total + step
    return float(total - start)
    ### END SOLUTION

# %% [markdown]
# You should see 0.95367431640625 for 64 bits. In 32 bits nothing arrives at all: near a billion the floats are 64 apart. From 1 in place of a billion, 64 bits are right to ten digits, and 32 bits still get 0.95.

# %% show
for start in (1e9, 1.0):
    print(start, [add_many(start, 1e-6, 1_000_000, dtype) for dtype in (np.float32, np.float64)])

# %% test add_many
with case("64 bits", points=1, message="Start from dtype(start), add dtype(step) `times` times, then subtract the start.") as rng:
    result = add_many(1e9, 1e-6, 1_000, np.float64)
    assert abs(float(result) - 1_000 * 2.0**-20) < 1e-12, f"got {result}"
with case("32 bits", points=1, message="In float32 one millionth is lost next to a billion, and arrives next to 1: keep every sum in `dtype`.") as rng:
    result = add_many(1e9, 1e-6, 1_000, np.float32)
    assert float(result) == 0.0, f"from 1e9: expected 0.0, got {result}"
    result = add_many(1.0, 1e-6, 1_000, np.float32)
    assert float(result) == 1_000 * 2.0**-20, f"from 1.0: expected {1_000 * 2.0**-20}, got {result}"

# %% hidden add_many
with case("any start and step", points=1, message="In each of the three types round to `dtype` at every point: the start and the step before the loop, and each single sum in it; then subtract the rounded start.") as rng:
    for dtype, low, high in ((np.float16, 300, 400), (np.float32, 3e4, 3.2e4), (np.float64, 1e8, 1.2e8)):
        start = dtype(rng.uniform(low, high))
        gap = float(np.spacing(start))  # neighbors of start lie so far apart
        # Steps that are rounded in each sum, that vanish, that are large, and one that
        # is half a gap once it is rounded itself, and a little more before.
        for step in (1.37 * gap, 0.4 * gap, float(rng.uniform(5, 9)) * gap, gap / 2 * (1 + 1e-9)):
            exact = float(start) + float(rng.uniform(-0.4, 0.4)) * gap  # rounds to start
            total = start
            for _ in range(20):
                total = dtype(total + dtype(step))
            assert float(add_many(exact, step, 20, dtype)) == float(total - start), (dtype, exact, step)

# %% [markdown]
# ### Zero mean, equal variance
#
# Numbers of similar size help in a second way. Training walks downhill on the loss. When one feature is measured in thousands and another in thousandths, that landscape is a canyon: a step that suits the steep direction is tiny along the flat one. With zero mean and equal variance the canyon becomes a bowl.
#
# Below, 40 steps of gradient descent fit the same line to the same points, before and after scaling.

# %% show
rng = np.random.default_rng(133)
x = rng.normal(50, 10, 200)  # far from zero, and wide
y = 30 + 0.2 * x + rng.normal(0, 0.5, 200)


def losses_of(x, learning_rate, steps=40):
    """Mean squared error after each step of fitting y = w x + b."""
    w, b, losses = 0.0, 0.0, []
    for _ in range(steps):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w -= learning_rate * np.mean(error * x)
        b -= learning_rate * np.mean(error)
    return losses

# %% show
figure, axis = plt.subplots()
axis.plot(losses_of(x, learning_rate=3e-4), label="as measured, learning rate 0.0003")
axis.plot(losses_of((x - x.mean()) / x.std(), learning_rate=0.3), label="scaled, learning rate 0.3")
axis.axhline(0.25, color="gray", linewidth=0.8)
axis.set(title="Which one arrives?", xlabel="steps", ylabel="mean squared error", yscale="log")
_ = axis.legend()

# %% [markdown]
# The gray line is the noise in the points, about the best that a line can do. The scaled version is there within 20 steps. The other one drops fast, then crawls, and a larger learning rate would not save it: try 0.001 and watch it explode.

# %% [markdown]
# ### Exercise: `standardize` (6 points)
#
# Give every feature (column) mean 0 and standard deviation 1. Measure both on the **training rows only**, then treat the other rows the same way; in real life those rows arrive later.
#
# Two traps. Compute in `float64`: the sum of many `float32` numbers drifts. And a feature that never changes, standard deviation below 1e-8, is only shifted, never divided by almost zero.

# %% solution standardize
def standardize(x_train, x_other):
    """Scale features with the training set's mean and standard deviation.

    Args:
        x_train: (examples, features), any real type.
        x_other: (other examples, features), scaled like x_train.

    Returns:
        Both, scaled, float32. The inputs stay as they are.
    """
    ### BEGIN SOLUTION
    wide = np.asarray(x_train, np.float64)
    mean, deviation = wide.mean(axis=0), wide.std(axis=0)
    deviation = np.where(deviation < 1e-8, 1.0, deviation)
    scaled = [(np.asarray(x, np.float64) - mean) / deviation for x in (x_train, x_other)]
    return scaled[0].astype(np.float32), scaled[1].astype(np.float32)
    ### END SOLUTION

# %% [markdown]
# Check it on paper: the training column 1, 3 has mean 2 and standard deviation 1, so it becomes −1, 1, and another row of 4 becomes 2.

# %% show
standardize(np.array([[1.0], [3.0]]), np.array([[4.0]]))

# %% test standardize
with case("mean 0 and deviation 1", points=1, message="Subtract each column's mean (axis=0) and divide by its standard deviation.") as rng:
    scaled, _ = standardize(rng.normal(5, 3, (40, 3)), np.zeros((2, 3)))
    assert np.shape(scaled) == (40, 3), f"expected shape (40, 3), got {np.shape(scaled)}"
    np.testing.assert_allclose(np.mean(scaled, axis=0), np.zeros(3), atol=1e-5)
    np.testing.assert_allclose(np.std(scaled, axis=0), np.ones(3), atol=1e-4)
with case("the paper example", points=1, message="Scale the other rows with the mean and deviation of the training rows.") as rng:
    _, other = standardize(np.array([[1.0], [3.0]]), np.array([[4.0]]))
    assert np.shape(other) == (1, 1), f"expected shape (1, 1), got {np.shape(other)}"
    np.testing.assert_allclose(other, [[2.0]], atol=1e-6)

# %% hidden standardize
with case("the others follow", points=1, message="The other rows must not influence anything, not even when their own mean differs; both sets may hold whole numbers.") as rng:
    for kind in (np.float64, np.uint8):
        train = rng.normal(130, 30, (30, 4)).astype(kind)
        other = rng.normal(60, 9, (11, 4)).astype(kind)
        expected = (other.astype(float) - train.mean(0)) / train.std(0)
        _, result = standardize(train, other)
        assert np.shape(result) == (11, 4), np.shape(result)
        np.testing.assert_allclose(result, expected, atol=1e-4)
with case("a constant feature", points=1, message="A feature with a standard deviation below 1e-8 is only shifted by its mean, not divided; one above that is divided, however small.") as rng:
    train = np.column_stack([rng.normal(size=21), np.full(21, 0.1), np.full(21, 7.0)])
    train = np.column_stack([train, 1e-6 * rng.normal(size=21), 1e-10 * rng.normal(size=21)])
    scaled, result = standardize(train, np.array([[0.0, 1.1, 5.0, 2e-6, 3.0]]))
    assert np.shape(scaled) == (21, 5) and np.shape(result) == (1, 5)
    scaled, result = np.asarray(scaled, float), np.asarray(result, float)
    np.testing.assert_allclose(scaled[:, [1, 2, 4]], np.zeros((21, 3)), atol=1e-6)
    np.testing.assert_allclose(scaled[:, 3], (train[:, 3] - train[:, 3].mean()) / train[:, 3].std(), atol=1e-4)
    expected = [1.0, -2.0, (2e-6 - train[:, 3].mean()) / train[:, 3].std(), 3.0]
    np.testing.assert_allclose(result[0, 1:], expected, rtol=1e-4)
with case("many float32 rows", points=1, message="Turn the rows into float64 before you take mean and std; return float32, both times.") as rng:
    train = rng.normal(1e5, 1, (20_000, 2)).astype(np.float32)
    scaled, other = standardize(train, train[:2].copy())
    wide = train.astype(np.float64)
    assert np.shape(scaled) == (20_000, 2) and np.shape(other) == (2, 2)
    np.testing.assert_allclose(scaled, (wide - wide.mean(0)) / wide.std(0), atol=1e-3)
    for found in (scaled, other):
        assert found.dtype == np.float32, f"expected float32, got {found.dtype}"
with case("inputs survive", points=1, message="Do not write into the arrays you were given: x -= mean changes the caller's data, and a second call then scales something else.") as rng:
    train, other = rng.normal(3, 2, (9, 2)), rng.normal(3, 2, (4, 2))
    before = train.copy(), other.copy()
    expected = (other - train.mean(0)) / train.std(0)
    standardize(train, other)
    _, again = standardize(train, other)
    np.testing.assert_array_equal(train, before[0])
    np.testing.assert_array_equal(other, before[1])
    assert np.shape(again) == (4, 2), np.shape(again)
    np.testing.assert_allclose(again, expected, atol=1e-4)

# %% [markdown]
# ## Part 5. Order in the house
#
# Suppose 90 % of your images showed an A. A "classifier" that always says A would then score 90 %, and you might even ship it. So count first.
#
# ### Exercise: `check_balance` (4 points)
#
# Count every class, also those that never occur. The verdict is `True` when no class has more than `1 + tolerance` times the examples of the rarest one, and none is missing.

# %% solution check_balance
def check_balance(labels, num_classes=10, tolerance=0.1):
    """Count the classes and say whether they are balanced.

    Args:
        labels: ints (n,), 0 to num_classes - 1.
        num_classes: how many classes there should be.
        tolerance: by which fraction the largest class may exceed the smallest.

    Returns:
        (counts, balanced): an int array (num_classes,) and a bool.
    """
    ### BEGIN SOLUTION
    counts = np.bincount(labels, minlength=num_classes)
    balanced = counts.min() > 0 and counts.max() <= (1 + tolerance) * counts.min()
    return counts, bool(balanced)
    ### END SOLUTION

# %% [markdown]
# Ours should be balanced, with close to 20,000 training images of each letter.

# %% show
check_balance(glyphs.y_train)

# %% test check_balance
with case("counts", points=1, message="counts[c] is how often c occurs in labels, 0 for a class that never does: an array of num_classes whole numbers.") as rng:
    counts, _ = check_balance(np.array([2, 0, 2, 4, 2]), num_classes=5)
    counts = np.asarray(counts)
    assert counts.shape == (5,), f"expected 5 counts, got shape {counts.shape}"
    assert counts.dtype.kind in "iu", f"expected whole numbers, got {counts.dtype}"
    np.testing.assert_array_equal(counts, [1, 0, 3, 0, 1])
with case("a clear verdict", points=1, message="Three of one class and one of another is not balanced; three of each is.") as rng:
    assert bool(check_balance(np.repeat([0, 1], 3), num_classes=2)[1])
    assert not bool(check_balance(np.array([0, 0, 0, 1]), num_classes=2)[1])

# %% hidden check_balance
with case("a missing class", points=1, message="A class that never occurs counts 0, also at the end, and makes the set unbalanced, whatever the tolerance: np.bincount has minlength.") as rng:
    missing = int(rng.integers(0, 7))
    for absent, tolerance in ((missing, 0.1), (6, 50.0)):
        labels = np.repeat(np.delete(np.arange(7), absent), 5)
        counts, balanced = check_balance(rng.permutation(labels), 7, tolerance)
        assert np.shape(counts) == (7,), np.shape(counts)
        np.testing.assert_array_equal(counts, np.where(np.arange(7) == absent, 0, 5))
        assert not bool(balanced)
    counts, balanced = check_balance(np.array([], int), num_classes=3)
    assert np.shape(counts) == (3,), np.shape(counts)
    np.testing.assert_array_equal(counts, [0, 0, 0])
    assert not bool(balanced), "without labels every class is missing"
with case("the tolerance", points=1, message="Compare the largest count with (1 + tolerance) times the smallest one; equal is still balanced.") as rng:
    labels = rng.permutation(np.repeat([0, 1, 2], [100, 112, 125]))
    assert bool(check_balance(labels, 3, tolerance=0.25)[1])
    assert not bool(check_balance(labels, 3, tolerance=0.2)[1])
    assert bool(check_balance(labels[labels != 2], 2, tolerance=0.125)[1])
    assert not bool(check_balance(labels[labels != 2], 2)[1])
    assert bool(check_balance(np.repeat([1, 0], [100, 109]), 2)[1]), "the default is 0.1"
    assert bool(check_balance(rng.permutation(4), 4, tolerance=0)[1]), "one of each"
    assert bool(check_balance(rng.permutation(10))[1]), "the default is ten classes"

# %% [markdown]
# ### Exercise: `split` (8 points)
#
# Cut one pile of images into a training and a validation set. Each class gives exactly `train_per_class` and `valid_per_class` examples, chosen at random; no example lands in both; every image keeps its label; and both sets come out **shuffled**, since a model that sees all the As first has forgotten them by the time it meets J.
#
# A class with too few examples is a `ValueError`. The seed decides everything.
#
# <details><summary>Hint</summary>Work with row numbers: shuffle them, pick by class, shuffle what you picked, and index images and labels with the same numbers.</details>

# %% solution split
def split(images, labels, train_per_class, valid_per_class, seed=0):
    """Cut a pile into a training and a validation set, balanced and shuffled.

    Args:
        images: (n, height, width).
        labels: ints (n,).
        train_per_class, valid_per_class: examples of each class in either set.
        seed: int, the same seed gives the same sets.

    Returns:
        (x_train, y_train, x_valid, y_valid).

    Raises:
        ValueError: a class has too few examples.
    """
    ### BEGIN SOLUTION
    rng = np.random.default_rng(seed)
    train, valid = [], []
    for label in np.unique(labels):
        rows = rng.permutation(np.flatnonzero(labels == label))
        if len(rows) < train_per_class + valid_per_class:
            raise ValueError(f"Class {label} has only {len(rows)} examples.")
        train.extend(rows[:train_per_class])
        valid.extend(rows[train_per_class : train_per_class + valid_per_class])
    train = rng.permutation(np.array(train, int))
    valid = rng.permutation(np.array(valid, int))
    return images[train], labels[train], images[valid], labels[valid]
    ### END SOLUTION

# %% [markdown]
# Split 30,000 images, then convince yourself: do the letters still carry the right names, with a few exceptions?

# %% show
x_part, y_part, *_ = split(glyphs.x_train[:30_000], glyphs.y_train[:30_000], 2_000, 500)
_ = show_images(x_part[:20], [LETTERS[label] for label in y_part[:20]])

# %% test split
with case("sizes by class", points=1, message="Each class gives exactly train_per_class and valid_per_class examples.") as rng:
    labels = rng.permutation(np.repeat(np.arange(3), 10))
    x_a, y_a, x_b, y_b = split(rng.normal(size=(30, 4, 4)), labels, 5, 2)
    assert np.shape(x_a) == (15, 4, 4) and np.shape(x_b) == (6, 4, 4)
    np.testing.assert_array_equal(np.bincount(y_a), [5, 5, 5])
    np.testing.assert_array_equal(np.bincount(y_b), [2, 2, 2])
with case("too few examples", points=1, message="Raise ValueError when a class has fewer than train_per_class + valid_per_class examples, and only then: exactly as many are enough.") as rng:
    images, labels = np.zeros((8, 2, 2)), np.repeat([0, 1], [3, 5])
    with np.testing.assert_raises(ValueError):
        split(images, labels, 2, 2)
    _, y_a, _, y_b = split(images, labels, 2, 1)
    assert sorted(np.asarray(y_a).tolist()) == [0, 0, 1, 1], f"training labels {y_a}"
    assert sorted(np.asarray(y_b).tolist()) == [0, 1], f"validation labels {y_b}"
with case("shuffled", points=1, message="Both sets must be shuffled over the classes, or a model sees all of one letter first.") as rng:
    labels = rng.permutation(np.repeat(np.arange(4), 40))
    _, y_a, _, y_b = split(np.zeros((160, 2, 2)), labels, 25, 15, seed=int(rng.integers(99)))
    for part, size in ((np.asarray(y_a), 100), (np.asarray(y_b), 60)):
        assert part.shape == (size,), f"expected {size} labels, got shape {part.shape}"
        assert (part[1:] != part[:-1]).mean() > 0.4, "long runs of one class"

# %% hidden split
def numbered(rng, classes=4, each=40):
    """A pile whose image i is filled with i, so that every image can be told apart."""
    labels = rng.permutation(np.repeat(np.arange(classes), each))
    return np.arange(len(labels), dtype=np.float64).reshape(-1, 1, 1) + np.zeros((1, 3, 2)), labels


with case("labels stay with images", points=2, message="Index images and labels with the same row numbers; shuffling one without the other destroys the data.") as rng:
    images, labels = numbered(rng)
    x_a, y_a, x_b, y_b = (np.asarray(part) for part in split(images, labels, 20, 9, seed=int(rng.integers(99))))
    assert x_a.shape == (80, 3, 2) and x_b.shape == (36, 3, 2), (x_a.shape, x_b.shape)
    assert y_a.shape == (80,) and y_b.shape == (36,), (y_a.shape, y_b.shape)
    np.testing.assert_array_equal(labels[x_a[:, 0, 0].astype(int)], y_a)
    np.testing.assert_array_equal(labels[x_b[:, 0, 0].astype(int)], y_b)
with case("no example twice", points=1, message="Training and validation rows must be different, and each row may be used once.") as rng:
    images, labels = numbered(rng)
    x_a, _, x_b, _ = (np.asarray(part) for part in split(images, labels, 25, 15, seed=int(rng.integers(99))))
    assert len({*x_a[:, 0, 0], *x_b[:, 0, 0]}) == 4 * 40
with case("chosen at random by the seed", points=1, message="The same seed must give the same sets and another seed others, whatever was drawn before: use a generator of your own.") as rng:
    images, labels = numbered(rng)
    seed = int(rng.integers(1_000))
    once, again, other = (split(images, labels, 10, 5, seed=s) for s in (seed, seed, seed + 1))
    for part, size in ((0, 40), (2, 20)):
        first, second, third = (np.asarray(found[part])[:, 0, 0] for found in (once, again, other))
        assert first.shape == second.shape == third.shape == (size,)
        np.testing.assert_array_equal(first, second)
        assert set(first) != set(third)
with case("the pile survives", points=1, message="Do not shuffle the arrays you were given: rng.shuffle works in place, rng.permutation copies.") as rng:
    images, labels = numbered(rng)
    before = images.copy(), labels.copy()
    first, again = split(images, labels, 10, 5), split(images, labels, 10, 5)
    np.testing.assert_array_equal(images, before[0])
    np.testing.assert_array_equal(labels, before[1])
    for _, y_a, _, y_b in (first, again):
        np.testing.assert_array_equal(np.bincount(np.asarray(y_a)), [10, 10, 10, 10])
        np.testing.assert_array_equal(np.bincount(np.asarray(y_b)), [5, 5, 5, 5])

# %% [markdown]
# ## Part 6. Distrust
#
# If an image of the validation set also sits in the training set, a model can score by remembering. The same font ships under two names, somebody uploads a file twice, and suddenly your accuracy measures memory.
#
# **Predict**: which fraction (0 to 1) of our 10,000 validation images has an identical twin among the 200,000 training images?

# %% solution predict_twins
### BEGIN SOLUTION
predicted_twins = 0.01
### END SOLUTION

# %% test predict_twins
with case("a prediction is made", points=1, message="Put a fraction from 0 to 1 into predicted_twins.") as rng:
    assert 0 <= float(predicted_twins) <= 1

# %% [markdown]
# ### Exercise: `seen_in` (5 points)
#
# Two billion comparisons, image by image, would take an evening. A **set** answers "have I seen this?" in constant time, whatever its size, if things can be *hashed*. Arrays cannot, but bytes can: `image.tobytes()`.
#
# So: one pass over the training set, one over the others. Your function should take well under a second for 30,000 short rows.
#
# Rows may hold anything, bytes, large integers or floats, and be as long as you like; identical means that every value is the same.

# %% solution seen_in
def seen_in(train, other):
    """Find the rows of `other` that also occur in `train`, value by value.

    Args:
        train: (n, ...) array.
        other: (m, ...) array of the same type, its rows shaped like those of train.

    Returns:
        bool (m,), True where an identical row occurs in train.

    Example:
        seen_in(np.array([[1, 2]]), np.array([[2, 1], [1, 2]])) -> [False, True]
    """
    ### BEGIN SOLUTION
    known = {row.tobytes() for row in train}
    return np.array([row.tobytes() in known for row in other], bool)
    ### END SOLUTION

# %% [markdown]
# Now the verdict on your prediction, and the same question for the test set, which comes from other typefaces.

# %% show
twins = seen_in(glyphs.x_train, glyphs.x_valid)
print(f"you said {predicted_twins:.1%}; validation: {np.mean(twins):.1%} have a twin")
print(f"test: {np.mean(seen_in(glyphs.x_train, glyphs.x_test)):.1%}")

# %% test seen_in
with case("the example", points=1, message="One bool for each row of `other`: is the whole row, in this order, somewhere in `train`?") as rng:
    result = np.asarray(seen_in(np.array([[1, 2]]), np.array([[2, 1], [1, 2]])))
    assert result.shape == (2,), f"expected shape (2,), got {result.shape}"
    assert result.dtype == bool, f"expected bools, got {result.dtype}"
    np.testing.assert_array_equal(result, [False, True])
    result = seen_in(np.array([[3, 0], [1, 2]]), np.array([[1, 2], [3, 0], [1, 0]]))
    np.testing.assert_array_equal(result, [True, True, False])
with case("planted twins", points=1, message="Three rows of train are planted in other: exactly those must be found.") as rng:
    train, other = rng.integers(0, 256, (2, 50, 5, 5)).astype(np.uint8)
    other[[4, 9, 30]] = train[[1, 1, 44]]
    result = np.asarray(seen_in(train, other))
    assert result.shape == (50,), f"expected shape (50,), got {result.shape}"
    np.testing.assert_array_equal(np.flatnonzero(result), [4, 9, 30])

# %% hidden seen_in
import time


def assert_finds(train, other, expected):
    found = np.asarray(seen_in(train, other))
    assert found.shape == (len(expected),), found.shape
    np.testing.assert_array_equal(found, expected)


with case("almost is not identical", points=1, message="One different value makes another row, however small the difference, whatever the type and the length of the rows: compare all values as they are, not sums, means, parts or rounded ones.") as rng:
    for side in (6, 40):
        train = rng.integers(1, 255, (60, side, side)).astype(np.uint8)
        other = train[rng.integers(60, size=60)].copy()
        changed = rng.random(60) < 0.5
        rows, columns = rng.integers(side // 2 - 1, side // 2 + 2, size=(2, 60))
        other[np.flatnonzero(changed), rows[changed], columns[changed]] += 1
        other[0] = train[0][::-1]  # the same pixels in another order
        changed[0] = True
        assert_finds(train, other, ~changed)
    numbers = rng.integers(1 << 60, 1 << 61, (4, 3))
    # Rows that are the same in 8, 16 or 32 bits, or as floats.
    assert_finds(numbers, numbers[[0, 1, 2, 3, 3]] + np.array([[1], [1 << 8], [1 << 16], [1 << 32], [0]]), [False] * 4 + [True])
    numbers = rng.uniform(1, 2, (3, 5))
    assert_finds(numbers, numbers * np.array([[1 + 1e-12], [1], [1 - 1e-12]]), [False, True, False])
with case("repeated rows", points=1, message="A row that occurs twice in `other` counts twice, a twin inside `other` alone does not count, and nothing may be left from an earlier call.") as rng:
    train = rng.integers(0, 256, (30, 9)).astype(np.uint8)
    new = rng.integers(0, 256, (2, 9)).astype(np.uint8)
    assert_finds(train, np.concatenate([train[[3, 3, 3]], new[[0, 0, 1]]]), [True] * 3 + [False] * 3)
    assert_finds(new, np.concatenate([train[3:5], new[1:]]), [False, False, True])
with case("in linear time", points=1, message="Comparing every pair takes far too long: put the bytes of the training rows into a set.") as rng:
    train, other = rng.integers(0, 256, (2, 30_000, 32)).astype(np.uint8)
    other[::2] = train[rng.permutation(30_000)[:15_000]]
    for is_last in (False, True):  # a busy machine gets a second try
        start = time.monotonic()
        found = np.asarray(seen_in(train, other))
        if time.monotonic() - start < 4:
            break
        assert not is_last, "more than 4 seconds"
    assert found.shape == (30_000,), found.shape
    np.testing.assert_array_equal(found, np.arange(30_000) % 2 == 0)

# %% [markdown]
# From here on the notebook finds twins in another way, by sorting, so that a slip above costs you nothing below.

# %%
def seen_in(train, other):
    known, wanted = (
        np.ascontiguousarray(rows).reshape(len(rows), -1) for rows in (train, other)
    )
    as_bytes = np.dtype((np.void, known.itemsize * known.shape[1]))  # a row is one value
    return np.isin(wanted.view(as_bytes)[:, 0], known.view(as_bytes)[:, 0])

# %% [markdown]
# ### Near is also too near
#
# Move one pixel by one gray level, and the twin goes undetected. A **fingerprint** forgives such details: cut the image into small squares, and note for each one only whether its mean is **brighter than the mean of the whole image**. Two images with the same fingerprint are near-duplicates.
#
# For a 4×4 image and squares of 2×2, four bits remain:
#
# ```
# 9 9 0 0
# 9 9 0 0   ->   1 0
# 0 0 7 8        0 1
# 0 0 8 7
# ```

# %% [markdown]
# ### Exercise: `fingerprint` (5 points)
#
# Compute it for many images at once, of any numbers: pixels from 0 to 255, or scaled ones. Read the squares row by row. A square exactly as bright as its image is not brighter.
#
# <details><summary>Hint</summary>`images.reshape(n, rows, block, columns, block)` gives every square two axes of its own; average over those two.</details>

# %% solution fingerprint
def fingerprint(images, block=2):
    """Say for each square whether it is brighter than its image's mean.

    Args:
        images: (n, height, width), numbers; block divides height and width.
        block: side of a square in pixels.

    Returns:
        bool (n, height // block * width // block), squares row by row.
    """
    ### BEGIN SOLUTION
    n, height, width = images.shape
    squares = images.reshape(n, height // block, block, width // block, block)
    means = squares.mean(axis=(2, 4)).reshape(n, -1)  # (n, squares)
    return means > means.mean(axis=1, keepdims=True)
    ### END SOLUTION

# %% [markdown]
# The small image from above gives True, False, False, True. The larger the squares, the more images share a fingerprint; somewhere the question turns from "is it a copy?" into "is it the same letter?".

# %% show
tiny = np.array([[9, 9, 0, 0], [9, 9, 0, 0], [0, 0, 7, 8], [0, 0, 8, 7]])
print(fingerprint(tiny[None]))
for block in (2, 4, 7):
    near = seen_in(fingerprint(glyphs.x_train[:50_000], block), fingerprint(glyphs.x_test, block))
    print(f"squares of {block}x{block}: {np.mean(near):.1%} of the test set is near 50,000 training images")

# %% [markdown]
# Look before you believe a number. Ten test letters below, and above each the training letter with the same fingerprint for squares of 4×4. Would you have called them copies?

# %% show
known = np.asarray(fingerprint(glyphs.x_train[:50_000], 4))
wanted = np.asarray(fingerprint(glyphs.x_test, 4))
row_of = {bits.tobytes(): row for row, bits in enumerate(known)}
pairs = [(row_of.get(bits.tobytes(), -1), row) for row, bits in enumerate(wanted)]
upper, lower = np.array([pair for pair in pairs if pair[0] >= 0][:10]).T
_ = show_images(np.concatenate([glyphs.x_train[upper], glyphs.x_test[lower]]), columns=len(upper))

# %% test fingerprint
with case("four bits", points=1, message="Average each square, then compare it with the mean of the whole image it is in; return one bool for each square.") as rng:
    small = np.array([[9, 9, 0, 0], [9, 9, 0, 0], [0, 0, 7, 8], [0, 0, 8, 7]], np.uint8)
    bright = np.repeat([[109], [108], [101], [100]], 4, axis=1)  # its upper half is brighter
    bits = np.asarray(fingerprint(np.stack([small, bright])))
    assert bits.shape == (2, 4), f"expected shape (2, 4), got {bits.shape}"
    assert bits.dtype == bool, f"expected bools, got {bits.dtype}"
    np.testing.assert_array_equal(bits, [[True, False, False, True], [True, True, False, False]])

# %% hidden fingerprint
def means_of(images, block):
    """By how much each square is brighter than its image, (n, squares), row by row."""
    n, height, width = images.shape
    squares = images.astype(float).reshape(n, height // block, block, width // block, block)
    means = squares.mean((2, 4)).reshape(n, -1)
    return means - images.mean((1, 2))[:, None]


def assert_agrees(images, block, *, in_order=True):
    """Equal bits; a square about as bright as its image may be either."""
    differences = means_of(images, block)
    bits = np.asarray(fingerprint(images, block))
    assert bits.shape == differences.shape, (bits.shape, differences.shape)
    is_clear = np.abs(differences) > 1e-3 * np.ptp(images)
    if in_order:
        np.testing.assert_array_equal(bits[is_clear], differences[is_clear] > 0)
    else:  # how many are bright, wherever they are
        count, bright = bits.sum(axis=1), (differences > 0).sum(axis=1)
        assert np.all(np.abs(count - bright) <= (~is_clear).sum(axis=1)), (count, bright)


def balanced(rng, n, height, width):
    """Images with the same mean, that of black and white."""
    half = rng.integers(0, 256, height * width // 2)
    pixels = np.tile(np.concatenate([half, 255 - half]), (n, 1))
    return rng.permuted(pixels, axis=1).reshape(n, height, width).astype(np.uint8)


with case("each image its own mean", points=1, message="Compare with the mean of the same image: a dark and a bright image must both work, whatever kind of numbers they hold, and in a blank one no square is brighter.") as rng:
    images = rng.integers(0, 60, (8, 28, 28)).astype(np.uint8)
    images[4:] += 150
    for kind in (images, images.astype(np.float32) / 128 - 1, images.astype(np.int64) * 1_000):
        assert_agrees(kind, 2, in_order=False)
    np.testing.assert_array_equal(fingerprint(np.zeros((2, 28, 28), np.uint8)), np.zeros((2, 196)))
with case("squares row by row", points=1, message="The squares run along a row first, then down; height and width may differ.") as rng:
    for height, width in ((12, 20), (20, 12)):
        assert_agrees(balanced(rng, 5, height, width), 2)
with case("any block", points=1, message="`block` is the side of a square: use it for both sides, whatever its value.") as rng:
    for block in (1, 7, 14):
        assert_agrees(balanced(rng, 6, 28, 28), block, in_order=False)
with case("forgives small changes", points=1, message="A change of one gray level should leave the fingerprint of a clear image alone: note bits, not gray values.") as rng:
    bits = rng.random((6, 14, 14)) < 0.5
    bits |= bits.transpose(0, 2, 1)
    images = np.kron(bits, np.ones((2, 2), int)) * 200 + 20
    for shake in (0, rng.integers(-1, 2, images.shape)):
        found = np.asarray(fingerprint(images + shake))
        assert found.shape == (6, 196), found.shape
        np.testing.assert_array_equal(found, bits.reshape(6, 196))

# %% [markdown]
# ### Exercise: `sanitize` (4 points)
#
# Keep only those images of an evaluation set that look new: their description must not occur among the descriptions of the training images. What "description" means is up to the caller, who passes a function, for example `fingerprint`.

# %% solution sanitize
def sanitize(x_train, x_eval, y_eval, describe):
    """Drop evaluation images whose description occurs in the training set.

    Args:
        x_train: (n, height, width) training images.
        x_eval: (m, height, width) evaluation images.
        y_eval: ints (m,), their labels.
        describe: function, images (k, height, width) -> array (k, ...).

    Returns:
        (images, labels) that remain, in their old order.
    """
    ### BEGIN SOLUTION
    known = {row.tobytes() for row in np.asarray(describe(x_train))}
    new = [row.tobytes() not in known for row in np.asarray(describe(x_eval))]
    new = np.array(new, bool)
    return x_eval[new], y_eval[new]
    ### END SOLUTION

# %% [markdown]
# How many of the 10,000 test images are left?

# %% show
x_clean, y_clean = sanitize(glyphs.x_train, glyphs.x_test, glyphs.y_test, fingerprint)
len(x_clean)

# %% test sanitize
with case("drops what is known", points=1, message="Describe both sets, and keep the evaluation rows whose description is not among the training ones.") as rng:
    x_a = np.arange(12.0).reshape(3, 2, 2)
    x_b = np.concatenate([x_a[1:2], x_a + 100])
    images, labels = sanitize(x_a, x_b, np.array([5, 6, 7, 8]), lambda images: images)
    assert np.shape(images) == (3, 2, 2), f"expected shape (3, 2, 2), got {np.shape(images)}"
    np.testing.assert_array_equal(images, x_a + 100)
    assert np.shape(labels) == (3,), f"expected 3 labels, got shape {np.shape(labels)}"
    np.testing.assert_array_equal(labels, [6, 7, 8])

# %% hidden sanitize
def coarse(images):
    """Two bits of each pixel, for a pile of images."""
    n, height, width = np.shape(images)
    return (np.asarray(images) // 64).astype(np.uint8)


def corner(images):
    """One number for each image of a pile."""
    n, height, width = np.shape(images)
    return np.asarray(images)[:, 0, 0] // 8


with case("uses the description", points=2, message="Two images are the same when their descriptions are, whatever shape those have. Compare with the training set only; return images, in their old order, not descriptions.") as rng:
    train = rng.integers(0, 256, (40, 3, 3)).astype(np.uint8)
    images = rng.integers(0, 256, (30, 3, 3)).astype(np.uint8)
    images[:10] = coarse(train[:10]) * 64 + rng.integers(0, 64, (10, 3, 3))
    images[25:] = images[20:25]  # twins in the evaluation set alone
    images = rng.permutation(images)
    labels = rng.integers(10, size=30)
    for describe, known_images in ((coarse, train), (corner, train[:12])):
        known = {row.tobytes() for row in describe(known_images)}
        keep = np.array([row.tobytes() not in known for row in describe(images)])
        kept_images, kept_labels = sanitize(known_images, images, labels, describe)
        assert np.shape(kept_images) == (keep.sum(), 3, 3), np.shape(kept_images)
        np.testing.assert_array_equal(kept_images, images[keep])
        assert np.shape(kept_labels) == (keep.sum(),), np.shape(kept_labels)
        np.testing.assert_array_equal(kept_labels, labels[keep])
with case("all or none", points=1, message="When everything is known, empty arrays remain; when nothing is, all of it does, whatever an earlier call has seen.") as rng:
    train = rng.integers(0, 256, (9, 4, 4)).astype(np.uint8)
    images, labels = sanitize(train, train[::-1], np.arange(9), coarse)
    assert len(images) == 0 and len(labels) == 0
    images, labels = sanitize(255 - train[:1], train[:1], np.array([3]), coarse)
    assert np.shape(images) == (1, 4, 4) and np.shape(labels) == (1,)
    np.testing.assert_array_equal(images, train[:1])
    np.testing.assert_array_equal(labels, [3])

# %% [markdown]
# ## Part 7. Off the shelf
#
# Time to learn something. Before building anything, see what a standard tool gives: `LogisticRegression` from scikit-learn, one line to fit, one to score. Assignment 2 takes it apart.
#
# **Predict** its accuracy on the test set (0 to 1) after seeing only 50 images, five of each letter or so. Guessing gives 0.1.

# %% solution predict_accuracy
### BEGIN SOLUTION
predicted_accuracy = 0.5
### END SOLUTION

# %% test predict_accuracy
with case("a prediction is made", points=1, message="Put a fraction from 0 to 1 into predicted_accuracy.") as rng:
    assert 0 <= float(predicted_accuracy) <= 1

# %% [markdown]
# ### Exercise: `learning_curve` (6 points)
#
# For each size, fit a fresh `LogisticRegression(max_iter=50)` to the **first** `size` training examples and measure its accuracy on all test examples. The model wants flat rows: reshape each image to a vector.
#
# Never fit anything to test rows, not even a mean. `model.score(x, y)` gives the accuracy.

# %% solution learning_curve
def learning_curve(x_train, y_train, x_test, y_test, sizes):
    """Accuracy of logistic regression on the test set by number of training examples.

    Args:
        x_train: (n, height, width), scaled images; y_train: ints (n,).
        x_test: (m, height, width), scaled images; y_test: ints (m,).
        sizes: ints, none above n.

    Returns:
        dict, size -> accuracy from 0 to 1, in the order of sizes.
    """
    ### BEGIN SOLUTION
    rows_train = x_train.reshape(len(x_train), -1)  # (n, height * width)
    rows_test = x_test.reshape(len(x_test), -1)
    curve = {}
    for size in sizes:
        model = LogisticRegression(max_iter=50).fit(rows_train[:size], y_train[:size])
        curve[size] = float(model.score(rows_test, y_test))
    return curve
    ### END SOLUTION

# %% [markdown]
# This takes some seconds. (Fifty rounds do not always suffice to reach the very best fit, and scikit-learn says so; for us it is near enough, so we silence that one warning.)

# %% show
import warnings

from sklearn.exceptions import ConvergenceWarning

warnings.simplefilter("ignore", ConvergenceWarning)
x_test = normalize(glyphs.x_test)
curve = learning_curve(normalize(glyphs.x_train[:5_000]), glyphs.y_train[:5_000], x_test, glyphs.y_test, [50, 100, 1_000, 5_000])
print(f"you said {predicted_accuracy:.3f} at 50")
curve

# %% show
figure, axis = plt.subplots()
axis.plot(list(curve), list(curve.values()), "o--", label="test accuracy")
axis.axhline(0.1, color="gray", linewidth=0.8)
axis.text(50, 0.115, "chance", color="gray")
axis.set(title="What are more examples worth?", xlabel="training examples", ylabel="accuracy", xscale="log", ylim=(0, 1))
axis.legend(loc="lower right")
_ = axis.set_xticks(list(curve), [f"{size:,}" for size in curve])

# %% [markdown]
# Fifty images already beat guessing by far. Then progress gets expensive: even a hundred times as many leave more than one test image in ten wrong. Part of what is missing is more data, and the larger part is a better model. That is what assignments 2 to 4 are for.

# %% test learning_curve
def make_blobs(rng, n, noise=0.3):
    """Images (n, 3, 4) of three classes, far apart, and their labels."""
    labels = rng.integers(0, 3, n)
    centers = np.eye(3).repeat(4, axis=1).reshape(3, 3, 4)
    return centers[labels] + rng.normal(0, noise, (n, 3, 4)), labels


with case("an easy problem", points=2, message="Fit to the first `size` flattened images and no others; return a dict size -> accuracy on the test set, in the order of sizes.") as rng:
    images, labels = make_blobs(rng, 200)
    accuracies = learning_curve(images, labels, *make_blobs(rng, 100), [200, 30])
    assert list(accuracies) == [200, 30], f"sizes: {list(accuracies)}"
    assert 0.9 < accuracies[200] <= 1, f"accuracy {accuracies[200]}"
    labels[60:] = (labels[60:] + 1) % 3  # these would mislead
    (accuracy,) = learning_curve(images, labels, *make_blobs(rng, 100), [60]).values()
    assert accuracy > 0.9, f"accuracy {accuracy} when the rows after the first 60 are wrong"

# %% hidden learning_curve
import warnings

warnings.simplefilter("ignore")


def clusters(rng, n, noise=0.3):
    labels = rng.integers(0, 3, n)
    centers = np.eye(3).repeat(4, axis=1).reshape(3, 3, 4)
    return centers[labels] + rng.normal(0, noise, (n, 3, 4)), labels


def trusted(x, y, max_iter=50):
    return LogisticRegression(max_iter=max_iter).fit(x.reshape(len(x), -1), y)


def hard_to_fit(rng):
    """60 training images that 50 rounds do not fit, and 40 test images that tell.

    The labels of the test images are what a model has after 50 rounds; after 100 it is
    sure of others.
    """
    scales = np.logspace(0, 2, 12).reshape(3, 4)
    x, y = rng.normal(size=(60, 3, 4)) * scales, rng.integers(0, 3, 60)
    pool, rows = rng.normal(size=(4_000, 3, 4)) * scales, np.arange(4_000)
    early, late = (trusted(x, y, n).predict_proba(pool.reshape(4_000, -1)) for n in (50, 100))
    label, other = early.argmax(axis=1), late.argmax(axis=1)
    lead = early[rows, label] - early[rows, other], late[rows, other] - late[rows, label]
    chosen = np.argsort(-np.minimum(*lead))[:40]
    return x, y, pool[chosen], label[chosen]


with case("same as scikit-learn", points=1, message="For each size take a fresh LogisticRegression(max_iter=50), exactly the first `size` examples, and all test examples.") as rng:
    x_a, y_a = clusters(rng, 120, noise=1.5)
    x_b, y_b = clusters(rng, 400, noise=1.5)
    y_b[200:] = (y_b[200:] + 1) % 3  # not every part of the test set is as hard
    accuracies = learning_curve(x_a, y_a, x_b, y_b, [20, 60, 120])
    for size in (20, 60, 120):
        expected = trusted(x_a[:size], y_a[:size]).score(x_b.reshape(400, -1), y_b)
        assert abs(float(accuracies[size]) - expected) < 0.03, (size, accuracies[size], expected)
    accuracy = learning_curve(*hard_to_fit(rng), [59, 60])[60]
    assert accuracy > 0.7, f"{accuracy} where 50 rounds reach 1 and 100 rounds 0"
with case("only the first rows", points=1, message="Rows after the first `size` must not be used for that size.") as rng:
    x_a, y_a = clusters(rng, 300)
    y_a[60:] = (y_a[60:] + 1) % 3  # the rest would mislead
    accuracies = learning_curve(x_a, y_a, *clusters(rng, 200), [60, 300])
    assert accuracies[60] > 0.9 and accuracies[300] < 0.5, accuracies
with case("never fits on test rows", points=2, message="What is fitted, a model or a scale, must not depend on the test rows.") as rng:
    x_a, y_a = clusters(rng, 60)
    x_b, y_b = clusters(rng, 200)
    accuracies = learning_curve(x_a, y_a, x_b, (y_b + 1) % 3, [60])
    assert accuracies[60] < 0.1, accuracies
    # One pixel tells the classes apart, the others nearly so, and mislead in the test
    # set, where that pixel is so bright that who scales by it loses it in training.
    y_a, y_b = np.arange(60) % 2, np.ones(200, int)
    x_a = (y_a - 0.5).reshape(-1, 1, 1) + rng.normal(0, 0.2, (60, 3, 4))
    x_b = -0.5 + rng.normal(0, 0.2, (200, 3, 4))
    x_a[:, 0, 0], x_b[:, 0, 0] = 2 * y_a - 1, rng.uniform(50, 500, 200)
    (accuracy,) = learning_curve(x_a, y_a, x_b, y_b, [60]).values()
    assert accuracy > 0.9, f"{accuracy} where a model of the training rows alone reaches 1"

# %% [markdown]
# ### All of them
#
# This solver looks at every example in each of its rounds, and 200,000 letters as floats fill more than half a gigabyte. **Stochastic gradient descent** takes a few at a time, so the data may come in pieces, and it sees each letter once. Assignment 2 builds it; here scikit-learn's own reads the whole training set, in some ten seconds.

# %% show
from sklearn.linear_model import SGDClassifier

classifier = SGDClassifier(
    loss="log_loss", learning_rate="constant", eta0=0.002, average=True, random_state=133
)
rows_test = x_test.reshape(len(x_test), -1)
for start in range(0, 200_000, 40_000):
    piece = normalize(glyphs.x_train[start : start + 40_000]).reshape(-1, 784)
    classifier.partial_fit(piece, glyphs.y_train[start : start + 40_000], classes=np.arange(10))
    print(f"{start + 40_000:7,} letters: {classifier.score(rows_test, glyphs.y_test):.1%}")

# %% [markdown]
# Forty times the 5,000 letters from above bring some points more, and nearly all of them come with the first 40,000. From there on more data are not what is missing: this model draws straight borders, and has drawn them as well as it can.

# %% [markdown]
# ## Part 8. Can you believe it?
#
# Your classifier scores 85.0 %. You change something, and it scores 85.4 %. Better? Below, *one and the same* classifier, right 85 % of the time, is measured on 2,000 different test sets of 1,000 images each.

# %% show
accuracies = np.random.default_rng(133).binomial(1_000, 0.85, 2_000) / 1_000
figure, axis = plt.subplots()
axis.hist(accuracies, bins=np.arange(0.8055, 0.8966, 0.003))
for edge in (0.82, 0.88):
    axis.axvline(edge, color="gray", linewidth=0.8)
_ = axis.set(title="How far does luck alone move an accuracy?", xlabel="measured accuracy", ylabel="test sets")

# %% [markdown]
# Luck moves it by a point or two. The lecture's **rule of 30** draws the line: trust a change only when it affects at least **30 examples** of the set you measure on. For 1,000 images that is 3 points, the gray lines, and luck rarely gets that far.
#
# ### Exercise: `rule_of_30` (3 points)
#
# Two short functions: the smallest trustworthy change for a given number of examples, and the other way round, how many examples a change of a given size needs. The latter is a whole number, rounded up.

# %% solution rule_of_30
def smallest_change(num_examples):
    """Smallest change in accuracy, as a fraction, that the rule of 30 trusts."""
    ### BEGIN SOLUTION
    return 30 / num_examples
    ### END SOLUTION


def examples_needed(change):
    """Fewest examples (int) with which a change, a fraction, can be trusted."""
    ### BEGIN SOLUTION
    return math.ceil(30 / change)
    ### END SOLUTION

# %% [markdown]
# Our validation set has 10,000 images, so changes from 0.003 on count: 0.3 points. Seeing a change of 0.1 points takes 30,000 images.

# %% show
smallest_change(10_000), examples_needed(0.001)

# %% test rule_of_30
with case("smallest change", points=1, message="30 of num_examples, as a fraction.") as rng:
    result = smallest_change(3_000)
    assert math.isclose(float(result), 0.01, rel_tol=1e-6), f"expected 0.01, got {result}"
with case("examples needed", points=1, message="With n examples a change c affects c * n of them; that must reach 30. Return a whole number (int).") as rng:
    result = np.asarray(examples_needed(0.01))
    assert result.shape == () and result == 3_000, f"expected 3000, got {result}"
    assert result.dtype.kind in "iu", f"expected an int, got {result.dtype}"

# %% hidden rule_of_30
with case("any number, rounded up", points=1, message="Work with fractions, not percents, for any number of examples, and round the number of examples up; what is whole already stays.") as rng:
    count = int(rng.integers(31, 100_000))
    assert math.isclose(float(smallest_change(count)), 30 / count, rel_tol=1e-6)
    for needed in (int(rng.integers(40, 5_000)), int(rng.integers(40, 5_000))):
        change = 30 / (needed - 0.6)  # so that 30 / change is 0.6 below a whole number
        assert float(examples_needed(change)) == needed, change
    assert float(examples_needed(0.25)) == 120, "a whole number stays as it is"

# %% [markdown]
# ### The luckiest guesser
#
# A thousand people guess the letters of 100 images at random. Each one is right about 10 % of the time. You keep the best one.
#
# **Predict** the accuracy of that champion (0 to 1) on those 100 images.

# %% solution predict_champion
### BEGIN SOLUTION
predicted_champion = 0.2
### END SOLUTION

# %% test predict_champion
with case("a prediction is made", points=1, message="Put a fraction from 0 to 1 into predicted_champion.") as rng:
    assert 0 <= float(predicted_champion) <= 1

# %%
rng = np.random.default_rng(133)
on_valid = (rng.integers(0, 10, (1_000, 100)) == rng.integers(0, 10, 100)).mean(axis=1)
fresh = rng.integers(0, 10, (2, 10_000))  # the champion guesses on, and the truth
print(f"you said {predicted_champion}; the champion scores {on_valid.max():.2f}")
print(f"the same champion on 10,000 fresh images: {(fresh[0] == fresh[1]).mean():.3f}")

# %% [markdown]
# Nobody cheated, and yet the number was wrong: **choosing is a kind of fitting**. Every time you pick a model, a setting or a lucky seed by its score on some set, that set wears out a little. This is why you keep a third one that no choice has ever touched.

# %% [markdown] answer three_sets points=5
# ### Question: why three sets? (5 points)
#
# A friend works with two sets only. He trains on one, tries 200 settings, and reports the best accuracy he saw on the other.
#
# 1. Is that number too high or too low, compared with what new data will give, and why?
# 2. What should he do with three sets, step by step?
# 3. In our data the test accuracy comes out *above* the validation accuracy. What explains this, if nobody made a mistake?
#
# === BEGIN MARK SCHEME ===
# - 2 points: too high (optimistic); the best of 200 is partly chosen for its luck on that set, so information about the set leaked into the choice.
# - 2 points: fit on training, choose the setting on validation, measure once on test and report that; do not go back after looking.
# - 1 point: the sets are not drawn alike: 6.5 % of the validation labels are wrong and cannot be predicted, against 0.5 % of the test labels.
# === END MARK SCHEME ===

# %% [markdown]
# ## Recap
#
# Data that you fetched, checked, counted and split yourself; a way to find the copies in it; a baseline of about 0.85 from 5,000 examples; and a rule for when to believe a change. Everything in the next assignments is measured against this.

# %% [markdown]
# ## Questions to recall
#
# Without scrolling up:
#
# 1. Why is a file first written under another name, and then renamed?
# 2. What does 3 − 128 give in `uint8`?
# 3. Why may the validation rows not take part in computing the mean?
# 4. Why does hashing find twins so fast, and which twins does it miss?
# 5. Your test set has 2,000 images. Is a gain of one point worth a celebration?

# %% [markdown]
# ## Where next
#
# Assignment 2 builds logistic regression by hand: softmax, cross-entropy, gradients, and the small random batches that train everything.
#
# For fun: rotate or shift the test images a little and score your classifier again. How much does one pixel cost? Assignment 4 has an answer.

# %%
server.close()
