"""The tests' own web server answers as a real one does."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "film.vtt").write_bytes(b"0123456789")
    (tmp_path / "empty").mkdir()
    return tmp_path


def test_whole_files_carry_their_type(folder: Path, serve_folder: Callable[[Path], str]) -> None:
    with urllib.request.urlopen(serve_folder(folder) + "film.vtt") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
        assert answer.read() == b"0123456789"


@pytest.mark.parametrize(
    ("wanted", "part", "place"),
    [
        ("bytes=2-4", b"234", "bytes 2-4/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-4", b"6789", "bytes 6-9/10"),
        ("bytes=5-500", b"56789", "bytes 5-9/10"),
    ],
)
def test_ranges_are_answered_in_part(
    folder: Path, serve_folder: Callable[[Path], str], wanted: str, part: bytes, place: str
) -> None:
    request = urllib.request.Request(serve_folder(folder) + "film.vtt", headers={"Range": wanted})
    with urllib.request.urlopen(request) as answer:
        assert (answer.status, answer.read(), answer.headers["Content-Range"]) == (206, part, place)


@pytest.mark.parametrize(
    ("path", "headers", "status"), [("film.vtt", {"Range": "bytes=10-"}, 416), ("empty/", {}, 404)]
)
def test_what_is_not_there_is_refused(
    folder: Path, serve_folder: Callable[[Path], str], path: str, headers: dict[str, str], status: int
) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(urllib.request.Request(serve_folder(folder) + path, headers=headers))
    assert caught.value.code == status
    caught.value.close()


def test_chromium_opens_what_is_served(folder: Path, serve_folder: Callable[[Path], str], page: Page) -> None:
    (folder / "index.html").write_text("<!doctype html><title>Kia ora</title>", encoding="utf-8")
    page.goto(serve_folder(folder))
    assert page.title() == "Kia ora"


def test_event_loops_run_beside_the_browser() -> None:
    async def answer() -> int:
        return 42

    assert asyncio.run(answer()) == 42


def test_a_browser_is_shared(chromium: Browser) -> None:
    assert chromium.is_connected()
