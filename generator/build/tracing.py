"""Traces: which facts each page read, so that the next build makes only the pages of which a fact has changed."""

from __future__ import annotations

import importlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from generator.assemble.facts import Fact, fact_digest, fact_id
from generator.assemble.site import Site
from generator.model.config import Portal
from generator.model.page import Page

Task = tuple[str, str, tuple[Any, ...]]
_MAKERS = "generator.outputs."


class PageRecord(NamedTuple):
    """What is remembered of a page: the digest of its bytes, the task as in :func:`task_of`, and the facts it read.

    ``reads`` are the numbers of facts, eight bytes each.
    """

    digest: str
    task: Task
    reads: bytes


class FactRecord(NamedTuple):
    """What is remembered of a fact: its kind and key, and the digest of what it said."""

    fact: Fact
    digest: int


class Cause(NamedTuple):
    """Why a build made a page: ``first`` (it made all), ``theme``, ``new``, ``task``, ``facts`` or ``output``.

    ``facts`` are those that changed.
    """

    name: str
    facts: tuple[Fact, ...] = ()


def task_of(page: Page) -> Task:
    """Return what a page is to be made of: its maker's name, its cluster, and the plain values that are given."""
    return (f"{page.produce.__module__}:{page.produce.__qualname__}", page.cluster, page.arguments)


def page_of(path: str, task: Task) -> Page:
    """Return the page of a task.

    Raises:
        ValueError: No maker of pages has this name.
    """
    name, cluster, arguments = task
    module, _, function = name.partition(":")
    if not module.startswith(_MAKERS):
        raise ValueError(name)
    maker = getattr(importlib.import_module(module), function, None)
    if not callable(maker):
        raise ValueError(name)
    return Page(path, cluster, maker, arguments)


@dataclass
class Tracer:
    """Turns what views recorded into traces. ``facts`` are those met since :meth:`take` was last called."""

    portal: Portal
    sites: Mapping[str, Site]
    _ids: dict[Fact, int] = field(default_factory=dict)
    _facts: dict[int, FactRecord] = field(default_factory=dict)

    def trace(self, reads: set[Fact]) -> bytes:
        """Return the facts of one page as in :class:`PageRecord`."""
        ids = self._ids
        for fact in reads.difference(ids):
            number = ids[fact] = fact_id(fact)
            self._facts[number] = FactRecord(fact, fact_digest(fact, self.portal, self.sites))
        return array("Q", [ids[fact] for fact in reads]).tobytes()

    def take(self) -> dict[int, FactRecord]:
        """Return the facts that were met since the last time."""
        facts, self._facts = self._facts, {}
        return facts

    def __getstate__(self) -> tuple[Portal, Mapping[str, Site]]:
        return self.portal, self.sites

    def __setstate__(self, state: tuple[Portal, Mapping[str, Site]]) -> None:
        self.portal, self.sites = state
        self._ids, self._facts = {}, {}


def changed_facts(facts: Mapping[int, FactRecord], portal: Portal, sites: Mapping[str, Site]) -> dict[int, FactRecord]:
    """Return those facts that say something else now, as they are now."""
    return {
        number: FactRecord(record.fact, now)
        for number, record in facts.items()
        if (now := fact_digest(record.fact, portal, sites)) != record.digest
    }


def numbers_of(record: PageRecord) -> array[int]:
    """Return the numbers of the facts that a page read."""
    numbers = array("Q")
    numbers.frombytes(record.reads)
    return numbers


def stale_reads(record: PageRecord, changed: frozenset[int]) -> list[int]:
    """Return which of the changed facts a page read."""
    return sorted(changed.intersection(numbers_of(record)))


def is_stale(record: PageRecord, changed: frozenset[int]) -> bool:
    """Tell whether a page read any of the changed facts."""
    return not changed.isdisjoint(numbers_of(record))
