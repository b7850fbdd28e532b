"""Finding a theme's files on disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.fingerprint import theme_folders
from generator.build.themes import read_theme
from generator.core.diagnostics import Span
from generator.model.config import Portal, PortalConfig
from generator.render.theme import Theme


def portal(theme: str) -> Portal:
    config = PortalConfig(title="Portal", theme=theme)
    return Portal("content/portal.yaml", config, (), {"theme": Span("content/portal.yaml", 3, 8)})


def write(root: Path, name: str, files: dict[str, str]) -> None:
    for path, text in files.items():
        file = root / "themes" / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def read(root: Path, theme: str) -> Theme:
    found, problems = read_theme(portal(theme), root)
    assert problems == ()
    assert found is not None
    return found


def test_the_default_theme_travels_with_the_generator(tmp_path: Path) -> None:
    theme = read(tmp_path, "default")
    assert "base.html" in theme.templates
    assert "en-NZ" in theme.strings
    assert "assets/site.css" in theme.assets


def test_the_portals_own_themes_come_first(tmp_path: Path) -> None:
    assert theme_folders(tmp_path)[0] == tmp_path / "themes"
    write(tmp_path, "ours", {"theme.yaml": "inherits: default\n", "assets/site.css": "body {}\n"})
    theme = read(tmp_path, "ours")
    assert (theme.name, theme.assets["assets/site.css"]) == ("ours", b"body {}\n")
    assert theme.places["base.html"] == "themes/default/templates/base.html"


def test_what_editors_leave_behind_is_no_part_of_a_theme(tmp_path: Path) -> None:
    files = {"assets/.DS_Store": "x", "assets/site.css~": "x", ".git/assets/x.css": "x", "assets/own.css": "x"}
    write(tmp_path, "ours", {"theme.yaml": "inherits: default\n", **files})
    theme = read(tmp_path, "ours")
    assert sorted(set(theme.assets) - set(read(tmp_path, "default").assets)) == ["assets/own.css"]


@pytest.mark.parametrize("name", ["../default", "/etc", "..", "a/b", "gone", "defualt"])
def test_a_theme_that_is_not_there_is_told_by_its_name(tmp_path: Path, name: str) -> None:
    theme, problems = read_theme(portal(name), tmp_path)
    assert theme is None
    assert [(problem.name, problem.span.line) for problem in problems] == [("unknown-theme", 3)]
    assert f"`{name}`" in problems[0].message
    assert ("Did you mean `default`?" in problems[0].hint) == (name in {"defualt", "../default"})


def test_a_parent_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, "ours", {"theme.yaml": "inherits: theirs\n"})
    theme, problems = read_theme(portal("ours"), tmp_path)
    assert theme is None
    assert [(problem.name, problem.span.path) for problem in problems] == [("unknown-theme", "themes/ours/theme.yaml")]


def test_a_circle_of_themes_is_told(tmp_path: Path) -> None:
    write(tmp_path, "one", {"theme.yaml": "inherits: two\n"})
    write(tmp_path, "two", {"theme.yaml": "inherits: one\n"})
    theme, problems = read_theme(portal("one"), tmp_path)
    assert theme is None
    assert [problem.name for problem in problems] == ["unknown-theme"]
    assert "inherit" in problems[0].hint


def test_a_theme_is_checked_before_it_is_used(tmp_path: Path) -> None:
    write(tmp_path, "ours", {"theme.yaml": "inherits: default\n", "templates/404.html": "{{ page.titel }}\n"})
    theme, problems = read_theme(portal("ours"), tmp_path)
    assert theme is not None
    assert [(problem.span.path, problem.span.line) for problem in problems] == [("themes/ours/templates/404.html", 1)]
    assert "title" in problems[0].message + problems[0].hint
