"""Video files: captions, chapters and descriptions, also where the site is opened as files, and files that are gone."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.waiting import until

PLAYER = Path(__file__).resolve().parents[2] / "themes/default/assets/player.js"
TRACKS = """video => [...video.textTracks].map(track =>
  [track.kind, track.language, track.label, track.mode, track.cues ? track.cues.length : 0])"""


def test_captions_chapters_and_descriptions_are_there(quiet: Page, videos: str) -> None:
    quiet.goto(videos + "videos/kea/")
    video = quiet.locator("video")
    until(quiet, "document.querySelector('video').textTracks[0].cues?.length === 30")
    tracks = video.evaluate(TRACKS)
    assert [(kind, language, label) for kind, language, label, _, _ in tracks] == [
        ("captions", "en-NZ", "English"),
        ("captions", "mi", "te reo Māori"),
        ("chapters", "en-NZ", "Chapters"),
        ("descriptions", "en-NZ", "What is seen"),
    ]
    assert [mode for _, _, _, mode, _ in tracks][:2] == ["showing", "disabled"]
    assert video.get_attribute("preload") == "metadata"
    assert video.get_attribute("poster")
    video.evaluate("video => { for (const track of video.textTracks) track.mode = 'hidden'; }")
    until(quiet, "document.querySelector('video').textTracks[2].cues?.length === 2")
    chapters = video.evaluate("video => [...video.textTracks[2].cues].map(c => [c.startTime, c.endTime, c.text])")
    assert [(start, round(end), text) for start, end, text in chapters] == [(0, 66, "Hello"), (66, 120, "What changed")]


def test_the_caption_of_the_moment_is_shown(quiet: Page, videos: str) -> None:
    quiet.goto(videos + "videos/kea/")
    quiet.locator(".cue .time").nth(3).click()
    until(quiet, "document.querySelector('video').textTracks[0].activeCues?.length === 1")
    assert "whānau" in quiet.evaluate("document.querySelector('video').textTracks[0].activeCues[0].text")


def test_captions_and_chapters_are_there_as_files(chromium: Browser, video_files: Path) -> None:
    page = chromium.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda message: said.append(message.text))
    page.goto((video_files / "kowhai/videos/kea/index.html").as_uri())
    until(page, "document.querySelector('video').textTracks[0].cues?.length === 30")
    assert page.locator("video").evaluate(TRACKS) == [
        ["captions", "en-NZ", "English", "showing", 30],
        ["captions", "mi", "te reo Māori", "disabled", 0],
        ["chapters", "en-NZ", "", "hidden", 2],
    ]
    page.locator(".cue .time").nth(3).click()
    until(page, "document.querySelector('video').textTracks[0].activeCues?.length === 1")
    expect(page.locator("[aria-current=true].cue")).to_contain_text("whānau came along")
    assert not [line for line in said if "Trusted" in line or "Error" in line or "olicy" in line]
    page.close()


def test_only_scripts_of_this_site_are_loaded_as_files(chromium: Browser, video_files: Path) -> None:
    page = chromium.new_page()
    page.goto((video_files / "kowhai/videos/kea/index.html").as_uri())
    until(page, "window.portalPolicy !== undefined")
    for address in ("https://example.org/a.js", "//example.org/a.js", "/a.js", "file:///a.js", "javascript:1", "a.txt"):
        refused = page.evaluate(
            "url => { try { portalPolicy.createScriptURL(url); return false } catch { return true } }", address
        )
        assert refused, address
    assert page.evaluate("String(portalPolicy.createScriptURL('../kea/captions.js'))") == "../kea/captions.js"
    page.close()


def test_nothing_is_loaded_from_a_script_over_http(quiet: Page, videos: str) -> None:
    asked: list[str] = []
    quiet.on("request", lambda request: asked.append(request.url))
    quiet.goto(videos + "videos/kea/", wait_until="networkidle")
    assert not [url for url in asked if url.endswith("captions.js")]
    assert len([url for url in asked if url.endswith(".js") and "/player." in url]) == 1


def test_a_page_without_a_video_has_no_player(quiet: Page, videos: str) -> None:
    quiet.goto(videos + "plain/")
    assert quiet.locator("script[src*='player']").count() == 0
    quiet.goto(videos + "embeds/")
    assert quiet.locator("script[src*='player']").count() == 1


@pytest.mark.parametrize("how", ["missing", "unreachable", "no video"])
def test_a_file_that_is_gone_leaves_its_words(chromium: Browser, videos: str, how: str) -> None:
    def answer(route: Route) -> None:
        if how == "missing":
            route.fulfill(status=404, body="")
        elif how == "unreachable":
            route.abort()
        else:
            route.fulfill(status=200, content_type="video/mp4", body="not a video")

    page = chromium.new_page()
    page.route(re.compile(r"\.mp4$"), answer)
    page.goto(videos + "videos/kea/")
    expect(page.locator(".player-gone")).to_be_visible()
    expect(page.locator(".player-gone")).to_contain_text("This video cannot be played just now.")
    expect(page.locator(".player-gone")).to_contain_text("What is said can be read on this page.")
    expect(page.locator("video")).to_be_hidden()
    expect(page.locator(".cue").first).to_be_visible()
    page.close()


def test_a_video_without_a_source_says_so(quiet: Page, videos: str) -> None:
    quiet.goto(videos + "videos/moa/")
    expect(quiet.locator(".player-none")).to_have_text(
        "The video itself is not on this site. What is said can be read on this page."
    )
    expect(quiet.locator(".passage").first).to_contain_text("Passage 1")


def test_what_is_seen_can_be_said(quiet: Page, videos: str) -> None:
    quiet.goto(videos + "videos/kea/")
    button = quiet.get_by_role("button", name="Say what is seen")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    quiet.locator(".cue .time").nth(7).click()
    expect(quiet.locator(".described-words")).to_have_text("A shed.")
    button.click()
    expect(quiet.locator(".described-words")).to_have_text("")


def test_an_embedded_file_begins_at_its_moment(quiet: Page, videos: str) -> None:
    quiet.goto(videos + "embeds/")
    until(quiet, "document.querySelector('video').currentTime === 62")
    assert quiet.locator("video").evaluate("video => video.paused")
    until(quiet, "document.querySelector('video').textTracks[0].cues?.length === 30")
    assert quiet.locator("video track").first.get_attribute("src") == "../videos/kea/transcript.vtt"


def test_a_video_without_a_source_is_embedded_as_a_card(quiet: Page, videos: str) -> None:
    quiet.goto(videos + "embeds/")
    card = quiet.locator(".embed-card")
    expect(card).to_contain_text("The moa")
    expect(card).to_contain_text("2:29")
    links = card.get_by_role("link").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["../videos/moa/", "../videos/moa/"]
    assert "below" not in card.inner_text()


def test_the_script_is_small() -> None:
    assert len(gzip.compress(PLAYER.read_bytes(), 9, mtime=0)) <= 9 * 1024


def test_the_script_writes_no_markup_and_no_styles() -> None:
    code = PLAYER.read_text(encoding="utf-8")
    assert '"use strict";' in code
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|setAttribute\(\"style|\beval\b", code)
