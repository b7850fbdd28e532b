"""The mistakes authors make in YAML: the line to look at, and the line as it was meant."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.load import yaml as module
from generator.load.yaml import read_yaml
from generator.load.yaml_mistakes import Pieces, find_mistake, in_quotes, quoted_line, shown, take_apart

PATH = "content/kowhai/videos/kea.md"

# What was written, the code, the line, and what the hint says (as mended, where a line of its own is shown).
MISTAKES = [
    ("title: Hereora: Becoming one\n", "E107", 1, '`title: "Hereora: Becoming one"`'),
    ('title: Say "kia ora": a start\n', "E107", 1, "`title: 'Say \"kia ora\": a start'`"),
    ("tags:\n  - Reading: together: now\n", "E107", 2, '`- Reading: "together: now"`'),
    ("title: x\nsummary: a: b\ntags: y\n", "E107", 2, '`summary: "a: b"`'),
    ("title: 'Hereora\nsummary: x\n", "E108", 1, "`title: 'Hereora'`"),
    ('title: "Hereora\nsummary: "x"\n', "E108", 1, '`title: "Hereora"`'),
    ("title: 'Tis the season\nsummary: x\n", "E108", 1, '`title: "\'Tis the season"`'),
    ("tags: [a, b\nsummary: x\n", "E108", 1, "`tags: [a, b]`"),
    ("title: x\ntags: [a, b\n", "E108", 2, "`tags: [a, b]`"),
    ("tags: [\n  a,\n  b\ntitle: x\n", "E108", 1, "`b]`"),
    ("image: {src: a, alt: b\ntitle: x\n", "E108", 1, "`image: {src: a, alt: b}`"),
    ("tags: [#a, #b]\ntitle: x\n", "E108", 1, "`tags: [a, b]`"),
    ("title: @kea\n", "E109", 1, '`title: "@kea"`'),
    ("title: `kea`\n", "E109", 1, '`title: "`kea`"`'),
    ("title: %kea\n", "E109", 1, '`title: "%kea"`'),
    ("title: *Kea* and weka\n", "E109", 1, '`title: "*Kea* and weka"`'),
    ("title: & more\n", "E109", 1, '`title: "& more"`'),
    ("title: !kea\n", "E109", 1, '`title: "!kea"`'),
    ("title: > kea\nsummary: x\n", "E109", 1, '`title: "> kea"`'),
    ("title: - kea\n", "E109", 1, '`title: "- kea"`'),
    ("title: ? kea\n", "E109", 1, '`title: "? kea"`'),
    ("title: ] kea\n", "E109", 1, '`title: "] kea"`'),
    ('title: "Kea" in the garden\n', "E118", 1, "`title: '\"Kea\" in the garden'`"),
    ("title: 'We're here'\nb: c\n", "E118", 1, '`title: "We\'re here"`'),
    ("title: [Draft] Kea\n", "E118", 1, '`title: "[Draft] Kea"`'),
    ("image:\n\tsrc: x\n", "E105", 2, "spaces instead of the tab"),
    ("a:\n  - b: c\n\t  d: e\n", "E105", 3, "spaces instead of the tab"),
    ("title: Kea\n  summary: x\n", "E106", 2, "line 1"),
    ("image:\n    src: x\n  alt: y\n", "E106", 3, "line 2"),
    ("  title: x\nsummary: y\n", "E106", 2, "line 1"),
    ("title Kea\nsummary: x\n", "E117", 1, "`title: Kea`"),
    ("title:Kea\nsummary: x\n", "E117", 1, "`title: Kea`"),
    ("title:Kea\n", "E117", 1, "`title: Kea`"),
    ("summary: A long\nline\ntitle: x\n", "E117", 2, "two spaces"),
    ("tags: [a, , b]\nb: c\n", "E104", 1, "one comma"),
    ("tags: [\n  a: b: c,\n  d\n]\ntitle: x\n", "E104", 2, "in quotes"),
    ('file: "C:\\quick"\n', "E104", 1, "`file: 'C:\\quick'`"),
    (": x\ntitle: y\n", "E104", 1, "`name: value`"),
]


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize(("text", "code", "line", "hint"), MISTAKES, ids=[repr(row[0]) for row in MISTAKES])
def test_each_mistake_is_told_once_at_its_line(
    text: str, code: str, line: int, hint: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_LOADER", getattr(yaml, parser))
    document = read_yaml(text, PATH)
    assert [(problem.code, problem.span.line) for problem in document.diagnostics] == [(code, line)]
    assert hint in document.diagnostics[0].hint


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("title: Kea ", Pieces(0, "title", "Kea", 7)),
        ("  - name:  Kea", Pieces(4, "name", "Kea", 11)),
        ("- - a", Pieces(4, "", "a", 4)),
        ("tags:", Pieces(0, "tags", "", 5)),
        ("'a: b'", Pieces(0, "", "'a: b'", 0)),
        ("url:https://x: y", Pieces(0, "url:https://x", "y", 15)),
        ("", Pieces(0, "", "", 0)),
    ],
)
def test_a_line_is_taken_apart(line: str, pieces: Pieces) -> None:
    assert take_apart(line) == pieces


@given(
    st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff"), min_size=1
    )
)
def test_quotes_keep_the_value(value: str) -> None:
    value = " ".join(value.split(" "))
    assert yaml.safe_load(in_quotes(value)) == value


@given(st.text("abc: '\"-", max_size=20))
def test_a_quoted_line_can_be_read(value: str) -> None:
    line = quoted_line(f"title: {value.strip() or 'x'}")
    assert set(yaml.safe_load(line)) == {"title"}


def test_a_long_line_is_cut_in_a_hint() -> None:
    text = shown(f'  title: "{"a" * 500}"')
    assert len(text) == 90
    assert text.startswith("title: ")
    assert text.endswith('a…"')


def test_an_error_without_a_place_is_told_at_the_first_line() -> None:
    assert find_mistake(ValueError("odd"), ["a", "b"]).line == 0
