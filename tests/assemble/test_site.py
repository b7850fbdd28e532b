"""What a page may ask of the portal, and the record of what it asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.assemble.references import Place
from generator.assemble.site import Query, SiteView
from tests.factories import make_cluster, make_entry, make_transcript, target
from tests.sites import Sites, make_asset, make_body, make_sites


@pytest.fixture(scope="module")
def sites() -> Sites:
    picture = make_asset("content/hereora/case-studies/a.jpg")
    body = make_body("[Kea](../videos/kea.md)\n\n> The kea asked.\n> — [Mere](../videos/kea.md)\n")
    return make_sites(
        make_entry("hereora/index", kind="home"),
        make_entry("a", date="2026-03-01", tags="Reading", schools="Kea School", featured="yes", body=body),
        make_entry("b", date="2026-02-01", tags="Reading, Writing", aliases="old-b"),
        make_entry(
            "kea",
            kind="video",
            date="2026-01-01",
            tags="Reading",
            transcripts=(make_transcript("Kia ora.", "The kea asked."),),
            follows="../case-studies/b.md",
            files={"follows": target("content/hereora/case-studies/b.md")},
        ),
        make_entry("about", kind="page", order="1"),
        make_entry("team", kind="page", files={"parent": target("content/hereora/pages/about.md")}),
        make_entry("kea-school", kind="school", title="Kea School"),
        make_entry("south/videos/ruru", kind="video", date="2026-04-01", lang="mi"),
        clusters=[
            make_cluster(schools=["Kea School"], video_help="pages/about.md"),
            make_cluster("south", language="mi"),
        ],
        assets=[picture],
    )


def names(ids: tuple[str, ...]) -> list[str]:
    return [entry_id.rsplit("/", 1)[-1] for entry_id in ids]


ASKED: list[tuple[Callable[[SiteView], object], set[tuple[str, str]]]] = [
    (lambda view: view.portal().config.title, {("config", "")}),
    (lambda view: view.cluster_config().config.title, {("config", "hereora")}),
    (lambda view: view.cluster_config("south").config.title, {("config", "south")}),
    (lambda view: view.clusters(), {("config", "")}),
    (lambda view: view.language("south"), {("config", "south")}),
    (lambda view: view.home(), {("route", "hereora")}),
    (lambda view: view.entry("hereora/videos/kea"), {("body", "hereora/videos/kea")}),
    (lambda view: view.card("south/videos/ruru"), {("card", "south/videos/ruru")}),
    (lambda view: view.address("hereora/videos/kea"), {("route", "hereora/videos/kea")}),
    (lambda view: view.ids(Query(kinds=("video",), limit=3)), {("ids", "hereora|video|=|None|3")}),
    (lambda view: view.ids(Query(taxonomy="tags", term="reading")), {("ids", "hereora||tags=reading|None|None")}),
    (lambda view: view.ids(Query(featured=True), "south"), {("ids", "south||=|True|None")}),
    (lambda view: view.taxonomy("tags"), {("terms", "hereora|tags")}),
    (lambda view: view.term("tags", "reading"), {("term", "hereora|tags=reading")}),
    (lambda view: view.near("tags", "reading"), {("near", "hereora|tags=reading")}),
    (lambda view: view.related("hereora/case-studies/a"), {("related", "hereora/case-studies/a")}),
    (lambda view: view.thread("hereora/videos/kea"), {("thread", "hereora/videos/kea")}),
    (lambda view: view.parent("hereora/pages/team"), {("tree", "hereora")}),
    (lambda view: view.children(""), {("tree", "hereora")}),
    (lambda view: view.place(target("content/x.md", fragment="y")), {("place", "hereora|content/x.md\ny")}),
    (lambda view: view.quote("hereora/case-studies/a", 0), {("quote", "hereora/case-studies/a")}),
    (lambda view: view.asset("content/x.jpg"), {("asset", "content/x.jpg")}),
    (lambda view: view.has_kind("event"), {("has", "hereora|event")}),
    (lambda view: view.has_terms("tags"), {("used", "hereora|tags")}),
    (lambda view: view.video_help(), {("config", "hereora")}),
    (lambda view: view.logo(), {("config", "hereora")}),
    (lambda view: view.ties(), {("ties", "hereora")}),
    (lambda view: view.segments("hereora/videos/kea"), {("segments", "hereora/videos/kea")}),
    (lambda view: view.moments("tags", "reading"), {("moments", "hereora|tags=reading")}),
    (lambda view: view.redirects(), {("redirects", "hereora")}),
]


@pytest.mark.parametrize(("ask", "reads"), ASKED)
def test_every_question_is_recorded(
    sites: Sites, ask: Callable[[SiteView], object], reads: set[tuple[str, str]]
) -> None:
    view = sites.view()
    assert view.reads == set()
    ask(view)
    assert view.reads == reads


def test_no_question_is_missing_above() -> None:
    asked = {name for ask, _ in ASKED for name in ask.__code__.co_names}
    public = {name for name, value in vars(SiteView).items() if callable(value) and not name.startswith("_")}
    assert public - {"noted"} <= asked  # which asks nothing by itself


def test_lists_are_newest_first_and_leave_the_front_page_out(sites: Sites) -> None:
    assert names(sites.view().ids(Query())) == ["a", "b", "kea", "about", "team", "kea-school"]


def test_queries_choose_by_kind_term_and_feature(sites: Sites) -> None:
    view = sites.view()
    assert names(view.ids(Query(kinds=("video", "page")))) == ["kea", "about", "team"]
    assert names(view.ids(Query(taxonomy="tags", term="reading"))) == ["a", "b", "kea"]
    assert names(view.ids(Query(taxonomy="tags", term="reading", kinds=("case-study",), limit=1))) == ["a"]
    assert names(view.ids(Query(taxonomy="tags", term="nothing"))) == []
    assert names(view.ids(Query(featured=True))) == ["a"]
    assert names(view.ids(Query(featured=False, limit=2))) == ["b", "kea"]
    assert names(view.ids(Query(limit=0))) == []


def test_different_questions_have_different_names() -> None:
    queries = [
        Query(),
        Query(kinds=("video",)),
        Query(kinds=("video", "page")),
        Query(taxonomy="tags", term="a"),
        Query(taxonomy="goals", term="a"),
        Query(featured=True),
        Query(featured=False),
        Query(limit=1),
        Query(limit=0),
    ]
    assert len({str(query) for query in queries}) == len(queries)


def test_entries_of_other_clusters_can_be_asked_for(sites: Sites) -> None:
    view = sites.view()
    assert view.card("south/videos/ruru").language == "mi"
    assert view.address("south/videos/ruru") == "south/videos/ruru/"
    assert names(view.ids(Query(), "south")) == ["ruru"]
    assert view.clusters() == ("hereora", "south")
    assert (view.language(), view.language("south")) == ("en-NZ", "mi")


def test_on_the_hub_the_language_is_the_portals(sites: Sites) -> None:
    assert sites.view("").language() == "en-NZ"


def test_threads_and_trees_are_given_both_ways(sites: Sites) -> None:
    view = sites.view()
    assert view.thread("hereora/videos/kea") == ("hereora/case-studies/b", ())
    assert view.thread("hereora/case-studies/b") == ("", ("hereora/videos/kea",))
    assert view.parent("hereora/pages/team") == "hereora/pages/about"
    assert names(view.children("hereora/pages/about")) == ["team"]
    assert names(view.children("")) == ["about"]


def test_places_quotes_and_files_are_looked_up(sites: Sites) -> None:
    view = sites.view()
    assert view.place(target("content/hereora/videos/kea.md")) == Place(entry="hereora/videos/kea")
    assert view.place(target("content/hereora/videos/nothing.md")) is None
    match = view.quote("hereora/case-studies/a", 0)
    assert match is not None and match.start == 5000
    assert view.quote("hereora/case-studies/a", 1) is None
    assert view.asset("content/hereora/case-studies/a.jpg") is not None
    assert view.asset("content/hereora/case-studies/b.jpg") is None
    assert view.redirects() == {"old-b/": "hereora/case-studies/b"}
    assert view.home() == "hereora/index"
    assert view.video_help() == "hereora/pages/about"
    assert view.has_kind("school") and not view.has_kind("event")
