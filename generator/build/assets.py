"""Read the files that entries name, and make them fit to be published: checked, cleaned, and with their own addresses.

:func:`prepare` does it for one file and needs nothing else, so that files can be prepared in other processes.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path

from generator.build.faults import reason_of
from generator.build.media_store import FileDigests, MediaStore, ReadyFile, ReadyPicture, file_state
from generator.build.workers import run_all
from generator.core.codes.body import E206, E207
from generator.core.codes.media import E540, E545, E546
from generator.core.diagnostics import Diagnostic, Span, in_order
from generator.core.digest import digest
from generator.core.text import did_you_mean, slugify
from generator.media.duration import read_duration
from generator.media.picture import MOST_BYTES, check_ending, clean_picture, refuse_size
from generator.media.types import SHOWN_TYPES, SNIFF_LENGTH, FileType, better_extension, file_type, sniff
from generator.media.variants import MadeVariant, make_renditions
from generator.model.asset import Asset, AssetKind, Variant

_HASH = 8
_MEGABYTE, _GIGABYTE = 1_000_000, 1_000_000_000
_LARGE, _VERY_LARGE = 100 * _MEGABYTE, 2 * _GIGABYTE
# A picture takes about a second: starting a process soon pays, and progress is told often.
_WORTH_A_PROCESS, _BATCH = 4, 4


@dataclass(frozen=True, slots=True)
class AssetCollection:
    """The files that can be published.

    ``assets`` are by the path they were asked for; ``files`` give, by address, the bytes to publish or the file whose
    bytes are to be copied: of pictures their variants too. ``diagnostics`` tell of all that cannot be published, and
    why. ``kept`` are the files of the store that serve this portal.
    """

    assets: dict[str, Asset]
    files: dict[str, bytes | Path]
    diagnostics: tuple[Diagnostic, ...]
    kept: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, read and cleaned. ``asset`` is ``None`` where it cannot be published; ``problems`` are about the file.

    ``contents`` hold the bytes to publish, or the file that has them, by address; ``None`` where it is the author's
    own file as it is. ``digest`` is that of the author's file, "" where it was not read, and ``state`` how the file
    looked before.
    """

    asset: Asset | None
    contents: tuple[tuple[str, bytes | Path | None], ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    digest: str = ""
    state: tuple[int, ...] = ()


def collect_assets(
    wanted: Sequence[tuple[str, Span]],
    *,
    root: Path,
    found: Mapping[str, Path] | None = None,
    store: MediaStore | None = None,
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
    now: int = 0,
) -> AssetCollection:
    """Read, check and clean the files that are wanted, and make the sizes and formats of pictures.

    Args:
        wanted: Paths below the portal's folder (forward slashes, NFC), each with the place that names it.
        root: The portal's folder.
        found: The real files of such paths, since a disk may spell names otherwise; ``root / path`` without it.
        store: Where pictures are kept; without it all of them are made, and in memory at once.
        jobs: The number of processes.
        progress: Is told how many pictures are prepared, and how many there are to prepare: those not kept.
        now: The time in nanoseconds, to tell files that may still be changing; without it no file is remembered.
    """
    first: dict[str, Span] = {}
    for path, span in wanted:
        first[path] = min(span, first.get(path, span))
    problems: list[Diagnostic] = []
    places: dict[str, Path] = {}
    for path, span in sorted(first.items()):
        place = _place(path, root, found)
        if place is None:
            problems.append(_missing(path, span, found))
        else:
            places[path] = place
    answers = _prepare_all(places, found or places, store, jobs, progress, now)
    assets: dict[str, Asset] = {}
    files: dict[str, bytes | Path] = {}
    kept: list[Path] = []
    owners: dict[str, str] = {}
    for path, place in places.items():
        prepared = answers[path]
        problems += (replace(problem, span=first[path]) for problem in prepared.problems)
        if prepared.asset is None:
            continue
        asset, moved = _settle(prepared.asset, owners)
        assets[path] = asset
        for address, content in prepared.contents:
            files.setdefault(moved.get(address, address), place if content is None else content)
        if store is not None and asset.kind is AssetKind.PICTURE:
            kept += (content for _, content in prepared.contents if isinstance(content, Path))
            kept.append(store.record(prepared.digest))
    return AssetCollection(assets, files, in_order(problems), tuple(kept))


def prepare(path: str, place: Path, store: MediaStore | None = None) -> Prepared:
    """Read one file (``path`` names it in messages, ``place`` is where it is) and clean it. Never raises."""
    extension = path.rpartition("/")[2].rpartition(".")[2].lower()
    known = file_type(extension)
    if known is None:
        better = better_extension(extension)
        hint = f"Save or export it as `.{better}`, and name that file instead." if better else None
        return Prepared(None, problems=(E207.at(Span(path), hint=hint, file=path, types=SHOWN_TYPES),))
    try:
        with place.open("rb") as stream:
            state = file_state(os.fstat(stream.fileno()))
            if known.kind is AssetKind.PICTURE:
                prepared = _prepare_picture(path, stream, state[0], store)
            else:
                prepared = _prepare_other(path, stream, state[0], known)
    except OSError as fault:
        return Prepared(None, problems=(E546.at(Span(path), path=path, reason=reason_of(fault)),))
    return replace(prepared, state=tuple(state))


def _prepare_all(
    places: Mapping[str, Path],
    there: Mapping[str, Path],
    store: MediaStore | None,
    jobs: int,
    progress: Callable[[int, int], None] | None,
    now: int,
) -> dict[str, Prepared]:
    """Prepare all files: those that are kept at once, the others in as many processes as there are ``jobs``."""
    digests = FileDigests(store)
    answers: dict[str, Prepared] = {}
    for path, place in places.items():
        known = digests.get(path, place) if _is_picture(path) else ""
        ready = store.load(known) if known and store is not None else None
        if ready is not None:
            answers[path] = _recall(path, ready, known)
    items = [(path, place) for path, place in places.items() if path not in answers]
    done, pictures = 0, sum(map(_is_picture, (path for path, _ in items)))
    made = run_all(_prepare_one, store, items, jobs=jobs, worth=_WORTH_A_PROCESS, batch=_BATCH)
    for (path, _), prepared in zip(items, made, strict=True):
        answers[path] = prepared
        if not _is_picture(path):
            continue
        if prepared.asset is not None:
            digests.put(path, list(prepared.state), prepared.digest, now=now)
        done += 1
        if progress is not None:
            progress(done, pictures)
    digests.save(there)
    return answers


def _prepare_one(store: MediaStore | None, item: tuple[str, Path]) -> Prepared:
    return prepare(*item, store)


def _is_picture(path: str) -> bool:
    known = file_type(path.rpartition("/")[2].rpartition(".")[2])
    return known is not None and known.kind is AssetKind.PICTURE


def _recall(path: str, ready: ReadyPicture, source: str) -> Prepared:
    """Return a kept picture as if it had just been prepared."""
    return _picture(path, ready, source, tuple(check_ending(path, ready.whole.extension)))


def _prepare_picture(path: str, stream: BufferedReader, size: int, store: MediaStore | None) -> Prepared:
    if size > MOST_BYTES:
        return Prepared(None, problems=(refuse_size(size, path),))
    data = stream.read()
    source = digest(data)
    ready = store.load(source) if store is not None else None
    if ready is not None:
        return _recall(path, ready, source)
    picture, problems = clean_picture(data, path)
    if picture is None:
        return Prepared(None, problems=tuple(problems))
    made = make_renditions(picture)
    itself = MadeVariant(picture.data, picture.width, picture.height, picture.media_type, picture.extension)
    ready = ReadyPicture(
        _ready(itself, data), tuple(_ready(variant, data) for variant in made.variants), tone=made.tone
    )
    if store is not None:
        ready = store.save(source, ready)
    return _picture(path, ready, source, tuple(problems))


def _ready(made: MadeVariant, source: bytes) -> ReadyFile:
    content = None if made.data == source else made.data
    return ReadyFile(made.extension, made.width, made.height, len(made.data), digest(made.data), content)


def _picture(path: str, ready: ReadyPicture, source: str, problems: tuple[Diagnostic, ...]) -> Prepared:
    """Return a picture with its addresses."""
    whole = ready.whole
    name = _name(path, whole.extension)
    address = _address(name, whole.digest)
    variants = []
    contents: list[tuple[str, bytes | Path | None]] = [(address, whole.content)]
    for item in ready.variants:
        own = item.digest == whole.digest
        place = address if own else _address(name, item.digest, width=item.width, extension=item.extension)
        variants.append(Variant(place, item.media_type, item.width, item.height, item.size, item.digest))
        if not own:
            contents.append((place, item.content))
    asset = Asset(
        source=path,
        address=address,
        name=name,
        kind=AssetKind.PICTURE,
        media_type=whole.media_type,
        size=whole.size,
        digest=whole.digest,
        width=whole.width,
        height=whole.height,
        variants=tuple(variants),
        tone=ready.tone,
    )
    return Prepared(asset, tuple(contents), problems, source)


def _prepare_other(path: str, stream: BufferedReader, size: int, known: FileType) -> Prepared:
    """Check a file that is published as it is. However long it is, little of it is in memory."""
    really = sniff(stream.read(SNIFF_LENGTH), known.extension)
    if really is not None:
        return Prepared(None, problems=(E540.at(Span(path), path=path, expected=known.label, found=really),))
    problems: tuple[Diagnostic, ...] = ()
    if size > _LARGE:
        limit = "2 GB" if size > _VERY_LARGE else "100 MB"
        problems = (E545.at(Span(path), path=path, size=_size(size), limit=limit),)
    stream.seek(0)
    source = hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    name = _name(path, known.extension)
    asset = Asset(
        source=path,
        address=_address(name, source),
        name=name,
        kind=known.kind,
        media_type=known.media_type,
        size=size,
        digest=source,
        duration=read_duration(stream) if known.kind in (AssetKind.VIDEO, AssetKind.AUDIO) else None,
    )
    return Prepared(asset, ((asset.address, None),), problems, source)


def _settle(asset: Asset, owners: dict[str, str]) -> tuple[Asset, dict[str, str]]:
    """Give a file a longer address where another has its own already; tell which addresses were ``moved``."""
    moved: dict[str, str] = {}
    items: tuple[Asset | Variant, ...] = (asset, *asset.variants)
    for item in items:
        if owners.setdefault(item.address, item.digest) != item.digest:
            stem, _, extension = item.address.rsplit(".", 2)
            moved[item.address] = f"{stem}.{item.digest[: 2 * _HASH]}.{extension}"
            owners[moved[item.address]] = item.digest
    if not moved:
        return asset, moved
    variants = tuple(replace(item, address=moved.get(item.address, item.address)) for item in asset.variants)
    return replace(asset, address=moved.get(asset.address, asset.address), variants=variants), moved


def _address(name: str, source: str, *, width: int = 0, extension: str = "") -> str:
    stem, _, ending = name.rpartition(".")
    return f"media/{slugify(stem)}{f'-{width}' if width else ''}.{source[:_HASH]}.{extension or ending}"


def _name(path: str, extension: str) -> str:
    """Return what a download is called: the author's own name, with the ending of what is published."""
    stem, _, written = path.rpartition("/")[2].rpartition(".")
    same = file_type(written) == file_type(extension) or {written.lower(), extension} == {"jpeg", "jpg"}
    return f"{stem}.{written.lower() if same else extension}"


def _size(size: int) -> str:
    return f"{size / _GIGABYTE:.1f} GB" if size >= _GIGABYTE else f"{size / _MEGABYTE:.0f} MB"


def _place(path: str, root: Path, found: Mapping[str, Path] | None) -> Path | None:
    if found is not None:
        return found.get(path)
    place = root / path
    return place if ".." not in path.split("/") and not path.startswith("/") and place.exists() else None


def _missing(path: str, span: Span, found: Mapping[str, Path] | None) -> Diagnostic:
    folder, _, name = path.rpartition("/")
    siblings = [other.rpartition("/")[2] for other in found or () if other.rpartition("/")[0] == folder]
    near = did_you_mean(name, siblings)
    return E206.at(span, hint=f"Did you mean `{near}`?" if near else None, file=path)
