"""`course.toml`: the one place for names, weights, deadlines, limits and late policy.

Everything in it may be left out; a course without the file works. What is in it is
checked when it is read, and a mistake is told in one sentence with its place.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from grader.course.errors import CourseError, did_you_mean
from grader.course.places import stems

FILE = "course.toml"


@dataclass(frozen=True)
class AssignmentSettings:
    """What the instructor says of one assignment; `deadline` has a time zone."""

    name: str = ""
    weight: float = 1.0
    deadline: datetime | None = None
    limits: Mapping[str, float] = field(default_factory=dict)


MOST_GRACE = 365 * 24 * 60  # minutes
MOST_SECONDS = 7 * 24 * 3600  # of a limit


@dataclass(frozen=True)
class LatePolicy:
    """What lateness costs: percent of the points for each day that has begun.

    `days` is how many days late is still taken (None: any); `grace` costs nothing;
    `floor` is the least percent that a late submission which is taken keeps.
    """

    days: int | None = None
    penalty: float = 0.0
    grace: timedelta = timedelta(0)
    floor: float = 0.0


@dataclass(frozen=True)
class FeedbackSettings:
    """What students may see beside their own results."""

    mark_scheme: bool = False
    class_distribution: bool = False


@dataclass(frozen=True)
class Settings:
    """The content of `course.toml`, or the defaults where it says nothing."""

    name: str = "Deep learning"
    zone: tzinfo = UTC
    database: str = ""
    zip_url: str = ""
    like_nbgrader: bool = False  # output on stderr costs a test its points
    python: str = ""  # of the kernels; "" for the one that runs the grader
    roster: Path | None = None
    limits: Mapping[str, float] = field(default_factory=dict)
    late: LatePolicy = LatePolicy()
    feedback: FeedbackSettings = FeedbackSettings()
    assignments: Mapping[str, AssignmentSettings] = field(default_factory=dict)
    extensions: Mapping[tuple[str, str], datetime | timedelta] = field(
        default_factory=dict
    )

    def assignment(self, stem: str) -> AssignmentSettings:
        """What is said of an assignment; the defaults when nothing is."""
        return self.assignments.get(stem, AssignmentSettings())

    def limits_of(self, stem: str) -> dict[str, float]:
        """Limits of an assignment: the course's, and its own above them."""
        return {**self.limits, **self.assignment(stem).limits}

    def strangers(self, known: Iterable[str]) -> list[str]:
        """A sentence for each name in [extensions] that none of the known has."""
        names = sorted(set(known))
        named = sorted({student for student, _ in self.extensions} - set(names))
        return [
            f"course.toml: nobody is called '{name}' in [extensions]"
            + (f"; {hint}" if (hint := did_you_mean(name, names)) else ".")
            for name in named
        ]

    def last_deadline(self, stem: str) -> datetime | None:
        """When the last student has to hand it in; None when there is no date."""
        students = {"", *(student for student, _ in self.extensions)}
        dates = [self.deadline(stem, student) for student in students]
        return max((date for date in dates if date is not None), default=None)

    def deadline(self, stem: str, student: str) -> datetime | None:
        """When a student has to hand in an assignment; None when there is no date."""
        general = self.assignment(stem).deadline
        if general is not None and isinstance(self.zone, ZoneInfo):
            general = general.astimezone(self.zone)  # whose clock counts the days
        own = self.extensions.get((student, stem), self.extensions.get((student, "*")))
        if isinstance(own, datetime):
            return own
        return general + own if general is not None and own is not None else general


def read_settings(path: Path) -> Settings:
    """Read and check a `course.toml`; the defaults when there is none.

    Raises:
        CourseError: the file is no TOML, has an unknown key, a value of the wrong type
            or a date that could be read in two ways; the message names the place.
    """
    if not path.is_file():
        return Settings()
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise CourseError(
            f"{path.name} is not UTF-8; save it again as UTF-8."
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path.name} is not proper TOML: {error}.") from error
    except RecursionError as error:
        raise CourseError(f"{path.name} is nested too deeply to be read.") from error
    return _Reader(path).settings(content)


class _Reader:
    """Takes the tables of one file apart; every complaint names its place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        own = (p.name for p in (path.parent / "source").glob("[!.]*") if p.is_dir())
        self._stems = (*stems(), *sorted(own))
        self._zone: tzinfo | None = None

    def settings(self, content: Mapping[str, Any]) -> Settings:
        """The whole file."""
        tables = ("course", "kernel", "limits", "late", "feedback")
        self._check_keys("", content, (*tables, "assignments", "extensions"))
        course = self._table(content, "course")
        known = ("name", "time_zone", "database", "roster", "zip_url")
        self._check_keys("course", course, (*known, "like_nbgrader"))
        self._zone = self._read_zone(course)
        assignments = self._assignments(self._table(content, "assignments"))
        roster = self._text("course", course, "roster", "")
        return Settings(
            name=self._text("course", course, "name", Settings.name),
            zone=self._zone or UTC,
            database=self._text("course", course, "database", ""),
            zip_url=self._zip_url(course),
            like_nbgrader=self._flag("course", course, "like_nbgrader"),
            python=self._python(self._table(content, "kernel")),
            roster=self._path.parent / roster if roster else None,
            limits=self._limits("limits", self._table(content, "limits")),
            late=self._late(self._table(content, "late")),
            feedback=self._feedback(self._table(content, "feedback")),
            assignments=assignments,
            extensions=self._extensions(self._table(content, "extensions")),
        )

    # Complaints.

    def _wrong(self, place: str, what: str) -> CourseError:
        return CourseError(f"{self._path.name}: {place} {what}")

    def _check_keys(
        self, table: str, content: Mapping[str, Any], known: tuple[str, ...]
    ) -> None:
        for key in content:
            if key in known:
                continue
            hint = did_you_mean(key, known, f"known: {', '.join(known)}.")
            where = f"in [{table}]" if table else "at the top"
            raise self._wrong(f"'{key}' {where}", f"is not known; {hint}")

    # Values.

    def _table(self, content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
        value = content.get(key, {})
        if not isinstance(value, dict):
            raise self._wrong(f"'{key}'", f"is a table; write [{key}] on its own line.")
        return value

    def _text(
        self, table: str, content: Mapping[str, Any], key: str, default: str
    ) -> str:
        value = content.get(key, default)
        if not isinstance(value, str):
            raise self._wrong(
                f"'{key}' in [{table}]", f"is a text in quotes, not {value!r}."
            )
        return value

    def _number(
        self,
        table: str,
        content: Mapping[str, Any],
        key: str,
        default: float,
        low: float = 0.0,
        high: float = math.inf,
    ) -> float:
        value = content.get(key, default)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not low <= value <= high or not math.isfinite(value):
            span = (
                f"from {low:g} to {high:g}"
                if high < math.inf
                else f"of {low:g} or more"
            )
            raise self._wrong(
                f"'{key}' in [{table}]", f"is a number {span}, not {value!r}."
            )
        return float(value)

    def _flag(self, table: str, content: Mapping[str, Any], key: str) -> bool:
        value = content.get(key, False)
        if not isinstance(value, bool):
            raise self._wrong(
                f"'{key}' in [{table}]", f"is true or false, not {value!r}."
            )
        return value

    def _zip_url(self, course: Mapping[str, Any]) -> str:
        address = self._text("course", course, "zip_url", "")
        if address and not address.startswith("https://"):
            raise self._wrong(
                f"zip_url = {address!r} in [course]",
                "must start with https://, because students run what comes from there.",
            )
        return address

    def _python(self, kernel: Mapping[str, Any]) -> str:
        """The interpreter of the kernels, with its folder: no link is followed."""
        self._check_keys("kernel", kernel, ("python",))
        python = self._text("kernel", kernel, "python", "")
        return str((self._path.parent / python).absolute()) if python else ""

    def _read_zone(self, course: Mapping[str, Any]) -> tzinfo | None:
        name = self._text("course", course, "time_zone", "")
        if not name:
            return None
        if name.upper() == "UTC":
            return UTC
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise self._wrong(
                f"'{name}' in [course]",
                "is no time zone that this machine knows; write one such as "
                "'Europe/Berlin' or 'UTC'.",
            ) from error

    def _moment(self, place: str, value: object) -> datetime:
        """A point in time; a local one counts in the course's time zone."""
        if isinstance(value, date) and not isinstance(value, datetime):
            raise self._wrong(
                place, f"has no time of day; write {value.isoformat()}T23:59:00."
            )
        if not isinstance(value, datetime):
            # What people write in quotes is no date for TOML.
            shown = f'"{value}"' if isinstance(value, str) else repr(value)
            raise self._wrong(
                place, f"is a date such as 2027-01-15T23:59:00+01:00, not {shown}."
            )
        if value.tzinfo is not None:
            return value
        if self._zone is None:
            raise self._wrong(
                place,
                f"has no time zone; write {value.isoformat()}+01:00, or give the "
                "course one: time_zone = 'Europe/Berlin' in [course].",
            )
        return value.replace(tzinfo=self._zone)

    # Tables.

    def _limits(self, place: str, table: Mapping[str, Any]) -> dict[str, float]:
        self._check_keys(place, table, ("cell", "case", "submission"))
        return {
            key: self._number(place, table, key, 1.0, 0.1, MOST_SECONDS)
            for key in table
        }

    def _late(self, table: Mapping[str, Any]) -> LatePolicy:
        self._check_keys("late", table, ("days", "penalty", "grace", "floor"))
        days = None
        if "days" in table:
            value = self._number("late", table, "days", 0)
            if value != int(value):
                raise self._wrong("'days' in [late]", "is a whole number of days.")
            days = int(value)
        minutes = self._number("late", table, "grace", 0.0, 0, MOST_GRACE)
        return LatePolicy(
            days=days,
            penalty=self._number("late", table, "penalty", 0.0, 0, 100),
            grace=timedelta(minutes=minutes),
            floor=self._number("late", table, "floor", 0.0, 0, 100),
        )

    def _feedback(self, table: Mapping[str, Any]) -> FeedbackSettings:
        self._check_keys("feedback", table, ("mark_scheme", "class_distribution"))
        return FeedbackSettings(
            mark_scheme=self._flag("feedback", table, "mark_scheme"),
            class_distribution=self._flag("feedback", table, "class_distribution"),
        )

    def _assignments(self, table: Mapping[str, Any]) -> dict[str, AssignmentSettings]:
        self._check_keys("assignments", table, self._stems)
        found = {}
        for stem, content in table.items():
            place = f"assignments.{stem}"
            if not isinstance(content, dict):
                raise self._wrong(
                    f"'{stem}' in [assignments]", f"is a table; write [{place}]."
                )
            self._check_keys(place, content, ("name", "weight", "deadline", "limits"))
            moment = content.get("deadline")
            found[stem] = AssignmentSettings(
                name=self._text(place, content, "name", ""),
                weight=self._number(place, content, "weight", 1.0),
                limits=self._limits(f"{place}.limits", self._table(content, "limits")),
                deadline=None
                if moment is None
                else self._moment(f"'deadline' in [{place}]", moment),
            )
        return found

    def _extensions(
        self, table: Mapping[str, Any]
    ) -> dict[tuple[str, str], datetime | timedelta]:
        """{(student, stem or '*'): a new deadline, or more days}."""
        found: dict[tuple[str, str], datetime | timedelta] = {}
        for student, content in table.items():
            place = f"extensions.{student}"
            given = content if isinstance(content, dict) else {"*": content}
            named = {key: value for key, value in given.items() if key != "*"}
            self._check_keys(place, named, self._stems)
            for stem, value in given.items():
                where = (
                    f"'{stem}' in [{place}]" if isinstance(content, dict)
                    else f"'{student}' in [extensions]"
                )  # fmt: skip
                found[student, stem] = self._extension(where, value)
        return found

    def _extension(self, place: str, value: object) -> datetime | timedelta:
        """A number is so many days more, a date is the new deadline."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            if not 0 <= value < 3660:
                raise self._wrong(place, f"is a number of days, not {value!r}.")
            return timedelta(days=value)
        if isinstance(value, time):
            raise self._wrong(place, "needs a day as well as a time.")
        return self._moment(place, value)
