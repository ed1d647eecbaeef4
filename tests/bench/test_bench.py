"""The benchmarks' own arithmetic: ratios, goals, comparisons, tables."""

import json
import sqlite3

import numpy as np
import pytest

from bench import check, results, scale, tables, training
from bench.__main__ import main
from bench.reference import definitions
from bench.results import Section
from bench.rows import Row, interleave, split


def rate(ours=(10, 20, 30), peer=(10, 10, 10), **options):
    return Row("loop", "steps/s", list(ours), {"peer": list(peer)}, **options)


def test_a_ratio_is_of_medians():
    assert rate().ratio("peer") == 2


def test_fewer_seconds_are_better():
    row = Row("start", "s", [1.0], {"peer": [4.0]}, higher_is_better=False)
    assert row.ratio("peer") == 4


def test_a_reached_goal_is_no_shortfall_and_a_missed_one_is():
    assert rate(goals={"peer": 2.0}).shortfalls() == []
    assert rate(goals={"peer": 2.1}).shortfalls() == [
        "2.00 times peer, and the goal is 2.1"
    ]


def test_the_best_peer_is_the_one_that_counts():
    row = Row("x", "s", [20], {"slow": [10], "fast": [40]}, goals={"best peer": 1.0})
    assert row.shortfalls() == ["0.50 times best peer, and the goal is 1"]


@pytest.mark.parametrize(("higher", "word"), [(True, "at least"), (False, "at most")])
def test_a_limit_bounds_ours_itself(higher, word):
    limit = 5 if higher else 3
    row = Row("x", "s", [4.0], higher_is_better=higher, limit=limit)
    assert row.shortfalls() == [f"4 s, and the goal is {word} {limit}"]
    row.limit = 4
    assert row.shortfalls() == []


def test_runs_take_turns():
    seen = []
    runs = {name: (lambda name=name: seen.append(name)) for name in "ab"}
    figures = interleave(runs, amount=2, rounds=3, warm_up=False)
    assert seen == list("ababab")
    assert {name: len(values) for name, values in figures.items()} == {"a": 3, "b": 3}


def test_ours_is_split_from_the_peers():
    parts = split({"a": [1.0], "b": [2.0]}, "b")
    assert parts == {"ours": [2.0], "peers": {"a": [1.0]}}


def test_results_come_back_and_sections_keep_each_other(tmp_path):
    path = tmp_path / "results.json"
    results.keep("one", Section([rate()]), path)
    results.keep("two", Section([rate(note="sizes")]), path)
    sections = results.read(path)
    assert list(sections) == ["one", "two"]
    assert sections["one"].rows == [rate()]
    assert "cores" in sections["two"].machine
    assert [file.name for file in tmp_path.iterdir()] == ["results.json"]


def test_check_complains_about_a_worse_ratio_and_a_lost_row():
    old = {"a": rate(), "b": rate()}
    assert check.compare(old, {"a": rate(ours=(20, 18, 19)), "b": rate()}) == []
    worse = check.compare(old, {"a": rate(ours=(16, 16, 16))})
    assert worse == ["b: not measured any more", "a: 1.60 times peer, and it was 2.00"]


def test_check_reads_two_files(tmp_path, capsys):
    for name, ours in (("old", 20), ("new", 10)):
        section = Section([rate(ours=(ours,))])
        results.keep("training", section, tmp_path / f"{name}.json")
    paths = [str(tmp_path / "old.json"), str(tmp_path / "new.json")]
    assert main(["check", *paths]) == 1
    assert "1.00 times peer" in capsys.readouterr().out
    assert main(["check", paths[0], paths[0]]) == 0
    assert main(["check", paths[0], "nowhere.json"]) == 2


def test_a_wrong_section_is_one_sentence(capsys):
    assert main(["nonsense"]) == 2
    assert "There is no section nonsense" in capsys.readouterr().err


def test_the_page_tells_ratios_goals_and_why_one_is_missed(tmp_path):
    row = rate(goals={"peer": 3.0}, note="two cores")
    section = Section([row], {"numpy": "2.4"}, 12.0, "2026-01-02", "2 cores")
    tables.write({"training": section}, tmp_path)
    text = (tmp_path / "README.md").read_text()
    assert "| loop | steps/s | 20 (10 to 30) | peer | 10 (10 to 10) |" in text
    assert "**2.00 times** | ≥ 3 times |" in text
    assert "Not explained yet" in text
    assert "in 12 s on 2026-01-02: 2 cores; numpy 2.4." in text
    assert (tmp_path / "training.svg").stat().st_size > 1000


def test_a_machine_without_a_gpu_gets_a_sentence_and_no_empty_table(tmp_path):
    section = Section([], {}, 3.0, "2026-01-02", "2 cores")
    tables.write({"gpu": section}, tmp_path)
    text = (tmp_path / "README.md").read_text()
    assert "Nothing to measure on this machine: it has no GPU." in text
    assert "| what |" not in text
    assert tables.plain("gpu", section) in text


def test_reference_answers_can_be_called():
    course = definitions("1_notmnist", "seen_in")
    assert list(course.seen_in([], [])) == []
    with pytest.raises(KeyError, match="no_such_name"):
        definitions("1_notmnist", "no_such_name")


@pytest.mark.parametrize("build", ["build_pyramid", "build_lenet"])
def test_the_step_of_a_convnet_trains_on_the_benchmark_s_own_letters(build):
    course = training._convnet_course(build)
    step = course.fit(getattr(course, build)(), steps=2)
    letters = (np.zeros((9, 28, 28), np.uint8), np.zeros(9, np.int32))
    assert training._ours(step, letters, steps=10, batch=4) > 0


def test_the_step_of_a_dense_network_trains_on_the_benchmark_s_own_letters():
    course = training._deep_course()
    step = course.make_step(course.random_layers((784, 8, 10)), 0.1)
    letters = (np.zeros((9, 784), np.float32), np.zeros(9, np.int32))
    assert training._ours(step, letters, steps=10, batch=4) > 0


def test_results_are_plain_json():
    section = Section([rate()])
    assert Section.from_json(json.loads(json.dumps(section.to_json()))) == section


def test_a_class_ten_times_as_large_is_told_with_its_slope():
    row = scale._timed_row(
        "grade", "grading", {n: {"grade": n / 50} for n in (10, 100)}
    )
    assert row.name == "grading: 100 submissions"
    assert (row.ours, row.peers) == ([20.0], {"10": [20.0]})
    assert "10 times the class takes 10 times as long (slope 1.00)" in row.note
    assert row.shortfalls() == []
    slower = {10: {"grade": 1.0}, 100: {"grade": 20.0}}
    assert "slope 1.30" in (worse := scale._timed_row("grade", "grading", slower)).note
    assert worse.shortfalls()


def test_one_size_alone_is_a_row_without_peers():
    row = scale._timed_row("grade", "grading", {10: {"grade": 1.0}})
    assert (row.ours, row.peers, row.note) == ([100.0], {}, "10 in 1.0 s")


def graded_class(folder, students, entries):
    """What a run leaves: verdicts of some students, entries for others."""
    for student in students:
        path = folder / "autograded" / student / "1_bench" / "verdict.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"verdict": {"score": 2.0}}))
    with sqlite3.connect(folder / "gradebook.db") as book:
        book.execute("CREATE TABLE submitted_assignment (student_id)")
        book.execute("CREATE TABLE grade (auto_score)")
        for student in entries:
            book.execute("INSERT INTO submitted_assignment VALUES (?)", (student,))
            book.executemany("INSERT INTO grade VALUES (?)", [(1,), (1,)])
    book.close()


@pytest.mark.parametrize(
    ("students", "entries", "is_whole"),
    [
        ("abc", "abc", True),
        ("ab", "ab", False),
        ("abc", "ab", False),
        ("abc", "abcc", False),
        ("abc", "abb", False),
    ],
    ids=["all", "verdict lost", "entry lost", "entry twice", "one for another"],
)
def test_a_class_with_something_lost_or_twice_is_no_measurement(
    tmp_path, students, entries, is_whole
):
    graded_class(tmp_path, students, entries)
    if is_whole:
        scale.check_all(tmp_path, 3)
    else:
        with pytest.raises(AssertionError):
            scale.check_all(tmp_path, 3)


def test_the_copy_is_found_in_the_class_that_is_measured():
    assert len(scale.find_alike(60)) >= 1
