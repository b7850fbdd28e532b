"""The sample site in a real browser, at a sub-path of a server and opened as files: quiet, whole, and by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

PAGES = (
    "index.html",
    "hereora/index.html",
    "hereora/videos/index.html",
    "hereora/videos/becoming-a-truly-collaborative-cluster/index.html",
    "hereora/tags/index.html",
    "hereora/tags/leadership/index.html",
    "hereora/video-help/index.html",
    "kowhai/index.html",
    "kowhai/case-studies/index.html",
    "kowhai/events/index.html",
    "kowhai/schools/index.html",
    "kowhai/goals/index.html",
    "lwdt-south/working-with-clusters-in-the-south/index.html",
)
ONE_OF_EACH = ("kowhai/case-studies/*/index.html", "kowhai/videos/*/index.html", "kowhai/events/*/index.html")
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""


@dataclass
class Watch:
    """What a page said and asked for while it was open."""

    problems: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Listen to a page."""
        page.add_init_script(LISTEN)
        page.on("console", lambda m: self.problems.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        # What is still on its way when the page is left is aborted by that.
        page.on(
            "requestfailed",
            lambda r: self.problems.append(f"{r.url} failed: {r.failure}") if r.failure != "net::ERR_ABORTED" else None,
        )
        page.on("response", lambda r: self.problems.append(f"{r.url}: {r.status}") if r.status >= 400 else None)
        page.on("request", lambda request: self.asked.append(request.url))
        return page


@pytest.fixture
def watch() -> Watch:
    return Watch()


def _some_pages(site: Path) -> Iterator[str]:
    yield from PAGES
    for pattern in ONE_OF_EACH:
        yield from (path.relative_to(site).as_posix() for path in sorted(site.glob(pattern))[:2])


def _open_all(context: BrowserContext, watch: Watch, base: str, names: list[str]) -> None:
    page = watch.over(context.new_page())
    for name in names:
        before = len(watch.problems)
        page.goto(base + name, wait_until="load")
        watch.problems += page.evaluate("window.violations")
        watch.problems[before:] = [f"{name}: {problem}" for problem in watch.problems[before:]]
        assert page.locator("h1").first.is_visible(), name


def test_pages_are_quiet_at_a_sub_path(
    context: BrowserContext, watch: Watch, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    base = f"{serve_folder(sample_site.parent)}{sample_site.name}/"
    names = [name.removesuffix("index.html") for name in _some_pages(sample_site)]
    _open_all(context, watch, base, names)
    assert watch.problems == []
    assert {urlsplit(url).netloc for url in watch.asked if not url.startswith("data:")} == {urlsplit(base).netloc}
    assert all(urlsplit(url).path.startswith(urlsplit(base).path) for url in watch.asked if url.startswith("http"))


def test_pages_are_quiet_as_files(context: BrowserContext, watch: Watch, sample_files: Path) -> None:
    _open_all(context, watch, f"{sample_files.as_uri()}/", list(_some_pages(sample_files)))
    assert watch.problems == []
    assert {urlsplit(url).scheme for url in watch.asked} <= {"file", "data"}


def test_links_lead_to_pages_as_files(page: Page, sample_files: Path) -> None:
    page.goto((sample_files / "hereora/index.html").as_uri())
    page.locator("main a[href*='videos/becoming']").first.click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "Hereora: Becoming a truly collaborative cluster"


def test_pages_read_without_javascript(
    chromium: Browser, watch: Watch, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = watch.over(context.new_page())
    page.goto(serve_folder(sample_site) + "hereora/videos/becoming-a-truly-collaborative-cluster/")
    text = page.locator("main").inner_text()
    assert "It almost became, I think, a natural progression" in text
    assert "2:29" in text
    assert watch.problems == []
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_the_screen(
    chromium: Browser, sample_site: Path, serve_folder: Callable[[Path], str], width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    base = serve_folder(sample_site)
    wide = []
    for name in _some_pages(sample_site):
        page.goto(base + name, wait_until="load")
        if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide.append(f"{name}: {found} px")
    context.close()
    assert wide == []
