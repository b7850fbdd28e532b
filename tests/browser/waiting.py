"""Wait for something in a page: Playwright's own way evaluates code in it, which its security policy forbids."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Page

_TRIES = 600  # of 50 ms: as long as Playwright waits for anything


def until(page: Page | Frame, expression: str, argument: Any = None) -> Any:
    """Return the value of an expression in the page as soon as it is true."""
    for _ in range(_TRIES):
        if value := page.evaluate(expression, argument):
            return value
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {expression}")
