"""Which folder a command works on."""

from __future__ import annotations

from pathlib import Path

import click


def nearest_portal(start: Path) -> Path | None:
    """Return ``start`` or the nearest folder above it that has ``content/portal.yaml``, or ``None``."""
    for folder in (start, *start.parents):
        if (folder / "content" / "portal.yaml").is_file():
            return folder
    return None


def portal_folder(ctx: click.Context) -> Path:
    """Return the portal's folder, absolute: what ``--root`` says, or the nearest one. None at all is wrong usage."""
    chosen = ctx.find_root().obj
    if isinstance(chosen, Path):
        if not chosen.is_dir():
            raise click.UsageError(f"There is no folder `{chosen}`.", ctx)
        if not (chosen / "content").is_dir():
            raise click.UsageError(f"There is no portal in `{chosen}`: it has no content/ folder.", ctx)
        return chosen.absolute()
    found = nearest_portal(Path.cwd())
    if found:
        return found
    if (Path.cwd() / "content").is_dir():  # its missing portal.yaml is then told as any other mistake
        return Path.cwd()
    raise click.UsageError(
        "There is no portal here: neither this folder nor one above it has content/portal.yaml. "
        "Go to your portal's folder, name it with --root, or start one with `portal init my-portal`.",
        ctx,
    )
