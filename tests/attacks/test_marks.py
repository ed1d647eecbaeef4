"""The proof that attacks reach what they attack is itself no empty word."""

from __future__ import annotations

import importlib
import random
import socket
from pathlib import Path

import pytest

from grader.engines.isolated import IsolatedExecutor
from grader.examining.wire import messages
from grader.submissions.failures import Sign
from tests.attacks import attack, names
from tests.attacks.attack import Attack
from tests.attacks.test_attacks import ATTACKS, NOBODY, grade


@pytest.mark.parametrize("case", [pytest.param(case, id=case.name) for case in ATTACKS])
def test_every_case_says_what_it_tries_and_makes_the_marks_that_it_names(case):
    assert case.text.startswith("# tries: ")
    assert case.marks, "its head has no line '# reached: ...'"
    assert set(case.told) <= set(names.TOLD)
    body = case.text.partition("# reached: ")[2].partition("\n")[2]
    made = {mark for mark in case.marks if mark in body} | case.made()
    assert set(case.marks) <= made, "a mark of its head is nowhere made"
    assert "/" not in "".join(case.marks)  # a mark is the name of a folder


@pytest.mark.parametrize("word", names.MODULES)
def test_the_table_of_names_is_that_of_the_code(word):
    module, attributes = names.MODULES[word]
    there = importlib.import_module(module)
    for attribute in attributes:
        assert hasattr(there, attribute), f"{module} has no {attribute} any more"


def test_cases_name_no_module_of_ours_but_by_the_table():
    for case in ATTACKS:
        for module, _ in names.MODULES.values():
            assert module not in case.text, f"{case.name}: write the word of the table"


def planted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What the prelude gives an attack, here."""
    monkeypatch.setenv("TMPDIR", str(folder))
    space: dict[str, object] = {}
    exec(Attack("none", "").answer(NOBODY), space)
    return space


def test_what_attacks_send_is_read_by_the_tests_as_a_frame(tmp_path, monkeypatch):
    number = random.Random().randrange(10**6)
    print("number", number)
    fields = {"id": number, "result": ["a", "<f8", [1], 0, True], "buffers": [8]}
    here, there = socket.socketpair()
    with here, there:
        here.sendall(planted(tmp_path, monkeypatch)["frame"](fields))
        read, buffers = messages.receive_frame(there)
    assert read == {"id": number, "result": fields["result"]}
    assert [bytes(buffer) for buffer in buffers] == [bytes(8)]


def test_a_refusal_is_a_mark_only_with_the_expected_answer(tmp_path, monkeypatch):
    refused = planted(tmp_path, monkeypatch)["refused"]
    refused("gone", lambda: (tmp_path / "nothing").stat(), "ENOENT")
    refused("closed", lambda: (tmp_path / "nothing").stat(), "EACCES", "EPERM")
    with pytest.raises(SystemError, match="went: 7"):
        refused("went", lambda: 7, "EPERM")
    assert {path.name for path in tmp_path.iterdir()} == {"reached gone"}


def test_turns_are_counted_over_kernels(tmp_path, monkeypatch):
    for count in range(4):
        assert planted(tmp_path, monkeypatch)["turn"]() == count


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# reached: it\ndef double(values): return 0\n", "did not reach: it"),
        ("# reached: it\nno_such_module.it\nreached('it')\n", "did not reach: it"),
        ("# told: forged\ndef double(values): return 0\n", "nobody said"),
        ("# reached: it\n# told: ended\nreached('it'); exec('1')\n", "nobody said"),
    ],
)
def test_an_attack_that_misses_its_target_fails(
    text: str, problem: str, isolated_executor: IsolatedExecutor
):
    case = Attack("moved", f"# tries: something that has moved\n{text}")
    execution = grade(isolated_executor, case.answer(NOBODY), 8.0)
    assert any(problem in found for found in attack.missed(case, execution))


def test_a_mark_outlives_the_kernel_that_made_it(isolated_executor: IsolatedExecutor):
    text = "# reached: it\nimport os\ndef double(values): reached('it'); os._exit(0)\n"
    case = Attack("ended", text)
    execution = grade(isolated_executor, case.answer(NOBODY), 8.0)
    assert not attack.missed(case, execution)


def test_the_prelude_alone_earns_and_notes_nothing(isolated_executor: IsolatedExecutor):
    execution = grade(isolated_executor, Attack("none", "").answer(NOBODY), 8.0)
    # By its means a cell could redefine what is given; nothing else is noted.
    assert {note.kind for note in execution.notes} <= {Sign.UNSEEN}
    assert not any(cell.score for cell in execution.cells if "double" in cell.grade_id)
