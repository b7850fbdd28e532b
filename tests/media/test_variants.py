"""The sizes and formats of a picture: as many as serve, none that costs more than it saves, and never a crash."""

from __future__ import annotations

import random
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from generator.media.picture import PublishedPicture, clean_picture
from generator.media.variants import WIDTHS, MadeVariant, Renditions, make_renditions, recipe, widths_of
from tests.media.pictures import SRGB, chunk, decode, encode, exif, moving, png_with


@cache
def photo(width: int = 1300, height: int = 900, mode: str = "RGB") -> Image.Image:
    """A picture with as many colours and as much detail as a photograph, the same each time."""
    small = Image.frombytes("RGB", (40, 30), random.Random(7).randbytes(3600))
    soft = small.resize((width, height), Image.Resampling.BICUBIC)
    grain = Image.frombytes("L", (200, 200), random.Random(8).randbytes(40_000)).resize((width, height))
    return Image.blend(soft, grain.convert("RGB"), 0.08).convert(mode)


@cache
def drawing(width: int = 1300, height: int = 600, mode: str = "RGB") -> Image.Image:
    """A picture with few colours and hard edges."""
    if mode == "P":
        return drawing(width, height).quantize(16)
    image = Image.new("RGB", (width, height), "#f6f1e4")
    draw = ImageDraw.Draw(image)
    for number in range(60):
        x, y = number * 131 % width, number * 71 % height
        draw.ellipse((x, y, x + 90, y + 60), fill=("#24705c", "#a8452c", "#1d2321")[number % 3])
    return image


def published(form: str, image: Image.Image, **options: object) -> PublishedPicture:
    ending = {"JPEG": "jpg"}.get(form, form.lower())
    picture, problems = clean_picture(encode(form, image, **options), f"a.{ending}")
    assert picture is not None, problems
    return picture


@cache
def of_photo() -> tuple[PublishedPicture, Renditions]:
    picture = published("JPEG", photo(), quality=90)
    return picture, make_renditions(picture)


def shown(made: Renditions) -> list[tuple[str, int]]:
    return [(item.extension, item.width) for item in made.variants]


def of_type(made: Renditions, extension: str) -> list[MadeVariant]:
    return [item for item in made.variants if item.extension == extension]


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4000, 3000), (360, 720, 1080, 1440, 1920)),
        ((1920, 1080), (360, 720, 1080, 1440, 1920)),
        ((1250, 800), (360, 720, 1080, 1250)),
        ((1200, 800), (360, 720, 1200)),
        ((330, 100), (330,)),
        ((320, 9000), (320,)),
        ((3000, 4000), (360, 720, 1080, 1440)),
        ((900, 9000), (360, 720, 900)),
        ((3000, 9000), (360, 720, 1080, 1280)),
        ((1, 1), (1,)),
    ],
)
def test_widths(size: tuple[int, int], widths: tuple[int, ...]) -> None:
    assert widths_of(*size) == widths


@given(st.integers(1, 40_000), st.integers(1, 40_000))
def test_widths_are_few_and_never_larger_than_the_picture(width: int, height: int) -> None:
    widths = widths_of(width, height)
    assert list(widths) == sorted(set(widths))
    assert 1 <= len(widths) <= len(WIDTHS)
    assert widths[0] >= 1
    assert widths[-1] <= min(width, 1920)


def test_photograph_is_made_in_three_formats() -> None:
    picture, made = of_photo()
    assert shown(made) == [
        *(("avif", width) for width in (360, 720, 1080, 1300)),
        *(("webp", width) for width in (720, 1080, 1300)),
        *(("jpg", width) for width in (720, 1080, 1300)),
    ]
    assert made.tone.startswith("tone-")
    for item in made.variants:
        image = decode(item.data)
        assert image.size == (item.width, item.height)
        assert (image.format, item.media_type) == (
            {"jpg": "JPEG", "webp": "WEBP", "avif": "AVIF"}[item.extension],
            f"image/{item.extension}".replace("jpg", "jpeg"),
        )
        assert abs(item.height / item.width - 900 / 1300) < 0.002
        assert not image.getexif()
    assert all("progressive" in decode(item.data).info for item in of_type(made, "jpg"))
    avif, webp, jpeg = (of_type(made, name)[-1].data for name in ("avif", "webp", "jpg"))
    assert len(avif) < len(webp) < len(jpeg) < len(picture.data)


def test_variants_look_like_the_picture() -> None:
    _, made = of_photo()
    for item in made.variants:
        first = decode(item.data).convert("RGB").resize((8, 6), Image.Resampling.BOX)
        second = photo().resize((8, 6), Image.Resampling.BOX)
        assert max(abs(a - b) for a, b in zip(first.tobytes(), second.tobytes(), strict=True)) < 12


def test_same_picture_gives_the_same_bytes() -> None:
    picture, made = of_photo()
    assert make_renditions(picture) == made


def test_widest_is_of_bearable_size() -> None:
    made = make_renditions(published("JPEG", photo(2200, 600), quality=85))
    assert max(item.width for item in made.variants) == 1920
    assert [item.width for item in of_type(made, "jpg")] == [720, 1080, 1920]


def test_photograph_in_a_png_becomes_a_jpeg() -> None:
    made = make_renditions(published("PNG", photo(700, 500)))
    assert shown(made) == [("avif", 360), ("avif", 700), ("webp", 700), ("jpg", 700)]


@pytest.mark.parametrize("form", ["WEBP", "AVIF"])
def test_photographs_in_newer_formats_get_a_jpeg(form: str) -> None:
    made = make_renditions(published(form, photo(), quality=90))
    assert [item.width for item in of_type(made, "jpg")] == [720, 1080, 1300]


def test_grey_photograph() -> None:
    made = make_renditions(published("JPEG", photo(mode="L"), quality=90))
    assert {item.extension for item in made.variants} == {"avif", "webp", "jpg"}
    assert decode(of_type(made, "jpg")[0].data).mode == "L"


def test_photograph_in_printing_colours() -> None:
    made = make_renditions(published("JPEG", photo(mode="CMYK"), quality=90))
    assert {item.extension for item in made.variants} == {"avif", "webp", "jpg"}
    assert all(decode(item.data).mode == "RGB" for item in made.variants)


@pytest.mark.parametrize("mode", ["RGB", "P"])
def test_drawing_stays_a_png_without_loss(mode: str) -> None:
    picture = published("PNG", drawing(mode=mode))
    made = make_renditions(picture)
    assert {item.extension for item in made.variants} <= {"avif", "webp", "png"}
    widest = of_type(made, "png")[-1]
    assert decode(widest.data).convert("RGB").tobytes() == drawing(mode=mode).convert("RGB").tobytes()
    for item in of_type(made, "webp"):
        assert item.width == 1300
        assert decode(item.data).convert("RGB").tobytes() == drawing(mode=mode).convert("RGB").tobytes()
    for extension in ("avif", "webp", "png"):
        sizes = [len(item.data) for item in of_type(made, extension)]
        assert sizes == sorted(sizes)


def test_transparency_is_kept_and_has_no_tone() -> None:
    image = photo(800, 600).copy()
    image.putalpha(Image.linear_gradient("L").resize((800, 600)))
    made = make_renditions(published("PNG", image))
    assert {item.extension for item in made.variants} == {"avif", "webp", "png"}
    assert made.tone == ""
    for item in made.variants:
        low, high = decode(item.data).getchannel("A").getextrema()
        assert (low < 5, high > 250) == (True, True)


def test_transparency_that_hides_nothing_is_none() -> None:
    image = photo(800, 600).copy()
    image.putalpha(255)
    made = make_renditions(published("PNG", image))
    assert of_type(made, "jpg")
    assert made.tone


def test_file_that_is_small_for_its_size_is_used_as_it_is() -> None:
    picture = published("JPEG", photo(), quality=70)
    assert of_type(make_renditions(picture), "jpg")[-1].data == picture.data


def test_small_pictures_are_left_alone() -> None:
    narrow = make_renditions(published("PNG", photo(300, 600)))
    light = make_renditions(published("JPEG", Image.new("RGB", (500, 400), "#223e4f")))
    assert (narrow.variants, light.variants) == ((), ())
    assert narrow.tone
    assert light.tone == "tone-14"


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_moving_pictures_are_left_alone(form: str) -> None:
    data = moving(form)
    picture = PublishedPicture(data + b"\0" * 20_000, 400, 300, f"image/{form.lower()}", form.lower())
    assert make_renditions(picture) == Renditions()


def test_still_gif_has_a_tone_only() -> None:
    made = make_renditions(published("GIF", photo(600, 400)))
    assert made.variants == ()
    assert made.tone


def test_deep_greys_and_odd_colours_are_left_alone() -> None:
    deep = Image.frombytes("I;16", (400, 300), random.Random(1).randbytes(240_000))
    assert make_renditions(published("PNG", deep)) == Renditions()
    plain = encode("PNG", photo(400, 300))
    for extra in (chunk(b"cICP", b"\x09\x10\x00\x01"), chunk(b"gAMA", (100_000).to_bytes(4, "big"))):
        picture, _ = clean_picture(png_with(extra, data=plain), "a.png")
        assert picture is not None
        assert make_renditions(picture).variants == ()
    picture, _ = clean_picture(png_with(chunk(b"gAMA", (45_455).to_bytes(4, "big")), data=plain), "a.png")
    assert picture is not None
    assert make_renditions(picture).variants


def test_bright_avif_is_left_alone() -> None:
    picture = published("AVIF", photo(400, 300))
    at = picture.data.index(b"colrnclx") + 8
    bright = picture.data[:at] + b"\x00\x09\x00\x10" + picture.data[at + 4 :]
    assert make_renditions(picture).variants
    assert not make_renditions(PublishedPicture(bright, 400, 300, "image/avif", "avif")).variants


def test_profile_is_kept_unless_it_is_the_usual_one() -> None:
    usual = make_renditions(published("JPEG", photo(400, 300), quality=95, icc_profile=SRGB))
    other = SRGB.replace(b"sRGB", b"wide").replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))
    odd = make_renditions(published("JPEG", photo(400, 300), quality=95, icc_profile=other))
    assert {decode(item.data).info.get("icc_profile") for item in usual.variants} == {None}
    assert {decode(item.data).info.get("icc_profile") for item in odd.variants} == {other}


def test_turned_photograph_stands_upright() -> None:
    made = make_renditions(published("JPEG", photo(), quality=90, exif=exif(6)))
    assert {(item.width < item.height) for item in made.variants} == {True}
    image = photo(800, 600)
    turned = make_renditions(published("AVIF", image, quality=90, exif=_only_turned()))
    assert {(item.width < item.height) for item in turned.variants} == {True}


def _only_turned() -> Image.Exif:
    data = Image.Exif()
    data[0x0112] = 6
    return data


def test_very_high_pictures_are_left_alone() -> None:
    assert make_renditions(published("PNG", photo(330, 17_000).quantize(32))).variants == ()


def test_recipe_names_the_coders() -> None:
    assert "Pillow" in recipe()
    assert "avif 1" in recipe()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_no_bytes_bring_it_down(form: str, data: st.DataObject) -> None:
    whole = bytearray(_small(form))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    ending = {"JPEG": "jpg"}.get(form, form.lower())
    for content in (bytes(whole), bytes(whole[:cut])):
        picture, _ = clean_picture(content, f"a.{ending}")
        if picture is not None:
            made = make_renditions(picture)
            assert all(decode(item.data).size == (item.width, item.height) for item in made.variants)
        # Even what was never cleaned.
        make_renditions(PublishedPicture(content, 340, 260, f"image/{ending}", ending))


@cache
def _small(form: str) -> bytes:
    return encode(form, photo(340, 260))
