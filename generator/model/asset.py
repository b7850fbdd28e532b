"""A file that is published beside the pages: a picture, a video, a download."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AssetKind(StrEnum):
    """What a published file is, by its content as well as its name."""

    PICTURE = "picture"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Variant:
    """A picture in one of its sizes and formats. ``width`` and ``height`` are in pixels, ``size`` is in bytes."""

    address: str
    media_type: str
    width: int
    height: int
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A published file.

    ``source`` is its path below the portal's folder, ``address`` its place in a cluster's site
    (``media/rubric.3fa9c1d2.pdf``: lower-case ASCII, with a hash of the content), ``name`` what a download is
    called. ``size`` is in bytes as published; ``width`` and ``height`` are in pixels, 0 where unknown; ``duration``
    is in seconds, or ``None``.

    ``variants`` are a picture's sizes and formats: the best compressed format first, the one every browser knows last,
    the widest of each last. Where there are any, pages show these alone, and the file at ``address`` is published only
    where it is to be taken away, unless it is one of them. ``tone`` is the class name of the colour that stands for
    the picture until it is there, "" for one that can be seen through.
    """

    source: str
    address: str
    name: str
    kind: AssetKind
    media_type: str
    size: int
    digest: str
    width: int = 0
    height: int = 0
    duration: float | None = None
    variants: tuple[Variant, ...] = ()
    tone: str = ""
