"""Read a transcript without captions: plain text, or text with speakers' names and time stamps at its lines' starts.

Nothing is invented: a passage has a speaker or a start only where the author wrote one, and never an end. Only white
space is changed.

What counts as a speaker. A label is one to five words at a line's start, up to 40 characters, that begins with a
capital letter and ends in a colon: ``Jane:``, ``CLUSTER LEADER:``. Prose has such lines too ("Note: …"), so a label is
a speaker's only if one of these is true:

- it is bold (``**Jane:**``),
- a time stamp stands before or after it (``[00:12:05] Jane:``, ``Jane (12:05)`` alone on its line),
- it stands at the start of two lines or more,
- the text begins with a label, has at least two different ones, and half of its blocks begin with one;

and, where it is not bold, if it is none of the words that stand before a colon in any text ("Note", "Tags", "Step 2").

What counts as a time. ``[00:12:05]``, ``(12:05)`` and ``00:12:05`` at a line's start or after the speaker; ``12:05``
without brackets only where it is alone on its line, or where several lines begin so and their times never go back.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.core.diagnostics import Diagnostic
from generator.core.text import fold, one_line
from generator.load.passages import USUAL, ends_sentence, paragraphs
from generator.model.transcript import Passage

# Nobody breaks lines by hand at this length: where a block has a longer line, each of its lines is a paragraph.
_LONGEST_WRAPPED = 120
# Enough of a line for a stamp and a name; what follows is only copied.
_LOOKED_AT = 160
_MAX_NAME = 40
# Stamped lines that break a sentence are one passage, up to this many milliseconds.
_GOES_ON = 30_000

_CLOCK = r"[0-9]{1,3}:[0-5]?[0-9](?::[0-5][0-9])?(?:[.,][0-9]{1,3})?"
_UNTIL = rf"(?: ?(?:-{{1,2}}>?|[–—→]) ?{_CLOCK})?"
_IN_BRACKETS = re.compile(rf"[\[(] ?({_CLOCK}){_UNTIL} ?[\])](?: ?[-–—:](?= |$))? ?")
_BARE = re.compile(rf"({_CLOCK}){_UNTIL}(?![0-9:.,]*[0-9:])(?! ?[ap]\.?m\b)(?:(?: ?[-–—:])?(?: |$))", re.IGNORECASE)
_NAME = r"[^\W\d_][\w.,'’‘&/()-]*(?: [\w.,'’‘&/()-]+){0,4}"
_BOLD = re.compile(rf"\*\*({_NAME})(?: ?: ?\*\*|\*\* ?:) ?")
_LABEL = re.compile(rf"({_NAME}) ?:(?: |$)")
_NAME_AND_STAMP = re.compile(rf"(?:\*\*)?({_NAME})(?:\*\*)?,? ([\[(]?)({_CLOCK})[\])]?(?: ?(:)(?: |$)|$)")
_ASIDE = re.compile(r"[\[(][^\[\]()]{1,60}[\])]\.?")

# fmt: off
_NO_SPEAKERS = frozenset({
    "about", "address", "agenda", "attention", "author", "authors", "caution", "cc", "chapter", "conclusion",
    "contact", "copyright", "credit", "credits", "date", "description", "duration", "e-mail", "email", "event",
    "example", "examples", "file", "from", "fyi", "goal", "goals", "heading", "http", "https", "important",
    "introduction", "keywords", "language", "length", "level", "levels", "licence", "license", "link", "links",
    "location", "media", "nb", "note", "notes", "phone", "place", "ps", "re", "reading", "remember", "reminder",
    "resource", "resources", "result", "results", "schools", "see", "source", "sources", "subject", "summary",
    "tag", "tags", "task", "theme", "time", "tip", "tips", "title", "to", "topic", "topics", "transcript",
    "transcription", "url", "venue", "video", "vimeo", "warning", "web", "website", "youtube",
})
_NUMBERED = frozenset({
    "chapter", "day", "figure", "lesson", "page", "part", "phase", "section", "slide", "stage", "step", "table",
    "term", "week",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as understood, twice: ``plain`` and ``start`` where ``name`` is no speaker's, else ``said`` and ``since``.

    ``sure`` says that the name is a speaker's, whatever the other lines say. Times are in milliseconds.
    """

    whole: str
    plain: str
    start: int | None
    name: str = ""
    sure: bool = False
    said: str = ""
    since: int | None = None


def read_plain(text: str, path: str) -> tuple[tuple[Passage, ...], list[Diagnostic]]:
    """Return the passages of a transcript that has no captions. Any text is one, so nothing can be wrong with it."""
    written = list(_blocks(text))
    short = _short_times(written)
    blocks = [[_read_line(line, short) for line in block] for block in written]
    speakers = _speakers(blocks)
    turns = _Turns()
    for block in blocks:
        separate = _is_separate(block)
        for line in block:
            if line.name and fold(line.name) in speakers:
                turns.name(line.name)
                turns.stamp(line.since)
                turns.say(line.said)
            else:
                if separate:
                    turns.border()
                turns.stamp(line.start)
                turns.say(line.plain)
        turns.border()
    return tuple(turns.passages), []


def _blocks(text: str) -> Iterator[list[str]]:
    """Yield what stands between empty lines, as lines with single spaces."""
    block: list[str] = []
    for line in text.split("\n"):
        tidy = one_line(line)
        if tidy:
            block.append(tidy)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_separate(block: list[_Line]) -> bool:
    return any(len(line.whole) > _LONGEST_WRAPPED for line in block)


def _short_times(blocks: list[list[str]]) -> bool:
    """Tell whether ``12:05`` without brackets at a line's start is a time of the video throughout the text."""
    times = []
    for block in blocks:
        for line in block:
            found = _BARE.match(line[:_LOOKED_AT])
            if found and found[1].count(":") == 1:
                times.append(_milliseconds(found[1]))
    return len(times) > 1 and all(a <= b for a, b in pairwise(times))


def _milliseconds(clock: str) -> int:
    whole, _, part = clock.replace(",", ".").partition(".")
    seconds = 0
    for number in whole.split(":"):
        seconds = seconds * 60 + int(number)
    return seconds * 1000 + int(part.ljust(3, "0"))


def _read_line(whole: str, short: bool) -> _Line:
    head = whole[:_LOOKED_AT]
    start, at = _leading_time(head, short)
    plain = whole[at:]
    bold = _BOLD.match(head, at)
    label = bold or _LABEL.match(head, at)
    if label:
        since, end = _time_after(head, label.end())
        sure = bold is not None or start is not None or since is not None
        since = start if since is None else since
    else:
        label = _NAME_AND_STAMP.match(head)
        if label is None or (label.end() == len(head) < len(whole)):
            return _Line(whole, plain, start)
        since, end = _milliseconds(label[3]), label.end()
        sure = bool(label[2] or label[4])
        if not sure and any(word[0].islower() for word in label[1].split(" ")):
            return _Line(whole, plain, start)
    name = label[1]
    if not _may_be_name(name) or (not bold and _is_no_speaker(name)):
        return _Line(whole, plain, start)
    return _Line(whole, plain, start, name, sure, whole[end:], since)


def _leading_time(head: str, short: bool) -> tuple[int | None, int]:
    """Return the time a line begins with, if any, and where what follows it begins."""
    found = _IN_BRACKETS.match(head)
    if found is None:
        found = _BARE.match(head)
        if found and found[1].count(":") == 1 and not short and found.end() < len(head):
            found = None
    return (_milliseconds(found[1]), found.end()) if found else (None, 0)


def _time_after(head: str, at: int) -> tuple[int | None, int]:
    """Return the time that stands after a name, if any. "Running time: 0:12:29" has none: nobody speaks there."""
    found = _IN_BRACKETS.match(head, at)
    if found is None:
        found = _BARE.match(head, at)
        if found and (found[1].count(":") == 1 or found.end() == len(head)):
            found = None
    return (_milliseconds(found[1]), found.end()) if found else (None, at)


def _may_be_name(name: str) -> bool:
    """Tell whether words are shaped like a name: short, with a capital first, and without a sentence's end inside."""
    words = name.split(" ")
    ended = any(ends_sentence(word, following) for word, following in pairwise(words))
    return len(name) <= _MAX_NAME and not name[0].islower() and not ended


def _is_no_speaker(name: str) -> bool:
    words = fold(name).split(" ")
    if len(words) == 1:
        return words[0] in _NO_SPEAKERS
    return len(words) == 2 and words[0] in _NUMBERED and words[1].isalnum() and words[1][0].isdecimal()


def _speakers(blocks: list[list[_Line]]) -> frozenset[str]:
    """Return the folded names of all who speak, by the rule on top of this module."""
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    begun = labelled = 0
    for block in blocks:
        starts = block if _is_separate(block) else block[:1]
        begun += len(starts)
        labelled += sum(1 for line in starts if line.name)
        for line in block:
            if line.name:
                counts[fold(line.name)] += 1
                if line.sure:
                    sure.add(fold(line.name))
    if blocks and blocks[0][0].name and len(counts) > 1 and labelled * 2 >= begun:
        return frozenset(counts)
    return frozenset(sure | {name for name, count in counts.items() if count > 1})


class _Turns:
    """Puts lines together to passages: each a turn of one speaker, or a readable part of it."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self._speaker = ""
        self._start: int | None = None
        self._stamp: int | None = None
        self._lines: list[str] = []
        self._size = 0

    def name(self, speaker: str) -> None:
        """Let ``speaker`` begin. Whatever follows is theirs, until another begins."""
        self.border()
        self._speaker = speaker

    def stamp(self, milliseconds: int | None) -> None:
        """Note the time of the words that come next."""
        if milliseconds is not None:
            self._stamp = milliseconds

    def say(self, words: str) -> None:
        """Add words to the passage, or begin one with them if they have a time of their own."""
        if not words:
            return
        if self._stamp is not None and self._lines and not self._goes_on(words):
            self.border()
        if not self._lines:
            self._start = self._stamp
        self._stamp = None
        self._lines.append(words)
        self._size += len(words) + 1

    def border(self) -> None:
        """End the passage. A long one becomes several, of which only the first has a time."""
        if not self._lines:
            return
        text = " ".join(self._lines)
        # "[Laughter]" in a paragraph of its own is nobody's words.
        speaker = "" if _ASIDE.fullmatch(text) else self._speaker
        for number, paragraph in enumerate(paragraphs(text)):
            start = self._start if number == 0 else None
            self.passages.append(Passage(text=paragraph, speaker=speaker, start=start))
        self._lines = []
        self._size = 0

    def _goes_on(self, words: str) -> bool:
        """Tell whether stamped words go on with a sentence, as in transcripts with a stamp every few words."""
        near = self._start is not None and self._stamp is not None and 0 <= self._stamp - self._start < _GOES_ON
        last = self._lines[-1][-80:].rsplit(" ", 1)[-1]
        return near and self._size < USUAL and words[0].islower() and not ends_sentence(last)
