"""Read WebVTT and SRT, as browsers do: one reader by the block algorithm of the WebVTT standard.

A file that begins with ``WEBVTT`` is read to the letter of the standard. Any other is read as SRT: a comma or a full
stop before the thousandths, and SRT's own markup. Times and order are the author's; words are never changed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from generator.core.codes.media import E501, E502, E503, E504, E505, E506, E508
from generator.core.diagnostics import Code, Diagnostic, Span
from generator.core.text import one_line, shorten
from generator.model.transcript import Cue

MAX_CUES = 100_000
MAX_LINES = 1_000_000
TOLD_PER_CODE = 20

_ARROW = "-->"
_TIMES = re.compile(
    r"[ \t\f]*(?:([0-9]+):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})[ \t\f]*-->"
    r"[ \t\f]*(?:([0-9]+):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})(?![0-9])"
)
# A cue as nearly all of them are: times, perhaps an id above and one speaker, words without markup, an empty line.
_USUAL = re.compile(
    r"\n+(?:[^\n<>]+\n)?"
    r"(?:([0-9]{2,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3}) --> "
    r"(?:([0-9]{2,9}):)?([0-5][0-9]):([0-5][0-9])\.([0-9]{3})(?:[ \t][^\n<>]*)?\n"
    r"(<v ([^<>&\n]*)>)?([^<>&{\n]+(?:\n[^<>&{\n]+)*)(?(9)(?:</v>)?)(?=\n\n|\n?\Z)"
)
# By their digits: to look them up is several times as quick as to read them.
_NUMBERS = {f"{number:02}": number for number in range(60)} | {f"{number:03}": number for number in range(1000)}
# SRT as people and programs write it: one-digit parts, a comma or a full stop, an arrow that Word has "corrected".
_LOOSE_ARROW = r"(?:-{1,2}>|[–—]>|→)"
_LOOSE_TIME = r"(?:([0-9]{1,9}):)?([0-5]?[0-9]):([0-5]?[0-9])(?:[.,]([0-9]{1,3}))?"
_LOOSE_TIMES = re.compile(rf"[ \t\f]*{_LOOSE_TIME}[ \t\f]*{_LOOSE_ARROW}[ \t\f]*{_LOOSE_TIME}(?![0-9])")
_TIMING_LINE = re.compile(rf"^[ \t\f]*[0-9][0-9:.,]{{2,20}}[ \t\f]*{_LOOSE_ARROW}[ \t\f]*[0-9]", re.MULTILINE)
_HEADER = re.compile(r"WEBVTT(?=[ \t\n]|\Z)")
_REMARK = re.compile(r"(?:NOTE|STYLE|REGION)(?=[ \t]|\Z)")

_TAG = re.compile(r"<([^>]*)>?")
# The one form that most programs write; the long way round gives the same.
_ONE_VOICE = re.compile(r"<v(?:\.[^ \t\n\f<>]*)?[ \t]([^<>]*)>([^<{]*)(?:</v>)?")
_SPACE = re.compile(r"[ \t\n\f]")
_SRT_MARKUP = re.compile(
    r"\{\\[^{}]*\}|<([0-9][0-9:.,]*|/?(?:[bciusv]|font|lang|ruby|rt|span)(?:[ .\t][^<>]*)?)>", re.IGNORECASE
)
_SRT_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_STYLES = frozenset({"c", "i", "b", "u", "ruby", "rt", "v", "lang"})
_ENTITY = re.compile(r"&(?:#([0-9]+);?|#[xX]([0-9a-fA-F]+);?|[A-Za-z][A-Za-z0-9]{0,31};?)")


class Problems:
    """Collects the diagnostics of one file: at most ``TOLD_PER_CODE`` of one code, then how many more there are."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._counts: dict[Code, int] = {}
        self._told: list[Diagnostic] = []
        self._first_untold: dict[Code, int] = {}

    def add(self, code: Code, line: int, length: int = 1, *, hint: str | None = None, **values: object) -> None:
        """Note a problem at the beginning of ``line``; ``length`` is in characters."""
        count = self._counts[code] = self._counts.get(code, 0) + 1
        if count <= TOLD_PER_CODE:
            self._told.append(code.at(Span(self._path, line, min(line, 1), max(length, 1)), hint=hint, **values))
        elif count == TOLD_PER_CODE + 1:
            self._first_untold[code] = line

    def has(self, code: Code) -> bool:
        """Tell whether a problem of this kind was noted."""
        return code in self._counts

    def all(self) -> list[Diagnostic]:
        """Return what was noted; where there was too much of one kind, its last one says how many more there are."""
        more = []
        for code, line in self._first_untold.items():
            last = next(problem for problem in reversed(self._told) if problem.code == code.id)
            rest = self._counts[code] - TOLD_PER_CODE
            more.append(
                replace(last, span=Span(self._path, line, min(line, 1)), message=f"… and {rest:,} more like this.")
            )
        return [*self._told, *more]


def is_captions(text: str) -> bool:
    """Tell whether ``text`` is WebVTT or SRT, whatever its file is called."""
    lines = text.lstrip("\ufeff").replace("\r", "\n")
    return _HEADER.match(lines) is not None or _TIMING_LINE.search(lines) is not None


def read_captions(text: str, path: str) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    """Return the cues of a WebVTT or SRT text, sorted by their start, and what is wrong with it.

    Cues without any words are left out. A cue in which several people speak becomes one cue for each of them, at the
    same times. Overlaps stay. ``path`` is the file's path, for the diagnostics.
    """
    problems = Problems(path)
    text = text.removeprefix("\ufeff").replace("\0", "\ufffd")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CUES and text.count(_ARROW) > MAX_CUES:
        problems.add(E506, 0, size=f"{text.count(_ARROW):,} captions", limit=f"{MAX_CUES:,}")
        return (), problems.all()
    if len(text) > MAX_LINES and text.count("\n") > MAX_LINES:
        problems.add(E506, 0, size=f"{text.count(chr(10)):,} lines", limit=f"{MAX_LINES:,}")
        return (), problems.all()
    strict = _HEADER.match(text) is not None
    if strict and (usual := _usual_cues(text)):
        return tuple(usual), []
    if not strict and path.lower().endswith(".vtt") and text.strip():
        problems.add(E501, 1)
    cues: list[Cue] = []
    last = -1
    ordered = True
    for line, start, end, payload in _blocks(text.split("\n"), strict, problems):
        if start < last:
            ordered = False
            problems.add(E504, line, start=clock(start), before=clock(last))
        last = start
        if end <= start:
            problems.add(E503, line, start=clock(start), end=clock(end))
        if "<" not in payload and "&" not in payload and "{" not in payload:
            words = _tidy(payload)
            if words:
                cues.append(Cue(start, end, words))
        else:
            cues += [Cue(start, end, words, speaker) for speaker, words in _voices(payload, strict)]
    if not cues and text.strip():
        problems.add(E505, 0)
    if not ordered:
        cues.sort(key=_start)
    return tuple(cues), problems.all()


def clock(milliseconds: int) -> str:
    """Return a time as WebVTT writes it: ``00:01:23.000``."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def _usual_cues(text: str) -> list[Cue]:
    """Return the cues of a WebVTT file that has no others than usual ones, or none: then it takes the long way round.

    That way gives the same. Whatever there is to tell is left to it.
    """
    speaker_of = lru_cache(maxsize=None)(one_line)  # few are named, but in every cue
    cues: list[Cue] = []
    last = -1
    done = text.find("\n")
    for cue in _USUAL.finditer(text, done):
        if cue.start() != done:
            return []
        done = cue.end()
        hours, minutes, seconds, part, end_hours, end_minutes, end_seconds, end_part, _, speaker, words = cue.groups()
        start = _NUMBERS[minutes] * 60_000 + _NUMBERS[seconds] * 1000 + _NUMBERS[part]
        end = _NUMBERS[end_minutes] * 60_000 + _NUMBERS[end_seconds] * 1000 + _NUMBERS[end_part]
        if hours and hours != "00":
            start += int(hours) * 3_600_000
        if end_hours and end_hours != "00":
            end += int(end_hours) * 3_600_000
        if start < last or end <= start:
            return []
        last = start
        if words := _tidy(words):
            cues.append(Cue(start, end, words, speaker_of(speaker) if speaker else ""))
    return [] if text[done:].strip("\n") else cues


def _start(cue: Cue) -> int:
    return cue.start


def _blocks(lines: list[str], strict: bool, problems: Problems) -> Iterator[tuple[int, int, int, str]]:
    """Yield each cue's line, start, end and payload. This is the standard's "collect a WebVTT block"."""
    read_times = (_TIMES if strict else _LOOSE_TIMES).match
    count = len(lines)
    lines.append("")  # so that there is always a line after
    at = _after_header(lines, strict)
    while at < count:
        line = lines[at]
        if not line:
            at += 1
            continue
        first = at
        # The line of times is the block's first, or its second after the cue's id.
        match = read_times(line)
        times = match is not None or _ARROW in line
        if not times and lines[at + 1]:
            line = lines[at + 1]
            match = read_times(line)
            times = match is not None or _ARROW in line
            at += times
        start = at = at + 1
        while (line := lines[at]) and _ARROW not in line and (strict or not read_times(line)):
            at += 1
        if match is not None:
            payload = lines[start] if at == start + 1 else "\n".join(lines[start:at])
            # An SRT without empty lines: the last line before the next times is the next cue's number.
            if not strict and line and at > start + 1 and lines[at - 1].strip().isdecimal():
                payload = "\n".join(lines[start : at - 1])
            hours, minutes, seconds, part, end_hours, end_minutes, end_seconds, end_part = match.groups()
            yield (
                start,
                _time(hours, minutes, seconds, part),
                _time(end_hours, end_minutes, end_seconds, end_part),
                payload,
            )
        elif times:
            written = lines[start - 1]
            problems.add(E502, start, min(len(written), 200), hint=_times_hint(written), written=written)
        else:
            _tell_stray(lines[first:at], first + 1, strict, problems)


def _after_header(lines: list[str], strict: bool) -> int:
    """Return the index of the first line after the header and the lines that belong to it."""
    first = next((index for index, line in enumerate(lines) if line.strip()), len(lines))
    if not strict and (first == len(lines) or not lines[first].strip().lower().startswith("webvtt")):
        return 0
    at = first + 1
    while at < len(lines) and lines[at] and _ARROW not in lines[at]:
        at += 1
    return at


def _time(hours: str | None, minutes: str, seconds: str, part: str | None) -> int:
    """Return a time in milliseconds. Hours of more than nine digits are as good as ten of them."""
    if hours and len(hours) > 9:
        hours = hours.lstrip("0")[:10]
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole * 1000 + int(part.ljust(3, "0") if part else 0)


def _times_hint(written: str) -> str | None:
    """Return a hint for the most common slip in a .vtt file, or ``None`` for the usual hint."""
    if _LOOSE_TIMES.match(written) and "," in written:
        mended = re.sub(r"([0-9]),([0-9])", r"\1.\2", written[:80])
        return f"A .vtt file has a full stop before the thousandths, not a comma: `{mended.strip()}`."
    return None


def _tell_stray(block: list[str], line: int, strict: bool, problems: Problems) -> None:
    """Tell of words that belong to no cue; remarks, style sheets and bare numbers are no words."""
    if _REMARK.match(block[0]) or (not strict and all(part.strip().isdecimal() for part in block)):
        return
    words = shorten(" ".join(block[:20])[:200], 60)
    if words:
        problems.add(E508, line, min(len(block[0]), 200), words=words)


def _tidy(words: str) -> str:
    """Return cue text without white space around its lines, and without empty lines."""
    if "\n" not in words:
        return words.strip()
    return "\n".join(filter(None, map(str.strip, words.split("\n"))))


def _voices(payload: str, strict: bool) -> Iterator[tuple[str, str]]:
    """Yield the speakers of a cue in order, each with the words, without markup; "" is an unknown speaker.

    Tags are found as the standard's tokenizer does, so that an unclosed ``<`` swallows the rest of a WebVTT cue; in
    SRT only what is known as markup is dropped, since people write ``3 < 4`` there.
    """
    simple = _ONE_VOICE.fullmatch(payload)
    if simple:
        words = _tidy(_decode(simple[2]))
        if words:
            yield one_line(_decode(simple[1])), words
        return
    if not strict:
        payload = _SRT_BREAK.sub("\n", payload)
    open_tags: list[str] = []
    speakers: list[str] = []
    runs: list[tuple[str, list[str]]] = [("", [])]
    at = 0
    for tag in (_TAG if strict else _SRT_MARKUP).finditer(payload):
        runs[-1][1].append(payload[at : tag.start()])
        at = tag.end()
        if tag[1] is not None:
            _follow(tag[1], open_tags, speakers)
        speaker = speakers[-1] if speakers else ""
        if speaker != runs[-1][0]:
            runs.append((speaker, []))
    runs[-1][1].append(payload[at:])
    # White space between two runs of one speaker parts nobody's words but theirs.
    said: list[tuple[str, list[str]]] = []
    gap = ""
    for speaker, parts in runs:
        words = "".join(parts)
        if not words.strip():
            gap += words
            continue
        if said and said[-1][0] == speaker:
            said[-1][1].extend((gap, words))
        else:
            said.append((speaker, [words]))
        gap = ""
    for speaker, parts in said:
        words = _tidy(_decode("".join(parts)))
        if words:
            yield speaker, words


def _follow(tag: str, open_tags: list[str], speakers: list[str]) -> None:
    """Keep the stack of open tags, and the voices among them, as the standard builds its tree."""
    if tag.startswith("/"):
        name = tag[1:]
        current = open_tags[-1] if open_tags else None
        if current is not None and (name == current or (name == "ruby" and current == "rt")):
            closed = [open_tags.pop()]
            if name != current:
                closed.append(open_tags.pop())
            if "v" in closed:
                speakers.pop()
        return
    head, *annotation = _SPACE.split(tag, maxsplit=1)
    name = head.partition(".")[0]
    if name not in _STYLES or (name == "rt" and (not open_tags or open_tags[-1] != "ruby")):
        return
    open_tags.append(name)
    if name == "v":
        speakers.append(one_line(_decode("".join(annotation))))


def _decode(text: str) -> str:
    """Decode character references once, as HTML does; zero bytes cannot come of it."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(match: re.Match[str]) -> str:
    decimal, hexadecimal = match[1], match[2]
    if decimal is None and hexadecimal is None:
        return html.unescape(match[0])
    # Python refuses to read endless digits; anything beyond seven is no character anyway.
    digits = (decimal or hexadecimal or "").lstrip("0")
    if len(digits) > 7:
        return "\ufffd"
    return html.unescape(f"&#{digits or '0'};" if decimal is not None else f"&#x{digits or '0'};")
