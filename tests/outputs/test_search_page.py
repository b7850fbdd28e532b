"""The search page: what it offers to readers without a script, and what its scripts need."""

from __future__ import annotations

import re

from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_sites


def portal() -> Sites:
    return make_sites(
        make_entry("reading", tags="Reading, Ako", schools="Kea School"),
        make_entry("writing", tags="Reading"),
        make_entry("kea", kind="video"),
        make_entry("mokemoke", draft="yes", tags="Muna"),
        clusters=[make_cluster(schools=["Kea School", "Tui School"], goals=["Reading for pleasure"])],
        url="https://portal.example.org/",
    )


def links(words: str) -> list[tuple[str, str, str]]:
    return re.findall(r'<li><a href="([^"]*)">([^<]*)</a> <span class="count">(\d+)</span></li>', words)


def test_everything_can_be_found_without_a_script() -> None:
    words = portal().made("hereora/search/index.html").decode()
    assert links(words) == [
        ("../case-studies/", "Case studies", "2"),
        ("../videos/", "Videos", "1"),
        ("../schools/kea-school/", "Kea School", "1"),
        ("../tags/ako/", "Ako", "1"),
        ("../tags/reading/", "Reading", "2"),
    ]
    assert "<noscript>" in words


def test_the_hub_leads_to_its_clusters() -> None:
    assert links(portal().made("search/index.html").decode()) == [("../hereora/", "Hereora", "3")]


def test_each_page_has_one_box() -> None:
    sites = portal()
    for path in sites.paths:
        if path.endswith(".html") and "old" not in path:
            words = sites.made(path).decode()
            assert words.count('type="search" id="search" name="q"') == 1, path
            assert words.count('id="search-results"') == words.count('id="search-status"') == 1, path


def test_the_box_leads_to_the_search_of_its_own_site() -> None:
    sites = portal()
    action = re.compile(r'role="search" action="([^"]*)"')
    assert action.findall(sites.made("hereora/case-studies/reading/index.html").decode()) == ["../../search/"]
    assert action.findall(sites.made("hereora/search/index.html").decode()) == ["./"]
    assert action.findall(sites.made("index.html").decode()) == ["search/"]
    assert action.findall(sites.made("hereora/404.html").decode()) == ["/hereora/search/"]
    assert action.findall(sites.made("hereora/index.html", explicit_links=True).decode()) == ["search/index.html"]


def test_the_filters_wait_for_their_choices() -> None:
    words = portal().made("hereora/search/index.html").decode()
    names = re.findall(r'<fieldset class="filter" data-name="(\w+)" hidden>\s*<legend>([^<]+)</legend>', words)
    assert names[:3] == [("cluster", "Clusters"), ("kind", "Kind"), ("goal", "Goals")]
    assert [name for name, _ in names][3:] == ["school", "level", "area", "phase", "tag", "language", "year"]


def test_an_empty_site_has_its_search_page_too() -> None:
    assert links(make_sites().made("hereora/search/index.html").decode()) == []
    assert links(make_sites().made("search/index.html").decode()) == []


def test_search_engines_may_list_it() -> None:
    words = portal().made("hereora/search/index.html").decode()
    assert "noindex" not in words
    assert "<title>Search – Hereora</title>" in words
    assert "hereora/search/" in portal().made("hereora/sitemap.xml").decode()
