"""A small site of videos of every form, built once: files, YouTube, Vimeo, words alone, and a page that embeds them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PROJECT = Path(__file__).resolve().parents[2]
FILM = (PROJECT / "content/kowhai/videos/walking-the-garden.mp4").read_bytes()  # two minutes, without sound
PICTURE = (PROJECT / "content/kowhai/videos/walking-the-garden.jpg").read_bytes()
LINES = 30  # of 4 seconds each


def _captions(says: Callable[[int], str]) -> str:
    def clock(seconds: float) -> str:
        return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}"

    cues = (f"{clock(n * 4 + 0.5)} --> {clock(n * 4 + 3.5)}\n{says(n)}\n" for n in range(LINES))
    return "WEBVTT\n\n" + "\n".join(cues)


def _english(number: int) -> str:
    special = {3: "The whānau came along to the", 4: "garden on a Saturday. Don’t stop.", 20: "Ask your whānau first."}
    return f"<v {'Mere' if number % 6 < 3 else 'Tama'}>{special.get(number, f'This is line number {number}.')}"


STAMPED = "[00:00:05] Mere: We began.\n\n[00:01:00] Tama: And then we stopped for a while.\n"
UNTIMED = "\n\n".join(f"Passage {n} holds some words. It has no time." for n in range(1, 13))
FILES: Mapping[str, str | bytes] = {
    "content/portal.yaml": "title: Test portal\nurl: https://portal.example.org/\n",
    "content/kowhai/cluster.yaml": "title: Kōwhai cluster\n",
    "content/kowhai/videos/kea.md": (
        "---\ntitle: Kea\nsummary: A film.\nvideo: kea.mp4\nposter: kea.jpg\ntags: [Birds]\n"
        "descriptions: kea.descriptions.vtt\nchapters: [0:00 Hello, 1:06 What changed]\n"
        "segments:\n  - {start: 0:10, end: 0:30, tags: [Birds], title: The beginning}\n"
        "  - {start: 1:00, tags: [Trees]}\n---\n\nIts end is [here](kea.md#t=100).\n"
    ),
    "content/kowhai/videos/kea.mp4": FILM,
    "content/kowhai/videos/kea.jpg": PICTURE,
    "content/kowhai/videos/kea.vtt": _captions(_english),
    "content/kowhai/videos/kea.mi.vtt": _captions(lambda number: f"Rārangi {number}, e te whānau."),
    "content/kowhai/videos/kea.descriptions.vtt": (
        "WEBVTT\n\n00:00.000 --> 00:20.000\nA garden.\n\n00:20.000 --> 02:00.000\nA shed.\n"
    ),
    "content/kowhai/videos/tui.md": (
        "---\ntitle: Tūī\nsummary: A film.\nvideo: https://youtu.be/aBcDeFg_-12\nduration: 2:00\n---\n\n"
        "![Another bird](ruru.md)\n"
    ),
    "content/kowhai/videos/tui.vtt": _captions(_english),
    "content/kowhai/videos/ruru.md": (
        "---\ntitle: Ruru\nsummary: A film.\nvideo: https://www.youtube.com/watch?v=rururururu1\n---\n"
    ),
    "content/kowhai/videos/weka.md": (
        "---\ntitle: Weka\nsummary: A film.\nvideo: https://vimeo.com/123456789\nposter: kea.jpg\n---\n"
    ),
    "content/kowhai/videos/weka.txt": STAMPED,
    "content/kowhai/videos/moa.md": '---\ntitle: Moa\nsummary: Words alone.\nduration: "2:29"\n---\n',
    "content/kowhai/videos/moa.txt": UNTIMED,
    "content/kowhai/videos/link.md": (
        "---\ntitle: Link\nsummary: A file elsewhere.\nvideo: https://media.example.org/a.mp4\n---\n"
    ),
    "content/kowhai/videos/link.vtt": _captions(_english),
    "content/kowhai/pages/embeds.md": (
        "---\ntitle: Embeds\n---\n\n![The tūī](../videos/tui.md)\n\n![The weka](../videos/weka.md#t=60)\n\n"
        "![The kea](../videos/kea.md#t=62)\n\n![The moa](../videos/moa.md)\n"
    ),
    "content/kowhai/pages/plain.md": "---\ntitle: Plain\n---\n\nNo video here.\n",
}


def _write_and_build(root: Path, *, explicit: bool) -> Path:
    from generator.build.pipeline import build
    from generator.build.run import BuildOptions

    for path, content in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    result = build(BuildOptions(root=root, output=root / "output", jobs=1, explicit_links=explicit))
    assert result.ok, result.diagnostics
    return root / "output"


@pytest.fixture(scope="session")
def video_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of videos: its folder."""
    return _write_and_build(tmp_path_factory.mktemp("videos"), explicit=False)


@pytest.fixture(scope="session")
def video_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site, to be opened as files."""
    return _write_and_build(tmp_path_factory.mktemp("video-files"), explicit=True)


@pytest.fixture(scope="session")
def videos(video_folder: Path, serve_folder: Callable[[Path], str]) -> str:
    """The address of the cluster in the site of videos, served on this machine."""
    return f"{serve_folder(video_folder)}kowhai/"


@pytest.fixture
def quiet(chromium: Browser) -> Iterator[Page]:
    """A wide page that asks nothing of other hosts; what goes wrong on it is an error of the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    yield from _page(context)


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """The same on a phone."""
    yield from _page(chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True))


def _page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert problems == []
