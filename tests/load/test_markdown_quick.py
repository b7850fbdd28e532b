"""The quick converter gives what Python-Markdown gives, and leaves out work only where nothing can be found."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown.inlinepatterns import InlineProcessor

from generator.load.markdown import new_converter
from generator.load.markdown_quick import quicken

PLAIN = new_converter()
QUICK = quicken(new_converter())

PIECES = (
    "[ ]( ) ![ ![a](b.jpg) [a](b.md) [a][b] [a] [b]: [a]:x [^1] [^1]: *[ab]: ab ab *a* **a** _a_ __a__ * ** *** _ ` ``"
    " ``` ~~~ \\ \\* \\` \\[ < > <a> <b> </b> <br> <!-- --> <http://a.nz> <a@b.nz> </ <? ?> & &amp; &#38; ; # ## {#x}"
    " {:.x} - -- --- === = + 1. 2) : | |-|-| |a|b| !!! !!!a ! a b wh\u0101nau *a,b* (**a*b**) ,"
    " \x02 \x03 \x02klzzwxh:0001\x03"
).split(" ")
SPACES = ("", "", "", " ", "  ", "    ", "\t", "\n", "\n\n", "  \n", "\n    ", "\n> ", "\n- ", "\n: ", "\n\n    ")
BLOCKS = (
    "!!! note\n    a\n\n    b\n\nc\n\n        d",
    "a | b\n--|--\nc | `|`",
    "| a |\n|---|\n| b |",
    "a\n===\n\nb\n---\n\n- - -\n\n* * *\n\n_ _ _",
    "a\n: b\n\n    c\n\n:   d",
    "> a\n\n> b\n> > c",
    "a[^x] CoL [b]\n\n[^x]: c\n    d\n\n*[CoL]: e\n[b]: <f> 'g'",
    "```python\nx\n```\n\n    y\n",
    "<div markdown='1'>*a*</div>\n\n<p>b",
    "1. a\n\n    b\n2. c\n   - d",
    "# a {#b .c}\n## d ##\ne\n{: title='f' }",
)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.sampled_from(SPACES), st.sampled_from(BLOCKS)), max_size=40))
@example(["!!! note\n    a", "\n\n", "    - b\n\n        c\n\n            d"])
@example(['**a _b `c` [d](e "f")_** \\** ![g](h) &amp;', "\n\n", "<i>*j*</i>"])
def test_the_html_is_that_of_python_markdown(parts: list[str]) -> None:
    text = "".join(parts)
    assert QUICK.reset().convert(text) == PLAIN.reset().convert(text)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(BLOCKS), max_size=6).map("\n\n".join))
def test_blocks_one_after_another_give_the_same(text: str) -> None:
    assert QUICK.reset().convert(text) == PLAIN.reset().convert(text)


def test_patterns_without_a_known_sign_are_tried_on_every_text() -> None:
    """Here emphasis; in another version of Python-Markdown perhaps a pattern more."""
    assert QUICK.reset().convert("*a* __b__") == "<p><em>a</em> <strong>b</strong></p>"


@pytest.mark.parametrize(
    "text",
    [
        "*a*", "**a**", "***a***", "(*a*), **b c**.", "*a b*c", "a*b*", "*a *b*", "**a*", "*a**", "*a* b*", "* a *",
        "*a\nb* c", "*a* _b_", "*[a](b.md)* `*c*`", "\\*a*", "\u201c*a*\u201d", "*\u0101*\u00b2", "*a*{.b}", "*a.*",
        "# a", "#a", "####### a", "# a #", "#", "# \\# a", "  # a", "- # a\n  b", "1. a\n\n    # b", "> # a",
        "a\n# b", "# a\nb",
    ],
)  # fmt: skip
def test_emphasis_and_headings_are_those_of_python_markdown(text: str) -> None:
    assert QUICK.reset().convert(text) == PLAIN.reset().convert(text)


def test_plain_emphasis_and_headings_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QUICK.inlinePatterns["em_strong"], "handleMatch", None)
    monkeypatch.setattr(QUICK.parser.blockprocessors["hashheader"], "RE", None)
    assert QUICK.reset().convert("## *A*\n\nB **c d**.") == "<h2><em>A</em></h2>\n<p>B <strong>c d</strong>.</p>"


def test_a_pattern_is_not_tried_on_a_text_without_its_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    compiled = InlineProcessor.getCompiledRegExp

    def ask(pattern: InlineProcessor) -> re.Pattern[str]:
        asked.append(pattern)
        return compiled(pattern)

    monkeypatch.setattr(InlineProcessor, "getCompiledRegExp", ask)
    QUICK.reset().convert("A paragraph & <b>")
    assert QUICK.inlinePatterns["html"] in asked
    assert QUICK.inlinePatterns["link"] not in asked
