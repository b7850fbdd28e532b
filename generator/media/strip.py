"""Take the hidden details out of a picture's file without touching its pixels: places, dates, names, thumbnails.

Each format has its reader here, which copies only the parts that are needed to show the picture. So whatever else a
file carries (EXIF, XMP, IPTC, comments, compressed texts, data after the end) never reaches a decoder or a reader.
All take time in proportion to the file's length.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Order = Literal["little", "big"]

# Colour profiles of screens and cameras are smaller; larger ones are of printers and scanners.
_LARGEST_PROFILE = 4096
_MOST_PARTS = 1_000_000
_MOST_SCANS = 100  # A JPEG whose every scan goes over the whole picture is a way to keep a browser busy.
TOO_SHORT = "it was cut short"
DAMAGED = "it is damaged"
NOT_FOR_BROWSERS = "it is in a form that web browsers do not show"


class BrokenError(ValueError):
    """A picture that cannot be shown; the text says why, in words that follow a colon."""


@dataclass(frozen=True, slots=True)
class Stripped:
    """A picture's file without hidden details.

    ``width`` and ``height`` are in pixels, as stored. ``orientation`` is that of EXIF: 1 is upright, up to 8.
    ``profile`` is the colour profile that was kept, "lossless" tells how its pixels are stored.
    """

    data: bytes
    width: int
    height: int
    frames: int = 1
    orientation: int = 1
    profile: bytes = b""
    lossless: bool = True


def exif_orientation(tiff: bytes) -> int:
    """Return the orientation (1 to 8) that EXIF data gives; 1 where there is none or the data is damaged."""
    if tiff[:4] not in (b"II*\x00", b"MM\x00*"):
        return 1
    order: Order = "little" if tiff[:1] == b"I" else "big"

    def number(at: int, length: int) -> int:
        return int.from_bytes(tiff[at : at + length], order)

    start = number(4, 4)
    for at in range(start + 2, start + 2 + 12 * min(number(start, 2), 200), 12):
        if at + 12 <= len(tiff) and number(at, 2) == 0x0112:
            value = number(at + 8, 2)
            return value if 1 <= value <= 8 else 1
    return 1


def is_plain_profile(profile: bytes) -> bool:
    """Tell whether a colour profile is one of a screen or camera: small, whole, and for colours or greys."""
    return (
        128 <= len(profile) <= _LARGEST_PROFILE
        and int.from_bytes(profile[:4], "big") == len(profile)
        and profile[16:20] in (b"RGB ", b"GRAY")
        and profile[36:40] == b"acsp"
    )


class _Reader:
    """Bytes, read from the beginning; every length is checked against what is there."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data = data
        self.at = at
        self.parts = 0

    def take(self, length: int) -> bytes:
        self.parts += 1
        if self.parts > _MOST_PARTS:
            raise BrokenError(DAMAGED)
        if length > len(self.data) - self.at:
            raise BrokenError(TOO_SHORT)
        self.at += length
        return self.data[self.at - length : self.at]

    def number(self, length: int, order: Order = "big") -> int:
        return int.from_bytes(self.take(length), order)

    @property
    def at_end(self) -> bool:
        return self.at >= len(self.data)


# JPEG: segments, each with a marker. What follows a start of scan has no length: it ends before the next marker.

_AFTER_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_JPEG_KEPT = frozenset({0xDB, 0xC4, 0xDD})  # quantisation, Huffman tables, restart interval
_JPEG_FRAMES = frozenset({0xC0, 0xC1, 0xC2})  # baseline, extended, progressive


def strip_jpeg(data: bytes) -> Stripped:
    """Return a JPEG picture without hidden details. Raises :class:`BrokenError`."""
    reader = _Reader(data, 2)
    out = [b"\xff\xd8"]
    size: tuple[int, int] | None = None
    orientation, profile, scans = 1, b"", 0
    while True:
        if reader.number(1) != 0xFF:
            raise BrokenError(DAMAGED)
        marker = reader.number(1)
        while marker == 0xFF:
            marker = reader.number(1)
        if marker == 0xD9:
            break
        if marker == 0x01 or 0xD0 <= marker <= 0xD7:
            continue
        length = reader.number(2)
        if length < 2 or marker in (0x00, 0xD8):
            raise BrokenError(DAMAGED)
        body = reader.take(length - 2)
        if marker in _JPEG_KEPT:
            out.append(_segment(marker, body))
        elif marker in _JPEG_FRAMES:
            if size is not None or len(body) < 6:
                raise BrokenError(DAMAGED)
            if body[0] != 8:
                raise BrokenError(NOT_FOR_BROWSERS)
            size = (int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big"))
            out.append(_segment(marker, body))
        elif marker == 0xDA:
            scans += 1
            after = _AFTER_SCAN.search(data, reader.at)
            if size is None or scans > _MOST_SCANS:
                raise BrokenError(DAMAGED)
            if after is None:
                raise BrokenError(TOO_SHORT)
            out += [_segment(marker, body), reader.take(after.start() - reader.at)]
        elif marker == 0xE0 and body[:5] == b"JFIF\x00" and len(out) == 1:
            out.append(_segment(marker, body[:12].ljust(12, b"\x00") + b"\x00\x00"))  # without its thumbnail
        elif marker == 0xE1 and body[:6] == b"Exif\x00\x00" and orientation == 1:
            orientation = exif_orientation(body[6:])
        elif marker == 0xE2 and body[:14] == b"ICC_PROFILE\x00\x01\x01" and is_plain_profile(body[14:]) and not profile:
            profile = body[14:]
            out.append(_segment(marker, body))
        elif marker == 0xEE and body[:5] == b"Adobe":
            out.append(_segment(marker, body[:12]))  # how its colours are stored
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE or 0xF0 <= marker <= 0xFD):
            raise BrokenError(NOT_FOR_BROWSERS)
    if size is None or not scans:
        raise BrokenError(DAMAGED)
    out.append(b"\xff\xd9")
    return Stripped(b"".join(out), *size, orientation=orientation, profile=profile, lossless=False)


def _segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2, "big") + body


# PNG: chunks with a length, a name and a checksum.

_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"cICP", b"acTL", b"fcTL", b"fdAT"}
)


def strip_png(data: bytes) -> Stripped:
    """Return a PNG picture, moving ones too, without hidden details. Raises :class:`BrokenError`."""
    reader = _Reader(data, 8)
    out = [data[:8]]
    size = (0, 0)
    orientation, profile, frames = 1, b"", 0
    while True:
        length = reader.number(4)
        name = reader.take(4)
        body = reader.take(length)
        checksum = reader.number(4)
        if (name == b"IHDR") != (len(out) == 1) or (name == b"IHDR" and length != 13):
            raise BrokenError(DAMAGED)
        if name == b"IHDR":
            size = (int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big"))
        if name == b"eXIf":
            orientation = exif_orientation(body)
        elif name == b"iCCP" and not profile:
            profile, packed = _png_profile(body)
            if profile:
                out.append(_chunk(b"iCCP", b"icc\x00\x00" + packed))
        elif name in _PNG_KEPT:
            if zlib.crc32(name + body) != checksum:
                raise BrokenError(DAMAGED)
            frames += name == b"fcTL"
            out.append(_chunk(name, body))
        elif not name[0] & 0x20:  # A capital letter: a part that one must understand to show the picture.
            raise BrokenError(NOT_FOR_BROWSERS)
        if name == b"IEND":
            return Stripped(b"".join(out), *size, frames=max(1, frames), orientation=orientation, profile=profile)


def _png_profile(body: bytes) -> tuple[bytes, bytes]:
    """Return a colour profile and its compressed form, both empty unless it is a plain one."""
    packed = body.partition(b"\x00")[2][1:]
    unpack = zlib.decompressobj()
    try:
        profile = unpack.decompress(packed, _LARGEST_PROFILE + 1)
    except zlib.error:
        return b"", b""
    whole = unpack.eof and not unpack.unused_data
    return (profile, packed) if whole and is_plain_profile(profile) else (b"", b"")


def _chunk(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")


# GIF: blocks; their content comes in pieces of up to 255 bytes, and an empty one ends it.

_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def strip_gif(data: bytes) -> Stripped:
    """Return a GIF picture, moving ones too, without hidden details. Raises :class:`BrokenError`."""
    reader = _Reader(data, 6)
    screen = reader.take(7)
    width, height = int.from_bytes(screen[:2], "little"), int.from_bytes(screen[2:4], "little")
    out = [data[:6], screen, reader.take(_colours(screen[4]))]
    frames = 0
    while True:
        if reader.at_end and frames:
            break  # Some programs leave the end mark out.
        kind = reader.take(1)
        if kind == b"\x3b":
            break
        if kind == b"\x2c":
            frames += 1
            place = reader.take(9)
            out += [kind, place, reader.take(_colours(place[8])), reader.take(1), _pieces(reader)]
        elif kind == b"\x21":
            label = reader.take(1)
            start = reader.at
            content = _pieces(reader)
            # How a frame is timed, and how often all of them are repeated.
            if label == b"\xf9" or (label == b"\xff" and data[start + 1 : start + 12] in _LOOPS and len(content) < 20):
                out += [kind, label, content]
        else:
            raise BrokenError(DAMAGED)
    if not frames:
        raise BrokenError(DAMAGED)
    out.append(b"\x3b")
    return Stripped(b"".join(out), width, height, frames=frames)


def _colours(flags: int) -> int:
    """Return the length in bytes of the table of colours that is announced."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _pieces(reader: _Reader) -> bytes:
    """Read content that comes in pieces, and return it as it stands."""
    start = reader.at
    while length := reader.number(1):
        reader.take(length)
    return reader.data[start : reader.at]


# WebP: chunks in a RIFF file, padded to an even length; frames of a moving picture hold chunks themselves.

_WEBP_PIXELS = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_WEBP_ICC, _WEBP_EXIF, _WEBP_XMP = 0x20, 0x08, 0x04


def strip_webp(data: bytes) -> Stripped:
    """Return a WebP picture, moving ones too, without hidden details. Raises :class:`BrokenError`."""
    total = int.from_bytes(data[4:8], "little")
    if total + 8 > len(data):
        raise BrokenError(TOO_SHORT)
    reader = _Reader(data[: total + 8], 12)
    kept: list[tuple[bytes, bytes]] = []
    orientation, profile, frames = 1, b"", 0
    while not reader.at_end:
        name, body = _riff_chunk(reader)
        if name == b"EXIF":
            orientation = exif_orientation(body.removeprefix(b"Exif\x00\x00"))
        elif name == b"ICCP" and not profile and is_plain_profile(body):
            profile = body
            kept.append((name, body))
        elif name == b"ANMF":
            frames += 1
            kept.append((name, _webp_frame(body)))
        elif name in _WEBP_PIXELS or name in (b"VP8X", b"ANIM"):
            kept.append((name, body))
    width, height = _webp_size(kept[0]) if kept else (0, 0)
    if kept and kept[0][0] == b"VP8X":
        flags = kept[0][1][0] & ~(_WEBP_EXIF | _WEBP_XMP | _WEBP_ICC) | (_WEBP_ICC if profile else 0)
        kept[0] = (b"VP8X", bytes((flags,)) + kept[0][1][1:10])
    names = [name for name, _ in kept]
    if names.count(b"VP8X") > 1 or not (frames or b"VP8 " in names or b"VP8L" in names):
        raise BrokenError(DAMAGED)
    content = b"WEBP" + b"".join(_riff(name, body) for name, body in kept)
    out = b"RIFF" + len(content).to_bytes(4, "little") + content
    return Stripped(out, width, height, max(1, frames), orientation, profile, lossless=b"VP8L" in names)


def _riff_chunk(reader: _Reader) -> tuple[bytes, bytes]:
    name = reader.take(4)
    length = reader.number(4, "little")
    body = reader.take(length)
    if length % 2 and not reader.at_end:
        reader.take(1)
    return name, body


def _riff(name: bytes, body: bytes) -> bytes:
    return name + len(body).to_bytes(4, "little") + body + b"\x00" * (len(body) % 2)


def _webp_frame(body: bytes) -> bytes:
    reader = _Reader(body)
    out = [reader.take(16)]
    while not reader.at_end:
        name, content = _riff_chunk(reader)
        if name in _WEBP_PIXELS:
            out.append(_riff(name, content))
    return b"".join(out)


def _webp_size(first: tuple[bytes, bytes]) -> tuple[int, int]:
    name, body = first
    if len(body) < 10:
        raise BrokenError(TOO_SHORT)
    if name == b"VP8X":
        return int.from_bytes(body[4:7], "little") + 1, int.from_bytes(body[7:10], "little") + 1
    if name == b"VP8 ":
        return int.from_bytes(body[6:8], "little") & 0x3FFF, int.from_bytes(body[8:10], "little") & 0x3FFF
    if name == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    raise BrokenError(DAMAGED)


STRIPPERS: dict[str, Callable[[bytes], Stripped]] = {
    "jpg": strip_jpeg,
    "png": strip_png,
    "gif": strip_gif,
    "webp": strip_webp,
}
