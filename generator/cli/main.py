"""The command ``portal``: its group, its options, and what each ending means to the shell.

Nothing heavy is imported here or at the top of any command's module, so that ``portal --help`` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from generator import __version__
from generator.cli.build import build
from generator.cli.check import check
from generator.cli.explain import explain
from generator.cli.fault import report_fault
from generator.cli.init import init
from generator.cli.new import new
from generator.cli.serve import serve
from generator.cli.why import why
from generator.core.text import did_you_mean

DONE, CONTENT_HAS_ERRORS, WRONG_USAGE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130
COMMANDS = (init, new, check, build, serve, why, explain)


class Commands(click.Group):
    """The commands, listed in the order they are met, with a guess at what a mistyped one was meant to be."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of ``COMMANDS``."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that ``args`` begin with."""
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            guess = did_you_mean(name, self.commands)
            hint = f"Did you mean `portal {guess}`?" if guess else f"The commands are {', '.join(self.commands)}."
            raise click.UsageError(f"There is no command `{name}`. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an exception of ours is told in one line, and ends with its own exit code."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise
        except Exception as fault:
            report_fault(fault, root=ctx.obj)
            ctx.exit(OUR_FAULT)


@click.group(
    cls=Commands,
    commands={str(command.name): command for command in COMMANDS},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with `portal init my-portal`. Each command tells more with --help.",
)
@click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="The portal's folder, which holds content/. "
    "Left out, it is this folder or the nearest one above it that has content/portal.yaml.",
)
@click.version_option(__version__, prog_name="cluster-portal", message="%(prog)s %(version)s")
@click.pass_context
def portal(ctx: click.Context, root: Path | None) -> None:
    """Make the shared-practice site of a cluster of schools from a folder of text files."""
    ctx.obj = root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 content has errors, 2 wrong usage, 3 our own fault."""
    try:
        code = portal.main(args=arguments, prog_name="portal", standalone_mode=False)
    except click.Abort:
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except click.NoSuchOption as problem:
        problem.show()
        _explain_place_of_option(problem)
        return WRONG_USAGE
    except click.ClickException as problem:
        problem.show()
        return WRONG_USAGE
    return code if isinstance(code, int) else DONE


def _explain_place_of_option(problem: click.NoSuchOption) -> None:
    """Say more where an option of ``portal`` itself was written after the command."""
    name = problem.option_name
    if problem.ctx is not None and problem.ctx.command is not portal and any(name in p.opts for p in portal.params):
        command = problem.ctx.command.name
        click.echo(f"{name} stands before the command: portal {name} … {command}", err=True)


def run() -> NoReturn:
    """Run the command line of this process and leave it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:  # a terminal that cannot show a letter gets "?" for it, not a fault
            reconfigure(errors="replace")
    sys.exit(main())


if __name__ == "__main__":
    run()
