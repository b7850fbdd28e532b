from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.build.run import BuildResult
from generator.cli.build import last_line
from tests.cli.conftest import Portal


def test_the_last_line_tells_what_was_done(portal: Portal, starter: Path) -> None:
    code, out, err = portal("build")
    assert (code, out) == (0, "")
    last = err.splitlines()[-1]
    found = re.fullmatch(
        r"Built (\d+) pages in [\d.]+ s\. Files: (\d+) written, (\d+) unchanged, (\d+) removed\.", last
    )
    assert found, last
    pages, written, unchanged, removed = map(int, found.groups())
    assert pages > 10 and written >= pages and not unchanged and not removed
    again = portal("build")[2].splitlines()[-1]
    assert f"Files: 0 written, {written} unchanged, 0 removed." in again


def test_one_page_and_many_thousands() -> None:
    assert last_line(BuildResult((), True, pages=1, made=1, written=2, seconds=0.04)).startswith(
        "Built 1 page in 0.0 s. "
    )
    assert "12,345 pages in 0.0 s, 12 of them anew." in last_line(BuildResult((), True, pages=12345, made=12))


def test_errors_leave_the_old_site(portal: Portal, starter: Path) -> None:
    portal("build")
    before = {path: path.read_bytes() for path in (starter / "output").rglob("*") if path.is_file()}
    about = starter / "content/rimu/pages/about.md"
    about.write_text("---\ntitle: About\ndate: soon\n---\n", encoding="utf-8")
    code, out, err = portal("build")
    assert (code, out) == (1, "")
    assert "error E134 bad-date" in err
    assert "\n1 error in 1 file\n" in err.replace("\n\n", "\n")
    assert err.splitlines()[-1].startswith("Nothing was published; the site is as it was before.")
    assert {path: path.read_bytes() for path in (starter / "output").rglob("*") if path.is_file()} == before


def test_warnings_are_told_and_stop_nothing(portal: Portal, starter: Path) -> None:
    (starter / "content/rimu/pages/about.md").write_text("---\ntitle: About\ntgas: a\n---\n", encoding="utf-8")
    code, _, err = portal("build")
    assert code == 0
    assert "warning E130" in err
    assert "1 warning in 1 file" in err


def test_output_is_from_the_current_folder(portal: Portal, starter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (starter / "elsewhere").mkdir()
    monkeypatch.chdir(starter / "elsewhere")
    assert portal("build", "--output", "site", "--jobs", "1")[0] == 0
    assert (starter / "elsewhere/site/index.html").is_file()
    assert not (starter / "output").exists()


def test_drafts_and_explicit_links(portal: Portal, starter: Path) -> None:
    portal("new", "page", "Secret")
    assert portal("build", "--drafts", "--explicit-links")[0] == 0
    assert (starter / "output/rimu/secret/index.html").is_file()
    assert "index.html" in (starter / "output/index.html").read_text(encoding="utf-8")


def test_one_cluster(portal: Portal, starter: Path) -> None:
    assert portal("build", "--cluster", "rimu")[0] == 0
    assert (starter / "output/rimu/index.html").is_file()
    code, _, err = portal("build", "--cluster", "kauri")
    assert code == 2
    assert "There is no cluster `kauri`" in err


def test_progress_is_plain_lines_off_a_terminal(portal: Portal, starter: Path) -> None:
    _, _, err = portal("build")
    assert re.search(r"^load: \d+$", err, re.MULTILINE)
    assert re.search(r"^render: \d+$", err, re.MULTILINE)
    assert "\x1b" not in err and "\r" not in err
