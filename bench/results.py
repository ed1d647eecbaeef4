"""What the benchmarks found: `bench/results.json`, section by section."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.rows import Row

FOLDER = Path(__file__).parent
FILE = FOLDER / "results.json"


@dataclass
class Section:
    """The rows of one section, and the circumstances they were measured in."""

    rows: list[Row]
    versions: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    date: str = ""
    machine: str = ""

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Section:
        """The section that `to_json` wrote."""
        rows = [Row.from_json(row) for row in value["rows"]]
        return cls(**{**value, "rows": rows})

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "rows": [row.to_json() for row in self.rows]}


def read(path: Path = FILE) -> dict[str, Section]:
    """All sections by name; none when nothing was measured yet."""
    if not path.is_file():
        return {}
    text = path.read_text(encoding="utf-8")
    return {name: Section.from_json(value) for name, value in json.loads(text).items()}


def keep(name: str, section: Section, path: Path = FILE) -> None:
    """Put one section in place of its older figures; the file is never half-written."""
    section.date = dt.datetime.now(dt.UTC).date().isoformat()
    section.machine = machine()
    sections = {**read(path), name: section}
    value = {key: sections[key].to_json() for key in sections}
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)


def machine() -> str:
    """Cores, processor, system and Python, in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0
    return (
        f"{cores or os.cpu_count()} cores, {_processor()}, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
