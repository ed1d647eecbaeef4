"""No word that a student chose makes a file somebody else's."""

import io
import unicodedata
import zipfile

import pytest

from grader.course.roster import looks
from tests.grader.collecting.test_collect import fates, nb, pack, run, submitted
from tests.grader.small_class import STEM

ROSTER = "student;name;lms_id\nab01;Ada Byron;41\ncat;Catherine;43\n"
MALLORYS = {
    "moodle": "Mallory_66_assignsubmission_file_",
    "moodle folder": "Mallory_66_assignsubmission_file_/",
    "canvas": "mallory_66_100_",
    "exchange": f"mallory+{STEM}+2027-01-15 10:00:00 UTC/",
}
OTHERS = {
    "moodle": (
        "Ada Byron_41_assignsubmission_file_work.ipynb",
        "Catherine_43_assignsubmission_file_work.ipynb",
    ),
    "canvas": ("byronada_41_100_work.ipynb", "catherine_43_101_work.ipynb"),
    "exchange": (
        f"ab01+{STEM}+2027-01-15 10:00:00 UTC/{STEM}.ipynb",
        f"cat+{STEM}+2027-01-15 10:00:00 UTC/{STEM}.ipynb",
    ),
}
CHOSEN = (
    *("ab01.ipynb", "41.ipynb", "Ada Byron.ipynb", f"{STEM}_ab01.ipynb"),
    *("Ada Byron_41_assignsubmission_file_x.ipynb", "byronada_41_100_x.ipynb"),
    *("byronada_LATE_41_100_x.ipynb", f"ab01+{STEM}+2020-01-01 10:00:00 UTC.ipynb"),
)
FOLDERS = (
    *("ab01", "41", "Ada Byron", "Ada Byron_41_assignsubmission_file_"),
    f"ab01+{STEM}+2020-01-01 10:00:00 UTC",
)
ADAS, MALLORY = nb("double = 'ada'"), nb("double = 'mallory'")


def chosen(form):
    """Paths that Mallory can choose in an export of a form."""
    start = MALLORYS[form]
    yield from (start + name for name in CHOSEN)
    if start.endswith("/"):
        yield from (f"{start}{folder}/{STEM}.ipynb" for folder in FOLDERS)


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER)
    return path


def exported(path, form, member, *, with_others):
    others = OTHERS[form.partition(" ")[0]]
    members = {others[0]: ADAS, others[1]: nb()} if with_others else {}
    data = MALLORY
    if member.endswith(".zip"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("ab01.ipynb", MALLORY)
        data = packed.getvalue()
    return pack(path, {**members, member: data})


@pytest.mark.parametrize("has_roster", [True, False])
@pytest.mark.parametrize("form", MALLORYS)
def test_what_a_student_chose_never_names_anybody(
    form,
    has_roster,
    course,
    tmp_path,
    roster,
):
    words = ("--roster", roster) if has_roster else ()
    code = 3 if has_roster else 0  # Mallory is not in it
    alone = run(course, exported(tmp_path / "0.zip", form, MALLORYS[form] + "w.zip", with_others=False), *words, code=code)  # fmt: skip
    (mine,) = (row["student"] for row in alone["files"])
    assert "mallory" in mine
    for number, member in enumerate(chosen(form)):
        for with_others in (True, False):
            path = tmp_path / f"{number}{with_others}.zip"
            exported(path, form, member, with_others=with_others)
            there = type(course)(tmp_path / f"w{number}{with_others}")
            report = run(there, path, *words, code=code)
            found = submitted(there)
            assert found.pop(mine) == MALLORY, member
            assert MALLORY not in found.values(), member
            assert (ADAS in found.values()) == with_others
            row = next(r for r in report["files"] if r["student"] == mine)
            assert not (row["handed_in"] or "").startswith("2020"), member


def test_an_id_that_is_not_that_of_the_name_needs_a_person(
    course,
    tmp_path,
    roster,
):
    members = {
        "Catherine_43_assignsubmission_file_w.ipynb": nb(),
        "Ada Byron_99_assignsubmission_file_w.ipynb": MALLORY,
    }
    path = pack(tmp_path / "in.zip", members)
    report = run(course, path, "--roster", roster, code=3)
    assert sorted(fates(report).values()) == ["of whom?", "taken"]
    assert list(submitted(course)) == ["cat"]


def write(folder, names):
    for name, data in names.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("second", ["in one go", "later"])
def test_two_claims_on_one_student_need_a_person(second, course, tmp_path):
    first = write(tmp_path / "a", {f"ada/{STEM}.ipynb": ADAS})
    other = write(tmp_path / "b", {"ada.ipynb": MALLORY})
    if second == "later":
        run(course, first)
        report = run(course, other, code=3)
        assert submitted(course) == {"ada": ADAS}
    else:
        report = run(course, first, other, code=3)
        assert submitted(course) == {}
    assert "claimed twice" in fates(report).values()
    kept = course.folder("collected") / STEM / "ada"
    assert MALLORY in {path.read_bytes() for path in kept.iterdir()}
    same = write(tmp_path / "c", {"ada.ipynb": ADAS})
    run(type(course)(tmp_path / "w2"), first, same)  # equal files are no question


ALIKE = {
    "case": ("ada", "Ada"),
    "look-alike": ("ada", "\u0430da"),
    "no width": ("ada", "a\u200bda"),
    "digit": ("ab01", "abO1"),
    "composed": (unicodedata.normalize("NFC", "zoé"), unicodedata.normalize("NFD", "zoé")),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=list(ALIKE))
def test_names_that_look_alike_need_a_person_unless_the_roster_has_them(
    one,
    other,
    course,
    tmp_path,
):
    assert looks(one) == looks(other) != looks(f"{one}x")
    names = {f"{one}/x.ipynb": ADAS, f"{other}/x.ipynb": MALLORY, "ben/x.ipynb": nb()}
    folder = write(tmp_path / "in", names)
    report = run(course, folder, code=3)
    assert list(submitted(course)) == ["ben"]
    assert list(fates(report).values()).count("claimed twice") == 2
    (tmp_path / "r.csv").write_text(f"student\n{one}\nben\n")
    there = type(course)(tmp_path / "w2")
    run(there, folder, "--roster", tmp_path / "r.csv", code=3)
    # A roster takes no notice of case nor of how a letter is composed, so that both say
    # to be the same person.
    both = unicodedata.normalize("NFC", other).lower() == one.lower()
    assert submitted(there) == {"ben": nb()} | ({} if both else {one: ADAS})


def test_a_class_that_was_packed_in_a_folder_is_told_by_the_folders_below(
    course,
    tmp_path,
):
    names = ("ada/a.ipynb", f"ben/{STEM}/{STEM}.ipynb", "cleo/inner/ada.ipynb")
    pack(tmp_path / "hw.zip", {f"homework/{name}": nb() for name in names})
    run(course, tmp_path / "hw.zip")
    assert sorted(submitted(course)) == ["ada", "ben", "cleo"]
