"""The search over small portals: which comes first, other writing, and files that are missing, damaged or old."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_search import RESULTS, STATUS, TITLES, answered
from tests.browser.waiting import until

LOST = "Part of the search could not be loaded. Please try again later."
STUDIES = {
    "macron": ("Plain one", "The evening was for every whānau of the school, and long. " * 3),
    "plain": ("Plain two", "The evening was for every whanau of the school. " * 3),
    "heading": (
        "Gardens",
        "Nothing yet.\n\n## What changed\n\nThe compost heap grew warm.\n\n## What next\n\nWe wait.",
    ),
    "chinese": ("Hanzi", "我们的学校教育很好。"),
    "arabic": ("Arabiyya", "ذهبنا إلى المدرسة الجديدة"),
    "thai": ("Thai", "โรงเรียนของเราอยู่ใกล้แม่น้ำ"),
    "korean": ("Hangugeo", "우리 학교에서 배웁니다"),
    "proto": ("Names", "The words constructor and __proto__ and hasOwnProperty stand here."),
    "late": ("Late", "A word. " * 3000 + "\n\n## The end\n\nOnly here stands zygomorphic."),
    "together": ("Together", "A red kite flew over the market. " + "Some filling words. " * 100),
    "apart": ("Apart", "A red boat without a marker. " + "Some filling words. " * 100 + "A kite flew."),
}


def study(title: str, text: str) -> str:
    return f"---\ntitle: {title}\nsummary: A study.\ndate: 2026-01-01\n---\n\n{text}\n"


@pytest.fixture
def folder(write_portal: Callable[..., Path], build_portal: Callable[..., object]) -> Path:
    root = write_portal({f"content/kowhai/case-studies/{name}.md": study(*one) for name, one in STUDIES.items()})
    build_portal(root)
    return root / "output"


@pytest.fixture
def site(folder: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(folder)


def ask(page: Page, site: str, words: str, folder: str = "kowhai/") -> list[str]:
    page.goto(f"{site}{folder}search/?q={quote(words)}")
    return answered(page)


def test_the_word_as_it_is_written_comes_first(page: Page, site: str) -> None:
    assert ask(page, site, "whanau ") == ["Plain two", "Plain one"]
    assert ask(page, site, "whānau ") == ["Plain one", "Plain two"]
    assert ask(page, site, "whan") in (["Plain one", "Plain two"], ["Plain two", "Plain one"])


@pytest.mark.parametrize("folder_of", ["kowhai/", ""], ids=["cluster", "hub"])
def test_every_writing(page: Page, site: str, folder_of: str) -> None:
    for words, title in [
        ("学校", "Hanzi"),
        ("教育很好", "Hanzi"),
        ("校", "Hanzi"),
        ("مدرسة", "Arabiyya"),
        ("المدرسة", "Arabiyya"),
        ("โรงเรียน", "Thai"),
        ("แม่น้ำ", "Thai"),
        ("학교", "Hangugeo"),
    ]:
        assert ask(page, site, words, folder_of) == [title], words
        assert page.locator(f"{RESULTS} mark").first.inner_text()


def test_a_mistake_in_another_form_of_a_word(page: Page, site: str) -> None:
    # Only "flew" and "compost" are in the list of words; others are made from their stems.
    assert ask(page, site, "compsting ") == ["Gardens"]
    expect(page.locator(".search-meant")).to_contain_text("Did you mean composting")


def test_several_words_that_may_be_meant(page: Page, site: str) -> None:
    assert set(ask(page, site, "markel ")) == {"Together", "Apart"}
    links = page.locator(".search-meant a")
    assert set(links.all_inner_texts()) == {"market", "marker"}
    links.get_by_text("marker").click()
    expect(page.locator(TITLES)).to_have_text(["Apart"])
    expect(page.locator(".search-meant")).to_be_hidden()
    # Beside another word, entries that have both come first.
    assert ask(page, site, "markel boat ")[0] == "Apart"


def test_names_of_javascript_are_words(page: Page, site: str) -> None:
    for words in ("constructor", "__proto__", "hasOwnProperty", '"constructor and __proto__"', "constructor -garden"):
        assert ask(page, site, words) == ["Names"], words


def test_a_section_is_quoted_with_its_place(page: Page, site: str) -> None:
    assert ask(page, site, "compost ") == ["Gardens"]
    section = page.locator(f"{RESULTS} .result-section")
    expect(section).to_have_count(1)
    assert section.locator("mark").all_inner_texts() == ["compost"]
    section.locator("a", has_text="What changed").click()
    page.wait_for_url("**/case-studies/heading/#what-changed")


def test_a_heading_is_found_with_its_section(page: Page, site: str) -> None:
    assert ask(page, site, '"what changed"') == ["Gardens"]
    assert page.locator(f"{RESULTS} .result-section a mark").all_inner_texts() == ["What", "changed"]


def test_only_the_parts_that_are_shown_are_loaded(page: Page, site: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert ask(page, site, "compost ") == ["Gardens"]
    assert not [url for url in asked if "/parts/" in url]
    assert ask(page, site, "zygomorphic ") == ["Late"]
    assert "zygomorphic" in page.locator(f"{RESULTS} .result-quote").inner_text()
    assert len([url for url in asked if "/parts/" in url]) == 1


def test_words_that_stand_together_rank_higher(page: Page, site: str) -> None:
    assert ask(page, site, "red kite ")[:2] == ["Together", "Apart"]


def test_the_tab_says_what_is_asked(page: Page, site: str) -> None:
    ask(page, site, "compost ")
    assert page.title() == "compost – Search – Kōwhai cluster"


@pytest.fixture
def unforgiving(page: Page) -> Iterator[list[str]]:
    """Faults of scripts, other than of files that are not there or cannot be read."""
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    yield told
    assert [text for text in told if not re.search("Unexpected|Invalid or unexpected|missing", text)] == []


@pytest.mark.parametrize("harm", ["gone", "cut", "other"])
@pytest.mark.parametrize("part", ["index.js", "words", "names", "entries", "spelling"])
def test_what_cannot_be_loaded_is_said(
    page: Page, folder: Path, site: str, unforgiving: list[str], part: str, harm: str
) -> None:
    here = folder / "kowhai/search"
    for file in [here / part] if part == "index.js" else sorted((here / part).iterdir()):
        if harm == "gone":
            file.unlink()
        elif harm == "cut":
            file.write_bytes(file.read_bytes()[:-10])
        else:
            file.write_text("portalSearch(null)\n", encoding="utf-8")
    page.goto(f"{site}kowhai/search/?q=compost+hepa+")
    answered(page)
    expect(page.locator(STATUS)).to_contain_text(LOST)
    # All else works as before.
    page.locator(".browse a").first.click()
    expect(page.locator("h1")).to_be_visible()


def test_one_lost_file_leaves_the_rest(page: Page, folder: Path, site: str) -> None:
    gone = next(
        file for file in (folder / "kowhai/search/entries").iterdir() if '"Plain two"' in file.read_text("utf-8")
    )
    gone.unlink()
    assert ask(page, site, "whanau ") == ["Plain one"]
    expect(page.locator(STATUS)).to_contain_text(LOST)


def test_lost_filters_close_again(page: Page, folder: Path, site: str) -> None:
    for file in (folder / "kowhai/search/filters").iterdir():
        file.unlink()
    assert ask(page, site, "compost ") == ["Gardens"]
    page.locator(".search-filters summary").click()
    expect(page.locator(".search-filters")).not_to_have_attribute("open", "")
    expect(page.locator(STATUS)).to_contain_text(LOST)


def test_a_newer_site_is_asked_for_where_an_older_ones_files_are_gone(page: Page, folder: Path, site: str) -> None:
    root = (folder / "kowhai/search/index.js").read_text("utf-8")
    old = re.sub(r'\["",\s*"(\w{10})"', '["","0123456789"', root)
    assert old != root
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            route.fulfill(body=old, content_type="text/javascript")
        else:
            route.continue_()

    page.route("**/search/index.js*", answer)
    assert ask(page, site, "compost ") == ["Gardens"]
    expect(page.locator(STATUS)).to_have_text("1 result")
    assert len(asked) == 2
    assert asked[0] != asked[1]


def test_without_a_way_to_unpack_titles_are_shown(page: Page, site: str) -> None:
    page.add_init_script("delete window.DecompressionStream")
    assert ask(page, site, "compost ") == ["Gardens"]
    expect(page.locator(STATUS)).to_have_text("1 result")


def test_only_scripts_of_this_site_are_loaded(page: Page, site: str) -> None:
    page.goto(f"{site}kowhai/")
    refused = """url => { try { portalPolicy.createScriptURL(url); return false } catch { return true } }"""
    for url in (
        "https://example.org/a.js",
        "//example.org/a.js",
        "/other/a.js",
        "../a.js",
        "data:text/javascript,1",
        "javascript:1",
        "blob:a.js",
        "search/a.txt",
        "search/a.js?v=x",
        "search/a.js#x",
        "%2e%2e/a.js",
    ):
        assert page.evaluate(refused, url), url
    for url in ("search/index.js?v=1", "../kowhai/search/words/a.js", "/kowhai/assets/a.js"):
        assert not page.evaluate(refused, url), url
    assert page.evaluate(
        "() => { try { trustedTypes.createPolicy('portal', {}); return false } catch { return true } }"
    )


def test_typing_is_never_blocked(
    chromium: Browser,
    write_portal: Callable[..., Path],
    build_portal: Callable[..., object],
    serve_folder: Callable[[Path], str],
) -> None:
    chance = random.Random(1)
    vocabulary = ["".join(chance.choice("aeioukhmnprtw") for _ in range(chance.randint(3, 9))) for _ in range(4000)]
    text = lambda: " ".join(vocabulary[int(len(vocabulary) * chance.random() ** 3)] for _ in range(400))  # noqa: E731
    root = write_portal({f"content/kowhai/case-studies/s{n}.md": study(f"Study {n}", text()) for n in range(400)})
    build_portal(root)
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(
        "window.longest = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) "
        "longest = Math.max(longest, one.duration) }).observe({ type: 'longtask', buffered: true })"
    )
    page.goto(serve_folder(root / "output") + "kowhai/search/")
    page.evaluate("longest = 0")
    page.locator("#search").press_sequentially(" ".join(vocabulary[:6]), delay=30)
    answered(page)
    expect(page.locator(TITLES).first).to_be_visible()
    assert page.locator("#search").input_value() == " ".join(vocabulary[:6])
    assert page.evaluate("longest") < 200
    # More, a few at a time, and the first of them has the focus.
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(TITLES)).to_have_count(20)
    until(page, "document.activeElement.closest('#search-results > li:nth-child(11)')")
    context.close()
