"""The default theme's files, themes with a change to them, and contexts of any kind for templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from generator.core.diagnostics import Diagnostic
from generator.render.check import check_theme
from generator.render.contract import SiteContext, ThemeContext
from generator.render.renderer import POLICY, Renderer
from generator.render.theme import Theme, load_theme

DEFAULT = Path(__file__).resolve().parents[2] / "themes" / "default"
HOSTILE = "<script>alert(1)</script>\"'&"
T = TypeVar("T")


@cache
def default_files() -> Mapping[str, bytes]:
    return {
        path.relative_to(DEFAULT).as_posix(): path.read_bytes() for path in sorted(DEFAULT.rglob("*")) if path.is_file()
    }


@cache
def default_theme() -> Theme:
    theme, problems = load_theme([("default", default_files())])
    assert theme is not None, problems
    assert problems == ()
    return theme


@cache
def default_renderer() -> Renderer:
    return Renderer(default_theme())


def changed_theme(files: Mapping[str, str | bytes]) -> Theme:
    """The default theme with some files of a theme called `ours` over it."""
    own = {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}
    theme, problems = load_theme([("ours", own), ("default", default_files())])
    assert theme is not None, problems
    return theme


def found_in(template: str, source: str) -> list[Diagnostic]:
    """What checking finds in one template of a theme that is otherwise the default one."""
    return list(check_theme(changed_theme({f"templates/{template}": source})))


def codes_in(template: str, source: str) -> list[str]:
    return [diagnostic.code for diagnostic in found_in(template, source)]


def make(owner: type[T], *, full: bool, text: str = "Whānau & friends", **given: Any) -> T:
    """A context of any class: with everything in it, or with everything empty that may be."""
    hints = get_type_hints(owner)
    values: dict[str, Any] = {}
    for one in fields(owner):  # type: ignore[arg-type]
        if one.name in given:
            values[one.name] = given[one.name]
        elif not full and one.default is not MISSING:
            values[one.name] = one.default
        else:
            values[one.name] = _value(hints[one.name], one.name, full, text)
    return owner(**values)


def _value(hint: Any, name: str, full: bool, text: str) -> Any:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = next(part for part in get_args(hint) if part is not NoneType)
        return _value(inner, name, full, text) if full else None
    if origin is tuple:
        return tuple(_value(get_args(hint)[0], name, full, f"{text} {index}") for index in range(2 if full else 0))
    if origin is dict:
        return {}
    if hint is bool:
        return full
    if hint is int:
        return 3 if full else 0
    if hint is float:
        return 83.0 if full else 0.0
    if hint is Markup:
        return Markup("<p>The <em>body</em>.</p>") if full and name != "json_ld" else Markup("")
    if hint is str:
        return _text(name, full, text)
    return make(hint, full=full, text=text)


def _text(name: str, full: bool, text: str) -> str:
    fixed = {"language": "en-NZ", "iso": "2026-03-05", "kind": "video", "taxonomy": "tags", "form": "file"}
    if name in fixed:
        return fixed[name]
    if name.endswith("url"):
        return "../there/" if full else ""
    if name in ("id", "slug"):
        return "x-" + "".join(character for character in text if character.isalnum()).lower() if full else ""
    return text if full else ""


def site(*, full: bool = False, **given: Any) -> SiteContext:
    return make(SiteContext, full=full, **{"title": "Kōwhai cluster", "home_url": "./", **given})


def theme_context() -> ThemeContext:
    assets = {path.removeprefix("assets/"): path for path in default_theme().assets}
    return make(ThemeContext, full=False, name="default", style_url="assets/site.css", assets=assets, policy=POLICY)
