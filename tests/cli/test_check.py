from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Portal

WARNING = "---\ntitle: About\ntgas: [a]\n---\n\nWords.\n"
ERROR = "---\ntitle: About\ndate: soon\n---\n\nWords.\n"


def write_about(root: Path, text: str) -> None:
    (root / "content/rimu/pages/about.md").write_text(text, encoding="utf-8")


def test_full_ends_with_a_count(portal: Portal, starter: Path) -> None:
    write_about(starter, ERROR.replace("---\n\n", "tgas: [a]\n---\n\n"))
    code, out, err = portal("check")
    assert code == 1
    assert "content/rimu/pages/about.md:3:7: error E134 bad-date\n3 | date: soon\n          ^^^^\n" in out
    assert "warning E130 " in out
    assert out.endswith("\n\n1 error, 1 warning in 1 file\n")
    assert "error" not in err


def test_concise(portal: Portal, starter: Path) -> None:
    write_about(starter, ERROR)
    _, out, _ = portal("check", "--format", "concise")
    assert out.startswith("content/rimu/pages/about.md:3:7: error E134 bad-date: ")
    assert out.endswith("\n\n1 error in 1 file\n")


def test_json_is_nothing_but_json(portal: Portal, starter: Path) -> None:
    assert json.loads(portal("check", "--format", "json")[1]) == []
    write_about(starter, ERROR)
    code, out, err = portal("check", "--format", "json")
    assert code == 1
    assert [row["code"] for row in json.loads(out)] == ["E134"]
    assert err.endswith("1 error in 1 file\n")


def test_github_is_nothing_but_commands(portal: Portal, starter: Path) -> None:
    write_about(starter, ERROR)
    code, out, err = portal("check", "--format", "github")
    assert code == 1
    assert out.startswith("::error file=content/rimu/pages/about.md,line=3,col=7,endColumn=11,title=E134 bad-date::")
    assert out.count("\n") == 1
    assert err.endswith("1 error in 1 file\n")


def test_a_warning_is_an_error_only_when_strict(portal: Portal, starter: Path) -> None:
    write_about(starter, WARNING)
    code, out, _ = portal("check", "--format", "concise")
    assert code == 0
    assert ": warning E130" in out
    code, out, _ = portal("check", "--format", "concise", "--strict")
    assert code == 1
    assert ": error E130" in out
    assert out.endswith("1 error in 1 file\n")


def test_nothing_is_published(portal: Portal, starter: Path) -> None:
    before = sorted(starter.rglob("*"))
    assert portal("check")[0] == 0
    made = [path for path in sorted(starter.rglob("*")) if path not in before]
    assert [path for path in made if ".portal" not in path.parts] == []


MISTAKES = [
    b"",
    b"\xff\xfe\x00",
    b"\x00" * 100,
    b"---\n",
    b"title: no hyphens",
    b"---\ntitle: [[[[\n---\n",
    b"---\n" + b"[" * 30000 + b"\n---\n",
    b"---\ntitle: a: b\n---\n",
    b"---\ntitle: \x1b[31mred\x1b]0;owned\x07\n---\n",
    b"---\ntitle: A\ndate: 2026-13-45\n---\n",
    b"---\ntitle: A\n---\n[x](../nowhere.md) ![](missing.jpg) <script>alert(1)</script>\n",
    b"---\ntitle: A\nstart: never\nimage: {src: [1]}\npeople: 7\n---\n",
    "---\ntitle: Tūī\n---\n".encode("utf-16"),
    "---\ntitle: “Quoted”\n---\n".encode("cp1252"),
]


@pytest.mark.parametrize("content", MISTAKES, ids=lambda content: repr(content[:24]))
@pytest.mark.parametrize("form", ["full", "json"])
def test_no_mistake_of_an_author_is_a_traceback(portal: Portal, starter: Path, content: bytes, form: str) -> None:
    for folder in ("pages", "videos", "events"):
        (starter / f"content/rimu/{folder}/mistake.md").write_bytes(content)
    code, out, err = portal("check", "--format", form)
    assert code in (0, 1), err
    assert "Traceback" not in out + err
    assert "\x1b" not in out + err
