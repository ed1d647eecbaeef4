"""Download a file of `sources.toml`: resumed, verified, complete or absent.

A download grows as `NAME.part` and takes its name only when its size and its SHA-256
are right. Where nobody has published a hash, the first download records one in
`NAME.sha256`, and every later one is held to it.
"""

from __future__ import annotations

import hashlib
import http.client
import tomllib
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data_scripts.errors import DataError
from data_scripts.files import atomic_path
from data_scripts.fonts import SOURCES

BLOCK = 1 << 18
STALL_SECONDS = 30.0  # silence after which a server is given up


@dataclass(frozen=True)
class SourceFile:
    """One file on the web."""

    name: str
    url: str
    bytes: int
    sha256: str  # "" when nobody has published it
    license: str


def read_files(path: Path = SOURCES) -> dict[str, SourceFile]:
    """The web files listed in `sources.toml`, by name."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["file"]
    return {entry["name"]: SourceFile(**entry) for entry in entries}


def download(
    source: SourceFile, folder: Path, *, stall_seconds: float = STALL_SECONDS
) -> Path:
    """Fetch one file into `folder`, or continue an earlier try; return its path.

    Raises:
        DataError: the server cannot be reached, refuses, breaks off, stalls, or sends
            something else. What arrived is kept only where going on makes sense.
    """
    final = folder / source.name
    if final.is_file() and final.stat().st_size == source.bytes:
        _check_hash(source, final, folder)
        return final
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{source.name}.part"
    if part.exists() and part.stat().st_size > source.bytes:
        part.unlink()
    if not part.exists() or part.stat().st_size < source.bytes:
        _fetch(source, part, stall_seconds)
    _check_hash(source, part, folder)
    part.replace(final)
    return final


def _fetch(source: SourceFile, part: Path, stall_seconds: float) -> None:
    """Receive what is missing of `part`; network trouble becomes one sentence."""
    again = "run the same command again to continue where it stopped"
    try:
        _receive(source, part, stall_seconds)
    except urllib.error.HTTPError as error:
        raise DataError(
            f"{source.url} answered {error.code} {error.reason}; if a browser cannot "
            f"open it either, put the file there yourself: {part.with_suffix('')}"
        ) from error
    except TimeoutError as error:
        raise DataError(
            f"{source.url} sent nothing for {stall_seconds:g} seconds; {again}."
        ) from error
    except urllib.error.URLError as error:
        raise DataError(
            f"{source.url} cannot be reached ({error.reason}); check the network, then "
            f"{again}."
        ) from error
    except (ConnectionError, http.client.HTTPException) as error:
        raise DataError(
            f"The connection to {source.url} broke off ({type(error).__name__}); "
            f"{again}."
        ) from error
    have = part.stat().st_size
    if have < source.bytes:
        raise DataError(
            f"{source.url} ended after {have:,} of {source.bytes:,} bytes; {again}."
        )


def _receive(source: SourceFile, part: Path, stall_seconds: float) -> None:
    have = part.stat().st_size if part.exists() else 0
    request = urllib.request.Request(source.url)  # noqa: S310 - from sources.toml
    if have:
        request.add_header("Range", f"bytes={have}-")
    with urllib.request.urlopen(request, timeout=stall_seconds) as answer:  # noqa: S310
        if not _continues(answer, have):
            have = 0
        _check_length(source, answer, have)
        with part.open("ab" if have else "wb") as file:
            _copy(source, answer, file, have)


def _continues(answer: Any, have: int) -> bool:
    """Whether the answer starts where the part ends; else it is the whole file."""
    start: str = answer.headers.get("Content-Range", "").removeprefix("bytes ")
    return bool(answer.status == 206) and start.startswith(f"{have}-")


def _check_length(source: SourceFile, answer: Any, have: int) -> None:
    length = answer.headers.get("Content-Length")
    if length is not None and have + int(length) != source.bytes:
        raise DataError(
            f"{source.url} offers {have + int(length):,} bytes where {source.bytes:,} "
            "are expected, so it is another file or a page; nothing of it was kept: "
            "try again on another network, or tell the course."
        )


def _copy(source: SourceFile, answer: Any, file: Any, have: int) -> None:
    """Append the answer to the part, with one progress line."""
    from tqdm import tqdm

    with tqdm(
        desc=source.name, total=source.bytes, initial=have, unit="B", unit_scale=True
    ) as bar:
        while block := answer.read1(BLOCK):
            file.write(block[: source.bytes - have])
            have += len(block)
            bar.update(len(block))
            if have > source.bytes:
                break  # the hash decides whether its beginning is the file


def _check_hash(source: SourceFile, path: Path, folder: Path) -> None:
    """Compare with the published hash, or with the one of the first download.

    Raises:
        DataError: it differs; the file is removed, for going on cannot mend it.
    """
    with path.open("rb") as file:
        actual = hashlib.file_digest(file, "sha256").hexdigest()
    record = folder / f"{source.name}.sha256"
    expected = source.sha256
    if not expected and record.is_file():
        expected = record.read_text(encoding="utf-8").split()[0]
    if not expected:
        with atomic_path(record) as temporary:
            temporary.write_text(f"{actual}  {source.name}\n", encoding="utf-8")
        print(f"{source.name}: no published hash; recorded sha256 {actual}")
    elif actual != expected:
        path.unlink()
        raise DataError(
            f"{source.name} from {source.url} has the wrong content (sha256 "
            f"{actual[:12]}... instead of {expected[:12]}...) and was removed; run the "
            "same command again, and tell the course if it stays so."
        )
