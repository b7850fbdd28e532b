"""What goes along with a video: which tracks it has, where they lie, and where chapters end."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.model.asset import Asset, AssetKind
from generator.model.entry import Entry
from generator.model.transcript import Cue, Passage, Transcript
from generator.render.tracks import (
    chapter_ends,
    has_cues,
    make_tracks,
    own_language_first,
    transcript_file,
    video_chapters,
)
from tests.factories import make_entry, make_transcript, target
from tests.sites import make_asset, make_sites

UNTIMED = Transcript("kea.de.txt", "de", False, (Passage("Hallo."),))
SEEN = make_asset("content/hereora/videos/seen.vtt", AssetKind.DOCUMENT, media_type="text/vtt")


def video(of_file: tuple[Cue, ...] = (), **fields: Any) -> Entry:
    return replace(make_entry("kea", kind="video", title="Kea", **fields), chapters=of_file)


def tracks(entry: Entry, *assets: Asset, path: str = "hereora/videos/kea/index.html") -> list[tuple[str, ...]]:
    made = make_tracks(entry, make_sites(entry, assets=assets).contexts(path))
    return [(track.kind, track.url, track.language, track.label) for track in made]


def test_captions_come_first_and_the_videos_own_language_before_others() -> None:
    maori = replace(make_transcript("Kia ora."), language="mi")
    entry = video(
        transcripts=(maori, UNTIMED, make_transcript("Hello.")),
        of_file=(Cue(0, 9000, "Hello"),),
        files={"descriptions": target(SEEN.source)},
    )
    assert tracks(entry, SEEN) == [
        ("captions", "transcript.vtt", "en-NZ", "English"),
        ("captions", "transcript.mi.vtt", "mi", "te reo Māori"),
        ("chapters", "chapters.vtt", "en-NZ", "English"),
        ("descriptions", "../../media/seen.0a1b2c3d.vtt", "en-NZ", "English"),
    ]
    assert [found.language for found in own_language_first(entry, "en-NZ")] == ["", "de", "mi"]


def test_addresses_are_those_from_the_page_at_hand() -> None:
    entry = video(transcripts=(make_transcript("Hello."),))
    assert tracks(entry, path="hereora/about/index.html")[0][1] == "../videos/kea/transcript.vtt"


def test_a_description_that_no_player_can_read_is_no_track() -> None:
    seen = make_asset("content/hereora/videos/seen.txt", AssetKind.DOCUMENT, media_type="text/plain")
    assert tracks(video(files={"descriptions": target(seen.source)}), seen) == []
    assert tracks(video(files={"descriptions": target("content/hereora/videos/gone.vtt")})) == []


def test_chapters_of_the_front_matter_stand_before_those_of_a_file() -> None:
    of_file = (Cue(9000, 9500, "From the file"),)
    assert video_chapters(video(of_file)) == [(9, "From the file")]
    assert video_chapters(video(of_file, chapters=["1:05 B", "0:00 A"])) == [(0, "A"), (65, "B")]
    assert video_chapters(video()) == []


def test_a_chapter_ends_where_the_next_begins_and_the_last_with_the_video() -> None:
    def ends(**fields: Any) -> list[tuple[float, float, str]]:
        entry = video(**fields)
        return chapter_ends(entry, make_sites(entry).view())

    written = ["0:00 A", "0:30 B"]
    assert ends(chapters=written, duration="2:00") == [(0, 30, "A"), (30, 120, "B")]
    assert ends(chapters=written, transcripts=(make_transcript("a", "b", seconds=20),)) == [(0, 30, "A"), (30, 40, "B")]
    assert ends(chapters=written) == [(0, 30, "A"), (30, 86_430, "B")]
    assert ends(chapters=[*written, "0:30 C"], duration="0:20") == [(0, 30, "A"), (30, 86_430, "C")]
    assert ends() == []


def test_cues_are_captions_and_chapters() -> None:
    assert has_cues(video(transcripts=(make_transcript("Hello."),)))
    assert has_cues(video((Cue(0, 1, "A"),)))
    assert not has_cues(video(transcripts=(UNTIMED,)))


def test_transcripts_have_files_of_their_own() -> None:
    entry = video(transcripts=(make_transcript("A."), replace(UNTIMED, language="zh-Hant")))
    assert transcript_file(entry, 0, "vtt") == "transcript.vtt"
    assert transcript_file(entry, 1, "txt") == "transcript.zh-hant.txt"
