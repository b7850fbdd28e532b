"""Facts: every kind that a view records can be read, and says something else when its answer is another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator.assemble.facts import _READERS, fact_digest, fact_id
from generator.assemble.site import Query, SiteView
from generator.model.config import TermDefinition
from tests.assemble.test_site import ASKED
from tests.factories import make_cluster, make_entry, make_transcript, target
from tests.sites import Sites, make_asset, make_body, make_sites

KEA, A, B = "hereora/videos/kea", "hereora/case-studies/a", "hereora/case-studies/b"
VIDEO = make_entry("kea", kind="video")
Ask = Callable[[SiteView], object]


def digests(sites: Sites, reads: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    return {fact: fact_digest(fact, sites.portal, sites.sites) for fact in reads}


def asked(sites: Sites, ask: Ask, cluster: str = "hereora") -> tuple[object, set[tuple[str, str]]]:
    """What a view answers (or that it does not), and what it recorded."""
    view = sites.view(cluster)
    try:
        return ask(view), view.reads
    except KeyError:
        return "nothing", view.reads


def _film(segment: str = "One", text: str = "The kea asked.") -> Any:
    return make_entry(
        "kea",
        kind="video",
        transcripts=(make_transcript("Kia ora.", text),),
        segments=[{"start": "0:01", "title": segment, "tags": "Reading"}],
    )


QUOTE = make_body("> The kea asked.\n> — [Mere](../videos/kea.md)\n")
LINK = make_body("[Kea](../videos/kea.md)\n")
ABOUT = make_entry("about", kind="page", order="1")
PARENT = {"parent": target("content/hereora/pages/about.md")}
FOLLOWS = {"follows": target("content/hereora/case-studies/b.md")}
PICTURE = "content/hereora/case-studies/a.jpg"

# What is asked, and two small portals in which the answers differ. The second may lack what is asked for.
DIFFERENT: dict[str, tuple[Ask, Sites, Sites]] = {
    "portal": (lambda view: view.portal().config, make_sites(), make_sites(title="Another")),
    "clusters": (lambda view: view.clusters(), make_sites(), make_sites(clusters=[make_cluster(), make_cluster("s")])),
    "cluster_config": (
        lambda view: view.cluster_config().config,
        make_sites(),
        make_sites(clusters=[make_cluster(notice="New")]),
    ),
    "cluster_config, another's tags": (
        lambda view: view.cluster_config("south").tags,
        make_sites(clusters=[make_cluster(), make_cluster("south")]),
        make_sites(clusters=[make_cluster(), make_cluster("south", tags=(TermDefinition(name="x"),))]),
    ),
    "language": (lambda view: view.language(), make_sites(), make_sites(language="mi")),
    "home": (lambda view: view.home(), make_sites(), make_sites(make_entry("hereora/index", kind="home"))),
    "address": (lambda view: view.address(A), make_sites(make_entry("a")), make_sites(make_entry("a", slug="c"))),
    "address, gone": (lambda view: view.address(A), make_sites(make_entry("a")), make_sites()),
    "card": (lambda view: view.card(A), make_sites(make_entry("a")), make_sites(make_entry("a", title="Other"))),
    "card, gone": (lambda view: view.card(A), make_sites(make_entry("a")), make_sites()),
    "card, its picture": (
        lambda view: view.card(A).image,
        make_sites(make_entry("a", files={"image.src": target(PICTURE)}), assets=[make_asset(PICTURE)]),
        make_sites(make_entry("a", files={"image.src": target(PICTURE)}), assets=[make_asset(PICTURE, width=9)]),
    ),
    "entry, gone": (lambda view: view.entry(A), make_sites(make_entry("a")), make_sites()),
    "ids": (lambda view: view.ids(Query()), make_sites(make_entry("a")), make_sites(make_entry("a"), make_entry("b"))),
    "ids, their order": (
        lambda view: view.ids(Query(kinds=("case-study",), limit=2)),
        make_sites(make_entry("a", date="2026-01-01"), make_entry("b", date="2026-02-01")),
        make_sites(make_entry("a", date="2026-03-01"), make_entry("b", date="2026-02-01")),
    ),
    "ids, of a term": (
        lambda view: view.ids(Query(taxonomy="tags", term="x", limit=0)) or view.ids(Query(taxonomy="tags", term="x")),
        make_sites(make_entry("a", tags="x"), make_entry("b")),
        make_sites(make_entry("a", tags="x"), make_entry("b", tags="x")),
    ),
    "ids, featured": (
        lambda view: view.ids(Query(featured=True)),
        make_sites(make_entry("a")),
        make_sites(make_entry("a", featured="yes")),
    ),
    "ids, not featured": (
        lambda view: view.ids(Query(featured=False), "hereora"),
        make_sites(make_entry("a")),
        make_sites(make_entry("a", featured="yes")),
    ),
    "taxonomy": (
        lambda view: view.taxonomy("tags").terms,
        make_sites(make_entry("a", tags="x")),
        make_sites(make_entry("a", tags="x, y")),
    ),
    "near": (
        lambda view: view.near("tags", "x"),
        make_sites(make_entry("a", tags="x, y")),
        make_sites(make_entry("a", tags="x, z")),
    ),
    "term": (
        lambda view: view.term("tags", "x"),
        make_sites(make_entry("a", tags="x")),
        make_sites(make_entry("a", tags="x"), make_entry("b", tags="x")),
    ),
    "term, gone": (lambda view: view.term("tags", "x"), make_sites(make_entry("a", tags="x")), make_sites()),
    "related": (
        lambda view: view.related(A),
        make_sites(make_entry("a", tags="x"), make_entry("b")),
        make_sites(make_entry("a", tags="x"), make_entry("b", tags="x")),
    ),
    "thread": (
        lambda view: view.thread(A),
        make_sites(make_entry("a"), make_entry("b")),
        make_sites(make_entry("a", files=FOLLOWS), make_entry("b")),
    ),
    "thread, later": (
        lambda view: view.thread(B),
        make_sites(make_entry("a"), make_entry("b")),
        make_sites(make_entry("a", files=FOLLOWS), make_entry("b")),
    ),
    "parent": (
        lambda view: view.parent("hereora/pages/team"),
        make_sites(ABOUT, make_entry("team", kind="page")),
        make_sites(ABOUT, make_entry("team", kind="page", files=PARENT)),
    ),
    "children": (
        lambda view: view.children("hereora/pages/about"),
        make_sites(ABOUT, make_entry("team", kind="page")),
        make_sites(ABOUT, make_entry("team", kind="page", files=PARENT)),
    ),
    "children, at the top": (lambda view: view.children(""), make_sites(), make_sites(ABOUT)),
    "place": (
        lambda view: view.place(target("content/hereora/videos/kea.md")),
        make_sites(make_entry("a", body=LINK), VIDEO),
        make_sites(make_entry("a", body=LINK)),
    ),
    "place, with # in its name": (
        lambda view: view.place(target("content/hereora/videos/kea #1.md")),
        make_sites(
            make_entry("a", body=make_body("[x](<../videos/kea %231.md>)\n")),
            make_entry("hereora/videos/kea #1", kind="video"),
        ),
        make_sites(make_entry("a", body=make_body("[x](<../videos/kea %231.md>)\n"))),
    ),
    "quote": (
        lambda view: view.quote(A, 0),
        make_sites(make_entry("a", body=QUOTE), _film()),
        make_sites(
            make_entry("a", body=QUOTE),
            make_entry("kea", kind="video", transcripts=(make_transcript("The kea asked."),)),
        ),
    ),
    "quote, gone": (
        lambda view: view.quote(A, 0),
        make_sites(make_entry("a", body=QUOTE), _film()),
        make_sites(make_entry("a", body=QUOTE)),
    ),
    "asset": (lambda view: view.asset(PICTURE), make_sites(), make_sites(assets=[make_asset(PICTURE)])),
    "asset, its address": (
        lambda view: view.asset(PICTURE),
        make_sites(assets=[make_asset(PICTURE)]),
        make_sites(assets=[make_asset(PICTURE, address="media/a.other.jpg")]),
    ),
    "has_terms": (
        lambda view: view.has_terms("tags"),
        make_sites(make_entry("a")),
        make_sites(make_entry("a", tags="x")),
    ),
    "has_kind": (lambda view: view.has_kind("video"), make_sites(), make_sites(VIDEO)),
    "video_help": (
        lambda view: view.video_help(),
        make_sites(ABOUT, clusters=[make_cluster(video_help="pages/about.md")]),
        make_sites(clusters=[make_cluster(video_help="pages/about.md")]),
    ),
    "logo": (
        lambda view: view.logo(),
        make_sites(clusters=[make_cluster(logo="a.jpg")]),
        make_sites(clusters=[make_cluster(logo="b.jpg")]),
    ),
    "ties": (
        lambda view: view.ties(),
        make_sites(make_entry("a", schools="Kea School")),
        make_sites(make_entry("a", schools="Kea School, Tui School")),
    ),
    "segments": (lambda view: view.segments(KEA), make_sites(_film()), make_sites(_film("Two"))),
    "segments, gone": (lambda view: view.segments(KEA), make_sites(_film()), make_sites()),
    "moments": (lambda view: view.moments("tags", "reading"), make_sites(_film()), make_sites(VIDEO)),
    "redirects": (
        lambda view: view.redirects(),
        make_sites(make_entry("a")),
        make_sites(make_entry("a", aliases="old")),
    ),
}


@pytest.mark.parametrize(("ask", "one", "other"), DIFFERENT.values(), ids=DIFFERENT)
def test_another_answer_is_another_digest(ask: Ask, one: Sites, other: Sites) -> None:
    answer, reads = asked(one, ask)
    assert asked(other, ask)[0] != answer
    assert reads
    before, after = digests(one, reads), digests(other, reads)
    assert before != after
    assert digests(one, reads) == before


def test_an_entry_is_known_by_the_digest_of_its_files() -> None:
    one, other = make_sites(make_entry("a")), make_sites(replace(make_entry("a"), digest="other"))
    _, reads = asked(one, lambda view: view.entry(A))
    assert digests(one, reads) != digests(other, reads)


def test_every_question_is_tried_above() -> None:
    tried = {name.partition(",")[0] for name in DIFFERENT}
    public = {name for name, value in vars(SiteView).items() if callable(value) and not name.startswith("_")}
    assert public - {"noted"} == tried  # which asks nothing by itself


@pytest.mark.parametrize(("ask", "reads"), ASKED)
def test_every_fact_that_is_recorded_can_be_read(ask: Ask, reads: set[tuple[str, str]]) -> None:
    sites = make_sites(clusters=[make_cluster(), make_cluster("south")])
    assert {kind for kind, _ in reads} <= _READERS.keys()
    assert digests(sites, reads) == digests(sites, reads)


def test_a_cluster_that_is_gone_changes_every_fact_of_it() -> None:
    both = make_sites(
        make_entry("south/videos/ruru", kind="video", tags="x", aliases="old"),
        clusters=[make_cluster(), make_cluster("south")],
    )
    one = make_sites()
    for kind, key in (
        ("config", "south"),
        ("route", "south/videos/ruru"),
        ("card", "south/videos/ruru"),
        ("body", "south/videos/ruru"),
        ("ids", "south||=|None|None"),
        ("terms", "south|tags"),
        ("term", "south|tags=x"),
        ("redirects", "south"),
        ("ties", "south"),
        ("tree", "south"),
        ("has", "south|video"),
    ):
        fact = (kind, key)
        assert fact_digest(fact, both.portal, both.sites) != fact_digest(fact, one.portal, one.sites), fact


def test_facts_have_numbers_of_their_own() -> None:
    facts = {fact for _, reads in ASKED for fact in reads} | {("a", "b c"), ("a b", "c/")}
    assert len({fact_id(fact) for fact in facts}) == len(facts)
    assert all(0 <= fact_id(fact) < 2**64 for fact in facts)
