"""What machines read of the sample site is well formed: feeds, sitemap, calendar, data and JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import icalendar

from tests.dom import pages_of, read_page

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _text(element: ET.Element, name: str) -> str:
    found = element.find(ATOM + name)
    assert found is not None, f"<{name}> is missing"
    return (found.text or "").strip()


def test_every_feed_is_a_whole_atom_feed(sample_site: Path) -> None:
    feeds = sorted(sample_site.rglob("feed.xml"))
    assert len(feeds) > 5
    feed_ids = set()
    for path in feeds:
        feed = ET.parse(path).getroot()
        assert feed.tag == f"{ATOM}feed", path
        assert _text(feed, "title")
        assert datetime.fromisoformat(_text(feed, "updated")).tzinfo
        feed_ids.add(_text(feed, "id"))
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) <= 20, path
        ids = [_text(entry, "id") for entry in entries]
        assert len(ids) == len(set(ids)), path
        authored = feed.find(f"{ATOM}author") is not None
        for entry in entries:
            assert _text(entry, "title")
            assert datetime.fromisoformat(_text(entry, "updated")).tzinfo
            assert authored or entry.find(f"{ATOM}author") is not None, path
            assert entry.findall(f"{ATOM}link") or entry.findall(f"{ATOM}content"), path
    assert len(feed_ids) == len(feeds), "Two feeds have the same id."


def test_an_entry_has_the_same_id_in_every_feed(sample_site: Path) -> None:
    ids: dict[str, set[str]] = {}
    for path in sample_site.rglob("feed.xml"):
        for entry in ET.parse(path).getroot().findall(f"{ATOM}entry"):
            link = entry.find(f"{ATOM}link")
            if link is not None and "://" in link.attrib["href"]:
                ids.setdefault(link.attrib["href"], set()).add(_text(entry, "id"))
    assert [link for link, found in ids.items() if len(found) > 1] == []


def test_the_sitemaps_name_pages_that_exist(sample_site: Path) -> None:
    sitemaps = sorted(sample_site.rglob("sitemap.xml"))
    assert sitemaps
    for path in sitemaps:
        root = ET.parse(path).getroot()
        assert root.tag in {f"{SITEMAP}urlset", f"{SITEMAP}sitemapindex"}
        places = [(place.text or "").strip() for place in root.iter(f"{SITEMAP}loc")]
        assert places
        assert len(places) == len(set(places))
        for place in places:
            assert place.startswith("https://portal.example.org/"), place
            target = sample_site / place.removeprefix("https://portal.example.org/")
            assert (target / "index.html").is_file() if target.is_dir() else target.is_file(), place


def test_the_calendars_are_read_by_a_calendar(sample_site: Path) -> None:
    calendars = sorted(sample_site.rglob("*.ics"))
    assert any(path.name == "events.ics" for path in calendars)
    for path in calendars:
        data = path.read_bytes()
        assert b"\r\n" in data
        assert max(map(len, data.split(b"\r\n"))) <= 75
        calendar = icalendar.Calendar.from_ical(data)
        assert calendar["VERSION"] == "2.0"
        assert calendar["PRODID"]
        events = calendar.walk("VEVENT")
        assert events, path
        assert len({event["UID"] for event in events}) == len(events)
        for event in events:
            assert event["SUMMARY"]
            assert event["DTSTART"].dt
            assert event["DTSTAMP"].dt


def test_the_data_file_lists_every_entry(sample_site: Path) -> None:
    files = sorted(sample_site.glob("*/entries.json"))
    assert len(files) >= 3
    for path in files:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = data["entries"] if isinstance(data, dict) else data
        assert entries, path
        for entry in entries:
            assert entry["title"]
            address = entry.get("url") or entry["address"]
            target = path.parent / address.removeprefix(f"https://portal.example.org/{path.parent.name}/")
            assert (target / "index.html").is_file(), f"{path}: {address}"


def _blocks(path: Path) -> Iterator[Any]:
    for script in read_page(path).find("script", type="application/ld+json"):
        yield json.loads(script.raw_text)


def test_json_ld_is_json_and_says_what_it_is(sample_site: Path) -> None:
    kinds: set[str] = set()
    for path in pages_of(sample_site):
        for block in _blocks(path):
            assert block["@context"] in {"https://schema.org", "https://schema.org/"}, path
            for node in block.get("@graph", [block]):
                kind = node["@type"]
                kinds.update([kind] if isinstance(kind, str) else kind)
    assert {"BreadcrumbList", "VideoObject", "LearningResource", "Article"} <= kinds


def test_robots_are_told_where_the_sitemap_is(sample_site: Path) -> None:
    text = (sample_site / "robots.txt").read_text(encoding="utf-8")
    assert "Sitemap: https://portal.example.org/sitemap.xml" in text
