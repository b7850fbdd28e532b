"""Related entries: those chosen by hand, then those that share most with an entry.

Near-linear in the number of entries: an entry looks for others along its rarest features only, and along each of
these at a bounded number of entries. The result does not depend on the order in which entries arrive.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from generator.model.outline import Outline

# How much it counts to share a term of each taxonomy; words of the text count 1.
_WEIGHTS = {"tags": 4.0, "goals": 3.0, "schools": 1.5, "areas": 2.0, "levels": 1.5, "phase": 0.5}
_FEATURES = 14  # features followed from each entry, rarest first
_REACH = 40  # entries looked at along one feature
_LEAST = 1.0  # a score below this is chance


def related_entries(
    entries: Sequence[Outline],
    terms: Mapping[str, Mapping[str, tuple[str, ...]]],
    chosen: Mapping[str, Sequence[str]],
    shown: Mapping[str, Sequence[str]] | None = None,
    *,
    limit: int = 6,
) -> dict[str, tuple[str, ...]]:
    """Return up to ``limit`` related ids for each entry. ``entries`` are newest first.

    ``terms`` are the term slugs of each entry by taxonomy; ``chosen`` the ids that authors chose, which come first
    and are never cut; ``shown`` those that stand on its page as it is.
    """
    features = {entry.id: _features(entry, terms[entry.id]) for entry in entries}
    postings: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for feature in features[entry.id]:
            postings[feature].append(entry.id)
    total = len(entries)
    rarity = {feature: math.log(1 + total / len(ids)) for feature, ids in postings.items() if len(ids) > 1}
    places = {entry.id: place for place, entry in enumerate(entries)}
    result: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        first = tuple(dict.fromkeys(chosen.get(entry.id, ())))
        own = features[entry.id]
        known = [feature for feature in own if feature in rarity]
        known.sort(key=lambda feature: (len(postings[feature]), feature))
        scores: dict[str, float] = defaultdict(float)
        for feature in known[:_FEATURES]:
            weight = own[feature] * rarity[feature]
            for other in _near(postings[feature], places, entry.id):
                scores[other] += weight * features[other][feature]
        scores.pop(entry.id, None)
        for other in (*first, *(shown or {}).get(entry.id, ())):
            scores.pop(other, None)
        wanted = limit - len(first)
        if wanted <= 0:
            result[entry.id] = first
            continue
        ranked = sorted(
            (other for other, score in scores.items() if score >= _LEAST),
            key=lambda other: (-round(scores[other], 6), places[other]),
        )
        result[entry.id] = first + tuple(ranked[:wanted])
    return result


def _features(entry: Outline, terms: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    features = {
        f"{taxonomy}:{slug}": math.sqrt(weight)
        for taxonomy, weight in _WEIGHTS.items()
        for slug in terms.get(taxonomy, ())
    }
    if entry.words:
        most = entry.words[0][1]
        for word, count in entry.words:
            features[f"word:{word}"] = math.sqrt(count / most)
    return features


def _near(ids: Sequence[str], places: Mapping[str, int], entry_id: str) -> Sequence[str]:
    """The entries of a posting list that are nearest in time to the entry, half of them newer."""
    if len(ids) <= _REACH:
        return ids
    low, high, place = 0, len(ids), places[entry_id]
    while low < high:
        middle = (low + high) // 2
        if places[ids[middle]] < place:
            low = middle + 1
        else:
            high = middle
    start = max(0, min(low - _REACH // 2, len(ids) - _REACH))
    return ids[start : start + _REACH]
