"""Ties between the schools of a cluster: where they share an inquiry thread, or a goal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

_MOST_SCHOOLS = 60  # more would be no picture


@dataclass(frozen=True, slots=True)
class Ties:
    """The schools of a cluster, and which of them are tied. ``schools`` are slugs in order; ties are pairs of places.

    ``shared`` says how many entries each school has, in the same order. A pair is in ``threads`` where one school's
    entry follows the other's, in ``goals`` where both have entries for one goal.
    """

    schools: tuple[str, ...]
    shared: tuple[int, ...]
    threads: tuple[tuple[int, int], ...]
    goals: tuple[tuple[int, int], ...]


def find_ties(
    schools: Sequence[str], terms: Mapping[str, Mapping[str, Sequence[str]]], follows: Mapping[str, str]
) -> Ties:
    """Return the ties of a cluster.

    ``terms`` are the term slugs of each entry by taxonomy; ``follows`` maps an entry's id to the one it follows.
    """
    kept = tuple(schools[:_MOST_SCHOOLS])
    places = {slug: place for place, slug in enumerate(kept)}
    shared = [0] * len(kept)
    by_goal: dict[str, set[int]] = {}
    of_entry: dict[str, set[int]] = {}
    for entry_id, own in terms.items():
        here = {places[slug] for slug in own.get("schools", ()) if slug in places}
        of_entry[entry_id] = here
        for place in here:
            shared[place] += 1
        for goal in own.get("goals", ()):
            by_goal.setdefault(goal, set()).update(here)
    threads: set[tuple[int, int]] = set()
    for entry_id, before in follows.items():
        threads |= _pairs(of_entry.get(entry_id, ()), of_entry.get(before, ()))
    goals = {pair for members in by_goal.values() for pair in combinations(sorted(members), 2)}
    return Ties(kept, tuple(shared), tuple(sorted(threads)), tuple(sorted(goals - threads)))


def _pairs(left: Iterable[int], right: Iterable[int]) -> set[tuple[int, int]]:
    return {(min(a, b), max(a, b)) for a in left for b in right if a != b}
