"""E9: faults of the generator and of the machine it runs on."""

from __future__ import annotations

from generator.core.diagnostics import Code

CODES: tuple[Code, ...] = ()
