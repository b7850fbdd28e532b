"""Where an address stands in the Markdown: the nth time it is asked for, its nth occurrence."""

from __future__ import annotations

from generator.core.diagnostics import Span
from generator.load.places import Places

PATH = "content/kowhai/index.md"


def places(text: str, first_line: int = 1) -> Places:
    return Places(text, path=PATH, first_line=first_line)


def test_line_column_and_length() -> None:
    found = places("Kia ora.\n\nSee [Whānau](kea.md).\n", first_line=6).address("kea.md")
    assert found == Span(PATH, 8, 14, 6)


def test_the_nth_time_is_the_nth_occurrence() -> None:
    found = places("[a](x.md) [b](x.md)\n[c](y.md)\n[d](x.md)\n")
    assert [found.address("x.md") for _ in range(4)] == [
        Span(PATH, 1, 5, 4),
        Span(PATH, 1, 15, 4),
        Span(PATH, 3, 5, 4),
        Span(PATH, 3, 5, 4),
    ]
    assert found.address("y.md") == Span(PATH, 2, 5, 4)


def test_words_and_longer_addresses_are_no_occurrence() -> None:
    assert places("x.md [x.md](x.md#part) [y](ax.md) [z](x.md)").address("x.md") == Span(PATH, 1, 39, 4)


def test_every_way_to_write_an_address_is_found() -> None:
    for before, after in (
        ("[a](<", ">)"),
        ("[a]( ", ' "title")'),
        ('<a href="', '">'),
        ("<a href=", ">"),
        ("<img src='", "'>"),
        ("[a]: ", "\n"),
        ("<", ">"),
    ):
        assert places(f"x\n{before}https://example.org/{after}").address("https://example.org/").line == 2, before
    assert places("[a](x?a=1&amp;b=2)").address("x?a=1&b=2") == Span(PATH, 1, 5, 13)


def test_fenced_code_does_not_count() -> None:
    assert places("```\n[a](x.md)\n```\n\n[a](x.md)\n").address("x.md").line == 5


def test_empty_addresses_are_found_by_their_brackets() -> None:
    found = places('[a](x.md)\n[b]()\n[c]( )\n<a href="">d</a>\n')
    assert [found.address(written).line for written in ("", "", " ", "")] == [2, 3, 4, 4]


def test_tags_are_found_in_any_case() -> None:
    found = places("text\n<Script>\n</script>\n<scripted>\n<script src=x>\n")
    assert [found.tag("script") for _ in range(3)] == [Span(PATH, 2, 1, 7), Span(PATH, 5, 1, 7), Span(PATH, 5, 1, 7)]


def test_what_is_not_found_is_the_bodys_first_line() -> None:
    found = places("text", first_line=9)
    assert found.address("x.md") == found.tag("svg") == found.address("") == found.beginning == Span(PATH, 9)


def test_an_address_over_two_lines_ends_with_its_line() -> None:
    assert places('<a href="x\ny">').address("x\ny") == Span(PATH, 1, 10, 1)
