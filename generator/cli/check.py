"""``portal check``: every diagnostic of the content, without publishing anything."""

from __future__ import annotations

import sys

import click

from generator.cli.portal_folder import portal_folder
from generator.cli.progress import progress_on
from generator.cli.report import FOR_PROGRAMS, FORMAT_NAMES, made_strict, write_count, write_diagnostics


@click.command(short_help="Tell everything that is wrong in the content; publish nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMAT_NAMES),
    default="full",
    show_default=True,
    help="full shows the lines in question, concise is one line each, json and github are for programs.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.pass_context
def check(ctx: click.Context, form: str, strict: bool) -> None:
    """Read all content and tell what is wrong, where, and how to mend it. Nothing is published.

    The exit code is 1 if there are errors, so that it can guard a publication.
    """
    from generator.build.pipeline import check as check_content
    from generator.build.run import BuildOptions, UsageProblem
    from generator.core.diagnostics import has_errors

    root = portal_folder(ctx)
    try:
        with progress_on(sys.stderr) as progress:
            result = check_content(BuildOptions(root=root, output=root / "output"), progress)
    except UsageProblem as problem:
        raise click.UsageError(str(problem)) from problem
    diagnostics = made_strict(result.diagnostics) if strict else result.diagnostics
    write_diagnostics(diagnostics, root=root, form=form, stream=sys.stdout)
    if diagnostics and form not in FOR_PROGRAMS:
        click.echo()
    write_count(diagnostics, stream=sys.stderr if form in FOR_PROGRAMS else sys.stdout)
    if has_errors(diagnostics):
        ctx.exit(1)
