"""The detection table: what the tests of each exercise catch, and what they miss.

Shown as text, as Markdown in the documentation and as one self-contained page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.course import write_text
from grader.proving.rows import Row, Totals, read_all
from grader.proving.rows import write as write_rows

# Text

_HEAD = (
    f"{'exercise':32} {'right':>7} {'wrong':>7} {'named':>6} {'visible':>8} "
    f"{'mutants':>8} {'s':>7}"
)


def as_text(rows: list[Row], *, verbose: bool = False) -> str:
    """The table for a terminal, with what is wrong below each exercise."""
    lines = [_HEAD]
    for row in rows:
        lines.append(_text_row(row))
        if verbose:
            lines += [f"      {outcome}" for outcome in _outcomes(row)]
        lines += [f"    ! {problem}" for problem in row.problems]
        lines += [f"    ~ alive: {mutant.name}" for mutant in row.alive]
        if row.idle_cases:
            lines.append(f"    . catches nothing alone: {', '.join(row.idle_cases)}")
    return "\n".join([*lines, *_text_totals(Totals.of(rows))])


def _outcomes(row: Row) -> list[str]:
    return [f"{a.name}: {'; '.join(a.failed) or 'all points'}" for a in row.answers] + [
        f"{m.name}: {'; '.join(m.killed_by) or m.reason or 'all points'}"
        for m in row.mutants
    ]


def _text_row(row: Row) -> str:
    mutants = f"{row.killed}/{row.killed + len(row.alive)}"
    return (
        f"{row.exercise:32} {row.right_passing:>3}/{len(row.right):<3} "
        f"{row.wrong_caught:>3}/{len(row.wrong):<3} {row.as_expected:>6} "
        f"{row.caught_by_visible:>8} {mutants:>8} {row.seconds:7.1f}"
    )


def _text_totals(totals: Totals) -> list[str]:
    return [
        (
            f"{totals.right_passing} of {totals.right} right answers get every point, "
            f"{totals.wrong_caught} of {totals.wrong} wrong ones lose some "
            f"({totals.caught_by_visible} in the visible tests already)."
        ),
        (
            f"{totals.killed} mutants lose points, {totals.alive} do not "
            f"({totals.killed_share:.1%}), {totals.equivalent} are equivalent."
        ),
        (
            "An answer that computes nothing gets at most "
            f"{totals.lazy_points:g} of {totals.points:g} points."
        ),
        (
            f"{totals.dressed_passing} of {totals.dressed} references in other clothes "
            f"get every point, {totals.slips_caught} of {totals.slips} slips lose some."
        ),
    ]


_COLUMNS = (
    "assignment", "exercises", "right answers with every point",
    "wrong answers caught", "by the visible tests already", "mutants that lose points",
    "points for computing nothing", "right in other clothes", "slips caught",
)  # fmt: skip


def as_markdown(rows: list[Row]) -> str:
    """A table with one line for each assignment and one for all."""
    lines = [
        f"| {' | '.join(_COLUMNS)} |",
        f"|---|{'--:|' * (len(_COLUMNS) - 1)}",
    ]
    stems = sorted({row.stem for row in rows})
    for stem in [*stems, ""]:
        some = [row for row in rows if stem in ("", row.stem)]
        lines.append(_markdown_row(stem or "**all**", some))
    return "\n".join(lines)


def _markdown_row(label: str, rows: list[Row]) -> str:
    sums = Totals.of(rows)
    visible = f"{sums.caught_by_visible / max(1, sums.wrong):.0%}"
    fields = [
        label,
        sum(bool(row.answers) for row in rows),
        f"{sums.right_passing} of {sums.right}",
        f"{sums.wrong_caught} of {sums.wrong}",
        visible,
        f"{sums.killed} of {sums.killed + sums.alive} ({sums.killed_share:.1%})"
        if any(row.mutants for row in rows)
        else "not tried",
        f"{sums.lazy_points:g} of {sums.points:g}",
        f"{sums.dressed_passing} of {sums.dressed}",
        f"{sums.slips_caught} of {sums.slips}",
    ]
    return f"| {' | '.join(map(str, fields))} |"


# The page


def write(
    rows: list[Row], folder: Path, exercises: Mapping[str, Sequence[str]] | None = None
) -> Path:
    """Add these rows to what the folder holds, write the page; the page's path."""
    write_rows(rows, folder, exercises)
    page = folder / "index.html"
    write_text(page, _page(read_all(folder)))
    return page


def _page(rows: list[Row]) -> str:
    from grader import pages

    sections = [
        {
            "stem": stem,
            "totals": Totals.of(row for row in rows if row.stem == stem),
            "rows": [row for row in rows if row.stem == stem],
        }
        for stem in sorted({row.stem for row in rows})
    ]
    totals = Totals.of(rows)
    return pages.render("prove.html.j2", sections=sections, totals=totals)
