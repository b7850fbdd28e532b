"""The front page of a cluster, and the page for addresses that are not there."""

from __future__ import annotations

import json
import re

from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_body, make_sites


def portal() -> Sites:
    return make_sites(
        make_entry(
            "hereora/index", kind="home", title="Nau mai", body=make_body("Haere mai.", "content/hereora/index.md")
        ),
        *(make_entry(f"e{n:02}", date=f"2026-01-{n + 1:02}", tags=f"t{n:02}, common") for n in range(14)),
        make_entry("best", featured="yes", date="2026-02-01"),
        make_entry("hui", kind="event", start="2026-08-14"),
        make_entry("about", kind="page"),
        clusters=[make_cluster(vision="Every learner known by name.", goals=["Second", "First"])],
        url="https://portal.example.org/",
    )


def cards(words: str) -> list[str]:
    return re.findall(r'<h3 class="card-title"[^>]*><a href="[^"]*">([^<]*)</a>', words)


def test_the_front_page_shows_what_is_featured_and_what_is_new() -> None:
    words = portal().made("hereora/index.html").decode()
    assert "Haere mai." in words
    assert [name for name in cards(words) if name == "best" or name[0] == "e"] == [
        "best",
        *(f"e{n:02}" for n in range(13, 4, -1)),
    ]
    assert '<h3><a href="events/hui/">hui</a></h3>' in words
    assert "about" not in cards(words)
    assert words.index(">Second</a>") < words.index(">First</a>")


def test_terms_to_browse_by_are_those_used_most() -> None:
    words = portal().made("hereora/index.html").decode()
    tags = re.findall(r'href="tags/([^"/]+)/"', words)
    assert tags[0] == "common"
    assert len(set(tags)) == 12


def test_the_front_page_is_the_site_to_machines() -> None:
    words = portal().made("hereora/index.html").decode()
    data = json.loads(words.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert (data["@type"], data["name"], data["url"]) == ("WebSite", "Nau mai", "https://portal.example.org/hereora/")


def test_without_an_index_the_front_page_has_the_clusters_own_words() -> None:
    words = (
        make_sites(make_entry("a"), clusters=[make_cluster(vision="Known by name.")])
        .made("hereora/index.html")
        .decode()
    )
    assert "<title>Hereora</title>" in words
    assert "Known by name." in words


def test_the_front_page_of_an_empty_cluster_is_a_page() -> None:
    assert b"</html>" in make_sites().made("hereora/index.html")


def test_the_page_for_missing_addresses_leads_on_and_is_not_indexed() -> None:
    words = portal().made("hereora/404.html").decode()
    assert 'href="/hereora/case-studies/"' in words
    assert '<meta name="robots" content="noindex">' in words
    assert 'rel="canonical"' not in words
    relative = re.findall(r'(?:href|src)="(?!https?:|/|#)([^"]*)"', words)
    assert relative == []
