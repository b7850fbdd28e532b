"""What the generator is made of, and the stamps of themes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

import generator
from generator.build import fingerprint as module
from generator.build.fingerprint import fingerprint, theme_folders, theme_stamps


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a part of the generator, of which the fingerprint is taken."""
    copy = tmp_path / "copy/generator"
    source = Path(generator.__file__).parent
    shutil.copytree(source / "core", copy / "core", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(source / "__init__.py", copy)
    monkeypatch.setattr(generator, "__file__", str(copy / "__init__.py"))
    return copy


def test_the_same_files_have_the_same_fingerprint_wherever_they_are(package: Path) -> None:
    known = fingerprint()
    (package / "core/text.py").touch()
    (package / "core/__pycache__").mkdir()
    (package / "core/__pycache__/text.py").write_text("x")
    (package / "notes.txt").write_text("x")
    assert fingerprint() == known


def test_other_files_libraries_or_pythons_have_another(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = {fingerprint()}
    text = package / "core/text.py"
    text.write_text(text.read_text() + "\n")
    known.add(fingerprint())
    text.rename(package / "core/texts.py")
    known.add(fingerprint())
    (package / "core/new.py").write_text("")
    known.add(fingerprint())
    with monkeypatch.context() as other:
        other.setattr(module, "_installed", lambda: ["jinja2-0.0.1.dist-info"])
        known.add(fingerprint())
        other.setattr(sys, "version", "4.0")
        known.add(fingerprint())
    assert len(known) == 6


def test_a_library_that_is_not_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LIBRARIES", ("no-such-library",))
    assert fingerprint()


def test_stamps_are_of_all_files_but_hidden_ones(tmp_path: Path) -> None:
    theme = tmp_path / "themes/ours"
    for name in ("a.html", "deep/er/b.css", ".hidden", ".git/c"):
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / name).write_text("x")
    (theme / "gone").symlink_to(tmp_path / "nothing")
    found = theme_stamps(tmp_path)
    assert {path.removeprefix(f"{theme}/") for path in found if path.startswith(f"{theme}/")} == {
        "a.html",
        "deep/er/b.css",
        "gone",
    }
    assert theme_stamps(tmp_path) == found
    (tmp_path / "nothing").write_text("x")
    assert theme_stamps(tmp_path)[f"{theme}/gone"] != found[f"{theme}/gone"]


def test_themes_are_the_portals_own_and_the_generators(tmp_path: Path) -> None:
    bundled = theme_stamps(tmp_path)
    assert any(path.endswith("default/theme.yaml") for path in bundled)
    assert theme_folders(tmp_path)[0] == tmp_path / "themes"
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theme.yaml").write_text("")
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes/ours").symlink_to(elsewhere)
    own = {path for path in theme_stamps(tmp_path) if path not in bundled}
    assert own == {f"{tmp_path}/themes/ours/theme.yaml"}
