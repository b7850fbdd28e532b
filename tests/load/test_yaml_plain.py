"""Plain front matter means the same with and without a YAML parser."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Span
from generator.load import yaml
from generator.load.text import clean
from generator.load.yaml import FRONT_MATTER, read_yaml
from generator.load.yaml_plain import read_plain_fields

PATH = "content/kowhai/index.md"
LINES = [
    "title: Whānau reading, in Year 3",
    "tags: [literacy,  te reo , x]",
    "image: 'a #1: b.jpg'",
    "date: 2026-03-05",
]


def test_a_field_a_line_with_all_its_places() -> None:
    found = read_plain_fields([*LINES, ""], PATH, 2)
    assert found is not None
    assert found.values == {
        "title": "Whānau reading, in Year 3",
        "tags": ["literacy", "te reo", "x"],
        "image": "a #1: b.jpg",
        "date": "2026-03-05",
    }
    assert found.spans["tags.1"] == Span(PATH, 3, 19, 6)
    assert found.spans["tags"] == Span(PATH, 3, 7, 23)
    assert found.spans["image"] == Span(PATH, 4, 8, 13)
    assert found.key_spans["date"] == Span(PATH, 5, 1, 4)


def test_most_front_matter_goes_without_a_parser() -> None:
    with mock.patch("yaml.parse", side_effect=AssertionError):
        assert read_yaml("\n".join(LINES), PATH).keys == ("title", "tags", "image", "date")


@pytest.mark.parametrize(
    "line",
    [
        "", " a: b", "a:", "a: ", "a : b", "a: b ", "a: b: c", "a: b #c", "a: b:", "a:b", "a: ~", "a: null", "null: a",
        "a: 'b", "a: ''", "a: ' '", "a: 'b' c", "a: 'b''c'", 'a: "\\x41"', "a: [b", "a: []", "a: [b,]", "a: [b: c]",
        "a: [b #c]", "a: [[b]]", "a: ['b']", "a: [null]", "a: *b", "a: &b c", "a: !b c", "a: |", "a: >", "a: - b",
        "a: {b: c}", "- a: b", "# a: b", "---", "...", "%a: b", "a: b\tc", "a:\tb", "'a': b", "a.b: c", "title: b",
        "a: b" * 4000,
    ],
)  # fmt: skip
def test_what_may_mean_something_else_is_left_to_the_parser(line: str) -> None:
    assert read_plain_fields(["title: Kea", line, ""], PATH, 1) is None


# fmt: off
PIECES = st.sampled_from([
    "a", "b", "title", "tags", "null", "~", "yes", "1", "é", "\u00a0", "_", "-", ".", "?", "!", "&", "*", "@", "%", "|",
    ">", "=", "'", '"', "\\", "[", "]", "{", "}", ",", ", ", ":", ": ", " ", "  ", "#", " #", "\t", "\n", "\n", "\n\n",
    "\n  ", "\n- ", "title: a", "\ntags: [a, b", "]\n", "\nb: ", '"c"\n', "<<", "---", "\ufeff", "\x85", "\U0001f600",
    "\ufdd0", "\u2028",
])
VALUES = st.lists(PIECES, min_size=1, max_size=6).map("".join)
FIELDS = st.tuples(st.sampled_from(["title", "tags", "a_b", "no", "x1"]), VALUES).map(": ".join)
LISTS = st.lists(VALUES, max_size=4).map(lambda items: f"goals: [{', '.join(items)}]")
# fmt: on


@settings(deadline=None, max_examples=1000)
@given(st.one_of(st.lists(PIECES, max_size=15).map("".join), st.lists(FIELDS | LISTS, max_size=5).map("\n".join)))
@example("\n".join(LINES))
@example("title: a\n\n")
@example("goals: [a b,c , d-e, 'f']\nno: 'x: y'\n")
@example("title: a\nno: 12:30\na_b: b#c\n")
def test_the_parser_finds_the_same(text: str) -> None:
    found = read_yaml(text, PATH, first_line=2)
    with mock.patch.object(yaml, "read_plain_fields", return_value=None):
        assert read_yaml(text, PATH, first_line=2) == found
    assert found.path == PATH
    if found.values and (plain := read_plain_fields(clean(text).split("\n"), PATH, 2)):
        assert list(plain.spans) == list(found.spans)


def test_what_is_plain_is_far_below_the_limits() -> None:
    lines = [f"k{number}: [a]" for number in range(360)]
    assert read_plain_fields(lines, PATH, 1)
    with mock.patch.object(yaml, "read_plain_fields", return_value=None):
        document = read_yaml("\n".join(lines), PATH, limits=FRONT_MATTER)
    assert document.complete
    assert not document.diagnostics
