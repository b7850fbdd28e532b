"""The files that players load: chapters, and all cues as a script."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.model.asset import AssetKind
from tests.factories import make_entry, make_transcript, target
from tests.sites import Sites, make_asset, make_sites

CLIP = make_asset("content/hereora/videos/kea.mp4", AssetKind.VIDEO, duration=120)


def portal() -> Sites:
    maori = replace(make_transcript("Kia ora."), language="mi")
    said = (maori, make_transcript("Hello --> <b>", "It\u2019s \u2028 </script>"))
    files = {"video": target(CLIP.source)}
    return make_sites(
        make_entry("kea", kind="video", files=files, transcripts=said, chapters=["0:00 A & B", "1:05 What changed"]),
        make_entry("tui", kind="video", transcripts=said, chapters=["0:00 A"]),
        make_entry("weka", kind="video", files=files),
        make_entry("moa", kind="video", media=(CLIP.source,), transcripts=said),
        assets=(CLIP,),
    )


def test_only_videos_with_a_file_of_their_own_have_them() -> None:
    found = [path for path in portal().paths if path.endswith(("chapters.vtt", "captions.js"))]
    assert sorted(found) == [
        "hereora/videos/kea/captions.js",
        "hereora/videos/kea/chapters.vtt",
        "hereora/videos/moa/captions.js",
    ]


def test_chapters_are_webvtt() -> None:
    assert portal().made("hereora/videos/kea/chapters.vtt").decode() == (
        "WEBVTT\n\n00:00:00.000 --> 00:01:05.000\nA &amp; B\n\n00:01:05.000 --> 00:02:00.000\nWhat changed\n"
    )


def test_the_script_holds_all_cues() -> None:
    made = portal().made("hereora/videos/kea/captions.js")
    assert made.isascii()
    text = made.decode()
    assert text.startswith("document.currentScript.tracks = [")
    tracks = json.loads(text.removeprefix("document.currentScript.tracks = ").removesuffix(";\n"))
    assert [(track["kind"], track["language"], track["label"]) for track in tracks] == [
        ("captions", "en-NZ", "English"),
        ("captions", "mi", "te reo Māori"),
        ("chapters", "en-NZ", ""),
    ]
    assert tracks[0]["cues"] == [
        [0, 5, "Hello --&gt; &lt;b&gt;"],
        [5, 10, "It\u2019s \u2028 &lt;/script&gt;"],
    ]
    assert tracks[2]["cues"] == [[0, 65, "A &amp; B"], [65, 120, "What changed"]]


def test_a_page_names_its_script() -> None:
    sites = portal()
    assert 'data-cues="captions.js"' in sites.made("hereora/videos/kea/index.html").decode()
    assert "data-cues" not in sites.made("hereora/videos/weka/index.html").decode()
