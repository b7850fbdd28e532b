"""Checks what entries point to: other entries and their headings, files, and moments of videos."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.assemble.quotes import QuoteFinder, QuoteMatch
from generator.core.codes.body import E203, E204, E205, E206, E208, E218, E230, E231
from generator.core.codes.site import E307, E314
from generator.core.diagnostics import Diagnostic
from generator.core.text import did_you_mean, fold, shorten
from generator.model.body import QuoteRef, Target
from generator.model.kind import HOME
from generator.model.outline import Outline
from generator.model.transcript import Transcript

MOMENT = re.compile(r"t=(?:npt:)?(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,6}(?:\.\d{1,3})?)(?:,.*)?")
_ENTRY_FIELDS = ("related", "follows", "parent")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a target leads: an entry (``entry`` is its id), or a published file (``file`` is its path)."""

    entry: str = ""
    fragment: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class References:
    """What the targets of all entries lead to.

    ``places`` maps ``(path, fragment)`` as in :class:`~generator.model.body.Target` to a place; what is not in it
    leads nowhere. ``fields`` maps an entry's id and a dotted field to an entry's id. ``quotes`` maps an entry's id
    and the number of its pulled quote to the moment quoted.
    """

    places: dict[tuple[str, str], Place]
    fields: dict[tuple[str, str], str]
    quotes: dict[tuple[str, int], QuoteMatch]
    diagnostics: tuple[Diagnostic, ...]


def moment_seconds(fragment: str) -> float | None:
    """Return the start in seconds of a media fragment such as ``t=83``, ``t=1:23`` or ``t=83,90``, or ``None``."""
    match = MOMENT.fullmatch(fragment)
    if match is None:
        return None
    return int(match[1] or 0) * 3600 + int(match[2] or 0) * 60 + float(match[3])


class Checker:
    """Checks targets against the entries and files of the whole portal. ``files`` are all paths on disk, in NFC.

    ``transcripts`` returns those of an entry by its id; it is asked only for videos that are quoted.
    """

    def __init__(
        self,
        published: Sequence[Outline],
        withheld: Sequence[Outline],
        files: Iterable[str],
        transcripts: Callable[[str], tuple[Transcript, ...]],
    ) -> None:
        self._by_path = {entry.path: entry for entry in published}
        self._by_media = {path: entry for entry in self._by_path.values() for path in _videos(entry)}
        self._withheld = {entry.path for entry in withheld}
        self._unpublished = Unpublished(published, withheld)
        self._files = frozenset(files)
        self._folded: dict[str, str] | None = None
        self._transcripts = transcripts
        self._finders: dict[str, tuple[tuple[Transcript, QuoteFinder], ...]] = {}

    def check(self, entries: Iterable[Outline]) -> References:
        """Return what the entries' targets lead to, and what is wrong with them."""
        places: dict[tuple[str, str], Place] = {}
        fields: dict[tuple[str, str], str] = {}
        quotes: dict[tuple[str, int], QuoteMatch] = {}
        problems: list[Diagnostic] = []
        for entry in entries:
            for target in entry.targets:
                if target.path:
                    place, found = self._place(target)
                    problems += found
                    if place is not None:
                        places[target.path, target.fragment] = place
            for name, target in entry.files.items():
                field = name.split(".")[0]
                if field in _ENTRY_FIELDS:
                    other, found = self.entry_of(field, target)
                    problems += found
                    reason = _unfit(field, entry, other) if other is not None else ""
                    if reason:
                        problems.append(E314.at(target.span, field=field, target=target.written, reason=reason))
                    elif other is not None:
                        fields[entry.id, name] = other.id
                elif target.url and field != "video":
                    problems.append(E218.at(target.span, target=target.written, name=target.url.rsplit("/", 1)[-1]))
                elif target.path and target.path not in self._files:
                    problems.append(self._missing(target))
                elif target.path in self._unpublished:
                    problems.append(E205.at(target.span, target=target.written))
            for index, quote in enumerate(entry.quotes):
                match, found = self._quote(quote)
                problems += found
                if match is not None:
                    quotes[entry.id, index] = match
        return References(places, fields, quotes, tuple(problems))

    def _place(self, target: Target) -> tuple[Place | None, list[Diagnostic]]:
        path = target.path
        entry = self._by_path.get(path) or self._by_path.get(f"{path}/index.md") or self._by_media.get(path)
        if entry is not None:
            fragment = target.fragment
            if not fragment or moment_seconds(fragment) is not None:
                return Place(entry.id, fragment), []
            anchors = dict(entry.anchors)
            if fragment in anchors:
                return Place(entry.id, anchors[fragment]), []
            near = did_you_mean(fragment, anchors)
            hint = f"Did you mean `#{near}`?" if near else _headings_hint(entry)
            return Place(entry.id), [
                E204.at(target.span, hint=hint, heading=fragment, place=f"`{target.written.partition('#')[0]}`")
            ]
        if path in self._withheld or f"{path}/index.md" in self._withheld or path in self._unpublished:
            return None, [E205.at(target.span, target=target.written)]
        if path in self._files and not path.endswith(".md"):
            return Place(file=path), []
        return None, [self._missing(target)]

    def _missing(self, target: Target) -> Diagnostic:
        """Say what a target that leads nowhere may have meant."""
        if self._folded is None:
            self._folded = {fold(path): path for path in sorted(self._files, reverse=True)}
        path = target.path
        other = self._folded.get(fold(path))
        if other is not None:
            return E208.at(target.span, file=target.written, right=other.rsplit("/", 1)[-1])
        wants_entry = path.endswith(".md") or "." not in path.rsplit("/", 1)[-1]
        folder, _, name = path.rpartition("/")
        if wants_entry:
            stem = name.removesuffix(".md")
            names = {_stem(p): p for p in sorted((*self._by_path, *self._withheld))}
            near = did_you_mean(stem, names)
            hint = f"Did you mean `{_relative(target, names[near])}`?" if near else None
            return E203.at(target.span, hint=hint, target=target.written)
        siblings = [p.rsplit("/", 1)[-1] for p in self._files if p.rpartition("/")[0] == folder]
        near = did_you_mean(name, siblings)
        return E206.at(target.span, hint=f"Did you mean `{near}`?" if near else None, file=target.written)

    def entry_of(self, field: str, target: Target) -> tuple[Outline | None, list[Diagnostic]]:
        """Return the entry that a field such as ``follows`` names, and what is wrong with it."""
        path = target.path
        candidates = (path, f"{path}.md", f"{path}/index.md")
        for candidate in candidates:
            if candidate in self._by_path:
                return self._by_path[candidate], []
        if any(candidate in self._withheld for candidate in candidates):
            return None, [E205.at(target.span, target=target.written)]
        names = {_stem(p): p for p in self._by_path}
        near = did_you_mean(_stem(path), names) if path else None
        hint = f"Did you mean `{_relative(target, names[near])}`?" if near else None
        return None, [E307.at(target.span, field=field, target=target.written, hint=hint)]

    def _quote(self, quote: QuoteRef) -> tuple[QuoteMatch | None, list[Diagnostic]]:
        entry = self._by_path.get(quote.target.path) or self._by_media.get(quote.target.path)
        if entry is None:
            return None, []  # told already, as a link that leads nowhere
        if not entry.transcripts:
            return None, [E231.at(quote.target.span, video=entry.fields.title)]
        finders = self._finders.get(entry.id)
        if finders is None:
            finders = tuple((transcript, QuoteFinder(transcript)) for transcript in self._transcripts(entry.id))
            self._finders[entry.id] = finders
        for transcript, finder in finders:
            match = finder.find(quote.text)
            if match is not None:
                return replace(match, language=transcript.language), []
        if not finders:
            return None, []  # the video changed just now, and is about to be told again
        transcript, finder = finders[0]
        near = finder.nearest(quote.text)
        hint = None
        if near is not None:
            hint = f"The nearest words there are: “{shorten(transcript.passages[near].text, 160)}”"
        return None, [E230.at(quote.target.span, hint=hint, quote=shorten(quote.text, 60), video=entry.fields.title)]


class Unpublished:
    """The files that belong to entries which are not published, and so must not be published by way of others.

    These are their recordings and transcripts, and everything in a folder of their own.
    """

    def __init__(self, published: Iterable[Outline], withheld: Iterable[Outline]) -> None:
        held = tuple(withheld)
        self._folders = {entry.path.rpartition("/")[0] for entry in held if _has_own_folder(entry)}
        self._paths = {path for entry in held for path in (*_videos(entry), *(t.path for t in entry.transcripts))}
        self._paths.difference_update(path for entry in published for path in _videos(entry))

    def __contains__(self, path: str) -> bool:
        if path in self._paths:
            return True
        parts = path.split("/")
        return any("/".join(parts[:end]) in self._folders for end in range(4, len(parts)))


def wanted_files(entry: Outline) -> list[tuple[str, Target]]:
    """Return the files an entry may publish, each with its dotted field or "body"; entries are no files."""
    wanted = [
        (name, target)
        for name, target in entry.files.items()
        if name.split(".")[0] not in _ENTRY_FIELDS and target.path
    ]
    wanted += [("body", target) for target in entry.targets if target.path and not target.path.endswith(".md")]
    return wanted


def linked_files(entry: Outline) -> Iterator[str]:
    """Yield the paths of what readers may take away: an entry's downloads, and what its body links, not shows."""
    for name, target in entry.files.items():
        if name.split(".")[0] == "downloads":
            yield target.path
    yield from entry.linked


def is_quoted(video: Outline, entries: Iterable[Outline]) -> bool:
    """Tell whether any of the entries, which may be the video itself, quotes what is said in it."""
    paths = {video.path, *_videos(video)}
    return any(quote.target.path in paths for entry in entries for quote in entry.quotes)


def _videos(entry: Outline) -> list[str]:
    video = entry.files.get("video")
    return [*entry.media, *([video.path] if video is not None and video.path else [])]


def _has_own_folder(entry: Outline) -> bool:
    """Tell whether the entry is an ``index.md`` with its files beside it; the front page's folder is the cluster."""
    return entry.path.lower().endswith("/index.md") and entry.path.count("/") > 3


def _unfit(field: str, entry: Outline, other: Outline) -> str:
    """Return why an entry cannot be what a field names, in a few words, or ""."""
    if other.kind == HOME:
        return "it is the front page of a cluster"
    if field == "parent" and other.cluster != entry.cluster:
        return "it belongs to another cluster"
    return ""


def _stem(path: str) -> str:
    return path.removesuffix("/index.md").removesuffix(".md").rsplit("/", 1)[-1]


def _relative(target: Target, path: str) -> str:
    """Return ``path`` as the author would have to write it in the file that holds ``target``."""
    here = target.span.path.split("/")[:-1]
    there = unicodedata.normalize("NFC", path).split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    return "/".join([".."] * (len(here) - shared) + there[shared:])


def _headings_hint(entry: Outline) -> str:
    if not entry.headings:
        return "That entry has no headings."
    return "Its headings are: " + ", ".join(f"`#{name}`" for name in entry.headings) + "."
