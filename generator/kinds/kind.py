"""A kind: its shape, its template, and how its page is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.model.entry import Entry
from generator.model.kind import KindSpec
from generator.render.contexts import Contexts
from generator.render.contract import PageContext


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry. ``context`` makes what ``template`` receives as ``page``; it is a module-level function."""

    spec: KindSpec
    template: str
    context: Callable[[Entry, Contexts], PageContext]
