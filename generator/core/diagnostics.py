"""Diagnostics: what is wrong, where, and what to do, as values that stages return and processes ship.

An author's mistake is a ``Diagnostic``; only our own bugs are exceptions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad it is: an error stops publishing, a warning does not, a note only tells."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Span(NamedTuple):
    """A place in a file: ``line`` and ``column`` count from 1, ``length`` is in characters.

    ``path`` is relative to the portal's folder, with forward slashes (``content/hereora/index.md``). Line 0 means
    the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message to an author."""

    code: str
    name: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """What a diagnostic means. ``message`` and ``hint`` are ``str.format`` templates over the values of :meth:`at`.

    ``explanation``, ``wrong`` and ``right`` are what ``portal explain`` shows.
    """

    id: str
    name: str
    severity: Severity
    message: str
    hint: str
    explanation: str
    wrong: str
    right: str

    def at(self, span: Span, *, hint: str | None = None, **values: object) -> Diagnostic:
        """Return the diagnostic at ``span``; ``hint``, where given, replaces the code's own."""
        plain = {key: _clip(str(value)) for key, value in values.items()}
        return Diagnostic(
            code=self.id,
            name=self.name,
            severity=self.severity,
            span=span,
            message=self.message.format(**plain),
            hint=self.hint.format(**plain) if hint is None else hint,
        )


def _clip(value: str) -> str:
    """Keep hostile or endless values out of a terminal: printable, on one line, at most 120 characters."""
    line = "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in value[:400])
    return line if len(line) <= 120 else line[:119] + "…"


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics without repeats, sorted by place, then by code."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.span, d.code, d.message, d.hint)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any diagnostic is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
