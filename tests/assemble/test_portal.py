"""All entries become the sites of all clusters."""

from __future__ import annotations

from collections.abc import Mapping

from generator.core.diagnostics import Severity
from generator.model.config import TermDefinition
from tests.factories import make_cluster, make_entry, target
from tests.sites import Sites, make_asset, make_body, make_sites


def names(ids: tuple[str, ...]) -> list[str]:
    return [entry_id.rsplit("/", 1)[-1] for entry_id in ids]


def study(name: str) -> str:
    return f"content/hereora/case-studies/{name}.md"


def test_related_entries_are_those_chosen_by_hand_and_then_those_alike() -> None:
    sites = make_sites(
        make_entry("a", tags="Reading", files={"related.0": target(study("far"))}),
        make_entry("b", tags="Reading"),
        make_entry("far", tags="Gardens"),
    )
    assert names(sites.hereora.related["hereora/case-studies/a"]) == ["far", "b"]
    assert names(sites.hereora.related["hereora/case-studies/b"]) == ["a"]


def test_an_entry_is_not_related_to_itself_nor_to_schools_and_the_front_page() -> None:
    sites = make_sites(
        make_entry("hereora/index", kind="home", tags="Reading"),
        make_entry("a", tags="Reading", files={"related.0": target(study("a"))}),
        make_entry("kea-school", kind="school", tags="Reading"),
    )
    assert sites.hereora.related["hereora/case-studies/a"] == ()


def test_the_entries_of_a_thread_are_not_shown_a_second_time() -> None:
    files = {"related.0": target(study("before")), "follows": target(study("before"))}
    sites = make_sites(
        make_entry("after", follows="before.md", files=files, tags="Reading"),
        make_entry("before", files={"related.0": target(study("after"))}, tags="Reading"),
    )
    assert sites.hereora.related["hereora/case-studies/after"] == ()
    assert sites.hereora.related["hereora/case-studies/before"] == ()
    assert sites.hereora.earlier == {"hereora/case-studies/after": "hereora/case-studies/before"}
    assert sites.hereora.later == {"hereora/case-studies/before": ("hereora/case-studies/after",)}


def test_those_that_follow_are_in_the_order_of_their_dates() -> None:
    follows = {"follows": target(study("first"))}
    sites = make_sites(
        make_entry("first"),
        make_entry("a", date="2026-03-01", files=follows),
        make_entry("b", date="2026-01-01", files=follows),
        make_entry("c", date="2026-02-01", files=follows),
    )
    assert names(sites.hereora.later["hereora/case-studies/first"]) == ["b", "c", "a"]


def test_pages_stand_by_their_order_and_then_by_their_title() -> None:
    above = {"parent": target("content/hereora/pages/about.md")}
    sites = make_sites(
        make_entry("about", kind="page", order="2"),
        make_entry("zebra", kind="page", order="1"),
        make_entry("apple", kind="page"),
        make_entry("x", kind="page", title="Ākina", files=above),
        make_entry("y", kind="page", title="Bees", files=above),
        make_entry("z", kind="page", title="Last", order="9", files=above),
    )
    assert names(sites.hereora.roots) == ["zebra", "about", "apple"]
    assert names(sites.hereora.children["hereora/pages/about"]) == ["z", "x", "y"]
    assert sites.hereora.parents["hereora/pages/x"] == "hereora/pages/about"


def test_a_circle_of_pages_is_told_and_cut() -> None:
    sites = make_sites(
        make_entry("a", kind="page", files={"parent": target("content/hereora/pages/b.md")}),
        make_entry("b", kind="page", files={"parent": target("content/hereora/pages/a.md")}),
    )
    assert sites.names == ["circle"]
    assert len(sites.hereora.parents) == 1


def test_a_page_below_a_page_of_another_cluster_is_told_and_stays_at_the_top() -> None:
    sites = make_sites(
        make_entry("hereora/pages/a", kind="page", files={"parent": target("content/south/pages/b.md")}),
        make_entry("south/pages/b", kind="page", files={"parent": target("content/hereora/pages/a.md")}),
        clusters=[make_cluster(), make_cluster("south")],
    )
    assert sites.names == ["wrong-entry", "wrong-entry"]
    assert sites.hereora.parents == {}
    assert names(sites.hereora.roots) == ["a"]


def test_the_front_page_cannot_be_chosen() -> None:
    home = target("content/hereora/index.md")
    sites = make_sites(
        make_entry("hereora/index", kind="home"),
        make_entry("a", files={"related.0": home, "follows": home}),
        make_entry("about", kind="page", files={"parent": home}),
    )
    assert sites.names == ["wrong-entry"] * 3
    assert names(sites.hereora.roots) == ["about"]
    assert sites.hereora.related["hereora/case-studies/a"] == ()


def test_video_help_is_an_entry_that_the_cluster_names() -> None:
    page = make_entry("help", kind="page")
    assert make_sites(page, clusters=[make_cluster(video_help="pages/help.md")]).hereora.video_help == page.id
    wrong = make_sites(page, clusters=[make_cluster(video_help="pages/hepl.md")])
    assert (wrong.names, wrong.hereora.video_help) == (["not-an-entry"], "")
    assert "pages/help.md" in wrong.diagnostics[0].hint
    assert wrong.diagnostics[0].span.path == "content/hereora/cluster.yaml"
    elsewhere = make_sites(page, clusters=[make_cluster(video_help="https://help.example.org/")])
    assert (elsewhere.names, elsewhere.hereora.video_help) == ([], "")


def test_the_logo_is_a_file_beside_the_clusters_configuration() -> None:
    sites = make_sites(clusters=[make_cluster(logo="pictures/logo.png")])
    assert sites.hereora.logo == "content/hereora/pictures/logo.png"
    assert make_sites().hereora.logo == ""


def test_a_school_with_a_page_has_it_in_place_of_its_terms_page() -> None:
    sites = make_sites(
        make_entry("kea", kind="school", title="Kea School"),
        make_entry("a", schools="Kea School, Tui School"),
        clusters=[make_cluster(schools=["Kea School", "Tui School"])],
    )
    terms = sites.hereora.taxonomies["schools"].terms
    assert terms["kea-school"].school == "hereora/schools/kea"
    assert terms["tui-school"].school == ""
    assert sites.names == []


def test_a_schools_page_in_the_way_of_anothers_list_is_told() -> None:
    sites = make_sites(
        make_entry("tui-school", kind="school", title="Kea School"),
        clusters=[make_cluster(schools=["Kea School", "Tui School"])],
    )
    assert sites.names == ["duplicate-address"]
    assert "Tui School" in sites.diagnostics[0].message


def test_an_old_address_that_a_term_has_is_told() -> None:
    tags = make_entry("a", tags="Reading", schools="Kea School")
    aliases = ["tags/reading", "/tags/Reading/page/2/", "schools/kea/page/2", "tags/gone", "schools/kea-school"]
    sites = make_sites(tags, make_entry("b", aliases=aliases), make_entry("kea", kind="school", title="Kea School"))
    assert sites.names == ["alias-taken"] * 3
    assert "Reading" in sites.diagnostics[0].message
    assert sites.hereora.redirects == {
        "tags/gone/": "hereora/case-studies/b",
        "schools/kea-school/": "hereora/case-studies/b",
    }


def test_links_across_clusters_lead_there() -> None:
    body = make_body("[Ruru](../../south/videos/ruru.md#t=5)")
    sites = make_sites(
        make_entry("a", body=body, files={"related.0": target("content/south/videos/ruru.md")}),
        make_entry("south/videos/ruru", kind="video"),
        clusters=[make_cluster(), make_cluster("south")],
    )
    assert sites.names == []
    place = sites.hereora.places["content/south/videos/ruru.md", "t=5"]
    assert (place.entry, place.fragment) == ("south/videos/ruru", "t=5")
    assert sites.hereora.related["hereora/case-studies/a"] == ("south/videos/ruru",)
    assert sites.sites["south"].related["south/videos/ruru"] == ()


def shown(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def everything_of(sites: Sites, word: str) -> list[str]:
    """The parts of the sites in which a word stands."""
    return [
        f"{name}.{part}"
        for name, site in sites.sites.items()
        for part in site.__slots__
        if part != "entries" and word in repr(shown(getattr(site, part)))
    ]


def test_withheld_entries_are_in_no_list_and_no_term() -> None:
    path = study("secret-garden")
    hidden = [
        {"draft": "yes"},
        {"publish": "2026-09-01"},
        {"expires": "2026-07-01"},
        {"people": ["Year 6"]},
        {"people": [{"name": "Mere", "consent": {"reference": "f", "until": "2026-07-31"}}]},
    ]
    for values in hidden:
        sites = make_sites(
            make_entry(
                "secret-garden",
                title="secret-garden",
                tags="secret-garden",
                aliases="secret-garden-old",
                schools="secret-garden",
                **values,  # type: ignore[arg-type]
            ),
            make_entry("hereora/schools/x", kind="school", files={"related.0": target(path)}),
            make_entry("a", files={"follows": target(path)}),
            clusters=[make_cluster(consent={"required": "yes"})],
        )
        assert everything_of(sites, "secret-garden-old") == []
        assert "hereora/case-studies/secret-garden" not in sites.hereora.outlines
        shown = ["hereora.cards", "hereora.listed", "hereora.taxonomies", "hereora.related", "hereora.earlier"]
        assert not set(everything_of(sites, "case-studies/secret-garden'")) & set(shown)
        assert all(problem.severity is not Severity.ERROR for problem in sites.diagnostics)


def test_drafts_are_marked_where_they_are_asked_for() -> None:
    entries = make_entry("a", draft="yes"), make_entry("b", publish="2027-01-01"), make_entry("c")
    sites = make_sites(*entries, drafts=True)
    assert {name.rsplit("/", 1)[-1]: card.draft for name, card in sites.hereora.cards.items()} == {
        "a": True,
        "b": True,
        "c": False,
    }


def test_terms_of_withheld_entries_are_still_checked() -> None:
    sites = make_sites(
        make_entry("a", draft="yes", tags="litracy"),
        clusters=[make_cluster(strict_tags="yes", tags=(TermDefinition(name="literacy"),))],
    )
    assert sites.names == ["unknown-term"]


def test_the_language_is_the_clusters_or_the_portals() -> None:
    sites = make_sites(
        make_entry("a"),
        make_entry("south/case-studies/b"),
        clusters=[make_cluster(), make_cluster("south", language="mi")],
        language="en-AU",
    )
    assert {name: site.language for name, site in sites.sites.items()} == {"hereora": "en-AU", "south": "mi"}
    assert sites.sites["south"].cards["south/case-studies/b"].language == "mi"


def test_published_files_are_known_by_their_path() -> None:
    picture = make_asset("content/hereora/case-studies/a.jpg")
    assert make_sites(make_entry("a"), assets=[picture]).hereora.assets == {picture.source: picture}


def test_the_order_in_which_entries_arrive_does_not_matter() -> None:
    entries = [
        make_entry(f"e{number}", tags=f"t{number % 3}, x", date=f"2026-01-{number + 1:02}") for number in range(9)
    ]
    entries += [make_entry(f"p{number}", kind="page") for number in range(3)]
    assert make_sites(*entries).hereora == make_sites(*reversed(entries)).hereora
    assert list(make_sites(*entries).hereora.cards) == list(make_sites(*reversed(entries)).hereora.cards)


def test_the_terms_of_a_front_page_are_nobodys() -> None:
    sites = make_sites(make_entry("hereora/index", kind="home", tags="Reading"), make_entry("a", tags="Writing"))
    assert list(sites.hereora.taxonomies["tags"].terms) == ["writing"]
    assert sites.hereora.cards["hereora/index"].terms == {}
    assert sites.made("hereora/index.html")


def test_the_cluster_with_nothing_in_it_is_a_site() -> None:
    site = make_sites().hereora
    assert (site.home, site.listed, site.kinds) == ("", (), {})
