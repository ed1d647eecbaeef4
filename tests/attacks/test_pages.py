"""Written answers that would run in the instructor's browser, in nbgrader's formgrader.

Formgrader shows the autograded notebook as nbconvert renders it. Each kind of element
is first rendered by itself, and must be alive there: that is the mark that it reached
what it attacks. Then it is handed in and graded, and the autograded notebook rendered.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from html.parser import HTMLParser

import nbformat
import pytest

from grader.engines.engine import Limits
from grader.engines.isolated import IsolatedExecutor
from grader.grading.job import Job, grade_submission
from tests.attacks import not_yet
from tests.grader.small_class import STEM, TEXT, answered, to_bytes

SIGN = f"alive{random.SystemRandom().randrange(10**9)}"
RUNS = ("script", "iframe", "object", "embed", "meta", "base", "form", "link")

# {kind: what a student writes into an answer}
WRITTEN = {
    "script": f"<script>{SIGN}()</script>",
    "image": f'<img src="x" onerror="{SIGN}()">',
    "link": f"[read this](javascript:{SIGN}())",
    "anchor": f'<a href=" java\nscript:{SIGN}()">read this</a>',
    "frame": f'<iframe src="https://{SIGN}.example"></iframe>',
    "document": f'<iframe srcdoc="<p>{SIGN}"></iframe>',
    "object": f'<object data="https://{SIGN}.example"></object>',
    "embed": f'<embed src="https://{SIGN}.example">',
    "svg": f'<svg onload="{SIGN}()"></svg>',
    "animation": f'<svg><animate onbegin="{SIGN}()" attributeName="x"/></svg>',
    "form": f'<form action="https://{SIGN}.example"><button>Save</button></form>',
    "refresh": f'<meta http-equiv="refresh" content="0;url=https://{SIGN}.example">',
    "base": f'<base href="https://{SIGN}.example/">',
    "style sheet": f'<link rel="stylesheet" href="https://{SIGN}.example">',
    "pixel": f'<img src="https://{SIGN}.example/seen.png">',
    "details": f'<details open ontoggle="{SIGN}()">x</details>',
    "media": f'<video><source onerror="{SIGN}()"></video>',
    "math": f'<math><mtext><img src=x onerror="{SIGN}()"></mtext></math>',
}


class Alive(HTMLParser):
    """Whether something that carries the sign runs, loads or sends."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False
        self._in_script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_script = tag == "script"
        for name, value in attrs:
            text = "".join((value or "").split())
            if SIGN in text:
                self.found |= name.startswith("on") or tag in RUNS
                self.found |= "javascript:" in text or name in ("src", "srcdoc")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._in_script &= tag != "script"

    def handle_data(self, data: str) -> None:
        self.found |= self._in_script and SIGN in data


def is_alive(notebook: nbformat.NotebookNode) -> bool:
    """As formgrader shows it."""
    from nbconvert import HTMLExporter

    page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    parser = Alive()
    parser.feed(page)
    return parser.found


def shown_alone(text: str) -> nbformat.NotebookNode:
    cells = [nbformat.v4.new_markdown_cell(text)]
    return nbformat.v4.new_notebook(cells=cells)


def graded(executor: IsolatedExecutor, text: str) -> nbformat.NotebookNode:
    """The autograded notebook of a submission with this written answer."""
    submission = answered()
    for cell in submission.cells:
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "answer_why":
            cell.source = text
    job = Job(
        student="mallory",
        stem=STEM,
        text=TEXT,
        data=to_bytes(submission),
        seed=random.SystemRandom().randrange(2**32),
        limits=Limits(),
        engine="isolated",
    )
    result = grade_submission(job, executor)
    assert result.verdict.status == "graded", result.verdict
    notebook = nbformat.reads(result.notebook, 4)
    assert "answer_why" in result.notebook
    return notebook


def test_the_parser_knows_what_is_alive_and_what_is_not():
    for kind, text in WRITTEN.items():
        assert is_alive(shown_alone(text)), f"{kind} attacks nothing"
        assert not is_alive(shown_alone(f"```\n{text}\n```")), kind
    assert not is_alive(shown_alone(f"[{SIGN}](https://example.org) **{SIGN}**"))


def breaches(executor: IsolatedExecutor) -> Iterator[str]:
    for kind, text in WRITTEN.items():
        if is_alive(graded(executor, text)):
            yield f"{kind} is alive in formgrader"


def test_written_answers_run_nothing_in_formgrader(
    isolated_executor: IsolatedExecutor, wall: str
):
    not_yet.judge("written_answers", wall, list(breaches(isolated_executor)))


def test_what_is_written_stays_readable(isolated_executor: IsolatedExecutor):
    text = "Because $2x < 3$ and **b** > `a<b>`:\n\n- one\n- [two](https://example.org)"
    sources = [cell.source for cell in graded(isolated_executor, text).cells]
    assert any("$2x" in source and "**b**" in source for source in sources)


@pytest.mark.parametrize(
    "kind", ["text/html", "image/svg+xml", "application/javascript"]
)
def test_outputs_bring_no_other_kind_than_text_and_pictures(
    kind: str, isolated_executor: IsolatedExecutor
):
    submission = answered()
    for cell in submission.cells:
        if (
            cell.metadata.get("nbgrader", {}).get("solution")
            and cell.cell_type == "code"
        ):
            shown = {kind: WRITTEN["script"], "text/plain": "shown"}
            cell.source += (
                f"\nfrom IPython.display import display\ndisplay({shown!r}, raw=True)"
            )
    job = Job(STEM, STEM, TEXT, to_bytes(submission), 1, Limits(), "isolated")
    result = grade_submission(job, isolated_executor)
    assert "shown" in result.notebook
    assert SIGN not in str(
        [cell.get("outputs") for cell in nbformat.reads(result.notebook, 4).cells]
    )
