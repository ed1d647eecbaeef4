"""An attack as its file states it, and the proof that it reached what it attacks.

The head of a case:

    # tries: what it is about
    # reached: mark; mark        every one of these must have been made
    # told: word; word           what the trusted side must say of it (`names.TOLD`)
    # wall: namespaces           it only makes sense behind this wall
    # not held by: landlock      its own assertions may fail behind this wall
    # asks: name                 a case of `notebook.ASKED` that the test has beside
    # cpu: 3                     seconds of computing that must be counted
    # limit: 1                   seconds a cell or case may take
    # slow                       not part of `make test`

A mark is made at the moment of touching: `reached("...")` when a module was there, a
replaced function was called, an object was handed over; `refused("...", call, errors)`
when a system call was issued and answered with one of these errors. An attack that
misses a mark no longer attacks anything, whatever its points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from grader.engines.engine import Execution
from tests.attacks import names

CASES = Path(__file__).parent / "cases"
PRELUDE = Path(__file__).with_name("prelude.py").read_text()
STOPPED = "Stopped"
# Helpers of the prelude that make a mark of their own.
OWN_MARKS = {
    "handed(": "handed to a test",
    "to_tests(": "written to the tests",
    "of_agent(": "a frame of the agent",
    "request_number(": "a frame of the agent",
}
_MADE = re.compile(r'(?:reached|refused)\(f?"([^"]+)"')


@dataclass(frozen=True)
class Attack:
    """One case."""

    name: str
    text: str

    @classmethod
    def read(cls, path: Path) -> Attack:
        return cls(path.stem, path.read_text())

    def _head(self, word: str) -> list[str]:
        found = re.search(rf"^# {word}: (.+)$", self.text, re.MULTILINE)
        return found[1].split("; ") if found else []

    @property
    def tries(self) -> str:
        return "; ".join(self._head("tries"))

    @property
    def marks(self) -> list[str]:
        return self._head("reached")

    @property
    def told(self) -> list[str]:
        return self._head("told")

    @property
    def wall(self) -> str:
        return "".join(self._head("wall"))

    @property
    def not_held_by(self) -> list[str]:
        return self._head("not held by")

    @property
    def asked(self) -> list[str]:
        return self._head("asks")

    @property
    def cpu(self) -> float:
        return float("".join(self._head("cpu")) or 0)

    @property
    def limit(self) -> float:
        return float("".join(self._head("limit")) or 8)

    @property
    def slow(self) -> bool:
        return "\n# slow\n" in self.text

    def made(self) -> set[str]:
        """The marks that its text makes, by a call that is written out."""
        own = {mark for call, mark in OWN_MARKS.items() if call in self.text}
        return own | set(_MADE.findall(self.text))

    def answer(self, host: dict[str, str]) -> str:
        """The cell that is graded."""
        text = f"{PRELUDE}\n{self.text}"
        for token, value in {**names.tokens(), **host}.items():
            text = text.replace(token, value)
        return text


# A case needs a kernel, and some attacks leave none that lives. So the marks come back in
# what a test cell can say without one: which name it misses.
MARKS = """
# %% solution marks
### BEGIN SOLUTION
marked = True
### END SOLUTION
# %% test marks
made = [entry[8:] for entry in os.listdir(tempfile.gettempdir())
        if entry.startswith("reached ")]
raise NameError(name="marks: " + "; ".join(sorted(made)))
with case("marks", points=1, message="Marks."):
    pass
"""
_SAID = re.compile(r"'marks: (.*)'")


def reached(execution: Execution) -> set[str]:
    """The marks that were made, as a test saw them."""
    found = {
        case.name: case.message
        for cell in execution.cells
        if cell.grade_id == "test_marks"
        for case in cell.cases
    }
    seen = _SAID.search(found["marks"])
    assert seen is not None, f"the marks were not looked at: {found['marks']}"
    return set(seen[1].split("; "))


def said(execution: Execution) -> str:
    """All that the trusted side says of an execution."""
    verdicts = [case.message for cell in execution.cells for case in cell.cases]
    notices = [
        output.evalue
        for cell in execution.notebook.cells
        for output in cell.get("outputs", [])
        if output.get("ename") == STOPPED
    ]
    return "\n".join([*map(str, execution.notes), *verdicts, *notices])


def missed(attack: Attack, execution: Execution) -> list[str]:
    """What the attack did not reach, in sentences."""
    made, told = reached(execution), said(execution)
    problems = [
        f"{attack.name} did not reach: {mark}. It attacks nothing any more; look at "
        "what has moved (tests/attacks/names.py), not at its points."
        for mark in attack.marks
        if mark not in made
    ]
    problems += [
        f"{attack.name}: nobody said '{names.TOLD[word]}', which shows that it was met."
        for word in attack.told
        if names.TOLD[word] not in told
    ]
    return problems
