"""The site shows the repository's own texts; answers and hidden tests stay out."""

import json
import subprocess
import sys

import pytest

pytest.importorskip("mkdocs", reason="the docs tool comes with tests/requirements.txt")

from docs import formulas, site_pages
from grader import source
from grader.source import notebooks

STEM = "2_logistic_regression"


class Page:
    """What the hook needs of a page."""

    def __init__(self, name):
        self.file = self
        self.src_uri = name
        self.meta = {}


def linked(text, page="index.md"):
    return site_pages.on_page_markdown(text, page=Page(page))


def test_links_between_files_become_links_between_pages():
    assert linked("[S](notebooks/README.md#set-up)") == "[S](students.md#set-up)"
    assert linked("![p](docs/pictures/word_map.png)") == ("![p](pictures/word_map.png)")
    assert linked("[home](../README.md)", "grader.md") == "[home](index.md)"


def test_links_elsewhere_stay_and_links_to_sources_become_text():
    for text in ("[a](https://a.org/b)", "[a](#part)", "[m](mailto:a@b.c)"):
        assert linked(text) == text
    assert linked("[the license](LICENSE)") == "the license (`LICENSE`)"


def test_a_link_to_nothing_is_a_warning_and_so_an_error(caplog):
    assert linked("[gone](docs/gone.md)") == "[gone](docs/gone.md)"
    assert "index.md links to docs/gone.md, which does not exist" in caplog.text


def test_formulas_are_drawn_and_code_and_prices_are_not():
    text = r"so $\frac{1}{n}$ of `$x$`, 5 $ and $$e^x$$"
    drawn = formulas.drawn(text)
    assert drawn.count("<math") == 2
    assert "<mfrac>" in drawn
    assert 'display="block"' in drawn
    assert "of `$x$`, 5 $ and " in drawn


def test_a_heading_that_comes_twice_has_two_names():
    page = site_pages.on_post_page('<h2 id="a">A</h2><h3 class="x" id="a">A</h3>')
    assert page == '<h2 id="a">A</h2><h3 class="x" id="a_1">A</h3>'


def test_outputs_are_shown_and_answers_and_hidden_tests_are_not(tmp_path, monkeypatch):
    assignment = source.load(STEM)
    run = notebooks.instructor_notebook(assignment)
    for cell in run.cells:
        if cell.cell_type == "code":
            text = f"output of {cell.id}: {cell.source}"
            cell.outputs = [{"output_type": "stream", "name": "stdout", "text": text}]
    (tmp_path / f"{STEM}.ipynb").write_text(json.dumps(run))
    monkeypatch.setattr(site_pages, "EXECUTED", tmp_path)
    shown = json.dumps(
        site_pages.shown_notebook(site_pages.NOTEBOOKS / f"{STEM}.ipynb")
    )
    assert "output of test_softmax" in shown
    assert "output of softmax" not in shown
    assert "output of hidden_softmax" not in shown
    assert "BEGIN SOLUTION" not in shown
    assert "MARK SCHEME" not in shown


def test_every_page_in_the_navigation_exists():
    for pages in site_pages.SECTIONS.values():
        for page in pages:
            path = site_pages.source_of(page)
            assert path.is_relative_to(site_pages.REPOSITORY)
    assert site_pages.source_of("index.md").name == "README.md"


@pytest.mark.slow
def test_the_site_builds_strictly(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", tmp_path],
        cwd=site_pages.REPOSITORY,
        capture_output=True,
        text=True,
        timeout=250,
    )
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "index.html").is_file()
    assert (tmp_path / "notebooks" / f"{STEM}.html").is_file()
