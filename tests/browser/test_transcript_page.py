"""The transcript beside a video: it follows, seeks, is searched, changes its language, and gives links to moments."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.waiting import until

TIME = "() => document.querySelector('video').currentTime"
PAUSED = "() => document.querySelector('video').paused"
IN_BOX = """line => {
  const box = document.querySelector(".transcript-box").getBoundingClientRect();
  const place = line.getBoundingClientRect();
  return place.top >= box.top && place.bottom <= box.bottom;
}"""
IN_VIEW = """line => {
  const place = line.getBoundingClientRect();
  return place.top >= 0 && place.bottom <= innerHeight;
}"""
FOUND = "() => [...(CSS.highlights.get('found') ?? [])].map(range => range.toString())"
FOUND_NOW = "() => [...(CSS.highlights.get('found-now') ?? [])].map(range => range.toString())"
SELECT = """([first, last]) => {
  const said = [...document.querySelectorAll(".cue .said, .passage > .said")];
  const range = document.createRange();
  range.setStart(said[first].firstChild, 2);
  range.setEnd(said[last].firstChild, 5);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


def _open(page: Page, address: str) -> Page:
    page.goto(address)
    until(page, "() => !document.querySelector('video') || document.querySelector('video').readyState > 0")
    return page


def _current(page: Page) -> str:
    return page.locator(".cue[aria-current]").inner_text()


# --- seeking and following -----------------------------------------------------------------------------------------


def test_a_time_plays_from_there_and_marks_its_line(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/").locator(".cue .time").nth(5).click()
    until(quiet, f"() => ({TIME})() >= 20.5 && !({PAUSED})()")
    expect(quiet.locator(".cue").nth(5)).to_have_attribute("aria-current", "true")
    assert quiet.locator(".cue[aria-current]").count() == 1
    assert quiet.url.endswith("/videos/kea/#t=20")


def test_the_words_of_a_line_play_it_too(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/").locator(".cue .said").nth(2).click()
    until(quiet, f"() => ({TIME})() >= 8.5 && !({PAUSED})()")
    expect(quiet.locator(".cue").nth(2)).to_have_attribute("aria-current", "true")


def test_the_transcript_follows_the_video_inside_its_box(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    before = quiet.evaluate("scrollY")
    quiet.evaluate("document.querySelector('video').currentTime = 101")
    line = quiet.locator(".cue").nth(25)
    expect(line).to_have_attribute("aria-current", "true")
    until(quiet, f"() => ({IN_BOX})(document.querySelectorAll('.cue')[25])")
    assert quiet.evaluate("scrollY") == before


def test_a_reader_who_scrolls_is_left_alone_until_they_ask(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/").locator(".cue .time").nth(1).click()
    until(quiet, f"() => !({PAUSED})()")
    follow = quiet.get_by_role("button", name="Follow along")
    expect(follow).to_be_hidden()
    quiet.locator(".transcript-box").hover()
    quiet.mouse.wheel(0, 400)
    expect(follow).to_be_visible()
    place = until(quiet, "() => document.querySelector('.transcript-box').scrollTop")
    quiet.evaluate("document.querySelector('video').currentTime = 115")
    expect(quiet.locator(".cue").nth(28)).to_have_attribute("aria-current", "true")
    assert quiet.evaluate("document.querySelector('.transcript-box').scrollTop") == place
    follow.click()
    expect(follow).to_be_hidden()
    until(quiet, f"() => ({IN_BOX})(document.querySelector('.cue[aria-current]'))")


def test_on_a_phone_the_video_stays_while_the_transcript_goes_by(phone: Page, videos: str) -> None:
    _open(phone, videos + "videos/kea/")
    phone.locator(".cue .time").nth(12).click()
    until(phone, f"() => !({PAUSED})()")
    assert phone.locator(".player").bounding_box() == pytest.approx({"x": 0, "y": 0, "width": 360, "height": 202.5})
    assert phone.locator("video").evaluate(IN_VIEW)
    expect(phone.get_by_role("button", name="Follow along")).to_be_visible()
    phone.get_by_role("button", name="Follow along").click()
    phone.evaluate("document.querySelector('video').currentTime = 110")
    expect(phone.locator(".cue").nth(27)).to_have_attribute("aria-current", "true")
    until(phone, f"() => ({IN_VIEW})(document.querySelector('.cue[aria-current]'))")


# --- addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fragment", "seconds", "line"),
    [("t=40", 40.5, 10), ("t=1:04", 64.5, 16), ("t=64,70", 64.5, 16), ("t=66", 66, 16), ("t=npt:0:01:04", 64.5, 16)],
)
def test_an_address_opens_at_its_moment(quiet: Page, videos: str, fragment: str, seconds: float, line: int) -> None:
    _open(quiet, f"{videos}videos/kea/#{fragment}")
    assert until(quiet, TIME) == seconds
    expect(quiet.locator(".cue").nth(line)).to_have_attribute("aria-current", "true")
    until(quiet, f"() => ({IN_BOX})(document.querySelector('.cue[aria-current]'))")
    assert quiet.locator("video").evaluate(IN_VIEW)
    assert quiet.evaluate(PAUSED)


def test_a_new_fragment_goes_there(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/#t=40")
    quiet.evaluate("location.hash = '#t=80'")
    until(quiet, f"() => ({TIME})() >= 80.5")
    expect(quiet.locator(".cue").nth(20)).to_have_attribute("aria-current", "true")


def test_a_span_of_time_ends_where_it_says(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/#t=10,11")
    quiet.evaluate("document.querySelector('video').play()")
    until(quiet, f"() => ({TIME})() >= 11 && ({PAUSED})()")
    assert quiet.evaluate(TIME) < 20


@pytest.mark.parametrize("fragment", ["t=", "t=abc", "t=1.2.3", "t=-4", "t=%E0%A4%A", "passage-2", "", "t=999999"])
def test_any_other_fragment_does_no_harm(quiet: Page, videos: str, fragment: str) -> None:
    _open(quiet, f"{videos}videos/kea/#{fragment}")
    expect(quiet.get_by_role("searchbox", name="Find in the transcript")).to_be_visible()
    quiet.locator(".cue .time").nth(2).click()
    until(quiet, f"() => ({TIME})() >= 8.5 && ({TIME})() < 60")


def test_chapters_segments_and_links_in_the_text_seek(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    for name, seconds, line in (("1:06 What changed", 66, 16), ("The beginning", 10, 2), ("here", 100, 25)):
        quiet.get_by_role("main").get_by_role("link", name=name).first.click()
        until(quiet, f"seconds => Math.abs(({TIME})() - seconds) < 3", seconds)
        expect(quiet.locator(".cue").nth(line)).to_have_attribute("aria-current", "true")
    expect(quiet.locator(".chapters [aria-current]")).to_contain_text("What changed")
    expect(quiet.locator(".segments li [aria-current]")).to_contain_text("Trees")


def test_segments_are_a_bar_and_a_list(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    marks = quiet.locator(".segments-bar a rect").evaluate_all(
        "rects => rects.map(rect => [rect.getAttribute('x'), rect.getAttribute('width'), rect.classList[0]])"
    )
    listed = quiet.locator(".segment").evaluate_all("items => items.map(item => item.classList[1])")
    assert [(round(float(x)), round(float(width))) for x, width, _ in marks] == [(8, 17), (50, 50)]
    assert [tone for _, _, tone in marks] == listed
    assert quiet.locator(".segment").all_inner_texts()[0].split() == "0:10–0:30 The beginning Birds".split()
    quiet.goto(videos + "tags/trees/")
    link = quiet.locator(".moments a").first
    assert link.get_attribute("href") == "../../videos/kea/#t=60"
    link.click()
    until(quiet, f"() => document.querySelector('video') && ({TIME})() >= 60")


# --- languages -----------------------------------------------------------------------------------------------------


def test_another_language_takes_the_place_and_is_kept_for_the_session(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/#t=40")
    english, maori = (quiet.get_by_role("button", name=name, exact=True) for name in ("English", "te reo Māori"))
    expect(english).to_have_attribute("aria-pressed", "true")
    assert maori.get_attribute("lang") == "mi"
    maori.click()
    expect(maori).to_have_attribute("aria-pressed", "true")
    expect(quiet.get_by_text("Rārangi 10,")).to_be_visible()
    expect(quiet.get_by_text("This is line number 10.")).to_be_hidden()
    expect(quiet.locator("[data-language=mi] .cue").nth(10)).to_have_attribute("aria-current", "true")
    assert quiet.locator(".transcript-files:visible a").first.get_attribute("href") == "transcript.mi.txt"
    quiet.locator("[data-language=mi] .cue .time").nth(3).click()
    until(quiet, f"() => ({TIME})() >= 12.5")
    _open(quiet, videos + "videos/kea/")
    expect(quiet.get_by_text("Rārangi 10,")).to_be_visible()
    assert "t=" not in quiet.url


# --- finding -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["whanau", "whānau", "WHĀNAU", "wha\u0304nau", "  whanau "])
def test_words_are_found_without_their_macrons(quiet: Page, videos: str, typed: str) -> None:
    _open(quiet, videos + "videos/kea/")
    quiet.get_by_role("searchbox", name="Find in the transcript").fill(typed)
    expect(quiet.locator(".transcript-count")).to_have_text("1 of 2")
    assert quiet.evaluate(FOUND) == ["whānau", "whānau"]
    assert quiet.locator(".transcript-count").get_attribute("role") == "status"


def test_going_from_place_to_place(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    box = quiet.get_by_role("searchbox", name="Find in the transcript")
    count = quiet.locator(".transcript-count")
    box.fill("whanau")
    expect(quiet.locator(".cue.found")).to_contain_text("The whānau came along")
    box.press("Enter")
    expect(count).to_have_text("2 of 2")
    expect(quiet.locator(".cue.found")).to_contain_text("Ask your whānau")
    until(quiet, f"() => ({IN_BOX})(document.querySelector('.found'))")
    quiet.get_by_role("button", name="Next place").click()
    expect(count).to_have_text("1 of 2")
    quiet.get_by_role("button", name="Previous place").click()
    expect(count).to_have_text("2 of 2")
    box.press("Shift+Enter")
    expect(count).to_have_text("1 of 2")
    box.press("Escape")
    expect(box).to_have_value("")
    expect(count).to_have_text("")
    assert quiet.evaluate(FOUND) == quiet.evaluate(FOUND_NOW) == []


def test_words_are_found_across_lines_and_with_any_quote_marks(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    box = quiet.get_by_role("searchbox", name="Find in the transcript")
    for typed, count in (("to the garden", "1 of 1"), ("don't", "1 of 1"), ("line number 1", "1 of 11"), ("xyz", "")):
        box.fill(typed)
        expect(quiet.locator(".transcript-count")).to_have_text(count or "Not found")
    box.fill("0:12")
    expect(quiet.locator(".transcript-count")).to_have_text("Not found")
    expect(quiet.get_by_role("button", name="Next place")).to_be_disabled()


def test_finding_looks_in_the_language_that_is_shown(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    quiet.get_by_role("searchbox", name="Find in the transcript").fill("whanau")
    quiet.get_by_role("button", name="te reo Māori", exact=True).click()
    expect(quiet.locator(".transcript-count")).to_have_text("1 of 30")


# --- links to moments ----------------------------------------------------------------------------------------------


def test_the_link_to_a_moment_is_copied(chromium: Browser, videos: str) -> None:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = _open(context.new_page(), videos + "videos/kea/")
    page.locator(".cue").nth(4).hover()
    page.get_by_role("button", name="Copy the link to this moment").click()
    expect(page.locator(".transcript-told")).to_have_text("Copied")
    assert page.locator(".transcript-told").get_attribute("role") == "status"
    assert page.evaluate("navigator.clipboard.readText()") == f"{videos}videos/kea/#t=16"
    context.close()


def test_a_selection_can_be_shared(chromium: Browser, videos: str) -> None:
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    page = _open(context.new_page(), videos + "videos/kea/")
    share = page.get_by_role("button", name="Share this moment")
    expect(share).to_be_hidden()
    page.evaluate(SELECT, [2, 3])
    expect(share).to_be_visible()
    share.click()
    expect(page.locator(".transcript-told")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{videos}videos/kea/#t=8"
    page.evaluate("getSelection().removeAllRanges()")
    expect(share).to_be_hidden()
    context.close()


def test_selecting_with_the_mouse_offers_to_share_and_plays_nothing(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    place = quiet.locator(".cue .said").nth(1).bounding_box()
    assert place
    quiet.mouse.move(place["x"] + 5, place["y"] + 10)
    quiet.mouse.down()
    quiet.mouse.move(place["x"] + 120, place["y"] + 10, steps=4)
    quiet.mouse.up()
    expect(quiet.get_by_role("button", name="Share this moment")).to_be_visible()
    assert quiet.evaluate(PAUSED)


@pytest.mark.parametrize("works", [True, False])
def test_where_the_clipboard_is_closed_there_is_another_way(chromium: Browser, videos: str, works: bool) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        f"document.execCommand = () => {str(works).lower()};"
    )
    _open(page, videos + "videos/kea/")
    page.locator(".cue").nth(4).hover()
    page.get_by_role("button", name="Copy the link to this moment").click()
    told = "Copied" if works else "The link is now in the address bar"
    expect(page.locator(".transcript-told")).to_have_text(told)
    assert page.url.endswith("/" if works else "/#t=16")
    assert page.locator("textarea").count() == 0
    page.close()


def test_as_a_file_the_address_of_the_portal_is_copied(chromium: Browser, video_files: Path) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((video_files / "kowhai/videos/kea/index.html").as_uri())
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    page.locator(".cue").nth(4).hover()
    page.get_by_role("button", name="Copy the link to this moment").click()
    assert until(page, "() => window.copied") == "https://portal.example.org/kowhai/videos/kea/#t=16"
    context.close()


# --- without times, without a mouse, without JavaScript --------------------------------------------------------------


def test_a_transcript_without_times_is_found_and_shared(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/moa/#passage-7")
    until(quiet, f"() => ({IN_VIEW})(document.getElementById('passage-7'))")
    quiet.get_by_role("searchbox", name="Find in the transcript").fill("Passage 9")
    expect(quiet.locator(".transcript-count")).to_have_text("1 of 1")
    quiet.evaluate("navigator.clipboard.writeText = async text => { window.copied = text }")
    quiet.locator(".passage").nth(2).hover()
    quiet.get_by_role("button", name="Copy the link to this moment").click()
    assert until(quiet, "() => window.copied") == f"{videos}videos/moa/#passage-3"
    quiet.evaluate(SELECT, [4, 5])
    quiet.get_by_role("button", name="Share this moment").click()
    assert until(quiet, "() => window.copied.endsWith('#passage-5')")
    assert quiet.locator("main time, .time").count() == 1  # its length
    assert quiet.locator(".transcript-files a").evaluate_all("links => links.map(link => link.download)") == [""]


def test_everything_works_by_keyboard_alone(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    quiet.get_by_role("button", name="English", exact=True).focus()
    quiet.keyboard.press("Tab")
    quiet.keyboard.press("Enter")
    expect(quiet.get_by_text("Rārangi 0,")).to_be_visible()
    quiet.keyboard.press("Shift+Tab")
    quiet.keyboard.press("Enter")
    expect(quiet.get_by_text("Rārangi 0,")).to_be_hidden()
    quiet.get_by_role("searchbox", name="Find in the transcript").focus()
    quiet.keyboard.type("line number 7")
    seen = []
    for _ in range(8):
        quiet.keyboard.press("Tab")
        seen.append(quiet.evaluate("document.activeElement.getAttribute('aria-label')"))
        outline = quiet.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", seen
    copy = "Copy the link to this moment"
    times = [f"Watch from 0:{second:02}" for second in (0, 4, 8)]
    assert seen == ["Previous place", "Next place", None, times[0], copy, times[1], copy, times[2]]
    quiet.keyboard.press("Enter")
    until(quiet, f"() => ({TIME})() >= 8.5")
    quiet.keyboard.press("Shift+Tab")
    assert quiet.evaluate("document.activeElement.getAttribute('aria-label')") == times[1]


def test_the_transcript_can_be_skipped(quiet: Page, videos: str) -> None:
    _open(quiet, videos + "videos/kea/")
    skip = quiet.get_by_role("link", name="Skip the transcript")
    skip.focus()
    expect(skip).to_be_in_viewport()
    quiet.keyboard.press("Enter")
    quiet.keyboard.press("Tab")
    assert quiet.evaluate("document.activeElement.closest('.watch-more') !== null")


@pytest.mark.parametrize("name", ["kea", "tui", "weka", "moa"])
def test_without_javascript_everything_reads(chromium: Browser, videos: str, name: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{videos}videos/{name}/")
    expect(page.locator(".passage").first).to_be_visible()
    for control in page.locator("main button, main input").all():
        expect(control).to_be_hidden()
    for link in page.locator(".transcript-files a").all():
        expect(link).to_be_visible()
        assert page.request.get(f"{videos}videos/{name}/{link.get_attribute('href')}").ok
    if name == "kea":
        expect(page.get_by_text("Transcript in te reo Māori")).to_be_visible()
    context.close()


@pytest.mark.parametrize(("fragment", "line"), [("t=40", 10), ("t=60", 15), ("t=66", 16), ("t=10", 2)])
def test_without_javascript_an_address_leads_to_its_line(
    chromium: Browser, videos: str, fragment: str, line: int
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(f"{videos}videos/kea/#{fragment}")
    expect(page.locator("[data-language=en-NZ] .cue").nth(line)).to_be_in_viewport()
    expect(page.locator("[data-language=en-NZ] .cue").first).not_to_be_in_viewport()
    context.close()


def test_every_chapter_segment_and_line_links_to_a_place_on_the_page(quiet: Page, videos: str) -> None:
    for name in ("kea", "tui", "weka", "moa"):
        quiet.goto(f"{videos}videos/{name}/")
        lost = quiet.evaluate(
            """() => [...document.querySelectorAll("main a[href^='#']")].map(a => a.getAttribute("href").slice(1))
                 .filter(id => id !== "t=100" && !document.getElementById(id))"""
        )
        assert lost == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing_while_all_is_in_use(chromium: Browser, videos: str, scheme: str, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = _open(context.new_page(), videos + "videos/kea/")
    page.locator(".cue .time").nth(4).click()
    expect(page.locator(".cue").nth(4)).to_have_attribute("aria-current", "true")
    page.get_by_role("button", name="Say what is seen").click()
    page.get_by_role("searchbox", name="Find in the transcript").fill("whanau")
    page.evaluate(SELECT, [2, 3])
    expect(page.get_by_role("button", name="Share this moment")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="te reo Māori", exact=True).click()
    assert violations(page) == []
    for name in ("videos/tui/", "videos/moa/", "videos/weka/", "embeds/", "tags/trees/"):
        page.goto(videos + name)
        assert [f"{name}: {found}" for found in violations(page)] == []
    context.close()
