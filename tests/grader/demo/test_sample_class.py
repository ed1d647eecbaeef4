"""The sample class: each member is what they stand for; the demo walks every step."""

import argparse
import subprocess
from dataclasses import replace

import nbformat
import pytest

from grader import source
from grader.course import BASE, Course, CourseError
from grader.demo import demo, sample_class
from grader.engines import choice
from grader.proving import prove
from grader.source import notebooks
from tests.grader.small_class import STEM, TEXT
from tests.grader.verdict_store import quarantined, store, verdict

EARLY = "1_small"


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course of one small assignment with a bank of two wrong answers."""
    wrong = {
        "double": "def double(x):\n    return 3 * x",
        "root": "def root(x):\n    return x",
    }

    def read_bank(stem, exercise):
        if exercise not in wrong:
            return []
        file = tmp_path / f"{exercise}.py"
        code = wrong[exercise]
        return [
            prove.BankAnswer(file, 1, "other", True, "differs", "", "pass", 3),
            prove.BankAnswer(file, 5, "one", False, "errs", "case", code, 8),
        ]

    monkeypatch.setattr(prove, "read_bank", read_bank)
    monkeypatch.setattr(source, "load", lambda stem: source.parse(TEXT, stem))
    monkeypatch.setattr(source, "stems", lambda: [EARLY])
    return Course(tmp_path)


def hand_in(course, stem=EARLY):
    paths = sample_class.write_submissions(stem, course)
    return {path.parts[-3]: nbformat.read(path, 4) for path in paths}


def answers(notebook):
    return {
        cell.id: cell.source
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("solution")
    }


def test_the_first_member_hands_in_the_reference(course):
    found = answers(hand_in(course)["ada"])
    assert "return 2 * x" in found["double"]
    assert "SOLUTION" not in "".join(found.values())
    assert found["answer_why"] == sample_class.WRITTEN


def test_the_second_hands_in_what_was_released(course):
    blank = notebooks.student_notebook(source.load(EARLY))
    assert [c.source for c in hand_in(course)["ben"].cells] == [
        c.source for c in blank.cells
    ]


def test_a_mistake_changes_one_answer_alone(course):
    class_ = hand_in(course)
    reference = answers(class_["ada"])
    for member, exercise in (("cleo", "double"), ("eli", "root")):
        found = answers(class_[member])
        changed = [name for name in reference if found[name] != reference[name]]
        assert changed == [exercise]


def test_the_hostile_ones_change_the_first_function(course):
    class_ = hand_in(course)
    assert "os._exit" in answers(class_["fay"])["double"]
    assert "while True" in answers(class_["gus"])["double"]
    assert "double = Equal()" in answers(class_["hal"])["double"]
    for member in ("fay", "gus", "hal"):
        compile(answers(class_[member])["double"], member, "exec")


def test_an_editor_has_lost_all_metadata(course):
    notebook = hand_in(course)["ida"]
    assert not any(cell.metadata for cell in notebook.cells)
    assert any("return 2 * x" in cell.source for cell in notebook.cells)


def test_later_assignments_get_a_few_members(course):
    assert len(hand_in(course)) == len(sample_class.CLASS)
    assert set(hand_in(course, STEM)) == {"ada", "ben", "cleo"}


def test_submissions_that_say_the_same_are_left_alone(course):
    hand_in(course)
    path = course.notebook("submitted", EARLY, "ada")
    before = path.stat().st_mtime_ns
    hand_in(course)
    assert path.stat().st_mtime_ns == before
    path.write_text("other")
    hand_in(course)
    assert path.read_text() != "other"


def test_an_assignment_without_a_bank_says_so(course, monkeypatch):
    monkeypatch.setattr(prove, "read_bank", lambda stem, exercise: [])
    with pytest.raises(prove.BankError, match="no wrong answer"):
        sample_class.write_submissions(EARLY, course)


# The demo.

MACHINES = {
    "landlock": choice.Machine({"namespaces": "not permitted", "landlock": ""}, 4),
    "refused": choice.Machine({"namespaces": "it is Darwin", "landlock": ""}, 0),
}
MACHINES["refused"].lacks["landlock"] = "it is Darwin"


def options():
    parser = argparse.ArgumentParser()
    demo.add_arguments(parser)
    return parser.parse_args([])


@pytest.fixture
def road(course, monkeypatch):
    """The demo with the long steps (data, nbgrader, grading) noted, not taken."""
    steps = []
    monkeypatch.setattr(choice, "machine", lambda: MACHINES["landlock"])
    monkeypatch.setattr(demo, "Course", lambda root: course)
    monkeypatch.setattr(
        demo.release, "release", lambda stem, course: steps.append(f"release {stem}")
    )

    def command(words, **_):
        steps.append(" ".join(words[2:4]))
        return subprocess.CompletedProcess(words, 0)

    def graded(options, pool):
        assert options.course == course.root
        steps.append(f"grade {options.assignment}")
        steps.append(" ".join(options.students))
        wall = "none" if options.unsafe else "landlock"
        store(course, replace(verdict("ada"), wall=wall), stem=EARLY)
        store(course, quarantined("ben", "No notebook."), stem=EARLY)
        return 3

    monkeypatch.setattr(demo.subprocess, "run", command)
    monkeypatch.setattr(demo.grade, "main", graded)
    monkeypatch.setattr(demo.Pool, "start", lambda pool, engine: steps.append(engine))
    # There is no gradebook without nbgrader.
    monkeypatch.setattr(demo.export, "make_book", lambda course, stems, _: stems)
    monkeypatch.setattr(
        demo.export, "write_export", lambda stems, form: steps.append(f"export {form}")
    )
    return steps


def test_the_demo_takes_every_step_and_prints_the_class(road, course, capsys):
    assert demo.main(options()) == 0
    assert road == [
        "data_scripts --exam", "isolated", f"release {EARLY}", f"grade {EARLY}", "",
        "export csv",
    ]  # fmt: skip
    printed = capsys.readouterr().out
    assert printed.startswith("Wall around student code: landlock (")
    assert "graded without" not in printed
    assert "8.5/8.5" in printed
    assert "quarantined" in printed
    assert (course.folder("report") / "index.html").is_file()
    for place in ("gradebook.db", "feedback", "index.html", "apart from yours"):
        assert place in printed
    assert course.settings.limits_of("1_notmnist")["cell"] == 6


def test_the_demo_has_a_course_of_its_own(monkeypatch):
    made = []
    monkeypatch.setattr(demo, "Course", lambda root: made.append(root) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        demo.main(options())
    assert made == [BASE / "workspace" / "demo"]


def test_where_no_wall_can_stand_our_own_are_graded_without_one_and_marked(
    road, course, monkeypatch, capsys
):
    monkeypatch.setattr(choice, "machine", lambda: MACHINES["refused"])
    hand_in(course)  # by whoever else is there, too
    assert demo.main(options()) == 0
    assert "ada ben cleo dev eli ida" in road
    assert "unsafe" in road or "kernel" in road
    printed = capsys.readouterr().out
    assert printed.startswith("Wall around student code: refused (none can stand)")
    assert "it is Darwin" in printed.splitlines()[0]
    assert "fay, gus, hal stay away" in printed
    assert "8.5/8.5*" in printed
    assert "* graded without a wall" in printed


def test_without_walls_no_attacker_hands_anything_in(course):
    paths = sample_class.write_submissions(EARLY, course, walled=False)
    names = {path.parts[-3] for path in paths}
    assert names == {member.name for member in sample_class.CLASS} - {
        "fay", "gus", "hal",
    }  # fmt: skip


def test_data_that_cannot_be_prepared_end_the_demo_in_a_sentence(road, monkeypatch):
    def command(arguments, **_):
        return subprocess.CompletedProcess(arguments, 2)

    monkeypatch.setattr(demo.subprocess, "run", command)
    with pytest.raises(CourseError, match="data"):
        demo.main(options())
