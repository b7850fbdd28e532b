"""What may be converted: hostile bodies are refused before Markdown sees them, people's texts never."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Diagnostic
from generator.load import bounds
from generator.load.bounds import MAX_LINE, check_bounds, normalise, without_fences

PATH = "content/kowhai/case-studies/reading.md"
LENGTH = 60_000


def check(text: str, first_line: int = 1) -> list[Diagnostic]:
    return check_bounds(normalise(text), path=PATH, first_line=first_line)


def run(unit: str, length: int = LENGTH) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def test_a_long_text_of_people_is_fine() -> None:
    paragraph = "Our *team* worked [alongside](../videos/x.md) **leaders** to build `trust` & more. " * 6 + "\n\n"
    assert check(paragraph * 1000) == []


def test_a_large_table_and_a_long_list_of_links_are_fine() -> None:
    table = "| Goal | Link |\n|---|---|\n" + "| Reading | [a case study](case-studies/x.md) |\n" * 1000
    links = "- [A case study of reading together](case-studies/x.md)\n" * 800
    numbers = "1. [A case study of reading together](case-studies/x.md)\n" * 800
    assert check(table) == check(links) == check(numbers) == []


def test_code_in_fences_may_hold_anything() -> None:
    assert check("```\n" + run("[[[[ **** \n", 100_000) + "\n```\n") == []
    assert check("```\n" + "> " * 50 + "\n```\n") == []


def test_a_rule_of_many_dashes_is_no_nested_list() -> None:
    assert check("- " * 40 + "-\n") == []
    assert check("-" * 80 + "\n" + "*" * 80) == []


def test_a_body_over_two_megabytes_is_refused() -> None:
    problem, *others = check("kōrero mai\n" * 200_000)
    assert (problem.code, problem.span.line, others) == ("E201", 1, [])
    assert "2.4 MB" in problem.message


def test_a_line_that_is_too_long_is_named() -> None:
    (problem,) = check("one\ntwo\n" + "x" * (MAX_LINE + 1), first_line=7)
    assert (problem.code, problem.span.line) == ("E202", 9)
    assert "100,001" in problem.message


@pytest.mark.parametrize(
    "line",
    [
        "> " * 21 + "x",
        ">" * 300,
        "- " * 40 + "x",
        "1. " * 30 + "x",
        "> - " * 12 + "x",
        "* " * 5000 + "x",
        ": " * 30 + "x",
        " " * 84 + "- x",
        "\t" * 21 + "- x",
    ],
)
def test_deep_nesting_is_refused_with_its_line(line: str) -> None:
    (problem,) = check(f"Text.\n\n{line}\n", first_line=5)
    assert (problem.code, problem.span.line) == ("E209", 7)


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "![",
        "[a](",
        "![](",
        "[](",
        "[x][",
        "[a](<",
        "[^",
        "[^1]",
        "<a ",
        "<![CDATA[",
        "<p\n",
        "~~~ a\n",
        "`a``",
        "<b title=x>",
        "<",
        "a\n===\n",
        "# a\n",
        "---\n",
        "[a]: \n",
        "*[a1]: b\n",
        "&#",
        "| " * 200,
    ],
)
def test_pasted_data_is_refused_or_small(unit: str) -> None:
    problems = check("A first paragraph.\n\n" + run(unit, 300_000).replace("\x00", ""), first_line=3)
    assert [problem.code for problem in problems] in (["E202"], ["E210"], ["E209"])
    assert problems[0].span.line >= 3


def test_what_is_too_dense_is_named_with_its_line() -> None:
    (problem,) = check("A first paragraph.\n\nA second.\n\n" + "[" * 60_000 + "\n", first_line=10)
    assert (problem.code, problem.span.line) == ("E210", 14)
    assert "60,000 times `[`" in problem.message


def test_a_table_of_many_empty_columns_is_refused() -> None:
    (problem,) = check("|a\n" + "|-" * 2000 + "\n" + "|\n" * 2000)
    assert problem.code == "E210"
    assert "2,001 columns" in problem.message


def test_thousands_of_footnotes_to_one_note_are_refused() -> None:
    assert [problem.code for problem in check("x[^1]\n\n" * 4000 + "[^1]: y\n")] == ["E210"]


def test_normalise_keeps_the_lines() -> None:
    assert normalise("a\r\nb\rc\n") == "a\nb\nc\n"
    assert normalise("a\x00\x02b\ud800\ufffe\x0b\x85c\td") == "abc\td"


def test_without_fences_keeps_every_place() -> None:
    text = "a\n```python\n[x](y)\n```\nb `[c](d)`\n~~~\n<script>\n~~~\n"
    blank = without_fences(text)
    assert len(blank) == len(text)
    assert blank.split("\n")[4] == "b `[c](d)`"
    assert "script" not in blank
    assert "[x]" not in blank


@settings(deadline=None)
@given(st.text(st.sampled_from("[]()*_`<>!#&|:-+1. \n\t^~{}\"'\\ax"), max_size=400))
def test_short_texts_are_never_too_dense(text: str) -> None:
    assert {problem.code for problem in check(text)} <= {"E209"}


DENSE = (
    "[,[^,[^1]:,*[,<,<b,</b>,<!,`,```\n,~~~\n,|,|-|-|\n,|a|b|\n|-|-|\n,#,---\n,- ,1. , ,  ,\n,\n\n,\n \n,*,_,&,\\,!,a"
).split(",")


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DENSE), st.sampled_from([1, 1, 2, 10, 120, 700])), max_size=20))
def test_the_quick_bound_is_never_below_the_estimate(units: list[tuple[str, int]]) -> None:
    text = "".join(unit * count for unit, count in units)
    assert bounds._most_work(text) >= sum(work.cost for work in bounds._works(text))


@given(st.text(st.sampled_from("a \n\t\r\x00\x1f\x7f\x85\xa0\u2028\ud800\ufdd0\ufffe\U0001fffe\U0010ffff")))
def test_no_forbidden_character_is_left(text: str) -> None:
    assert bounds.without_forbidden(text) == bounds.FORBIDDEN.sub("", text)


def test_what_is_forbidden_cannot_be_printed() -> None:
    assert not any(map(str.isprintable, filter(bounds.FORBIDDEN.match, map(chr, range(0x110000)))))
