"""A picture as it is published: upright, of a bearable size, whole, and without hidden details."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from generator.core.diagnostics import Severity, Span
from generator.media.picture import (
    MOST_BYTES,
    MOST_FRAMES,
    MOST_MEGAPIXELS,
    PublishedPicture,
    clean_picture,
    refuse_size,
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

FORMS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
TURNED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def cleaned(data: bytes, path: str) -> PublishedPicture:
    picture, problems = clean_picture(data, path)
    assert problems == []
    assert picture is not None
    return picture


def refused(data: bytes, path: str = "content/kea.png") -> str:
    picture, problems = clean_picture(data, path)
    assert picture is None
    (problem,) = problems
    assert problem.severity is Severity.ERROR
    assert path in problem.message
    return problem.code


def alike(left: Image.Image, right: Image.Image) -> bool:
    """Tell whether two pictures look the same; saving again may change a colour by a few shades."""
    if left.size != right.size:
        return False
    difference = ImageChops.difference(left.convert("RGB"), right.convert("RGB")).resize((6, 6), Image.Resampling.BOX)
    return max(difference.tobytes()) < 24


@pytest.mark.parametrize("extension", FORMS)
def test_every_format_without_its_hidden_details(extension: str) -> None:
    options = {"comment": SECRET} if extension == "gif" else {"exif": exif()}
    data = encode(FORMS[extension], drawing(480, 320), **options)
    picture = cleaned(data, f"content/kea.{extension}")
    assert SECRET in data
    assert SECRET not in picture.data
    assert (picture.width, picture.height, picture.extension) == (480, 320, extension)
    assert picture.media_type == f"image/{FORMS[extension].lower()}"
    assert not dict(decode(picture.data).getexif())
    assert alike(decode(picture.data), drawing(480, 320))
    assert cleaned(data, f"content/kea.{extension}") == picture
    assert cleaned(picture.data, f"content/kea.{extension}").data == picture.data


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("extension", ["jpg", "png", "webp", "avif"])
def test_every_orientation_is_applied(extension: str, orientation: int) -> None:
    turn = TURNED[orientation]
    upright = drawing(480, 320)
    stored = upright if turn is None else upright.transpose(turn)
    back = {6: 8, 8: 6}.get(orientation, orientation)
    picture = cleaned(encode(FORMS[extension], stored, exif=exif(back)), f"kea.{extension}")
    assert (picture.width, picture.height) == (480, 320)
    shown = decode(picture.data)
    assert shown.getexif().get(0x0112, 1) == 1
    assert alike(shown, upright)


def test_turned_avif_that_hides_nothing_is_kept() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    data = encode("AVIF", exif=turned)
    picture = cleaned(data, "kea.avif")
    assert (picture.data, picture.width, picture.height) == (data, 32, 48)


def test_avif_with_an_index_that_is_not_understood_is_saved_again() -> None:
    data = encode("AVIF", exif=exif())
    renamed = data.replace(b"Exif\x00", b"Ex\x00\x00\x00", 1)
    assert SECRET in renamed
    for changed in (renamed, data + b"\x00\x00\x00\x0cfree" + SECRET[:4], data + b"\x00\x00\x00\x08mdat" * 20):
        assert SECRET not in cleaned(changed, "kea.avif").data


def test_pixels_of_an_upright_photo_stay_as_they_are() -> None:
    data = encode("JPEG", drawing(480, 320), quality=50)
    assert cleaned(data, "kea.jpg").data == data
    assert cleaned(data, "kea.jpeg").extension == "jpg"


def test_small_colour_profile_survives_turning() -> None:
    for extension in ("jpg", "png", "webp", "avif"):
        picture = cleaned(encode(FORMS[extension], exif=exif(6), icc_profile=SRGB), f"kea.{extension}")
        assert decode(picture.data).info["icc_profile"] == SRGB


def test_modes_that_are_turned() -> None:
    for mode in ("L", "P", "RGBA", "LA", "1", "I;16"):
        image = drawing().convert("L").convert(mode) if mode != "P" else drawing(mode="P")
        options = {"transparency": 3} if mode == "P" else {}
        picture = cleaned(encode("PNG", image, exif=exif(8), **options), "kea.png")
        assert decode(picture.data).size == (32, 48)
        assert ("transparency" in decode(picture.data).info) == (mode == "P")
    assert decode(cleaned(encode("JPEG", drawing(mode="CMYK"), exif=exif(6)), "kea.jpg").data).mode == "RGB"


def test_moving_pictures_stay_so() -> None:
    for extension in ("gif", "webp", "png"):
        picture = cleaned(moving(FORMS[extension], 4), f"kea.{extension}")
        assert getattr(decode(picture.data), "n_frames", 1) == 4
    assert refused(moving("AVIF"), "kea.avif") == "E547"


def test_too_many_frames() -> None:
    frame = b"\x2c" + b"\x00" * 4 + b"\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00"
    start = b"GIF89a\x01\x00\x01\x00\x80\x00\x00" + b"\x00" * 6
    assert cleaned(start + frame * MOST_FRAMES + b"\x3b", "kea.gif").width == 1
    assert refused(start + frame * 100_000 + b"\x3b", "kea.gif") == "E544"


def test_too_many_pixels_are_refused_before_they_are_decoded() -> None:
    side = 30_000

    def header(width: int, height: int) -> bytes:
        return struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)

    rows = zlib.compress(b"\x00" * 1000)
    bomb = encode("PNG")[:8] + b"".join(
        chunk(name, body) for name, body in ((b"IHDR", header(side, side)), (b"IDAT", rows), (b"IEND", b""))
    )
    assert refused(bomb) == "E542"
    assert refused(encode("GIF").replace(b"GIF87a\x30\x00\x20\x00", b"GIF87a\xff\xff\xff\xff"), "kea.gif") == "E542"
    jpeg = encode("JPEG").replace(b"\x08\x00\x20\x00\x30", b"\x08\xff\xf0\xff\xf0")
    assert refused(jpeg, "kea.jpg") == "E542"
    picture, problems = clean_picture(bomb, "kea.png")
    assert picture is None
    assert f"{side} × {side} pixels, more than the {MOST_MEGAPIXELS} million" in problems[0].message


def test_too_large_a_file() -> None:
    assert refused(encode("PNG") + b"\x00" * MOST_BYTES) == "E548"
    assert "81 MB, more than the 40 MB" in refuse_size(81_000_000, "kea.png").message


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        (b"", "kea.jpg", "named like a JPEG picture, but it is an empty file"),
        (b"<html>", "kea.png", "named like a PNG picture, but it is a web page"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", "kea.gif", "it is a web page"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "IMG_1.JPG", "it is a HEIC photo"),
        (b"MZ", "kea.webp", "it is a program"),
        (b"%PDF-1.7", "kea.xyz", "named like a picture, but it is a PDF file"),
    ],
)
def test_files_that_are_no_pictures(data: bytes, path: str, words: str) -> None:
    picture, (problem,) = clean_picture(data, path)
    assert picture is None
    assert problem.code == "E540"
    assert words in problem.message


def test_picture_with_another_ending_is_published_with_its_own() -> None:
    span = Span("content/index.md", 4, 2)
    picture, (problem,) = clean_picture(encode("JPEG"), "kea.png", span)
    assert picture is not None
    assert (picture.extension, picture.media_type) == ("jpg", "image/jpeg")
    assert (problem.code, problem.severity, problem.span) == ("E543", Severity.WARNING, span)
    assert "in truth a JPEG picture; it is published as `.jpg`" in problem.message


def test_broken_pictures() -> None:
    for form in FORMS:
        whole = encode(FORMS[form], drawing(480, 320))
        assert refused(whole[: len(whole) // 2], f"kea.{form}") == "E541"
    assert refused(encode("PNG")[:33] + chunk(b"IDAT", b"not compressed") + chunk(b"IEND", b"")) == "E541"
    assert refused(png_with(struct.pack(">I", 2**31) + b"zTXt")) == "E541"
    assert refused(b"GIF89a" + b"\x00" * 7 + encode("GIF")[13:], "kea.gif") == "E541"


def test_what_is_dropped_may_be_as_hostile_as_it_likes() -> None:
    bomb = zlib.compress(b"\x00" * 20_000_000)
    dressed = png_with(chunk(b"iCCP", b"icc\x00\x00" + bomb), chunk(b"zTXt", b"a\x00\x00" + bomb))
    assert cleaned(dressed, "kea.png").data == encode("PNG")
    cut = segment(0xE1, b"Exif\x00\x00MM\x00*\xff\xff\xff\xff") + segment(0xE1, b"Exif\x00\x00II*\x00\x00\x00\x00\x00")
    assert cleaned(jpeg_with(cut), "kea.jpg").data == encode("JPEG")


WHOLE = {form: encode(FORMS[form], exif=exif(6)) for form in ("jpg", "png", "webp", "avif")} | {
    "gif": moving("GIF"),
    "moving.webp": moving("WEBP"),
    "moving.png": moving("PNG"),
}


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_any_bytes(data: st.DataObject) -> None:
    """Whatever the bytes are, there is a picture or a reason, and a picture can be shown."""
    name = data.draw(st.sampled_from(sorted(WHOLE)))
    start = WHOLE[name]
    changed = bytearray(start)
    for at, piece in data.draw(st.lists(st.tuples(st.integers(0, len(start) - 1), st.binary(max_size=6)), max_size=8)):
        changed[at : at + len(piece)] = piece
    picture, problems = clean_picture(bytes(changed), f"content/{name}")
    assert (picture is None) == any(problem.severity is Severity.ERROR for problem in problems)
    if picture is not None:
        assert SECRET not in picture.data
        with Image.open(BytesIO(picture.data)) as image:
            assert image.size in ((picture.width, picture.height), (picture.height, picture.width))


@settings(deadline=None)
@given(data=st.binary(max_size=300), name=st.sampled_from(["kea.jpg", "kea.avif", "kea", "", "a.b/c"]))
def test_random_bytes(data: bytes, name: str) -> None:
    picture, problems = clean_picture(data, name)
    assert picture is None
    assert problems
