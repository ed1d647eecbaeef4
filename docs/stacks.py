"""Make the table of docs/editors.md: on which stacks the six notebooks ran through.

    python -m docs.stacks pinned=workspace/executed

reads the notebooks that `grader execute` left in a folder, keeps in `docs/stacks.json`
what they tell of one stack, and makes the table anew; without a folder, only that.
The nightly workflow does it for every stack. Only the standard library is needed.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from grader.course import CourseError, write_text
from grader.pages import markers

REPOSITORY = Path(__file__).resolve().parents[1]
RECORD = REPOSITORY / "docs" / "stacks.json"
PAGE = REPOSITORY / "docs" / "editors.md"
# As the nightly workflow calls them, in the order of the table.
STACKS = {
    "oldest": "the oldest stack of Colab and Kaggle",
    "pinned": "the pins of requirements.txt",
    "newest": "the newest pre-releases",
}
PACKAGES = {
    "Python": "Python",
    "tensorflow": "TensorFlow",
    "keras": "Keras",
    "numpy": "NumPy",
}
# The line of `coursekit.setup`.
_LINE = re.compile(r"^Python \S+ · .* · seed \d+$", re.MULTILINE)

Notebook = dict[str, Any]
Stack = dict[str, Any]


def stems() -> list[str]:
    """The six notebooks, in the order of the course."""
    return sorted(p.stem for p in (REPOSITORY / "notebooks").glob("[0-9]_*.ipynb"))


def read(folder: Path) -> dict[str, Notebook]:
    """The executed notebooks of a folder, by stem.

    Raises:
        CourseError: one of the six is not there.
    """
    paths = {stem: folder / f"{stem}.ipynb" for stem in stems()}
    if lacking := [path.name for path in paths.values() if not path.is_file()]:
        raise CourseError(
            f"{folder} lacks {', '.join(lacking)}; run `grader execute` on that stack, "
            "with all six notebooks."
        )
    return {
        stem: json.loads(path.read_text(encoding="utf-8"))
        for stem, path in paths.items()
    }


def _code(notebook: Notebook) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def ran_through(notebook: Notebook) -> bool:
    """Whether the last cell was reached, and no cell raised anything."""
    cells = _code(notebook)
    kinds = {output["output_type"] for cell in cells for output in cell["outputs"]}
    return cells[-1]["execution_count"] is not None and "error" not in kinds


def versions(notebook: Notebook) -> dict[str, str]:
    """What `setup` said is running; empty where it was not reached."""
    for cell in _code(notebook):
        for output in cell["outputs"]:
            if found := _LINE.search("".join(output.get("text", ""))):
                said = (part.split(" ", 1) for part in found[0].split(" · "))
                return {name: number for name, number in said if name in PACKAGES}
    return {}


def stack_of(folder: Path, day: str) -> Stack:
    """What the notebooks of a folder tell of their stack.

    Raises:
        CourseError: they do not say, or they ran on several.
    """
    notebooks = read(folder)
    said = {json.dumps(versions(n)) for n in notebooks.values() if versions(n)}
    if len(said) != 1:
        raise CourseError(
            f"The notebooks in {folder} name {len(said)} stacks; run all six on one "
            "with `grader execute`, which writes them anew."
        )
    ran = {stem: ran_through(notebook) for stem, notebook in notebooks.items()}
    return {"day": day, "versions": json.loads(said.pop()), "ran through": ran}


def as_markdown(record: dict[str, Stack]) -> str:
    """The table, a row a stack."""
    head = ["stack", *PACKAGES.values(), "ran through"]
    rows = [head, ["---"] * len(head)]
    rows += [
        _row(words, record[name]) for name, words in STACKS.items() if name in record
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(words: str, stack: Stack) -> list[str]:
    ran = stack["ran through"]
    stopped = [f"`{stem}`" for stem, through in ran.items() if not through]
    told = f"{len(ran) - len(stopped)} of {len(ran)}"
    if stopped:
        told += f", not {', '.join(stopped)},"
    numbers = [stack["versions"].get(name, "?") for name in PACKAGES]
    return [words, *numbers, f"{told} on {stack['day']}"]


def renew(words: list[str], record: Path = RECORD, page: Path = PAGE) -> str:
    """Keep what each NAME=FOLDER tells and put the table into the page; the table.

    Raises:
        CourseError: a word names no stack, or a folder holds no whole run.
    """
    known = json.loads(record.read_text(encoding="utf-8")) if record.is_file() else {}
    day = datetime.now(UTC).date().isoformat()
    for word in words:
        name, _, folder = word.partition("=")
        if name not in STACKS or not folder:
            raise CourseError(
                f"'{word}' is not NAME=FOLDER; NAME is one of {', '.join(STACKS)}."
            )
        known[name] = stack_of(Path(folder), day)
    write_text(record, json.dumps(known, indent=1) + "\n")
    table = as_markdown(known)
    markers.put(table, "stacks table", page)
    return table


def main(words: list[str]) -> int:
    """Print the table; 1 with one sentence when it cannot be made."""
    try:
        print(renew(words))
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
