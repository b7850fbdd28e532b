"""The theme's scripts that name their types are right about them: the TypeScript compiler reads them as they are."""

from __future__ import annotations

import subprocess

import pytest

from tests.conftest import PROJECT

COMPILER = PROJECT / ".venv/node/node_modules/typescript/bin/tsc"
OPTIONS = ("--checkJs", "--allowJs", "--noEmit", "--strict", "--target", "es2022", "--lib", "es2023,dom,dom.iterable")


def test_the_types_in_scripts_are_right() -> None:
    if not COMPILER.is_file():
        pytest.fail("TypeScript is missing. Install it with: make .venv/node/stamp", pytrace=False)
    scripts = [
        str(path)
        for path in sorted((PROJECT / "themes").rglob("*.js"))
        if path.read_text(encoding="utf-8").startswith("// @ts-check")
    ]
    assert scripts
    done = subprocess.run(["node", str(COMPILER), *OPTIONS, *scripts], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
