"""What the project says of itself agrees with itself."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]


def test_the_version_is_said_in_one_place_and_repeated_rightly():
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text())
    assert citation["version"] == PROJECT["version"]
    assert citation["license"] == PROJECT["license"]
    sources = [*REPOSITORY.glob("grader/*.py"), *REPOSITORY.glob("notebooks/*/*.py")]
    for path in sources:
        assert "__version__" not in path.read_text(encoding="utf-8"), path


def test_the_changelog_knows_the_version():
    headings = re.findall(r"^## (\S+)", (REPOSITORY / "CHANGELOG.md").read_text(), re.M)
    assert PROJECT["version"] in headings


@pytest.mark.parametrize("path", sorted(REPOSITORY.glob(".github/**/*.yml")), ids=str)
def test_actions_are_pinned_by_hash_and_rights_are_named(path):
    text = path.read_text()
    for used in re.findall(r"uses: (\S+)(.*)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used[0]), used
        assert used[1].strip().startswith("# v"), "the version stands beside the hash"
    if path.parent.name == "workflows":
        assert "permissions" in yaml.safe_load(text)
        assert "timeout-minutes" in text


def test_every_target_of_make_is_told():
    lines = (REPOSITORY / "Makefile").read_text().splitlines()
    for line in lines:
        if re.match(r"[a-z]+:", line) and not line.startswith("install-"):
            assert "  ## " in line, line
