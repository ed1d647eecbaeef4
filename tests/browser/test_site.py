"""The documentation site is accessible, in light and in dark."""

import subprocess
import sys

import pytest

from tests.browser.conftest import REPOSITORY, serious_findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    pytest.importorskip("mkdocs")
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", folder],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
    )
    return folder


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_finding_on_any_page(site, browser, screenshot, scheme):
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme
    )
    page = context.new_page()
    findings = []
    notebook = site / "notebooks" / "2_logistic_regression.html"
    for path in [*sorted(site.glob("*.html")), notebook]:
        page.goto(path.as_uri())
        findings += [f"{path.name}: {found}" for found in serious_findings(page)]
        if path.name == "index.html":
            screenshot(page, f"site_{scheme}")
    context.close()
    assert findings == []


# What stands on a page and leads nowhere: [address] of each link.
DEAD_LINKS = """
() => [...document.querySelectorAll('a[href]')]
    .filter(link => link.href.split('#')[0] === location.href.split('#')[0])
    .map(link => decodeURIComponent(link.hash.slice(1)))
    .filter(name => name && !document.getElementById(name)
                    && !document.getElementsByName(name).length)
"""
# Text outside code that only LaTeX would look like.
RAW_LATEX = r"""
() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const found = []
    while (walker.nextNode()) {
        const node = walker.currentNode
        const inside = node.parentElement.closest('pre, code, script, style, math')
        if (!inside && /\\(frac|sum|mu|ln|text|sqrt|cdot)\b|\$[^$]+\$/.test(node.data))
            found.push(node.data.trim().slice(0, 80))
    }
    return found
}
"""


def test_every_page_is_whole_without_a_network(site, browser):
    context = browser.new_context()
    page = context.new_page()
    faults = []
    page.on(
        "console",
        lambda said: said.type == "error" and faults.append(f"{page.url}: {said.text}"),
    )
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda asked: faults.append(f"lacks {asked.url}"))
    page.on(
        "request",
        lambda asked: (
            asked.url.startswith(("file:", "data:", "blob:"))
            or faults.append(f"asks for {asked.url}")
        ),
    )
    formulas = 0
    for path in sorted(site.rglob("*.html")):
        if path.name == "404.html":  # a web server shows it, wherever it was asked
            continue
        page.goto(path.as_uri())
        name = path.relative_to(site)
        faults += [f"{name}: no #{link}" for link in page.evaluate(DEAD_LINKS)]
        faults += [f"{name}: {text}" for text in page.evaluate(RAW_LATEX)]
        formulas += page.locator("math").count()
    context.close()
    assert not faults, "\n".join(faults)
    assert formulas > 100
