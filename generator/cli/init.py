"""``portal init``: a new portal, with one example of each kind to read, to change and to delete."""

from __future__ import annotations

from pathlib import Path

import click

STARTER = Path(__file__).parent / "starter"
# In the starter these have names that mean nothing to Git, so that they say nothing about this repository.
_NAMES_IN_A_PORTAL = {"gitignore": ".gitignore"}


@click.command(short_help="Start a new portal: settings, one cluster, an example of each kind.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_context
def init(ctx: click.Context, folder: Path) -> None:
    """Start a new portal in the folder DIR, which is made if it is not there.

    The portal has one cluster with a case study, a video and its transcript, pages, an event and schools. They are
    examples: read them, change them, delete them.
    """
    try:
        if folder.exists() and not folder.is_dir():
            raise click.UsageError(f"`{folder}` is a file. Choose another name.", ctx)
        if folder.is_dir() and any(inside.name != ".git" for inside in folder.iterdir()):
            raise click.UsageError(f"`{folder}` is not empty. Choose an empty folder, or a new name.", ctx)
        written = copy_starter(folder)
    except OSError as problem:
        raise click.UsageError(f"`{folder}` cannot be written: {problem.strerror or problem}.", ctx) from problem
    click.echo(f"Your portal is in {folder}: {written} files.\n")
    click.echo("Next steps:")
    if folder.resolve() != Path.cwd():
        click.echo(f"  cd {_quoted(folder)}")
    click.echo("  portal serve --open                     see it in your browser, and write")
    click.echo('  portal new case-study "What we tried"   begin an entry of your own')
    click.echo("  portal check                            find out what is wrong")
    click.echo("\nREADME.md in that folder tells more.")


def copy_starter(folder: Path) -> int:
    """Write the starter's files into ``folder``, never over one that is there; return how many they are."""
    files = sorted(path for path in STARTER.rglob("*") if path.is_file())
    for file in files:
        inside = file.relative_to(STARTER)
        target = folder / inside.with_name(_NAMES_IN_A_PORTAL.get(inside.name, inside.name))
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:
            stream.write(file.read_bytes())
    return len(files)


def _quoted(folder: Path) -> str:
    text = str(folder)
    return f'"{text}"' if " " in text else text
