"""``portal explain``: what a diagnostic means, in plain words, with wrong and right."""

from __future__ import annotations

import textwrap

import click

from generator.core.diagnostics import Code

_WIDTH = 80
# What each family of codes is about, by how its codes begin.
FAMILIES: tuple[tuple[str, str], ...] = (
    ("E1", "Front matter and settings"),
    ("E2", "Text and links"),
    ("E3", "The site as a whole"),
    ("E4", "Themes"),
    ("E5", "Pictures, videos and transcripts"),
    ("E6", "People, consent and publishing"),
    ("E9", "cluster-portal and this machine"),
)


@click.command(short_help="What a diagnostic means, with an example of wrong and right.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Say what a diagnostic means and how to mend what it tells of.

    CODE is the code or the name in a message: `portal explain E112` or `portal explain unknown-term`. Without it, all
    codes are listed.
    """
    from generator.core.codes import CODES, find_code
    from generator.core.text import did_you_mean

    if code is None:
        click.echo(table_of(CODES), nl=False)
        return
    found = find_code(code)
    if found is None:
        guess = did_you_mean(code.lower(), [name for known in CODES for name in (known.id, known.name)])
        hint = f"Did you mean `{guess}`?" if guess else "`portal explain` lists them all."
        raise click.UsageError(f"There is no diagnostic `{code}`. {hint}")
    click.echo(explanation_of(found), nl=False)


def explanation_of(code: Code) -> str:
    """Return the whole explanation of one code."""
    paragraphs = [textwrap.fill(part, _WIDTH) for part in code.explanation.strip().split("\n\n")]
    return "\n\n".join(
        [
            f"{code.id} {code.name} ({code.severity.value})",
            *paragraphs,
            "Wrong:",
            textwrap.indent(code.wrong.strip("\n"), "    "),
            "Right:",
            textwrap.indent(code.right.strip("\n"), "    ") + "\n",
        ]
    )


def table_of(codes: tuple[Code, ...]) -> str:
    """Return all codes, a family after another: id, severity, name."""
    blocks: list[str] = []
    for prefix, title in FAMILIES:
        rows = [f"  {code.id}  {code.severity.value:<7}  {code.name}\n" for code in codes if code.id.startswith(prefix)]
        if rows:
            blocks.append(f"{title}\n" + "".join(rows))
    return "\n".join([*blocks, "`portal explain CODE` tells more about one of them.\n"])
