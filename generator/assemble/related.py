"""Related entries: those chosen by hand, then those that share most with an entry.

Near-linear in the number of entries: an entry looks for others along its rarest features only, and along each of
these at a bounded number of entries. The result does not depend on the order in which an entry's features arrive.

How rare a feature is goes in steps, of which there are four from one number to its double. So an edit of one entry
seldom moves others, and :meth:`RelatedIndex.replace` can tell which. All sums are of whole numbers: they are the same
in whatever order and on whatever machine.
"""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Protocol

from generator.core.digest import digest

# How much it counts to share a term of each taxonomy; words of the text count 1.
_WEIGHTS = {"tags": 4.0, "goals": 3.0, "schools": 1.5, "areas": 2.0, "levels": 1.5, "phase": 0.5}
_FEATURES = 14  # features followed from each entry, rarest first
_REACH = 40  # entries looked at along one feature
_UNIT = 64  # the weight of a feature that counts 1; weights are below 256
_RARITY_UNIT = 16
_OF_TERMS = {taxonomy: round(_UNIT * math.sqrt(weight)) for taxonomy, weight in _WEIGHTS.items()}
_LEAST = _UNIT * _UNIT * _RARITY_UNIT  # a score below this is chance: a word that most have is worth so much
_MOST_FEATURES = 1 << 16  # of one entry

# The order in which an entry follows its features: rare before common, heavy before light, then by id. It is one
# number: the step, the weight (taken off, so that the step below shows), and the feature's place in the entry.
_STEP, _WEIGHT = 24, 16
_PLACE = (1 << _WEIGHT) - 1
_ALONE = 1 << 40  # the order of what nobody shares


class WithWords(Protocol):
    """What an entry must have to be related: its id, and its most telling words with their counts, most first."""

    @property
    def id(self) -> str:  # noqa: D102 - told above
        ...

    @property
    def words(self) -> Sequence[tuple[str, int]]:  # noqa: D102 - told above
        ...


@dataclass(frozen=True, slots=True)
class _Lists:
    """The entries that have each feature: their places, ascending, with the weights; and where features rank."""

    postings: dict[int, tuple[list[int], bytearray]]
    ranks: dict[int, int]


class RelatedIndex:
    """The features of all entries, from which the related ones are found. It does not change; pickles are small.

    ``ids`` are those of the entries, newest first. The features of the n-th lie from ``offsets[n]`` to
    ``offsets[n + 1]``, ascending, their weights beside them.
    """

    __slots__ = ("_features", "_known", "_lists", "_offsets", "_weights", "ids")

    def __init__(self, ids: tuple[str, ...], features: array[int], weights: bytes, offsets: array[int]) -> None:
        self.ids = ids
        self._features = features
        self._weights = weights
        self._offsets = offsets
        self._lists: _Lists | None = None
        self._known: dict[str, int] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return RelatedIndex, (self.ids, self._features, self._weights, self._offsets)

    @classmethod
    def of(cls, entries: Iterable[WithWords], terms: Mapping[str, Mapping[str, Sequence[str]]]) -> RelatedIndex:
        """Return the index of entries, which are newest first; ``terms`` are their term slugs by taxonomy."""
        ids = []
        features, weights, offsets = array("Q"), bytearray(), array("I", [0])
        for entry in entries:
            ids.append(entry.id)
            own, beside = _packed(features_of(entry, terms[entry.id]))
            features.extend(own)
            weights += beside
            offsets.append(len(features))
        return cls(tuple(ids), features, bytes(weights), offsets)

    def __contains__(self, entry_id: object) -> bool:
        return entry_id in self._places()

    def most_alike(self, entry_id: str, wanted: int, but: Iterable[str] = ()) -> tuple[str, ...]:
        """Return up to so many ids of the entries that share most with one, ``but`` not these, best first.

        Raises ``KeyError`` for an id that the index does not have.
        """
        places = self._places()
        scores = self._scores(places[entry_id])
        for other in (entry_id, *but):
            if other in places:
                scores.pop(places[other], None)
        return tuple([self.ids[found] for found in _best(scores, wanted)])

    def prepare(self) -> None:
        """Make what entries are found with, before other processes that need it are forked."""
        self._read()

    def replace(self, entry_id: str, features: Mapping[int, int]) -> tuple[RelatedIndex, frozenset[str]]:
        """Return the index where one entry has these features instead, and the ids whose related ones may differ.

        ``features`` are what :func:`features_of` gives. The entry keeps its place; all other ids have the same
        related ones as before as long as what is chosen and shown is the same. After several changes in turn those of
        all of them together may differ. Raises ``KeyError`` for an id that the index does not have.
        """
        place = self._places()[entry_id]
        start, end = self._offsets[place], self._offsets[place + 1]
        own, beside = _packed(features)
        before = dict(zip(self._features[start:end], self._weights[start:end], strict=True))
        after = dict(zip(own, beside, strict=True))
        changed = {feature for feature in before | after if before.get(feature) != after.get(feature)}
        if not changed:
            return self, frozenset()
        grown = len(own) - (end - start)
        new = RelatedIndex(
            self.ids,
            self._features[:start] + own + self._features[end:],
            self._weights[:start] + beside + self._weights[end:],
            self._offsets[: place + 1] + array("I", [offset + grown for offset in self._offsets[place + 1 :]]),
        )
        new._known = self._known
        new._lists = _replaced(self._read(), place, {feature: after.get(feature, 0) for feature in changed})
        touched = {place, *self._reordered(new, place, changed)}
        for feature in changed:
            near = {*_in_sight(self._read(), feature, place), *_in_sight(new._read(), feature, place)} - touched
            touched.update(other for other in near if new._follows(other, feature))
        return new, frozenset(self.ids[other] for other in touched)

    def _reordered(self, new: RelatedIndex, place: int, changed: Collection[int]) -> set[int]:
        """The other entries that follow other features in the new index, or find them more or less rare."""
        before, after = self._read(), new._read()
        moved = [feature for feature in changed if before.ranks.get(feature) != after.ranks.get(feature)]
        others = {
            other for feature in moved for lists in (before, after) for other in lists.postings.get(feature, ((),))[0]
        }
        return {other for other in others if other != place and self._order(other) != new._order(other)}

    def _order(self, place: int) -> list[int]:
        """The features that an entry follows, as numbers that hold the step and the feature's place in the entry."""
        ranks = self._read().ranks
        start, end = self._offsets[place], self._offsets[place + 1]
        keys = [
            ranks[feature] - (weight << _WEIGHT) + at
            for at, (feature, weight) in enumerate(
                zip(self._features[start:end], self._weights[start:end], strict=True)
            )
        ]
        keys.sort()
        del keys[_FEATURES:]
        while keys and keys[-1] >= _ALONE >> 1:
            keys.pop()
        return keys

    def _follows(self, place: int, feature: int) -> bool:
        start = self._offsets[place]
        return any(self._features[start + (key & _PLACE)] == feature for key in self._order(place))

    def _scores(self, place: int) -> dict[int, int]:
        """The places of entries that share what this one follows, itself too, and how much each shares."""
        postings, rarities = self._read().postings, _rarities(_step(len(self.ids)))
        features, own, start = self._features, self._weights, self._offsets[place]
        scores: dict[int, int] = {}
        for key in self._order(place):
            at = start + (key & _PLACE)
            factor = own[at] * rarities[key >> _STEP]
            others, weights = postings[features[at]]
            if len(others) > _REACH:
                first = _first_in_sight(bisect_left(others, place), len(others))
                others, weights = others[first : first + _REACH], weights[first : first + _REACH]
            # The innermost loop: most others are met once, so that asking first is cheaper than a default.
            for other, weight in zip(others, weights, strict=True):
                if other in scores:
                    scores[other] += factor * weight
                else:
                    scores[other] = factor * weight
        return scores

    def _places(self) -> dict[str, int]:
        if self._known is None:
            self._known = {entry_id: place for place, entry_id in enumerate(self.ids)}
        return self._known

    def _read(self) -> _Lists:
        if self._lists is None:
            postings: dict[int, tuple[list[int], bytearray]] = {}
            ends = iter(self._offsets)
            start = next(ends)
            for place, end in enumerate(ends):
                for feature, weight in zip(self._features[start:end], self._weights[start:end], strict=True):
                    try:
                        others, weights = postings[feature]
                    except KeyError:
                        others, weights = postings[feature] = [], bytearray()
                    others.append(place)
                    weights.append(weight)
                start = end
            ranks = {feature: _rank(len(others)) for feature, (others, _) in postings.items()}
            self._lists = _Lists(postings, ranks)
        return self._lists


class Related(Mapping[str, tuple[str, ...]]):
    """The related ids of each entry, those chosen by hand first. They are found when they are asked for.

    ``index`` has the entries for which others are found; ``chosen`` are the ids that authors chose, which come first
    and are never cut; ``shown`` those that stand on an entry's page as it is. Both are by the entry's id. Not more than
    ``limit`` are found.
    """

    __slots__ = ("_chosen", "_found", "_index", "_limit", "_shown")

    def __init__(
        self,
        index: RelatedIndex,
        chosen: Mapping[str, Sequence[str]],
        shown: Mapping[str, Sequence[str]] = MappingProxyType({}),
        limit: int = 6,
    ) -> None:
        self._index = index
        self._chosen = chosen
        self._shown = shown
        self._limit = limit
        self._found: dict[str, tuple[str, ...]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Related, (self._index, dict(self._chosen), dict(self._shown), self._limit)

    def __getitem__(self, entry_id: str) -> tuple[str, ...]:
        found = self._found.get(entry_id)
        if found is None:
            found = self._found[entry_id] = self._find(entry_id)
        return found

    def _find(self, entry_id: str) -> tuple[str, ...]:
        first = tuple(dict.fromkeys(self._chosen.get(entry_id, ())))
        if entry_id not in self._index:
            if not first:
                raise KeyError(entry_id)
            return first
        wanted = self._limit - len(first)
        if wanted <= 0:
            return first
        return first + self._index.most_alike(entry_id, wanted, (*first, *self._shown.get(entry_id, ())))

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._chosen, *self._index.ids)))

    def __len__(self) -> int:
        return len({*self._chosen, *self._index.ids})

    def replace(self, entry_id: str, features: Mapping[int, int]) -> tuple[Related, frozenset[str]]:
        """Return the same where one entry has these features, and the ids whose related ones are others now.

        Raises ``KeyError`` for an id that the index does not have.
        """
        index, touched = self._index.replace(entry_id, features)
        new = Related(index, self._chosen, self._shown, self._limit)
        new._found = {one: ids for one, ids in self._found.items() if one not in touched}
        return new, frozenset(one for one in touched if new[one] != self[one])


def features_of(entry: WithWords, terms: Mapping[str, Sequence[str]]) -> dict[int, int]:
    """Return the features of an entry by their ids, 64 bits each, with their weights, 1 to 255."""
    features = {
        _term(taxonomy, slug): weight for taxonomy, weight in _OF_TERMS.items() for slug in terms.get(taxonomy, ())
    }
    if entry.words:
        most = entry.words[0][1]
        for word, count in entry.words:
            features[_word(word)] = _share(count, most)
    return features


def _packed(features: Mapping[int, int]) -> tuple[array[int], bytes]:
    ids = sorted(features)[:_MOST_FEATURES]
    return array("Q", ids), bytes([features[feature] for feature in ids])


def _feature(name: str) -> int:
    """The id of a feature: below 2**60, since numbers beyond take more time."""
    return int(digest(name.encode("utf-8", "surrogatepass"))[:15], 16)


@lru_cache(maxsize=1 << 14)
def _term(taxonomy: str, slug: str) -> int:
    return _feature(f"{taxonomy}:{slug}")


@lru_cache(maxsize=1 << 17)
def _word(word: str) -> int:
    return _feature(f"word:{word}")


@lru_cache(maxsize=1 << 16)
def _share(count: int, most: int) -> int:
    """The weight of a word that stands so often where the most frequent one stands ``most`` times."""
    return max(1, round(_UNIT * math.sqrt(count / most)))


def _step(count: int) -> int:
    """How many steps, four to a doubling, lie between 1 and a number."""
    return max(1, count**4).bit_length() - 1


@lru_cache(maxsize=64)
def _rarities(total: int) -> tuple[int, ...]:
    """The worth of a feature by the step of the number of entries that have it, where that of all is ``total``."""
    return tuple(round(_RARITY_UNIT * math.log(1 + 2 ** ((total - step) / 4))) for step in range(total + 1))


@lru_cache(maxsize=1 << 16)
def _rank(count: int) -> int:
    """Where a feature that so many entries have stands in the order of features to follow."""
    return _step(count) + 1 << _STEP if count > 1 else _ALONE


def _first_in_sight(at: int, count: int) -> int:
    """Where those begin that are looked at along a list of ``count`` entries by the one at ``at``; half are newer."""
    return max(0, min(at - _REACH // 2, count - _REACH))


def _in_sight(lists: _Lists, feature: int, place: int) -> list[int]:
    """The places of the entries that look at the one at ``place`` along a feature; none if it has it not."""
    others, _ = lists.postings.get(feature, ((), b""))
    at = bisect_left(others, place)
    if at == len(others) or others[at] != place:
        return []
    return [
        others[looking]
        for looking in range(max(0, at - _REACH), min(len(others), at + _REACH))
        if 0 <= at - _first_in_sight(looking, len(others)) < _REACH
    ]


def _replaced(lists: _Lists, place: int, changes: Mapping[int, int]) -> _Lists:
    """The lists where one entry has other weights: 0 for a feature that it has no more."""
    postings, ranks = dict(lists.postings), dict(lists.ranks)
    for feature, weight in changes.items():
        others, weights = postings.get(feature, ([], bytearray()))
        at = bisect_left(others, place)
        after = at + (at < len(others) and others[at] == place)
        own = [place] if weight else []
        others = others[:at] + own + others[after:]
        postings[feature] = others, weights[:at] + bytes([weight] if weight else []) + weights[after:]
        ranks[feature] = _rank(len(others))
    return _Lists(postings, ranks)


def _best(scores: Mapping[int, int], wanted: int) -> list[int]:
    """The places with the highest scores, best first; among equals the newest."""
    least = _LEAST
    found: list[tuple[int, int]] = []
    for place, score in scores.items():
        if score >= least:
            found.append((-score, place))
            if len(found) >= 4 * wanted:
                found.sort()
                del found[wanted:]
                least = -found[-1][0]
    found.sort()
    return [place for _, place in found[:wanted]]
