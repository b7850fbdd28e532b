"""Filters of lists in a real browser: several at once, in the address, on a server and opened as files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

STATE, CLEAR, MORE = ".filter-state", ".filter-clear", ".filter-more button"
TITLES = "ul.cards:visible .card-title"
# A card as a person sees it: its markup with whole addresses and without white space between elements.
CARDS = """(list) => [...list.children].map((card) => {
  const copy = card.cloneNode(true);
  for (const one of copy.querySelectorAll("[href]")) one.setAttribute("href", one.href);
  for (const one of copy.querySelectorAll("[src]")) one.setAttribute("src", one.src);
  for (const one of copy.querySelectorAll("[srcset]")) {
    const parts = one.getAttribute("srcset").split(",").map((part) => part.trim().split(" "));
    one.setAttribute("srcset", parts.map(([url, size]) => `${new URL(url, document.baseURI)} ${size}`).join(", "));
  }
  for (const one of copy.querySelectorAll("img")) one.removeAttribute("loading");
  for (const one of [copy, ...copy.querySelectorAll("*")]) {
    const attributes = [...one.attributes].map(({ name, value }) => [name, value]).sort();
    for (const [name] of attributes) one.removeAttribute(name);
    for (const [name, value] of attributes) one.setAttribute(name, value);
  }
  return copy.outerHTML.replace(/\\s+/g, " ").replace(/> | </g, (part) => part.trim());
})"""
ALL_YEARS = "?year=2026&year=2025&year=2027&year=2024"


@pytest.fixture(params=["served", "files"])
def base(
    request: pytest.FixtureRequest, sample_site: Path, sample_files: Path, serve_folder: Callable[[Path], str]
) -> str:
    return serve_folder(sample_site) if request.param == "served" else f"{sample_files.as_uri()}/"


@pytest.fixture
def problems(page: Page) -> Iterator[list[str]]:
    """What the page complains of; the test fails if it does."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    yield told
    assert told == []


def at(base: str, path: str, query: str = "") -> str:
    return f"{base}{path}{'index.html' if base.startswith('file:') else ''}{query}"


def choose(page: Page, choice: str) -> None:
    page.locator(f"[data-choice='{choice}']").click()


def test_several_filters_at_once(page: Page, base: str, problems: list[str]) -> None:
    page.goto(at(base, "kowhai/case-studies/"))
    choose(page, "goal=reading-for-meaning")
    expect(page.locator(STATE)).to_have_text("Showing 3 of 9")
    choose(page, "year=2026")
    expect(page.locator(STATE)).to_have_text("Showing 2 of 9")
    assert page.locator(TITLES).all_inner_texts() == [
        "Did reading partners last?",
        "Reading partners across the bridge",
    ]
    assert page.url.endswith("?goal=reading-for-meaning&year=2026")
    # Another of the same filter widens what is shown; each count tells what it would be.
    assert page.locator("[data-choice='year=2025'] .count").inner_text() == "1"
    choose(page, "year=2025")
    expect(page.locator(STATE)).to_have_text("Showing 3 of 9")
    choose(page, "tag=ako")
    expect(page.locator(STATE)).to_have_text("Nothing here has all of these. Take one away.")
    page.locator(CLEAR).click()
    expect(page.locator(STATE)).to_be_empty()
    assert page.locator(TITLES).count() == 9
    assert "?" not in page.url


def test_back_and_forward(page: Page, base: str, problems: list[str]) -> None:
    page.goto(at(base, "kowhai/case-studies/"))
    choose(page, "goal=reading-for-meaning")
    expect(page.locator(STATE)).to_have_text("Showing 3 of 9")
    choose(page, "year=2026")
    expect(page.locator(STATE)).to_have_text("Showing 2 of 9")
    page.go_back()
    expect(page.locator(STATE)).to_have_text("Showing 3 of 9")
    page.go_back()
    expect(page.locator(STATE)).to_be_empty()
    assert page.locator(TITLES).count() == 9
    page.go_forward()
    expect(page.locator(STATE)).to_have_text("Showing 3 of 9")
    pressed = page.locator("[aria-pressed='true']").evaluate_all("(all) => all.map((one) => one.dataset.choice)")
    assert pressed == ["goal=reading-for-meaning"]


def test_an_address_opens_with_its_filters(page: Page, base: str, problems: list[str]) -> None:
    page.goto(at(base, "kowhai/case-studies/", "?tag=gardens&tag=rivers&other=1"))
    expect(page.locator(STATE)).to_have_text("Showing 2 of 9")
    # Rivers is not among the tags shown, so it joined them.
    choose(page, "tag=gardens")
    expect(page.locator(STATE)).to_have_text("Showing 1 of 9")
    assert "other=1" in page.url
    page.goto(at(base, "kowhai/case-studies/", "?tag=no-such-tag&goal=%3Cb%3E"))
    expect(page.locator("[data-choice='year=2026'] .count")).to_have_text("7")
    expect(page.locator(STATE)).to_be_empty()
    assert page.locator(TITLES).count() == 9


def test_a_terms_page_narrows_its_own_entries(page: Page, base: str, problems: list[str]) -> None:
    page.goto(at(base, "kowhai/tags/reading/"))
    choose(page, "kind=video")
    expect(page.locator(STATE)).to_have_text("Showing 1 of 5")
    assert page.locator(TITLES).all_inner_texts() == ["Year 7 voices"]
    page.locator(TITLES).locator("a").click()
    assert page.locator("h1").inner_text() == "Year 7 voices"


@pytest.mark.parametrize("path", ["kowhai/case-studies/", "kowhai/videos/", "kowhai/events/", "kowhai/tags/reading/"])
def test_cards_are_those_of_the_server(page: Page, base: str, problems: list[str], path: str) -> None:
    page.goto(at(base, path))
    ours = page.locator("ul.cards").first.evaluate(CARDS)
    page.goto(at(base, path, ALL_YEARS))
    expect(page.locator(STATE)).to_have_text(f"Showing {len(ours)} of {len(ours)}")
    assert page.locator("ul.cards:visible").evaluate(CARDS) == ours


def test_nothing_is_loaded_before_the_first_choice(
    page: Page, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(serve_folder(sample_site) + "kowhai/case-studies/", wait_until="networkidle")
    assert not any(url.endswith("entries.js") for url in asked)
    choose(page, "year=2026")
    expect(page.locator(STATE)).not_to_be_empty()
    choose(page, "year=2025")
    assert sum(url.endswith("kowhai/case-studies/entries.js") for url in asked) == 1


def test_where_the_entries_cannot_be_had_a_choice_is_a_link(
    context: BrowserContext, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    page = context.new_page()
    page.route("**/entries.js", lambda route: route.abort())
    page.goto(serve_folder(sample_site) + "kowhai/case-studies/")
    choose(page, "goal=reading-for-meaning")
    page.wait_for_url("**/kowhai/goals/reading-for-meaning/")
    assert page.locator("h1").inner_text() == "Reading for meaning"


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/entries.js", "//evil.example/entries.js", "../../other/entries.js", "../../assets/site.js"],
)
def test_only_lists_of_this_site_are_loaded(
    page: Page, sample_site: Path, serve_folder: Callable[[Path], str], address: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    change = f"""document.addEventListener("readystatechange", () => {{
      const box = document.querySelector(".filters");
      if (box) box.dataset.entries = "{address}";
    }})"""
    page.add_init_script(change)
    page.goto(serve_folder(sample_site) + "kowhai/case-studies/")
    choose(page, "goal=reading-for-meaning")
    page.wait_for_url("**/kowhai/goals/reading-for-meaning/")
    assert not any("evil" in url or "other" in url or url.endswith("site.js") for url in asked)


def test_long_results_come_in_parts(
    chromium: Browser,
    write_portal: Callable[..., Path],
    build_portal: Callable[..., object],
    serve_folder: Callable[[Path], str],
) -> None:
    entry = "---\ntitle: Study {n:02}\nsummary: One of many.\ndate: 2026-01-01\ntags: [{tag}]\n---\nWords.\n"
    files = {
        f"content/kowhai/case-studies/s{n:02}.md": entry.format(n=n, tag="even" if n % 2 else "odd") for n in range(60)
    }
    root = write_portal(files)
    build_portal(root)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(serve_folder(root / "output") + "kowhai/case-studies/")
    assert page.locator(".paging").is_visible()
    choose(page, "tag=even")
    expect(page.locator(STATE)).to_have_text("Showing 30 of 60")
    assert page.locator(TITLES).count() == 24
    assert not page.locator(".paging").is_visible()
    page.locator(MORE).click()
    assert page.locator(TITLES).count() == 30
    assert page.evaluate("document.activeElement.closest('li').matches(':nth-child(25)')")
    assert not page.locator(MORE).is_visible()
    context.close()
