"""Make the sizes and formats in which pages show a picture, so that a phone need not load what a large screen needs.

Bytes in, bytes out; the same picture and the same Pillow give the same bytes. The figures behind the numbers are in
``docs/decisions/0010-pictures.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from math import isqrt
from typing import Any

import PIL
from PIL import Image, features

from generator.media.picture import PublishedPicture, decode_upright
from generator.media.tones import tone_of

WIDTHS = (360, 720, 1080, 1440, 1920)
"""The widths in pixels that pictures are made in: one, two and three times that of a phone, and of larger screens."""
_COARSE = (720, 1080)  # what the older formats are made in, beside the widest: few browsers ask for them
_AS_WIDE = 0.87  # a size this close to the picture's own is left out
_MOST_PIXELS = 1920 * 1440  # a picture that is higher than wide is not made so wide, but never narrower than this:
_LEAST_CAP = 1280
_HIGHEST = 16_383  # pixels, of WebP
_SMALLEST_WIDTH, _SMALLEST_SIZE = 320, 10_000  # pixels, bytes: below either a picture is published as it is
_FLAT_COLOURS = 4096  # a photograph has more, a drawing or a picture of a screen fewer
_PALETTE = 256
_WORTH_IT = 0.85  # of a file's bytes: one that would not shrink below keeps its own
# AVIF takes its time for what phones load, and hurries with what is large (pixels, speed).
_SPEEDS = ((520_000, 7), (1_250_000, 8))
_FAST, _FAST_FLAT = 9, 8
_SRGB = (b"sRGB", b"s\x00R\x00G\x00B")
_AVIF_SPACE = b"colrnclx"
_USUAL_SPACES = (b"\x00\x01", b"\x00\x02"), (b"\x00\x01", b"\x00\x02", b"\x00\x06", b"\x00\x0d")
_USUAL_GAMMA = (0.44, 0.47)


@dataclass(frozen=True, slots=True)
class MadeVariant:
    """A picture in one size and format. ``width`` and ``height`` are in pixels; ``extension`` has no dot."""

    data: bytes
    width: int
    height: int
    media_type: str
    extension: str


@dataclass(frozen=True, slots=True)
class Renditions:
    """What pages show of a picture.

    ``variants`` are ordered as in :class:`~generator.model.asset.Asset`; one may be the picture itself, byte for byte.
    There are none of a picture that moves, is small already, or is of a kind that would lose by it. ``tone`` is a
    class name of :mod:`generator.media.tones`, or "".
    """

    variants: tuple[MadeVariant, ...] = ()
    tone: str = ""


def recipe() -> str:
    """Return a text that changes whenever another Pillow, or another of its coders, may give other bytes."""
    coders = (f"{name} {features.version(name)}" for name in ("jpg", "webp", "avif", "zlib"))
    return "; ".join((f"Pillow {PIL.__version__}", *coders))


def widths_of(width: int, height: int) -> tuple[int, ...]:
    """Return the widths that a picture is made in, at most five, the widest last: its own where it is not too large."""
    cap = min(width, WIDTHS[-1], max(_LEAST_CAP, isqrt(_MOST_PIXELS * width // height)))
    return (*(known for known in WIDTHS if known <= cap * _AS_WIDE), cap)


def make_renditions(picture: PublishedPicture) -> Renditions:
    """Make the sizes and formats of a published picture. Never raises; the time it takes is bounded by its pixels."""
    small = picture.width < _SMALLEST_WIDTH or len(picture.data) < _SMALLEST_SIZE
    widths = widths_of(picture.width, picture.height)
    least = (widths[-1], _height(picture, widths[-1]))
    image = decode_upright(picture, (1, 1) if small else least)
    image = _plain(image) if image is not None else None
    if image is None:
        return Renditions()
    tone = "" if image.mode == "RGBA" else tone_of(image)
    if small or picture.extension == "gif" or least[1] > _HIGHEST or _is_special(picture, image):
        return Renditions(tone=tone)
    try:
        made = tuple(_make(picture, image, widths))
    except (OSError, ValueError):  # A coder that will not have this picture: it is shown as it is.
        return Renditions(tone=tone)
    # The picture alone, as it is, is no choice.
    return Renditions(made if [item.data for item in made] != [picture.data] else (), tone)


def _height(picture: PublishedPicture, width: int) -> int:
    return max(1, round(picture.height * width / picture.width))


def _plain(image: Image.Image) -> Image.Image | None:
    """Return a picture in one of the modes L, RGB or, where it can be seen through, RGBA; ``None`` for deep greys."""
    if image.mode.startswith(("I", "F")):
        return None
    if image.has_transparency_data:
        whole = image.convert("RGBA")
        lightest = whole.getchannel("A").getextrema()[0]
        plain = whole if lightest != 255 else whole.convert("RGB")
    else:
        plain = image if image.mode in ("L", "RGB") else image.convert("L" if image.mode == "1" else "RGB")
    if image.mode == "CMYK":
        plain.info.pop("icc_profile", None)
    return plain


def _is_special(picture: PublishedPicture, image: Image.Image) -> bool:
    """Tell whether a picture's colours are given in a way that would be lost: for bright screens, or an odd gamma."""
    low, high = _USUAL_GAMMA
    if picture.extension == "png":
        gamma = image.info.get("gamma")
        return b"cICP" in picture.data[:4096] or (isinstance(gamma, float) and not low < gamma < high)
    at = picture.data.find(_AVIF_SPACE, 0, 4096) if picture.extension == "avif" else -1
    if at < 0:
        return False
    at += len(_AVIF_SPACE)
    primaries, transfers = _USUAL_SPACES
    return picture.data[at : at + 2] not in primaries or picture.data[at + 2 : at + 4] not in transfers


def _make(picture: PublishedPicture, image: Image.Image, widths: tuple[int, ...]) -> Iterable[MadeVariant]:
    colours = None if picture.extension == "jpg" else image.getcolors(_FLAT_COLOURS)
    flat = colours is not None
    profile = image.info.get("icc_profile") or b""
    if any(mark in profile for mark in _SRGB):
        profile = b""  # What has none is taken to be so.
    image.info = {}
    # The picture may have been decoded at a lower size already, so its own size is told by `picture` alone.
    own = widths[-1] == picture.width
    sizes = _resize(image, [(width, _height(picture, width)) for width in widths])
    coarse = [size for width, size in sizes.items() if width in _COARSE or width == widths[-1]]
    itself = MadeVariant(picture.data, picture.width, picture.height, picture.media_type, picture.extension)
    if flat or image.mode == "RGBA":
        few = colours is not None and len(colours) <= _PALETTE and image.mode != "RGBA"
        kept = own and picture.extension == "png"
        simple = [_png(size, profile, few=few) for size in (coarse[:-1] if kept else coarse)]
        simple += [itself] if kept else []
    else:
        simple = [_jpeg(size, profile) for size in coarse]
        if own and picture.extension == "jpg" and len(simple[-1].data) > len(picture.data) * _WORTH_IT:
            simple[-1] = itself
    if flat:
        # Made smaller, a drawing has softer edges, and is larger without loss than at its own size.
        webp = [_webp(sizes[widths[-1]], profile, lossless=True)] if own else []
    else:
        webp = [_webp(size, profile, lossless=False) for size in coarse]
    limit = len(webp[-1].data) if webp else 0
    avif = _all_avif(list(sizes.values()), profile, flat=flat, limit=limit) if features.check("avif") else []
    return _worthwhile(avif, webp, simple)


def _all_avif(sizes: list[Image.Image], profile: bytes, *, flat: bool, limit: int) -> list[MadeVariant]:
    """Make AVIF pictures, narrow to wide; more slowly where the widest would have ``limit`` bytes or more."""

    def make(image: Image.Image, care: int) -> MadeVariant:
        size = image.width * image.height
        speed = next((speed for most, speed in _SPEEDS if size <= most), _FAST_FLAT if flat else _FAST)
        return _avif(image, profile, flat=flat, speed=speed - care)

    *narrow, widest = sizes
    # Smooth pictures come out badly in a hurry, and are quickly made without.
    care, made = 0, make(widest, 0)
    if len(made.data) >= limit > 0:
        care, made = 1, make(widest, 1)
    return [*(make(image, care) for image in narrow), made]


def _resize(image: Image.Image, sizes: list[tuple[int, int]]) -> dict[int, Image.Image]:
    """Return a picture in several sizes by width, narrow to wide; each is made from the smallest twice as wide."""
    made: list[Image.Image] = []
    for size in reversed(sizes):
        source = next((larger for larger in reversed(made) if larger.width >= 2 * size[0]), image)
        made.append(image if image.size == size else source.resize(size, Image.Resampling.LANCZOS))
    return {item.width: item for item in reversed(made)}


def _worthwhile(avif: list[MadeVariant], webp: list[MadeVariant], simple: list[MadeVariant]) -> list[MadeVariant]:
    """Leave out what saves nothing: a narrow size that is no smaller than a wider one, and a format as a whole.

    A browser takes a format by its name alone, so one that is kept has the widest size.
    """
    kept: list[MadeVariant] = []
    least: int | None = None
    for variants in (simple, webp, avif):
        chosen: list[MadeVariant] = []
        for variant in reversed(variants):
            if not chosen or len(variant.data) < len(chosen[0].data):
                chosen.insert(0, variant)
        if chosen and (least is None or len(chosen[-1].data) < least):
            least = len(chosen[-1].data)
            kept = [*chosen, *kept]
    return kept


def _jpeg(image: Image.Image, profile: bytes) -> MadeVariant:
    return _save(image, "JPEG", "jpg", quality=78, optimize=True, progressive=True, icc_profile=profile)


def _png(image: Image.Image, profile: bytes, *, few: bool) -> MadeVariant:
    if few:
        image = image.convert("RGB").quantize(_PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return _save(image, "PNG", "png", compress_level=6, icc_profile=profile)


def _webp(image: Image.Image, profile: bytes, *, lossless: bool) -> MadeVariant:
    options: dict[str, Any] = (
        {"lossless": True, "quality": 60, "method": 3} if lossless else {"quality": 76, "method": 2}
    )
    return _save(image, "WEBP", "webp", icc_profile=profile, **options)


def _avif(image: Image.Image, profile: bytes, *, flat: bool, speed: int) -> MadeVariant:
    # One thread: the bytes must not depend on the machine, and other pictures are being made beside this one.
    quality, subsampling = (65, "4:4:4") if flat else (55, "4:2:0")
    options: dict[str, Any] = {"subsampling": subsampling, "speed": speed, "max_threads": 1}
    return _save(image, "AVIF", "avif", quality=quality, icc_profile=profile, **options)


def _save(image: Image.Image, form: str, extension: str, **options: Any) -> MadeVariant:
    out = BytesIO()
    if not options["icc_profile"]:
        del options["icc_profile"]
    image.save(out, form, **options)
    return MadeVariant(out.getvalue(), image.width, image.height, f"image/{form.lower()}", extension)
