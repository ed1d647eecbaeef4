"""The plots of the class report: figures with the words that say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from grader import pages
from grader.reporting.items import ItemStatistics

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"  # told apart by everybody
FORMATS = ("svg", "png")
MAX_LABELS = 6


@dataclass(frozen=True)
class Plot:
    """A picture: how to draw it, what to call its file, what it says in words."""

    name: str
    words: str
    draw: Callable[[], Figure]

    def inline(self, prefix: str) -> str:
        """The picture as part of a page."""
        return pages.inline_svg(self.draw(), self.words, prefix)

    def save(self, folder: Path, stem: str) -> list[Path]:
        """Write the picture as files, on white."""
        import matplotlib as mpl
        import matplotlib.pyplot as plt

        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / f"{stem}_{self.name}.{form}" for form in FORMATS]
        for path in paths:
            figure = self.draw()
            about = {"Date": None} if path.suffix == ".svg" else {"Software": None}
            with mpl.rc_context({"svg.hashsalt": "course"}):
                figure.savefig(path, dpi=200, facecolor="white", metadata=about)
            plt.close(figure)
        return paths


def distribution(scores: Sequence[float]) -> Plot:
    """How many submissions got how many percent of the automatic points."""

    def draw() -> Figure:
        figure, axis = _new_figure(6.5, 2.8)
        axis.hist(scores, bins=range(0, 101, 10), color=BLUE, rwidth=0.94)
        axis.set(xlabel="score (percent of the automatic points)", ylabel="students")
        axis.set_xlim(0, 100)
        axis.yaxis.get_major_locator().set_params(integer=True)
        return figure

    words = (
        f"Scores of {len(scores)} graded submissions: from {min(scores):.0f} to "
        f"{max(scores):.0f} percent, median {median(scores):.0f}."
    )
    return Plot("scores", words, draw)


def exercises(items: Sequence[ItemStatistics]) -> Plot:
    """What share of each exercise the class got, and its best and weakest quarter."""

    def draw() -> Figure:
        figure, axis = _new_figure(6.5, 1.1 + 0.26 * len(items))
        rows = range(len(items))
        axis.barh(rows, [i.percent for i in items], color=GREEN, height=0.68)
        for mark, values, label in (
            ("v", [i.bottom for i in items], "weakest quarter"),
            ("^", [i.top for i in items], "best quarter"),
        ):
            places = [(100 * v, row) for row, v in enumerate(values) if v is not None]
            if places:
                x, y = zip(*places, strict=True)
                axis.plot(
                    x, y, mark, color=pages.INK, ms=4.5, label=label, clip_on=False
                )
        axis.set_yticks(rows, [i.name for i in items])
        axis.invert_yaxis()
        axis.set(xlabel="mean share of the points (percent)", xlim=(0, 100))
        _legend(figure, axis)
        return figure

    worst = min(items, key=lambda item: item.share)
    words = (
        f"Success by exercise, in the order of the notebook; lowest is "
        f"{worst.name} with {worst.percent} percent."
    )
    return Plot("exercises", words, draw)


def discrimination(items: Sequence[ItemStatistics]) -> Plot:
    """Every case: how many passed, and how well it tells who knows the rest."""
    known = [item for item in items if item.discrimination is not None]
    flagged = [item for item in known if item.flag]

    def draw() -> Figure:
        figure, axis = _new_figure(6.5, 3.6)
        for kind, mark, color in (("visible", "o", BLUE), ("hidden", "s", ORANGE)):
            some = [item for item in known if item.kind == kind]
            axis.plot(
                [i.percent for i in some],
                [i.discrimination for i in some],
                mark, color=color, ms=5, alpha=0.85, label=f"{kind} case",
            )  # fmt: skip
        axis.plot(
            [i.percent for i in flagged],
            [i.discrimination for i in flagged],
            "o", mfc="none", mec=pages.INK, ms=11, label="look at it",
        )  # fmt: skip
        for item in flagged[:MAX_LABELS]:
            is_right = item.percent > 60
            axis.annotate(
                item.name[:40], (item.percent, item.discrimination), fontsize=8,
                xytext=(-8 if is_right else 8, 6), textcoords="offset points",
                color=pages.INK, ha="right" if is_right else "left",
            )  # fmt: skip
        axis.axhline(0, color=pages.INK, lw=0.8, alpha=0.5)
        axis.set(xlabel="passing (percent)", ylabel="discrimination", xlim=(-3, 103))
        _legend(figure, axis)
        return figure

    names = ", ".join(item.name for item in flagged[:MAX_LABELS])
    odd = f"look at {names}" if flagged else "none is odd"
    words = f"Difficulty and discrimination of {len(known)} cases: {odd}."
    return Plot("cases", words, draw)


def term(percents: Sequence[tuple[str, Sequence[float]]]) -> Plot:
    """The middle half and the median of every assignment, in the order of the term."""

    def draw() -> Figure:
        figure, axis = _new_figure(6.5, 0.9 + 0.36 * len(percents))
        axis.boxplot(
            [list(values) for _, values in percents],
            orientation="horizontal", widths=0.55, showfliers=False, patch_artist=True,
            boxprops={"facecolor": BLUE, "alpha": 0.55, "edgecolor": pages.INK},
            medianprops={"color": pages.INK, "lw": 2},
            whiskerprops={"color": pages.INK}, capprops={"color": pages.INK},
        )  # fmt: skip
        axis.set_yticks(range(1, len(percents) + 1), [name for name, _ in percents])
        axis.invert_yaxis()
        axis.set(xlabel="percent of the automatic points", xlim=(-2, 102))
        return figure

    medians = ", ".join(f"{name} {median(values):.0f}" for name, values in percents)
    return Plot("term", f"Medians over the term, in percent: {medians}.", draw)


def _legend(figure: Figure, axis: Any) -> None:
    handles, labels = axis.get_legend_handles_labels()
    if handles:
        figure.legend(
            handles, labels, loc="outside upper right", ncols=len(labels),
            frameon=False, fontsize=8, labelcolor=pages.INK,
        )  # fmt: skip


def _new_figure(width: float, height: float) -> tuple[Figure, Any]:
    import matplotlib as mpl

    mpl.use("agg")
    import matplotlib.pyplot as plt

    ink = pages.INK
    figure, axis = plt.subplots(figsize=(width, height), layout="constrained")
    axis.set_facecolor("none")
    axis.spines[["top", "right"]].set_visible(False)
    axis.spines[["left", "bottom"]].set_color(ink)
    axis.tick_params(labelsize=9, colors=ink)
    axis.xaxis.label.set_color(ink)
    axis.yaxis.label.set_color(ink)
    return figure, axis
