"""Collecting an assignment of a course that was made for nbgrader."""

import argparse
import io
import json
import zipfile

import nbformat
import pytest

from grader import source
from grader.collecting import collect
from grader.collecting.entries import read_entries, report_path
from grader.course import Course
from tests.grader import nbgrader_courses as courses
from tests.grader.collecting.test_collect import pack
from tests.grader.collecting.test_whose import write


@pytest.fixture
def week(tmp_path):
    """Two notebooks, one with a space in its name, and files beside them."""
    return Course(courses.every_kind(tmp_path / "course"))


def released(course, stem, part, answers=None, *, without=()):
    """A student's copy; some of its cells' metadata may be lost."""
    parts = source.load_for(course, stem).notebooks
    notebook = source.adopted.released(next(p for p in parts if p.stem == part))
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        cell.source = (answers or {}).get(name, cell.source)
        for field in without:
            cell.metadata.pop(field, None)
            cell.pop(field, None)
    notebook.nbformat_minor = 4 if "id" in without else 5
    return nbformat.writes(notebook).encode()


def basics(course, answer="def double(x):\n    return x + x"):
    return released(course, "week-1", "basics", {"double": answer})


def old_one(course, answer="old = 1"):
    return released(course, "week-1", "old one", {"old": answer})


def run(course, stem, *words, code=0):
    parser = argparse.ArgumentParser()
    collect.add_arguments(parser)
    options = parser.parse_args([stem, "--course", str(course.root), *map(str, words)])
    assert collect.main(options) == code
    return json.loads(report_path(course, stem).read_text())


def fates(report):
    return {row["file"]: row["fate"] for row in report["files"]}


def why(report, file):
    return next(row["why"] for row in report["files"] if row["file"] == file)


def submitted(course, stem="week-1"):
    """{student: {file: content}}"""
    found = {}
    for path in course.folder("submitted").glob(f"*/{stem}/*"):
        found.setdefault(path.parts[-3], {})[path.name] = path.read_bytes()
    return found


def zipped(members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


FORMS = {
    "moodle": "Ada Byron_41_assignsubmission_file_/",
    "moodle flat": "Ada Byron_41_assignsubmission_file_",
    "canvas": "adabyron_41_100_",
    "exchange": "ada+week-1+2027-01-15 10:00:00 UTC/",
    "folders": "ada/week-1/",
    "plain folder": "ada/",
}


@pytest.mark.parametrize("form", FORMS)
def test_all_notebooks_of_a_student_come_with_what_lies_beside(week, tmp_path, form):
    files = {"basics.ipynb": basics(week), "old one.ipynb": old_one(week)}
    files |= {"theirs.py": b"MINE = 1", "my data.csv": b"1,2"}
    members = {FORMS[form] + name: data for name, data in files.items()}
    other = FORMS[form].replace("ada", "ben").replace("Ada", "Ben").replace("41", "42")
    members |= {f"{other}basics.ipynb": basics(week, "double = None")}
    report = run(week, "week-1", pack(tmp_path / "in.zip", members))
    found = submitted(week)
    ada, ben = sorted(found)
    times = {"timestamp.txt": found[ada].get("timestamp.txt")}
    assert found[ada] == files | {k: v for k, v in times.items() if v}
    assert found[ben]["basics.ipynb"] == basics(week, "double = None")
    assert report["incomplete"] == {ben: ["old one"]}


def test_a_zip_of_a_students_own_is_opened_with_what_lies_beside_in_it(week, tmp_path):
    inner = {
        "week-1/basics.ipynb": basics(week),
        "week-1/old one.ipynb": old_one(week),
        "week-1/theirs.py": b"MINE = 2",
        "week-1/notes.txt": b"by me",
        "week-1/.hidden": b"x",
        "week-1/venv/lib.py": b"x",
        "__MACOSX/week-1/._theirs.py": b"x",
    }
    members = {
        "adabyron_41_100_all.zip": zipped(inner),
        "adabyron_41_101_more.csv": b"1",
    }
    report = run(week, "week-1", pack(tmp_path / "in.zip", members))
    assert set(submitted(week)["adabyron_41"]) == {
        *("basics.ipynb", "old one.ipynb", "theirs.py", "notes.txt", "more.csv"),
    }
    assert fates(report)["adabyron_41_100_all.zip!week-1/.hidden"] == "ignored"
    assert not any("venv" in name for name in fates(report))


def test_a_notebook_is_known_by_its_cells_whatever_its_name(week, tmp_path):
    folder = write(
        tmp_path / "in",
        {
            "ada/b.ipynb": basics(week),
            "ada/a.ipynb": old_one(week),
            "ben/basics.ipynb": released(
                *(week, "week-1", "old one"), without=("nbgrader", "id")
            ),
        },
    )
    report = run(week, "week-1", folder)
    assert submitted(week)["ada"]["basics.ipynb"] == basics(week)
    assert submitted(week)["ada"]["old one.ipynb"] == old_one(week)
    assert list(submitted(week)["ben"]) == ["old one.ipynb"]
    assert why(report, "ada/b.ipynb") == "was called b.ipynb"


def test_notebooks_without_ids_of_their_cells_are_told_apart(tmp_path):
    course = Course(courses.quickstart(tmp_path / "course"))
    answers = {"squares": "def squares(n):\n    return []", "part-a": "It is."}
    files = {
        f"ada/{number}.ipynb": released(course, "ps1", part, answers)
        for number, part in enumerate(("problem1", "problem2"))
    }
    run(course, "ps1", write(tmp_path / "in", files))
    assert set(submitted(course, "ps1")["ada"]) == {"problem1.ipynb", "problem2.ipynb"}


ALIKE = [
    courses.answer("f", "f = 0\n### BEGIN SOLUTION\nf = 1\n### END SOLUTION"),
    courses.tests("f_right", 1, "assert f == 1, 'as it should be'"),
]


def twins(root):
    """Two notebooks that only their names tell apart, and one of another week."""
    for stem, names in {"lab": ("part 1", "part 2"), "more": ("part 1",)}.items():
        (root / "source" / stem).mkdir(parents=True)
        for name in names:
            cells = ALIKE if stem == "lab" else [courses.answer("g", "g = 0"), *ALIKE]
            cells = [nbformat.from_dict(cell) for cell in cells]
            notebook = nbformat.v4.new_notebook(cells=cells)
            nbformat.write(notebook, root / "source" / stem / f"{name}.ipynb")
    return Course(root)


def test_where_only_names_differ_they_decide_and_else_a_person(tmp_path):
    course = twins(tmp_path / "course")
    one = released(course, "lab", "part 1", {"f": "f = 1"})
    two = released(course, "lab", "part 2", {"f": "f = 2"})
    files = {
        "ada/part_1 (1).ipynb": one,
        "ada/Part 2.ipynb": two,
        "ben/mine.ipynb": one,
        "cleo/part 1.ipynb": released(course, "more", "part 1"),
    }
    report = run(course, "lab", write(tmp_path / "in", files), code=3)
    assert submitted(course, "lab") == {
        "ada": {"part 1.ipynb": one, "part 2.ipynb": two}
    }
    assert fates(report)["ben/mine.ipynb"] == "not recognized"
    assert "part 1 or part 2; give it the name" in why(report, "ben/mine.ipynb")
    assert why(report, "cleo/part 1.ipynb") == "this is more"


def test_single_files_and_folders_named_after_notebooks_name_their_students(
    week, tmp_path
):
    files = {
        "basics_ada.ipynb": basics(week),
        "ada old one.ipynb": old_one(week),
        "helper.py": b"of whom?",
    }
    folder = write(tmp_path / "in", files)
    run(week, "week-1", folder / "basics_ada.ipynb")
    assert set(submitted(week)["ada"]) == {"basics.ipynb"}
    run(week, "week-1", folder)
    assert set(submitted(week)["ada"]) == {"basics.ipynb", "old one.ipynb"}
    files = {"basics/cleo.ipynb": basics(week), "old one/cleo.ipynb": old_one(week)}
    run(week, "week-1", write(tmp_path / "by notebook", files))
    assert set(submitted(week)["cleo"]) == {"basics.ipynb", "old one.ipynb"}
    files = {"basics.ipynb": basics(week)}
    report = run(week, "week-1", write(tmp_path / "bare", files), code=3)
    assert fates(report) == {"basics.ipynb": "of whom?"}


def test_the_name_of_a_short_assignment_is_not_cut_out_of_a_students(tmp_path):
    course = Course(courses.quickstart(tmp_path / "course"))
    (course.root / "source/ps1").rename(course.root / "source/ada")
    data = released(course, "ada", "problem1", {"squares": "squares = 1"})
    run(course, "ada", write(tmp_path / "in", {"adam_problem1.ipynb": data}))
    assert list(submitted(course, "ada")) == ["adam"]


def test_one_notebook_handed_in_again_leaves_the_other(week, tmp_path):
    start, later = (
        "ada+week-1+2027-01-15 10:00:00 UTC",
        "ada+week-1+2027-01-16 10:00:00 UTC",
    )
    first = {
        f"{start}/basics.ipynb": basics(week),
        f"{start}/old one.ipynb": old_one(week),
        f"{start}/theirs.py": b"1",
    }
    again = {f"{later}/old one.ipynb": old_one(week, "old = 2")}
    run(week, "week-1", write(tmp_path / "first", first))
    run(week, "week-1", write(tmp_path / "again", again))
    ada = submitted(week)["ada"]
    assert ada["old one.ipynb"] == old_one(week, "old = 2")
    assert ada["basics.ipynb"] == basics(week)
    assert ada["theirs.py"] == b"1"
    assert ada["timestamp.txt"].startswith(b"2027-01-16 10:00:00")
    entry = read_entries(week, "week-1")["ada"]
    assert entry.path.startswith(later)
    report = run(week, "week-1", tmp_path / "first")
    assert fates(report)[f"{start}/basics.ipynb"] == "unchanged"
    assert fates(report)[f"{start}/old one.ipynb"] == "earlier attempt"
    assert submitted(week)["ada"] == ada


def test_the_same_again_changes_nothing_and_a_newer_file_replaces_one(week, tmp_path):
    folder = write(
        tmp_path / "in", {"ada/basics.ipynb": basics(week), "ada/theirs.py": b"1"}
    )
    assert set(fates(run(week, "week-1", folder)).values()) == {
        *("taken", "taken beside"),
    }
    assert set(fates(run(week, "week-1", folder)).values()) == {"unchanged"}
    write(tmp_path / "in", {"ada/theirs.py": b"2"})
    run(week, "week-1", folder)
    assert submitted(week)["ada"]["theirs.py"] == b"2"
    (aside,) = (week.folder("collected") / "week-1/ada").iterdir()
    assert (aside.read_bytes(), aside.suffix) == (b"1", ".py")


def test_two_files_of_one_name_wait_for_a_person(week, tmp_path):
    files = {
        "ada/a/basics.ipynb": basics(week),
        "ada/b/old one.ipynb": old_one(week),
        "ada/a/theirs.py": b"1",
        "ada/b/theirs.py": b"2",
        "ada/c/more.py": b"3",
        "ben/basics.ipynb": basics(week),
    }
    report = run(week, "week-1", write(tmp_path / "in", files), code=3)
    assert set(submitted(week)["ada"]) == {"basics.ipynb", "old one.ipynb"}
    assert fates(report)["ada/a/theirs.py"] == "claimed twice"
    assert fates(report)["ada/c/more.py"] == "ignored"


def test_what_lies_beside_never_is_a_notebook_or_nbgraders_own(week, tmp_path):
    inner = zipped({"x.csv": b"1"})
    files = {
        "ada/basics.ipynb": basics(week),
        "ada/old one.ipynb": inner,  # called like a notebook
        "ada/feedback.html": b"<p>",
        "ada/data.zip": inner,
        "ben/only.py": b"1",
    }
    report = run(week, "week-1", write(tmp_path / "in", files), code=3)
    assert set(submitted(week)["ada"]) == {"basics.ipynb", "data.zip"}
    assert fates(report)["ben/only.py"] == "nothing taken"


def test_an_archive_that_holds_itself_ends(week, tmp_path):
    data = zipped({"ada.txt": basics(week)})
    for _ in range(5):
        data = zipped({"work.txt": data})
    members = {"adabyron_41_100_all.zip": data}
    report = run(week, "week-1", pack(tmp_path / "in.zip", members), code=3)
    (row,) = report["files"]
    assert row["fate"] in ("refused", "nothing taken")


def test_an_assignment_that_cannot_be_read_is_told_and_another_does_no_harm(
    week, tmp_path
):
    (week.root / "source/broken").mkdir()
    (week.root / "source/broken/one.ipynb").write_text("{")
    folder = write(tmp_path / "in", {"ada/basics.ipynb": basics(week)})
    run(week, "week-1", folder)
    with pytest.raises(source.SourceError, match=r"one\.ipynb cannot be read"):
        run(week, "broken", folder)
    with pytest.raises(source.SourceError, match="The course has: broken, week-1"):
        run(week, "week-2", folder)


def test_a_roster_that_comes_later_finds_all_notebooks_of_a_student(week, tmp_path):
    form = FORMS["moodle"]
    files = {f"{form}basics.ipynb": basics(week), f"{form}old one.ipynb": old_one(week)}
    export = pack(tmp_path / "in.zip", files)
    run(week, "week-1", export)
    roster = tmp_path / "roster.csv"
    roster.write_text("student;name;lms_id\nab01;Ada Byron;41\n")
    report = run(week, "week-1", export, "--roster", roster)
    assert set(submitted(week)) == {"ab01"}
    assert set(fates(report).values()) == {"unchanged"}
    assert {part: set(own) for part, own in report["notebooks"].items()} == {
        "basics": {"ab01"},
        "old one": {"ab01"},
    }
    assert report["incomplete"] == {}
