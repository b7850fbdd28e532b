"""E4: themes, templates and strings."""

from __future__ import annotations

from generator.core.diagnostics import Code

CODES: tuple[Code, ...] = ()
