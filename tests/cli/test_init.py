from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from generator.build.scan import scan
from generator.build.walk import walk
from generator.cli.init import STARTER, copy_starter
from generator.kinds import KINDS, kind_specs
from tests.cli.conftest import Portal


def test_a_new_portal_has_nothing_to_mend(portal: Portal, tmp_path: Path) -> None:
    code, out, _ = portal("init", "mine")
    assert code == 0
    assert "cd mine" in out
    assert "portal serve" in out
    code, out, _ = portal("--root", "mine", "check", "--strict")
    assert (code, out) == (0, "No problems found.\n")


def test_a_new_portal_builds(portal: Portal, tmp_path: Path) -> None:
    portal("init", "mine")
    code, _, err = portal("--root", "mine", "build")
    assert code == 0, err
    page = (tmp_path / "mine/output/rimu/case-studies/how-tall-is-our-sunflower/index.html").read_text(encoding="utf-8")
    assert "#t=12" in page  # the pulled quote leads to its moment


def test_the_starter_has_an_example_of_each_kind(tmp_path: Path) -> None:
    copy_starter(tmp_path)
    found = scan(walk(tmp_path), kind_specs())
    assert {kind.spec.name for kind in KINDS} <= {source.kind for source in found.bundles}
    assert any(source.transcripts for source in found.bundles)


def test_the_starter_is_small() -> None:
    assert sum(path.stat().st_size for path in STARTER.rglob("*") if path.is_file()) < 200_000


def test_generated_folders_are_kept_out_of_git(tmp_path: Path) -> None:
    copy_starter(tmp_path)
    assert (tmp_path / ".gitignore").is_file()
    assert (tmp_path / "README.md").is_file()
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    ignored = subprocess.run(
        ["git", "-C", str(tmp_path), "check-ignore", "output/index.html", ".portal/x", "content/portal.yaml"],
        capture_output=True,
        text=True,
    )
    assert ignored.stdout.split() == ["output/index.html", ".portal/x"]


def test_a_folder_with_only_git_in_it_is_as_good_as_empty(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "mine" / ".git").mkdir(parents=True)
    assert portal("init", "mine")[0] == 0


def test_here_needs_no_cd(portal: Portal, tmp_path: Path) -> None:
    code, out, _ = portal("init", ".")
    assert code == 0
    assert "cd " not in out


@pytest.mark.parametrize("name", ["notes.txt", ".hidden"])
def test_a_folder_that_is_not_empty_is_left_alone(portal: Portal, tmp_path: Path, name: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / name).write_text("mine")
    code, _, err = portal("init", "mine")
    assert code == 2
    assert "`mine` is not empty" in err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == [name]


def test_a_file_is_no_folder(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    code, _, err = portal("init", "mine")
    assert code == 2
    assert "is a file" in err


def test_what_cannot_be_written_is_told(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, _, err = portal("init", "file/inside")
    assert code == 2
    assert "cannot be written" in err
    assert "Traceback" not in err
