"""The list of what students may import is true, and everybody goes by it."""

import importlib.util
import re
import tomllib

import pytest

from grader import source
from grader.course import REPOSITORY
from grader.course.libraries import KIT, LIBRARIES, MAY_IMPORT, NOT_THERE
from grader.submissions.failures import Failure, Kind


@pytest.mark.parametrize("module", [*LIBRARIES, KIT])
def test_what_may_be_imported_is_there(module):
    assert importlib.util.find_spec(module) is not None


def test_what_students_install_is_named():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    wanted = {
        re.split(r"[<>=;\[ ]", line)[0].removesuffix("-cpu")
        for line in project["project"]["dependencies"]
    }
    named = {name.lower() for name in LIBRARIES.values()}
    assert wanted - {"jupyterlab", "ipykernel"} <= named
    assert NOT_THERE not in wanted


@pytest.mark.parametrize("stem", source.stems())
def test_each_notebook_says_it_at_the_top(stem):
    head = source.load(stem).text.partition("\nimport ")[0]
    for name in (*LIBRARIES.values(), NOT_THERE):
        assert name in head


def test_a_failed_import_says_it_too():
    said = str(Failure(Kind.MISSING_MODULE, "pandas"))
    assert (
        said
        == f"Your code imports 'pandas', a module that this course does not have. {MAY_IMPORT}"
    )
