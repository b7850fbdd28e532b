"""Queries made from entries, so that the right answer is known; and words by how many entries have them."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from search_corpus import SMALL_WORDS, Entry

TITLE = "title words"
PASSAGE = "passage words"
TYPO = "one typo"
MACRONS = "macrons left off"
GROUPS = (TITLE, PASSAGE, TYPO, MACRONS)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True)
class Query:
    """What is asked, and the url of the entry that was meant."""

    group: str
    text: str
    url: str


@cache
def folded(word: str) -> str:
    """A word in lower case and without macrons."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


class Words:
    """Which entries have a word, in the title or anywhere. Small words do not count."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.everywhere: dict[str, list[int]] = defaultdict(list)
        self._titles: dict[str, set[int]] = defaultdict(set)
        for number, entry in enumerate(entries):
            title = set(map(folded, content_words(entry.title)))
            distinct = {folded(word) for text in entry.passages for word in content_words(text)}
            for word in distinct | title:
                self.everywhere[word].append(number)
            for word in title:
                self._titles[word].add(number)

    def only_title(self, words: Sequence[str]) -> bool:
        """Whether at most one entry has all these words in its title. Others may have other forms of them."""
        return len(set.intersection(*(self._titles[folded(word)] for word in words))) <= 1

    def only_passage(self, words: Sequence[str]) -> bool:
        """Whether at most one passage has all these words."""
        wanted = set(map(folded, words))
        rarest, *others = sorted((self.everywhere[word] for word in wanted), key=len)
        found = 0
        for number in set(rarest).intersection(*others):
            entry = self.entries[number]
            for text in (entry.title, *entry.passages):
                found += wanted <= set(map(folded, content_words(text)))
                if found > 1:
                    return False
        return True

    def known(self, word: str) -> bool:
        """Whether any entry has the word."""
        return folded(word) in self.everywhere


def content_words(text: str) -> list[str]:
    """Return the words of a text but the small ones, as they are written, in lower case."""
    return [word for word in map(str.lower, WORD.findall(text)) if word not in _SMALL and len(word) > 2]


_SMALL = frozenset(SMALL_WORDS)


def known_items(entries: Sequence[Entry], words: Words, count: int, *, seed: int = 1) -> list[Query]:
    """Return ``count`` queries, as many of each group, each from an entry that no other one answers as well."""
    makers: dict[str, Callable[[Entry, Words, random.Random], str]] = {
        TITLE: _title_query,
        PASSAGE: _passage_query,
        TYPO: _typo_query,
        MACRONS: _macron_query,
    }
    found = []
    for group in GROUPS:
        chance = random.Random(f"{seed} {group}")
        order = chance.sample(entries, len(entries))
        made = (Query(group, text, entry.url) for entry in order if (text := makers[group](entry, words, chance)))
        found += [query for query, _ in zip(made, range(count // len(GROUPS)), strict=False)]
    return found


def _title_query(entry: Entry, words: Words, chance: random.Random) -> str:
    """Return one to three words of the title, in their order; "" where another title has them too."""
    given = content_words(entry.title)
    if not given:
        return ""
    picked = _some(given, chance.randint(1, 3), chance)
    return " ".join(picked) if words.only_title(picked) else ""


def _passage_query(entry: Entry, words: Words, chance: random.Random) -> str:
    """Return three or four words of one passage, in their order."""
    given = list(dict.fromkeys(content_words(chance.choice(entry.passages))))
    if len(given) < 4:
        return ""
    picked = _some(given, chance.randint(3, 4), chance)
    return " ".join(picked) if words.only_passage(picked) else ""


def _typo_query(entry: Entry, words: Words, chance: random.Random) -> str:
    """Return words of the title, one of five letters or more with a slip that makes it no word."""
    picked = _title_query(entry, words, chance).split()
    long = [place for place, word in enumerate(picked) if len(word) > 4 and word.isascii()]
    if not long:
        return ""
    place = chance.choice(long)
    picked[place] = next(slip for slip in slips(picked[place], chance) if not words.known(slip))
    return " ".join(picked)


def _macron_query(entry: Entry, words: Words, chance: random.Random) -> str:
    """Return words of a title, one of them with a macron, without it."""
    picked = _title_query(entry, words, chance).split()
    return " ".join(map(folded, picked)) if any(word != folded(word) for word in picked) else ""


def _some(given: Sequence[str], count: int, chance: random.Random) -> list[str]:
    places = chance.sample(range(len(given)), min(count, len(given)))
    return [given[place] for place in sorted(places)]


def slips(word: str, chance: random.Random) -> Iterator[str]:
    """Yield the word with one letter swapped, left out, put in or replaced, without end; never the first letter."""
    while True:
        at = chance.randrange(1, len(word))
        letter = chance.choice(LETTERS)
        made = chance.choice(
            (
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
            )
        )
        if made != word:
            yield made


@dataclass(frozen=True)
class ByRarity:
    """One-word queries in the most entries and in one; pairs of middling words (in 2 to 20 % of them) that meet."""

    common: tuple[str, ...]
    rare: tuple[str, ...]
    two: tuple[str, ...]


def by_rarity(words: Words, count: int, *, seed: int = 1) -> ByRarity:
    """Return ``count`` queries of each kind."""
    chance = random.Random(seed)
    ranked = sorted(words.everywhere, key=lambda word: (-len(words.everywhere[word]), word))
    once = [word for word in ranked if len(words.everywhere[word]) == 1 and len(word) > 5]
    least = max(2, len(words.entries) // 50)
    middling = [word for word in ranked if least <= len(words.everywhere[word]) <= 10 * least]
    pairs: list[str] = []
    while len(pairs) < count:
        pair = chance.sample(middling, 2)
        first, second = (set(words.everywhere[word]) for word in pair)
        if len(first & second) > 1:
            pairs.append(" ".join(pair))
    return ByRarity(tuple(ranked[:count]), tuple(chance.sample(once, count)), tuple(pairs))
