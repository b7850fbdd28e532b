"""Every page, style sheet and drawing of the sample site is valid, by the Nu HTML checker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.conftest import HtmlMessage
from tests.dom import pages_of, read_page


def test_the_checker_has_no_errors(sample_site: Path, vnu: Callable[[list[Path]], list[HtmlMessage]]) -> None:
    others = sorted(path for path in sample_site.rglob("*") if path.suffix in {".css", ".svg"})
    messages = vnu([*pages_of(sample_site), *others])
    for message in messages:
        # As files have no host, the checker takes nothing for `'self'`; the policy itself is tried in the browser.
        if message.severity != "error" and "Content Security Policy" not in message.text:
            print(message)
    assert [str(message) for message in messages if message.severity == "error"] == []


def test_the_checker_finds_errors(tmp_path: Path, vnu: Callable[[list[Path]], list[HtmlMessage]]) -> None:
    wrong = tmp_path / "wrong page.html"
    wrong.write_text("<!doctype html><html lang=en><title>x</title><p id=a><p id=a>", encoding="utf-8")
    found = [(message.file, message.text) for message in vnu([wrong]) if message.severity == "error"]
    assert found == [(wrong, "Duplicate ID “a”.")]


def test_every_tag_is_closed(sample_site: Path) -> None:
    pages = pages_of(sample_site)
    assert len(pages) > 20
    for path in pages:
        read_page(path)


def test_every_page_has_one_title_and_one_main_heading(sample_site: Path) -> None:
    for path in pages_of(sample_site):
        page = read_page(path)
        name = path.relative_to(sample_site)
        assert [title.text != "" for title in page.find("title")[:1]] == [True], f"{name} has no title"
        assert len(page.find("h1")) == 1, f"{name} has {len(page.find('h1'))} main headings"
        assert page.find("html")[0].attributes.get("lang"), f"{name} says no language"


def test_every_picture_has_words_and_a_size(sample_site: Path) -> None:
    for path in pages_of(sample_site):
        for picture in read_page(path).find("img"):
            where = f"{path.relative_to(sample_site)}:{picture.line}"
            assert "alt" in picture.attributes, f"{where} has no alt"
            assert {"width", "height"} <= picture.attributes.keys(), f"{where} has no size"
