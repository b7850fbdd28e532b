"""Links are those of the functions whose work they shorten."""

from __future__ import annotations

from itertools import product
from urllib.parse import urljoin

import pytest

from generator.core.urls import relative_url
from generator.render.links import Links, join_relative, join_root

_ADDRESSES = [
    *("", "index.html", "feed.xml", "kea/", "kea/videos/", "kea/videos/one/", "kea/videos/one/transcript.vtt"),
    *("kea/video/", "kea/tags/whānau engagement/", "kea/tags/a%20b/", "kea/about/", "assets/site.css", "kea//odd/"),
    *("kea/videos/one/#t=5", "kea/#top", "#here", "kea/a#b#c", "kea/videos/one", "kea/a:b/", "kea/q?x"),
]


@pytest.mark.parametrize("explicit", [False, True])
def test_relative_links(explicit: bool) -> None:
    for origin, target in product(_ADDRESSES, repeat=2):
        origin = origin.partition("#")[0]
        expected = relative_url(origin, target, explicit=explicit)
        assert Links(origin, explicit=explicit).to(target) == expected, (origin, target)


_BASES = [
    *("https://example.org/", "https://example.org/learning/", "http://localhost:8000/a/b/c/", "https://x.nz/ā/"),
    *("https://example.org/a/../b/", "https://example.org/?q=/", "HTTPS://Example.org/", "https://example.org//a/"),
    *("https://example.org/a;b/", "https://example.org/#a/", "ftp://example.org/", "file:///srv/site/", "odd:/a/"),
    *("https://me@example.org/a/", "/a/b/", "https://example.org/a/./"),
]


def test_addresses_after_a_base() -> None:
    for base, address in product(_BASES, [*_ADDRESSES, "../up/", "./", "//host/", ".hidden/", "a/./b", "https://x/"]):
        assert join_root(base, address) == urljoin(base, address), (base, address)


def test_links_on_a_page() -> None:
    pages = [base + end for base, end in product(_BASES, ["", "kea/", "kea/videos/one/", "kea/index.html"])]
    links = ["", "./", "../", "../../", "../../../", "../../../../x/", "../tags/", "x/", "x/y.jpg", "..", "../..", "."]
    links += ["../index.html", "#a", "?q", "../a%20b/", "../a//b", "x/../y", ".././", "../.x/", "https://other.nz/a"]
    for page, link in product(pages, links):
        assert join_relative(page, link) == urljoin(page, link), (page, link)


@pytest.mark.parametrize("explicit", [False, True])
def test_ways_to_folders(explicit: bool) -> None:
    for folder, name in product(["kea/tags/", "kea/videos/", "kea/areas/"], ["one", "two", "ā b"]):
        found: dict[str, set[str]] = {}
        for origin in _ADDRESSES:
            links = Links(origin.partition("#")[0], explicit=explicit)
            way, own = links.way(folder)
            if name != own:
                found.setdefault(way, set()).add(links.to(f"{folder}{name}/"))
        assert all(len(same) == 1 for same in found.values()), (folder, name)
