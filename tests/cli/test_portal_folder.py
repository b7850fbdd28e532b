from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.portal_folder import nearest_portal
from tests.cli.conftest import Portal


def test_the_nearest_portal_above_is_found(starter: Path) -> None:
    inside = starter / "content" / "rimu" / "videos"
    assert nearest_portal(starter) == starter
    assert nearest_portal(inside) == starter


def test_no_portal_is_none(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert nearest_portal(tmp_path) is None


def test_commands_work_from_inside_the_content(portal: Portal, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(starter / "content" / "rimu")
    assert portal("check")[0] == 0
    assert portal("build")[0] == 0
    assert (starter / "output" / "index.html").is_file()


def test_content_without_its_settings_is_told_as_a_mistake(portal: Portal, starter: Path) -> None:
    (starter / "content" / "portal.yaml").unlink()
    code, out, _ = portal("check")
    assert code == 1
    assert "E140 missing-portal-file" in out


def test_a_folder_without_content_is_wrong_usage(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = portal("--root", "empty", "check")
    assert code == 2
    assert "has no content/ folder" in err
