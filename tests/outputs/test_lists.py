"""Lists of a kind, in pages of 24."""

from __future__ import annotations

import pytest

from generator.outputs.lists import page_count, page_folder
from generator.render.contexts import PAGE_SIZE
from tests.factories import make_entry
from tests.sites import Sites, make_sites


def studies(count: int) -> Sites:
    return make_sites(*(make_entry(f"e{n:03}", date=f"2026-{n // 28 + 1:02}-{n % 28 + 1:02}") for n in range(count)))


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (24, 1), (25, 2), (48, 2), (49, 3)])
def test_a_page_holds_24(count: int, pages: int) -> None:
    assert PAGE_SIZE == 24
    assert page_count(count) == pages


def test_the_first_page_is_the_list_itself() -> None:
    assert [page_folder(number) for number in (1, 2, 30)] == ["", "page/2/", "page/30/"]


def test_every_entry_is_on_one_page_newest_first() -> None:
    sites = studies(49)
    paths = [path for path in sites.paths if path.startswith("hereora/case-studies/") and "/e" not in path]
    folder = "hereora/case-studies/"
    assert paths == [f"{folder}index.html", f"{folder}page/2/index.html", f"{folder}page/3/index.html"]
    shown = []
    for path in paths:
        words = sites.made(path).decode()
        here = [f"e{n:03}" for n in range(48, -1, -1) if f">e{n:03}</a>" in words]
        assert sorted(here, key=lambda name: words.index(f">{name}</a>")) == here
        shown += here
    assert shown == [f"e{n:03}" for n in range(48, -1, -1)]


def test_the_pages_of_a_list_link_to_one_another() -> None:
    sites = studies(49)
    first, second, third = (
        sites.made(f"hereora/case-studies/{folder}index.html").decode() for folder in ("", "page/2/", "page/3/")
    )
    assert 'href="page/2/" rel="next"' in first and 'rel="prev"' not in first
    assert 'href="../../" rel="prev"' in second and 'href="../3/" rel="next"' in second
    assert 'href="../2/" rel="prev"' in third and 'rel="next"' not in third
    assert 'href="./" aria-current="page"' in second


def test_further_pages_say_which_they_are() -> None:
    words = studies(25).made("hereora/case-studies/page/2/index.html").decode()
    assert "<title>Case studies (Page 2 of 2)" in words
    assert '<a href="../../">Case studies</a>' in words


def test_a_list_of_one_page_has_no_paging() -> None:
    words = studies(24).made("hereora/case-studies/index.html").decode()
    assert 'class="paging"' not in words
    assert "24 shared examples" in words


def test_kinds_without_entries_have_no_list() -> None:
    assert "hereora/videos/index.html" not in studies(1).paths
