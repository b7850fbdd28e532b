"""Bytes to text: what is accepted in silence, what is told, and what can never come out."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from generator.core.diagnostics import Span
from generator.load.text import MAX_BYTES, clean, decode

PATH = "content/kowhai/videos/kea.md"


@pytest.mark.parametrize(
    "data",
    [
        "Whānau\nkōrero\n".encode(),
        codecs.BOM_UTF8 + "Whānau\nkōrero\n".encode(),
        "Whānau\r\nkōrero\r\n".encode(),
        "Whānau\rkōrero\r".encode(),
    ],
)
def test_marks_and_line_ends_are_accepted_in_silence(data: bytes) -> None:
    assert decode(data, PATH) == ("Whānau\nkōrero\n", [])


def test_an_empty_file_is_empty_text() -> None:
    assert decode(b"", PATH) == ("", [])


def test_control_characters_do_not_come_out_and_lines_stay_as_an_editor_counts_them() -> None:
    text, problems = decode("One\x00 two\x0b three\u2028four\x1b\tfive\x85six \ufeffseven, and so on.\n".encode(), PATH)
    assert text == "One� two  three four�\tfive six seven, and so on.\n"
    assert problems == []


def test_windows_text_is_read_and_told_with_the_place_of_its_first_letter() -> None:
    text, problems = decode("title: Kea\r\nsummary: “café”".encode("cp1252"), PATH)
    assert text == "title: Kea\nsummary: “café”"
    assert [(p.code, p.span) for p in problems] == [("E120", Span(PATH, 2, 10))]
    assert "`“`" in problems[0].message


def test_a_mixed_file_keeps_what_is_utf_8() -> None:
    text, problems = decode("Whānau ".encode() + b"caf\xe9 \x81", PATH)
    assert text == "Whānau café �"
    assert problems[0].span == Span(PATH, 1, 11)


def test_the_place_of_a_bad_byte_counts_characters_and_not_bytes_or_the_mark() -> None:
    _, problems = decode(codecs.BOM_UTF8 + "āēī".encode() + b"\xff", PATH)
    assert problems[0].span == Span(PATH, 1, 4)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_told_as_such_and_read(encoding: str) -> None:
    text, problems = decode("---\ntitle: Whānau\n---\n".encode(encoding), PATH)
    assert text == "---\ntitle: Whānau\n---\n"
    assert [p.code for p in problems] == ["E121"]


def _png() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return file.getvalue()


def _docx() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_png(), "a PNG picture"),
        (_docx(), "a Word, Excel or zip file"),
        (b"%PDF-1.7\n...", "a PDF document"),
        (b"{\\rtf1\\ansi Hello}", "Rich Text Format"),
        (bytes(range(256)) * 8, "only a program"),
        (b"\xfe\x00\xff and some more text", "only a program"),
    ],
)
def test_a_binary_file_is_no_text(data: bytes, words: str) -> None:
    text, problems = decode(data, PATH)
    assert text == ""
    assert [p.code for p in problems] == ["E122"]
    assert words in problems[0].message


def test_a_file_beyond_all_books_is_refused() -> None:
    text, problems = decode(b"a" * (MAX_BYTES + 1), PATH)
    assert (text, [p.code for p in problems]) == ("", ["E123"])
    assert decode(b"a" * MAX_BYTES, PATH)[1] == []


@given(st.binary(max_size=300) | st.text(max_size=100).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(deadline=None)
def test_whatever_comes_in_only_text_comes_out(data: bytes) -> None:
    text, problems = decode(data, PATH)
    text.encode("utf-8")
    assert text.splitlines() == (text.removesuffix("\n").split("\n") if text else [])
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert clean(text) == text
    for problem in problems:
        lines = text.split("\n")
        assert problem.span.line == 0 or problem.span.column <= len(lines[problem.span.line - 1]) + 1


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff")))
def test_good_text_is_not_changed(text: str) -> None:
    assert clean(text) == text
