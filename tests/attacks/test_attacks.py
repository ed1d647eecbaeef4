"""Hostile answers, each graded in the isolated engine and watched from outside.

A file of `cases/` replaces the whole answer cell. Its head says what it tries; what
must be true afterwards is the same for all and checked here: no point in the attacked
exercise, no error of its own assertions (an attack asserts that it was refused), no
test source or foreign file in its outputs, no text of the student's in the verdicts of
hidden tests, nothing left running, nothing written outside, the host's process and
listener untouched, and an honest submission right afterwards with full marks. And it
must have reached what it attacks, by the marks that its head names (`attack`).

Network attacks aim only at a listener of the test's own on the loopback, bombs are
bounded, and kills aim only at a process that the test started.
"""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest

from grader import source
from grader.engines.engine import Execution, Limits
from grader.engines.isolated import IsolatedExecutor
from grader.source import notebooks
from tests.attacks import attack
from tests.attacks import notebook as attacked_notebook
from tests.attacks.attack import Attack

ATTACKS = [Attack.read(path) for path in sorted(attack.CASES.glob("*.py"))]
CASES = [
    pytest.param(case, id=case.name, marks=[pytest.mark.slow] if case.slow else [])
    for case in ATTACKS
]
SECRET = f"SECRET_TEST_SOURCE_{random.SystemRandom().randrange(10**12)}"
CANARY = f"CANARY_CONTENT_{random.SystemRandom().randrange(10**12)}"
LEAKED = "LEAKED"  # what an attack writes before an input of a hidden test
SEALED = {
    SECRET: "the tests' source",
    CANARY: "a foreign file",
    LEAKED: "an input of a hidden test",
}
MIB = 2**20
os.environ["INSTRUCTORS_TOKEN"] = CANARY  # before the zygote starts


@dataclass(frozen=True)
class Host:
    """What an attack must not reach."""

    course: Path
    port: int
    name: str
    listeners: tuple[socket.socket, ...]
    victim: subprocess.Popen[bytes]
    zygote: str
    before: tuple[object, ...] = ()

    @property
    def tokens(self) -> dict[str, str]:
        """{word in a case: what it means here}."""
        return {
            "CANARY_PATH": str(self.course),
            "LISTENER_PORT": str(self.port),
            "LISTENER_NAME": self.name,
            "VICTIM_PID": str(self.victim.pid),
            "ZYGOTE_SOCKET": self.zygote,
        }

    def state(self) -> tuple[object, ...]:
        """What may be changed of files and processes without opening them."""
        process, files = psutil.Process(self.victim.pid), []
        for path in (self.course, self.course / "gradebook.db"):
            about = path.stat()
            files += [about.st_mode, about.st_uid, about.st_mtime, about.st_ctime]
        limits = process.rlimit(psutil.RLIMIT_CPU)
        return process.nice(), process.cpu_affinity(), process.ionice(), limits, *files

    def untouched(self) -> None:
        """Raise unless nothing here was read from outside, changed or killed."""
        assert self.victim.poll() is None, "a process of the host was killed"
        state = Path(f"/proc/{self.victim.pid}/status").read_text()
        assert "TracerPid:\t0" in state
        for listener in self.listeners:
            with pytest.raises(BlockingIOError):
                listener.accept()
        assert (self.course / "gradebook.db").read_text() == CANARY
        assert self.state() == self.before
        names = {p.name for p in self.course.rglob("*")}
        assert names == {"gradebook.db", "submitted", "other", "answer.py"}


@pytest.fixture(scope="module")
def host(
    tmp_path_factory: pytest.TempPathFactory, isolated_executor: IsolatedExecutor
) -> Iterator[Host]:
    course = tmp_path_factory.mktemp("course")
    (course / "gradebook.db").write_text(CANARY)
    (course / "submitted" / "other").mkdir(parents=True)
    (course / "submitted" / "other" / "answer.py").write_text(CANARY)
    name = f"grader-test-{random.SystemRandom().randrange(10**9)}"
    tcp, abstract = socket.socket(), socket.socket(socket.AF_UNIX)
    tcp.bind(("127.0.0.1", 0))
    abstract.bind(f"\0{name}")
    for listener in (tcp, abstract):
        listener.listen()
        with socket.socket(listener.family) as client:
            client.connect(listener.getsockname())  # it can be reached from out here
        listener.accept()[0].close()
        listener.setblocking(False)
    isolated_executor.warm_up()
    victim = subprocess.Popen(["sleep", "3600"])
    try:
        made = Host(
            *(course, tcp.getsockname()[1], name, (tcp, abstract), victim),
            isolated_executor.zygote.socket_path,
        )
        yield replace(made, before=made.state())
    finally:
        victim.kill()
        victim.wait()
        tcp.close()
        abstract.close()


def grade(
    executor: IsolatedExecutor,
    answer: str | None,
    limit: float,
    asked: Iterable[str] = (),
) -> Execution:
    text = attacked_notebook.text(SECRET, asked)
    notebook = notebooks.instructor_notebook(source.parse(text, "attacked"))
    if answer is not None:
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id") == "double":
                cell.source = answer
    limits = Limits(
        cell_s=max(limit, 10.0) if limit > 2 else limit,
        case_s=limit,
        submission_s=90.0,
        memory_bytes=1024 * MIB,
        tmp_bytes=128 * MIB,
        restarts=9,
    )
    seed = random.SystemRandom().randrange(2**32)
    return executor.execute(notebook, seed=seed, limits=limits)


def score(execution: Execution, exercise: str) -> float:
    return sum(c.score for c in execution.cells if c.grade_id.endswith(exercise))


def left_running(executor: IsolatedExecutor) -> list[psutil.Process]:
    """Processes below the zygote's inner process."""
    (inner,) = psutil.Process(executor.zygote.pid).children()
    return list(inner.children(recursive=True))


def outputs_of(execution: Execution) -> str:
    """What the cells that are not tests have printed and displayed."""
    return str(
        [
            cell.outputs
            for cell in execution.notebook.cells
            if cell.cell_type == "code"
            and not cell.metadata.get("nbgrader", {}).get("grade")
        ]
    )


def raised_by(execution: Execution) -> set[str]:
    """Names of the exceptions that its cells and the tests' calls ended with."""
    errors = {
        str(output.ename)
        for cell in execution.notebook.cells
        for output in cell.get("outputs", [])
        if output.output_type == "error"
    }
    return errors | set(re.findall(r"Your code raised (\w+)", attack.said(execution)))


def gained(case: Attack, attacked: Execution, wall: str) -> Iterator[str]:
    """What the attack got that it must not, in sentences."""
    if score(attacked, "double"):
        cells = [c for c in attacked.cells if c.grade_id.endswith("double")]
        won = [verdict.name for c in cells for verdict in c.cases if verdict.passed]
        yield f"it gained points: {', '.join(won)}"
    if attacked.cpu_seconds < case.cpu:
        yield f"of {case.cpu:g} seconds of computing {attacked.cpu_seconds:.1f} count"
    raised = raised_by(attacked)
    if "SystemError" in raised:
        yield "it was not refused what it asked for"
    if "AssertionError" in raised and wall not in case.not_held_by:
        yield "its own assertion failed"


def came_back(attacked: Execution) -> Iterator[str]:
    """What a student could read that must not be read, in sentences."""
    outputs = outputs_of(attacked)
    for text, what in SEALED.items():
        if text in outputs:
            yield f"{what} came back"
    if len(outputs) > 3_000_000:
        yield f"{len(outputs)} characters came back"
    if "<script>" in outputs.replace("'text/plain': '<script>'", ""):
        yield "a script came back"
    hidden = [c for c in attacked.cells if c.grade_id.startswith("hidden_")]
    if any("LOOT" in verdict.message for cell in hidden for verdict in cell.cases):
        yield "its own text came back in the verdict of a hidden test"


@pytest.mark.parametrize("case", CASES)
def test_attack_gains_nothing(
    case: Attack, isolated_executor: IsolatedExecutor, host: Host
) -> None:
    wall = isolated_executor.wall
    if case.wall not in ("", wall):
        pytest.skip(f"it only makes sense behind the wall of {case.wall}")
    files_before = set(Path("/tmp").iterdir())
    answer = case.answer(host.tokens)
    attacked = grade(isolated_executor, answer, case.limit, case.asked)

    context = "\n".join([outputs_of(attacked)[:3000], attack.said(attacked)])
    assert not left_running(isolated_executor)
    host.untouched()
    new_files = set(Path("/tmp").iterdir()) - files_before
    strange = r"hoard|f\d|link|numpy|evil|reached"
    assert not [p for p in new_files if re.match(strange, p.name)]
    assert not attack.missed(case, attacked), context
    breaches = [*gained(case, attacked, wall), *came_back(attacked)]
    assert not breaches, "\n".join([*breaches, context])


@pytest.fixture(scope="module", autouse=True)
def _honest_neighbor(isolated_executor: IsolatedExecutor) -> Iterator[None]:
    """An honest submission before and after all attacks."""
    yield
    asked = attacked_notebook.ASKED
    honest = grade(isolated_executor, None, 8.0, asked)
    assert score(honest, "double") == attacked_notebook.POINTS + len(asked), honest
    assert honest.problem is None
    assert isolated_executor.zygote.starts == 1, "an attack has killed the zygote"


ATTACKERS = 6  # at once; more would only wait for the cores


NOBODY = {
    "CANARY_PATH": "/nonexistent/course",
    "LISTENER_PORT": "9",
    "LISTENER_NAME": "nobody",
    "VICTIM_PID": str(2**22 + 1),
    "ZYGOTE_SOCKET": "/nonexistent/zygote",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "cases",
    [
        pytest.param(ATTACKS[i : i + ATTACKERS], id=f"{ATTACKS[i].name}-and-more")
        for i in range(0, len(ATTACKS), ATTACKERS)
    ],
)
def test_honest_submission_beside_attacks_has_full_marks(
    cases: list[Attack], isolated_executor: IsolatedExecutor
) -> None:
    """A class in which everybody else attacks, all graded at the same time."""
    threads = []
    for case in cases:
        answer = case.answer(NOBODY)
        worker = threading.Thread(target=grade, args=(isolated_executor, answer, 1.0))
        worker.start()
        threads.append(worker)
    time.sleep(0.2)
    honest = [grade(isolated_executor, None, 20.0) for _ in range(2)]
    for worker in threads:
        worker.join()
    honest.append(grade(isolated_executor, None, 20.0))
    for execution in honest:
        assert score(execution, "double") == attacked_notebook.POINTS, execution.cells
        assert execution.notes == ()
