"""The sample video is small, and its captions, chapters and descriptions fit it to the word."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.load.transcript import load_cues
from generator.media.duration import read_duration
from generator.model.transcript import Cue

ROOT = Path(__file__).parents[2]
VIDEOS = ROOT / "content" / "guide" / "videos"
NAME = "how-to-use-this-portal"
SCRIPT = yaml.safe_load((ROOT / "docs" / "sample-video" / "script.yaml").read_text(encoding="utf-8"))
SENTENCES = [sentence for chapter in SCRIPT["chapters"] for sentence in chapter["sentences"]]
TRACKS = ["vtt", "mi.vtt", "chapters.vtt", "descriptions.vtt"]


def cues(ending: str) -> tuple[Cue, ...]:
    found, problems = load_cues((VIDEOS / f"{NAME}.{ending}").read_bytes(), f"{NAME}.{ending}")
    assert problems == []
    return found


def milliseconds() -> float:
    with (VIDEOS / f"{NAME}.mp4").open("rb") as stream:
        duration = read_duration(stream)
    assert duration is not None
    return duration * 1000


def test_the_video_is_small_and_begins_to_play_before_it_is_all_there() -> None:
    data = (VIDEOS / f"{NAME}.mp4").read_bytes()
    assert len(data) < 1_000_000
    assert 0 < data.find(b"moov") < data.find(b"mdat")


def test_the_captions_last_as_long_as_the_video() -> None:
    assert 0 <= milliseconds() - cues("vtt")[-1].end <= 500


@pytest.mark.parametrize("ending", TRACKS)
def test_cues_are_in_order_without_overlaps_and_within_the_video(ending: str) -> None:
    times = [time for cue in cues(ending) for time in (cue.start, cue.end)]
    assert times
    assert times == sorted(times)
    assert all(cue.start < cue.end for cue in cues(ending))
    assert times[0] >= 0
    assert times[-1] <= milliseconds()


def test_the_captions_are_the_words_of_the_script() -> None:
    assert [cue.text for cue in cues("vtt")] == [sentence["text"] for sentence in SENTENCES]


def test_the_captions_in_te_reo_are_those_of_the_script_at_the_times_of_their_sentences() -> None:
    written = {sentence["text"]: sentence["mi"] for sentence in SENTENCES if "mi" in sentence}
    spoken = [(cue.start, cue.end, written[cue.text]) for cue in cues("vtt") if cue.text in written]
    assert [(cue.start, cue.end, cue.text) for cue in cues("mi.vtt")] == spoken
    assert "fluent reader" in (VIDEOS / f"{NAME}.mi.vtt").read_text(encoding="utf-8").partition("-->")[0]


def test_chapters_begin_just_before_their_first_sentence() -> None:
    chapters = cues("chapters.vtt")
    assert [cue.text for cue in chapters] == [chapter["title"] for chapter in SCRIPT["chapters"]]
    starts = {cue.text: cue.start for cue in cues("vtt")}
    for cue, chapter in zip(chapters, SCRIPT["chapters"], strict=True):
        assert 0 <= starts[chapter["sentences"][0]["text"]] - cue.start < 1000


def test_descriptions_are_those_of_the_script() -> None:
    assert [cue.text for cue in cues("descriptions.vtt")] == list(SCRIPT["descriptions"].values())
