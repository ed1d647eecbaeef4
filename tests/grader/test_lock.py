"""The pinned requirements: complete, hashed, consistent between audiences."""

import re
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from grader import lock


def lines(name):
    """Package, extras, version and marker of each pin; an absent one is empty."""
    text = (lock.REPOSITORY / name).read_text()
    pin = r"^([a-z0-9_.-]+)(?:\[([^]]*)\])?==(\S+)(?: ; (.*?))? \\$"
    return re.findall(pin, text, re.M)


def pins(name):
    return {(package, marker): version for package, _, version, marker in lines(name)}


def versions(name):
    found = {}
    for (package, _), version in pins(name).items():
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("name", lock.FILES)
def test_every_pin_has_a_hash(name):
    text = (lock.REPOSITORY / name).read_text()
    blocks = re.split(r"\n(?=[a-z0-9])", text.split("make lock\n", 1)[1])
    assert len(blocks) > 50
    assert all("--hash=sha256:" in block for block in blocks if block.strip())


def test_audiences_share_the_same_versions():
    # Markers widen with the audience; the versions of a package must not differ.
    students, grader, tests = map(versions, lock.FILES)
    for narrow, wide in ((students, grader), (grader, tests)):
        assert narrow.keys() <= wide.keys()
        assert all(narrow[name] <= wide[name] for name in narrow)


def test_a_student_needs_neither_nbgrader_nor_the_test_tools():
    names = {name for name, _ in pins("requirements.txt")}
    assert not names & {"nbgrader", "pytest", "distributed", "gensim", "mypy"}


def test_each_direct_dependency_is_pinned():
    project = tomllib.loads((lock.REPOSITORY / "pyproject.toml").read_text())["project"]
    names = {name for name, _ in pins("requirements.txt")}
    wanted = {re.match(r"[\w-]+", line)[0].lower() for line in project["dependencies"]}
    assert wanted <= names


def test_no_index_is_named_in_a_requirement_file():
    for name in lock.FILES:
        assert "://" not in (lock.REPOSITORY / name).read_text()


def test_missing_uv_is_told_in_a_sentence(monkeypatch, capsys, tmp_path):
    def no_uv(*_, **__):
        raise FileNotFoundError

    monkeypatch.setattr(lock, "REPOSITORY", tmp_path)
    monkeypatch.setattr(lock.subprocess, "run", no_uv)
    assert lock.main() == 2
    assert "pip install uv" in capsys.readouterr().err


def test_each_file_constrains_the_next(monkeypatch, tmp_path):
    commands = []

    def run(command, **_):
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(lock, "REPOSITORY", tmp_path)
    monkeypatch.setattr(lock.subprocess, "run", run)
    assert lock.main() == 0
    assert [c[-1] for c in commands[1:]] == list(lock.FILES)[:2]


def test_a_failed_compilation_stops_with_its_code(monkeypatch, tmp_path):
    monkeypatch.setattr(lock, "REPOSITORY", tmp_path)
    failed = subprocess.CompletedProcess([], 3)
    monkeypatch.setattr(lock.subprocess, "run", lambda *a, **k: failed)
    assert lock.main() == 3


@pytest.mark.parametrize("name", lock.FILES)
def test_a_package_asked_for_with_extras_is_pinned_with_them(name):
    """Else pip 23 refuses the file on the day a newer version of it comes out."""
    pinned = {package: set(extras.split(",")) for package, extras, *_ in lines(name)}
    asked = [
        (package, wanted)
        for package in pinned
        for wanted in _installed_requirements(package)
        if wanted.extras
    ]
    assert asked, "nothing here asks for extras: nothing was tested"
    for package, wanted in asked:
        missing = wanted.extras - pinned[canonicalize_name(wanted.name)]
        assert not missing, f"{package} asks for {wanted}"


def _installed_requirements(package):
    """What an installed package needs here, its own extras left out."""
    try:
        needed = map(Requirement, requires(package) or [])
    except PackageNotFoundError:  # pinned for another system
        return []
    return [r for r in needed if not r.marker or r.marker.evaluate({"extra": ""})]
