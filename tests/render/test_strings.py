"""Words of the interface: reading, falling back, filling in, plural forms."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.strings import (
    UnknownKeyError,
    fallbacks,
    format_number,
    has_key,
    language_name,
    read_words,
    translator,
)

PATH = "themes/ours/strings/en-NZ.yaml"
STRINGS = {
    "en-NZ": {
        "home": "Home",
        "only_english": "Only here",
        "watch_from": "Watch from {time}",
        "entries.one": "{count} example",
        "entries.other": "{count} examples",
    },
    "mi": {"home": "Kāinga", "watch_from": "Mātakihia mai i te {time}", "entries.other": "{count} ngā tauira"},
    "pl": {"entries.one": "{count} a", "entries.few": "{count} b", "entries.many": "{count} c", "entries.other": "d"},
}


def test_words_are_read_with_their_places() -> None:
    words, problems = read_words("# Words\nhome: Kāinga\nnext: 'Panuku' # comment\n".encode(), PATH)
    assert problems == []
    assert words.texts == {"home": "Kāinga", "next": "Panuku"}
    assert (words.spans["next"].line, words.spans["next"].column, words.spans["next"].length) == (3, 1, 4)


def test_an_empty_file_has_no_words() -> None:
    assert read_words(b"", PATH)[0].texts == {}
    assert read_words(b"# nothing yet\n", PATH) == read_words(b"", PATH)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b"home:\n  title: Home\n", 2),
        (b"- home\n", 1),
        (b"home: [a, b]\n", 1),
        (b"home: *there\n", 1),
        (b"home: 'open\n", 2),
        (b"ok: fine\nhome: \xff\xfe\n", 2),
        (b"home: \x00\n", 1),
        (b"a: b\n" * 60_000, 1),
        (b"home: " + b"[" * 30_000, 1),
        (b"home: &a [*a]", 1),
    ],
)
def test_what_is_no_list_of_words_is_told(data: bytes, line: int) -> None:
    _, problems = read_words(data, PATH)
    assert [problem.code for problem in problems][-1:] == ["E401"]
    assert problems[-1].span.path == PATH
    assert problems[-1].span.line == line


def test_a_repeated_key_is_told() -> None:
    words, problems = read_words(b"home: a\nhome: b\n", PATH)
    assert [(problem.code, problem.span.line) for problem in problems] == [("E416", 2)]
    assert words.texts["home"] == "b"


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd_to_read(data: bytes) -> None:
    words, _ = read_words(data, PATH)
    assert set(words.texts) == set(words.spans)


def test_words_in_the_language_then_its_relatives_then_english() -> None:
    assert translator("mi", STRINGS)("home") == "Kāinga"
    assert translator("mi-NZ", STRINGS)("home") == "Kāinga"
    assert translator("mi", STRINGS)("only_english") == "Only here"
    assert translator("en-US", STRINGS)("home") == "Home"
    assert translator("fr", STRINGS)("home") == "Home"
    assert fallbacks("MI", STRINGS) == ("mi", "en-NZ")


def test_an_unknown_key_is_an_error() -> None:
    with pytest.raises(UnknownKeyError):
        translator("mi", STRINGS)("hom")


def test_values_are_put_in_once() -> None:
    assert translator("en-NZ", STRINGS)("watch_from", time="{time}{count}") == "Watch from {time}{count}"
    assert translator("en-NZ", STRINGS)("watch_from", other=1) == "Watch from {time}"


def test_a_value_cannot_reach_into_anything() -> None:
    strings = {"en-NZ": {"odd": "{time.__class__} {0} {} {time!r} {time}"}}
    assert translator("en-NZ", strings)("odd", time="now") == "{time.__class__} {0} {} {time!r} now"


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("en-NZ", 0, "0 examples"),
        ("en-NZ", 1, "1 example"),
        ("en-NZ", 12345, "12,345 examples"),
        ("mi", 1, "1 ngā tauira"),
        ("fr", 1, "1 example"),
        ("pl", 1, "1 a"),
        ("pl", 3, "3 b"),
        ("pl", 7, "7 c"),
    ],
)
def test_plural_forms(language: str, count: int, text: str) -> None:
    assert translator(language, STRINGS)("entries", count=count) == text


def test_keys_with_forms_are_known() -> None:
    assert has_key("entries", STRINGS["mi"])
    assert has_key("home", STRINGS["mi"])
    assert not has_key("only_english", STRINGS["mi"])


def test_numbers_are_written_as_the_language_does() -> None:
    assert [format_number(999, "en-NZ"), format_number(10_000, "en-NZ"), format_number(10_000, "de")] == [
        "999",
        "10,000",
        "10.000",
    ]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en-NZ", "English"),
        ("mi", "te reo Māori"),
        ("mi-NZ", "te reo Māori"),
        ("sm", "Gagana Sāmoa"),
        ("fr", "français"),
        ("zh-Hant", "中文 (繁體)"),
        ("tlh", "tlh"),
        ("", ""),
    ],
)
def test_languages_are_called_as_they_call_themselves(tag: str, name: str) -> None:
    assert language_name(tag) == name
