"""Find a theme's files on disk: in the portal's own ``themes/``, or among those that travel with the generator."""

from __future__ import annotations

import os
from pathlib import Path

from generator.build.fingerprint import theme_folders
from generator.core.codes.theme import E417
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import did_you_mean
from generator.model.config import Portal
from generator.render.brand import Brand, check_brand, check_colours
from generator.render.theme import STYLE, Theme, load_theme, theme_parent

_DEEPEST = 5  # themes that inherit one another


def read_theme(portal: Portal, root: Path, *, check: bool = True) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Return the portal's theme, and what is wrong with it. The theme is ``None`` where it cannot be used.

    Without ``check`` its templates and colours are taken to be as good as they were.
    """
    layers: list[tuple[str, dict[str, bytes]]] = []
    name, span = portal.config.theme, portal.spans.get("theme", Span(portal.path))
    while name:
        if name in (layer for layer, _ in layers) or len(layers) == _DEEPEST:
            hint = f"A theme may not inherit itself, nor more than {_DEEPEST - 1} others."
            return None, (E417.at(span, hint=hint, theme=name),)
        folder = _find_theme(name, root)
        if folder is None:
            near = did_you_mean(name, _theme_names(root))
            return None, (E417.at(span, hint=f"Did you mean `{near}`?" if near else None, theme=name),)
        files = _read_files(folder)
        layers.append((name, files))
        span = Span(f"themes/{name}/theme.yaml")
        name = theme_parent(files)
    theme, problems = load_theme(
        layers, strings=portal.config.strings, colours=portal.config.colours, spans=portal.spans
    )
    if theme is None:
        return None, problems
    if not check:
        return theme, problems
    # It takes a while to import, and most builds do without.
    from generator.render.check import check_theme

    return theme, (*problems, *_check_contrast(portal, theme), *check_theme(theme))


def _check_contrast(portal: Portal, theme: Theme) -> list[Diagnostic]:
    """Check the colours of the clusters and of the portal: only here the configuration and the theme meet."""
    brands = [
        Brand(cluster.config.brand, cluster.spans.get("brand", Span(cluster.path))) for cluster in portal.clusters
    ]
    found = [check_brand(brand, theme.colours) for brand in brands]
    style = theme.assets.get(STYLE, b"")
    colours = [brand.colour for brand in brands]
    told = check_colours(theme.colours, style, colours, portal.spans, Span(portal.path))
    return [*(problem for problem in found if problem is not None), *told]


def _find_theme(name: str, root: Path) -> Path | None:
    if not name.replace("-", "").replace("_", "").isalnum():
        return None
    return next((folder / name for folder in theme_folders(root) if (folder / name).is_dir()), None)


def _theme_names(root: Path) -> list[str]:
    return [
        path.name for folder in theme_folders(root) if folder.is_dir() for path in folder.iterdir() if path.is_dir()
    ]


def _read_files(folder: Path) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(base, name)
            if not name.startswith(".") and not name.endswith("~"):
                files[path.relative_to(folder).as_posix()] = path.read_bytes()
    return files
