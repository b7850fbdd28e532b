"""A portal in te reo Māori, and entries in another language than their site's."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.run import BuildResult
from tests.dom import Element, read_page

CLUSTER = """\
title: Te kāhui o Kōwhai
language: mi
vision: Ka mōhiotia ia ākonga.
notice: He whakaaturanga tēnei.
schools: [Te Kura o Kea]
goals: [Ka pānui tātou]
"""
FILES = {
    "content/kowhai/cluster.yaml": CLUSTER,
    "content/kowhai/case-studies/te-panui.md": (
        "---\ntitle: Te pānui tahi\nsummary: Ka pānui tahi rāua.\ndate: 2026-03-05\nschools: Te Kura o Kea\n"
        "goals: Ka pānui tātou\ntags: [pānui]\n---\n\nKia ora.\n"
    ),
    "content/kowhai/case-studies/in-english.md": (
        "---\ntitle: Reading together\nsummary: They read together.\ndate: 2026-03-06\nlang: en\ntags: [pānui]\n---\n"
        "\nKia ora.\n"
    ),
    "content/kowhai/case-studies/gagana.md": (
        "---\ntitle: Faitau faatasi\nsummary: E faitau faatasi.\ndate: 2026-03-07\nlang: sm\ntags: [pānui]\n---\n"
        "\nTalofa.\n"
    ),
}


@pytest.fixture
def site(write_portal: Callable[..., Path], build_portal: Callable[..., BuildResult]) -> Path:
    root = write_portal(FILES)
    result = build_portal(root)
    assert result.ok, result.diagnostics
    return root / "output/kowhai"


def page(site: Path, path: str) -> Element:
    return read_page(site / path / "index.html")


def language_of(root: Element, words: str) -> str:
    """The language in which a browser would say these words: the nearest `lang` around them."""
    spoken = ""
    element = root
    while True:
        spoken = element.attributes.get("lang", spoken)
        inside = [part for part in element.parts if isinstance(part, Element) and words in part.text]
        if not inside:
            assert words in element.text, f"{words!r} is not on the page"
            return spoken
        element = inside[-1]


def test_the_frame_speaks_te_reo_maori(site: Path) -> None:
    root = page(site, "case-studies/te-panui")
    assert root.find("html")[0].attributes["lang"] == "mi"
    body = root.find("body")[0]
    for words in ("Kei konei koe", "Kāinga", "Tahua", "He tirohanga poto", "Ngā kura", "Me pēhea te tohutoro i tēnei"):
        assert words in body.text
    assert [one.attributes["lang"] for one in body.find("main")[0].all() if "lang" in one.attributes] == [
        "en", "en", "sm", "sm",
    ], "only what others wrote in another language is marked"  # fmt: skip


def test_dates_are_in_the_pages_language(site: Path) -> None:
    day = page(site, "case-studies/te-panui").find("time", datetime="2026-03-05")[0].text
    assert "March" not in day
    assert "2026" in day
    assert "6 March 2026" in page(site, "case-studies/in-english").find("time", datetime="2026-03-06")[0].text


def test_lists_and_terms_speak_it_too(site: Path) -> None:
    for path in ("", "case-studies", "tags", "tags/panui", "goals", "schools/te-kura-o-kea"):
        root = page(site, path)
        assert root.find("html")[0].attributes["lang"] == "mi"
        text = root.find("body")[0].text
        assert "Skip to" not in text and "You are here" not in text and "shared example" not in text
    shown = page(site, "case-studies")
    assert language_of(shown, "Reading together") == language_of(shown, "They read together.") == "en"
    assert language_of(shown, "Te pānui tahi") == "mi"


def test_an_english_entry_has_an_english_page(site: Path) -> None:
    root = page(site, "case-studies/in-english")
    assert root.find("html")[0].attributes["lang"] == "en"
    assert "You are here" in root.text
    assert language_of(root, "Reading together") == "en"
    # What the cluster wrote stays in its language, and says so.
    for words in ("Te kāhui o Kōwhai", "He whakaaturanga tēnei.", "Te pānui tahi"):
        assert language_of(root.find("body")[0], words) == "mi", words


def test_an_entry_in_a_language_without_words_is_marked_itself(site: Path) -> None:
    root = page(site, "case-studies/gagana")
    assert root.find("html")[0].attributes["lang"] == "mi"
    for words in ("Talofa.", "E faitau faatasi."):
        assert language_of(root.find("main")[0], words) == "sm"
    assert root.find("h1", lang="sm")
    assert language_of(root.find("body")[0], "Kei konei koe") in {"", "mi"}


def test_an_entry_in_te_reo_on_an_english_site(sample_site: Path) -> None:
    root = read_page(sample_site / "kowhai/nau-mai/index.html")
    assert root.find("html")[0].attributes["lang"] == "mi"
    assert "Kei konei koe" in root.text
    for words in ("The Kōwhai cluster is invented.", "How we work together", "Morning greetings"):
        assert language_of(root.find("body")[0], words) == "en-NZ", words
    navigation = read_page(sample_site / "kowhai/index.html").with_class("site-nav")[0]
    assert language_of(navigation, "Nau mai, haere mai") == "mi"


def test_the_hub_marks_clusters_in_another_language(site: Path) -> None:
    root = read_page(site.parent / "index.html")
    assert root.find("html")[0].attributes["lang"] == "en-NZ"
    tile = root.with_class("tile")[0]
    assert tile.attributes["lang"] == "mi"
    assert language_of(tile, "shared examples") == "en-NZ"
