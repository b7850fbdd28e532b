"""Atom feeds."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

from generator.outputs.feeds import newest_of_all
from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_sites

ATOM = "{http://www.w3.org/2005/Atom}"
ODD = "Kea \x00\x0b\x1f\ufffe & <why> \U0001f99c “whānau”"


def read(sites: Sites, path: str) -> ElementTree.Element:
    return ElementTree.fromstring(sites.made(path))


def text(element: ElementTree.Element, name: str) -> str:
    found = element.find(ATOM + name)
    assert found is not None, name
    return found.text or ""


def titles(feed: ElementTree.Element) -> list[str]:
    return [text(entry, "title") for entry in feed.findall(f"{ATOM}entry")]


def portal(**config: object) -> Sites:
    return make_sites(
        *(make_entry(f"e{n:02}", date=f"2026-01-{n + 1:02}", tags="Reading") for n in range(25)),
        make_entry("kea-school", kind="school", title="Kea School"),
        make_entry("south/videos/ruru", kind="video", title="Ruru", date="2026-06-01", lang="mi", schools="Tūī"),
        make_entry("south/case-studies/hidden", draft="yes"),
        clusters=[make_cluster(), make_cluster("south", url="https://south.example.org/")],
        **config,
    )


def test_a_feed_has_the_newest_twenty() -> None:
    feed = read(portal(), "hereora/feed.xml")
    assert titles(feed) == [f"e{n:02}" for n in range(24, 4, -1)]
    assert titles(read(portal(), "hereora/tags/reading/feed.xml")) == titles(feed)


def test_a_feed_has_all_that_atom_asks_for() -> None:
    for path in ("feed.xml", "hereora/feed.xml", "hereora/tags/reading/feed.xml", "south/feed.xml"):
        feed = read(portal(url="https://portal.example.org/"), path)
        assert feed.tag == f"{ATOM}feed"
        assert text(feed, "title") and text(feed, "id").startswith("urn:uuid:")
        assert datetime.fromisoformat(text(feed, "updated")).tzinfo is not None
        links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
        assert links["self"].startswith("https://") and links["self"].endswith("feed.xml")
        assert links["alternate"].endswith("/")
        assert feed.find(f"{ATOM}author/{ATOM}name") is not None
        for entry in feed.findall(f"{ATOM}entry"):
            assert text(entry, "id").startswith("urn:uuid:")
            assert datetime.fromisoformat(text(entry, "updated")).tzinfo is not None
            assert entry.find(f"{ATOM}author/{ATOM}name") is not None
            link = entry.find(f"{ATOM}link")
            assert link is not None and link.attrib["href"].startswith("https://")


def test_the_hubs_feed_holds_all_clusters() -> None:
    sites = portal(url="https://portal.example.org/")
    feed = read(sites, "feed.xml")
    assert titles(feed)[:2] == ["Ruru", "e24"]
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None
    link = entry.find(f"{ATOM}link")
    assert link is not None and link.attrib["href"] == "https://south.example.org/videos/ruru/"
    assert entry.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "mi"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Tūī"
    assert newest_of_all(sites.view(""), 1) == ("south/videos/ruru",)


def test_an_entry_has_one_id_in_every_feed_wherever_it_is_hosted() -> None:
    sites = portal()

    def ids(path: str) -> set[str]:
        return {text(entry, "id") for entry in read(sites, path).findall(f"{ATOM}entry")}

    assert ids("hereora/tags/reading/feed.xml") == ids("hereora/feed.xml")
    assert ids("south/feed.xml") < ids("feed.xml")
    assert ids("feed.xml") != {
        text(entry, "id") for entry in read(portal(title="Other"), "feed.xml").findall(f"{ATOM}entry")
    }


def test_without_an_address_links_are_relative() -> None:
    feed = read(portal(), "hereora/tags/reading/feed.xml")
    links = {link.attrib["rel"]: link.attrib["href"] for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": "feed.xml", "alternate": "./"}
    entry = feed.find(f"{ATOM}entry/{ATOM}link")
    assert entry is not None and entry.attrib["href"] == "../../case-studies/e24/"


def test_odd_characters_leave_a_feed_that_can_be_read() -> None:
    sites = make_sites(make_entry("a", title=ODD, summary=ODD, tags=[ODD], schools=[ODD]), title=ODD)
    for path in (path for path in sites.paths if path.endswith("feed.xml")):
        feed = read(sites, path)
        assert [title for title in titles(feed) if "& <why> \U0001f99c “whānau”" not in title] == []
    label = read(sites, "hereora/feed.xml").find(f"{ATOM}entry/{ATOM}category")
    assert label is not None and "<why>" in label.attrib["label"]


def test_a_feed_of_nothing_is_a_feed() -> None:
    feed = read(make_sites(), "hereora/feed.xml")
    assert titles(feed) == []
    assert text(feed, "updated") == "1970-01-01T00:00:00+00:00"


def test_what_changed_last_is_when_the_feed_changed() -> None:
    sites = make_sites(make_entry("a", date="2026-01-01", updated="2026-05-01"), make_entry("b", date="2026-02-01"))
    feed = read(sites, "hereora/feed.xml")
    assert text(feed, "updated") == "2026-05-01T00:00:00+12:00"
    published = feed.findtext(f"{ATOM}entry/{ATOM}published")
    assert published == "2026-02-01T00:00:00+13:00"


def test_events_to_come_do_not_push_everything_else_out_of_the_feed() -> None:
    events = (make_entry(f"hui{n:02}", kind="event", start="2027-01-01", date=f"2025-01-{n + 1:02}") for n in range(20))
    sites = make_sites(make_entry("new", date="2026-01-01"), *events)
    assert titles(read(sites, "hereora/feed.xml"))[0] == "new"
