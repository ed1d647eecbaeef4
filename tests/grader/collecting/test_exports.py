"""What real systems export: their folders, names, endings and copies; groups."""

import io
import tarfile
import unicodedata
import zipfile

import pytest

from tests.grader.collecting.test_collect import fates, nb, pack, run, stamp, submitted
from tests.grader.collecting.test_whose import ADAS, MALLORY, write

ADA, BEN = nb("double = 'ada'"), nb("double = 'ben'")
HASH = "0123456789abcdef0123456789abcdef01234567"
EXPORTS = {
    "ilias": (
        "Uebung 2/Abgaben/Byron_Ada_ada_4711/x.ipynb",
        "Uebung 2/Abgaben/Boole_Ben_ben_4712/abgabe/y.ipynb",
        "Uebung 2/Uebung 2.xlsx",
    ),
    "sections": ("Section A/ada/x.ipynb", "Section B/ben/y.ipynb"),
    "deep": ("a/b/c/ada/x.ipynb", "a/b/c/ben/y/z.ipynb"),
    "blackboard": (
        "DL_Assignment 2_ada_attempt_2027-01-15-12-30-00_x.ipynb",
        "DL_Assignment 2_ben_attempt_2027-01-15-12-31-00_ada_attempt_2027.ipynb",
        "DL_Assignment 2_ada_attempt_2027-01-15-12-30-00.txt",
    ),
    "brightspace": (
        "41-99 - Ada Byron - Jan 15, 2027 1230 PM/x.ipynb",
        "42-99 - Ben Boole - Jan 15, 2027 945 AM/x.ipynb",
        "index.html",
    ),
    "sakai": (
        "Assignment 2/Byron, Ada(ada)/Submission attachment(s)/x.ipynb",
        "Assignment 2/Boole, Ben(ben)/Submission attachment(s)/x.ipynb",
        "Assignment 2/Boole, Ben(ben)/comments.txt",
        "Assignment 2/grades.csv",
    ),
    "classroom": ("Ada Byron - Assignment 2.ipynb", "Ben Boole - Assignment 2.ipynb"),
    "edx": (f"ada_{HASH}.ipynb", f"ben_{HASH[::-1]}.ipynb"),
}
ROSTER = "student;name;lms_id\nada;Ada Byron;41\nben;Ben Boole;42\n"


@pytest.mark.parametrize("names", EXPORTS.values(), ids=list(EXPORTS))
def test_a_class_comes_apart_into_its_students(names, course, tmp_path):
    roster = tmp_path / "r.csv"
    roster.write_text(ROSTER)
    members = dict(zip(names, (ADA, BEN, b"x", b"x"), strict=False))
    path = pack(tmp_path / "in.zip", members)
    run(course, path, "--roster", roster)
    assert submitted(course) == {"ada": ADA, "ben": BEN}
    if names[0] == EXPORTS["brightspace"][0]:
        assert stamp(course, "ben").startswith("2027-01-15 09:45:00")


@pytest.mark.parametrize("form", ["ilias", "deep", "blackboard", "sakai", "edx"])
def test_what_the_system_wrote_is_enough_without_a_roster(form, course, tmp_path):
    names = EXPORTS[form][:2]
    run(course, pack(tmp_path / "in.zip", dict(zip(names, (ADA, BEN), strict=True))))
    assert submitted(course) == {"ada": ADA, "ben": BEN}


def test_one_name_alone_is_of_no_form_that_others_look_like(course, tmp_path):
    top = "deep_learning_course_2027"
    members = {f"{top}/ada/x.ipynb": ADA, f"{top}/ben/x.ipynb": BEN}
    run(course, pack(tmp_path / "in.zip", members))
    assert submitted(course) == {"ada": ADA, "ben": BEN}
    there = type(course)(tmp_path / "w2")
    run(there, pack(tmp_path / "2.zip", {"my_home_work_3/x.ipynb": ADA}))
    assert submitted(there) == {"my_home_work_3": ADA}
    there, roster = type(course)(tmp_path / "w3"), tmp_path / "r.csv"
    roster.write_text(ROSTER)
    path = pack(tmp_path / "3.zip", {EXPORTS["ilias"][0]: ADA})
    run(there, path, "--roster", roster)
    assert submitted(there) == {"ada": ADA}


def test_submissions_with_numbers_are_one_student_each(course, tmp_path):
    top = "assignment_123_export"
    members = {f"{top}/submission_11/x.ipynb": ADA, f"{top}/submission_12/x.ipynb": BEN}
    run(course, pack(tmp_path / "in.zip", members))
    assert submitted(course) == {"submission_11": ADA, "submission_12": BEN}
    roster = tmp_path / "r.csv"
    roster.write_text(ROSTER)
    report = run(course, tmp_path / "in.zip", "--roster", roster, code=3)
    assert set(fates(report).values()) == {"not in the roster"}


def test_a_class_that_cannot_be_told_apart_needs_a_person(course, tmp_path):
    members = {"Section A/ada/x.ipynb": ADA, "Section A/ben/x.ipynb": BEN,
               "Section B/cleo/x.ipynb": nb()}  # fmt: skip
    report = run(course, pack(tmp_path / "in.zip", members), code=3)
    assert list(fates(report).values()).count("claimed twice") == 2
    assert ADA not in submitted(course).values()
    kept = {p.read_bytes() for p in course.folder("collected").rglob("*.ipynb")}
    assert kept == {ADA, BEN}


def test_folders_that_a_student_made_are_no_level_of_the_class(course, tmp_path):
    roster = tmp_path / "r.csv"
    roster.write_text("student\nada\nben\ncleo\n")
    mine = [f"mallory/{name}/x.ipynb" for name in ("ada", "ben", "cleo")]
    moodle = "mallory/ada_41_assignsubmission_file_/ben_42_assignsubmission_file_"
    for number, others in enumerate((("ada/x.ipynb",), ("hidden_1/x.ipynb",))):
        members = dict.fromkeys(others, ADAS) | dict.fromkeys(mine, MALLORY)
        members[f"{moodle}/x.ipynb"] = MALLORY
        there = type(course)(tmp_path / f"w{number}")
        path = pack(tmp_path / f"{number}.zip", members)
        run(there, path, "--roster", roster, code=3)
        for student in ("ada", "ben", "cleo"):
            assert submitted(there).get(student) != MALLORY


def tarred(name, data):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
        link = tarfile.TarInfo("link.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return packed.getvalue()


def test_what_a_file_is_says_its_content(course, tmp_path):
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("work/x.IPYNB", nb())
    names = {
        "a_1_1_x.ipynb.json": nb(),
        "b_2_1_x.ipynb.txt": nb(),
        "c_3_1_x.json": nb(),
        "d_4_1_x.IPYNB": nb(),
        "e_5_1_x.tar.gz": tarred("work/x.ipynb", nb()),
        "f_6_1_x.bin": zipped.getvalue(),
        "g_7_1_x": nb(),
    }
    report = run(course, pack(tmp_path / "in.zip", names), code=3)
    assert sorted(submitted(course)) == [
        "a_1",
        "b_2",
        "c_3",
        "d_4",
        "e_5",
        "f_6",
        "g_7",
    ]
    assert fates(report)["e_5_1_x.tar.gz!link.ipynb"] == "refused"


@pytest.mark.parametrize(
    ("name", "data", "fate"),
    [
        ("x.7z", b"7z\xbc\xaf\x27\x1c....", "refused"),
        ("x.rar", b"Rar!\x1a\x07\x01\x00", "refused"),
        ("x.tar.gz", b"\x1f\x8b not really", "refused"),
        ("x.pdf", b"%PDF", "nothing taken"),
        ("x.json", b'{"a": 1}', "nothing taken"),
        ("x.py", b"print()", "nothing taken"),
    ],
)
def test_a_student_of_whom_nothing_was_taken_needs_a_person(
    name, data, fate, course, tmp_path
):
    members = {"Ada_41_assignsubmission_file_/x.ipynb": ADA,
               "Ada_41_assignsubmission_file_/notes.pdf": b"%PDF",
               f"Ben_42_assignsubmission_file_/{name}": data}  # fmt: skip
    report = run(course, pack(tmp_path / "in.zip", members), code=3)
    assert sorted(fates(report).values()) == sorted(["taken", "ignored", fate])


@pytest.mark.parametrize(
    "copy",
    [
        "ada (1)",
        "ada_ -1",
        "Copy of ada",
        "ada-Copy1",
        "ada - Kopie",
        "Copy of ada (2)",
    ],
)
@pytest.mark.parametrize("place", ["{}/x.ipynb", "{}.ipynb"])
def test_a_copy_makes_no_new_student(copy, place, course, tmp_path):
    folder = write(tmp_path / "in", {place.format(copy): ADA, place.format("ben"): BEN})
    run(course, folder)
    assert submitted(course) == {"ada": ADA, "ben": BEN}
    write(folder, {place.format("ada"): BEN})  # which of the two is hers?
    there = type(course)(tmp_path / "w2")
    report = run(there, folder, code=3)
    assert submitted(there) == {"ben": BEN}
    assert list(fates(report).values()).count("claimed twice") == 2


def test_numbers_at_the_end_of_a_name_are_the_students(course, tmp_path):
    folder = write(tmp_path / "in", {"user_1/x.ipynb": ADA, "user_2/x.ipynb": BEN})
    run(course, folder)
    assert submitted(course) == {"user_1": ADA, "user_2": BEN}


def test_a_name_is_the_same_however_its_letters_are_composed(course, tmp_path):
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "jürgen")
        run(course, write(tmp_path / form, {f"{name}/x.ipynb": ADA, "b/x.ipynb": BEN}))
    assert sorted(submitted(course)) == ["b", "jürgen"]


def test_a_group_hands_in_once(course, tmp_path):
    roster = tmp_path / "r.csv"
    roster.write_text(
        "student;name;lms_id;group\nada;Ada Byron;41;G1\nben;Ben Boole;42;G1\n"
        "cleo;Cleo;43;\ndan;Dan;44;\n"
    )
    of_both = {f"G1-{name}_assignsubmission_file_/x.ipynb": ADA
               for name in ("Ada Byron_41", "Ben Boole_42")}  # fmt: skip
    path = pack(tmp_path / "moodle.zip", {**of_both, "Cleo_43_assignsubmission_file_/x.ipynb": BEN})  # fmt: skip
    report = run(course, path, "--roster", roster)
    assert submitted(course) == {"ada": ADA, "cleo": BEN}
    assert report["missing"] == ["dan"]
    assert set(report["students"]) == {"ada", "ben", "cleo"}
    assert report["students"]["ben"]["path"].startswith("G1-Ben Boole_42_")
    there = type(course)(tmp_path / "w2")
    path = pack(tmp_path / "canvas.zip", {"g1_42_1_x-1.ipynb": ADA, "g1_42_1_x.ipynb": BEN})  # fmt: skip
    run(there, path, "--roster", roster)
    assert submitted(there) == {"ada": ADA}


def test_two_of_a_group_with_different_notebooks_need_a_person(course, tmp_path):
    roster = tmp_path / "r.csv"
    roster.write_text("student;group\nada;G1\nben;G1\n")
    folder = write(tmp_path / "in", {"ada/x.ipynb": ADA, "ben/x.ipynb": BEN})
    report = run(course, folder, "--roster", roster, code=3)
    assert set(fates(report).values()) == {"claimed twice"}
