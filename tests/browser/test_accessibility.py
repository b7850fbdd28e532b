"""Every kind of page for everyone: axe, the keyboard, large text, narrow screens, reduced motion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.axe import violations

PAGES = (
    "",
    "404.html",
    "hereora/",
    "hereora/videos/becoming-a-truly-collaborative-cluster/",
    "kowhai/",
    "kowhai/about/",
    "kowhai/case-studies/",
    "kowhai/case-studies/reading-partners/",
    "kowhai/events/",
    "kowhai/events/reading-night/",
    "kowhai/goals/",
    "kowhai/nau-mai/",
    "kowhai/schools/",
    "kowhai/schools/five-bridges-intermediate/",
    "kowhai/tags/",
    "kowhai/tags/reading/",
    "kowhai/videos/walking-the-garden/",
    "guide/theme-colours/",
    "lwdt-south/working-with-clusters-in-the-south/",
)
MENU = ".site-nav summary"
FILTERS = ".filters > summary"
CHOICE = "[data-choice='goal=reading-for-meaning']"
# What shows that an element has the focus: itself, or the sheet that a card's title lays over the whole card.
FOCUS = """() => {
  const element = document.activeElement;
  const seen = ["", "::after"].some((part) => {
    const style = getComputedStyle(element, part || null);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = element.getBoundingClientRect();
  const inside = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  window.reached = window.reached || new Set();
  window.reached.add(element);
  return { name: element.outerHTML.slice(0, 90), end: element === document.body, seen: seen && inside };
}"""
MISSED = """() => [...document.querySelectorAll("a[href], button, input, select, summary, video, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }) && !one.disabled)
  .filter((one) => !window.reached.has(one) && !one.closest("[role=radiogroup]"))
  .map((one) => one.outerHTML.slice(0, 90))"""
CLIPPED = """() => {
  const found = [...document.querySelectorAll("body *")].filter((one) => {
    const style = getComputedStyle(one);
    const cuts = style.overflowX === "hidden" || style.overflowX === "clip";
    return cuts && one.innerText?.trim() && one.clientWidth > 1
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  }).map((one) => one.outerHTML.slice(0, 90));
  const wide = document.documentElement.scrollWidth - innerWidth;
  return wide > 0 ? [...found, `the page is ${wide} px too wide`] : found;
}"""


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def open_page(
    chromium: Browser, sample_site: Path, serve_folder: Callable[[Path], str]
) -> Iterator[Callable[..., Page]]:
    """Open a page of the sample site in a context of its own."""
    contexts = []

    def go(path: str, width: int = 1280, height: int = 800, **options: object) -> Page:
        size = {"width": width, "height": height}
        contexts.append(chromium.new_context(viewport=size, reduced_motion="reduce", **options))  # type: ignore[arg-type]
        page = contexts[-1].new_page()
        page.goto(serve_folder(sample_site) + path, wait_until="load")
        return page

    yield go
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing(open_page: Callable[..., Page], scheme: str, width: int) -> None:
    page = open_page("", width, color_scheme=scheme)
    base = page.url
    found = []
    for path in PAGES:
        page.goto(base + path, wait_until="load")
        found += [f"{path}: {violation}" for violation in violations(page)]
    assert found == []


def test_axe_finds_nothing_where_menu_and_filters_are_open(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page("kowhai/case-studies/", 360, color_scheme=scheme)
    page.locator(FILTERS).click()
    assert violations(page) == []
    page.locator(CHOICE).click()
    page.locator(".filter-state:not(:empty)").wait_for()
    assert violations(page) == []
    page.locator(MENU).click()
    assert page.locator(".site-nav a").first.is_visible()
    assert violations(page) == []


def test_axe_finds_nothing_in_filtered_lists(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page("kowhai/tags/reading/?kind=video", 1280, color_scheme=scheme)
    page.locator(".filter-state:not(:empty)").wait_for()
    assert violations(page) == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize(
    "path",
    ["", "kowhai/", "kowhai/case-studies/", "kowhai/case-studies/reading-partners/", "kowhai/tags/"],
    ids=["hub", "home", "list", "case-study", "tags"],
)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(
    open_page: Callable[..., Page], path: str, width: int
) -> None:
    page = open_page(path, width)
    unseen = []
    for _ in range(400):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["end"]:
            break
        if not focus["seen"]:
            unseen.append(focus["name"])
    assert unseen == []
    assert page.evaluate(MISSED) == []


def test_the_first_tab_leads_past_the_frame(open_page: Callable[..., Page]) -> None:
    page = open_page("kowhai/case-studies/", 360)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_menu_and_filters_open_by_the_keyboard(open_page: Callable[..., Page]) -> None:
    page = open_page("kowhai/case-studies/", 360)
    page.locator(MENU).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.site-nav') !== null")
    page.locator(FILTERS).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.locator(".filter-state:not(:empty)").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"


def test_the_menu_needs_no_script(chromium: Browser, sample_site: Path, serve_folder: Callable[[Path], str]) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(serve_folder(sample_site) + "kowhai/case-studies/")
    assert not page.locator(".site-nav a").first.is_visible()
    page.locator(MENU).click()
    assert page.locator(".site-nav a").last.is_visible()
    page.locator(MENU).click()
    page.locator(FILTERS).click()
    page.locator(".filter a", has_text="Reading for meaning").click()
    assert page.locator("h1").inner_text() == "Reading for meaning"
    context.close()
    wide = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 700})
    page = wide.new_page()
    page.goto(serve_folder(sample_site) + "kowhai/case-studies/")
    assert page.locator(".site-nav a").last.is_visible() and page.locator(".filter a").first.is_visible()
    assert not page.locator(MENU).is_visible() and not page.locator(FILTERS).is_visible()
    wide.close()


@pytest.mark.parametrize(("width", "text"), [(320, 1), (640, 2), (1280, 2)])
def test_narrow_screens_and_large_text_lose_nothing(open_page: Callable[..., Page], width: int, text: int) -> None:
    page = open_page("", width)
    base = page.url
    found = []
    for path in PAGES:
        page.goto(base + path, wait_until="load")
        page.evaluate(f"document.documentElement.style.fontSize = '{100 * text}%'")
        for summary in page.locator("summary:visible").all()[:2]:
            summary.click()
        found += [f"{path}: {clipped}" for clipped in page.evaluate(CLIPPED)]
    assert found == []


def test_what_moves_stops_where_readers_ask_for_it(open_page: Callable[..., Page]) -> None:
    page = open_page("kowhai/case-studies/reading-partners/")
    motion = """[...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return style.scrollBehavior === "smooth" || parseFloat(style.transitionDuration) > 0.01
        || (style.animationName !== "none" && parseFloat(style.animationDuration) > 0.01);
    }).length"""
    assert page.evaluate(motion) == 0
