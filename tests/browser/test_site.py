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
