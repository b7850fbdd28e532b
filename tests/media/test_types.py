"""Which files are published, and how their first bytes betray what they are."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.media.types import (
    FILE_TYPES,
    SHOWN_TYPES,
    SNIFF_LENGTH,
    better_extension,
    describe,
    file_type,
    sniff,
)

MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42"
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"\x00" * 20


def named_zip(media_type: bytes) -> bytes:
    return b"PK\x03\x04" + b"\x14" * 22 + b"\x08\x00\x00\x00mimetype" + media_type + b"PK"


GOOD = {
    "jpg": b"\xff\xd8\xff\xe0",
    "jpeg": b"\xff\xd8\xff\xe1",
    "png": b"\x89PNG\r\n\x1a\n",
    "gif": b"GIF89a",
    "webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "avif": b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00avifmif1miaf",
    "mp4": MP4,
    "m4v": b"\x00\x00\x00\x18ftypM4V \x00\x00\x02\x00M4V mp42",
    "webm": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm",
    "ogv": b"OggS\x00",
    "mov": b"\x00\x00\x00\x08wide\x00\x00\x00\x08mdat",
    "mp3": b"ID3\x04\x00",
    "m4a": b"\x00\x00\x00\x18ftypM4A \x00\x00\x02\x00M4A mp42",
    "ogg": b"OggS\x00",
    "opus": b"OggS\x00",
    "wav": b"RIFF\x00\x00\x00\x00WAVEfmt ",
    "pdf": b"%PDF-1.7\n",
    "docx": ZIP,
    "xlsx": ZIP,
    "pptx": ZIP,
    "odt": named_zip(b"application/vnd.oasis.opendocument.text"),
    "ods": named_zip(b"application/vnd.oasis.opendocument.spreadsheet"),
    "odp": named_zip(b"application/vnd.oasis.opendocument.presentation"),
    "epub": named_zip(b"application/epub+zip"),
    "zip": b"PK\x05\x06" + b"\x00" * 18,
    "txt": "Kia ora, whānau.".encode(),
    "csv": b"\xef\xbb\xbfname;place\r\n",
    "vtt": b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Hana>Kia ora\n",
    "srt": b"1\n00:00:01,000 --> 00:00:02,000\nKia ora\n",
}


def test_the_list() -> None:
    assert set(GOOD) == {item.extension for item in FILE_TYPES}
    for never in ("svg", "html", "htm", "js", "xml", "swf", "exe", "xhtml", "mht", "docm", "md", "yaml", ""):
        assert file_type(never) is None
    assert file_type("JPG") == file_type("jpg")
    assert len(SHOWN_TYPES) <= 120
    assert (better_extension("HEIC"), better_extension("doc"), better_extension("md")) == ("jpg", "docx", None)


@pytest.mark.parametrize("extension", GOOD)
def test_files_that_are_what_they_say(extension: str) -> None:
    assert sniff(GOOD[extension], extension) is None
    assert sniff(GOOD[extension], extension.upper()) is None


@pytest.mark.parametrize("extension", GOOD)
@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b"", "an empty file"),
        (b"\n <!DOCTYPE html><title>", "a web page"),
        (b"\xef\xbb\xbf<script>", "a web page"),
        (b"<?xml version='1.0'?><svg>", "an XML file"),
        (b"\xff\xfe<\x00h\x00t\x00m\x00l\x00", "a web page"),
        (b"\xfe\xff\x00<\x00!\x00-\x00-", "a web page"),
        (b"MZ\x90\x00", "a program"),
        (b"\x7fELF\x02", "a program"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "a HEIC photo"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
        (b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", "a Matroska video"),
        (b"\x00" * 64, "something else, or damaged"),
    ],
)
def test_files_that_are_something_else(extension: str, head: bytes, found: str) -> None:
    assert sniff(head, extension) == found


def test_one_type_is_not_another() -> None:
    families = [
        {"mp4", "m4v", "mov", "m4a"},
        {"ogg", "ogv", "opus"},
        {"jpg", "jpeg"},
        {"txt", "csv", "srt", "vtt"},
        {"zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"},
    ]
    for extension in GOOD:
        family = next((family for family in families if extension in family), {extension})
        for other in GOOD.keys() - family:
            assert sniff(GOOD[other], extension) is not None, f"{other} passes for {extension}"
    assert sniff(GOOD["epub"], "odt") == "an EPUB book"
    assert sniff(GOOD["epub"], "zip") is None
    assert sniff(b"PK\x05\x06", "odt") is None
    assert sniff(named_zip(b"application/x-unknown"), "odt") == "a ZIP archive"


def test_descriptions() -> None:
    assert describe(ZIP) == "a ZIP archive or an Office document"
    assert describe(b"plain words") == "a text file"
    assert describe(b"Get free books") == describe(b"ID3 is a kind of tag") == "a text file"
    assert describe("whānau".encode("utf-16")) == "a text file"
    assert describe(b"\xff\xfb\x90\x00") == "an MP3 recording"
    assert sniff(b"WEBVTTX", "vtt") == "a text that does not begin with WEBVTT"
    assert sniff(b"binary\x00", "txt") == "something else, or damaged"
    assert sniff("whānau".encode("utf-16"), "txt") is None
    assert sniff(b"< 3 maths", "txt") is None


@settings(deadline=None)
@given(head=st.binary(max_size=200) | st.sampled_from(sorted(GOOD.values())), extension=st.sampled_from(sorted(GOOD)))
def test_any_bytes(head: bytes, extension: str) -> None:
    answer = sniff(head, extension)
    assert answer is None or answer
    assert describe(head)


def test_much_of_the_same() -> None:
    for unit in (b" ", b"<", b"PK\x03\x04", b"\xff\xfe", b"ftyp", b"\x00", b"RIFF"):
        for extension in GOOD:
            sniff((unit * SNIFF_LENGTH)[:SNIFF_LENGTH], extension)
