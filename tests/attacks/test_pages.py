"""Written answers that would run in the instructor's browser, in nbgrader's formgrader.

Formgrader shows the autograded notebook as nbconvert renders it. Each kind of element
is first rendered by itself, and must be alive there: that is the mark that it reached
what it attacks. Then it is handed in and graded, and the autograded notebook rendered.
"""

from __future__ import annotations

import base64
import json
import random
import re
from html.parser import HTMLParser

import nbformat
import pytest

from grader import source
from grader.engines.engine import Limits
from grader.engines.isolated import IsolatedExecutor
from grader.grading.job import Job, grade_submission
from grader.submissions import repair
from grader.submissions.written import harmless
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
    "files": f"[read this](files/javascript:{SIGN}())",
    "reference": f"[read this][1]\n\n[1]: javascript:{SIGN}()",
    "autolink": f"<javascript:{SIGN}()>",
    "entity": f'<a href="javascript&colon;{SIGN}()">read this</a>',
    "diagram": f"```mermaid\n</pre><img src=x onerror={SIGN}()>\n```",
    "formula": f"$\\href{{javascript:{SIGN}()}}{{x}}$",
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
    from nbconvert.filters.strings import strip_files_prefix

    page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
    parser = Alive()
    parser.feed(strip_files_prefix(page))
    formulas = re.sub(r"<(pre|code)\b.*?</\1>", "", page, flags=re.DOTALL)
    return parser.found or f"\\href{{javascript:{SIGN}" in formulas


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
    notebook = nbformat.reads(result.notebooks[STEM], 4)
    assert "answer_why" in result.notebooks[STEM]
    return notebook


def test_the_parser_knows_what_is_alive_and_what_is_not():
    for kind, text in WRITTEN.items():
        assert is_alive(shown_alone(text)), f"{kind} attacks nothing"
        assert not is_alive(shown_alone(f"```\n{text}\n```")), kind
    assert not is_alive(shown_alone(f"[{SIGN}](https://example.org) **{SIGN}**"))


def test_written_answers_run_nothing_in_formgrader(
    isolated_executor: IsolatedExecutor,
):
    """One by one as they are repaired; together as they are graded."""
    for kind, text in WRITTEN.items():
        shown = harmless(text)
        assert not is_alive(shown_alone(shown)), f"{kind} is alive in formgrader"
    for text in ("\n\n".join(WRITTEN.values()), WRITTEN["script"]):
        notebook = graded(isolated_executor, text)
        assert not is_alive(notebook)


PLAIN = [
    "Because $2x < 3$ and **b** > `a<b>`:\n\n- one\n- [two](https://example.org)",
    "# Why\n\n| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```python\nx < 3\n```",
    "- [ ] later\n- [x] done\n\n<b>So</b>, see https://example.org/?a=1&b=2<br/>",
    "$$\\frac{a}{b}$$\n\n\\begin{align}a&<b\\\\c&>d\\end{align}",
    "![x](data:image/png;base64,aGFsbG8=) x <- 3, if x<y then ~~no~~",
    "<details><summary>More</summary>text</details>",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain_answers_stay_as_they_were_written(text: str):
    assert harmless(text) == text


def test_what_looks_like_a_tag_is_shown_as_it_was_written():
    assert harmless("**So** a<b and b>c, `x<y>`") == "**So** a&lt;b and b>c, `x<y>`"


def test_pictures_that_were_pasted_are_there_and_others_are_not_looked_for():
    from nbconvert import HTMLExporter

    submission = json.loads(to_bytes(answered()))
    picture = base64.b64encode(b"picture").decode()
    attached = {
        "p.png": {"image/png": [picture[:5], picture[5:]]},
        "s.svg": {"image/svg+xml": WRITTEN["svg"]},
    }
    for cell in submission["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == "answer_why":
            cell["attachments"] = attached
            cell["source"] = "![p](attachment:p.png)"
    assignment = source.parse(TEXT, STEM)
    for name, is_shown in (("p.png", True), ("s.svg", False), ("gone.png", False)):
        data = json.dumps(submission).replace("p.png)", f"{name})").encode()
        notebook = repair.repair(data, assignment).notebook
        page, _ = HTMLExporter(template_name="basic").from_notebook_node(notebook)
        assert (f"base64,{picture}" in page) == is_shown
        assert SIGN not in page


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
    assert "shown" in result.notebooks[STEM]
    assert SIGN not in str(
        [
            cell.get("outputs")
            for cell in nbformat.reads(result.notebooks[STEM], 4).cells
        ]
    )
