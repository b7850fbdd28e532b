"""``portal serve``: the sites on this machine, built anew with each change."""

from __future__ import annotations

import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

import click

from generator.cli.fault import report_fault
from generator.cli.portal_folder import portal_folder
from generator.cli.progress import progress_on
from generator.cli.report import SourceLines, write_count, write_diagnostics

if TYPE_CHECKING:
    from generator.build.run import BuildResult
    from generator.core.diagnostics import Diagnostic


@click.command(short_help="Show the sites in your browser while you write.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    metavar="N",
    help="The port of the address. Left out, it is 8000 or the next one that is free.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open the browser too.")
@click.pass_context
def serve(ctx: click.Context, port: int | None, open_browser: bool) -> None:
    """Build the sites and show them at an address of this machine alone; each change is built and shown at once.

    Drafts are shown, and marked. What is wrong is told here and on the page. Nothing is published: output/ is left
    alone. Ctrl-C ends it.
    """
    import multiprocessing

    from generator.build.run import BuildOptions, UsageProblem
    from generator.core.diagnostic_formats import count, full
    from generator.serve.preview import Preview
    from generator.serve.server import HOST, listen
    from generator.serve.server import serve as serve_until_stopped
    from generator.serve.session import Session
    from generator.serve.watch import Changes

    # Builds run beside the server's threads, which a plain fork would copy half-way through what they do.
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.set_start_method("forkserver", force=True)
    root = portal_folder(ctx)
    listener = listen(port)
    if listener is None:
        taken = f"The port {port} is" if port else "All ports from 8000 to 8099 are"
        raise click.UsageError(f"{taken} in use. Choose another with --port, or leave --port out.", ctx)
    address = f"http://{HOST}:{listener.getsockname()[1]}/"

    def describe(diagnostics: tuple[Diagnostic, ...]) -> str:
        return f"{full(diagnostics, SourceLines(root))}\n{count(diagnostics)}"

    def ready() -> None:
        click.echo(f"Showing {address} until you press Ctrl-C.", err=True)
        if open_browser:
            # In a thread of its own: some browsers run in the terminal until they are left.
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def built(result: BuildResult) -> None:
        if result.diagnostics:
            write_diagnostics(result.diagnostics, root=root, form="full", stream=sys.stderr)
            click.echo(err=True)
            write_count(result.diagnostics, stream=sys.stderr)
        click.echo(_line(result), err=True)

    def failed(problem: Exception) -> None:
        if isinstance(problem, UsageProblem):
            click.echo(str(problem), err=True)
        else:
            report_fault(problem, root)

    session = Session(BuildOptions(root=root, output=root / "output"), describe=describe)
    changes = Changes(root)
    try:
        changes.start()  # before the first build, so that nothing saved meanwhile is missed
        with progress_on(sys.stderr) as progress:
            result = session.rebuild(progress)
        built(result)
        app = Preview(session, failed).app()
        serve_until_stopped(session, changes, app, listener, ready=ready, built=built, failed=failed)
    except UsageProblem as problem:
        raise click.UsageError(str(problem), ctx) from problem
    except KeyboardInterrupt:
        pass  # how one leaves a preview
    finally:
        session.close()
        changes.close()
        listener.close()
    click.echo("Stopped.", err=True)


def _line(result: BuildResult) -> str:
    """Say in one line what became of a change."""
    if not result.ok:
        return "The pages stay as they were until this is mended."
    return f"Shown as it is now, after {result.seconds:.2f} s."
