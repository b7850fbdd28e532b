"""Signals of programs that tests start."""

from __future__ import annotations

import signal


def heed_ctrl_c() -> None:
    """Let a new process heed Ctrl-C as in a terminal, also where the tests run in the background and ignore it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
