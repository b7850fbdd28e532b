"""Pages on paper: what is read, the addresses of links, no navigation and no wasted sheet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

STUDY = "kowhai/case-studies/reading-partners/"
VIDEO = "kowhai/videos/walking-the-garden/"
# How many sheets of A4 each may take: with 30 lines to the sheet, these are as long as what they say.
SHEETS = {
    "kowhai/about/": 1,
    "kowhai/events/reading-night/": 1,
    "hereora/video-help/": 2,
    "kowhai/case-studies/": 2,
    STUDY: 3,
    "kowhai/": 3,
}


@pytest.fixture
def paper(page: Page, sample_site: Path, serve_folder: Callable[[Path], str]) -> Callable[[str], Page]:
    def lay(path: str) -> Page:
        page.set_viewport_size({"width": 673, "height": 986})
        page.goto(serve_folder(sample_site) + path, wait_until="load")
        page.emulate_media(media="print", color_scheme="dark")
        return page

    return lay


@pytest.mark.parametrize("path", [STUDY, VIDEO, "kowhai/case-studies/", "kowhai/tags/", "kowhai/"])
def test_the_frame_stays_on_the_screen(paper: Callable[[str], Page], path: str) -> None:
    page = paper(path)
    gone = (".skip", ".site-nav", ".crumbs", ".filters", ".paging", ".related", ".letters", "video", ".button")
    for part in gone:
        assert not any(one.is_visible() for one in page.locator(part).all()), part
    assert page.locator("h1").is_visible()
    assert page.locator("footer [rel=license]").last.is_visible()


def test_paper_is_white(paper: Callable[[str], Page]) -> None:
    page = paper(STUDY)
    colours = page.evaluate("[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]")
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_what_is_said_is_printed(paper: Callable[[str], Page]) -> None:
    page = paper(VIDEO)
    assert page.locator(".passage").first.is_visible() and page.locator(".passage").last.is_visible()


def test_addresses_of_links_are_printed(paper: Callable[[str], Page]) -> None:
    page = paper(STUDY)
    address = page.locator(".colophon a[rel=license]")
    assert address.evaluate("(one) => getComputedStyle(one, '::after').content") != "none"
    assert "creativecommons.org" in str(address.get_attribute("href"))


@pytest.mark.parametrize("path", sorted(SHEETS))
def test_no_sheet_is_wasted(paper: Callable[[str], Page], path: str) -> None:
    page = paper(path)
    for picture in page.locator("main img").all():
        picture.evaluate("(one) => { one.loading = 'eager'; return one.decode().catch(() => undefined); }")
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert pdf.count(b"/Type /Page\n") <= SHEETS[path]
