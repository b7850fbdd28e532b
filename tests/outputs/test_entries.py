"""The pages of entries, the files of their transcripts, and old addresses."""

from __future__ import annotations

from dataclasses import replace

from generator.model.transcript import Passage, Transcript
from tests.factories import make_cluster, make_entry, make_transcript
from tests.sites import Sites, make_body, make_sites

SAID = Transcript("content/hereora/videos/kea.mi.txt", "mi", False, (Passage("Kia ora.", "Mere"),))


def portal() -> Sites:
    return make_sites(
        make_entry("hereora/index", kind="home", title="Nau mai", aliases="welcome"),
        make_entry("a", title="Reading <together>", body=make_body("Every **day**."), aliases="2020/reading.html, /x/"),
        make_entry("kea", kind="video", title="Kea", transcripts=(make_transcript("We began -->"), SAID)),
        url="https://portal.example.org/",
    )


def test_an_entrys_page_holds_its_words() -> None:
    words = portal().made("hereora/case-studies/a/index.html").decode()
    assert "<h1>Reading &lt;together&gt;</h1>" in words
    assert "Every <strong>day</strong>." in words


def test_captions_are_a_file() -> None:
    text = portal().made("hereora/videos/kea/transcript.vtt").decode()
    assert text.startswith("WEBVTT\n")
    assert "00:00:00.000 --> 00:00:05.000\nWe began --&gt;\n" in text


def test_the_words_are_a_file_in_each_language() -> None:
    sites = portal()
    assert sites.made("hereora/videos/kea/transcript.txt").decode("utf-8-sig").startswith("Kea\n\n[00:00:00] We began")
    text = sites.made("hereora/videos/kea/transcript.mi.txt").decode("utf-8-sig")
    assert text.startswith("Kea (mi)\n\nMere: Kia ora.")
    assert "hereora/videos/kea/transcript.mi.vtt" not in sites.paths


def test_old_addresses_lead_to_the_entry() -> None:
    sites = portal()
    moved = [path for path in sites.paths if path in {"hereora/2020/reading/index.html", "hereora/x/index.html"}]
    assert len(moved) == 2
    words = sites.made("hereora/2020/reading/index.html").decode()
    assert 'href="../../case-studies/a/"' in words
    assert '<link rel="canonical" href="https://portal.example.org/hereora/case-studies/a/">' in words
    assert '<meta name="robots" content="noindex">' in words
    assert "Reading &lt;together&gt;" in words


def test_an_old_address_may_lead_to_the_front_page() -> None:
    assert 'href="../"' in portal().made("hereora/welcome/index.html").decode()


def test_a_page_in_another_language_says_so() -> None:
    sites = make_sites(make_entry("a", lang="mi"), clusters=[make_cluster()])
    assert '<html lang="mi">' in sites.made("hereora/case-studies/a/index.html").decode()


def test_every_transcript_has_a_name_of_its_own() -> None:
    transcripts = (make_transcript("A."), replace(SAID, timed=False), replace(SAID, language="de", path="kea.de.txt"))
    sites = make_sites(make_entry("kea", kind="video", transcripts=transcripts))
    assert len(sites.paths) == len(set(sites.paths))
