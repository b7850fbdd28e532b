"""A made-up portal of any size, always the same for the same seed: half case studies, half videos with captions.

Words and tags follow Zipf's law, as real ones do: a few are everywhere, most are rare. Each entry has about 650 words.

    python benchmarks/corpus.py FOLDER COUNT
"""

from __future__ import annotations

import random
import sys
from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

WORDS_AN_ENTRY = 650
VOCABULARY = 20_000
TAGS = 300
SCHOOLS = 40
GOALS = 6
PHASES = ("Scanning", "Focusing", "Developing a hunch", "New learning", "Taking action", "Checking")
SYLLABLES = (
    "ka ke ki ko ku ma me mi mo mu na ne ni no nu pa pe pi po pu ra re ri ro ru ta te ti to tu wha whe rā tē".split()
)
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


class Zipf:
    """Draws from a list, the n-th item n times as rarely as the first."""

    def __init__(self, items: Sequence[str], chance: random.Random) -> None:
        self._items = items
        self._chance = chance
        self._sums = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))

    def draw(self) -> str:
        """Return one item."""
        return self._items[bisect(self._sums, self._chance.random() * self._sums[-1])]

    def several(self, count: int) -> list[str]:
        """Return ``count`` items, which may repeat."""
        return [self.draw() for _ in range(count)]


def write_corpus(root: Path, count: int, *, seed: int = 1) -> None:
    """Write a portal of ``count`` entries in one cluster to ``root / "content"``."""
    chance = random.Random(seed)
    vocabulary = _vocabulary(chance, VOCABULARY)
    words = Zipf(vocabulary, chance)
    tag_names = [f"{vocabulary[200 + 2 * n]} {vocabulary[201 + 2 * n]}" for n in range(TAGS)]
    tags = Zipf(tag_names, chance)
    schools = [f"{vocabulary[900 + n].title()} School" for n in range(SCHOOLS)]
    goals = [f"{vocabulary[1000 + n].title()} for all" for n in range(GOALS)]
    cluster = root / "content/kowhai"
    for folder in ("case-studies", "videos"):
        (cluster / folder).mkdir(parents=True, exist_ok=True)
    _write(root / "content/portal.yaml", "title: Benchmark portal\nurl: https://portal.example.org/\n")
    lists = {"schools": schools, "goals": goals, "phases": PHASES}
    _write(
        cluster / "cluster.yaml",
        "title: Kōwhai cluster\n" + "".join(f"{name}: [{', '.join(items)}]\n" for name, items in lists.items()),
    )
    for number in range(count):
        front = FRONT.format(
            title=_sentence(words, 6)[:-1],
            summary=_sentence(words, 18),
            year=2018 + number % 9,
            month=chance.randint(1, 12),
            day=chance.randint(1, 28),
            tags=", ".join(dict.fromkeys(tags.several(4))),
            school=chance.choice(schools),
            goal=chance.choice(goals),
            phase=chance.choice(PHASES),
        )
        if number % 2:
            _write(cluster / f"videos/video-{number}.md", front + _sentence(words, 20) + "\n")
            _write(cluster / f"videos/video-{number}.vtt", _captions(words, chance))
        else:
            body = _case_study(words, number, count)
            _write(cluster / f"case-studies/study-{number}.md", front + body)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _vocabulary(chance: random.Random, size: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < size:
        found["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4)))] = None
    return list(found)


def _sentence(words: Zipf, length: int) -> str:
    return " ".join(words.several(length)).capitalize() + "."


def _case_study(words: Zipf, number: int, count: int) -> str:
    """Return a body of five sections with a list, emphasis, and links to the entries beside it."""
    parts = []
    for section in range(5):
        heading = " ".join(words.several(3)).capitalize()
        sentences = [_sentence(words, 17) for _ in range(7)]
        parts.append(f"## {heading}\n\n{' '.join(sentences[:3])} *{words.draw()}* {' '.join(sentences[3:])}\n")
        if section == 1:
            parts.append("".join(f"- {' '.join(words.several(8))}\n" for _ in range(4)))
        if section == 3 and number + 2 < count:
            parts.append(
                f"See [what came next](study-{number + 2}.md) and [the film](../videos/video-{number + 1}.md).\n"
            )
    return "\n".join(parts)


def _captions(words: Zipf, chance: random.Random) -> str:
    """Return captions of about four seconds a cue, by two speakers in turns."""
    lines = ["WEBVTT\n"]
    at = 0
    for cue in range(WORDS_AN_ENTRY // 10):
        end = at + chance.randint(2500, 5500)
        speaker = "Mere" if cue // 6 % 2 else "Tama"
        lines.append(f"{_clock(at)} --> {_clock(end)}\n<v {speaker}>{_sentence(words, 10)}\n")
        at = end
    return "\n".join(lines)


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[2].isdigit():
        sys.exit("usage: python benchmarks/corpus.py FOLDER COUNT")
    write_corpus(Path(sys.argv[1]), int(sys.argv[2]))
