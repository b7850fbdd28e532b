"""From a published picture to what its template receives: the sizes and formats a browser may choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import groupby

from generator.model.asset import Asset, Variant
from generator.render.contract_parts import PictureContext, PictureSource

CARD_WIDTH = 1080
"""The widest size in pixels that cards offer: they are narrow, and many."""
LOGO_WIDTH = 360
"""The widest size in pixels that a logo is offered in."""
_USUAL_WIDTH = 1080  # pixels, of the one file that a browser takes which cannot choose
_PREVIEW_WIDTH = 1200  # pixels: what other sites want at least, to show a large preview
_FOR_ALL = ("image/jpeg", "image/png", "image/gif", "image/webp")


def picture_context(
    asset: Asset,
    link: Callable[[str], str],
    *,
    alt: str = "",
    caption: str = "",
    credit: str = "",
    widest: int | None = None,
) -> PictureContext:
    """Return the context of a published picture.

    ``link`` gives the link to an address in the picture's site; ``widest`` leaves out sizes that are wider, in pixels.
    """
    if not asset.variants:
        url = link(asset.address)
        plain = PictureContext(url=url, alt=alt, width=asset.width, height=asset.height, full_url=url)
        return replace(plain, caption=caption, credit=credit, tone=asset.tone)
    *better, simple = [tuple(variants) for _, variants in groupby(asset.variants, lambda item: item.media_type)]
    usual = _up_to(simple, min(_USUAL_WIDTH, widest or _USUAL_WIDTH))
    offered = _up_to(simple, widest)
    return PictureContext(
        url=link(usual[-1].address),
        alt=alt,
        width=simple[-1].width,
        height=simple[-1].height,
        caption=caption,
        credit=credit,
        sources=tuple(
            PictureSource(media_type=variants[0].media_type, srcset=_srcset(_up_to(variants, widest), link))
            for variants in better
        ),
        srcset=_srcset(offered, link) if len(offered) > 1 else "",
        full_url=link(simple[-1].address),
        tone=asset.tone,
    )


def preview_address(asset: Asset | None) -> str:
    """Return the address of the file that other sites show of a picture, in a format that all of them know, or ""."""
    if asset is None or not asset.width:
        return ""
    if not asset.variants:
        return asset.address if asset.media_type in _FOR_ALL else ""
    last = asset.variants[-1]
    known = [item for item in asset.variants if item.media_type == last.media_type]
    return next((item.address for item in known if item.width >= _PREVIEW_WIDTH), last.address)


def _up_to(variants: tuple[Variant, ...], widest: int | None) -> tuple[Variant, ...]:
    return tuple(item for item in variants if widest is None or item.width <= widest) or variants[:1]


def _srcset(variants: Iterable[Variant], link: Callable[[str], str]) -> str:
    return ", ".join(f"{link(item.address)} {item.width}w" for item in variants)
