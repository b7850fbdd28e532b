"""Which player an entry has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.asset import AssetKind
from generator.model.body import Target
from generator.model.entry import Entry
from generator.render.contract import PlayerContext
from generator.render.player import find_host, make_player, media_asset
from tests.factories import make_entry, target
from tests.sites import Sites, make_asset, make_sites

CLIP = make_asset("content/hereora/videos/kea.mp4", AssetKind.VIDEO)
SOUND = make_asset("content/hereora/videos/kea.mp3", AssetKind.AUDIO)
POSTER = make_asset("content/hereora/videos/kea.jpg")


@pytest.mark.parametrize(
    ("url", "form", "embed"),
    [
        (
            "https://www.youtube.com/watch?v=aBcDeFg_-12&t=3",
            "youtube",
            "https://www.youtube-nocookie.com/embed/aBcDeFg_-12",
        ),
        ("https://youtu.be/aBcDeFg_-12", "youtube", "https://www.youtube-nocookie.com/embed/aBcDeFg_-12"),
        ("https://www.youtube.com/shorts/aBcDeFg_-12", "youtube", "https://www.youtube-nocookie.com/embed/aBcDeFg_-12"),
        ("https://vimeo.com/123456789", "vimeo", "https://player.vimeo.com/video/123456789?dnt=1"),
        (
            "https://vimeo.com/123456789/0a1b2c3d4e",
            "vimeo",
            "https://player.vimeo.com/video/123456789?dnt=1&h=0a1b2c3d4e",
        ),
        ('https://www.youtube.com/watch?v=x"onload=1', "link", ""),
        ("https://youtube.com.example.org/watch?v=aBcDeFg_-12", "link", ""),
        ("https://vimeo.com/channels/staff", "link", ""),
        ("https://example.org/kea.mp4", "link", ""),
    ],
)
def test_hosts_are_known_by_their_addresses(url: str, form: str, embed: str) -> None:
    assert find_host(url) == (form, embed)


def video(media: tuple[str, ...] = (), **files: Target) -> tuple[Sites, Entry]:
    sites = make_sites(make_entry("kea", kind="video", media=media, files=files), assets=[CLIP, SOUND, POSTER])
    return sites, sites.hereora.entries["hereora/videos/kea"]


def player(media: tuple[str, ...] = (), **files: Target) -> PlayerContext:
    sites, entry = video(media, **files)
    return make_player(entry, sites.contexts("hereora/videos/kea/index.html"))


def address(url: str) -> Target:
    return replace(target("", written=url), url=url)


def test_the_file_that_is_named_is_played_before_one_of_the_same_name() -> None:
    assert player((CLIP.source,), video=target(SOUND.source)).media_type == "audio/mpeg"
    assert player((SOUND.source, CLIP.source)).media_type == "audio/mpeg"


def test_an_address_goes_before_a_file_of_the_same_name() -> None:
    found = player((CLIP.source,), video=address("https://vimeo.com/123456789"))
    assert (found.form, found.url) == ("vimeo", "https://vimeo.com/123456789")
    sites, entry = video((CLIP.source,), video=address("https://vimeo.com/123456789"))
    assert media_asset(entry, sites.contexts()) is None


def test_a_file_that_is_no_recording_is_not_played() -> None:
    assert player(video=target(POSTER.source)).form == "none"
    assert player(("content/hereora/videos/gone.mp4",)).form == "none"


def test_the_entrys_picture_stands_in_for_a_poster() -> None:
    found = player((CLIP.source,), **{"image.src": target(POSTER.source)}).poster
    assert found is not None and found.url == "../../media/kea.0a1b2c3d.jpg"
    assert player((CLIP.source,), poster=target("content/hereora/gone.jpg")).poster is None


def test_an_address_that_is_not_safe_is_not_shown() -> None:
    found = player(video=address("javascript:alert(1)"))
    assert (found.form, found.url, found.embed_url) == ("link", "", "")
