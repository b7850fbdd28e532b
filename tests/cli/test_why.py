"""``portal why``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Portal


def test_it_tells_why_a_page_was_made(portal: Portal, starter: Path) -> None:
    assert portal("build")[0] == 0
    page = next(path for path in sorted((starter / "output").rglob("index.html"))).relative_to(starter / "output")
    code, out, _ = portal("why", page.as_posix())
    assert code == 0
    assert out.startswith(f"{page.as_posix()} was made by the last build, because\n  the last build made every page")
    portal("build")
    code, out, _ = portal("why", page.as_posix(), "--reads")
    assert code == 0
    assert "was left as it was: nothing that it is made of has changed.\nIt is made of\n  " in out


def test_without_a_build_or_a_page_it_says_what_to_do(portal: Portal, starter: Path) -> None:
    code, _, told = portal("why", "index.html")
    assert (code, "Run `portal build` first." in told) == (2, True)
    portal("build")
    code, _, told = portal("why", "indx.html")
    assert (code, "Did you mean `index.html`?" in told) == (2, True)
