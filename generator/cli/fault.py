"""What is said when the fault is ours: one plain line, and a file that can be sent to those who mend it."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

import click

from generator import __version__
from generator.cli.portal_folder import nearest_portal
from generator.core.diagnostic_formats import printable


def report_fault(fault: BaseException, root: Path | None) -> None:
    """Tell of an exception of ours on standard error. With ``PORTAL_TRACEBACK=1`` all of it is shown there.

    ``root`` is the portal's folder where the command line names one.
    """
    click.echo(f"This is a fault of cluster-portal, not yours: {_in_a_line(fault)}", err=True)
    story = "".join(traceback.format_exception(fault))
    if os.environ.get("PORTAL_TRACEBACK", "") not in ("", "0"):
        click.echo(story, err=True, nl=False)
        return
    written = _write(story, root or nearest_portal(Path.cwd()))
    if written:
        click.echo(f"Please send the file {written} with a line about what you were doing.", err=True)
    else:
        click.echo("Run the command again with PORTAL_TRACEBACK=1 to see all of it.", err=True)


def _in_a_line(fault: BaseException) -> str:
    text = printable(" ".join(str(fault).split()))
    return f"{type(fault).__name__}: {text[:200]}" if text else type(fault).__name__


def _write(story: str, portal: Path | None) -> Path | None:
    """Write the file beside the portal's ``content/``, or in the folder for temporary files; return its path."""
    header = (
        f"cluster-portal {__version__}, Python {platform.python_version()}, {platform.platform()}\n"
        f"{' '.join(['portal', *sys.argv[1:]])}\n\n"
    )
    name = f"fault-{datetime.now():%Y%m%d-%H%M%S}.txt"
    for folder in ([portal / ".portal"] if portal and portal.is_dir() else []) + [Path(tempfile.gettempdir())]:
        try:
            folder.mkdir(exist_ok=True)
            path = folder / name
            path.write_text(header + story, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        return path
    return None
