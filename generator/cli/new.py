"""``portal new``: an entry with the fields of its kind, explained."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.portal_folder import portal_folder

if TYPE_CHECKING:
    from generator.model.config import ClusterConfig
    from generator.model.kind import KindSpec

# Files of these names are not entries of their own.
_TAKEN_NAMES = ("index", "readme")


@click.command(short_help="Begin an entry: a file with the fields of its kind, explained.")
@click.argument("kind")
@click.argument("title")
@click.option("--cluster", metavar="NAME", help="The cluster: the name of its folder in content/.")
@click.pass_context
def new(ctx: click.Context, kind: str, title: str, cluster: str | None) -> None:
    """Begin an entry of a KIND: case-study, video, page, event or school.

    The file's name is made from the TITLE. Nothing that is there is overwritten. Put a title of several words in
    quotes: portal new case-study "What we tried"
    """
    from generator.cli.entry_form import entry_text, readable
    from generator.core.text import slugify

    root = portal_folder(ctx)
    spec = _kind(ctx, kind)
    name = _cluster(ctx, root, cluster)
    title = readable(title)
    if not title:
        raise click.UsageError("The title is empty.", ctx)
    slug = slugify(title)
    if slug in _TAKEN_NAMES:
        slug = f"{slug}-{spec.name}"
    folder = root / "content" / name / spec.folder
    path = folder / f"{slug}.md"
    text = entry_text(spec, title, cluster=_settings(root, name), today=date.today())
    try:
        if (folder / slug).exists():
            raise FileExistsError
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError as problem:
        there = _shown(folder / slug if (folder / slug).exists() else path)
        raise click.UsageError(f"{there} is there already. Choose another title, or edit it.", ctx) from problem
    except OSError as problem:
        raise click.UsageError(f"{_shown(path)} cannot be written: {problem.strerror or problem}.", ctx) from problem
    click.echo(_shown(path))
    click.echo(
        "It is a draft: `portal serve` shows it. Take `draft: yes` out when others may read it.",
        err=True,
    )


def _kind(ctx: click.Context, name: str) -> KindSpec:
    from generator.core.text import did_you_mean
    from generator.kinds import KINDS

    wanted = name.strip().lower().replace("_", "-").replace(" ", "-")
    for kind in KINDS:
        if wanted in (kind.spec.name, kind.spec.folder):
            return kind.spec
    names = [kind.spec.name for kind in KINDS]
    guess = did_you_mean(wanted, names)
    hint = f"Did you mean `{guess}`?" if guess else f"The kinds are {', '.join(names)}."
    raise click.UsageError(f"There is no kind `{name}`. {hint}", ctx)


def _cluster(ctx: click.Context, root: Path, name: str | None) -> str:
    from generator.core.text import did_you_mean

    known = sorted(file.parent.name for file in (root / "content").glob("*/cluster.yaml"))
    if name is not None and name.strip("/") in known:
        return name.strip("/")
    if not known:
        raise click.UsageError("There is no cluster yet: make a folder in content/ with a file cluster.yaml.", ctx)
    if name is not None:
        guess = did_you_mean(name, known)
        hint = f"Did you mean `{guess}`?" if guess else f"There are: {', '.join(known)}."
        raise click.UsageError(f"There is no cluster `{name}` in content/. {hint}", ctx)
    if len(known) > 1:
        raise click.UsageError(f"Say which cluster it is for, with --cluster: {', '.join(known)}.", ctx)
    return known[0]


def _settings(root: Path, cluster: str) -> ClusterConfig | None:
    """Return the cluster's settings as far as they can be read; what is wrong in them is for ``portal check``."""
    from generator.load.config import load_portal

    files = {}
    for path in ("content/portal.yaml", f"content/{cluster}/cluster.yaml"):
        try:
            files[path] = (root / path).read_bytes()
        except OSError:
            continue
    portal, _ = load_portal(files)
    return portal.clusters[0].config if portal is not None and portal.clusters else None


def _shown(path: Path) -> str:
    """Return a path as short as it can be from the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
