"""Term pages and the index of each taxonomy."""

from __future__ import annotations

import re

from generator.model.config import TermDefinition
from generator.outputs.terms import term_address
from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_sites

TAGS = (
    TermDefinition(name="Literacy", description="Reading and writing.", aliases=("Te reo matatini",)),
    TermDefinition(name="Reading", broader="Literacy"),
    TermDefinition(name="Unused"),
    TermDefinition(name="Gone", broader="Unused"),
)


def portal(count: int = 2) -> Sites:
    return make_sites(
        *(make_entry(f"e{n:02}", tags="Reading, Pairs", schools="Kea School") for n in range(count)),
        make_entry("x", tags="te reo matatini"),
        make_entry("kea-school", kind="school", title="Kea School", schools="Kea School"),
        clusters=[make_cluster(tags=TAGS, schools=["Kea School", "Tui School"], goals=["Every goal"])],
    )


def test_a_terms_page_tells_what_it_is_and_what_has_it() -> None:
    words = portal().made("hereora/tags/literacy/index.html").decode()
    assert "Reading and writing." in words and "Te reo matatini" in words
    assert '<a href="../reading/">Reading</a>' in words
    assert 'href="../../case-studies/x/"' in words
    assert 'type="application/atom+xml" title="Newest: Literacy" href="feed.xml"' in words


def test_a_term_links_to_the_wider_one_and_those_beside_it() -> None:
    words = portal().made("hereora/tags/reading/index.html").decode()
    assert '<a href="../literacy/">Literacy</a>' in words
    assert '<a href="../pairs/">Pairs</a>' in words


def test_the_index_of_tags_leaves_out_those_nobody_uses() -> None:
    words = portal().made("hereora/tags/index.html").decode()
    assert ">Literacy</a>" in words and ">Reading</a>" in words
    assert "Unused" not in words and "Gone" not in words


def test_the_index_of_goals_and_schools_shows_what_is_missing() -> None:
    assert ">Every goal</a>" in portal().made("hereora/goals/index.html").decode()
    words = portal().made("hereora/schools/index.html").decode()
    assert 'href="tui-school/"' in words and 'href="kea-school/"' in words


def test_a_school_with_a_page_has_only_further_pages_of_its_list() -> None:
    paths = [path for path in portal(25).paths if path.startswith("hereora/schools/kea-school/")]
    assert paths == [
        "hereora/schools/kea-school/index.html",
        "hereora/schools/kea-school/page/2/index.html",
        "hereora/schools/kea-school/feed.xml",
    ]
    words = portal(25).made("hereora/schools/kea-school/page/2/index.html").decode()
    assert 'href="../../" rel="prev"' in words
    assert words.count('<li class="card') == 1
    assert "hereora/schools/kea-school/page/2/index.html" not in portal(24).paths


def test_long_terms_have_pages() -> None:
    sites = portal(25)
    assert "hereora/tags/reading/page/2/index.html" in sites.paths
    assert sites.made("hereora/tags/reading/page/2/index.html").decode().count('<li class="card') == 1


def test_a_term_is_at_its_slug_or_at_its_schools_page() -> None:
    site = portal().hereora
    assert term_address(site, site.taxonomies["tags"].terms["reading"]) == "tags/reading/"
    assert term_address(site, site.taxonomies["schools"].terms["kea-school"]) == "schools/kea-school/"
    assert term_address(site, site.taxonomies["schools"].terms["tui-school"]) == "schools/tui-school/"


def test_taxonomies_without_terms_have_no_pages() -> None:
    assert not any(path.startswith("hereora/levels/") for path in portal().paths)


def test_many_tags_are_shown_by_letter_and_by_use() -> None:
    names = ["Ākonga", "Ako", "Awa", "Whānau", "Writing", "3D printing", "Reading", "Rivers", "ōrite", "Maths"]
    entries = [make_entry(f"e{n}", tags=[name, "Whānau"]) for n, name in enumerate(names)]
    words = make_sites(*entries).made("hereora/tags/index.html").decode()
    letters = re.findall(r'<dt id="([^"]+)">([^<]+)</dt>', words)
    assert letters == [
        ("letter-0-9", "0–9"),
        *((f"letter-{one}", one.upper()) for one in "amorw"),
    ]
    assert all(f'href="#{place}"' in words for place, _ in letters)
    by_letter, by_use = words.split('id="most-used"')
    assert by_letter.index(">Ako<") < by_letter.index(">Ākonga<") < by_letter.index(">Awa<")
    assert by_use.index(">Whānau<") < by_use.index(">3D printing<")


def test_a_few_tags_and_ordered_terms_are_one_list() -> None:
    assert "most-used" not in portal().made("hereora/tags/index.html").decode()
    goals = [f"Goal {n}" for n in range(12)]
    words = make_sites(make_entry("a", goals=goals), clusters=[make_cluster(goals=goals)])
    assert "most-used" not in words.made("hereora/goals/index.html").decode()
