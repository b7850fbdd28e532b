"""Read how long a recording lasts, from the few bytes of its container that say so. Decodes nothing, trusts no size.

Whatever the bytes are, no more than some hundred kilobytes are read, and the answer to what is not understood is
``None``.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from typing import BinaryIO

# More boxes than any real file has before the one that is looked for.
_MOST_BOXES = 2000
_LONGEST = 30 * 24 * 3600.0  # seconds: beyond a month it is no recording but a broken number
_TAIL = 65_536 + 1024  # the largest Ogg page, and some

_MP4_FIRST = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp"})
_SEGMENT, _INFO = 0x18538067, 0x1549A966
_TIMECODE_SCALE, _DURATION = 0x2AD7B1, 0x4489

_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MP3_KILOBITS = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)


def read_duration(stream: BinaryIO) -> float | None:
    """Return the length in seconds of an MP4, M4A, MOV, WebM, Matroska, Ogg or MP3 file, or ``None``.

    ``stream`` must be seekable; where it stands afterwards is not said.
    """
    size = stream.seek(0, 2)
    head = _read(stream, 0, 64)
    if head[4:8] in _MP4_FIRST:
        seconds = _mp4(stream, size)
    elif head[:4] == b"\x1a\x45\xdf\xa3":
        seconds = _matroska(stream, size)
    elif head[:4] == b"OggS":
        seconds = _ogg(stream, size)
    elif head[:3] == b"ID3" or head[:1] == b"\xff":
        seconds = _mp3(stream, size)
    else:
        seconds = None
    return seconds if seconds is not None and 0 < seconds <= _LONGEST else None


def _read(stream: BinaryIO, at: int, length: int) -> bytes:
    stream.seek(at)
    return stream.read(length)


# --- MP4 and QuickTime -----------------------------------------------------------------------------------------------


def _boxes(stream: BinaryIO, at: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the name of each box between two places, and where its content begins and ends."""
    for _ in range(_MOST_BOXES):
        head = _read(stream, at, 16) if at + 8 <= end else b""
        if len(head) < 8:
            return
        length, name = struct.unpack(">I4s", head[:8])
        body = at + 8
        if length == 1 and len(head) == 16:
            (length,) = struct.unpack(">Q", head[8:])
            body = at + 16
        elif length == 0:  # to the end of the file
            length = end - at
        if at + length < body:
            return
        yield name, body, min(at + length, end)
        at += length


def _box(stream: BinaryIO, name: bytes, at: int, end: int) -> tuple[int, int] | None:
    return next(((body, stop) for found, body, stop in _boxes(stream, at, end) if found == name), None)


def _mp4(stream: BinaryIO, size: int) -> float | None:
    movie = _box(stream, b"moov", 0, size)
    header = _box(stream, b"mvhd", *movie) if movie else None
    if movie is None or header is None:
        return None
    data = _read(stream, header[0], 32)
    scale = 0
    length: int | None = None
    if data[:1] == b"\0" and len(data) >= 20:
        scale, length = struct.unpack(">II", data[12:20])
        length = None if length == 0xFFFFFFFF else length
    elif data[:1] == b"\1" and len(data) >= 32:
        scale, length = struct.unpack(">IQ", data[20:32])
        length = None if length == 0xFFFFFFFFFFFFFFFF else length
    if not scale:
        return None
    return length / scale if length else _fragments(stream, movie, scale)


def _fragments(stream: BinaryIO, movie: tuple[int, int], scale: int) -> float | None:
    """Return the length of a file that is sent in fragments, where it is told ahead."""
    extends = _box(stream, b"mvex", *movie)
    header = _box(stream, b"mehd", *extends) if extends else None
    data = _read(stream, header[0], 12) if header else b""
    if data[:1] == b"\0" and len(data) >= 8:
        return float(struct.unpack(">I", data[4:8])[0]) / scale
    if data[:1] == b"\1" and len(data) == 12:
        return float(struct.unpack(">Q", data[4:12])[0]) / scale
    return None


# --- WebM and Matroska -----------------------------------------------------------------------------------------------


def _elements(stream: BinaryIO, at: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the id of each element between two places, and where its content begins and ends."""
    for _ in range(_MOST_BOXES):
        head = _read(stream, at, 12) if at < end else b""
        if not head or head[0] < 0x10:  # an id has one to four bytes
            return
        width = 9 - head[0].bit_length()
        rest = head[width:]
        if not rest or not rest[0]:
            return
        length_width = 9 - rest[0].bit_length()
        if len(rest) < length_width:
            return
        mask = (1 << (7 * length_width)) - 1
        length = int.from_bytes(rest[:length_width], "big") & mask
        body = at + width + length_width
        # A length of ones only is not known: the element goes on to the end of what holds it.
        stop = end if length == mask else min(body + length, end)
        yield int.from_bytes(head[:width], "big"), body, stop
        at = end if length == mask else body + length


def _matroska(stream: BinaryIO, size: int) -> float | None:
    segment = next((found for found in _elements(stream, 0, size) if found[0] == _SEGMENT), None)
    if segment is None:
        return None
    for name, body, stop in _elements(stream, segment[1], segment[2]):
        if name == _INFO:
            return _matroska_info(stream, body, stop)
    return None


def _matroska_info(stream: BinaryIO, body: int, stop: int) -> float | None:
    scale, length = 1_000_000, math.nan
    for name, at, end in _elements(stream, body, stop):
        data = _read(stream, at, min(end - at, 8))
        if name == _TIMECODE_SCALE and data:
            scale = int.from_bytes(data, "big")
        elif name == _DURATION and len(data) in (4, 8):
            (length,) = struct.unpack(">f" if len(data) == 4 else ">d", data)
    seconds = length * scale / 1e9
    return seconds if math.isfinite(seconds) else None


# --- Ogg and MP3 -----------------------------------------------------------------------------------------------------


def _ogg(stream: BinaryIO, size: int) -> float | None:
    """Return the time of the last page of Vorbis or Opus sound. Ogg with pictures is left alone."""
    head = _read(stream, 0, 128)
    serial = head[14:18]
    start = 27 + head[26] if len(head) > 26 else 0
    first = head[start:]
    if first[:7] == b"\x01vorbis" and len(first) >= 16:
        (rate,) = struct.unpack("<I", first[12:16])
        skipped = 0
    elif first[:8] == b"OpusHead" and len(first) >= 12:
        rate = 48_000
        (skipped,) = struct.unpack("<H", first[10:12])
    else:
        return None
    tail = _read(stream, max(0, size - _TAIL), _TAIL)
    at = tail.rfind(b"OggS")
    page = tail[at : at + 18] if at >= 0 else b""
    if len(page) < 18 or page[14:18] != serial or not rate:
        return None
    (samples,) = struct.unpack("<q", page[6:14])
    return float((samples - skipped) / rate) if samples > 0 else None


def _mp3(stream: BinaryIO, size: int) -> float | None:
    """Return the length that an MP3's first frame tells, or that its size and bit rate give."""
    start = 0
    head = _read(stream, 0, 10)
    if head[:3] == b"ID3" and len(head) == 10:
        start = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
    frame = _read(stream, start, 256)
    if len(frame) < 4 or frame[0] != 0xFF or frame[1] & 0xE6 != 0xE2:  # 11 ones, and layer III
        return None
    version, index, rate_index = frame[1] >> 3 & 3, frame[2] >> 4, frame[2] >> 2 & 3
    if version == 1 or rate_index == 3 or index in (0, 15):
        return None
    rate = _MP3_RATES[version][rate_index]
    samples = 1152 if version == 3 else 576
    for mark in (b"Xing", b"Info"):
        at = frame.find(mark, 4, 64)
        if at > 0 and len(frame) >= at + 12:
            flags, frames = struct.unpack(">II", frame[at + 4 : at + 12])
            if flags & 1:
                return float(frames * samples / rate)
    kilobits = _MP3_KILOBITS[0 if version == 3 else 1][index]
    return float((size - start) * 8 / (kilobits * 1000))
