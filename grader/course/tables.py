"""Tables that other programs wrote: in which letters, with which separator."""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Table:
    """A CSV as it was found, and how to write one like it."""

    rows: list[list[str]]
    encoding: str = "utf-8"
    delimiter: str = ","
    ending: str = "\n"
    is_quoted: bool = False

    def to_bytes(self, rows: list[list[str]]) -> bytes:
        """Other rows in the same form: letters, separator, line ends, quotes."""
        text = io.StringIO()
        form: dict[str, Any] = {
            "delimiter": self.delimiter,
            "lineterminator": self.ending,
            "quoting": csv.QUOTE_ALL if self.is_quoted else csv.QUOTE_MINIMAL,
        }
        csv.writer(text, **form).writerows(rows)
        return text.getvalue().encode(self.encoding)


def read_text(path: Path) -> tuple[str, str]:
    """The text of a file and its encoding: UTF-8, UTF-16 by its mark, else Windows's.

    Raises:
        OSError: it cannot be read.
    """
    data = path.read_bytes()
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), "utf-16"
    mark = data.startswith(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8-sig"), "utf-8-sig" if mark else "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def delimiter_of(text: str) -> str:
    """The separator that the first line has most of."""
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def read_table(path: Path) -> Table:
    """A CSV with all that is needed to write it again.

    Raises:
        OSError: it cannot be read.
        csv.Error: it is no table.
    """
    text, encoding = read_text(path)
    delimiter = delimiter_of(text)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    return Table(
        rows=[row for row in rows if row],
        encoding=encoding,
        delimiter=delimiter,
        ending="\r\n" if "\r\n" in text else "\n",
        is_quoted=text.startswith('"') and f"{delimiter}{delimiter}" not in text,
    )
