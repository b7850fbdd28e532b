"""The order in which files are put in place."""

from __future__ import annotations

import pytest

from generator.build.order import is_hashed, outlives, turn


def test_what_a_page_needs_comes_first_and_front_pages_last() -> None:
    expected = [
        "hereora/assets/data.json",
        "hereora/assets/site.11111111.css",
        "hereora/media/rubric.11111111.csv",
        "hereora/search/terms.11111111.js",
        "hereora/videos/kea/captions.vtt",
        "hereora/videos/kea/transcript.txt",
        "robots.txt",
        "hereora/404.html",
        "hereora/videos/kea/index.html",
        "hereora/events.ics",
        "hereora/feed.xml",
        "hereora/search/root.js",
        "hereora/index.html",
        "index.html",
    ]
    backwards = expected[::-1]
    assert sorted(backwards, key=turn) == expected


@pytest.mark.parametrize(
    ("path", "hashed", "stays"),
    [
        ("hereora/assets/site.11111111.css", True, True),
        ("assets/site-0123456789abcdef.js", True, True),
        ("hereora/media/kea.0a1b2c3d.jpg", True, True),
        ("hereora/search/passages/p.0a1b2c3d.js", True, True),
        ("hereora/videos/kea.0a1b2c3d.vtt", True, False),
        ("hereora/assets/site.css", False, False),
        ("hereora/assets/deadbeef.css", False, False),
        ("hereora/assets/site.0a1b2c3.css", False, False),
        ("media.0a1b2c3d.css", True, False),
    ],
)
def test_hashed_assets_outlive_a_build(path: str, hashed: bool, stays: bool) -> None:
    assert (is_hashed(path), outlives(path)) == (hashed, stays)
