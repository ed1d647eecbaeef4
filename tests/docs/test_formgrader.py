"""What the instructors' page says of formgrader holds for the nbgrader that is pinned."""

from pathlib import Path

import pytest

from grader.course import REPOSITORY

TEMPLATES = "templates/formgrade/index.html.j2"


def test_formulas_are_said_to_need_the_network_while_they_do():
    formgrader = pytest.importorskip("nbgrader.server_extensions.formgrader")
    template = Path(formgrader.__file__).parent / TEMPLATES
    # nbconvert's macro asks a server of its own unless it is given an address.
    needs_network = "{{ mathjax() }}" in template.read_text(encoding="utf-8")
    page = (REPOSITORY / "docs" / "instructors.md").read_text(encoding="utf-8")
    assert needs_network == ("Formulas in formgrader need the network" in page)
