"""What templates receive of a picture, and what other sites are shown of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.model.asset import Asset, Variant
from generator.render.contract import PictureContext, PictureSource
from generator.render.pictures import picture_context, preview_address
from tests.sites import make_asset

PLAIN = make_asset("content/hereora/a.jpg")


def variants(simple: str = "jpeg", widths: tuple[int, ...] = (720, 1080, 1920)) -> tuple[Variant, ...]:
    """Variants of a picture that is half as high as wide."""
    return tuple(
        Variant(f"media/a-{width}.{form}", f"image/{form}", width, width // 2, width * 10, f"{form}{width}")
        for form, chosen in (("avif", (360, *widths)), ("webp", widths), (simple, widths))
        for width in chosen
    )


RICH = replace(PLAIN, width=4000, height=2000, variants=variants(), tone="tone-07")


def link(address: str) -> str:
    return f"../{address}"


def test_picture_without_variants() -> None:
    assert picture_context(PLAIN, link, alt="Kea", caption="A kea", credit="Hana") == PictureContext(
        url=f"../{PLAIN.address}",
        alt="Kea",
        width=400,
        height=300,
        caption="A kea",
        credit="Hana",
        full_url=f"../{PLAIN.address}",
    )


def test_picture_with_variants() -> None:
    assert picture_context(RICH, link, alt="Kea") == PictureContext(
        url="../media/a-1080.jpeg",
        alt="Kea",
        width=1920,
        height=960,
        sources=(
            PictureSource(
                media_type="image/avif",
                srcset="../media/a-360.avif 360w, ../media/a-720.avif 720w, "
                "../media/a-1080.avif 1080w, ../media/a-1920.avif 1920w",
            ),
            PictureSource(
                media_type="image/webp",
                srcset="../media/a-720.webp 720w, ../media/a-1080.webp 1080w, ../media/a-1920.webp 1920w",
            ),
        ),
        srcset="../media/a-720.jpeg 720w, ../media/a-1080.jpeg 1080w, ../media/a-1920.jpeg 1920w",
        full_url="../media/a-1920.jpeg",
        tone="tone-07",
    )


def test_narrow_places_are_not_offered_wide_sizes() -> None:
    picture = picture_context(RICH, link, widest=720)
    assert [source.srcset for source in picture.sources] == [
        "../media/a-360.avif 360w, ../media/a-720.avif 720w",
        "../media/a-720.webp 720w",
    ]
    assert picture.srcset == ""
    assert (picture.url, picture.width, picture.full_url) == ("../media/a-720.jpeg", 1920, "../media/a-1920.jpeg")
    tiny = picture_context(RICH, link, widest=10)
    assert [source.srcset for source in tiny.sources] == ["../media/a-360.avif 360w", "../media/a-720.webp 720w"]


def test_simple_format_in_one_wide_size() -> None:
    asset = replace(PLAIN, variants=variants("png", (1200,)))
    picture = picture_context(asset, link)
    assert (picture.url, picture.srcset, picture.width) == ("../media/a-1200.png", "", 1200)


@pytest.mark.parametrize(
    ("asset", "address"),
    [
        (None, ""),
        (make_asset("content/a.pdf", width=0), ""),
        (PLAIN, PLAIN.address),
        (replace(PLAIN, media_type="image/avif"), ""),
        (RICH, "media/a-1920.jpeg"),
        (replace(RICH, variants=variants(widths=(720, 1440, 1920))), "media/a-1440.jpeg"),
        (replace(RICH, variants=variants("png", (720, 1000))), "media/a-1000.png"),
    ],
)
def test_previews_are_wide_enough_and_never_in_a_new_format(asset: Asset | None, address: str) -> None:
    assert preview_address(asset) == address
