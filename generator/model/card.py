"""What other pages may show of an entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from generator.model.asset import Asset


@dataclass(frozen=True, slots=True)
class Card:
    """An entry as a list, a term page or a related row shows it.

    ``address`` is the page's place in its site. ``terms`` maps a taxonomy's name to the entry's term slugs, in the
    author's order. Dates carry the portal's time zone; ``start`` and ``end`` are an event's; a day
    without a time is its first moment, and said to be one. ``duration`` is in
    seconds. ``order`` is a page's place among its siblings, ``parent`` the id of the page above it.
    """

    id: str
    kind: str
    address: str
    title: str
    summary: str
    language: str
    date: datetime | None
    date_only: bool
    updated: datetime | None
    terms: dict[str, tuple[str, ...]]
    image: Asset | None
    image_alt: str
    duration: float | None
    featured: bool
    draft: bool
    start: datetime | None
    end: datetime | None
    start_is_day: bool
    end_is_day: bool
    location: str
    parent: str
    order: int
    digest: str
