"""course.toml: what may be left out, what is read, and how a mistake is told."""

from datetime import UTC, datetime, timedelta

import pytest

from grader import source
from grader.course import REPOSITORY, Course, CourseError
from grader.course.course import add_course, chosen
from grader.course.settings import Settings, read_settings

STEM = "1_notmnist"


def read(tmp_path, text):
    path = tmp_path / "course.toml"
    path.write_text(text)
    return read_settings(path)


def test_a_course_without_a_file_has_defaults(tmp_path):
    course = Course(tmp_path)
    assert course.settings == Settings()
    assert course.database == f"sqlite:///{tmp_path / 'gradebook.db'}"
    assert course.settings.deadline(STEM, "ada") is None


def test_the_repositorys_own_file_is_proper_and_names_every_assignment():
    settings = read_settings(REPOSITORY / "course.toml")
    assert list(settings.assignments) == source.stems()


def test_everything_is_read(tmp_path):
    (tmp_path / "course.toml").write_text(
        f"""
        [course]
        name = "Learning deeply"
        time_zone = "Europe/Berlin"
        database = "postgresql+psycopg://me@there/grades"
        roster = "class.csv"
        [limits]
        cell = 30
        [late]
        days = 5
        penalty = 10
        grace = 15
        floor = 40
        [feedback]
        mark_scheme = true
        [assignments.{STEM}]
        name = "Letters"
        weight = 2.5
        deadline = 2027-01-15T23:59:00
        [extensions]
        eve = 2
        [extensions.ada]
        {STEM} = 2027-01-20T12:00:00+00:00
        "*" = 1
        """
    )
    course = Course(tmp_path)
    settings = course.settings
    assert settings.name == "Learning deeply"
    assert course.database == "postgresql+psycopg://me@there/grades"
    assert settings.roster == tmp_path / "class.csv"
    assert settings.limits == {"cell": 30.0}
    assert (settings.late.days, settings.late.penalty) == (5, 10)
    assert (settings.late.grace, settings.late.floor) == (timedelta(minutes=15), 40)
    assert settings.feedback.mark_scheme
    assert not settings.feedback.class_distribution
    assert settings.assignment(STEM).name == "Letters"
    assert settings.assignment(STEM).weight == 2.5
    due = datetime(2027, 1, 15, 22, 59, tzinfo=UTC)
    assert settings.deadline(STEM, "bob") == due
    assert settings.deadline(STEM, "eve") == due + timedelta(days=2)
    assert settings.deadline(STEM, "ada") == datetime(2027, 1, 20, 12, tzinfo=UTC)


def test_an_extension_by_days_keeps_the_hour_when_the_clocks_change(tmp_path):
    settings = read(
        tmp_path,
        "course.time_zone = 'Europe/Berlin'\nextensions.eve = 2\n"
        f"assignments.{STEM}.deadline = 2027-03-27T23:59:00",
    )
    assert settings.deadline(STEM, "eve").hour == 23
    assert settings.deadline(STEM, "eve").utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[course", "not proper TOML"),
        (
            "[corse]\nname = 'x'",
            "'corse' at the top is not known; did you mean 'course'",
        ),
        (
            "[late]\npenalti = 3",
            "'penalti' in [late] is not known; did you mean 'penalty'",
        ),
        ("[feedback]\nzzz = 3", "known: mark_scheme, class_distribution"),
        ("course = 3", "'course' is a table"),
        ("course.name = 3", "'name' in [course] is a text in quotes, not 3"),
        ("late.penalty = '10 %'", "'penalty' in [late] is a number from 0 to 100"),
        ("late.penalty = true", "is a number"),
        ("late.penalty = nan", "is a number"),
        ("late.penalty = 101", "from 0 to 100"),
        ("late.days = 1.5", "a whole number"),
        ("late.grace = 1e300", "'grace' in [late] is a number from 0 to 525600"),
        ("limits.cell = 0", "'cell' in [limits] is a number from 0.1 to 604800"),
        ("limits.cell = 1e308", "from 0.1 to 604800"),
        ("course.zip_url = 5", "'zip_url' in [course] is a text in quotes, not 5"),
        ("course.zip_url = 'http://x'", "must start with https://"),
        ("x = " + "[" * 3000, "nested too deeply"),
        ("limits.cell = inf", "'cell' in [limits] is a number"),
        ("feedback.mark_scheme = 'yes'", "is true or false, not 'yes'"),
        ("course.time_zone = 'Mars/Olympus'", "is no time zone"),
        ("course.time_zone = '../../etc'", "is no time zone"),
        ("assignments.1_notmnst.weight = 1", "did you mean '1_notmnist'"),
        ("assignments.1_notmnist = 1", "write [assignments.1_notmnist]"),
        ("assignments.1_notmnist.weight = -1", "is a number of 0 or more"),
        ("assignments.1_notmnist.deadline = 2027-01-15", "write 2027-01-15T23:59:00"),
        ("assignments.1_notmnist.deadline = '15 Jan'", "is a date such as 2027-01-15T"),
        (
            "assignments.1_notmnist.deadline = 2027-01-15T23:59:00",
            "'deadline' in [assignments.1_notmnist] has no time zone",
        ),
        ("extensions.ada = '3 days'", "'ada' in [extensions] is a date such as"),
        ("extensions.ada = -1", "is a number of days, not -1"),
        ("extensions.ada = 12:00:00", "needs a day"),
        ("extensions.ada.2_logistic = 3", "did you mean '2_logistic_regression'"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(tmp_path, text, words):
    with pytest.raises(CourseError) as told:
        read(tmp_path, text)
    assert words in str(told.value)
    assert "course.toml" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "course.toml"
    path.write_bytes("course.name = 'Über'".encode("latin-1"))
    with pytest.raises(CourseError, match="UTF-8"):
        read_settings(path)


def test_grading_takes_limits_and_database_from_the_file(tmp_path):
    import argparse

    from grader.grading import grade

    (tmp_path / "course.toml").write_text(
        "limits.cell = 7\ncourse.database = 'sqlite:///elsewhere.db'"
    )
    parser = argparse.ArgumentParser()
    grade.add_arguments(parser)
    words = [STEM, "--course", str(tmp_path), "--engine", "kernel", "--case-limit", "9"]
    plan = grade.make_plan(parser.parse_args(words))
    assert (plan.limits.cell_s, plan.limits.case_s) == (7, 9)
    assert plan.url == "sqlite:///elsewhere.db"


def test_an_assignment_has_limits_of_its_own(tmp_path):
    settings = read(
        tmp_path,
        f"limits.cell = 7\nlimits.case = 8\nassignments.{STEM}.limits.cell = 9",
    )
    assert settings.limits_of(STEM) == {"cell": 9, "case": 8}
    assert settings.limits_of("6_lstm") == {"cell": 7, "case": 8}
    with pytest.raises(CourseError, match=f"assignments.{STEM}.limits"):
        read(tmp_path, f"assignments.{STEM}.limits.cel = 9")


def test_who_has_an_extension_and_is_nobody_is_told(tmp_path):
    settings = read(tmp_path, "extensions.adda = 3\nextensions.ben = 2")
    (told,) = settings.strangers(["ada", "ben"])
    assert "'adda'" in told
    assert "did you mean 'ada'" in told


def options(*words):
    import argparse

    parser = argparse.ArgumentParser()
    add_course(parser)
    return parser.parse_args(words)


def test_a_relative_course_is_the_same_course(monkeypatch, tmp_path, capsys):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "course.toml").write_text("course.name = 'Mine'")
    monkeypatch.chdir(tmp_path)
    course = chosen(options("--course", "mine"))
    assert course.settings.name == "Mine"
    assert str(tmp_path / "mine" / "course.toml") in capsys.readouterr().err
    assert Course(tmp_path / "mine") == course
    monkeypatch.chdir(REPOSITORY)
    own = chosen(options("--course", "workspace"))
    assert own.settings_file == Course().settings_file == REPOSITORY / "course.toml"


def test_a_course_that_can_be_nowhere_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "no" / "where", tmp_path / "file"):
        with pytest.raises(CourseError, match="is no folder"):
            chosen(options("--course", str(place)))
    assert not (tmp_path / "no").exists()
