"""``portal build``: content becomes the sites in ``output/``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli.portal_folder import portal_folder
from generator.cli.progress import progress_on
from generator.cli.report import write_count, write_diagnostics

if TYPE_CHECKING:
    from generator.build.run import BuildResult


@click.command(short_help="Make the sites from the content.")
@click.option("--cluster", metavar="NAME", help="Make only this cluster's site: the name of its folder in content/.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the sites go. Left out, it is output/ beside content/.",
)
@click.option("--drafts", is_flag=True, help="Publish drafts too, marked as such.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes share the work. Left out, as many as this machine has cores.",
)
@click.option("--clean", is_flag=True, help="Make everything anew, without what is kept from earlier builds.")
@click.option(
    "--explicit-links",
    is_flag=True,
    help="Links name index.html, so that the site also works opened from a folder or a USB stick.",
)
@click.pass_context
def build(
    ctx: click.Context,
    cluster: str | None,
    output: Path | None,
    drafts: bool,
    jobs: int | None,
    clean: bool,
    explicit_links: bool,
) -> None:
    """Make the sites: content/ becomes output/, a folder of files for any web server.

    If the content has errors nothing is published: output/ stays as it was, and the exit code is 1.
    """
    from generator.build.pipeline import build as build_content
    from generator.build.run import BuildOptions, UsageProblem

    root = portal_folder(ctx)
    options = BuildOptions(
        root=root,
        output=output if output is not None else root / "output",
        cluster=cluster,
        drafts=drafts,
        jobs=jobs or 0,
        clean=clean,
        explicit_links=explicit_links,
    )
    try:
        with progress_on(sys.stderr) as progress:
            result = build_content(options, progress)
    except UsageProblem as problem:
        raise click.UsageError(str(problem)) from problem
    if result.diagnostics:
        write_diagnostics(result.diagnostics, root=root, form="full", stream=sys.stderr)
        click.echo(err=True)
        write_count(result.diagnostics, stream=sys.stderr)
    click.echo(last_line(result), err=True)
    if not result.ok:
        ctx.exit(1)


def last_line(result: BuildResult) -> str:
    """Return what was done in one line."""
    if not result.ok:
        return f"Nothing was published; the site is as it was before. {result.seconds:.1f} s."
    pages = "1 page" if result.pages == 1 else f"{result.pages:,} pages"
    anew = "" if result.made == result.pages else f", {result.made:,} of them anew"
    return (
        f"Built {pages} in {result.seconds:.1f} s{anew}. "
        f"Files: {result.written:,} written, {result.unchanged:,} unchanged, {result.removed:,} removed."
    )
