"""How a command tells what was found: diagnostics in the form that was asked for, coloured only on a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import click

from generator.cli.progress import wants_colour
from generator.core.diagnostic_formats import FORMATS, Role, count, full_parts
from generator.core.diagnostics import Diagnostic, Severity

FORMAT_NAMES = tuple(name for name, _ in FORMATS)
# Forms that a program reads hold nothing but the diagnostics.
FOR_PROGRAMS = ("json", "github")
_TOO_LARGE = 16 * 1024 * 1024  # bytes; no line of a larger file is shown
_SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


class SourceLines:
    """Reads lines of the portal's files. Diagnostics come sorted by file, so the last file read is kept."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = ""
        self._lines: list[str] = []

    def __call__(self, path: str, line: int) -> str | None:
        """Return a line, counted from 1, as ``load`` sees it, or ``None`` if there is no such line to show."""
        if path != self._path:
            self._path, self._lines = path, self._read(path)
        return self._lines[line - 1] if 1 <= line <= len(self._lines) else None

    def _read(self, path: str) -> list[str]:
        from generator.load.text import decode

        try:
            file = self._root / path
            if file.stat().st_size > _TOO_LARGE:
                return []
            data = file.read_bytes()
        except (OSError, ValueError):
            return []
        text, _ = decode(data, path)
        return text.split("\n") if text else []


def write_diagnostics(diagnostics: Iterable[Diagnostic], *, root: Path, form: str, stream: TextIO) -> None:
    """Write the diagnostics to ``stream`` in one of ``FORMAT_NAMES``."""
    lines = SourceLines(root)
    if form != "full":
        click.echo(dict(FORMATS)[form](diagnostics, lines), file=stream, nl=False)
        return
    colour = wants_colour(stream)
    for number, diagnostic in enumerate(diagnostics):
        text = "".join(
            _styled(role, part, diagnostic.severity) if colour else part for role, part in full_parts(diagnostic, lines)
        )
        click.echo(("\n" if number else "") + text, file=stream, nl=False, color=colour)


def write_count(diagnostics: Iterable[Diagnostic], *, stream: TextIO) -> None:
    """Write how many there are, or that there is nothing to mend."""
    click.echo(count(diagnostics) or "No problems found.", file=stream)


def made_strict(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with every warning an error, as ``--strict`` asks."""
    return tuple(replace(d, severity=Severity.ERROR) if d.severity is Severity.WARNING else d for d in diagnostics)


def _styled(role: Role, text: str, severity: Severity) -> str:
    # The line's end stays outside, so that no colour runs into the next line.
    line = text.rstrip("\n")
    end = text[len(line) :]
    if role is Role.SEVERITY:
        return click.style(line, fg=_SEVERITY_COLOURS[severity], bold=True) + end
    if role is Role.CARET:
        return click.style(line, fg=_SEVERITY_COLOURS[severity]) + end
    if role is Role.PLACE:
        return click.style(line, bold=True) + end
    if role is Role.HINT:
        return click.style(line, fg="green") + end
    return text
