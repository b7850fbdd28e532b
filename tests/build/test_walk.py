"""What lies in ``content/``, and the stamps by which a file is known again."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from generator.build.walk import CONTENT, Walk, stamp_of, walk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    file = tmp_path / CONTENT / "kowhai/videos/kea.md"
    file.parent.mkdir(parents=True)
    file.write_text("kea")
    return tmp_path


KEA = "content/kowhai/videos/kea.md"


def names(found: Walk) -> list[tuple[str, str]]:
    return [(diagnostic.name, diagnostic.span.path) for diagnostic in found.diagnostics]


def test_every_file_has_its_path_and_its_stamp(root: Path) -> None:
    found = walk(root)
    assert found.files == {KEA: root / KEA}
    assert found.stamps == {KEA: stamp_of((root / KEA).stat())}
    assert found.diagnostics == ()
    assert walk(root) == found


def test_what_programs_leave_behind_is_passed_over(root: Path) -> None:
    for name in (".kea.md.swp", "kea.md~", "~$kea.docx", "Thumbs.db", "desktop.ini", ".git"):
        (root / CONTENT / name).write_text("x")
    assert list(walk(root).files) == [KEA]


def test_paths_are_nfc_and_lead_to_the_file_as_it_is_named(root: Path) -> None:
    name = unicodedata.normalize("NFD", "whānau.md")
    (root / CONTENT / name).write_text("x")
    found = walk(root)
    path = unicodedata.normalize("NFC", "content/whānau.md")
    assert found.files[path].name == name
    assert path in found.stamps


def test_other_content_of_the_same_size_and_time_has_another_stamp(root: Path) -> None:
    before = walk(root)
    facts = (root / KEA).stat()
    (root / KEA).write_text("tui")
    os.utime(root / KEA, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    after = walk(root)
    assert after.stamps[KEA][:2] == before.stamps[KEA][:2]
    assert after.stamps != before.stamps


def test_another_file_in_its_place_has_another_stamp(root: Path) -> None:
    before = walk(root)
    (root / "other").write_text("kea")
    (root / "other").replace(root / KEA)
    assert walk(root).stamps != before.stamps


def test_a_link_has_the_stamp_of_the_file_it_leads_to(root: Path) -> None:
    link = root / CONTENT / "kowhai/videos/link.md"
    link.symlink_to(root / KEA)
    found = walk(root)
    assert found.stamps["content/kowhai/videos/link.md"] == found.stamps[KEA]


def test_files_without_a_stamp_are_told_or_passed_over(root: Path) -> None:
    os.mkfifo(root / CONTENT / "pipe.md")
    (root / CONTENT / "gone.md").symlink_to(root / CONTENT / "nothing")
    found = walk(root)
    assert found.files.keys() == found.stamps.keys() == {KEA}
    assert len(names(found)) == 2


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert names(walk(tmp_path)) == [("closed-file", CONTENT)]
