"""What an LMS exports, taken in: whose, which attempt, when, and what is refused."""

import argparse
import io
import json
import os
import random
import stat
import tracemalloc
import zipfile
from datetime import UTC, datetime

import nbformat
import pytest

from grader import source
from grader.collecting import collect
from grader.collecting.entries import report_path
from grader.course import Course, CourseError
from grader.course.settings import Settings
from tests.grader.collecting.conftest import OTHER
from tests.grader.small_class import RIGHT, STEM, answered, released, to_bytes


def nb(answer="def double(x):\n    return x + x"):
    return to_bytes(answered({**RIGHT, "double": answer}))


def pack(path, members, when=(2027, 1, 15, 12, 0, 0), apart=10):
    with zipfile.ZipFile(path, "w") as archive:
        for number, (name, data) in enumerate(members.items()):
            info = zipfile.ZipInfo(name, (*when[:4], when[4] + apart * number, 0))
            archive.writestr(info, data)
    return path


def run(course, *words, code=0):
    parser = argparse.ArgumentParser()
    collect.add_arguments(parser)
    options = parser.parse_args([STEM, "--course", str(course.root), *map(str, words)])
    assert collect.main(options) == code
    return json.loads(report_path(course, STEM).read_text())


def fates(report):
    return {row["file"]: row["fate"] for row in report["files"]}


def submitted(course):
    return {
        path.parts[-3]: path.read_bytes()
        for path in course.folder("submitted").glob(f"*/{STEM}/{STEM}.ipynb")
    }


def stamp(course, student):
    return (course.folder("submitted") / student / STEM / "timestamp.txt").read_text()


def test_moodle_folders_and_flat_names_give_name_id_and_time(course, tmp_path):
    pack(
        tmp_path / "Course-Small-123.zip",
        {
            "Ada Byron_41_assignsubmission_file_/9_small.ipynb": nb(),
            "Émile du Châtelet_42_assignsubmission_file_my work.ipynb": nb(),
            "Ada Byron_41_assignsubmission_onlinetext_/onlinetext.html": b"<p>hi",
            "王 小明_43_assignsubmission_file_/a.ipynb": nb(),
        },
    )
    report = run(course, tmp_path / "Course-Small-123.zip")
    assert sorted(submitted(course)) == [
        "ada_byron_41", "emile_du_chatelet_42", "王_小明_43",
    ]  # fmt: skip
    assert stamp(course, "ada_byron_41").startswith("2027-01-15 12:00:00")
    assert report["students"]["ada_byron_41"]["lms_id"] == "41"
    renamed = next(r for r in report["files"] if "Châtelet" in r["file"])
    assert renamed["why"] == "was called my work.ipynb"
    assert sorted(fates(report).values()) == ["ignored", "taken", "taken", "taken"]


def test_times_of_the_export_make_nobody_late(course, tmp_path):
    names = (f"Student {k}_{k}_assignsubmission_file_/nb.ipynb" for k in range(4))
    pack(tmp_path / "in.zip", dict.fromkeys(names, nb()), apart=1)
    report = run(course, tmp_path / "in.zip")
    assert {row["handed_in"] for row in report["files"]} == {None}
    assert not list(course.folder("submitted").rglob("timestamp.txt"))
    run(course, tmp_path / "in.zip", "--file-times")  # unless somebody knows better
    assert len(list(course.folder("submitted").rglob("timestamp.txt"))) == 4


def test_canvas_takes_the_last_attempt_and_keeps_the_others_aside(course, tmp_path):
    first, second, third = (nb(f"def double(x):\n    return {k} * x") for k in "123")
    pack(
        tmp_path / "submissions.zip",
        {
            "byronada_7_100_9_small-2.ipynb": third,
            "byronada_7_100_9_small.ipynb": first,
            "byronada_7_100_9_small-1.ipynb": second,
            "boolegeorge_LATE_8_101_homework.ipynb": first,
        },
    )
    report = run(course, tmp_path / "submissions.zip")
    assert submitted(course) == {"byronada_7": third, "boolegeorge_8": first}
    aside = course.folder("collected") / STEM / "byronada_7"
    assert {p.read_bytes() for p in aside.iterdir()} == {first, second}
    assert report["students"]["boolegeorge_8"]["marked_late"]
    assert not report["students"]["byronada_7"]["marked_late"]
    assert report["students"]["byronada_7"]["attempt"] == 2


def test_an_exchange_gives_students_and_sure_times_the_latest_wins(course, tmp_path):
    inbound = tmp_path / "inbound"
    for when, text in (("10:00:00.5", "1"), ("12:30:00.25", "2"), ("09:00:00.1", "3")):
        folder = inbound / f"ada+{STEM}+2027-01-15 {when} UTC+abc{text}"
        folder.mkdir(parents=True)
        (folder / f"{STEM}.ipynb").write_bytes(nb(f"double = {text}"))
        (folder / "timestamp.txt").write_text(f"2027-01-15 {when} UTC")
    report = run(course, inbound)
    assert submitted(course) == {"ada": nb("double = 2")}
    assert stamp(course, "ada") == "2027-01-15 12:30:00.250000 UTC"
    assert {r["time_from"] for r in report["files"] if r["sha256"]} == {"exchange"}


def test_a_plain_folder_is_read_by_folder_or_file_name(course, tmp_path):
    folder = tmp_path / "in"
    for name in (f"ada/{STEM}/{STEM}.ipynb", f"{STEM}_ben.ipynb", "cleo.ipynb"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(nb())
    (folder / f"{STEM}.ipynb").write_bytes(nb())
    report = run(course, folder, code=3)
    assert sorted(submitted(course)) == ["ada", "ben", "cleo"]
    assert fates(report)[f"{STEM}.ipynb"] == "of whom?"
    assert not (course.folder("submitted") / "ada" / STEM / "timestamp.txt").exists()


def test_file_times_count_only_when_asked(course, tmp_path):
    path = tmp_path / "in" / "ada.ipynb"
    path.parent.mkdir()
    path.write_bytes(nb())
    when = datetime(2027, 1, 14, 8, tzinfo=UTC)
    os.utime(path, (when.timestamp(), when.timestamp()))
    run(course, path.parent, "--file-times")
    assert stamp(course, "ada") == "2027-01-14 08:00:00.000000 UTC"


def test_that_lateness_is_not_known_is_told_where_it_counts(
    course, tmp_path, capsys, monkeypatch
):
    def said(*words):
        run(course, *words)
        return capsys.readouterr().out

    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "ada.ipynb").write_bytes(nb())
    assert "on time" not in said(tmp_path / "in")  # there is no deadline
    deadline = datetime(2027, 1, 15, tzinfo=UTC)
    monkeypatch.setattr(Settings, "last_deadline", lambda *_: deadline)
    told = "Nothing says when 1 submission came: it counts as handed in on time."
    assert told in said(tmp_path / "in")
    assert "on time" not in said(tmp_path / "in", "--file-times")
    pack(tmp_path / "canvas.zip", {"boolegeorge_8_2_nb.ipynb": nb()})
    assert "on time" not in said(tmp_path / "canvas.zip")  # Canvas marks who is late


def test_an_assignment_is_known_by_its_content_not_by_its_name(course, tmp_path):
    other = source.load(OTHER)
    from grader.source import notebooks

    wrong = nbformat.writes(notebooks.student_notebook(other)).encode()
    lost = answered()
    for number, cell in enumerate(lost.cells):
        cell.metadata, cell.id = {}, f"x{number}"
    strange = nbformat.writes(
        nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    ).encode()
    folder = tmp_path / "in"
    folder.mkdir()
    files = {"ada": wrong, "ben": to_bytes(lost), "cleo": strange, "dan": b"{"}
    for name, data in files.items():
        (folder / f"{name}_{STEM}.ipynb").write_bytes(data)
    report = run(course, folder, code=3)
    found = {row["student"]: (row["fate"], row["why"]) for row in report["files"]}
    assert found["ada"] == ("another assignment", f"this is {OTHER}")
    assert found["ben"] == ("taken", f"was called ben_{STEM}.ipynb")
    assert found["cleo"][0] == "not recognized"
    assert "not JSON" in found["dan"][1]
    assert list(submitted(course)) == ["ben"]
    assert len(list((course.folder("collected") / STEM / "ada").iterdir())) == 1


def evil_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        for name in (
            "../../ada_1_2_evil.ipynb",
            "/tmp/ada_1_2_evil.ipynb",
            "C:\\ada_1_2_x.ipynb",
        ):
            archive.writestr(zipfile.ZipInfo(name), nb())
        link = zipfile.ZipInfo("ada_1_2_link.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("__MACOSX/._ada_1_2_nb.ipynb", b"junk")
        archive.writestr("ada_1_2_essay.pdf", b"%PDF")
        archive.writestr("ada_1_2_no\x1b[31m.ipynb", nb())
    return path


def test_unsafe_members_are_refused_and_nothing_lands_elsewhere(
    course, tmp_path, capsys
):
    path = evil_zip(tmp_path / "evil.zip")
    before = {p for p in tmp_path.rglob("*") if course.root not in p.parents}
    report = run(course, path, code=3)
    assert sorted(fates(report).values()) == ["ignored"] * 2 + ["refused"] * 4 + [
        "taken"
    ]
    after = {p for p in tmp_path.rglob("*") if course.root not in p.parents}
    assert after - before == {course.root}
    assert "\x1b" not in capsys.readouterr().out


def test_a_bomb_and_a_damaged_member_cost_one_file(course, tmp_path, monkeypatch):
    monkeypatch.setattr("grader.collecting.archives.MAX_BYTES", 200_000)
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bob_1_2_bomb.ipynb", bytes(300_000))
        archive.writestr("cat_3_4_nb.ipynb", nb())
        archive.writestr(zipfile.ZipInfo("dan_5_6_nb.ipynb"), nb())
    data = path.read_bytes()
    at = data.rindex(b"return x + x", 0, data.rindex(b"PK\x01\x02"))
    path.write_bytes(data[:at] + b"RETURN" + data[at + 6 :])
    report = run(course, path, code=3)
    found = {row["file"]: row for row in report["files"]}
    assert "too large" in found["bob_1_2_bomb.ipynb"]["why"]
    assert "damaged" in found["dan_5_6_nb.ipynb"]["why"]
    assert list(submitted(course)) == ["cat_3"]


def bomb(size: int) -> bytes:
    """A notebook in a zip of a thousandth of its size."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("9_small.ipynb", nb() + b" " * size)
    return packed.getvalue()


def test_a_bomb_keeps_nothing_and_costs_no_memory(course, tmp_path):
    size = 200 * 2**20
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ada_1_2_work.zip", bomb(size))
        archive.writestr("bob_3_4_nb.ipynb", nb() + b" " * size)
        archive.writestr("cat_5_6_nb.ipynb", nb() + b" " * 10_000)
        archive.writestr("dan_7_8_work.zip", bomb(10_000))
    assert path.stat().st_size < 2 * 2**20
    tracemalloc.start()
    report = run(course, path, code=3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    found = {row["file"]: row for row in report["files"]}
    for name in ("ada_1_2_work.zip!9_small.ipynb", "bob_3_4_nb.ipynb"):
        assert "is a bomb" in found[name]["why"], found
    assert sorted(submitted(course)) == ["cat_5", "dan_7"]
    assert peak < size / 4
    kept = [p for p in course.folder("collected").rglob("*") if p.is_file()]
    assert sum(p.stat().st_size for p in kept) < 2**20


def test_what_is_in_students_zips_is_not_all_in_memory_at_once(course, tmp_path):
    path = tmp_path / "in.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for i in range(20):
            inner = io.BytesIO()
            filler = random.randbytes(2**20).hex().encode()
            with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr("9_small.ipynb", nb() + b" " * 9)
                packed.writestr("more.ipynb", b'{"cells": [], "x": "' + filler + b'"}')
            archive.writestr(f"ada{i}_{i}_2_work.zip", inner.getvalue())
    tracemalloc.start()
    run(course, path, code=3)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(list(submitted(course))) == 20
    assert peak < 20 * 2**20


def test_a_students_own_zip_is_opened_once(course, tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("work/9_small.ipynb", nb())
        archive.writestr("work/data.csv", "1,2")
        archive.writestr("../x.ipynb", nb())
        archive.writestr("again.zip", b"PK")
    pack(
        tmp_path / "in.zip",
        {"ada_1_2_all.zip": inner.getvalue(), "ben_3_4_x.zip": b"PK"},
    )
    report = run(course, tmp_path / "in.zip", code=3)
    assert fates(report) == {
        "ada_1_2_all.zip!work/9_small.ipynb": "taken",
        "ada_1_2_all.zip!../x.ipynb": "refused",
        "ben_3_4_x.zip": "refused",
    }


def test_the_same_again_changes_nothing_and_an_older_one_replaces_nothing(
    course, tmp_path
):
    new = pack(tmp_path / "new.zip", {"ada_1_2_nb-1.ipynb": nb("double = 2")})
    old = pack(tmp_path / "old.zip", {"ada_1_2_nb.ipynb": nb("double = 1")})
    run(course, new)
    path = course.notebook("submitted", STEM, "ada_1")
    before = path.stat().st_mtime_ns
    assert list(fates(run(course, new)).values()) == ["unchanged"]
    assert list(fates(run(course, old)).values()) == ["earlier attempt"]
    assert path.stat().st_mtime_ns == before
    assert submitted(course) == {"ada_1": nb("double = 2")}
    later = pack(tmp_path / "later.zip", {"ada_1_2_nb-2.ipynb": nb("double = 3")})
    assert list(fates(run(course, later)).values()) == ["taken"]
    aside = {
        p.read_bytes() for p in (course.folder("collected") / STEM / "ada_1").iterdir()
    }
    assert aside == {nb("double = 1"), nb("double = 2")}


def test_the_order_of_sources_does_not_matter(course, tmp_path):
    new = pack(tmp_path / "new.zip", {"ada_1_2_nb-1.ipynb": nb("double = 2")})
    old = pack(tmp_path / "old.zip", {"ada_1_2_nb.ipynb": nb("double = 1")})
    for number, order in enumerate(((new, old), (old, new))):
        there = Course(course.root.with_name(f"workspace{number}"))
        run(there, *order)
        assert submitted(there) == {"ada_1": nb("double = 2")}


def test_an_answered_copy_beats_the_blank_one_beside_it(course, tmp_path):
    blank = to_bytes(released())
    pack(
        tmp_path / "in.zip",
        {
            "Ada_1_assignsubmission_file_/z.ipynb": blank,
            "Ada_1_assignsubmission_file_/a.ipynb": nb(),
        },
    )
    run(course, tmp_path / "in.zip")
    assert submitted(course) == {"ada_1": nb()}


def test_a_blank_submission_is_said_to_be_blank(course, tmp_path):
    pack(tmp_path / "in.zip", {"ada_1_2_9_small.ipynb": to_bytes(released())})
    report = run(course, tmp_path / "in.zip")
    assert [r["why"] for r in report["files"]] == ["no answer cell was touched"]


def test_a_roster_names_students_and_says_who_is_missing(course, tmp_path, capsys):
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "student;name;lms_id;submitted\n"
        "ab01;Ada Byron;7;2027-01-16 10:00:00\ngb02;George Boole;8;\nmc03;Marie Curie;9;\n"
    )
    pack(
        tmp_path / "in.zip",
        {
            "byronada_7_1_nb.ipynb": nb(),
            "boolegeorge_8_2_nb.ipynb": nb(),
            "nobody_55_3_nb.ipynb": nb(),
        },
    )
    report = run(course, tmp_path / "in.zip", "--roster", roster, code=3)
    assert sorted(submitted(course)) == ["ab01", "gb02", "nobody_55"]
    assert report["missing"] == ["mc03"]
    assert stamp(course, "ab01").startswith("2027-01-16 10:00:00")
    assert "Missing: mc03." in capsys.readouterr().out
    stranger = next(r for r in report["files"] if r["student"] == "nobody_55")
    assert stranger["fate"] == "not in the roster"
    before = submitted(course)
    run(course, tmp_path / "in.zip", "--roster", roster, code=3)  # as long as it is so
    assert submitted(course) == before


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda p: p, "There is no"),
        (lambda p: p.write_text("x") and p, "no folder, zip or notebook"),
        (lambda p: p.mkdir() or p, "no file"),
    ],
)
def test_a_source_that_is_none_is_told(course, tmp_path, make, words):
    with pytest.raises(CourseError, match=words):
        run(course, make(tmp_path / "in"))
    assert not course.root.exists()
