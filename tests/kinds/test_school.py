"""Schools: everything a school shares, on its own page."""

from __future__ import annotations

import json

from generator.kinds.school import school_entries
from generator.render.contexts import PAGE_SIZE
from generator.render.contract import SchoolPage
from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_sites

KEA = "hereora/schools/kea"


def school(entries: int, **fields: object) -> Sites:
    return make_sites(
        make_entry("kea", kind="school", **{"title": "Kea School", **fields}),  # type: ignore[arg-type]
        *(make_entry(f"e{n:02}", schools="Kea School", date=f"2026-01-{n % 28 + 1:02}") for n in range(entries)),
        make_entry("other", schools="Tui School"),
        clusters=[make_cluster(schools=["Kea School", "Tui School"])],
    )


def test_a_school_shows_what_it_shares() -> None:
    page = school(2).page_of(KEA)
    assert isinstance(page, SchoolPage)
    assert [card.title for card in page.entries] == ["e01", "e00"]
    assert (page.count, page.next_url) == (2, "")
    assert [(link.title, link.url) for link in page.breadcrumb] == [
        ("Home", "../../"),
        ("Schools", "../"),
        ("Kea School", ""),
    ]


def test_a_school_that_shares_much_has_further_pages() -> None:
    page = school(PAGE_SIZE).page_of(KEA)
    assert (len(page.entries), page.count, page.next_url) == (PAGE_SIZE, PAGE_SIZE, "")
    page = school(PAGE_SIZE + 1).page_of(KEA)
    assert (len(page.entries), page.count, page.next_url) == (PAGE_SIZE, PAGE_SIZE + 1, "page/2/")


def test_a_school_does_not_list_its_own_page() -> None:
    sites = school(1, schools="Kea School")
    assert [card.title for card in sites.page_of(KEA).entries] == ["e00"]
    assert school_entries(sites.view(), KEA, "kea-school") == ("hereora/case-studies/e00",)
    assert school_entries(sites.view(), KEA, "") == ()


def test_a_school_that_shares_nothing_yet_has_a_page() -> None:
    assert (school(0).page_of(KEA).entries, school(0).page_of(KEA).count) == ((), 0)


def test_a_school_is_an_organisation() -> None:
    facts = json.loads(school(0).page_of(KEA).json_ld)["@graph"][1]
    assert (facts["@type"], facts["name"]) == ("EducationalOrganization", "Kea School")
