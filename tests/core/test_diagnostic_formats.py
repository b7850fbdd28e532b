from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.core.diagnostic_formats import (
    FORMATS,
    WIDTH,
    ReadLine,
    as_json,
    concise,
    count,
    excerpt,
    full,
    full_parts,
    github,
    printable,
)
from generator.core.diagnostics import Diagnostic, Severity, Span

PATH = "content/hereora/case-studies/reading/index.md"


def make(
    message: str = "`litracy` is not in the tags vocabulary.",
    *,
    span: Span | None = None,
    severity: Severity = Severity.ERROR,
    hint: str = "Did you mean `literacy`? New tags go in content/hereora/tags.yaml.",
) -> Diagnostic:
    return Diagnostic("E112", "unknown-term", severity, span or Span(PATH, 4, 8, 7), message, hint)


def one_line_file(line: str | None) -> ReadLine:
    return lambda path, number: line


def columns(text: str) -> int:
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def carets_under(line: str, column: int, length: int) -> str:
    """Return what stands above the carets, column for column."""
    source, carets = excerpt(Span("f", 1, column, length), one_line_file(line))
    before = len(carets) - len(carets.lstrip(" "))
    shown, at = "", 0
    for character in source:
        width = columns(character)
        beyond = before + carets.count("^")
        if (before <= at < beyond) if width else (shown and at <= beyond):
            shown += character
        at += width
    return shown


def test_full_is_the_form_of_the_contract() -> None:
    assert full([make()], lambda path, line: "tags: [litracy, year-3]" if line == 4 else None) == (
        "content/hereora/case-studies/reading/index.md:4:8: error E112 unknown-term\n"
        "4 | tags: [litracy, year-3]\n"
        "           ^^^^^^^\n"
        "`litracy` is not in the tags vocabulary.\n"
        "hint: Did you mean `literacy`? New tags go in content/hereora/tags.yaml.\n"
    )


def test_an_empty_line_stands_between_diagnostics() -> None:
    text = full([make(hint=""), make(hint="")], one_line_file(None))
    assert text.count("\n\n") == 1
    assert not text.endswith("\n\n")


def test_a_file_as_a_whole_has_no_line_and_no_source() -> None:
    text = full([make(span=Span(PATH), hint="")], lambda path, line: pytest.fail("nothing is read"))
    assert text == f"{PATH}: error E112 unknown-term\n`litracy` is not in the tags vocabulary.\n"


def test_a_line_as_a_whole_has_no_carets() -> None:
    text = full([make(span=Span(PATH, 4), hint="")], one_line_file("tags: [litracy]"))
    assert text.splitlines()[:2] == [f"{PATH}:4: error E112 unknown-term", "4 | tags: [litracy]"]
    assert "^" not in text


@pytest.mark.parametrize(
    ("line", "column", "length", "under"),
    [
        ("title: Kea", 8, 3, "Kea"),
        ("a\tbc", 3, 2, "bc"),
        ("日本語 x", 5, 1, "x"),
        ("日本語 x", 2, 1, "本"),
        ("wha\u0304nau x", 9, 1, "x"),
        ("wha\u0304nau", 3, 2, "a\u0304"),
        ("\u202ename: x", 8, 1, "x"),
        ("👩 says", 3, 4, "says"),
    ],
)
def test_carets_stand_under_the_span(line: str, column: int, length: int, under: str) -> None:
    assert carets_under(line, column, length) == under


def test_the_parts_of_a_hangul_syllable_take_the_columns_of_one() -> None:
    assert excerpt(Span("f", 1, 5, 1), lambda path, line: "\u1100\u1161\u11a8 x")[1] == "       ^"


def test_a_span_past_the_end_is_marked_there() -> None:
    assert excerpt(Span("f", 1, 50, 3), lambda path, line: "short") == ("1 | short", "         ^")
    assert excerpt(Span("f", 1, 1, 3), lambda path, line: "") == ("1 |", "    ^")


def test_a_span_of_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert excerpt(Span("f", 1, 3, 500), lambda path, line: "ab cd") == ("1 | ab cd", "      ^^^")


@pytest.mark.parametrize("column", [1, 40, 60, 119, 500, 4990, 5000])
def test_a_long_line_is_cut_around_the_span(column: int) -> None:
    line = "".join(f"{number:04}-" for number in range(1000))
    source, carets = excerpt(Span("f", 7, column, 4), lambda path, number: line)
    assert len(source) <= WIDTH
    assert source.startswith("7 | …" if column > 60 else "7 | ")
    start = carets.index("^")
    assert source[start : start + carets.count("^")] == line[column - 1 : column + 3][: carets.count("^")]
    assert carets.count("^") == min(4, 5000 - column + 1)


def test_endless_lines_and_piles_of_marks_take_no_time_and_stay_narrow() -> None:
    for line in ("a" * 5_000_000, "\u0301" * 5_000_000, "漢" * 5_000_000, "a" + "\u0301" * 100_000):
        for column in (1, 3_000_000, 5_000_000):
            source, carets = excerpt(Span("f", 1, column, 1_000_000), lambda path, number: line)  # noqa: B023
            assert columns(source) <= WIDTH
            assert len(carets) <= WIDTH
            assert len(source) < 2000


HOSTILE = "a\x1b[31mred\x07\x9b2J\u202e\u2066\u200b\x00\r\x7f b"


def test_nothing_in_content_steers_the_terminal() -> None:
    diagnostic = make(HOSTILE, span=Span(f"content/{HOSTILE}.md", 1, 2, 3), hint=HOSTILE)
    for name, form in FORMATS:
        text = form([diagnostic], lambda path, line: HOSTILE)
        for line in text.split("\n"):
            assert line.isprintable(), name


def test_concise_is_one_line_each() -> None:
    told = concise([make("Two\nlines.", severity=Severity.WARNING), make(span=Span("content/portal.yaml"))])
    assert told == (
        f"{PATH}:4:8: warning E112 unknown-term: Two lines.\n"
        "content/portal.yaml: error E112 unknown-term: `litracy` is not in the tags vocabulary.\n"
    )


def test_json_has_these_keys_for_ever() -> None:
    text = as_json([make("Whānau", severity=Severity.NOTE)])
    assert text.isascii()
    assert json.loads(text) == [
        {
            "code": "E112",
            "name": "unknown-term",
            "severity": "note",
            "path": PATH,
            "line": 4,
            "column": 8,
            "length": 7,
            "message": "Whānau",
            "hint": "Did you mean `literacy`? New tags go in content/hereora/tags.yaml.",
        }
    ]
    assert json.loads(as_json([])) == []


def test_github_escapes_what_means_something_to_it() -> None:
    diagnostic = Diagnostic(
        "E203", "broken-link", Severity.WARNING, Span("content/a,b:c%.md", 3, 5, 4), "100%: no\nsuch::thing", "Mend it."
    )
    assert github([diagnostic]) == (
        "::warning file=content/a%2Cb%3Ac%25.md,line=3,col=5,endColumn=9,title=E203 broken-link"
        "::100%25: no%0Asuch::thing%0AMend it.\n"
    )


def test_github_calls_a_note_a_notice_and_leaves_out_what_is_not_known() -> None:
    note = make(severity=Severity.NOTE, span=Span(PATH), hint="")
    assert github([note]).startswith(f"::notice file={PATH},title=E112 unknown-term::`litracy`")


def test_count_says_how_many_in_words() -> None:
    error, warning = make(), make(severity=Severity.WARNING, span=Span("other.md", 1))
    assert count([]) == ""
    assert count([error]) == "1 error in 1 file"
    assert count([error] * 3 + [warning] * 2) == "3 errors, 2 warnings in 2 files"
    assert count([make(severity=Severity.NOTE)]) == "1 note in 1 file"


def test_the_parts_joined_are_the_whole() -> None:
    line = "tags: [litracy, year-3]"
    assert "".join(text for _, text in full_parts(make(), lambda p, n: line)) == full([make()], lambda p, n: line)


@settings(deadline=None)
@given(st.text(), st.integers(0, 300), st.integers(0, 300), st.integers(0, 10**6))
@example("漢" * 200, 120, 300, 1)
@example("x" * 115 + "漢" * 3, 116, 2, 1)
def test_any_line_and_any_span_give_one_narrow_printable_line(text: str, column: int, length: int, line: int) -> None:
    source, carets = excerpt(Span("f", line, column, length), lambda path, number: text)
    assert printable(source) == source
    assert columns(source) <= WIDTH
    assert len(carets) <= WIDTH
    assert set(carets) <= {" ", "^"}
    assert ("^" in carets) == (line > 0 and column > 0)
