from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.progress import plain_lines, progress_on, wants_colour


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_plain_lines_are_one_for_each_stage() -> None:
    stream = io.StringIO()
    progress = plain_lines(stream)
    for done in range(1, 13):
        progress("load", done, 12)
    progress("render", 1, 1)
    assert stream.getvalue() == "load: 12\nrender\n"


def test_a_long_stage_has_a_line_for_each_quarter() -> None:
    stream = io.StringIO()
    progress = plain_lines(stream)
    for done in range(1, 10_001):
        progress("load", done, 10_000)
    assert stream.getvalue().splitlines() == [
        "load: 10,000",
        "load: 2,500 of 10,000",
        "load: 5,000 of 10,000",
        "load: 7,500 of 10,000",
        "load: 10,000 of 10,000",
    ]


def test_no_colour_without_a_terminal_or_where_nobody_wants_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour(Terminal())
    assert not wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Terminal())
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not wants_colour(Terminal())


def test_a_dumb_terminal_gets_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    with progress_on(stream) as progress:
        progress("load", 1, 2)
    assert stream.getvalue() == "load: 2\n"


def on_a_terminal(arguments: list[str], **environment: str) -> str:
    """Run the command with a real terminal as its standard output and error; return all that it shows."""
    above, below = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator.cli.main", *arguments],
        cwd=Path(__file__).parent.parent.parent,
        stdout=below,
        stderr=below,
        env={**{key: value for key, value in os.environ.items() if key != "NO_COLOR"}, "TERM": "xterm", **environment},
    )
    os.close(below)
    shown = bytearray()
    while True:
        try:
            piece = os.read(above, 65536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not piece:
            break
        shown += piece
    os.close(above)
    process.wait(60)
    return shown.decode()


def test_a_terminal_has_a_bar_and_colours(starter: Path) -> None:
    (starter / "content/rimu/pages/about.md").write_text("---\ntitle: About\ndate: soon\n---\n", encoding="utf-8")
    shown = on_a_terminal(["--root", str(starter), "check"])
    assert "load" in shown
    assert "\x1b[31m\x1b[1merror" in shown
    assert "\x1b[2K" in shown  # the bar is cleared at the end


def test_a_terminal_without_colour_keeps_the_bar(starter: Path) -> None:
    (starter / "content/rimu/pages/about.md").write_text("---\ntitle: About\ndate: soon\n---\n", encoding="utf-8")
    shown = on_a_terminal(["--root", str(starter), "check"], NO_COLOR="1")
    assert "load" in shown
    assert "\x1b[31m" not in shown
    assert "about.md:3:7: error E134 bad-date" in shown
