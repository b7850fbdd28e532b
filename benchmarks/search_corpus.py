"""Made-up portals for the search benchmark, always the same for the same seed. `corpus.py` has one for builds.

An engine's index depends on what words are like, so these are: the small words of English; made-up stems of English
shape with its endings, so that a stemmer has work; and Māori words, half of them with macrons. Stems follow Zipf's law
as Mandelbrot corrected it, and each entry has topics, whose words it repeats. Half of the entries are case studies with
headings, half videos with timed transcripts; or all are videos with transcripts of an hour.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

CLUSTER = "kowhai"
STEMS = 12_000
MAORI_WORDS = 3_000
TOPIC_WORDS = 120
LONG_WORDS = 10_000
PHASES = ("Scanning", "Focusing", "Developing a hunch", "New learning", "Taking action", "Checking")
SPEAKERS = ("Mere", "Tama", "Aroha", "Hana")

# The small words, in the order of how often they are said.
SMALL_WORDS = """
the and to of a in we that it is was they for our with on this you their so were but have be as are at what i not do had
from there she he all or by when because like can just how about would them who could really more people then if up one
your us out his her my been has think which some will don't it's that's now where into very get also these no than
going know other we're i'm lot way make any much did through being over want things each those
""".split()

# Real ones come first, as the commonest.
MAORI = """
whānau tamariki ākonga kaiako kōrero mātauranga kura mahi aroha hapū iwi marae tūrangawaewae wānanga pūrākau hauora
rangatahi kaumātua tikanga whakapapa waiata karakia ako mana tūpuna māori pākehā pānui kaupapa manaakitanga
whanaungatanga kaitiakitanga tuakana teina pēpi tāne wāhine kōhanga pōwhiri hāngī
""".split()
MAORI_SYLLABLES = [start + vowel for start in "k m n p r t w h wh ng".split() for vowel in "aeiou"] + list("aeiou")
MACRONS = str.maketrans("aeiou", "āēīōū")

ONSETS = "b c d f g h l m n p r s t v w br ch cl cr dr fl gr pl pr sc sh sp st str th tr wh".split()
NUCLEI = "a a e e e i i o o u ai ea ee ie oa ou".split()
CODAS = ["", "", "", *"d ck l ll m n n nd nt p r r rd rm rt s ss st t ct mp ng sh".split()]
ENDINGS = ("", "s", "ed", "ing", "er", "ly", "ment", "ation")
ENDING_WEIGHTS = (60, 14, 9, 9, 3, 2, 1.5, 1.5)

FRONT = """\
---
title: {title}
summary: {summary}
date: {year}-{month:02}-{day:02}
tags: [{tags}]
schools: [{school}]
goals: [{goal}]
phase: {phase}
---

"""


@dataclass(frozen=True)
class Entry:
    """What queries are made from. ``url`` is as seen from the site; passages are paragraphs, or 40 words said."""

    url: str
    title: str
    passages: tuple[str, ...]


class Draw:
    """Draws words with given weights, many at a time."""

    def __init__(self, words: Sequence[str], weights: Sequence[float], chance: random.Random) -> None:
        self._words = words
        self._sums = list(accumulate(weights))
        self._chance = chance

    def several(self, count: int) -> list[str]:
        """Return ``count`` words, which may repeat."""
        return self._chance.choices(self._words, cum_weights=self._sums, k=count)


class Language:
    """The words of the whole portal, and text made of them."""

    def __init__(self, chance: random.Random, topics: int) -> None:
        self.chance = chance
        self.stems = _distinct(STEMS, lambda: _stem(chance), SMALL_WORDS)
        maori = _distinct(MAORI_WORDS, lambda: _maori(chance), self.stems, MAORI)
        forms = [stem + ending for stem in self.stems for ending in ENDINGS]
        # The small words have the first places: what follows falls less at first, and more in the end.
        weights = [rarity * ending for rarity in _zipf(STEMS, 25, 1.15) for ending in ENDING_WEIGHTS]
        self.small = Draw(SMALL_WORDS, _zipf(len(SMALL_WORDS)), chance)
        self.maori = Draw(maori, _zipf(MAORI_WORDS), chance)
        self.general = Draw(forms, weights, chance)
        self.topics = [self._topic() for _ in range(topics)]

    def _topic(self) -> Draw:
        stems = self.chance.sample(self.stems[:6_000], TOPIC_WORDS)
        forms = [stem + ending for stem in stems for ending in ENDINGS]
        weights = [rarity * ending for rarity in _zipf(TOPIC_WORDS) for ending in ENDING_WEIGHTS]
        return Draw(forms, weights, self.chance)

    def words(self, count: int, topics: Sequence[Draw]) -> list[str]:
        """Return running text as words: 45 % small words, 5 % Māori, 20 % of the topics."""
        sources = [self.small, self.maori, self.general, *topics]
        shares = [45, 5, 30, *(20 / len(topics) for _ in topics)]
        which = self.chance.choices(range(len(sources)), shares, k=count)
        drawn = [iter(source.several(which.count(number))) for number, source in enumerate(sources)]
        return [next(drawn[number]) for number in which]

    def title(self, topics: Sequence[Draw]) -> str:
        """Return three or four words that tell something, half of the time one in Māori, and small ones between."""
        words = [*topics[0].several(2), *self.general.several(self.chance.randint(1, 2))]
        if self.chance.random() < 0.5:
            words[self.chance.randrange(len(words))] = self.maori.several(1)[0]
        words[1:1] = self.small.several(self.chance.randint(0, 2))
        return _capital(" ".join(words))

    def sentences(self, words: Sequence[str]) -> list[str]:
        """Cut words into sentences of about 15."""
        found, at = [], 0
        while at < len(words):
            length = self.chance.randint(8, 22)
            found.append(_capital(" ".join(words[at : at + length])) + ".")
            at += length
        return found


def write_search_corpus(root: Path, count: int, *, long: bool = False, seed: int = 1) -> list[Entry]:
    """Write ``count`` entries to ``root / "content"``; with ``long``, all are videos of about 10,000 words."""
    chance = random.Random(seed)
    language = Language(chance, topics=max(20, count // 25))
    cluster = root / "content" / CLUSTER
    for folder in ("case-studies", "videos"):
        (cluster / folder).mkdir(parents=True, exist_ok=True)
    settings = "title: Benchmark portal\nurl: https://portal.example.org/\n"
    (root / "content/portal.yaml").write_text(settings, encoding="utf-8")
    schools = [f"{name.title()} School" for name in language.stems[400:440]]
    goals = [f"{name.title()} for all" for name in language.stems[500:506]]
    tags = [f"{language.stems[600 + 2 * number]} {language.stems[601 + 2 * number]}" for number in range(300)]
    lists = {"schools": schools, "goals": goals, "phases": PHASES}
    (cluster / "cluster.yaml").write_text(
        "title: Kōwhai cluster\n" + "".join(f"{name}: [{', '.join(items)}]\n" for name, items in lists.items()),
        encoding="utf-8",
    )
    tag_draw = Draw(tags, _zipf(len(tags)), chance)
    entries = []
    for number in range(count):
        topics = chance.sample(language.topics, 2)
        title = language.title(topics)
        front = FRONT.format(
            title=f'"{title}"',
            summary=f'"{_capital(" ".join(language.words(18, topics)))}."',
            year=2018 + number % 9,
            month=chance.randint(1, 12),
            day=chance.randint(1, 28),
            tags=", ".join(dict.fromkeys(tag_draw.several(4))),
            school=chance.choice(schools),
            goal=chance.choice(goals),
            phase=chance.choice(PHASES),
        )
        if long or number % 2:
            name = f"videos/video-{number}"
            words = LONG_WORDS if long else chance.randint(450, 900)
            captions, passages = _captions(language, topics, chance.randint(words * 8 // 10, words * 12 // 10))
            (cluster / f"{name}.vtt").write_text(captions, encoding="utf-8")
            body = _capital(" ".join(language.words(20, topics))) + ".\n"
        else:
            name = f"case-studies/study-{number}"
            body, passages = _case_study(language, topics)
        (cluster / f"{name}.md").write_text(front + body, encoding="utf-8")
        entries.append(Entry(f"{name}/", title, tuple(passages)))
    return entries


def _case_study(language: Language, topics: Sequence[Draw]) -> tuple[str, list[str]]:
    """Return a body of five sections, each of a heading and three paragraphs, and its paragraphs."""
    parts, passages = [], []
    for _ in range(5):
        parts.append("## " + _capital(" ".join([*topics[0].several(2), *language.general.several(1)])))
        for _ in range(3):
            length = language.chance.randint(30, 65)
            passages.append(" ".join(language.sentences(language.words(length, topics))))
            parts.append(passages[-1])
    return "\n\n".join(parts) + "\n", passages


def _captions(language: Language, topics: Sequence[Draw], count: int) -> tuple[str, list[str]]:
    """Return captions of about four seconds a cue, by two speakers in turns; and their words by fours of cues."""
    words = " ".join(language.sentences(language.words(count, topics))).split()
    speakers = language.chance.sample(SPEAKERS, 2)
    lines, cues = ["WEBVTT\n"], []
    at = clock = 0
    while at < len(words):
        length = language.chance.randint(7, 13)
        cues.append(" ".join(words[at : at + length]))
        end = clock + 380 * length
        lines.append(f"{_clock(clock)} --> {_clock(end)}\n<v {speakers[len(cues) // 8 % 2]}>{cues[-1]}\n")
        at, clock = at + length, end
    return "\n".join(lines), [" ".join(cues[first : first + 4]) for first in range(0, len(cues), 4)]


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _zipf(count: int, offset: float = 2.7, slope: float = 1.0) -> list[float]:
    return [(rank + offset) ** -slope for rank in range(1, count + 1)]


def _stem(chance: random.Random) -> str:
    syllables = chance.choices((1, 2, 3), (30, 50, 20))[0]
    parts = [chance.choice(ONSETS) + chance.choice(NUCLEI) for _ in range(syllables)]
    return "".join(parts) + chance.choice(CODAS)


def _maori(chance: random.Random) -> str:
    syllables = chance.choices(MAORI_SYLLABLES, k=chance.choices((2, 3, 4, 5), (20, 40, 30, 10))[0])
    if chance.random() < 0.5:
        long = chance.randrange(len(syllables))
        syllables[long] = syllables[long].translate(MACRONS)
    return "".join(syllables)


def _distinct(count: int, make: Callable[[], str], others: Sequence[str], first: Sequence[str] = ()) -> list[str]:
    """Return ``count`` different words of three letters or more; short ones are the commonest, as in real languages."""
    taken = {*others, *first}
    found: dict[str, None] = {}
    while len(found) < count - len(first):
        word = make()
        if len(word) > 2 and word not in taken:
            found[word] = None
    # Short words tend to come first: sorted by length within stretches that grow.
    made = list(found)
    for start, end in ((0, 200), (200, 2_000), (2_000, count)):
        made[start:end] = sorted(made[start:end], key=len)
    return [*first, *made]
