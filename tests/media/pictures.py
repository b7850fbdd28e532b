"""Pictures for the tests, made here so that no binary files need to be kept."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageCms

SECRET = b"secret place"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def drawing(width: int = 48, height: int = 32, mode: str = "RGB") -> Image.Image:
    """A picture without symmetry: its four quarters differ."""
    image = Image.new("RGB", (width, height), "white")
    image.paste("red", (0, 0, width // 2, height // 2))
    image.paste("green", (width // 2, 0, width, height // 2))
    image.paste("blue", (0, height // 2, width // 2, height))
    return image.convert(mode)


def encode(form: str, image: Image.Image | None = None, **options: Any) -> bytes:
    out = BytesIO()
    (drawing() if image is None else image).save(out, form, **options)
    return out.getvalue()


def decode(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF data with a secret and a place on the map."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010E] = SECRET.decode()
    data.get_ifd(0x8825)[1] = "S"
    return data


def moving(form: str, frames: int = 3, **options: Any) -> bytes:
    images = [drawing().rotate(10 * number) for number in range(frames)]
    return encode(form, images[0], save_all=True, append_images=images[1:], loop=0, duration=100, **options)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_with(*chunks: bytes, data: bytes | None = None) -> bytes:
    """A PNG picture with more chunks after its header."""
    plain = encode("PNG") if data is None else data
    return plain[:33] + b"".join(chunks) + plain[33:]


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def jpeg_with(*segments: bytes) -> bytes:
    """A JPEG picture with more segments after its first one."""
    plain = encode("JPEG")
    return plain[:20] + b"".join(segments) + plain[20:]
