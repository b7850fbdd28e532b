"""Make passages that people can read: of timed cues, and of untimed text at its sentence ends. Changes no word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.core.text import one_line
from generator.model.transcript import Cue, Passage

# Of cues: a silence in milliseconds, and lengths in characters.
PAUSE = 3000
ENOUGH = 400
MOST = 900

# Of untimed text, in characters: a block up to LONG stays as it is; a longer one becomes paragraphs of about USUAL.
# A sentence without end is only cut where it is longer than ENDLESS.
LONG = 600
USUAL = 430
ENDLESS = 4000

_ENDS = (".", "!", "?", "…")
_CLOSERS = "\"'”’»)]}*_"
_OPENERS = "\"'“‘«([{*_¿¡"
_MAY_END = re.compile(rf"[.!?…][{re.escape(_CLOSERS)}]*(?= |$)")
# In lower case, without the last full stop. "etc." is not among them: a capital letter after it begins a sentence.
# fmt: off
_ABBREVIATIONS = frozenset({
    "e.g", "i.e", "eg", "ie", "cf", "vs", "viz", "dept", "govt", "inc", "ltd", "co", "mr", "mrs", "ms", "mx", "dr",
    "prof", "st", "mt", "sr", "jr", "rev", "a.m", "p.m", "ph.d",
})
_BEFORE_NUMBERS = frozenset({
    "no", "nos", "vol", "ch", "fig", "figs", "p", "pp", "approx", "ca",
})
# fmt: on


def ends_sentence(word: str, following: str = "") -> bool:
    """Tell whether a sentence ends with ``word``, where ``following`` is the next word, or "" if there is none.

    Abbreviations (``e.g.``, ``Dr.``), initials and list numbers end none, nor does anything before a small letter.
    """
    if following[:1].isupper() and len(word) > 5 and word[-1] in _ENDS and word[:-1].isalpha():
        return True  # the usual end, and longer than any abbreviation
    bare = word.rstrip(_CLOSERS)
    if not bare.endswith(_ENDS):
        return False
    if following:
        opening = following.lstrip(_OPENERS)[:1]
        if opening.islower():
            return False
        if bare.endswith(".") and not bare.endswith(".."):
            stem = bare[:-1].lstrip(_OPENERS)
            if stem.lower() in _ABBREVIATIONS or _is_initials(stem):
                return False
            if stem.lower() in _BEFORE_NUMBERS and opening.isdecimal():
                return False
    return True


def _is_initials(stem: str) -> bool:
    """Tell whether ``stem`` is like ``J``, ``J.R`` or ``U.S``; ``I`` is a word, and often a sentence's last."""
    return stem != "I" and len(stem) < 8 and all(len(part) == 1 and part.isupper() for part in stem.split("."))


def sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; joined with single spaces they give all its words again."""
    return _sentences(one_line(text))


def _sentences(whole: str) -> list[str]:
    found: list[str] = []
    first = 0
    for ending in _MAY_END.finditer(whole):
        end = ending.end()
        start = whole.rfind(" ", first, end) + 1 or first
        word = whole[start:end]
        following = whole[end + 1 : end + 81].split(" ", 1)[0]
        # The "1." of a numbered list stands where a sentence begins.
        if start == first and following and len(word) < 4 and word[:-1].isdecimal():
            continue
        if ends_sentence(word, following):
            found.append(whole[first:end])
            first = end + 1
    return [*found, whole[first:]] if first < len(whole) else found


def paragraphs(text: str) -> list[str]:
    """Return one block of text as paragraphs: itself if it is short, else parts that end where sentences end.

    White space becomes single spaces; joined with single spaces, the paragraphs give all words again.
    """
    whole = one_line(text)
    if len(whole) <= LONG:
        return [whole] if whole else []
    parts: list[str] = []
    for sentence in _sentences(whole):
        parts += _cut(sentence) if len(sentence) > ENDLESS else [sentence]
    return _level(parts, len(whole))


def _cut(sentence: str) -> list[str]:
    """Return an endless sentence in parts of about the usual length, cut between words."""
    parts: list[str] = []
    at = 0
    while len(sentence) - at > LONG:
        space = sentence.rfind(" ", at, at + USUAL + 1)
        if space < 0:
            space = sentence.find(" ", at + USUAL)
        if space < 0:
            break
        parts.append(sentence[at:space])
        at = space + 1
    return [*parts, sentence[at:]]


def _level(parts: list[str], length: int) -> list[str]:
    """Join sentences to paragraphs of about the same length, so that no short one is left at the end."""
    aim = length / max(2, round(length / USUAL))
    found: list[list[str]] = [[]]
    size = 0
    for part in parts:
        longer = size + len(part) + (size > 0)
        if size and abs(aim - size) <= abs(aim - longer):
            found.append([part])
            size = len(part)
        else:
            found[-1].append(part)
            size = longer
    if len(found) > 1 and size < aim / 3 and size + sum(map(len, found[-2])) <= LONG:
        rest = found.pop()
        found[-1] += rest
    return [" ".join(group) for group in found]


def timed_passages(cues: Iterable[Cue]) -> tuple[Passage, ...]:
    """Return the passages of cues that are in order; each cue is in one passage.

    A passage ends where someone else speaks, before a pause of more than three seconds, and at a sentence's end once
    it is long. Words that a cue repeats from the cue before, as rolling captions do, stand once in the passage.
    """
    found: list[Passage] = []
    group: list[Cue] = []
    lines: list[str] = []
    size = latest = 0
    for cue in cues:
        line = one_line(cue.text)
        repeated = bool(group) and cue.text == group[-1].text
        added = 0 if repeated else len(line) + 1
        if group and (
            cue.speaker != group[-1].speaker
            or cue.start - latest > PAUSE
            or size + added > MOST
            or (size > ENOUGH and not repeated and ends_sentence(_last_word(lines[-1]), _first_word(line)))
        ):
            found.append(_passage(group, lines))
            group, lines = [], []
            size = latest = 0
            repeated, added = False, len(line) + 1
        group.append(cue)
        if not repeated:
            lines.append(line)
        size += added
        latest = max(latest, cue.end)
    if group:
        found.append(_passage(group, lines))
    return tuple(found)


def _first_word(line: str) -> str:
    return line[:80].split(" ", 1)[0]


def _last_word(line: str) -> str:
    return line[-80:].rsplit(" ", 1)[-1]


def _passage(cues: list[Cue], lines: list[str]) -> Passage:
    return Passage(text=" ".join(lines), speaker=cues[0].speaker, start=cues[0].start, cues=tuple(cues))
