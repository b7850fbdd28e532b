"""The portal's own front page over all clusters."""

from __future__ import annotations

import re

from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_sites


def portal(**config: object) -> Sites:
    return make_sites(
        *(make_entry(f"a{n}", date=f"2026-01-{n + 1:02}") for n in range(9)),
        make_entry("south/videos/ruru", kind="video", title="Ruru", date="2026-06-01"),
        make_entry("south/index", kind="home"),
        make_entry("south/pages/about", kind="page"),
        make_entry("south/case-studies/hidden", title="Hidden words", draft="yes", date="2026-07-01"),
        clusters=[make_cluster(region="Canterbury"), make_cluster("south", vision="Known by name.")],
        summary="What we learn together.",
        **config,
    )


def test_the_hub_shows_every_cluster() -> None:
    words = portal().made("index.html").decode()
    assert "<title>Learning together</title>" in words
    assert "What we learn together." in words
    assert 'href="hereora/"' in words and 'href="south/"' in words
    assert "Canterbury" in words and "Known by name." in words


def test_the_newest_of_all_clusters_are_on_the_hub() -> None:
    words = portal().made("index.html").decode()
    newest = words[words.index("Newest from all clusters") :]
    found = re.findall(r'class="card-title"[^>]*><a href="([^"]*)">', newest)
    assert found[:2] == ["south/videos/ruru/", "hereora/case-studies/a8/"]
    assert "Hidden words" not in words
    assert "about" not in words


def test_the_hub_has_its_own_page_for_missing_addresses() -> None:
    words = portal(url="https://example.org/portal/").made("404.html").decode()
    assert 'href="/portal/hereora/"' in words
    assert b"</html>" in portal().made("404.html")
