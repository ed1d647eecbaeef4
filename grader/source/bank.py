"""Read the answer bank: wrong and right answers to every exercise.

    tests/answers/ASSIGNMENT/EXERCISE/right_WORDS.py     a full answer cell
    tests/answers/ASSIGNMENT/EXERCISE/wrong_WORDS.py
    tests/answers/ASSIGNMENT/EXERCISE/EQUIVALENT         mutants that change nothing

The first line of an answer says in words what it does; the second one of a wrong
answer names the case that has to see it.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.course import REPOSITORY
from grader.source.text import Assignment, SourceError

BANK = REPOSITORY / "tests" / "answers"
FEWEST_WRONG, FEWEST_RIGHT = 8, 4
EQUIVALENT = "EQUIVALENT"


@dataclass(frozen=True)
class BankAnswer:
    """One file of the bank; `caught_by` names the case that must see a wrong one."""

    path: Path
    is_right: bool
    description: str
    caught_by: str
    source: str


class BankError(SourceError):
    """A file of the answer bank is malformed; the message names file and cure."""


def read_bank(stem: str, exercise: str, bank: Path | None = None) -> list[BankAnswer]:
    """All answers of one exercise, right ones first."""
    paths = sorted(((bank or BANK) / stem / exercise).glob("*.py"))
    answers = [_read_answer(path) for path in paths]
    return sorted(answers, key=lambda answer: not answer.is_right)


def _read_answer(path: Path) -> BankAnswer:
    text = path.read_text(encoding="utf-8")
    kind = path.stem.split("_")[0]
    head = re.match(rf"# {kind}: (?P<what>.+)", text)
    if kind not in ("right", "wrong") or head is None:
        raise BankError(
            f"{path.name} in {path.parent.name}: the name must start with right_ or "
            "wrong_ and the first line with '# right: ' or '# wrong: '."
        )
    caught_by = re.search(r"\A.*\n# caught by: (.+)", text)
    if kind == "wrong" and caught_by is None:
        raise BankError(
            f"{path.name} in {path.parent.name}: a wrong answer needs a second line "
            "'# caught by: NAME OF A CASE'."
        )
    return BankAnswer(
        path=path,
        is_right=kind == "right",
        description=head["what"].strip(),
        caught_by=caught_by[1].strip() if caught_by else "",
        source=text,
    )


def read_equivalent(
    stem: str, exercise: str, bank: Path | None = None
) -> dict[str, str]:
    """The listed equivalent mutants of an exercise: {mutant: reason}.

    The file has one mutant a line, as `grader prove` names it, and below it, indented,
    why it behaves as the reference does. Lines that start with # are comments.
    """
    path = (bank or BANK) / stem / exercise / EQUIVALENT
    if not path.is_file():
        return {}
    reasons: dict[str, str] = {}
    mutant = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line[:1].isspace() and mutant:
            reasons[mutant] = f"{reasons[mutant]} {line.strip()}".strip()
        elif line.strip() and not line.startswith("#"):
            mutant = line.strip()
            reasons[mutant] = ""
    unexplained = [mutant for mutant, reason in reasons.items() if not reason]
    if unexplained:
        raise BankError(
            f"{EQUIVALENT} of {exercise}: '{unexplained[0]}' has no reason; write it "
            "on the next line, indented."
        )
    return reasons


def needs_bank(exercise: str) -> bool:
    """A predict exercise is graded for being answered: it needs no bank."""
    return not exercise.startswith("predict_")


def problems(assignment: Assignment, bank: Path | None = None) -> list[str]:
    """What can be said against a bank without running it, a sentence each."""
    folder = (bank or BANK) / assignment.stem
    found = [
        f"{assignment.stem}: the bank's folder {path.name} belongs to no exercise; "
        "rename or remove it"
        for path in sorted(folder.glob("*"))
        if path.is_dir() and path.name not in assignment.exercises
    ]
    for exercise in assignment.exercises:
        label = f"{assignment.stem}/{exercise}"
        try:
            answers = read_bank(assignment.stem, exercise, bank)
            read_equivalent(assignment.stem, exercise, bank)
        except BankError as error:
            found.append(f"{label}: {error}")
            continue
        cases = {
            c.name for x in assignment.cells if x.name == exercise for c in x.cases
        }
        found += [f"{label}: {p}" for p in _problems_of(answers, cases)]
        if needs_bank(exercise):
            found += [f"{label}: {p}" for p in size_problems(answers)]
    return found


def size_problems(answers: list[BankAnswer]) -> list[str]:
    """[] or one sentence that says how many answers are missing."""
    right = sum(answer.is_right for answer in answers)
    wrong = len(answers) - right
    if wrong >= FEWEST_WRONG and right >= FEWEST_RIGHT:
        return []
    needed = f"it needs {FEWEST_RIGHT} and {FEWEST_WRONG}"
    return [f"the bank has {right} right and {wrong} wrong answers; {needed}"]


def _problems_of(answers: list[BankAnswer], cases: set[str]) -> Iterator[str]:
    for answer in answers:
        if not answer.is_right and answer.caught_by not in cases:
            yield (
                f"{answer.path.name} names an unknown case '{answer.caught_by}'; "
                f"there are: {', '.join(sorted(cases))}"
            )
        try:
            ast.parse(answer.source)
        except SyntaxError as error:
            if answer.is_right:
                yield f"{answer.path.name} is no Python: line {error.lineno}"
    code = Counter(_code(answer.source) for answer in answers)
    for answer in answers:
        if code[_code(answer.source)] > 1:
            yield f"{answer.path.name} says the same as another answer of the bank"


def _code(text: str) -> str:
    """The code of an answer without its comments and layout, where it is Python."""
    try:
        return ast.dump(ast.parse(text))
    except SyntaxError:
        return text
