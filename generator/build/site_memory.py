"""The sites of a build as they are remembered: light parts, and cards in groups, of which an edit reads only a few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from generator.assemble.site import Site
from generator.build.memory import Memory
from generator.build.prepare import Prepared
from generator.model.card import Card
from generator.model.config import Portal

_GROUP = 32  # cards that are kept together


class SiteRecord(NamedTuple):
    """A site as it is remembered: without its entries, and the ids of its cards, which are kept in groups."""

    site: Site
    ids: tuple[str, ...]


class PortalRecord(NamedTuple):
    """A portal as it is remembered; ``sites`` are the ids of its clusters in their order."""

    portal: Portal
    zone: str
    sites: tuple[str, ...]


def parts_of(prepared: Prepared) -> dict[str, Any]:
    """Return what has to be remembered of the sites."""
    parts: dict[str, Any] = {
        "portal": PortalRecord(prepared.portal, prepared.zone.key, tuple(prepared.sites)),
    }
    for name, site in prepared.sites.items():
        parts[f"site {name}"] = site_record(site, tuple(site.cards))
        cards = list(site.cards.values())
        for at in range(0, len(cards), _GROUP):
            parts[f"cards {name} {at // _GROUP}"] = cards[at : at + _GROUP]
    return parts


def site_record(site: Site, ids: tuple[str, ...]) -> SiteRecord:
    """Return a site as it is remembered."""
    return SiteRecord(replace(site, entries={}, outlines={}, cards={}, _answers={}), ids)


class Cards(Mapping[str, Card]):
    """The cards of a site, read in groups when one of them is asked for."""

    def __init__(self, memory: Memory, name: str, ids: tuple[str, ...]) -> None:
        self._memory = memory
        self._name = name
        self._places = {entry_id: place for place, entry_id in enumerate(ids)}

    def __getitem__(self, entry_id: str) -> Card:
        group, at = divmod(self._places[entry_id], _GROUP)
        card: Card = self._group(group)[at]
        return card

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._places

    def _group(self, number: int) -> list[Card]:
        found = self._memory.part(f"cards {self._name} {number}")
        if not isinstance(found, list):
            raise LookupError(number)  # it is damaged, or was never written
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def changed(self, cards: Mapping[str, Card]) -> dict[str, list[Card]]:
        """Return the groups in which these cards are, with them."""
        parts: dict[str, list[Card]] = {}
        for entry_id, card in cards.items():
            group, at = divmod(self._places[entry_id], _GROUP)
            name = f"cards {self._name} {group}"
            found = parts.setdefault(name, list(self._group(group)))
            found[at] = card
        return parts
