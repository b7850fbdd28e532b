"""Markdown to raw HTML: what is understood, and that no text makes it hang, fail or remember."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load import markdown
from generator.load.markdown import to_html

PATH = "content/kowhai/index.md"


def html(text: str) -> str:
    found, problems = to_html(text, path=PATH, first_line=1)
    assert problems == []
    return found


def test_tables_carry_no_inline_style() -> None:
    assert '<td align="right">1</td>' in html("| a |\n|--:|\n| 1 |\n")


def test_the_promised_markdown_is_understood() -> None:
    text = (
        "Term\n:   What it means\n\nA note[^1] on CoL.\n\n[^1]: The note.\n\n*[CoL]: Community of Learning\n\n"
        '!!! tip "Try this"\n    Read aloud.\n\n```python\nx < 1\n```\n\nA paragraph.\n{: .wide }\n\n# Head {#own}\n'
    )
    found = html(text)
    for part in (
        "<dt>Term</dt>",
        '<div class="footnote">',
        '<abbr title="Community of Learning">CoL</abbr>',
        '<p class="admonition-title">Try this</p>',
        '<code class="language-python">x &lt; 1',
        '<p class="wide">A paragraph.</p>',
        '<h1 id="own">Head</h1>',
    ):
        assert part in found


def test_quotation_marks_stay_as_written() -> None:
    assert html('"Straight" -- and...') == '<p>"Straight" -- and...</p>'


def test_headings_get_no_ids_here() -> None:
    assert html("## What changed") == "<h2>What changed</h2>"


def test_quotes_with_an_empty_line_between_stay_two() -> None:
    assert html("> One\n\n> Two").count("<blockquote>") == 2
    assert html("> One\n>\n> Two").count("<blockquote>") == 1
    assert html("Before\n> One\nstill one").count("<blockquote>") == 1


def test_nothing_is_remembered_from_one_body_to_the_next() -> None:
    before = html("A [link][a], CoL and a note[^1].")
    html("[a]: x.md\n\n*[CoL]: y\n\n[^1]: z\n\n<div>\n\n[a]\n\n</div>")
    assert html("A [link][a], CoL and a note[^1].") == before
    assert "<a" not in before


def test_one_converter_serves_body_after_body() -> None:
    html("x")
    idle = list(markdown._idle)
    html("y")
    assert markdown._idle == idle


def test_a_refused_body_gives_nothing() -> None:
    found, problems = to_html("> " * 30, path=PATH, first_line=4)
    assert found == ""
    assert [(problem.code, problem.span.line) for problem in problems] == [("E209", 4)]


# What took Python-Markdown minutes or all of its stack, cut down to what is just allowed or a little more: each of
# these must end, with HTML or with a diagnostic.
HOSTILE = [
    "[" * 1500,
    "![" * 1000,
    "[a](" * 1000,
    "[^" * 800,
    "*a **b " * 500,
    "_*" * 1000 + "*_" * 1000,
    "[" * 500 + "a" + "](b)" * 500,
    "`" * 3000,
    "".join("a" + "`" * width for width in range(1, 120)),
    "<a " * 1500,
    "<div>" * 3000,
    "<!--" * 2000,
    "<![CDATA[" * 300,
    "&" * 5000,
    "\\" * 5000,
    "> " * 20 + "x",
    "".join("    " * depth + "- a\n" for depth in range(19)),
    "".join("    " * depth + "!!! note\n\n" for depth in range(20)),
    "".join(">" * depth + "a\n" for depth in range(300)),
    "- a\n" * 2000,
    "a\n\n" * 2000,
    "- " + "\n" * 4000,
    "[^1]" * 600 + "\n\n[^1]: x",
    "".join(f"[^{n}]: [^{n + 1}]\n" for n in range(400)),
    "".join(f"*[A{n}]: b\n" for n in range(100)) + "A1 A2 " * 500,
    "|" * 2000 + "\n" + "|-" * 2000 + "\n|",
    "```\n" * 999,
    "~~~ a\n" * 999,
    "{: a=" * 1000,
    "\x02wzxhzdk:0\x03 \x02klzzwxh:0001\x03 \x0255296\x03",
    " " * 20_000 + "x",
    "x" + " " * 20_000,
    "# " + "a #" * 3000,
    "a\n" + "=" * 20_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text[:12]))
def test_hostile_text_ends(text: str) -> None:
    found, problems = to_html(text, path=PATH, first_line=1)
    assert isinstance(found, str)
    assert all(problem.code in {"E202", "E209", "E210"} for problem in problems)


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "[",
                "](",
                ")",
                "![",
                "*",
                "**",
                "_",
                "`",
                "```\n",
                "<",
                "<a ",
                "<b>",
                "</b>",
                "<!--",
                "-->",
                "&",
                "\\",
                "a ",
                "\n",
                "\n\n",
                "    ",
                "- ",
                "> ",
                "1. ",
                "# ",
                "|",
                "|-|",
                ": ",
                "[^1]",
                "[^1]: ",
                "[a]: b",
                "!!! n\n",
                "{: #x }",
            ]
        ),
        max_size=120,
    ).map("".join)
)
def test_no_text_makes_it_fail(text: str) -> None:
    to_html(text, path=PATH, first_line=1)
