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


def test_the_readme_says_the_hours_that_the_notebooks_say():
    numbers = {"three": "3", "five": "5"}
    said = {}
    for path in sorted(REPOSITORY.glob("grader/assignments/[0-9]_*.py")):
        word = re.search(r"\*\*Time\*\*: about (\w+) hours", path.read_text())[1]
        said[path.stem] = numbers.get(word, word)
    readme = (REPOSITORY / "README.md").read_text()
    rows = re.findall(r"^\| \d \| `(\w+)` \|.*\| (\w+) \|$", readme, re.MULTILINE)
    assert dict(rows) == said


def test_quarantined_is_the_one_word_for_what_could_not_be_graded():
    pages = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md"]
    for pattern in ("docs/*.md", "grader/**/*.py", "grader/**/*.j2", "grader/*.md"):
        pages += REPOSITORY.glob(pattern)
    others = re.compile(r"\b(set|put)\s+aside\b")
    found = [p.name for p in pages if others.search(p.read_text(encoding="utf-8"))]
    assert found == []


def test_no_page_names_a_command_that_nbgrader_lacks():
    from nbgrader.apps.nbgraderapp import NbGraderApp

    known = set(NbGraderApp().subcommands)
    named = r"(?:`|^ +(?:.*&& )?)nbgrader ([a-z_]+)"
    for pattern in ("*.md", "docs/*.md", "grader/*.md", "notebooks/*.md"):
        for path in REPOSITORY.glob(pattern):
            found = set(re.findall(named, path.read_text(), re.MULTILINE))
            assert found <= known, path
