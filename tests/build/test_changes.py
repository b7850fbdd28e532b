"""What may have changed since the last build, told from stamps alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import pytest

from generator.build.changes import changed_entries, young_files
from generator.build.fingerprint import theme_stamps
from generator.build.memory import Head
from generator.build.walk import UNSURE, walk
from tests.build.rebuilding import entry

Write = Callable[..., Path]
NOW = datetime(2026, 8, 1, tzinfo=UTC)
KEA, TUI = "content/kowhai/videos/kea.md", "content/kowhai/videos/tui.md"
OWNERS = {KEA: "kowhai/videos/kea", "content/kowhai/videos/kea.vtt": "kowhai/videos/kea", TUI: "kowhai/videos/tui"}


@pytest.fixture
def root(write_portal: Write) -> Path:
    files = {path: entry("x") for path in OWNERS} | {"themes/ours/theme.yaml": "", "content/kowhai/kea.jpg": "x"}
    return write_portal(files)


def head_of(root: Path, lasts: tuple[float, float] = (-inf, inf)) -> Head:
    walked = walk(root)
    return Head("r", {}, walked.stamps, OWNERS, theme_stamps(root), walked.diagnostics, lasts, (), 1)


def changed(head: Head, root: Path, now: datetime = NOW) -> frozenset[str] | None:
    return changed_entries(head, walk(root), theme_stamps(root), now)


def test_nothing_changed(root: Path) -> None:
    assert changed(head_of(root), root) == frozenset()


def test_the_entries_whose_files_changed_are_told(root: Path) -> None:
    head = head_of(root)
    (root / "content/kowhai/videos/kea.vtt").write_text("other")
    assert changed(head, root) == frozenset({"kowhai/videos/kea"})
    (root / TUI).touch()
    assert changed(head, root) == frozenset({"kowhai/videos/kea", "kowhai/videos/tui"})


def test_what_the_last_build_was_not_sure_of_may_have_changed(root: Path) -> None:
    head = head_of(root)
    assert changed(head._replace(stamps={**head.stamps, KEA: UNSURE}), root) == frozenset({"kowhai/videos/kea"})
    assert changed(head._replace(themes=dict.fromkeys(head.themes, UNSURE)), root) is None


MORE: dict[str, Callable[[Path], object]] = {
    "a new file": lambda root: (root / "content/kowhai/videos/new.md").write_text("x"),
    "a file that is gone": lambda root: (root / KEA).unlink(),
    "another name": lambda root: (root / KEA).rename(root / "content/kowhai/videos/ke.md"),
    "a picture": lambda root: (root / "content/kowhai/kea.jpg").write_text("y"),
    "settings": lambda root: (root / "content/portal.yaml").touch(),
    "a cluster's settings": lambda root: (root / "content/kowhai/cluster.yaml").touch(),
    "a theme's file": lambda root: (root / "themes/ours/theme.yaml").write_text("inherits: default\n"),
    "a theme's new file": lambda root: (root / "themes/ours/own.css").write_text(""),
    "a name that is told": lambda root: (root / "content/gone.md").symlink_to(root / "nothing"),
}


@pytest.mark.parametrize("change", MORE.values(), ids=MORE)
def test_more_than_entries_changed(root: Path, change: Callable[[Path], object]) -> None:
    head = head_of(root)
    change(root)
    (root / TUI).touch()
    assert changed(head, root) is None


def test_a_date_that_has_come_may_change_anything(root: Path) -> None:
    at = NOW.timestamp()
    assert changed(head_of(root, (at, at + 1)), root) == frozenset()
    for lasts in ((at - 1, at), (at + 1, at + 2)):
        assert changed(head_of(root, lasts), root) is None


def test_a_young_file_that_is_as_it_was_did_not_change(root: Path) -> None:
    walked = walk(root)
    young = young_files(walked, began=0)
    assert {path for path, _ in young} == walked.stamps.keys()
    unsure = head_of(root)._replace(stamps=dict.fromkeys(walked.stamps, UNSURE), young=young)
    assert changed(unsure, root) == frozenset()
    (root / KEA).write_text("other")
    assert changed(unsure, root) == frozenset({"kowhai/videos/kea"})
    assert changed(unsure._replace(young=()), root) is None


def test_many_young_files_are_not_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.build.changes._FEW", 2)
    assert young_files(walk(root), began=0) == ()
    assert young_files(walk(root), began=2**63) == ()
