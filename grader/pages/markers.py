"""A table that a command makes, between two marker lines of a document."""

from __future__ import annotations

from pathlib import Path

from grader.course import CourseError, write_text


def put(table: str, name: str, path: Path) -> None:
    """Put a table between the two marker lines of a document that bear its name."""
    text = path.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- end of the {name} -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise CourseError(f"{path.name} has no lines {begin} and {end}.")
    write_text(path, f"{before}{begin}\n\n{table}\n\n{end}{after}")
