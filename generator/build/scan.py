"""Scan ``content/``: what is there, which files make an entry, and what cannot be read. Understands nothing of it."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from generator.core.codes.site import E304, E305, E306, E309, E310, E311, E312, E313
from generator.core.diagnostics import Diagnostic, Span
from generator.core.digest import digest_all
from generator.core.text import did_you_mean
from generator.model.kind import KindSpec
from generator.model.source import CHAPTERS, Source, TranscriptFile

CONTENT = "content"
CONFIGURATION = ("portal.yaml", "cluster.yaml", "tags.yaml")
# What ``load`` refuses is not read whole.
_MOST_BYTES = {".md": 8_500_000, ".vtt": 17_000_000, ".srt": 17_000_000, ".txt": 17_000_000, ".yaml": 2_000_000}
_TRANSCRIPTS = (".vtt", ".srt", ".txt")  # the first found is taken
_MEDIA = (".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".ogg", ".opus")
_DESCRIPTIONS = "descriptions"


@dataclass(frozen=True, slots=True)
class Scan:
    """What is in ``content/``. ``files`` maps every path, relative to the portal's folder and in NFC, to the file."""

    configuration: dict[str, bytes]
    sources: tuple[Source, ...]
    files: dict[str, Path]
    diagnostics: tuple[Diagnostic, ...]


class _Beside(NamedTuple):
    """A file beside an entry: its name, its ending in small letters, and what stands between stem and ending."""

    name: str
    ending: str
    between: str


@dataclass(slots=True)
class _Found:
    files: dict[str, Path] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file, as far as ``load`` looks at them."""
        limit = _MOST_BYTES.get(Path(path).suffix.lower(), 8_500_000)
        try:
            with self.files[path].open("rb") as stream:
                return stream.read(limit)
        except OSError as error:
            self.problems.append(E310.at(Span(path), name=path, reason=error.strerror or "unknown"))
            return b""


def scan(root: Path, kinds: Mapping[str, KindSpec]) -> Scan:
    """Read ``content/`` below ``root``. ``kinds`` maps names to kinds, the front page's included."""
    found = _Found()
    _walk(root / CONTENT, CONTENT, root.resolve() / CONTENT, found)
    configuration = {
        path: found.read(path)
        for path in sorted(found.files)
        if path.rsplit("/", 1)[-1] in CONFIGURATION and path.count("/") == (1 if path.endswith("portal.yaml") else 2)
    }
    clusters = sorted(path.split("/")[1] for path in configuration if path.endswith("/cluster.yaml"))
    by_folder = {kind.folder: kind for kind in kinds.values() if kind.folder}
    sources: list[Source] = []
    claimed: set[str] = set()
    beside = _by_stem(found.files)
    homeless: dict[str, str] = {}
    for path in sorted(found.files):
        parts = path.split("/")
        if not path.lower().endswith(".md") or parts[-1].lower() == "readme.md":
            continue
        if len(parts) > 2 and parts[1] not in clusters:
            homeless.setdefault(parts[1], path)
            continue
        kind = _kind_of(parts, by_folder, kinds)
        if kind is None:
            found.problems.append(_misplaced(path, parts, by_folder))
        else:
            sources.append(_source(path, parts, kind, beside, claimed, found))
    for name, path in homeless.items():
        found.problems.append(E311.at(Span(path), name=name))
    found.problems += _orphans(found.files, claimed, by_folder)
    return Scan(configuration, tuple(sources), found.files, tuple(found.problems))


def _walk(folder: Path, path: str, content: Path, found: _Found) -> None:
    """Collect the files below ``folder``; ``path`` is how they are named, ``content`` where they have to be."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        found.problems.append(E310.at(Span(path), name=path, reason=error.strerror or "unknown"))
        return
    alike: dict[str, str] = {}
    for entry in entries:
        name = unicodedata.normalize("NFC", entry.name)
        if name.startswith((".", "~$")) or name.endswith("~") or name in ("Thumbs.db", "desktop.ini"):
            continue  # what editors, Office and operating systems leave behind
        shown = name.encode("utf-8", "replace").decode()
        place = f"{path}/{shown}"
        if not name.isprintable() or shown != name or "\\" in name:
            found.problems.append(E309.at(Span(path), name=shown))
            continue
        key = name.casefold()
        if key in alike:
            found.problems.append(E304.at(Span(place), name=name, other=alike[key]))
            continue
        alike[key] = name
        if entry.is_symlink():
            problem = _link_problem(Path(entry.path), content)
            if problem:
                found.problems.append(E305.at(Span(place), name=name, problem=problem))
                continue
        if entry.is_dir():
            _walk(Path(entry.path), place, content, found)
        elif entry.is_file():
            found.files[place] = Path(entry.path)
        else:
            found.problems.append(E310.at(Span(place), name=place, reason="it is no ordinary file"))


def _link_problem(link: Path, content: Path) -> str:
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):
        return "leads nowhere"
    if not target.is_relative_to(content):
        return "leads out of the content folder"
    return "leads to a folder" if target.is_dir() else ""


def _by_stem(files: Iterable[str]) -> dict[tuple[str, str], list[_Beside]]:
    """All files by folder and stem; ``kea.mi.vtt`` has the stems ``kea.mi`` and, with ``mi`` between, ``kea``."""
    result: dict[tuple[str, str], list[_Beside]] = defaultdict(list)
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        base, dot, ending = name.rpartition(".")
        if dot:
            result[folder, base].append(_Beside(name, f".{ending.lower()}", ""))
            stem, dot, between = base.rpartition(".")
            if dot:
                result[folder, stem].append(_Beside(name, f".{ending.lower()}", between))
    return result


def _kind_of(parts: list[str], by_folder: Mapping[str, KindSpec], kinds: Mapping[str, KindSpec]) -> KindSpec | None:
    if len(parts) == 3:
        return kinds["home"] if parts[2].lower() == "index.md" else None
    return by_folder.get(parts[2]) if len(parts) > 3 else None


def _misplaced(path: str, parts: list[str], by_folder: Mapping[str, KindSpec]) -> Diagnostic:
    folders = ", ".join(f"`{name}`" for name in by_folder)
    near = did_you_mean(parts[2], by_folder) if len(parts) > 3 else None
    hint = f"Did you mean the folder `{near}`?" if near else None
    return E306.at(Span(path), hint=hint, name="/".join(parts[1:]), folders=folders)


def _source(
    path: str,
    parts: list[str],
    kind: KindSpec,
    by_stem: Mapping[tuple[str, str], list[_Beside]],
    claimed: set[str],
    found: _Found,
) -> Source:
    folder = "/".join(parts[:-1])
    stem = parts[-1][: -len(".md")]
    # `slug/index.md` in a kind's folder is an entry with a folder of its own.
    bundled = stem.lower() == "index" and len(parts) > 4
    stems = (stem, parts[-2]) if bundled else (stem,)
    identity = "/".join(parts[1:-1]) if bundled else "/".join([*parts[1:-1], stem])
    data = found.read(path)
    beside = [file for name in stems for file in by_stem.get((folder, name), ())]
    transcripts = _transcripts(folder, beside, claimed, found) if kind.timed_media else ()
    media = tuple(f"{folder}/{file.name}" for file in beside if file.ending in _MEDIA) if kind.timed_media else ()
    digest = digest_all([path, data, *(part for file in transcripts for part in (file.path, file.data)), *media])
    return Source(
        id=identity,
        cluster=parts[1],
        kind=kind.name,
        path=path,
        data=data,
        transcripts=transcripts,
        media=media,
        bundle=folder if bundled else "",
        digest=digest,
    )


def _transcripts(
    folder: str, beside: Iterable[_Beside], claimed: set[str], found: _Found
) -> tuple[TranscriptFile, ...]:
    chosen: dict[str, str] = {}
    ranked = [file for file in beside if file.ending in _TRANSCRIPTS and file.between != _DESCRIPTIONS]
    for name, _, language in sorted(ranked, key=lambda file: (_TRANSCRIPTS.index(file.ending), file.name)):
        path = f"{folder}/{name}"
        claimed.add(path)
        if language in chosen:
            stem = name.split(".", 1)[0]
            found.problems.append(E313.at(Span(path), name=chosen[language], other=name, stem=stem))
        elif language == "" or language == CHAPTERS or _is_language(language):
            chosen[language] = name
    return tuple(
        TranscriptFile(f"{folder}/{name}", found.read(f"{folder}/{name}"), language)
        for language, name in sorted(chosen.items())
    )


def _is_language(text: str) -> bool:
    parts = text.split("-")
    return parts[0].isalpha() and 2 <= len(parts[0]) <= 3 and all(part.isalnum() for part in parts)


def _orphans(files: Iterable[str], claimed: set[str], by_folder: Mapping[str, KindSpec]) -> list[Diagnostic]:
    problems = []
    for path in sorted(files):
        parts = path.split("/")
        if len(parts) < 4 or not parts[-1].lower().endswith((".vtt", ".srt")) or path in claimed:
            continue
        kind = by_folder.get(parts[2])
        if kind is None or not kind.timed_media:
            continue
        stem, _, _ = parts[-1].rpartition(".")
        if stem.endswith(_DESCRIPTIONS):
            continue
        problems.append(E312.at(Span(path), name=parts[-1], stem=stem))
    return problems
