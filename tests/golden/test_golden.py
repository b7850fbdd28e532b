"""Whole small portals and the sites that they become, byte for byte.

Each folder here with a ``content/`` is a case; ``expected/`` beside it is the site. All cases use the theme in
``themes/tiny``, so that a change of the default theme changes none of them. Where a change is meant, renew them and
read the difference before it is committed::

    UPDATE_GOLDEN=1 python -m pytest tests/golden
    git diff tests/golden

Files of the theme and what is drawn for it (``assets/``), our own notes (``.portal/``) and the search's index, which is
not for reading, are left out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.run import BuildResult

HERE = Path(__file__).resolve().parent
CASES = sorted(folder.parent.name for folder in HERE.glob("*/content"))
MOMENT = "1785499200"  # 1 August 2026 in Auckland
# What each case is told of on the way.
TOLD = {
    "draft-hidden": {"link-to-unpublished", "consent-missing"},
    "page": {"link-to-unpublished"},
    "quote": {"quote-not-in-transcript"},
}


def site_of(folder: Path) -> dict[str, bytes]:
    """The files of a site that are compared, by their path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: path.read_bytes() for name, path in files.items() if not _is_left_out(name)}


def _is_left_out(name: str) -> bool:
    folders = set(name.split("/")[:-1])
    return bool({"assets", ".portal"} & folders) or ("search" in folders and name.endswith(".js"))


def test_there_is_a_case_for_every_kind() -> None:
    assert {"case-study", "video", "page", "event", "school"} <= set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_the_site_is_what_it_was(
    case: str, tmp_path: Path, build_portal: Callable[..., BuildResult], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MOMENT)
    shutil.copytree(HERE / case / "content", tmp_path / "content")
    shutil.copytree(HERE / "themes", tmp_path / "themes")
    result = build_portal(tmp_path)
    assert result.ok, result.diagnostics
    assert {diagnostic.name for diagnostic in result.diagnostics} == TOLD.get(case, set())
    built = site_of(tmp_path / "output")
    expected = HERE / case / "expected"
    if os.environ.get("UPDATE_GOLDEN"):
        shutil.rmtree(expected, ignore_errors=True)
        for name, data in built.items():
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
            (expected / name).write_bytes(data)
    kept = site_of(expected)
    assert sorted(built) == sorted(kept)
    for name, data in built.items():
        assert data.decode() == kept[name].decode(), name


@pytest.mark.parametrize("word", ["hidden", "Hidden"])
def test_what_is_hidden_is_nowhere(word: str) -> None:
    shown = [
        name for name, data in site_of(HERE / "draft-hidden/expected").items() if word in name or word.encode() in data
    ]
    assert shown == []
