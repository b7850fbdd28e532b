"""Make one picture fit to be published: upright, of a bearable size, whole, and without hidden details.

Bytes in, bytes out. A picture that stands upright keeps its pixels as they are; others are turned and saved again.
What a file claims is checked before anything is decoded, and Pillow sees only what :mod:`generator.media.strip` left.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from generator.core.codes.media import E540, E541, E542, E543, E544, E547, E548
from generator.core.diagnostics import Code, Diagnostic, Span
from generator.media.strip import DAMAGED, STRIPPERS, BrokenError, Stripped, is_plain_profile
from generator.media.types import SNIFF_LENGTH, describe, file_type, sniff
from generator.model.asset import AssetKind

MOST_MEGAPIXELS = 40
MOST_FRAMES = 1000
MOST_BYTES = 40_000_000
_FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}
# What turns a picture upright, by its EXIF orientation.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112
# An AVIF file's index names what is hidden in it by one of these; the items it lists must all be parts of a picture.
_AVIF_DETAILS = (b"Exif", b"mime", b"uri ", b"uuid", b"xml ", b"udta")
_AVIF_BOXES = frozenset({b"ftyp", b"meta", b"mdat"})
_AVIF_ITEMS = frozenset({b"av01", b"grid"})


@dataclass(frozen=True, slots=True)
class PublishedPicture:
    """A picture as it is published. ``width`` and ``height`` are in pixels; ``extension`` has no dot."""

    data: bytes
    width: int
    height: int
    media_type: str
    extension: str


def clean_picture(data: bytes, path: str, span: Span | None = None) -> tuple[PublishedPicture | None, list[Diagnostic]]:
    """Return a picture as it may be published, or ``None`` with the reason.

    ``path`` is where it comes from, below the portal's folder; ``span`` is the place that asks for it, where known.
    Never raises, whatever the bytes are; the time and the memory it takes are bounded.
    """
    at = span or Span(path)
    extension = path.rpartition(".")[2].lower()
    found = _format(data)
    if found is None:
        expected = file_type(extension)
        label = expected.label if expected and expected.kind is AssetKind.PICTURE else "a picture"
        return None, [E540.at(at, path=path, expected=label, found=describe(data[:SNIFF_LENGTH]))]
    if len(data) > MOST_BYTES:
        return None, [refuse_size(len(data), path, at)]
    try:
        picture = _clean_avif(data) if found == "avif" else _clean(data, found)
    except BrokenError as fault:
        return None, [E541.at(at, path=path, reason=fault)]
    except _RefusedError as fault:
        return None, [fault.code.at(at, path=path, **fault.values)]
    return picture, check_ending(path, found, at)


def check_ending(path: str, found: str, span: Span | None = None) -> list[Diagnostic]:
    """Return what to say where a picture's name does not end as its format, ``found``, does."""
    extension = path.rpartition(".")[2].lower()
    known = file_type(found)
    if known is None or extension == found or (extension == "jpeg" and found == "jpg"):
        return []
    return [E543.at(span or Span(path), path=path, found=known.label, extension=found)]


def refuse_size(size: int, path: str, span: Span | None = None) -> Diagnostic:
    """Return what to say of a picture's file of ``size`` bytes, more than :data:`MOST_BYTES`: it is not even read."""
    limit = f"{MOST_BYTES // 1_000_000} MB"
    return E548.at(span or Span(path), path=path, size=f"{size / 1e6:,.0f} MB", limit=limit)


class _RefusedError(Exception):
    """A picture that is whole, but is not published."""

    def __init__(self, code: Code, **values: str) -> None:
        super().__init__(code.name)
        self.code = code
        self.values = values


def _format(data: bytes) -> str | None:
    """Return which of the formats the bytes are in."""
    head = data[:SNIFF_LENGTH]
    return next((extension for extension in _FORMATS if sniff(head, extension) is None), None)


def _clean(data: bytes, extension: str) -> PublishedPicture:
    """Strip a picture; turn it where it does not stand upright."""
    plain = STRIPPERS[extension](data)
    _check_size(plain.width, plain.height)
    if plain.frames > MOST_FRAMES:
        raise _RefusedError(E544, limit=f"{MOST_FRAMES:,}")
    # A moving picture is not turned: browsers show its frames as they are stored.
    if plain.orientation == 1 or plain.frames > 1:
        decode_picture(plain.data, extension, least=(1, 1))
        return _published(plain.data, plain.width, plain.height, extension)
    image = decode_picture(plain.data, extension).transpose(_TURNS[plain.orientation])
    return _published(_encode(image, extension, plain), *image.size, extension)


def _clean_avif(data: bytes) -> PublishedPicture:
    """Keep an AVIF picture as it is where it hides nothing, else save it again: details cannot be cut out safely."""
    image = decode_picture(data, "avif")
    orientation = _avif_orientation(image)
    profile = image.info.get("icc_profile") or b""
    plain_profile = profile if is_plain_profile(profile) else b""
    if profile == plain_profile and not _may_hide_details(data):
        width, height = image.size[::-1] if orientation in _SIDEWAYS else image.size
        return _published(data, width, height, "avif")
    turned = image.transpose(_TURNS[orientation]) if orientation in _TURNS else image
    plain = Stripped(b"", *turned.size, profile=plain_profile)
    return _published(_encode(turned, "avif", plain), *turned.size, "avif")


def _may_hide_details(data: bytes) -> bool:
    """Tell whether an AVIF file may hold more than a picture."""
    at = 0
    index: list[bytes] = []
    while at < len(data):
        length, name = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if length < 8 or at + length > len(data) or name not in _AVIF_BOXES or len(index) > 16:
            return True
        if name != b"mdat":
            index.append(data[at : at + length])
        at += length
    listed = b"".join(index)
    return any(detail in listed for detail in _AVIF_DETAILS) or not _lists_only_pixels(listed)


def _lists_only_pixels(index: bytes) -> bool:
    """Tell whether the items in an AVIF file's index are parts of a picture, and nothing is listed besides."""
    start = index.find(b"iinf") - 4
    if start < 0 or index.count(b"iinf") > 1:
        return False
    end = start + int.from_bytes(index[start : start + 4], "big")
    at = start + (14 if index[start + 8 : start + 9] == b"\x00" else 16)
    while at + 22 <= end <= len(index):
        if index[at + 4 : at + 8] != b"infe":
            return False
        name = at + (16 if index[at + 8] == 2 else 18)
        if index[name : name + 4] not in _AVIF_ITEMS:
            return False
        at += max(8, int.from_bytes(index[at : at + 4], "big"))
    return at == end


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise BrokenError(DAMAGED)
    if width * height > MOST_MEGAPIXELS * 1_000_000:
        raise _RefusedError(E542, width=str(width), height=str(height), limit=str(MOST_MEGAPIXELS))


def decode_upright(picture: PublishedPicture, least: tuple[int, int]) -> Image.Image | None:
    """Decode a published picture that stands still, or return ``None`` for one that moves or cannot be decoded.

    It comes out at least so many pixels wide and high as ``least`` says, or as it is.
    """
    try:
        image = decode_picture(picture.data, picture.extension, least=least)
        if getattr(image, "n_frames", 1) > 1:
            return None
        turn = _avif_orientation(image) if picture.extension == "avif" else 1
    except (BrokenError, _RefusedError):
        return None
    return image.transpose(_TURNS[turn]) if turn in _TURNS else image


def decode_picture(data: bytes, extension: str, *, least: tuple[int, int] | None = None) -> Image.Image:
    """Decode a picture's first frame.

    ``extension`` names the format it is in. With ``least`` it may come out smaller, where that is quicker, but not
    smaller than so many pixels wide and high. Raises :class:`BrokenError`.
    """
    with warnings.catch_warnings():
        # Pillow warns of odd but harmless details; that it would decode a huge picture must never happen.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            image = Image.open(BytesIO(data), formats=[_FORMATS[extension]])
        except Exception as fault:  # Decoders raise nearly everything for hostile bytes: all of it means the same.
            raise BrokenError(DAMAGED) from fault
        _check_size(*image.size)
        if extension == "avif" and getattr(image, "n_frames", 1) > 1:
            raise _RefusedError(E547)
        try:
            if least is not None:
                image.draft(None, least)
            image.load()
        except Exception as fault:
            raise BrokenError(DAMAGED) from fault
    return image


def _avif_orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception as fault:  # As above: EXIF data is read by hand in Pillow.
        raise BrokenError(DAMAGED) from fault


def _encode(image: Image.Image, extension: str, plain: Stripped) -> bytes:
    """Save a picture again, in good quality and the same way on every machine."""
    profile = plain.profile
    if image.mode == "CMYK":
        image, profile = image.convert("RGB"), b""
    image.info = {name: value for name, value in image.info.items() if name == "transparency"}
    out = BytesIO()
    if extension == "jpg":
        image.save(out, "JPEG", quality=90, optimize=True, progressive=True, icc_profile=profile)
    elif extension == "webp":
        image.save(out, "WEBP", quality=90, lossless=plain.lossless, icc_profile=profile)
    elif extension == "avif":
        image.save(out, "AVIF", quality=80, speed=8, max_threads=1, icc_profile=profile)
    else:
        image.save(out, "PNG", icc_profile=profile)
    return out.getvalue()


def _published(data: bytes, width: int, height: int, extension: str) -> PublishedPicture:
    known = file_type(extension)
    if known is None:
        raise ValueError(f"no picture ends in {extension!r}")
    return PublishedPicture(data, width, height, known.media_type, extension)
