"""Data files: entries.json, sitemaps and robots.txt."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from generator.outputs.data import plan_sitemap
from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_sites

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def portal(**config: object) -> Sites:
    return make_sites(
        make_entry(
            "a",
            title="Reading “together”",
            summary="In pairs.",
            date="2026-03-05",
            updated="2026-04-01 10:00",
            tags="Whānau, Reading",
            schools="Kea School",
        ),
        make_entry("kea", kind="video", duration="2:29", lang="mi"),
        make_entry("hui", kind="event", start="2026-08-14 15:30", end="2026-08-15", location="Hall"),
        make_entry("hereora/index", kind="home", title="Nau mai"),
        make_entry("hidden", draft="yes"),
        make_entry("south/pages/about", kind="page"),
        clusters=[make_cluster(), make_cluster("south", url="https://south.example.org/")],
        **config,
    )


def entries(sites: Sites) -> dict[str, Any]:
    data = json.loads(sites.made("hereora/entries.json"))
    assert (data["version"], data["title"], data["language"]) == (1, "Hereora", "en-NZ")
    return {entry["id"].rsplit("/", 1)[-1]: entry for entry in data["entries"]}


def test_every_published_entry_is_listed_newest_first() -> None:
    assert list(entries(portal())) == ["hui", "a", "kea"]


def test_an_entry_has_what_other_programs_need() -> None:
    found = entries(portal())
    assert found["a"] == {
        "id": "hereora/case-studies/a",
        "kind": "case-study",
        "url": "case-studies/a/",
        "title": "Reading “together”",
        "summary": "In pairs.",
        "language": "en-NZ",
        "date": "2026-03-05",
        "updated": "2026-04-01T10:00:00+13:00",
        "tags": ["Whānau", "Reading"],
        "schools": ["Kea School"],
    }
    assert (found["kea"]["duration"], found["kea"]["language"]) == (149, "mi")
    hui = found["hui"]
    assert (hui["start"], hui["end"], hui["location"]) == ("2026-08-14T15:30:00+12:00", "2026-08-15", "Hall")


def places(data: bytes) -> list[str]:
    return [place.text or "" for place in ElementTree.fromstring(data).iter(f"{NAMESPACE}loc")]


def test_a_sitemap_has_the_absolute_address_of_every_page() -> None:
    sites = portal(url="https://portal.example.org/learning/")
    found = places(sites.made("hereora/sitemap.xml"))
    assert "https://portal.example.org/learning/hereora/" in found
    assert "https://portal.example.org/learning/hereora/case-studies/a/" in found
    assert not any("404" in place or "hidden" in place or place.endswith((".xml", ".json")) for place in found)
    assert found == sorted(found)
    assert "https://south.example.org/about/" in places(sites.made("south/sitemap.xml"))
    assert places(sites.made("sitemap.xml")) == [
        "https://portal.example.org/learning/hereora/sitemap.xml",
        "https://south.example.org/sitemap.xml",
    ]


def test_without_an_address_there_is_no_sitemap() -> None:
    paths = portal().paths
    assert "hereora/sitemap.xml" not in paths and "sitemap.xml" not in paths
    # The cluster that has an address has one.
    assert "south/sitemap.xml" in paths


def test_robots_may_go_everywhere_and_are_told_of_the_sitemap() -> None:
    assert portal().made("robots.txt") == b"User-agent: *\nAllow: /\n"
    sites = portal(url="https://portal.example.org")
    assert sites.made("robots.txt").endswith(b"Sitemap: https://portal.example.org/sitemap.xml\n")
    assert sites.made("hereora/robots.txt").endswith(b"Sitemap: https://portal.example.org/hereora/sitemap.xml\n")
    assert sites.made("south/robots.txt").endswith(b"Sitemap: https://south.example.org/sitemap.xml\n")


def test_a_very_large_site_has_several_sitemaps_and_an_index() -> None:
    paths = [f"hereora/e{number:06}/index.html" for number in range(90_001)]
    pages = {page.path: page for page in plan_sitemap("hereora", paths, base="https://portal.example.org/")}
    assert list(pages) == [
        "hereora/sitemap-1.xml",
        "hereora/sitemap-2.xml",
        "hereora/sitemap-3.xml",
        "hereora/sitemap.xml",
        "hereora/robots.txt",
    ]
    sites = portal(url="https://portal.example.org/")

    def made(path: str) -> list[str]:
        page = pages[path]
        return places(page.produce(sites.view(), sites.renderer, *page.arguments))

    assert made("hereora/sitemap.xml") == [f"https://portal.example.org/hereora/sitemap-{n}.xml" for n in (1, 2, 3)]
    assert [len(made(f"hereora/sitemap-{n}.xml")) for n in (1, 2, 3)] == [45_000, 45_000, 1]
    assert made("hereora/sitemap-3.xml") == ["https://portal.example.org/hereora/e090000/"]


def test_entries_are_written_one_value_a_line() -> None:
    quoted = make_entry("hereora/case-studies/q", title='"A" \\ b\u2028', tags="Reading, Birds", date="2026-01-02")
    for sites in (portal(), make_sites(), make_sites(quoted, make_entry("kea", kind="video", duration="1:02.5"))):
        written = sites.made("hereora/entries.json").decode()
        assert written == json.dumps(json.loads(written), ensure_ascii=False, indent=1) + "\n"
