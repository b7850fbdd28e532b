"""The search in a real browser: what readers type, and what they get, on a server and opened as files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.waiting import until

RESULTS, STATUS, TITLES = "#search-results", "#search-status", "#search-results > li .result-title"
ANSWERED = "#search-results[aria-busy=false]"


@pytest.fixture(params=["served", "files"])
def base(
    request: pytest.FixtureRequest, sample_site: Path, sample_files: Path, serve_folder: Callable[[Path], str]
) -> str:
    return serve_folder(sample_site) if request.param == "served" else f"{sample_files.as_uri()}/"


@pytest.fixture
def served(sample_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(sample_site)


@pytest.fixture(autouse=True)
def problems(page: Page) -> Iterator[list[str]]:
    """What the page complains of; the test fails if it does."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield told
    # As files pages have no <track>; the player has another way.
    assert [text for text in told if not text.startswith("Unsafe attempt to load URL file:")] == []


def at(base: str, path: str, query: str = "") -> str:
    return f"{base}{path}{'index.html' if base.startswith('file:') else ''}{query}"


def ask(page: Page, base: str, words: str, site: str = "kowhai/", more: str = "") -> list[str]:
    """The titles that the search page shows for words in the address."""
    page.goto(at(base, f"{site}search/", f"?q={quote(words)}{more}"))
    return answered(page)


def answered(page: Page) -> list[str]:
    expect(page.locator(ANSWERED)).to_be_attached()
    expect(page.locator(STATUS)).not_to_be_empty()
    return page.locator(TITLES).all_inner_texts()


def test_one_index_knows_words_with_and_without_macrons(page: Page, base: str) -> None:
    with_macron = ask(page, base, "whānau")
    without = ask(page, base, "whanau")
    assert len(with_macron) > 3
    assert set(with_macron) == set(without)
    assert page.locator(f"{RESULTS} mark").first.inner_text().lower() == "whānau"


def test_a_phrase_of_a_transcript_gives_the_video_with_the_words_quoted(page: Page, base: str) -> None:
    for site in ("hereora/", ""):
        titles = ask(page, base, '"future-focused inquiry"', site)
        assert "Hereora: Becoming a truly collaborative cluster" in titles
        result = page.locator(f"{RESULTS} > li", has_text="Hereora: Becoming").first
        assert "future-focused inquiry" in result.locator("p:not(.result-facts)").first.inner_text()
    page.locator(f"{RESULTS} .result-passage a").first.click()
    page.wait_for_url("**/becoming-a-truly-collaborative-cluster/**#passage-*")


def test_a_spoken_phrase_gives_the_moment_and_plays_there(page: Page, base: str) -> None:
    assert ask(page, base, '"eating the edges"')[0] == "Walking the garden"
    moment = page.locator(f"{RESULTS} > li").first.locator("a[href*='#t=']").first
    href = moment.get_attribute("href") or ""
    seconds = int(href.rpartition("#t=")[2])
    assert moment.inner_text() == f"{seconds // 60}:{seconds % 60:02}"
    assert moment.get_attribute("aria-label") == f"Watch from {moment.inner_text()}"
    assert "eating the edges" in page.locator(f"{RESULTS} q").first.inner_text()
    moment.click()
    page.wait_for_url(f"**#t={seconds}")
    assert abs(until(page, "document.querySelector('video').currentTime") - seconds) < 3
    expect(page.locator("[aria-current=true].cue mark.found").first).to_be_visible()


def test_a_moment_in_another_language_opens_that_transcript(page: Page, videos: str) -> None:
    page.goto(f"{videos}search/?q=%22R%C4%81rangi%207%22")
    assert answered(page) == ["Kea"]
    quoted = page.locator(f"{RESULTS} q").first
    assert quoted.get_attribute("lang") == "mi"
    moment = page.locator(f"{RESULTS} a[href$='#t=28-mi']")
    moment.click()
    page.wait_for_url("**/videos/kea/#t=28-mi")
    expect(page.get_by_role("button", name="te reo Māori", exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[lang=mi] [aria-current=true].cue")).to_contain_text("Rārangi 7")
    assert 27 < until(page, "document.querySelector('video').currentTime") < 32


def test_all_words_count_and_entries_with_all_come_first(page: Page, base: str) -> None:
    titles = ask(page, base, "reading garden")
    each = [
        page.locator(f"{RESULTS} > li").nth(n).locator(".result-without").count() for n in range(min(len(titles), 10))
    ]
    assert each == sorted(each)
    assert each[0] == 0


def test_words_that_must_not_be_there(page: Page, base: str) -> None:
    every = ask(page, base, "garden ")
    without = ask(page, base, "garden -labels")
    assert without
    assert set(without) < set(every)
    assert "Walking the garden" in ask(page, base, 'garden -"no such words"')
    assert "Walking the garden" not in ask(page, base, 'garden -"eating the edges"')


def test_a_phrase_is_where_its_words_stand_together(page: Page, base: str) -> None:
    titles = ask(page, base, '"reading partners"')
    assert "Reading partners across the bridge" in titles
    assert ask(page, base, '"partners reading"') == []
    expect(page.locator(STATUS)).to_have_text("Nothing found. Try other words, or fewer.")


@pytest.mark.parametrize("wrong", ["gradens", "gardne", "xgarden", "grden"])
def test_a_word_with_a_mistake_is_understood(page: Page, base: str, wrong: str) -> None:
    assert "Walking the garden" in ask(page, base, wrong + " ")
    meant = page.locator(".search-meant")
    expect(meant).to_contain_text("Did you mean garden")
    meant.locator("a").first.click()
    expect(meant).to_be_hidden()
    assert "Walking the garden" in answered(page)
    assert "garden" in page.locator("#search").input_value()


ODD = [
    '"',
    "-",
    '"" "',
    "- - -",
    "!?.,",
    "x" * 10_000,
    "word " * 3_000,
    "\U0001f600",
    "שלום",
    "مرحبا",
    "<script>alert(1)</script>",
    "<b>garden</b>",
    "__proto__",
    "constructor",
    "toString hasOwnProperty",
    "%00%ff",
    "\u202egarden",
    "the of and",
    "a",
    "garden" + "\u0301" * 500,
]


def test_odd_words_always_have_an_answer(page: Page, served: str) -> None:
    page.goto(at(served, "kowhai/search/"))
    page.locator("#search").focus()
    for odd in ODD:
        page.locator("#search").fill("")
        expect(page.locator(STATUS)).to_be_empty()
        page.locator("#search").fill(odd)
        answered(page)
    assert page.locator(f"{RESULTS} script, {RESULTS} b:not(.result *)").count() == 0
    page.locator("#search").fill("<b>garden</b>")
    expect(page.locator(TITLES).first).to_contain_text("garden")


def test_nothing_is_loaded_before_a_reader_searches(page: Page, served: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(served + "kowhai/case-studies/", wait_until="networkidle")
    page.goto(served + "kowhai/search/", wait_until="networkidle")
    assert not [path for path in asked if path.endswith(".js") and not re.search(r"/(?:site|lists)\.\w+\.js$", path)]
    page.keyboard.press("/")
    page.keyboard.type("garden")
    answered(page)
    assert any(re.search(r"/search/words/\w+\.js", path) for path in asked)
    assert not any("/filters/" in path for path in asked)


def test_the_address_keeps_what_is_asked_and_chosen(page: Page, base: str) -> None:
    ask(page, base, "reading")
    everything = page.locator(STATUS).inner_text()
    page.locator(".search-filters summary").click()
    page.locator(".choice", has_text="Case study").locator("input").check()
    expect(page.locator(STATUS)).not_to_have_text(everything)
    page.locator(".choice", has_text="Reading for meaning").locator("input").check()
    until(page, "location.search.includes('goal=')")
    answered(page)
    assert page.url.endswith("?q=reading&kind=case-study&goal=reading-for-meaning")
    titles = page.locator(TITLES).all_inner_texts()
    count = page.locator(".choice", has_text="Reading for meaning").locator(".count").inner_text()
    assert int(count) == len(titles) > 0
    expect(page.locator(f"{RESULTS} .result-kind").first).to_have_text("Case study")
    page.go_back()
    until(page, "!location.search.includes('goal=')")
    expect(page.get_by_label("Reading for meaning")).not_to_be_checked()
    page.go_back()
    expect(page.locator(STATUS)).to_have_text(everything)
    page.go_forward()
    page.go_forward()
    until(page, "location.search.includes('goal=')")
    expect(page.get_by_label("Reading for meaning")).to_be_checked()
    answered(page)
    assert page.locator(TITLES).all_inner_texts() == titles
    page.reload()
    assert answered(page) == titles


def test_back_leads_to_what_was_asked_before(page: Page, base: str) -> None:
    page.goto(at(base, "kowhai/search/"))
    page.locator("#search").press_sequentially("garden")
    first = answered(page)
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator("#search").press_sequentially(" snails")
    until(page, "location.search.includes('snails')")
    answered(page)
    page.go_back()
    expect(page.locator("#search")).to_have_value("garden")
    assert answered(page) == first
    page.go_forward()
    expect(page.locator("#search")).to_have_value("garden snails")


def test_filters_alone_and_two_of_one_filter(page: Page, base: str) -> None:
    page.goto(at(base, "kowhai/search/", "?kind=event&kind=video&year=2026"))
    titles = answered(page)
    assert "Walking the garden" in titles
    kinds = set(page.locator(f"{RESULTS} .result-kind").all_inner_texts())
    assert kinds == {"Event", "Video"}
    page.locator(".search-clear").click()
    expect(page.locator(STATUS)).to_be_empty()
    assert "?" not in page.url


def test_the_hub_searches_all_clusters_and_narrows_to_one(page: Page, base: str) -> None:
    titles = ask(page, base, "collaborative", "")
    assert len(titles) > 2
    page.locator(".search-filters summary").click()
    page.locator("fieldset[data-name=cluster] .choice", has_text="Hereora").locator("input").check()
    until(page, "location.search.includes('cluster=hereora')")
    expect(page.locator(TITLES)).to_have_count(1)
    expect(page.locator(f"{RESULTS} .result-facts").first).to_contain_text("Hereora")
    page.locator(TITLES).locator("a").click()
    expect(page.locator("h1")).to_contain_text("Becoming a truly collaborative cluster")


def test_the_box_of_every_page(page: Page, base: str) -> None:
    page.goto(at(base, "kowhai/about/"))
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("garden", delay=10)
    titles = answered(page)
    assert "Walking the garden" in titles
    expect(page.locator(STATUS)).to_have_text(re.compile(r"^\d+ results$"))
    page.keyboard.press("ArrowDown")
    expect(page.locator(TITLES).first.locator("a")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".search-panel")).to_be_hidden()
    assert page.locator("#search").input_value() == "garden"
    page.keyboard.type("s")
    answered(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text("How we work together")


def test_enter_goes_to_the_search_page(page: Page, base: str) -> None:
    page.goto(at(base, "kowhai/videos/walking-the-garden/"))
    page.locator("#search").fill("whānau & friends")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kowhai/search/**")
    expect(page.locator("#search")).to_have_value("whānau & friends")
    assert answered(page)


def test_see_all_results(page: Page, base: str) -> None:
    page.goto(at(base, "kowhai/"))
    page.locator("#search").fill("reading")
    answered(page)
    page.get_by_role("link", name="See all results").click()
    page.wait_for_url("**/search/**q=reading")
    assert len(answered(page)) > 6


def test_a_script_is_not_needed_to_find_things(chromium_without_scripts: Page, served: str) -> None:
    page = chromium_without_scripts
    page.goto(served + "kowhai/about/")
    page.locator("#search").fill("garden")
    page.locator("#search").press("Enter")
    page.wait_for_url("**/kowhai/search/?q=garden")
    expect(page.locator(".search-noscript")).to_contain_text("The search needs JavaScript")
    page.locator(".browse a", has_text="Gardens").click()
    expect(page.locator("h1")).to_have_text("Gardens")


@pytest.fixture
def chromium_without_scripts(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_found_words_are_marked_on_the_page_they_lead_to(page: Page, base: str) -> None:
    assert "Reading partners across the bridge" in ask(page, base, "reading bridges")
    page.locator(TITLES, has_text="Reading partners across").locator("a").click()
    expect(page.locator("h1")).to_have_text("Reading partners across the bridge")
    marks = page.locator("main mark.found")
    expect(marks.first).to_be_attached()
    assert {"reading", "bridge"} <= {word.lower() for word in marks.all_inner_texts()}
    page.reload()
    expect(page.locator("h1")).to_be_visible()
    expect(marks).to_have_count(0)


def test_marked_words_leave_the_transcript_as_it_works(page: Page, served: str) -> None:
    assert ask(page, served, "snails")[0] == "Walking the garden"
    page.locator(TITLES).first.locator("a").click()
    expect(page.locator("main mark.found").first).to_be_attached()
    page.get_by_role("searchbox", name="Find in the transcript").fill("it was snails")
    expect(page.locator(".transcript-count")).to_have_text("1 of 1")


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_axe_finds_nothing(page: Page, served: str, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 720})
    page.goto(served + "kowhai/search/")
    assert violations(page) == []
    page.locator("#search").fill("whanua reading")
    answered(page)
    page.locator(".search-filters summary").click()
    expect(page.get_by_label("Reading for meaning")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(served + "kowhai/about/")
    page.locator("#search").fill("snails")
    answered(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
