"""Scan ``content/``: what is there, and which files make an entry. Reads the settings only, and understands nothing."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.build.walk import Stamp, Walk
from generator.core.codes.site import E301, E306, E310, E311, E312, E313
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import did_you_mean, slugify
from generator.model.kind import KindSpec
from generator.model.source import CHAPTERS, Bundle

CONFIGURATION = ("portal.yaml", "cluster.yaml", "tags.yaml")
# What ``load`` refuses is not read whole.
_MOST_BYTES = {".md": 8_500_000, ".vtt": 17_000_000, ".srt": 17_000_000, ".txt": 17_000_000, ".yaml": 2_000_000}
_TRANSCRIPTS = (".vtt", ".srt", ".txt")  # the first found is taken
_MEDIA = (".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".ogg", ".opus")
_DESCRIPTIONS = "descriptions"


@dataclass(frozen=True, slots=True)
class Scan:
    """What is in ``content/``. ``files`` maps every path, relative to the portal's folder and in NFC, to the file.

    ``stamps`` are the marks of each file, by which it is known to be the one of an earlier scan.
    """

    configuration: dict[str, bytes]
    bundles: tuple[Bundle, ...]
    files: dict[str, Path]
    stamps: dict[str, Stamp]
    diagnostics: tuple[Diagnostic, ...]


class _Beside(NamedTuple):
    """A file beside an entry: its name, its ending in small letters, and what stands between stem and ending."""

    name: str
    ending: str
    between: str


def read_file(path: str, file: Path) -> tuple[bytes, list[Diagnostic]]:
    """Return the bytes of a file, as far as ``load`` looks at them, and why it cannot be read."""
    most = _MOST_BYTES.get(Path(path).suffix.lower(), 8_500_000)
    try:
        with file.open("rb") as stream:
            # Room for as much as may be read takes longer to get than a usual file to be read.
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(min(size + 1, most))
            return data if len(data) <= size else data + stream.read(most - len(data)), []
    except OSError as error:
        return b"", [E310.at(Span(path), name=path, reason=error.strerror or "unknown")]


def scan(found: Walk, kinds: Mapping[str, KindSpec]) -> Scan:
    """Tell what the files in ``content/`` are. ``kinds`` maps names to kinds, the front page's included."""
    problems = list(found.diagnostics)
    configuration: dict[str, bytes] = {}
    for path in sorted(found.files):
        if path.rsplit("/", 1)[-1] in CONFIGURATION and path.count("/") == (1 if path.endswith("portal.yaml") else 2):
            configuration[path], unread = read_file(path, found.files[path])
            problems += unread
    clusters = sorted(path.split("/")[1] for path in configuration if path.endswith("/cluster.yaml"))
    by_folder = {kind.folder: kind for kind in kinds.values() if kind.folder}
    bundles: list[Bundle] = []
    paths: dict[str, str] = {}  # by entry id
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
            problems.append(_misplaced(path, parts, by_folder))
        else:
            bundle = _bundle(path, parts, kind, beside, claimed, problems)
            other = paths.setdefault(bundle.id, path)
            if other == path:
                bundles.append(bundle)
            else:
                address = f"{kind.prefix}{slugify(bundle.id.rsplit('/', 1)[-1])}/"
                problems.append(E301.at(Span(path), address=address, other=other))
    for name, path in homeless.items():
        problems.append(E311.at(Span(path), name=name))
    problems += _orphans(found.files, claimed, by_folder)
    return Scan(configuration, tuple(bundles), found.files, found.stamps, tuple(problems))


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


def _bundle(
    path: str,
    parts: list[str],
    kind: KindSpec,
    by_stem: Mapping[tuple[str, str], list[_Beside]],
    claimed: set[str],
    problems: list[Diagnostic],
) -> Bundle:
    folder = "/".join(parts[:-1])
    stem = parts[-1][: -len(".md")]
    # `slug/index.md` in a kind's folder is an entry with a folder of its own.
    bundled = stem.lower() == "index" and len(parts) > 4
    stems = (stem, parts[-2]) if bundled else (stem,)
    identity = "/".join(parts[1:-1]) if bundled else "/".join([*parts[1:-1], stem])
    beside = [file for name in stems for file in by_stem.get((folder, name), ())]
    transcripts = _transcripts(folder, beside, claimed, problems) if kind.timed_media else ()
    media = tuple(f"{folder}/{file.name}" for file in beside if file.ending in _MEDIA) if kind.timed_media else ()
    return Bundle(
        id=identity,
        cluster=parts[1],
        kind=kind.name,
        path=path,
        transcripts=transcripts,
        media=media,
        bundle=folder if bundled else "",
    )


def _transcripts(
    folder: str, beside: Iterable[_Beside], claimed: set[str], problems: list[Diagnostic]
) -> tuple[tuple[str, str], ...]:
    chosen: dict[str, str] = {}
    ranked = [file for file in beside if file.ending in _TRANSCRIPTS and file.between != _DESCRIPTIONS]
    for name, _, language in sorted(ranked, key=lambda file: (_TRANSCRIPTS.index(file.ending), file.name)):
        path = f"{folder}/{name}"
        claimed.add(path)
        if language in chosen:
            stem = name.split(".", 1)[0]
            problems.append(E313.at(Span(path), name=chosen[language], other=name, stem=stem))
        elif language == "" or language == CHAPTERS or _is_language(language):
            chosen[language] = name
    return tuple((f"{folder}/{name}", language) for language, name in sorted(chosen.items()))


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
