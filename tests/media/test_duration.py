"""Durations from real files and from hand-built bytes; no bytes can make the reader raise, loop or read much.

The files are 2.4 seconds of grey, or of a tone, made by ffmpeg 5.1:
``ffmpeg -f lavfi -i color=c=gray:s=16x16:r=5:d=2.4 -c:v libx264 -preset veryslow end.mp4`` (with ``-movflags
+faststart`` front.mp4, ``+frag_keyframe+empty_moov`` fragments.mp4, ``-c:v libvpx`` WebM, to a pipe live.webm);
``ffmpeg -f lavfi -i sine=d=2.4:r=8000`` with aac, libvorbis, libopus and libmp3lame (``-write_xing 0`` for plain.mp3).
"""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.media.duration import read_duration

FILES = Path(__file__).parent / "files"


class Counting(io.BytesIO):
    """Bytes that count how many of them were read."""

    count = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.count += len(data)
        return data


def box(name: str, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4s", 8 + len(body), name.encode()) + body


def wide_box(name: str, *content: bytes) -> bytes:
    body = b"".join(content)
    return struct.pack(">I4sQ", 1, name.encode(), 16 + len(body)) + body


def mvhd(length: int, scale: int = 1000, version: int = 0) -> bytes:
    if version:
        return box("mvhd", struct.pack(">BxxxQQIQ", 1, 0, 0, scale, length), bytes(80))
    return box("mvhd", struct.pack(">BxxxIIII", 0, 0, 0, scale, length), bytes(80))


FTYP = box("ftyp", b"isom", bytes(4))
MDAT = box("mdat", bytes(5000))


def element(name: int, content: bytes, unknown: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if unknown else struct.pack(">Q", len(content) | 1 << 56)
    return name.to_bytes((name.bit_length() + 7) // 8, "big") + size + content


def webm(*info: bytes, unknown: bool = False) -> bytes:
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    seek = element(0x114D9B74, bytes(20))
    return head + element(0x18538067, seek + element(0x1549A966, b"".join(info)), unknown)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("end.mp4", 2.4),
        ("front.mp4", 2.4),
        ("apple.mov", 2.4),
        ("fragments.mp4", None),
        ("sound.m4a", 2.4),
        ("known.webm", 2.4),
        ("live.webm", None),
        ("matroska.mkv", 2.4),
        ("vorbis.ogg", 2.4),
        ("opus.opus", 2.4),
        ("header.mp3", 2.592),
        ("plain.mp3", 2.592),
    ],
)
def test_real_files(name: str, expected: float | None) -> None:
    with (FILES / name).open("rb") as stream:
        found = read_duration(stream)
    assert found == (pytest.approx(expected, abs=0.001) if expected else None)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (FTYP + box("moov", mvhd(149_000)) + MDAT, 149),
        (FTYP + MDAT + box("moov", box("udta", b"x"), mvhd(149_000, version=1)), 149),
        (FTYP + wide_box("mdat", bytes(5000)) + wide_box("moov", mvhd(90, 600)), 0.15),
        (box("wide") + MDAT + box("moov", mvhd(149_000)), 149),
        (FTYP + struct.pack(">I4s", 0, b"moov") + mvhd(149_000), 149),
        (FTYP + box("moov", mvhd(0), box("mvex", box("mehd", bytes(4), struct.pack(">I", 3000)))), 3),
        (FTYP + box("moov", mvhd(0), box("mvex", box("mehd", b"\1\0\0\0", struct.pack(">Q", 3000)))), 3),
        (FTYP + box("moov", mvhd(0)), None),
        (FTYP + box("moov", mvhd(0xFFFFFFFF)), None),
        (FTYP + box("moov", mvhd(2**64 - 1, version=1)), None),
        (FTYP + box("moov", mvhd(149, 0)), None),
        (FTYP + box("moov", mvhd(2**63, version=1)), None),
        (FTYP + MDAT, None),
        (webm(element(0x2AD7B1, b"\x0f\x42\x40"), element(0x4489, struct.pack(">d", 149_000.0))), 149),
        (webm(element(0x4489, struct.pack(">f", 1500.0)), unknown=True), 1.5),
        (webm(element(0x2AD7B1, b"\x01\x86\xa0"), element(0x4489, struct.pack(">f", 1500.0))), 0.15),
        (webm(element(0x4489, struct.pack(">d", float("nan")))), None),
        (webm(element(0x4489, struct.pack(">d", float("inf")))), None),
        (webm(element(0x4489, struct.pack(">d", -5.0))), None),
        (webm(element(0x4489, struct.pack(">d", 1e300)), element(0x2AD7B1, b"\xff" * 8)), None),
        (webm(), None),
        (b"", None),
        (b"RIFF\0\0\0\0WAVE", None),
        (b"<!doctype html><title>not a video</title>", None),
    ],
)
def test_built_files(data: bytes, expected: float | None) -> None:
    found = read_duration(io.BytesIO(data))
    assert found == (pytest.approx(expected) if expected else None)


@pytest.mark.parametrize(
    "data",
    [
        FTYP + struct.pack(">I4s", 8, b"free") * 200_000 + box("moov", mvhd(1000)),
        FTYP + b"\0\0\0\1free" + b"\xff" * 8 + box("moov", mvhd(1000)),
        FTYP + b"\0\0\0\2free" * 1000,
        FTYP + box("moov", struct.pack(">I4s", 8, b"free") * 200_000),
        FTYP + b"\0\0\0\1free" + bytes(8) + b"\0" * 100,
        webm(b"\xec\x80" * 200_000),
        webm(b"\xec\x80" * 200_000, unknown=True),
        b"\x1a\x45\xdf\xa3" + b"\x01" + b"\xff" * 7 + b"\x18\x53\x80\x67" * 100_000,
        b"OggS" * 500_000,
        b"ID3\x03\0\0\x7f\x7f\x7f\x7f" + b"\xff" * 1_000_000,
        b"\xff\xfb\x90\x00" + b"Xing" * 200_000,
    ],
)
def test_hostile_files_are_given_up_soon(data: bytes) -> None:
    stream = Counting(data)
    read_duration(stream)
    assert stream.count < 200_000


@settings(deadline=None)
@given(st.data())
def test_no_bytes_make_it_raise(data: st.DataObject) -> None:
    start = data.draw(st.sampled_from([b"", FTYP, b"\x1a\x45\xdf\xa3", b"OggS", b"ID3", b"\xff\xfb\x90", webm()]))
    found = read_duration(io.BytesIO(start + data.draw(st.binary(max_size=200))))
    assert found is None or found > 0


@pytest.mark.parametrize("name", sorted(path.name for path in FILES.iterdir()))
def test_cut_and_damaged_files_do_not_make_it_raise(name: str) -> None:
    whole = (FILES / name).read_bytes()
    for end in range(0, len(whole), max(1, len(whole) // 300)):
        found = read_duration(io.BytesIO(whole[:end]))
        assert found is None or found > 0
    for at in range(min(len(whole), 600)):
        found = read_duration(io.BytesIO(whole[:at] + b"\xff" + whole[at + 1 :]))
        assert found is None or found > 0
