"""Scripts without comments: what goes, what stays, and what is left alone."""

from __future__ import annotations

import subprocess

import pytest

from generator.render.lean import lean_script
from tests.conftest import PROJECT, need


def lean(text: str) -> str:
    return lean_script(text.encode()).decode()


def test_comments_and_indentation_go() -> None:
    script = """\
// @ts-check
/*
 * What it does.
 */
"use strict";

(() => {
  /** @type {Map<string, () => void>} */
  const all = new Map();
  // A reason.
  const one = /** @type {HTMLElement | null} */ (document.querySelector("a")); // Stays.
  /** @param {string} name @param {number} [count] */
  const f = (/** @type {string} */ name) => `${name} // no comment /* none */`;
})();
"""
    assert lean(script) == (
        '"use strict";\n(() => {\nconst all = new Map();\n'
        'const one = (document.querySelector("a")); // Stays.\n'
        "const f = (name) => `${name} // no comment /* none */`;\n})();\n"
    )


def test_licences_stay() -> None:
    assert lean("/*! (c) Somebody */\n// not this\nf();\n") == "/*! (c) Somebody */\nf();\n"


@pytest.mark.parametrize(
    "script",
    [
        "const a = `one\n  // two\n`;\n",
        'const a = "one \\\n  // two";\n',
        "/*!\n (c) Somebody\n */\nf();\n",
        "/*\n * one\n */ f();\n",
        "/* never closed\nf();\n",
        "",
    ],
)
def test_what_could_be_harmed_is_left_alone(script: str) -> None:
    assert lean(script) == script


def test_what_is_no_utf8_is_left_alone() -> None:
    assert lean_script(b"// \xff\nf();") == b"// \xff\nf();"


def test_escaped_signs_open_no_template() -> None:
    assert lean("  f('\\`', `\\``);\n") == "f('\\`', `\\``);\n"


def test_the_themes_scripts_can_still_be_read() -> None:
    node = need("node", package="nodejs")
    for path in sorted((PROJECT / "themes").rglob("*.js")):
        data = lean_script(path.read_bytes())
        assert len(data) < len(path.read_bytes())
        done = subprocess.run([node, "--check", "-"], input=data, capture_output=True)
        assert done.returncode == 0, (path, done.stderr)
