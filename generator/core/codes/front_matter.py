"""E1: front matter and configuration."""

from __future__ import annotations

from generator.core.diagnostics import Code

CODES: tuple[Code, ...] = ()
