"""Read the files that entries name, and make them fit to be published: checked, cleaned, and with their own addresses.

:func:`prepare` does it for one file and needs nothing else, so its answer can be kept, or come from another process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BufferedReader
from pathlib import Path

from generator.build.faults import reason_of
from generator.core.codes.body import E206, E207
from generator.core.codes.media import E540, E545, E546
from generator.core.diagnostics import Diagnostic, Span, in_order
from generator.core.digest import digest
from generator.core.text import did_you_mean, slugify
from generator.media.duration import read_duration
from generator.media.picture import MOST_BYTES, clean_picture, refuse_size
from generator.media.types import SHOWN_TYPES, SNIFF_LENGTH, FileType, better_extension, file_type, sniff
from generator.model.asset import Asset, AssetKind

_HASH = 8
_MEGABYTE, _GIGABYTE = 1_000_000, 1_000_000_000
_DAY = 86_400  # seconds
_LARGE, _VERY_LARGE = 100 * _MEGABYTE, 2 * _GIGABYTE


@dataclass(frozen=True, slots=True)
class AssetCollection:
    """The files that can be published.

    ``assets`` are by the path they were asked for; ``files`` give, by address, the bytes to publish or the file whose
    bytes are to be copied. ``diagnostics`` tell of all that cannot be published, and why.
    """

    assets: dict[str, Asset]
    files: dict[str, bytes | Path]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """One file, read and cleaned. ``asset`` is ``None`` where it cannot be published; ``problems`` are about the file.

    ``content`` holds the bytes to publish, or the file that has them, where they differ from the file's own; otherwise
    it is ``None``.
    """

    asset: Asset | None
    content: bytes | Path | None = None
    problems: tuple[Diagnostic, ...] = ()


def collect_assets(
    wanted: Sequence[tuple[str, Span]],
    *,
    root: Path,
    found: Mapping[str, Path] | None = None,
    cache: MutableMapping[str, Prepared] | None = None,
    store: Path | None = None,
) -> AssetCollection:
    """Read, check and clean the files that are wanted.

    Args:
        wanted: Paths below the portal's folder (forward slashes, NFC), each with the place that names it.
        root: The portal's folder.
        found: The real files of such paths, since a disk may spell names otherwise; ``root / path`` without it.
        cache: What :func:`prepare` answered earlier, by :func:`cache_key`; new answers are put in.
        store: A folder of ours to keep cleaned pictures in; without it all of them are in memory at once.
    """
    first: dict[str, Span] = {}
    for path, span in wanted:
        first[path] = min(span, first.get(path, span))
    assets: dict[str, Asset] = {}
    files: dict[str, bytes | Path] = {}
    owners: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for path, span in sorted(first.items()):
        place = _place(path, root, found)
        if place is None:
            problems.append(_missing(path, span, found))
            continue
        prepared = _prepare_once(path, place, cache, store)
        problems += (replace(problem, span=span) for problem in prepared.problems)
        if prepared.asset is None:
            continue
        asset = prepared.asset
        if owners.setdefault(asset.address, asset.digest) != asset.digest:
            asset = replace(asset, address=_address(asset, 2 * _HASH))
            owners[asset.address] = asset.digest
        assets[path] = asset
        files.setdefault(asset.address, place if prepared.content is None else prepared.content)
    return AssetCollection(assets, files, in_order(problems))


def prepare(path: str, place: Path) -> Prepared:
    """Read one file (``path`` names it in messages, ``place`` is where it is) and clean it. Never raises."""
    extension = path.rpartition("/")[2].rpartition(".")[2].lower()
    known = file_type(extension)
    if known is None:
        better = better_extension(extension)
        hint = f"Save or export it as `.{better}`, and name that file instead." if better else None
        return Prepared(None, problems=(E207.at(Span(path), hint=hint, file=path, types=SHOWN_TYPES),))
    try:
        with place.open("rb") as stream:
            size = stream.seek(0, 2)
            stream.seek(0)
            if known.kind is AssetKind.PICTURE:
                return _prepare_picture(path, stream, size)
            return _prepare_other(path, stream, size, known)
    except OSError as fault:
        return Prepared(None, problems=(E546.at(Span(path), path=path, reason=reason_of(fault)),))


def prune_store(store: Path, used: Iterable[bytes | Path], *, now: float) -> None:
    """Delete cleaned pictures that are not ``used`` and have lain in ``store`` for a day.

    ``now`` is in seconds, as files' times are. Younger ones may belong to another build that is under way.
    """
    kept = {place for place in used if isinstance(place, Path)}
    with suppress(OSError):
        for place in store.iterdir():
            if place not in kept and place.stat().st_mtime < now - _DAY:
                place.unlink(missing_ok=True)


def cache_key(path: str, place: Path) -> str | None:
    """Return a name for one state of one file, ``None`` where the file cannot be looked at."""
    try:
        state = place.stat()
    except OSError:
        return None
    return f"{path}|{state.st_size}|{state.st_mtime_ns}"


def _prepare_once(path: str, place: Path, cache: MutableMapping[str, Prepared] | None, store: Path | None) -> Prepared:
    """Prepare a file, unless it has been before and what came of it is still there."""
    key = cache_key(path, place) if cache is not None else None
    known = cache.get(key) if cache is not None and key is not None else None
    if known is not None and _is_there(known):
        return known
    prepared = prepare(path, place)
    if store is not None:
        prepared = _put_away(prepared, store)
    if cache is not None and key is not None:
        cache[key] = prepared
    return prepared


def _is_there(prepared: Prepared) -> bool:
    if not isinstance(prepared.content, Path) or prepared.asset is None:
        return True
    try:
        return prepared.content.stat().st_size == prepared.asset.size
    except OSError:
        return False


def _put_away(prepared: Prepared, store: Path) -> Prepared:
    """Keep a cleaned picture on disk; where that fails it stays in memory, which serves as well."""
    if prepared.asset is None or not isinstance(prepared.content, bytes):
        return prepared
    place = store / prepared.asset.digest
    with suppress(OSError):
        if not (place.exists() and place.stat().st_size == len(prepared.content)):
            store.mkdir(parents=True, exist_ok=True)
            new = place.with_suffix(".new")
            new.write_bytes(prepared.content)
            new.replace(place)
        return replace(prepared, content=place)
    return prepared


def _prepare_picture(path: str, stream: BufferedReader, size: int) -> Prepared:
    if size > MOST_BYTES:
        return Prepared(None, problems=(refuse_size(size, path),))
    data = stream.read()
    picture, problems = clean_picture(data, path)
    if picture is None:
        return Prepared(None, problems=tuple(problems))
    asset = Asset(
        source=path,
        address="",
        name=_name(path, picture.extension),
        kind=AssetKind.PICTURE,
        media_type=picture.media_type,
        size=len(picture.data),
        digest=digest(picture.data),
        width=picture.width,
        height=picture.height,
    )
    content = None if picture.data == data else picture.data
    return Prepared(replace(asset, address=_address(asset)), content, tuple(problems))


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
    asset = Asset(
        source=path,
        address="",
        name=_name(path, known.extension),
        kind=known.kind,
        media_type=known.media_type,
        size=size,
        digest=hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=16)).hexdigest(),
        duration=read_duration(stream) if known.kind in (AssetKind.VIDEO, AssetKind.AUDIO) else None,
    )
    return Prepared(replace(asset, address=_address(asset)), None, problems)


def _address(asset: Asset, length: int = _HASH) -> str:
    stem, _, extension = asset.name.rpartition(".")
    return f"media/{slugify(stem)}.{asset.digest[:length]}.{extension}"


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
