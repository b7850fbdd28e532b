"""What is taken out of a picture's file, and what stays; and that any bytes are read in bounded time."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageChops

from generator.media.strip import (
    STRIPPERS,
    BrokenError,
    Stripped,
    exif_orientation,
    is_plain_profile,
    strip_gif,
    strip_jpeg,
    strip_png,
    strip_webp,
)
from tests.media.pictures import (
    SECRET,
    SRGB,
    chunk,
    decode,
    drawing,
    encode,
    exif,
    jpeg_with,
    moving,
    png_with,
    segment,
)

LARGE_PROFILE = SRGB[:4] + SRGB[4:] + b"\x00" * 8000
DRESSED = {
    "jpg": jpeg_with(
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + SECRET),
        segment(0xED, b"Photoshop 3.0\x00" + SECRET),
        segment(0xFE, SECRET),
        segment(0xE0, b"JFXX\x00\x10" + SECRET),
        segment(0xE2, b"FPXR\x00" + SECRET),
    )
    + SECRET,
    "png": png_with(
        chunk(b"tEXt", b"Comment\x00" + SECRET),
        chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(SECRET)),
        chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + SECRET),
        chunk(b"tIME", b"\x07\xea\x01\x01\x01\x01\x01"),
        chunk(b"prVt", SECRET),
    )
    + SECRET,
    "gif": encode("GIF", comment=SECRET) + SECRET,
    "webp": encode("WEBP", exif=exif(), xmp=SECRET) + SECRET,
}


@pytest.mark.parametrize("form", STRIPPERS)
def test_hidden_details_go_and_pixels_stay(form: str) -> None:
    before = DRESSED[form]
    stripped = STRIPPERS[form](before)
    assert SECRET in before
    assert SECRET not in stripped.data
    assert (stripped.width, stripped.height, stripped.frames, stripped.orientation) == (48, 32, 1, 1)
    assert not dict(decode(stripped.data).getexif())
    difference = ImageChops.difference(decode(stripped.data).convert("RGB"), decode(before).convert("RGB"))
    assert difference.getbbox() is None
    assert STRIPPERS[form](stripped.data) == stripped


@pytest.mark.parametrize(("form", "extension"), [("GIF", "gif"), ("WEBP", "webp"), ("PNG", "png")])
def test_moving_pictures_keep_moving(form: str, extension: str) -> None:
    options = {"comment": SECRET} if form == "GIF" else {"exif": exif()}
    stripped = STRIPPERS[extension](moving(form, 4, **options))
    assert SECRET not in stripped.data
    image = decode(stripped.data)
    assert stripped.frames == getattr(image, "n_frames", 1) == 4
    assert image.info["loop"] == 0
    assert image.info["duration"] == 100


@pytest.mark.parametrize(("form", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_orientation_and_colour_profile(form: str, extension: str) -> None:
    stripped = STRIPPERS[extension](encode(form, exif=exif(6), icc_profile=SRGB))
    assert stripped.orientation == 6
    assert stripped.profile == SRGB == decode(stripped.data).info["icc_profile"]
    large = STRIPPERS[extension](encode(form, icc_profile=LARGE_PROFILE))
    assert large.profile == b""
    assert "icc_profile" not in decode(large.data).info


def test_thumbnail_in_the_first_segment_goes() -> None:
    thumbnail = segment(0xE0, b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x02\x02" + b"\xaa" * 12)
    data = encode("JPEG")
    stripped = strip_jpeg(data[:2] + thumbnail + data[20:])
    assert b"\xaa" * 12 not in stripped.data
    assert decode(stripped.data).size == (48, 32)


def test_progressive_grey_and_four_colours() -> None:
    for options in ({"progressive": True}, {"restart_marker_blocks": 1}, {"subsampling": 0}):
        assert decode(strip_jpeg(encode("JPEG", **options)).data).size == (48, 32)
    assert decode(strip_jpeg(encode("JPEG", drawing(mode="L"))).data).mode == "L"
    assert decode(strip_jpeg(encode("JPEG", drawing(mode="CMYK"))).data).mode == "CMYK"
    assert decode(strip_png(encode("PNG", drawing(mode="P"), transparency=0)).data).info["transparency"] == 0
    assert strip_webp(encode("WEBP", lossless=True)).lossless
    assert not strip_webp(encode("WEBP", lossless=False)).lossless


@pytest.mark.parametrize(
    ("tiff", "orientation"),
    [
        (b"", 1),
        (b"II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00", 6),
        (b"MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x08\x00\x00", 8),
        (b"II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x09\x00\x00\x00", 1),
        (b"II*\x00\x08\x00\x00\x00\xff\xff\x12\x01", 1),
        (b"II*\x00\xff\xff\xff\xff", 1),
    ],
)
def test_orientation(tiff: bytes, orientation: int) -> None:
    assert exif_orientation(tiff) == orientation


def test_profiles() -> None:
    assert is_plain_profile(SRGB)
    for other in (b"", SRGB[:-1], SRGB[:36] + b"xxxx" + SRGB[40:], SRGB[:16] + b"CMYK" + SRGB[20:], LARGE_PROFILE):
        assert not is_plain_profile(other)


BROKEN: list[tuple[Callable[[bytes], Stripped], bytes]] = [
    (strip_jpeg, b"\xff\xd8\xff\xd9"),
    (strip_jpeg, b"\xff\xd8" + b"\xff" * 1_500_000),
    (strip_jpeg, b"\xff\xd8" + segment(0xDB, b"") * 400_000),
    (strip_jpeg, encode("JPEG")[:-20]),
    (strip_jpeg, encode("JPEG").replace(b"\xff\xc0", b"\xff\xc3")),
    (strip_jpeg, encode("JPEG").replace(b"\xff\xc0\x00\x11\x08", b"\xff\xc0\x00\x11\x0c")),
    (strip_jpeg, encode("JPEG")[:-2] + encode("JPEG")[20:]),
    (strip_jpeg, jpeg_with(segment(0xDC, b"\x00\x01"))),
    (strip_jpeg, jpeg_with(segment(0xDA, b""))),
    (strip_jpeg, encode("JPEG")[:-2] + (segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x00") * 200 + b"\xff\xd9"),
    (strip_jpeg, b"\xff\xd8" + segment(0xC0, b"\x08") + b"\xff\xd9"),
    (strip_jpeg, b"\xff\xd8\x00\x00"),
    (strip_jpeg, b"\xff\xd8\xff\xd8\x00\x00"),
    (strip_png, encode("PNG")[:-12]),
    (strip_png, encode("PNG")[:8] + chunk(b"IEND", b"")),
    (strip_png, png_with(chunk(b"CgBI", b""))),
    (strip_png, png_with(struct.pack(">I", 2**31) + b"tEXt")),
    (strip_png, png_with(chunk(b"IHDR", b"\x00" * 13))),
    (strip_png, png_with(chunk(b"gAMA", b"\x00\x00\x00\x01")[:-1] + b"x")),
    (strip_png, encode("PNG")[:33] + chunk(b"abcd", b"") * 300_000),
    (strip_gif, encode("GIF")[:-10]),
    (strip_gif, b"GIF89a" + b"\x00" * 7 + b"\x3b"),
    (strip_gif, b"GIF89a" + b"\x00" * 7),
    (strip_gif, b"GIF89a" + b"\x00" * 7 + b"\x99"),
    (strip_gif, b"GIF89a" + b"\x00" * 7 + b"\x21\xfe" + b"\x01a" * 1_000_000),
    (strip_webp, encode("WEBP")[:-10]),
    (strip_webp, b"RIFF\x04\x00\x00\x00WEBP"),
    (strip_webp, b"RIFF\x0c\x00\x00\x00WEBPVP8 \x00\x00\x00\x00"),
    (strip_webp, b"RIFF\x16\x00\x00\x00WEBPALPH\x0a\x00\x00\x00" + b"\x00" * 10),
    (strip_webp, b"RIFF\xff\xff\xff\xffWEBP"),
]


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_broken_files_are_told_and_not_followed(number: int) -> None:
    strip, data = BROKEN[number]
    with pytest.raises(BrokenError, match="it "):
        strip(data)


def test_compressed_profile_is_not_unpacked_beyond_what_one_may_be() -> None:
    bomb = chunk(b"iCCP", b"icc\x00\x00" + zlib.compress(b"\x00" * 20_000_000))
    broken = chunk(b"iCCP", b"icc\x00\x00not compressed")
    assert strip_png(png_with(bomb, broken)).data == encode("PNG")


def test_gif_without_its_end_mark() -> None:
    assert strip_gif(encode("GIF")[:-1]).data == encode("GIF")


@settings(deadline=None)
@given(data=st.data())
def test_any_bytes_give_a_picture_or_a_reason(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(sorted(DRESSED)))
    start = DRESSED[form]
    edits = data.draw(st.lists(st.tuples(st.integers(0, len(start) - 1), st.binary(max_size=4)), max_size=6))
    changed = bytearray(start)
    for at, piece in edits:
        changed[at : at + len(piece)] = piece
    try:
        stripped = STRIPPERS[form](bytes(changed[: data.draw(st.integers(0, len(changed)))]))
    except BrokenError as fault:
        assert str(fault).startswith("it ")
    else:
        assert STRIPPERS[form](stripped.data).data == stripped.data
