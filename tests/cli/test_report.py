from __future__ import annotations

import io
from pathlib import Path

import pytest

from generator.cli.report import SourceLines, made_strict, write_count, write_diagnostics
from generator.core.diagnostics import Diagnostic, Severity, Span
from tests.cli.test_progress import Terminal


def make(severity: Severity = Severity.ERROR, path: str = "content/a.md", hint: str = "Mend it.") -> Diagnostic:
    return Diagnostic("E134", "bad-date", severity, Span(path, 2, 7, 4), "`soon` is no date.", hint)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("---\ndate: soon\n---\n", encoding="utf-8")
    return tmp_path


def test_lines_are_those_that_load_counts(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\x0cfour\nfive \xe2\x80\xa8six")
    (tmp_path / "b").write_bytes("Tūī".encode("utf-16"))
    (tmp_path / "c").write_bytes(b"caf\xe9")
    lines = SourceLines(tmp_path)
    assert [lines("a", number) for number in range(6)] == [None, "one", "two", "three four", "five  six", None]
    assert lines("b", 1) == "Tūī"
    assert lines("c", 1) == "café"


@pytest.mark.parametrize("path", ["missing", "folder", "bad\0name", "picture.png"])
def test_what_has_no_lines_to_show_has_none(tmp_path: Path, path: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert SourceLines(tmp_path)(path, 1) is None


def test_a_file_off_a_terminal_has_no_colour(root: Path) -> None:
    stream = io.StringIO()
    write_diagnostics([make(), make()], root=root, form="full", stream=stream)
    one = "content/a.md:2:7: error E134 bad-date\n2 | date: soon\n          ^^^^\n`soon` is no date.\nhint: Mend it.\n"
    assert stream.getvalue() == f"{one}\n{one}"


def test_a_terminal_has_colours_that_end_with_their_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    write_diagnostics([make(severity) for severity in Severity], root=root, form="full", stream=stream)
    text = stream.getvalue()
    assert "\x1b[31m\x1b[1merror\x1b[0m" in text
    assert "\x1b[33m\x1b[1mwarning\x1b[0m" in text
    assert "\x1b[36m\x1b[1mnote\x1b[0m" in text
    assert all(line.count("\x1b[") == 0 or line.endswith("\x1b[0m") for line in text.splitlines())


def test_the_other_forms_have_no_colour_anywhere(root: Path) -> None:
    for form in ("concise", "json", "github"):
        stream = Terminal()
        write_diagnostics([make()], root=root, form=form, stream=stream)
        assert "\x1b" not in stream.getvalue()
        assert "E134" in stream.getvalue()


def test_the_count_says_so_when_there_is_nothing() -> None:
    stream = io.StringIO()
    write_count([], stream=stream)
    write_count([make()], stream=stream)
    assert stream.getvalue() == "No problems found.\n1 error in 1 file\n"


def test_strict_makes_errors_of_warnings_but_not_of_notes() -> None:
    strict = made_strict([make(Severity.WARNING), make(Severity.NOTE), make()])
    assert [diagnostic.severity for diagnostic in strict] == [Severity.ERROR, Severity.NOTE, Severity.ERROR]
