"""E5: pictures, videos and transcripts."""

from __future__ import annotations

from generator.core.diagnostics import Code

CODES: tuple[Code, ...] = ()
