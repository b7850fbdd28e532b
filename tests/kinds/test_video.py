"""Videos: the player, transcripts in their languages, chapters, and what is said to machines."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from generator.kinds.video import VideoFields, video_facts
from generator.model.asset import Asset, AssetKind
from generator.model.entry import Entry
from generator.model.fields import EntryFields
from generator.model.kind import Facts
from generator.model.transcript import Cue, Passage, Transcript
from generator.render.contract import VideoPage
from tests.factories import make_entry, make_transcript, target
from tests.sites import make_asset, make_sites

KEA = "hereora/videos/kea"
CLIP = make_asset("content/hereora/videos/kea.mp4", AssetKind.VIDEO, duration=149.5)
POSTER = make_asset("content/hereora/videos/kea.jpg")


def video(chapters: tuple[Cue, ...] = (), **fields: Any) -> Entry:
    return replace(make_entry("kea", kind="video", **{"title": "Kea", **fields}), chapters=chapters)


def page_of(entry: Entry, *assets: Asset, **config: object) -> VideoPage:
    page = make_sites(entry, assets=assets, **config).page_of(KEA)
    assert isinstance(page, VideoPage)
    return page


def facts(page: VideoPage) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.json_ld)["@graph"][1]
    return found


def in_language(language: str, *texts: str, seconds: int = 5) -> Transcript:
    name = f"kea.{language}.vtt" if language else "kea.vtt"
    return replace(make_transcript(*texts, path=f"content/hereora/videos/{name}", seconds=seconds), language=language)


# --- fields --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        ["0:15 Planting", "1:02:03 Questions"],
        [{"start": "0:15", "title": "Planting"}, {"start": "1:02:03", "title": "Questions"}],
    ],
)
def test_chapters_may_be_written_on_one_line(written: object) -> None:
    fields = VideoFields.model_validate({"title": "Kea", "chapters": written})
    assert [(chapter.start, chapter.title) for chapter in fields.chapters] == [(15, "Planting"), (3723, "Questions")]


def test_facts_of_a_video_are_its_length() -> None:
    assert video_facts(VideoFields.model_validate({"title": "K", "duration": "2:29"})) == Facts(duration=149)
    assert video_facts(EntryFields(title="x")) == Facts()


# --- the player ----------------------------------------------------------------------------------------------------


def test_a_file_plays_here() -> None:
    files = {"video": target(CLIP.source), "poster": target(POSTER.source)}
    page = page_of(video(files=files, transcripts=(in_language("", "Kia ora."),)), CLIP, POSTER)
    assert (page.player.form, page.player.url, page.player.media_type) == (
        "file",
        "../../media/kea.0a1b2c3d.mp4",
        "video/mp4",
    )
    assert page.player.poster is not None and page.player.poster.url == "../../media/kea.0a1b2c3d.jpg"
    assert [(track.kind, track.url, track.language) for track in page.player.tracks] == [
        ("captions", "transcript.vtt", "en-NZ")
    ]
    assert page.duration is not None and page.duration.text == "2:30"


def test_a_video_of_another_host_is_linked() -> None:
    address = replace(target(""), url="https://youtu.be/aBcDeFg_-12", path="")
    page = page_of(video(files={"video": address}))
    assert (page.player.form, page.player.url) == ("youtube", "https://youtu.be/aBcDeFg_-12")
    assert page.player.embed_url == "https://www.youtube-nocookie.com/embed/aBcDeFg_-12"
    address = replace(address, url="https://example.org/kea.webm")
    page = page_of(video(files={"video": address}))
    assert (page.player.form, page.player.embed_url, page.player.media_type) == ("link", "", "video/webm")


def test_a_video_that_is_gone_still_has_its_words() -> None:
    page = page_of(video(transcripts=(in_language("", "Kia ora."),)))
    assert (page.player.form, page.player.url, page.duration) == ("none", "", None)
    assert page.transcripts[0].passages[0].text == "Kia ora."


# --- transcripts ---------------------------------------------------------------------------------------------------


def test_a_timed_transcript_has_a_place_for_every_cue() -> None:
    transcript = page_of(video(transcripts=(in_language("", "Kia ora.", "We began."),))).transcripts[0]
    assert (transcript.language, transcript.timed) == ("en-NZ", True)
    assert (transcript.captions_url, transcript.text_url) == ("transcript.vtt", "transcript.txt")
    assert [passage.id for passage in transcript.passages] == ["passage-1", "passage-2"]
    cues = [cue for passage in transcript.passages for cue in passage.cues]
    assert [(cue.id, cue.url, cue.time, cue.text) for cue in cues] == [
        ("t=0", "#t=0", "0:00", "Kia ora."),
        ("t=5", "#t=5", "0:05", "We began."),
    ]


def test_two_cues_of_one_second_do_not_share_an_id() -> None:
    cues = (Cue(1000, 1400, "One"), Cue(1500, 1900, "two"), Cue(2000, 2500, "three"))
    transcript = Transcript(
        "kea.vtt",
        "",
        True,
        (Passage("One two", start=1000, cues=cues[:2]), Passage("three", start=2000, cues=cues[2:])),
    )
    found = [
        cue for passage in page_of(video(transcripts=(transcript,))).transcripts[0].passages for cue in passage.cues
    ]
    assert [cue.id for cue in found] == ["t=1", "", "t=2"]
    assert [cue.url for cue in found] == ["#t=1", "#t=1", "#t=2"]


def test_the_pages_own_language_is_first_and_only_the_first_has_plain_ids() -> None:
    transcripts = (in_language("", "Kia ora."), in_language("mi", "Kia ora."), in_language("de", "Hallo."))
    page = page_of(video(lang="mi", transcripts=(transcripts[2], transcripts[0])))
    assert [t.language for t in page.transcripts] == ["mi", "de"]
    page = page_of(video(transcripts=transcripts))
    assert [t.language for t in page.transcripts] == ["en-NZ", "de", "mi"]
    assert [t.passages[0].id for t in page.transcripts] == ["passage-1", "passage-1-de", "passage-1-mi"]
    assert [t.passages[0].cues[0].id for t in page.transcripts] == ["t=0", "t=0-de", "t=0-mi"]
    assert [t.captions_url for t in page.transcripts] == ["transcript.vtt", "transcript.de.vtt", "transcript.mi.vtt"]
    assert page.transcripts[2].language_name.lower().endswith("māori")


def test_no_id_comes_twice_on_a_page() -> None:
    page = page_of(
        video(transcripts=(in_language("", "A.", "B.", seconds=1), in_language("mi", "A.", "B.", seconds=1)))
    )
    ids = [passage.id for t in page.transcripts for passage in t.passages]
    ids += [cue.id for t in page.transcripts for passage in t.passages for cue in passage.cues if cue.id]
    assert len(ids) == len(set(ids))


def test_a_speaker_is_named_where_another_begins() -> None:
    said = (
        Passage("One.", "Mere"),
        Passage("Two.", "Mere"),
        Passage("Three.", "Rangi"),
        Passage("Four."),
        Passage("Five.", "Rangi"),
    )
    page = page_of(video(transcripts=(Transcript("kea.txt", "", False, said),)))
    assert [passage.speaker for passage in page.transcripts[0].passages] == ["Mere", "", "Rangi", "", "Rangi"]


def test_an_untimed_transcript_is_given_no_times() -> None:
    said = (Passage("One."), Passage("Two.", start=83_500))
    transcript = page_of(video(transcripts=(Transcript("kea.txt", "", False, said),))).transcripts[0]
    assert (transcript.timed, transcript.captions_url, transcript.text_url) == (False, "", "transcript.txt")
    assert [(passage.time, passage.cues) for passage in transcript.passages] == [("", ()), ("1:23", ())]


# --- chapters ------------------------------------------------------------------------------------------------------


def test_chapters_come_from_the_front_matter_in_their_order() -> None:
    page = page_of(video(chapters=(Cue(9000, 9500, "From the file"),), lang="en-NZ"))
    assert [(chapter.time, chapter.text) for chapter in page.chapters] == [("0:09", "From the file")]
    entry = make_entry("kea", kind="video", chapters=["1:05 What changed", "0:00 Hello"])
    page = page_of(replace(entry, chapters=(Cue(9000, 9500, "From the file"),)))
    assert [(c.url, c.time, c.text) for c in page.chapters] == [
        ("#t=0", "0:00", "Hello"),
        ("#t=65", "1:05", "What changed"),
    ]


# --- for machines --------------------------------------------------------------------------------------------------


def test_a_video_says_what_it_is_and_what_is_said() -> None:
    entry = make_entry(
        "kea",
        kind="video",
        title="Kea",
        date="2026-03-05",
        files={"video": target(CLIP.source), "poster": target(POSTER.source)},
        transcripts=(make_transcript("Kia ora.", "</script><script>alert(1)"),),
        chapters=["0:00 Hello", "1:05 What changed"],
    )
    page = page_of(entry, CLIP, POSTER, url="https://p.example.org/")
    assert "</script" not in page.json_ld
    found = facts(page)
    base = "https://p.example.org/hereora/"
    assert found["@type"] == ["VideoObject", "LearningResource"]
    assert found["transcript"] == "Kia ora.\n</script><script>alert(1)"
    assert (found["duration"], found["uploadDate"][:10]) == ("PT149.5S", "2026-03-05")
    assert found["contentUrl"] == base + "media/kea.0a1b2c3d.mp4"
    assert found["thumbnailUrl"] == base + "media/kea.0a1b2c3d.jpg"
    assert [(clip["name"], clip["startOffset"], clip["endOffset"], clip["url"]) for clip in found["hasPart"]] == [
        ("Hello", 0, 65, base + "videos/kea/#t=0"),
        ("What changed", 65, 149.5, base + "videos/kea/#t=65"),
    ]


def test_without_an_address_there_are_no_clips_and_nothing_is_made_up() -> None:
    found = facts(page_of(make_entry("kea", kind="video", chapters=["0:00 Hello"])))
    assert not {"hasPart", "url", "contentUrl", "uploadDate", "duration", "transcript", "embedUrl"} & set(found)


# --- places on the page --------------------------------------------------------------------------------------------


def test_chapters_and_segments_have_a_place_where_no_line_begins() -> None:
    cues = (Cue(1000, 4000, "one"), Cue(10_200, 14_000, "two"), Cue(20_000, 30_000, "three"))
    said = Transcript("kea.vtt", "", True, (Passage("one two three", start=1000, cues=cues),))
    entry = make_entry(
        "kea",
        kind="video",
        transcripts=(said, replace(said, language="mi")),
        chapters=["0:00 A", "0:05 B", "0:10 C", "0:50 D"],
        segments=[{"start": "0:12", "title": "x"}, {"start": "0:05", "title": "y"}],
    )
    first, second = page_of(entry).transcripts
    # To the line that is being said, or else to the next; what begins in a line's own second needs no other place.
    assert [(cue.id, cue.marks) for cue in first.passages[0].cues] == [
        ("t=1", ("t=0",)),
        ("t=10", ("t=5", "t=12")),
        ("t=20", ("t=50",)),
    ]
    assert [cue.marks for cue in second.passages[0].cues] == [(), (), ()]


def test_noted_times_are_places_too() -> None:
    said = (
        Passage("One.", start=5000),
        Passage("Two."),
        Passage("Three.", start=83_500),
        Passage("Four.", start=83_900),
    )
    entry = make_entry(
        "kea", kind="video", transcripts=(Transcript("kea.txt", "", False, said),), chapters=["0:50 A", "1:30 B"]
    )
    found = page_of(entry).transcripts[0].passages
    assert [(passage.id, passage.url, passage.seconds, passage.marks) for passage in found] == [
        ("t=5", "#t=5", 5, ("t=50",)),
        ("passage-2", "#passage-2", None, ()),
        ("t=83", "#t=83", 83.5, ()),
        ("passage-4", "#t=83", 83.9, ("t=90",)),
    ]


def test_a_page_with_something_to_play_or_to_read_needs_the_player() -> None:
    assert page_of(video(transcripts=(in_language("", "Kia ora."),))).needs_player
    assert page_of(video(files={"video": target(CLIP.source)}), CLIP).needs_player
    assert not page_of(video()).needs_player
