"""What the lower rooms need to know of a kind: its name, its folder and its front matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from generator.model.fields import EntryFields

# The name of the kind of a cluster's front page, its `index.md`.
HOME = "home"
UNLISTED = frozenset({HOME, "school"})
"""Kinds that are related to nothing: they are ways to entries."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A passage of a video that its author marked. ``start`` and ``end`` are in seconds; ``end`` may be unknown.

    ``terms`` are the names of its terms as written, by taxonomy.
    """

    start: float
    end: float | None
    title: str
    terms: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """What a kind's own front matter says of an entry that every room may use.

    ``duration`` is in seconds. ``start``, ``end`` and ``location`` are an event's; ``order`` is a page's place.
    ``segments`` are a video's, in the author's order.
    """

    duration: float | None = None
    start: date | datetime | None = None
    end: date | datetime | None = None
    location: str = ""
    order: int = 0
    segments: tuple[Segment, ...] = ()


def no_facts(fields: EntryFields) -> Facts:
    """Return nothing: for kinds whose front matter is the shared one."""
    return Facts()


@dataclass(frozen=True, slots=True)
class KindSpec:
    """A kind's shape. ``name`` is ``case-study``, ``folder`` is ``case-studies``, in ``content/`` and in the site.

    ``prefix`` stands before the slug in an entry's address (``videos/``; "" for pages). ``timed_media`` says that it
    may have a video and transcripts. ``asks_summary`` says that a missing summary is worth a warning. ``facts`` reads
    the kind's own front matter.
    """

    name: str
    folder: str
    prefix: str
    fields: type[EntryFields]
    timed_media: bool = False
    asks_summary: bool = False
    facts: Callable[[EntryFields], Facts] = no_facts
