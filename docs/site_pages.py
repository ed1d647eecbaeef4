"""The pages of the site: what lies in docs/, and the repository's other texts.

A MkDocs hook. README files and notebooks stay where they are used; here they become
pages, and links between them are turned from places in the repository into pages. A
link to a file that is no page (a source file, the license) becomes plain text; one to
a file that does not exist is a broken link, which the strict build refuses.
"""

from __future__ import annotations

import json
import logging
import posixpath
import re
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from docs import formulas

REPOSITORY = Path(__file__).resolve().parents[1]
NOTEBOOKS = REPOSITORY / "notebooks"
EXECUTED = REPOSITORY / "workspace" / "executed"

# page on the site: file in the repository
PAGES = {
    "index.md": "README.md",
    "students.md": "notebooks/README.md",
    "grader.md": "grader/README.md",
    "data.md": "data_scripts/README.md",
    "benchmarks.md": "bench/README.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "conduct.md": "CODE_OF_CONDUCT.md",
}
# section: pages in their order; what does not exist is left out
SECTIONS = {
    "Home": ["index.md"],
    "Students": ["students.md", "editors.md", "tour.md"],
    "Instructors": [
        "instructors.md",
        "adopt.md",
        "fortress.md",
        "grader.md",
        "authoring.md",
        "jupyterhub.md",
        "cluster.md",
        "detection.md",
    ],
    "Contributors": [
        "contributing.md",
        "architecture.md",
        "api.md",
        "data.md",
        "benchmarks.md",
        "changelog.md",
        "conduct.md",
    ],
}
# end of a page's name: weight in the search, where what explains comes first
BOOSTS = {".ipynb": 0.01, "api.md": 0.001, "instructors.md": 4.0, "students.md": 4.0}
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_MADE = tempfile.TemporaryDirectory(prefix="docs-")  # removed when Python ends
_LINK = re.compile(r"(?P<image>!?)\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]+)\)")

log = logging.getLogger("mkdocs.hooks.site_pages")


def notebook_pages() -> dict[str, Path]:
    """{page: the student's notebook} of the assignments."""
    return {f"notebooks/{p.name}": p for p in sorted(NOTEBOOKS.glob("*.ipynb"))}


def title_of(notebook: Path) -> str:
    """What a notebook calls itself, in its first heading."""
    first = json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]
    return "".join(first["source"]).splitlines()[0].lstrip("# ")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Lay out the navigation from the pages that exist."""
    there = {*PAGES, *(p.name for p in Path(config.docs_dir).glob("*.md"))}
    nav: list[dict[str, Any]] = []
    for section, names in SECTIONS.items():
        pages = [name for name in names if name in there and source_of(name).is_file()]
        if section == "Home":
            nav.append({"Home": pages[0]})
        elif pages:
            nav.append({section: pages})
    nav.insert(
        2, {"Notebooks": [{title_of(p): name} for name, p in notebook_pages().items()]}
    )
    config.nav = nav
    return config


def source_of(page: str) -> Path:
    """The file that a page is made from."""
    return REPOSITORY / PAGES.get(page, f"docs/{page}")


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the texts and notebooks that lie outside docs/."""
    for page, name in PAGES.items():
        path = REPOSITORY / name
        if path.is_file():
            files.append(File.generated(config, page, abs_src_path=str(path)))
    for page, path in notebook_pages().items():
        content = json.dumps(shown_notebook(path), ensure_ascii=False)
        target = Path(_MADE.name) / page
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(content, encoding="utf-8")
        files.append(
            File(
                page,
                src_dir=_MADE.name,
                dest_dir=config.site_dir,
                use_directory_urls=config.use_directory_urls,
            )
        )
    return files


def shown_notebook(path: Path) -> dict[str, Any]:
    """The student's notebook, with the outputs of the executed reference if there.

    Answers and hidden tests stay out: sources are the student's, and an answer cell
    gets no output.
    """
    notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    executed = EXECUTED / path.name
    outputs: dict[str, list[Any]] = {}
    if executed.is_file():
        run = json.loads(executed.read_text(encoding="utf-8"))
        outputs = {
            cell["id"]: cell["outputs"]
            for cell in run["cells"]
            if cell["cell_type"] == "code" and not _is_private(cell)
        }
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = outputs.get(cell["id"], [])
        else:
            # The table of contents leaves out what is set as code.
            text = _HEADING.sub(
                lambda line: line[0].replace("`", ""), "".join(cell["source"])
            )
            cell["source"] = formulas.drawn(text)
    return notebook


def _is_private(cell: dict[str, Any]) -> bool:
    """Whether what a cell says could give away an answer or a hidden test."""
    marks = cell["metadata"].get("nbgrader", {})
    is_hidden = str(marks.get("grade_id", "")).startswith("hidden_")
    has_error = any(output["output_type"] == "error" for output in cell["outputs"])
    return bool(marks.get("solution")) or is_hidden or has_error


def on_page_markdown(markdown: str, page: Page, **_others: Any) -> str:
    """Turn links between files of the repository into links between pages."""
    boost = next((b for end, b in BOOSTS.items() if page.file.src_uri.endswith(end)), 1)
    page.meta["search"] = {"boost": boost}
    if page.file.src_uri.endswith(".ipynb"):
        return markdown
    source = source_of(page.file.src_uri)
    home = source.parent.relative_to(REPOSITORY).as_posix()
    return _LINK.sub(lambda link: _relinked(link, home, page.file.src_uri), markdown)


# Parts of the theme that lack a name for those who hear the page.
_UNNAMED = {
    '<div class="md-search" data-md-component="search" role="dialog"': "Search",
    '<input class="md-toggle" data-md-toggle="search"': "Open the search",
    '<input class="md-toggle" data-md-toggle="drawer"': "Open the navigation",
}

_MATHJAX = re.compile(
    r"<!-- Load mathjax -->\s*<script.*?</script>"
    r"\s*<!-- MathJax configuration -->\s*<script.*?</script>",
    re.DOTALL,
)


def on_post_page(output: str, **_others: Any) -> str:
    """Name the parts of the theme that have no name; formulas need no MathJax."""
    output = _numbered(_MATHJAX.sub("", output))
    for start, name in _UNNAMED.items():
        output = output.replace(start, f'{start} aria-label="{name}"')
    return output


_HEADING_ID = re.compile(r'(<h[1-6]\b[^>]*\bid=")([^"]+)"')


def _numbered(output: str) -> str:
    """A heading that a notebook has twice gets the number that the contents give it."""
    met: Counter[str] = Counter()

    def number(found: re.Match[str]) -> str:
        name = found[2]
        met[name] += 1
        twin = f"_{met[name] - 1}" if met[name] > 1 else ""
        return f'{found[1]}{name}{twin}"'

    return _HEADING_ID.sub(number, output)


def on_post_template(output: str, template_name: str, **_others: Any) -> str:
    """The same for the page of a wrong address, which is made from a template."""
    return on_post_page(output) if template_name.endswith(".html") else output


def _relinked(link: re.Match[str], home: str, page: str) -> str:
    target, _, anchor = link["target"].partition("#")
    if not target or "://" in target or target.startswith("mailto:"):
        return link[0]
    place = posixpath.normpath(posixpath.join(home, target))
    if not (REPOSITORY / place).exists():
        log.warning("%s links to %s, which does not exist", page, place)
        return link[0]
    pages = {source: name for name, source in PAGES.items()}
    pages |= {name: name for name in notebook_pages()}
    found = pages.get(place)
    if found is None and place.startswith("docs/"):
        found = place.removeprefix("docs/")
    if found is None:
        return f"{link['text']} (`{place}`)" if link["text"] != place else f"`{place}`"
    where = posixpath.relpath(found, posixpath.dirname(page) or ".")
    anchor = f"#{anchor}" if anchor else ""
    return f"{link['image']}[{link['text']}]({where}{anchor})"
