"""What a page costs on a slow school network: bytes of words, scripts and style sheets, as a host sends them."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import pytest

from tests.dom import pages_of, read_page

MOST_WORDS = 60_000  # bytes of HTML, style sheet and scripts of a page, compressed
MOST_SCRIPT = 15_000
LIST_SCRIPT = 5_000
SEARCH_SCRIPTS = 16 * 1024
FILTER_SCRIPT = 2_000
SITE_SCRIPT = 2_000


@cache
def wire(path: Path) -> int:
    """The size of a file as hosts send it."""
    return len(gzip.compress(path.read_bytes(), mtime=0))


def linked(page: Path, tag: str, attribute: str, site: Path, **attributes: str) -> list[Path]:
    """The site's own files that a page names."""
    found = [
        one.attributes[attribute] for one in read_page(page).find(tag, **attributes) if attribute in one.attributes
    ]
    paths = [(page.parent / name).resolve() for name in found if not name.startswith("/")]
    return [path if path.is_file() else site / "missing" for path in paths]


def files_of(page: Path, site: Path) -> tuple[list[Path], list[Path]]:
    """The style sheets and the scripts of a page. The pages for missing addresses name them from the host's root."""
    if page.name == "404.html":
        page = page.with_name("index.html")
    return linked(page, "link", "href", site, rel="stylesheet"), linked(page, "script", "src", site)


def test_pages_of_text_are_light(sample_site: Path) -> None:
    pages = pages_of(sample_site)
    assert len(pages) > 100
    heavy = {}
    for page in pages:
        styles, scripts = files_of(page, sample_site)
        size = wire(page) + sum(map(wire, {*styles, *scripts}))
        if size > MOST_WORDS:
            heavy[page.relative_to(sample_site).as_posix()] = size
    assert heavy == {}


def test_scripts_are_light_and_wait(sample_site: Path) -> None:
    for page in pages_of(sample_site):
        _, scripts = files_of(page, sample_site)
        assert sum(wire(script) for script in scripts) <= MOST_SCRIPT, page
        for element in read_page(page).find("script"):
            if "src" in element.attributes:
                assert "defer" in element.attributes, page
            else:
                assert element.attributes.get("type") == "application/ld+json", page


def test_the_script_of_lists_is_on_lists_alone(sample_site: Path) -> None:
    found = {path.name: path for path in sample_site.glob("*/assets/lists.*.js")}
    assert len(found) == 1
    assert wire(next(iter(found.values()))) <= LIST_SCRIPT
    with_it = {page for page in pages_of(sample_site) if next(iter(found)) in page.read_text(encoding="utf-8")}
    assert with_it
    assert all(read_page(page).with_class("filters") for page in with_it)


def test_the_scripts_of_the_search_are_light_and_no_page_has_them(sample_site: Path) -> None:
    assets = sample_site / "kowhai/assets"
    names = ("stemmer", "search-words", "search-index", "search")
    searching = [next(assets.glob(f"{name}.????????.js")) for name in names]
    assert sum(map(wire, searching)) <= SEARCH_SCRIPTS
    assert wire(next(assets.glob("search-filters.*.js"))) <= FILTER_SCRIPT
    assert wire(next(assets.glob("site.????????.js"))) <= SITE_SCRIPT
    for page in pages_of(sample_site):
        assert not {script.name for script in files_of(page, sample_site)[1]} & {path.name for path in searching}


def test_one_style_sheet_holds_up_a_page(sample_site: Path) -> None:
    for page in pages_of(sample_site):
        styles, _ = files_of(page, sample_site)
        assert len(styles) == 1, page
        assert read_page(page).find("style") == [], page


@pytest.mark.parametrize("cluster", ["", "kowhai/"])
def test_each_site_has_one_style_sheet_and_no_font(sample_site: Path, cluster: str) -> None:
    assets = sample_site / f"{cluster}assets"
    # Style sheets of the build before may still be there.
    used = {path for page in pages_of(sample_site / cluster)[:1] for path in files_of(page, sample_site)[0]}
    assert {path.parent for path in used} == {assets}
    text = used.pop().read_text(encoding="utf-8")
    assert "@font-face" not in text and "@import" not in text and "url(" not in text
    assert not [path for path in sample_site.rglob("*") if path.suffix in {".woff", ".woff2", ".ttf", ".otf"}]
