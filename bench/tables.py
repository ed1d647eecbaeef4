"""Tables and plots of the results: the text of `bench/README.md`."""

from __future__ import annotations

import statistics
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bench.results import FOLDER, Section
from bench.rows import Row

TITLES = {
    "training": "Training loops",
    "word2vec": "Word vectors",
    "tsne": "t-SNE",
    "lstm": "LSTM and beam search",
    "data": "Data",
    "accuracy": "Accuracy for the seconds spent",
    "grading": "Grading",
    "startup": "Start-up",
    "notebooks": "The six notebooks",
    "growth": "Growth",
    "scale": "Scale",
    "gpu": "GPU",
}
# What stands where a section has no rows.
EMPTY = {"gpu": "Nothing to measure on this machine: it has no GPU."}
# Letters stay letters in the plots, which keeps them small.
STYLE = {"svg.hashsalt": "bench", "svg.fonttype": "none", "font.size": 9}
HEAD = """# Benchmarks

`make bench` measures everything below and writes this page, but for the table of scale,
which `python -m bench scale` adds in 20 minutes; nothing here is typed by hand except
the explanations in `notes.toml`. In each row ours and the peers take turns in one run,
so what counts is the ratio of medians; the figures themselves belong to the machine
named under each table. `python -m bench check OLD NEW` compares two results by their
ratios.

"""


def write(sections: Mapping[str, Section], folder: Path = FOLDER) -> None:
    """Write `README.md` and the plots from the results."""
    plots = _plots(sections, folder)
    known = [name for name in TITLES if name in sections]
    parts = [HEAD, *(_section(name, sections[name], plots.get(name)) for name in known)]
    (folder / "README.md").write_text("".join(parts), encoding="utf-8")


def plain(name: str, section: Section) -> str:
    """The rows as text for a terminal."""
    lines = [] if section.rows else [EMPTY[name]]
    for row in section.rows:
        lines.append(f"{row.name}: ours {_figure(row.ours)} {row.unit}")
        for peer, values in row.peers.items():
            lines.append(f"    {row.ratio(peer):6.2f} times {peer} ({_figure(values)})")
        lines += [f"    short of its goal: {text}" for text in row.shortfalls()]
    return "\n".join(lines)


def explanations(path: Path = FOLDER / "notes.toml") -> dict[str, str]:
    """Why a row misses its goal, by the row's name: what a profile showed."""
    if not path.is_file():
        return {}
    notes: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))
    return notes


def _section(name: str, section: Section, plot: str | None) -> str:
    lines = [f"## {TITLES[name]}", ""]
    if section.rows:
        lines += ["| what | unit | ours | peer | peer's | ours is | goal |"]
        lines += ["|---|---|---|---|---|---|---|"]
        for row in section.rows:
            lines += list(_lines(row))
    else:
        lines += [EMPTY[name]]
    lines += ["", *_remarks(section.rows)]
    if plot:
        lines += [f"![{TITLES[name]}: ours beside the peers]({plot})", ""]
    versions = ", ".join(f"{key} {value}" for key, value in section.versions.items())
    measured = (
        f"Measured with `python -m bench {name}` in {section.seconds:.0f} s on "
        f"{section.date}: {section.machine}; {versions or 'no libraries'}."
    )
    return "\n".join([*lines, measured, "", ""])


def _lines(row: Row) -> Iterable[str]:
    start = f"| {row.name} | {row.unit} | {_figure(row.ours)} |"
    bound = ""
    if row.limit is not None:
        bound = f"{'≥' if row.higher_is_better else '≤'} {row.limit:g}"
    if not row.peers:
        yield f"{start} | | | {bound} |"
    for peer, values in row.peers.items():
        goal = row.goals.get(peer, row.goals.get("best peer"))
        wish = f"≥ {goal:g} times" if goal else bound
        ratio = f"**{row.ratio(peer):.2f} times**"
        yield f"{start} {peer} | {_figure(values)} | {ratio} | {wish} |"
        start = "| | | |"


def _remarks(rows: list[Row]) -> Iterable[str]:
    reasons = explanations()
    for row in rows:
        if row.note:
            yield f"- {row.name}: {row.note}."
    for row in rows:
        for text in row.shortfalls():
            reason = reasons.get(row.name, "Not explained yet.")
            yield f"- **Short of its goal**, {row.name}: {text}. {reason}"
    yield ""


def _figure(values: list[float]) -> str:
    """Median, and the range in brackets when there were several rounds."""
    median = _number(statistics.median(values))
    if len(values) == 1:
        return median
    return f"{median} ({_number(min(values))} to {_number(max(values))})"


def _number(value: float) -> str:
    if value == 0 or 0.01 <= abs(value) < 100:
        return f"{value:.3g}"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}"


def _plots(sections: Mapping[str, Section], folder: Path) -> dict[str, str]:
    """One bar chart of ratios a section that has a peer; file name by section."""
    names = {}
    for name in ("training", "lstm", "grading"):
        if name in sections and any(row.peers for row in sections[name].rows):
            names[name] = f"{name}.svg"
            _plot(sections[name].rows, TITLES[name], folder / names[name])
    return names


def _plot(rows: list[Row], title: str, path: Path) -> None:
    """How many times better ours is than each peer, on a logarithmic axis."""
    import matplotlib as mpl

    mpl.use("agg")
    from matplotlib import pyplot as plt

    bars = [
        (f"{row.name}\nbeside {peer}", row.ratio(peer))
        for row in rows
        for peer in row.peers
    ]
    with mpl.rc_context(STYLE):
        figure, axes = plt.subplots(figsize=(8, 0.42 * len(bars) + 1.1))
        labels, ratios = zip(*reversed(bars), strict=True)
        colors = ["#0072B2" if ratio >= 1 else "#D55E00" for ratio in ratios]
        bar = axes.barh(labels, [ratio - 1 for ratio in ratios], left=1, color=colors)
        axes.bar_label(bar, [f" {ratio:.2f} " for ratio in ratios])
        axes.set(xscale="log", xlabel="times as good as the peer", title=title)
        axes.axvline(1, color="black", linewidth=1)
        axes.margins(x=0.15)
        _plain_ticks(axes)
        figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
        plt.close(figure)


def _plain_ticks(axes: Any) -> None:
    from matplotlib.ticker import FuncFormatter, NullFormatter

    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
