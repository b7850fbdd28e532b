"""From the site to what templates receive: addresses, cards, terms and the frame of every page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.model.config import TermDefinition
from generator.render.contexts import Contexts
from tests.factories import make_cluster, make_entry, target
from tests.sites import Sites, make_asset, make_sites

PICTURE = make_asset("content/hereora/case-studies/a.jpg")
LOGO = make_asset("content/south/logo.png", width=80, height=40)


def portal(**config: object) -> Sites:
    """Three clusters; `south` has an address of its own, `east` has not."""
    return make_sites(
        make_entry("hereora/index", kind="home", title="Nau mai"),
        make_entry(
            "a",
            date="2026-03-01",
            tags="Reading, Whānau",
            schools="Kea School",
            image={"src": "a.jpg", "alt": "Readers"},
            files={"image.src": target(PICTURE.source)},
        ),
        make_entry("kea-school", kind="school", title="Kea School"),
        make_entry("kea", kind="video", duration="2:29", lang="mi"),
        make_entry("hui", kind="event", start="2026-08-14 15:30", end="2026-08-14 17:00", location="Hall"),
        make_entry("about", kind="page", title="About us", order="1"),
        make_entry("notes", kind="page", title="Notes"),
        make_entry("south/videos/ruru", kind="video", title="Ruru", tags="Birds", date="2026-04-01"),
        make_entry("south/pages/help", kind="page", title="Help"),
        make_entry("east/schools/tui", kind="school", title="Tūī School"),
        make_entry(
            "east/case-studies/b",
            title="B",
            tags="Birds",
            schools="Tūī School",
            files={"image.src": target(PICTURE.source)},
            image={"src": "x", "alt": "x"},
        ),
        clusters=[
            make_cluster(schools=["Kea School"], video_help="pages/about.md", brand="#1a6b54", licence="CC BY 4.0"),
            make_cluster("south", url="https://south.example.org/sites/", logo="logo.png", video_help="pages/help.md"),
            make_cluster("east", schools=["Tūī School"]),
        ],
        assets=[PICTURE, LOGO],
        **config,
    )


@pytest.fixture(scope="module")
def sites() -> Sites:
    return portal(url="https://portal.example.org/learning/")


@pytest.fixture(scope="module")
def nowhere() -> Sites:
    return portal()


# --- addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "home", "video", "style"),
    [
        ("hereora/index.html", "./", "videos/kea/", "assets/site.css"),
        ("hereora/about/index.html", "../", "../videos/kea/", "../assets/site.css"),
        ("hereora/videos/kea/index.html", "../../", "./", "../../assets/site.css"),
        (
            "hereora/tags/reading/page/2/index.html",
            "../../../../",
            "../../../../videos/kea/",
            "../../../../assets/site.css",
        ),
        ("hereora/feed.xml", "./", "videos/kea/", "assets/site.css"),
    ],
)
def test_links_are_relative_at_every_depth(sites: Sites, path: str, home: str, video: str, style: str) -> None:
    contexts = sites.contexts(path)
    assert contexts.here("") == home
    assert contexts.entry_url("hereora/videos/kea") == video
    assert contexts.here("assets/site.css") == style


def test_links_to_places_in_a_page_keep_their_fragment(sites: Sites) -> None:
    assert sites.contexts("hereora/about/index.html").entry_url("hereora/videos/kea", "t=5") == "../videos/kea/#t=5"
    assert sites.contexts("hereora/videos/kea/index.html").entry_url("hereora/videos/kea", "t=5") == "#t=5"


def test_links_may_name_the_file_for_sites_that_are_opened_as_files(sites: Sites) -> None:
    contexts = sites.contexts("hereora/about/index.html", explicit_links=True)
    assert contexts.here("") == "../index.html"
    assert contexts.entry_url("hereora/videos/kea", "t=5") == "../videos/kea/index.html#t=5"
    assert contexts.here("feed.xml") == "../feed.xml"
    assert contexts.url("") == "../../index.html"


def test_the_page_for_missing_addresses_links_from_the_hosts_root(sites: Sites) -> None:
    contexts = sites.contexts("hereora/404.html")
    assert contexts.here("") == "/learning/hereora/"
    assert contexts.here("videos/") == "/learning/hereora/videos/"
    assert contexts.here("assets/site.css") == "/learning/hereora/assets/site.css"
    assert contexts.entry_url("east/schools/tui") == "/learning/east/schools/tui/"
    assert contexts.site().hub_url == "/learning/"
    hub = sites.contexts("404.html")
    assert (hub.url(""), hub.url("hereora/")) == ("/learning/", "/learning/hereora/")


def test_it_does_so_with_files_too(sites: Sites) -> None:
    contexts = sites.contexts("hereora/404.html", explicit_links=True)
    assert contexts.here("") == "/learning/hereora/index.html"
    assert contexts.site().hub_url == "/learning/index.html"


def test_at_the_root_of_a_host_it_links_there() -> None:
    sites = portal(url="https://portal.example.org")
    assert sites.contexts("404.html").url("") == "/"
    assert sites.contexts("hereora/404.html").site().hub_url == "/"
    assert sites.contexts("hereora/404.html").here("") == "/hereora/"


def test_a_cluster_with_its_own_address_has_its_missing_page_there(sites: Sites) -> None:
    contexts = sites.contexts("south/404.html")
    assert contexts.here("") == "/sites/"
    assert contexts.here("videos/") == "/sites/videos/"


def test_where_the_address_is_not_known_its_links_are_relative(nowhere: Sites) -> None:
    contexts = nowhere.contexts("hereora/404.html")
    assert contexts.here("videos/") == "videos/"
    assert contexts.site().hub_url == "../"


def test_absolute_addresses_are_below_the_portals_or_the_clusters_own(sites: Sites, nowhere: Sites) -> None:
    contexts = sites.contexts()
    assert contexts.absolute("hereora/videos/kea/") == "https://portal.example.org/learning/hereora/videos/kea/"
    assert contexts.absolute("south/videos/ruru/") == "https://south.example.org/sites/videos/ruru/"
    assert contexts.absolute("south/") == "https://south.example.org/sites/"
    assert contexts.absolute("") == "https://portal.example.org/learning/"
    assert nowhere.contexts().absolute("hereora/") == ""
    assert nowhere.contexts().absolute("south/") == "https://south.example.org/sites/"


def test_a_cluster_with_its_own_address_is_linked_there_from_the_others(sites: Sites) -> None:
    contexts = sites.contexts("hereora/about/index.html")
    assert contexts.entry_url("south/videos/ruru", "t=5") == "https://south.example.org/sites/videos/ruru/#t=5"
    assert contexts.entry_url("east/schools/tui") == "../../east/schools/tui/"
    # The hub lies beside the clusters that it was built with.
    assert sites.contexts("index.html").entry_url("south/videos/ruru") == "south/videos/ruru/"
    assert sites.contexts("south/index.html").entry_url("south/videos/ruru") == "videos/ruru/"


# --- cards and terms -----------------------------------------------------------------------------------------------


def test_a_card_has_what_lists_show(sites: Sites) -> None:
    card = sites.contexts("hereora/about/index.html").card("hereora/case-studies/a")
    assert (card.title, card.kind_label, card.url) == ("a", "Case study", "../case-studies/a/")
    assert card.date is not None and (card.date.iso, card.date.text) == ("2026-03-01", "1 March 2026")
    assert [(term.name, term.url) for term in card.tags] == [
        ("Reading", "../tags/reading/"),
        ("Whānau", "../tags/whanau/"),
    ]
    assert card.picture is not None
    assert (card.picture.url, card.picture.alt) == ("../media/a.0a1b2c3d.jpg", "Readers")
    assert (card.cluster, card.language, card.duration) == ("", "", None)


def test_a_school_with_a_page_is_linked_there(sites: Sites) -> None:
    card = sites.contexts("hereora/about/index.html").card("hereora/case-studies/a")
    assert [(term.name, term.url, term.count) for term in card.schools] == [("Kea School", "../schools/kea-school/", 1)]
    card = sites.contexts("index.html").card("east/case-studies/b")
    assert [term.url for term in card.schools] == ["east/schools/tui/"]


def test_a_cards_language_is_named_where_it_is_another(sites: Sites) -> None:
    card = sites.contexts().card("hereora/videos/kea")
    assert card.language == "mi"
    assert card.duration is not None and card.duration.text == "2:29"


def test_an_events_card_has_its_time_and_place(sites: Sites) -> None:
    card = sites.contexts().card("hereora/events/hui")
    assert card.start is not None and card.end is not None
    assert card.start.iso == "2026-08-14T15:30+12:00"
    assert card.location == "Hall"


def test_cards_on_the_hub_name_their_cluster_and_link_into_it(sites: Sites) -> None:
    card = sites.contexts("index.html").card("east/case-studies/b")
    assert (card.cluster, card.url) == ("East", "east/case-studies/b/")
    assert card.tags[0].url == "east/tags/birds/"
    assert card.picture is not None
    assert card.picture.url == "east/media/a.0a1b2c3d.jpg"


def test_everything_on_the_card_of_another_cluster_leads_to_that_cluster(sites: Sites) -> None:
    contexts = sites.contexts("hereora/about/index.html")
    card = contexts.card("east/case-studies/b")
    assert card.tags[0].url == "../../east/tags/birds/"
    assert card.picture is not None and card.picture.url == "../../east/media/a.0a1b2c3d.jpg"
    card = contexts.card("south/videos/ruru")
    assert card.url == "https://south.example.org/sites/videos/ruru/"
    assert card.tags[0].url == "https://south.example.org/sites/tags/birds/"


def test_groups_of_terms_have_their_name_and_their_page(sites: Sites) -> None:
    group = sites.contexts("hereora/videos/kea/index.html").term_group("schools", ["kea-school"])
    assert (group.label, group.url) == ("Schools", "../../schools/")
    assert [term.slug for term in group.terms] == ["kea-school"]


def test_pictures_without_a_size_are_left_out(sites: Sites) -> None:
    contexts = sites.contexts()
    assert contexts.picture(None) is None
    assert contexts.picture(make_asset("content/x.svg", width=0, height=0)) is None


# --- the frame -----------------------------------------------------------------------------------------------------


def test_the_navigation_has_lists_tags_and_pages(sites: Sites) -> None:
    links = sites.contexts("hereora/videos/kea/index.html").site().navigation
    assert [(link.title, link.url, link.current) for link in links] == [
        ("Case studies", "../../case-studies/", False),
        ("Videos", "../", True),
        ("Events", "../../events/", False),
        ("Tags", "../../tags/", False),
        ("About us", "../../about/", False),
    ]
    assert [link.current for link in sites.contexts("hereora/about/index.html").site().navigation][-1]
    assert [link.current for link in sites.contexts("hereora/tags/reading/index.html").site().navigation][-2]


def test_pages_without_an_order_are_in_the_navigation_where_none_has_one() -> None:
    sites = make_sites(*(make_entry(f"p{number}", kind="page") for number in range(9)))
    assert [link.title for link in sites.contexts().site().navigation] == ["p0", "p1", "p2", "p3", "p4", "p5"]


def test_the_navigation_of_an_empty_cluster_is_empty() -> None:
    assert make_sites().contexts().site().navigation == ()


def test_the_hubs_navigation_has_the_clusters(sites: Sites) -> None:
    site = sites.contexts("index.html").site()
    assert [(link.title, link.url) for link in site.navigation] == [
        ("East", "east/"),
        ("Hereora", "hereora/"),
        ("South", "south/"),
    ]
    assert (site.title, site.hub_url, site.feed_url, site.calendar_url) == ("Learning together", "", "feed.xml", "")


def test_the_site_says_what_it_is(sites: Sites) -> None:
    site = sites.contexts("hereora/videos/kea/index.html").site()
    assert (site.title, site.portal_title, site.brand) == ("Hereora", "Learning together", "#1a6b54")
    assert (site.home_url, site.hub_url) == ("../../", "../../../")
    assert (site.feed_url, site.calendar_url) == ("../../feed.xml", "../../events.ics")
    assert (site.licence, site.licence_url) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert site.video_help_url == "../../about/"
    south = sites.contexts("south/index.html").site()
    assert (south.hub_url, south.calendar_url, south.video_help_url) == ("", "", "help/")
    assert south.logo is not None and (south.logo.url, south.logo.width) == ("media/logo.0a1b2c3d.png", 80)


@pytest.mark.parametrize(
    ("written", "url"),
    [("https://help.example.org/", "https://help.example.org/"), ("javascript:alert(1)", ""), ("pages/gone.md", "")],
)
def test_video_help_may_be_elsewhere(written: str, url: str) -> None:
    sites = make_sites(clusters=[make_cluster(video_help=written)])
    assert sites.contexts().site().video_help_url == url


def test_you_are_here_goes_from_the_front_page_to_the_page_itself(sites: Sites) -> None:
    contexts = sites.contexts("hereora/videos/kea/index.html")
    crumbs = contexts.breadcrumb(contexts.page_link("hereora/pages/about"), title="Kea")
    assert [(link.title, link.url, link.current) for link in crumbs] == [
        ("Home", "../../", False),
        ("About us", "../../about/", False),
        ("Kea", "", True),
    ]


def base(contexts: Contexts, **values: Any) -> dict[str, Any]:
    return contexts.base(title="Kea", **values)


def test_every_page_has_its_own_address_and_data(sites: Sites) -> None:
    contexts = sites.contexts("hereora/videos/kea/index.html")
    values = base(contexts, breadcrumb=contexts.breadcrumb(title="Kea"), image=PICTURE, feed="feed.xml")
    assert values["url"] == "https://portal.example.org/learning/hereora/videos/kea/"
    assert values["image_url"] == "https://portal.example.org/learning/hereora/media/a.0a1b2c3d.jpg"
    assert values["feed_url"] == "../../feed.xml"
    assert (values["language"], values["indexed"], values["preview"]) == ("en-NZ", True, False)
    crumbs = json.loads(values["json_ld"])
    assert crumbs["@type"] == "BreadcrumbList"
    assert [item["item"] for item in crumbs["itemListElement"]] == [
        "https://portal.example.org/learning/hereora/",
        "https://portal.example.org/learning/hereora/videos/kea/",
    ]


def test_without_an_address_nothing_is_made_up(nowhere: Sites) -> None:
    values = base(nowhere.contexts("hereora/videos/kea/index.html"), image=PICTURE)
    assert (values["url"], values["image_url"], values["feed_url"], values["json_ld"]) == ("", "", "", "")


def test_the_page_for_missing_addresses_has_no_address(sites: Sites) -> None:
    assert base(sites.contexts("hereora/404.html"))["url"] == ""


def test_preview_is_marked(sites: Sites) -> None:
    assert base(sites.contexts("hereora/index.html", preview=True))["preview"]


def test_words_are_in_the_clusters_language() -> None:
    sites = make_sites(make_entry("a"), clusters=[make_cluster(language="mi")])
    assert sites.contexts().text("home") != make_sites().contexts().text("home")
    assert sites.contexts().kind_label("case-study") != "Case study"


def test_the_themes_files_are_published_below_the_site(sites: Sites) -> None:
    theme = sites.contexts("hereora/videos/kea/index.html").theme()
    assert theme.style_url.startswith("../../assets/site.") and theme.style_url.endswith(".css")
    assert theme.style_url.rpartition("/")[2] != sites.contexts("east/index.html").theme().style_url.rpartition("/")[2]
    assert sites.contexts("index.html").theme().style_url.startswith("assets/site.")
    assert "default-src 'none'" in theme.policy


def test_broader_terms_that_are_not_there_are_no_links() -> None:
    tags = (TermDefinition(name="Reading", broader="Nothing"), TermDefinition(name="Phonics", broader="Reading"))
    sites = make_sites(make_entry("a", tags="Phonics"), clusters=[make_cluster(tags=tags)])
    assert [term.slug for term in sites.contexts().terms("tags", sites.hereora.taxonomies["tags"].terms)] == [
        "phonics",
        "reading",
    ]
