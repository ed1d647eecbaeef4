"""A student opens assignment 2 in JupyterLab, answers, runs the tests, validates."""

import shutil
import time

import pytest

from tests.browser.conftest import REPOSITORY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STEM = "2_logistic_regression"
ANSWER = """\
def softmax(scores, axis=-1):
    powers = np.exp(scores - np.max(scores, axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)
"""


@pytest.fixture
def desk(tmp_path):
    """A folder as it comes out of the students' zip, cut down to one notebook."""
    folder = tmp_path / "notebooks"
    shutil.copytree(REPOSITORY / "notebooks" / "coursekit", folder / "coursekit")
    shutil.copy(REPOSITORY / "notebooks" / f"{STEM}.ipynb", folder)
    return folder


def cell_with(page, text):
    return page.locator(".jp-CodeCell", has_text=text).first


def run_cell(page, cell):
    """Select a cell and run it; wait until it has its new number."""
    prompt = cell.locator(".jp-InputPrompt").first
    before = prompt.inner_text()
    start_cell(page, cell, before)
    deadline = time.monotonic() + 150
    while "*" in prompt.inner_text() or prompt.inner_text() == before:
        assert time.monotonic() < deadline, f"the cell is at {prompt.inner_text()}"
        page.wait_for_timeout(100)


def start_cell(page, cell, before):
    """Press Control+Enter in a cell; again when an editor that just opened missed it."""
    prompt = cell.locator(".jp-InputPrompt").first
    for _ in range(5):
        cell.locator(".cm-content").first.click()
        page.wait_for_timeout(500)
        page.keyboard.press("Control+Enter")
        page.wait_for_timeout(1500)
        if prompt.inner_text() != before:
            return


def write_answer(page, cell, text):
    """Replace what is in a cell; text is put in as pasting does, without indenting."""
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def test_answer_run_check_and_validate(desk, jupyterlab, page, screenshot):
    address = jupyterlab(desk)
    page.goto(f"{address}/lab/tree/{STEM}.ipynb?token=t&reset")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").wait_for()
    setup = cell_with(page, "import tensorflow as tf")
    run_cell(page, setup)
    assert "seed 133" in setup.locator(".jp-OutputArea-output").first.inner_text()

    answer = cell_with(page, "def softmax(scores, axis=-1)")
    tests = cell_with(page, 'with case("')
    run_cell(page, answer)
    run_cell(page, tests)
    assert "not answered yet" in tests.inner_text()

    write_answer(page, answer, ANSWER)
    run_cell(page, answer)
    run_cell(page, tests)
    told = tests.locator(".jp-OutputArea-output").inner_text()
    assert told.count("✓") == 2, told

    write_answer(page, answer, ANSWER + "\n\nfrom coursekit import check\ncheck()\n")
    run_cell(page, answer)
    assert "softmax: 2 of 2 cases pass" in answer.inner_text()
    answer.scroll_into_view_if_needed()
    screenshot(page, "jupyterlab")

    page.get_by_role("button", name="Validate").click()
    dialog = page.locator(".jp-Dialog", has_text="Validation")
    dialog.wait_for()
    page.wait_for_timeout(500)
    screenshot(page, "validate")
    text = dialog.inner_text()
    assert "def softmax" not in text, "the answered exercise passes"
    assert "FAILED" in text.upper(), text


def test_a_figure_has_its_words_under_it(tmp_path, jupyterlab, page, screenshot):
    import nbformat

    drawing = (
        "import numpy as np\n"
        "from coursekit import descriptions, plots\n"
        "descriptions.tell_notebook()\n"
        "_ = plots.show_images(np.eye(8).reshape(1, 8, 8).repeat(3, 0), titles='ABC')"
    )
    shutil.copytree(REPOSITORY / "notebooks" / "coursekit", tmp_path / "coursekit")
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(drawing)], metadata={"kernelspec": kernel}
    )
    nbformat.write(notebook, tmp_path / "figure.ipynb")
    page.goto(f"{jupyterlab(tmp_path)}/lab/tree/figure.ipynb?token=t&reset")
    page.locator(".jp-Notebook-ExecutionIndicator[data-status='idle']").wait_for()
    cell = cell_with(page, "plots.show_images")
    run_cell(page, cell)
    picture = cell.locator(".jp-RenderedImage img").bounding_box()
    caption = cell.get_by_text("Figure: 3 images in a grid, titled A, B, C.")
    assert caption.bounding_box()["y"] >= picture["y"] + picture["height"]
    screenshot(page, "figure")
