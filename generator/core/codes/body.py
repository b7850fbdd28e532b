"""E2: Markdown bodies and links."""

from __future__ import annotations

from generator.core.diagnostics import Code

CODES: tuple[Code, ...] = ()
