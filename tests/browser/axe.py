"""axe-core, the accessibility checker, from the npm registry."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILE = PROJECT / ".venv/node/node_modules/axe-core/axe.min.js"


@cache
def _source() -> str:
    if not FILE.is_file():
        pytest.fail("axe-core is missing. Install it with: make .venv/node/stamp", pytrace=False)
    return FILE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page as it is now: the rule, and the elements."""
    page.evaluate(_source())
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {node['html'][:160]} ({'; '.join(check['message'] for check in node['any'][:1])})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
