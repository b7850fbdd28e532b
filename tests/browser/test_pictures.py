"""Pictures in a real browser: the size that suits the screen, nothing that jumps, and none that is broken."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from generator.media.tones import TONES
from tests.dom import Element, parse
from tests.media.pictures import encode

FIGURES = 4
PATH = "kowhai/case-studies/garden/"
# Every shift counts, from the first moment of the page on.
WATCH_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.shifts.push(entry.value);
}).observe({ type: "layout-shift", buffered: true });
"""
SCROLL = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += 200) {
    window.scrollTo(0, y);
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
  }
  await Promise.all([...document.images].map((image) => image.decode()));
}"""
DECODE = """async (urls) => {
  const broken = [];
  for (const [url, width] of urls) {
    const image = new Image();
    image.src = url;
    const fault = await image.decode().then(() => "", String);
    if (fault || !image.naturalWidth) broken.push(`${url} ${fault}`);
    else if (width && image.naturalWidth !== width) broken.push(`${url} is ${image.naturalWidth} wide, not ${width}`);
  }
  return broken;
}"""


@cache
def _photo(seed: int, width: int = 2100, height: int = 1400) -> bytes:
    soft = Image.frombytes("RGB", (30, 20), random.Random(seed).randbytes(1800)).resize((width, height))
    grain = Image.frombytes("L", (300, 200), random.Random(seed + 1).randbytes(60_000)).resize((width, height))
    return encode("JPEG", Image.blend(soft, grain.convert("RGB"), 0.1), quality=90)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The address of a site with one long case study full of pictures."""
    from generator.build.pipeline import build
    from generator.build.run import BuildOptions

    root = tmp_path_factory.mktemp("pictures")
    words = "We planted, and we asked what would grow.\n\n" * 20
    body = "".join(f"{words}![Bed {number}](bed-{number}.jpg)\n\n" for number in range(FIGURES))
    files: dict[str, bytes] = {
        "portal.yaml": b"title: Test portal\n",
        "kowhai/cluster.yaml": "title: Kōwhai\nlogo: logo.png\n".encode(),
        "kowhai/logo.png": encode("PNG", _logo()),
        "kowhai/case-studies/garden/index.md": (
            "---\ntitle: Garden\nsummary: Beds.\nimage: {src: head.jpg, alt: A garden}\n---\n\n" + body
        ).encode(),
        "kowhai/case-studies/garden/head.jpg": _photo(1),
        **{f"kowhai/case-studies/garden/bed-{n}.jpg": _photo(n, 800, 600) for n in range(FIGURES)},
    }
    for path, content in files.items():
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    result = build(BuildOptions(root=root, output=root / "output"))
    assert result.ok, result.diagnostics
    return serve_folder(root / "output")


def _logo() -> Image.Image:
    image = Image.new("RGBA", (640, 320), (0, 0, 0, 0))
    image.paste("#24705c", (40, 40, 600, 280))
    return image


def _open(chromium: Browser, url: str, width: int, *, scale: int = 1) -> Page:
    context = chromium.new_context(viewport={"width": width, "height": 800}, device_scale_factor=scale)
    page = context.new_page()
    page.add_init_script(WATCH_SHIFTS)
    page.goto(url, wait_until="load")
    return page


@pytest.mark.parametrize(
    ("width", "scale", "chosen"), [(360, 1, 360), (360, 2, 720), (360, 3, 1080), (1280, 1, 1080), (1280, 2, 1920)]
)
def test_size_and_format_suit_the_screen(chromium: Browser, site: str, width: int, scale: int, chosen: int) -> None:
    page = _open(chromium, site + PATH, width, scale=scale)
    image = page.locator(".lead-picture img")
    assert re.search(rf"/media/head-{chosen}\.[0-9a-f]{{8}}\.avif$", image.evaluate("image => image.currentSrc"))
    assert image.get_attribute("fetchpriority") == "high"
    assert image.get_attribute("loading") is None
    page.context.close()


def test_pictures_further_down_wait_and_nothing_jumps(chromium: Browser, site: str) -> None:
    page = _open(chromium, site + PATH, 1280)
    figures = page.locator(".prose figure img")
    assert figures.count() == FIGURES
    assert {figures.nth(number).get_attribute("loading") for number in range(FIGURES)} == {"lazy"}
    assert not figures.nth(FIGURES - 1).evaluate("image => image.complete && image.naturalWidth > 0")
    heights = figures.evaluate_all("images => images.map((image) => image.clientHeight)")
    page.evaluate(SCROLL)
    assert figures.evaluate_all("images => images.map((image) => image.clientHeight)") == heights
    assert all(height > 100 for height in heights)
    assert figures.evaluate_all("images => images.every((image) => image.naturalWidth > 0)")
    assert sum(page.evaluate("window.shifts")) == 0
    page.context.close()


def test_colour_stands_for_a_picture_until_it_is_there(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.route("**/media/head-*", lambda route: route.abort())
    page.goto(site + PATH)
    image = page.locator(".lead-picture img")
    tone = re.search(r"tone-(\d\d)", image.get_attribute("class") or "")
    assert tone
    red, green, blue = bytes.fromhex(TONES[int(tone[1]) - 1][1:])
    assert image.evaluate("image => getComputedStyle(image).backgroundColor") == f"rgb({red}, {green}, {blue})"
    context.close()


def test_logo_is_small_and_can_be_seen_through(chromium: Browser, site: str) -> None:
    page = _open(chromium, site + PATH, 1280)
    logo = page.locator(".site-name img")
    assert logo.evaluate("image => image.naturalWidth") > 0
    box = logo.bounding_box()
    assert box
    assert (round(box["width"]), round(box["height"])) == (80, 40)
    assert "tone" not in (logo.get_attribute("class") or "")
    page.context.close()


def test_without_newer_formats_there_is_one_that_all_know(site: str, chromium: Browser) -> None:
    page = _open(chromium, site + PATH, 1280)
    page.evaluate("document.querySelectorAll('source').forEach((source) => source.remove())")
    image = page.locator(".lead-picture img")
    page.wait_for_function("() => document.querySelector('.lead-picture img').currentSrc.endsWith('.jpg')")
    image.evaluate("image => image.decode()")
    assert re.search(r"/media/head-1080\.[0-9a-f]{8}\.jpg$", image.evaluate("image => image.currentSrc"))
    page.context.close()


def _addresses(element: Element) -> list[tuple[str, int]]:
    """The addresses of pictures that an element may load, with the width it promises, 0 where it promises none."""
    found = [tuple(item.split()) for item in element.attributes.get("srcset", "").split(", ") if item]
    sources = [element.attributes.get("src", "")] if element.tag == "img" else []
    sources += [element.attributes["poster"]] if "poster" in element.attributes else []
    return [*((url, int(width.removesuffix("w"))) for url, width in found), *((url, 0) for url in sources if url)]


def test_all_pictures_of_the_sample_site_are_whole(
    page: Page, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    base = serve_folder(sample_site)
    wanted: set[tuple[str, int]] = set()
    for file in sorted(sample_site.rglob("*.html")):
        own = base + file.relative_to(sample_site).as_posix()
        for element in parse(file.read_text(encoding="utf-8")).find("img", "source", "video"):
            for url, width in _addresses(element):
                wanted.add((urljoin(own, url), width))
    assert len(wanted) > 60
    assert {url.rpartition(".")[2] for url, _ in wanted} >= {"avif", "webp", "jpg", "png"}
    page.goto(base)
    assert page.evaluate(DECODE, sorted(wanted)) == []
