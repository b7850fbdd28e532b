"""``portal why``: why the last build made a page, or left it as it was."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.portal_folder import portal_folder


@click.command(short_help="Why the last build made a page, or left it as it was.")
@click.argument("page")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the sites went. Left out, it is output/ beside content/.",
)
@click.option("--drafts", is_flag=True, help="Tell of the last build with --drafts.")
@click.option("--explicit-links", is_flag=True, help="Tell of the last build with --explicit-links.")
@click.option("--reads", is_flag=True, help="List everything that the page is made of, too.")
@click.pass_context
def why(ctx: click.Context, page: str, output: Path | None, drafts: bool, explicit_links: bool, reads: bool) -> None:
    """Say why a page was made again by the last build, or why it was not.

    PAGE is its file in output/ (`kowhai/videos/kea/index.html`), its address (`kowhai/videos/kea/`), or the entry's
    file (`content/kowhai/videos/kea.md`).
    """
    from generator.build.run import BuildOptions
    from generator.build.why import why as explain
    from generator.core.text import did_you_mean

    root = portal_folder(ctx)
    folder = output if output is not None else root / "output"
    options = BuildOptions(root=root, output=folder, drafts=drafts, explicit_links=explicit_links)
    found = explain(options, page)
    if found is None:
        raise click.UsageError("No build is remembered that could be told of. Run `portal build` first.")
    if isinstance(found, tuple):
        guess = did_you_mean(*found)
        hint = f"Did you mean `{guess}`?" if guess else "Pages are named by their file in output/."
        raise click.UsageError(f"The last build knows no page `{page}`. {hint}")
    if found.made:
        click.echo(f"{found.path} was made by the last build, because")
        for reason in found.reasons:
            click.echo(f"  {reason}")
    else:
        click.echo(f"{found.path} was left as it was: nothing that it is made of has changed.")
    if reads:
        click.echo("It is made of")
        for words in found.reads:
            click.echo(f"  {words}")
