"""Cards: what other pages show of an entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from generator.assemble.cards import make_card, newest_first
from generator.model.asset import Asset, AssetKind
from generator.model.card import Card
from generator.model.outline import Outline
from tests.factories import KINDS, make_outline, make_transcript, target
from tests.sites import ZONE, make_asset, make_body


def card_of(entry: Outline, *assets: Asset, **changes: object) -> Card:
    given: dict[str, object] = {
        "address": f"{KINDS[entry.kind].prefix}{entry.id.rsplit('/', 1)[-1]}/",
        "terms": {"tags": ("reading",)},
        "assets": {asset.source: asset for asset in assets},
        "parent": "",
        "zone": ZONE,
        "language": "en-NZ",
        "pending": False,
        **changes,
    }
    return make_card(entry, KINDS[entry.kind], **given)  # type: ignore[arg-type]


def test_the_summary_is_the_authors_own() -> None:
    entry = make_outline("a", summary="What we tried.", body=make_body("Long words."))
    assert card_of(entry).summary == "What we tried."


def test_without_a_summary_the_first_words_of_the_body_stand_in() -> None:
    body = make_body("# Heading\n\n" + "We read together every day. " * 30)
    summary = card_of(make_outline("a", body=body)).summary
    assert summary.startswith("We read together every day. We read")
    assert summary.endswith("…")
    assert len(summary) <= 240


def test_without_a_body_the_first_words_of_the_transcript_stand_in() -> None:
    entry = make_outline("kea", kind="video", transcripts=(make_transcript("Kia ora koutou."),))
    assert card_of(entry).summary == "Kia ora koutou."
    assert card_of(make_outline("b")).summary == ""


def test_the_picture_is_the_entrys_own_with_its_words() -> None:
    image, poster = make_asset("content/hereora/videos/kea.jpg"), make_asset("content/hereora/videos/poster.jpg")
    entry = make_outline(
        "kea",
        kind="video",
        image={"src": "kea.jpg", "alt": "A kea"},
        poster="poster.jpg",
        files={"image.src": target(image.source), "poster": target(poster.source)},
    )
    card = card_of(entry, image, poster)
    assert (card.image, card.image_alt) == (image, "A kea")


def test_without_a_picture_it_is_the_poster_which_has_no_words() -> None:
    poster = make_asset("content/hereora/videos/poster.jpg")
    entry = make_outline("kea", kind="video", poster="poster.jpg", files={"poster": target(poster.source)})
    assert (card_of(entry, poster).image, card_of(entry, poster).image_alt) == (poster, "")
    # A picture that is not there gives way as well.
    entry = replace(entry, files={"image.src": target("content/gone.jpg"), **entry.files})
    assert card_of(entry, poster).image == poster
    assert card_of(entry).image is None


def test_a_file_that_is_no_picture_is_no_picture_of_a_card() -> None:
    clip = make_asset("content/hereora/videos/clip.mp4", AssetKind.VIDEO)
    poster = make_asset("content/hereora/videos/poster.jpg")
    files = {"image.src": target(clip.source), "poster": target(poster.source)}
    entry = make_outline("kea", kind="video", image={"src": "clip.mp4", "alt": "A clip"}, files=files)
    assert (card_of(entry, clip, poster).image, card_of(entry, clip, poster).image_alt) == (poster, "")
    assert card_of(entry, clip).image is None


def test_the_length_is_the_authors_or_that_of_the_file() -> None:
    clip = make_asset("content/hereora/videos/kea.mp4", AssetKind.VIDEO, duration=149.5)
    named = make_outline("kea", kind="video", video="kea.mp4", files={"video": target(clip.source)})
    assert card_of(named, clip).duration == 149.5
    assert card_of(make_outline("kea", kind="video", media=(clip.source,)), clip).duration == 149.5
    assert card_of(make_outline("kea", kind="video", duration="2:00", media=(clip.source,)), clip).duration == 120
    assert card_of(make_outline("kea", kind="video", media=(clip.source,))).duration is None


def test_dates_are_those_of_the_portals_time_zone() -> None:
    card = card_of(make_outline("a", date="2026-03-05", updated="2026-06-01 09:30"))
    assert card.date == datetime(2026, 3, 5, tzinfo=ZONE)
    assert card.date_only
    assert card.updated == datetime(2026, 6, 1, 9, 30, tzinfo=ZONE)
    card = card_of(make_outline("hui", kind="event", start="2026-08-14 15:30", end="2026-08-15"))
    assert (card.start, card.start_is_day) == (datetime(2026, 8, 14, 15, 30, tzinfo=ZONE), False)
    assert (card.end, card.end_is_day) == (datetime(2026, 8, 15, tzinfo=ZONE), True)


def test_the_language_is_the_sites_where_the_entry_names_none() -> None:
    assert card_of(make_outline("a")).language == "en-NZ"
    assert card_of(make_outline("a", lang="mi")).language == "mi"


def test_the_newest_are_first_and_undated_entries_last() -> None:
    entries = [
        make_outline("undated-b"),
        make_outline("old", date="2024-01-01"),
        make_outline("undated-a"),
        make_outline("changed", updated="2025-01-01"),
        make_outline("hui", kind="event", start="2027-01-01", date="2020-01-01"),
        make_outline("new", date="2026-01-01 12:00"),
    ]
    entries.sort(key=lambda entry: newest_first(entry, KINDS[entry.kind], ZONE))
    names = [entry.id.rsplit("/", 1)[-1] for entry in entries]
    assert names == ["hui", "new", "changed", "old", "undated-a", "undated-b"]


def test_the_digest_changes_with_all_that_is_shown() -> None:
    picture = make_asset("content/hereora/case-studies/a.jpg")
    base = make_outline("a", title="A", files={"image.src": target(picture.source)})
    cards = [
        card_of(base),
        card_of(base, picture),
        card_of(make_outline("a", title="B")),
        card_of(make_outline("a", title="A", summary="S")),
        card_of(make_outline("a", title="A", date="2026-01-01")),
        card_of(make_outline("a", title="A", date="2026-01-01 00:00")),
        card_of(make_outline("a", title="A", updated="2026-01-01")),
        card_of(make_outline("a", title="A", lang="mi")),
        card_of(make_outline("a", title="A", featured="yes")),
        card_of(base, address="case-studies/b/"),
        card_of(base, terms={"tags": ("writing",)}),
        card_of(base, terms={"goals": ("reading",)}),
        card_of(base, pending=True),
        card_of(base, parent="hereora/pages/about"),
        card_of(make_outline("a", kind="event", title="A", start="2026-01-01")),
        card_of(make_outline("a", kind="event", title="A", start="2026-01-01", location="Hall")),
        card_of(make_outline("a", kind="page", title="A", order="2")),
    ]
    assert len({card.digest for card in cards}) == len(cards)
    assert card_of(base) == card_of(base)
