"""YAML to strings, lists and dicts, each with its place; whatever comes in."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Span
from generator.load import yaml as module
from generator.load.yaml import FRONT_MATTER, SETTINGS, YamlDocument, read_yaml

PATH = "content/kowhai/videos/kea.md"


def _read(text: str, first_line: int = 1) -> YamlDocument:
    return read_yaml(text, PATH, first_line=first_line)


def _codes(document: YamlDocument) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.span.line, problem.span.column) for problem in document.diagnostics]


def _at(document: YamlDocument, path: str) -> tuple[int, int, int]:
    span = document.spans[path]
    return span.line, span.column, span.length


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML's two parsers: machines without a C compiler have only the second."""
    monkeypatch.setattr(module, "_LOADER", getattr(yaml, request.param))


def test_every_scalar_stays_as_it_was_written() -> None:
    text = "time: 12:30\nanswer: no\nnumber: 010\nday: 2026-13-45\nbig: 1_000\nfloat: .inf\nquoted: 'null'\n"
    document = _read(text)
    assert document.values == {
        "time": "12:30",
        "answer": "no",
        "number": "010",
        "day": "2026-13-45",
        "big": "1_000",
        "float": ".inf",
        "quoted": "null",
    }
    assert document.diagnostics == ()


def test_empty_values_are_left_out_at_every_depth_but_their_keys_are_known() -> None:
    document = _read("a:\nb: ~\nc: null\nd: ''\ne: []\nf: {g: '', h: [~]}\ni: [x, '', y]\nj:\n  - k:\n  - l: m\n")
    assert document.values == {"i": ["x", "y"], "j": [{"l": "m"}]}
    assert document.keys == ("a", "b", "c", "d", "e", "f", "i", "j")
    assert document.mappings["f"] == ("g", "h")
    assert document.key_spans["b"] == Span(PATH, 2, 1, 1)
    assert _at(document, "i.1") == (7, 12, 1)
    assert _at(document, "j.0.l") == (10, 8, 1)


def test_each_value_and_key_has_its_place() -> None:
    text = (
        "title: Ngā manu\n"
        "tags: [a,  'b c']\n"
        "image:\n"
        "  src: kea.jpg   # the picture\n"
        '  alt: "Five\n'
        '    pupils"\n'
        "list:\n"
        "- one\n"
        "- name: two\n"
        "text: |\n"
        "  More\n"
        "  lines\n"
    )
    document = _read(text, first_line=2)
    assert _at(document, "title") == (2, 8, 8)
    assert _at(document, "tags") == (3, 7, 11)
    assert _at(document, "tags.1") == (3, 12, 5)
    assert _at(document, "image.src") == (5, 8, 7)
    assert _at(document, "image.alt") == (6, 8, 5)
    assert _at(document, "image") == (5, 3, 28)
    assert _at(document, "list.0") == (9, 3, 3)
    assert _at(document, "list.1.name") == (10, 9, 3)
    assert _at(document, "text") == (11, 7, 1)
    assert document.key_spans["image.alt"] == Span(PATH, 6, 3, 3)
    assert document.start == Span(PATH, 2, 1, 15)
    assert document.values["text"] == "More\nlines\n"


def test_a_key_given_twice_is_told_with_both_lines_and_the_first_is_kept() -> None:
    document = _read("tags: a\ntitle: b\ntags: {c: d}\n", first_line=2)
    assert document.values == {"tags": "a", "title": "b"}
    assert _codes(document) == [("E110", 4, 1)]
    assert "line 2" in document.diagnostics[0].message
    assert _codes(_read("image: {src: a, src: b}")) == [("E110", 1, 17)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[a]: b\nc: d\n", [("E111", 1, 1)]),
        ("? {a: b}\n: c\n", [("E111", 1, 3)]),
        ("title: {{ name }}\n", [("E111", 1, 9)]),
        ("- a\n- b\n", [("E111", 1, 1)]),
        ("Just text\n", [("E111", 1, 1)]),
        ("a: b\n---\nc: d\n", [("E116", 2, 1)]),
    ],
)
def test_what_is_no_mapping_of_names_is_told(text: str, codes: list[tuple[str, int, int]]) -> None:
    assert _codes(_read(text)) == codes


@pytest.mark.usefixtures("_each_parser")
def test_references_anchors_and_types_are_told_and_not_followed() -> None:
    document = _read("a: &x one\nb: *x\nc: !!python/object/apply:os.system [ls]\nd: !!int 3\n")
    assert _codes(document) == [("E109", 1, 4), ("E109", 2, 4), ("E109", 3, 4), ("E109", 4, 4)]
    assert document.values == {"a": "one", "b": "*x", "c": ["ls"], "d": "3"}


@pytest.mark.usefixtures("_each_parser")
def test_a_heap_of_references_stays_small() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = _read("\n".join(lines))
    assert {problem.code for problem in document.diagnostics} == {"E109"}
    assert len(document.values["a29"]) == 9


@pytest.mark.usefixtures("_each_parser")
@pytest.mark.parametrize("text", ["[" * 30_000, "a: " + "{a: " * 10_000, "- " * 20_000, "[a, " * 100, "? " * 20_000])
def test_thousands_of_nested_brackets_end_in_a_diagnostic(text: str) -> None:
    document = _read(text)
    assert [problem.code for problem in document.diagnostics] == ["E115"]
    assert not document.complete


@pytest.mark.parametrize("text", ["a: " + "x" * 10**6, "tags: [" + ", ".join(["tag"] * 10_000) + "]", "x\n" * 10**6])
def test_more_than_front_matter_needs_ends_in_a_diagnostic(text: str) -> None:
    document = _read(text)
    assert [problem.code for problem in document.diagnostics] == ["E115"]
    assert not document.complete


@pytest.mark.parametrize("text", ["a: [" + "," * 60_000, "a: '" + "\n" * 60_000, '"' * 60_000, "a: b: " * 10_000])
def test_a_long_broken_line_is_told_in_one_go(text: str) -> None:
    assert _read(text).diagnostics != ()


def test_settings_may_be_larger() -> None:
    text = "".join(f"- name: tag {n}\n  description: {'word ' * 40}\n" for n in range(2_000))
    document = read_yaml(text, "content/kowhai/tags.yaml", limits=SETTINGS, root="tags")
    assert document.diagnostics == ()
    assert document.values["tags"][1999]["name"] == "tag 1999"
    assert document.spans["tags.1999.name"].line == 3_999
    assert FRONT_MATTER.size < len(text) < SETTINGS.size


def test_with_a_root_the_document_may_be_a_list_or_a_mapping() -> None:
    document = read_yaml("- a\n- b: c\n", PATH, root="tags")
    assert document.values == {"tags": ["a", {"b": "c"}]}
    assert document.spans["tags.1.b"] == Span(PATH, 2, 6, 1)
    document = read_yaml("a: b\nc:\n", PATH, root="tags")
    assert document.values == {"tags": {"a": "b"}}
    assert document.mappings["tags"] == ("a", "c")
    assert read_yaml("\n", PATH, root="tags").values == {}


def test_no_text_at_all_is_not_a_complete_document_but_an_empty_one_is() -> None:
    assert not _read("").complete
    assert _read("\n").complete
    assert _read("# a note\n").values == {}


@pytest.mark.parametrize(
    ("text", "column", "mended"),
    [
        ("title: Room #5 hall\n", 13, 'title: "Room #5 hall"'),
        ("brand: #1a6b54\n", 8, 'brand: "#1a6b54"'),
        ("- x: y #tag\n", 8, '- x: "y #tag"'),
    ],
)
def test_a_value_cut_by_a_hashtag_is_told(text: str, column: int, mended: str) -> None:
    document = read_yaml(text, PATH, root="tags")
    assert _codes(document) == [("E119", 1, column)]
    assert f"`{mended}`" in document.diagnostics[0].hint


@pytest.mark.parametrize(
    "text", ["a: b # note\n", "a: # note\n", "a: b#c\n", "# note\na: b\n", "a: 'x #y'\n", "a: b ##\n"]
)
def test_a_note_to_oneself_is_fine(text: str) -> None:
    assert _read(text).diagnostics == ()


def test_an_escape_that_gives_no_letter_is_told() -> None:
    document = _read('a: "C:\\foo"\nb: "one\\ntwo"\n')
    assert _codes(document) == [("E104", 1, 4)]
    assert document.values["b"] == "one\ntwo"


def test_line_breaks_of_other_programs_do_not_move_the_lines() -> None:
    document = _read("a: one\u2028two\x85three\nb: c\n")
    assert document.values["a"] == "one two three"
    assert document.spans["b"].line == 2


def test_all_broken_lines_are_told_in_one_run_and_the_rest_is_read() -> None:
    text = "a: @x\nb: 'y\nc: d: e\nd: [f, g\ne: fine\ntags: [h]\n"
    document = _read(text, first_line=2)
    assert [(code, line) for code, line, _ in _codes(document)] == [("E109", 2), ("E108", 3), ("E107", 4), ("E108", 5)]
    assert document.values == {"a": "@x", "b": "y", "c": "d: e", "d": ["f", "g"], "e": "fine", "tags": ["h"]}
    assert document.complete


def test_what_cannot_be_mended_is_left_out_as_lost() -> None:
    document = _read("title: Kea\ntags: [a, , b]\npeople:\n  - x\n")
    assert document.values == {"title": "Kea", "people": ["x"]}
    assert document.lost == ("tags",)
    assert document.complete


def test_endless_mistakes_are_told_up_to_a_number() -> None:
    document = _read("".join(f"k{n}: @x\n" for n in range(100)))
    assert 5 <= len(document.diagnostics) <= 20
    assert not document.complete


def _check(text: str, document: YamlDocument) -> None:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spans = [*document.spans.values(), *document.key_spans.values(), *(p.span for p in document.diagnostics)]
    for span in [*spans, document.start]:
        assert 3 <= span.line < 3 + len(lines)
        width = len(lines[span.line - 3])
        assert 1 <= span.column <= width + 1
        assert 1 <= span.length <= max(1, width - span.column + 1)
    todo = [(path, value) for path, value in document.values.items()]
    while todo:
        path, value = todo.pop()
        assert value
        assert path in document.spans
        if isinstance(value, dict):
            todo += [(f"{path}.{key}", item) for key, item in value.items()]
        elif isinstance(value, list):
            todo += [(f"{path}.{index}", item) for index, item in enumerate(value)]
        else:
            assert isinstance(value, str)
            value.encode("utf-8")


# fmt: off
PIECES = st.sampled_from([
    "a", "title", ": ", ":", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", '"', "'", "#", " #x", "&a ", "*a",
    "!t ", "|\n", ">", "%", "@", "`", "? ", "---\n", "...", "~", "null", "\\", "\\x41", "ā", "💡", "\u2028", " ",
    "x" * 40,
])
# fmt: on


@pytest.mark.usefixtures("_each_parser")
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(st.characters(exclude_characters="\ufeff"), max_size=80))
@settings(deadline=None, max_examples=400)
def test_whatever_is_written_nothing_breaks_and_places_lie_inside(text: str) -> None:
    _check(text, read_yaml(text, PATH, first_line=3))
