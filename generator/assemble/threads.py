"""Who follows whom: inquiry threads (``follows``) and the tree of pages (``parent``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.core.codes.site import E308
from generator.core.diagnostics import Diagnostic
from generator.model.outline import Outline


@dataclass(frozen=True, slots=True)
class Chain:
    """One relation between entries. ``above`` maps an id to the one it names, ``below`` the other way round."""

    above: dict[str, str]
    below: dict[str, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]


def make_chain(entries: Iterable[Outline], field: str, named: Mapping[str, str]) -> Chain:
    """Return the chain of ``field``. ``named`` maps an entry's id to the id its field names; circles are told, and cut.

    The order of ``entries`` is kept among those below one entry.
    """
    above: dict[str, str] = {}
    problems: list[Diagnostic] = []
    ordered = [entry for entry in entries if entry.id in named]
    for entry in sorted(ordered, key=lambda entry: entry.id):
        seen = [entry.id]
        at = named[entry.id]
        while at not in seen and at in above:
            seen.append(at)
            at = above[at]
        if at == entry.id or at in seen:
            circle = " → ".join(part.rsplit("/", 1)[-1] for part in (*seen, at))
            problems.append(E308.at(entry.span(field), field=field, circle=circle))
        else:
            above[entry.id] = named[entry.id]
    below: dict[str, list[str]] = defaultdict(list)
    for entry in ordered:
        if entry.id in above:
            below[above[entry.id]].append(entry.id)
    return Chain(above, {name: tuple(ids) for name, ids in below.items()}, tuple(problems))
