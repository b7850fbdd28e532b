"""E6: people, consent and publishing."""

from __future__ import annotations

from generator.core.diagnostics import Code

CODES: tuple[Code, ...] = ()
