from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.cli.init import copy_starter
from tests.serve.test_server import Preview

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONG = 60_000  # milliseconds; only a failing test waits so long
PANEL = "cluster-portal-problems section"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    copy_starter(tmp_path)
    preview = Preview(tmp_path)
    yield preview
    assert preview.stop() == 0


def test_an_open_page_follows_the_content(page: Page, preview: Preview) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    about = preview.root / "content/rimu/pages/about.md"
    good = about.read_text(encoding="utf-8")
    page.goto(preview.address + "rimu/about/")
    page.get_by_text("ten minutes apart").wait_for(timeout=LONG)

    about.write_text(good.replace("ten minutes", "eleven minutes"), encoding="utf-8")
    page.get_by_text("eleven minutes apart").wait_for(timeout=LONG)

    about.write_text(good.replace("order: 1", "date: <img src=x onerror=alert(1)>"), encoding="utf-8")
    panel = page.locator(PANEL)
    panel.wait_for(timeout=LONG)
    assert "error E134 bad-date" in panel.inner_text()
    assert "<img src=x" in panel.inner_text()
    assert panel.locator("img").count() == 0
    assert panel.evaluate("panel => getComputedStyle(panel).position") == "fixed"
    assert page.get_by_text("eleven minutes apart").is_visible()

    about.write_text(good, encoding="utf-8")
    page.get_by_text("ten minutes apart").wait_for(timeout=LONG)
    assert page.locator(PANEL).count() == 0
    assert complaints == []


def test_the_panel_can_be_hidden(page: Page, preview: Preview) -> None:
    about = preview.root / "content/rimu/pages/about.md"
    page.goto(preview.address + "rimu/about/")
    about.write_text("---\ntitle: About\ndate: soon\n---\n", encoding="utf-8")
    page.locator(PANEL).wait_for(timeout=LONG)
    page.get_by_role("button", name="Hide").click()
    page.locator(PANEL).wait_for(state="detached", timeout=LONG)


def test_errors_from_the_start_turn_into_the_site(page: Page, tmp_path: Path) -> None:
    copy_starter(tmp_path)
    about = tmp_path / "content/rimu/pages/about.md"
    good = about.read_text(encoding="utf-8")
    about.write_text("---\ntitle: About\ndate: soon\n---\n", encoding="utf-8")
    preview = Preview(tmp_path)
    page.goto(preview.address + "rimu/about/")
    assert "error E134 bad-date" in page.locator("main pre").inner_text()
    about.write_text(good.replace("order: 1", "order: first"), encoding="utf-8")
    page.get_by_text("error E133").wait_for(timeout=LONG)
    about.write_text(good, encoding="utf-8")
    page.get_by_text("ten minutes apart").wait_for(timeout=LONG)
    assert preview.stop() == 0
