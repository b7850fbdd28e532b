from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

FOLDERS = ("case-studies", "videos")


@pytest.fixture
def portals(tmp_path: Path) -> tuple[Path, Path]:
    from corpus import write_corpus
    from hugo_site import write_hugo

    write_corpus(tmp_path / "ours", 6)
    write_hugo(tmp_path / "ours", tmp_path / "hugo")
    return tmp_path / "ours/content/kowhai", tmp_path / "hugo/content/kowhai"


def entries(cluster: Path) -> dict[str, tuple[dict[str, object], str]]:
    found = {}
    for folder in FOLDERS:
        for path in (cluster / folder).glob("[!_]*.md"):
            _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
            found[f"{folder}/{path.stem}"] = (yaml.safe_load(front), body)
    return found


def test_hugo_gets_the_same_entries_with_the_same_fields_and_words(portals: tuple[Path, Path]) -> None:
    ours, hugo = map(entries, portals)
    assert len(ours) == 6
    assert hugo.keys() == ours.keys()
    for name, (fields, body) in ours.items():
        theirs, text = hugo[name]
        assert theirs == {
            **{key: value for key, value in fields.items() if key != "phase"},
            "phases": [fields["phase"]],
        }
        assert re.sub(r"\]\([^)]*\)", "", text) == re.sub(r"\]\([^)]*\)", "", body)


def test_links_are_addresses() -> None:
    from hugo_site import entry

    text = "phase: Checking\n\nSee [next](study-2.md) and [the film](../videos/video-1.md).\n"
    assert entry(text) == "phases: [Checking]\n\nSee [next](../study-2/) and [the film](../../videos/video-1/).\n"


def test_a_transcript_has_an_element_for_each_cue_under_who_speaks(portals: tuple[Path, Path]) -> None:
    ours, hugo = portals
    captions = (ours / "videos/video-1.vtt").read_text(encoding="utf-8")
    site = hugo.parent.parent
    beside = site / "static/kowhai/videos/video-1"
    assert (beside / "transcript.vtt").read_text(encoding="utf-8") == captions
    html = (site / "transcripts/video-1.html").read_text(encoding="utf-8")
    said = re.findall(r"<v \w+>(.*)", captions)
    assert re.findall(r'<span class="said">(.*?)</span>', html) == said
    assert html.count("<p ") == html.count('<b class="speaker">') == 11
    text = (beside / "transcript.txt").read_text(encoding="utf-8")
    assert " ".join(re.sub(r"^\[[\d:]+\] \w+: ", "", text, flags=re.MULTILINE).split()) == " ".join(said)


def test_clocks_and_starts_are_as_on_our_pages() -> None:
    from hugo_site import Cue, passages, read_cues

    cues = read_cues("WEBVTT\n\n00:01:05.250 --> 00:01:08.000\n<v Mere>Kia ora.\n\n")
    assert cues == [Cue(65_250, "Mere", "Kia ora.")]
    assert '<span class="cue" id="t=65" data-start="65.25"><a class="time" href="#t=65"' in passages(cues)
    assert ">1:05</a>" in passages(cues)
