"""Entries are loaded once: again only where their files, or their stamps, are not those of the last scan."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build import entries as module
from generator.build.entries import Entries, Scanned, identify, is_sure, load_all, readings_of, scanned
from generator.build.reading import load_source, read_source
from generator.build.scan import Scan, scan
from generator.build.store import Store
from generator.build.walk import walk
from generator.kinds import kind_specs, other_fields
from tests.build.rebuilding import entry

SPECS = kind_specs()
KINDS = {name: (kind, other_fields(name)) for name, kind in SPECS.items()}
KEA, TUI = "kowhai/videos/kea", "kowhai/videos/tui"
LATER = 2**62  # nanoseconds: a scan at this time is sure of every file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "content/kowhai/videos"
    folder.mkdir(parents=True)
    (tmp_path / "content/portal.yaml").write_text("title: Portal\n")
    (tmp_path / "content/kowhai/cluster.yaml").write_text("title: Kowhai\n")
    (folder / "kea.md").write_text(entry("Kea"))
    (folder / "kea.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:02.000\nKia ora.\n")
    (folder / "kea.mp4").write_bytes(b"film")
    (folder / "tui.md").write_text(entry("Tui"))
    return tmp_path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "kept", fingerprint="one")
    yield opened
    opened.close()


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """The ids of the entries that were read, and of those that were loaded."""
    done: dict[str, list[str]] = {"read": [], "loaded": []}

    def read(reading: object) -> object:
        source, problems = read_source(reading)  # type: ignore[arg-type]
        done["read"].append(source.id)
        return source, problems

    def load(kinds: object, source: object, problems: object) -> object:
        done["loaded"].append(source.id)  # type: ignore[attr-defined]
        return load_source(kinds, source, problems)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_source", read)
    monkeypatch.setattr(module, "load_source", load)
    return done


def found_in(root: Path) -> Scan:
    return scan(walk(root), SPECS)


def load(root: Path, store: Store, before: Scanned, began: int = LATER) -> tuple[Entries, Scanned]:
    found = found_in(root)
    readings = readings_of(found)
    # A store that has been filled is opened anew by the next build.
    store.was_empty = not before.known
    loaded = load_all(readings, identify(found, before), store, KINDS, jobs=1, tell=lambda *_: None)
    assert list(loaded) == list(readings)
    digests = {path: digest for path, (digest, _) in loaded.items()}
    by_id = {reading.bundle.id: reading for reading in readings.values()}
    own = {entry_id: digests[reading.bundle.path] for entry_id, reading in by_id.items()}
    return Entries(store, own, by_id, KINDS), scanned(found, digests, began)


NEVER = Scanned({}, {})


def test_what_did_not_change_is_neither_read_nor_loaded(root: Path, store: Store, work: dict[str, list[str]]) -> None:
    _, before = load(root, store, NEVER)
    assert work == {"read": [KEA, TUI], "loaded": [KEA, TUI]}
    _, after = load(root, store, before)
    assert work == {"read": [KEA, TUI], "loaded": [KEA, TUI]}
    assert after == before


@pytest.mark.parametrize("name", ["kea.md", "kea.vtt"])
def test_a_touched_file_is_read_and_not_loaded(root: Path, store: Store, work: dict[str, list[str]], name: str) -> None:
    _, before = load(root, store, NEVER)
    os.utime(root / "content/kowhai/videos" / name)
    load(root, store, before)
    assert work == {"read": [KEA, TUI, KEA], "loaded": [KEA, TUI]}


@pytest.mark.parametrize("name", ["kea.md", "kea.vtt"])
def test_a_changed_file_of_the_same_size_and_time_is_loaded(
    root: Path, store: Store, work: dict[str, list[str]], name: str
) -> None:
    first, before = load(root, store, NEVER)
    file = root / "content/kowhai/videos" / name
    facts = file.stat()
    file.write_bytes(file.read_bytes().replace(b"K", b"L"))
    os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    second, _ = load(root, store, before)
    assert work["loaded"] == [KEA, TUI, KEA]
    assert second.digests[KEA] != first.digests[KEA]
    assert second.digests[TUI] == first.digests[TUI]


def test_a_file_that_was_changed_just_before_the_scan_is_read_again(
    root: Path, store: Store, work: dict[str, list[str]]
) -> None:
    began = max(stamp[1] for stamp in walk(root).stamps.values()) + 1_000_000_000
    _, before = load(root, store, NEVER, began)
    assert before.stamps == {}
    load(root, store, before, began)
    assert work == {"read": [KEA, TUI, KEA, TUI], "loaded": [KEA, TUI]}
    _, before = load(root, store, before, began + 2_000_000_000)
    assert len(before.stamps) == len(walk(root).stamps)


@pytest.mark.parametrize(
    ("modified", "changed", "sure"), [(0, 0, True), (0, 9, False), (9, 0, False), (11, 0, False), (7, 7, True)]
)
def test_a_stamp_is_sure_two_seconds_after_the_file_was_changed(modified: int, changed: int, sure: bool) -> None:
    second = 1_000_000_000
    assert is_sure((5, modified * second, changed * second, 1), 10 * second) == sure


def test_files_that_come_or_go_beside_an_entry_are_noticed(
    root: Path, store: Store, work: dict[str, list[str]]
) -> None:
    first, before = load(root, store, NEVER)
    (root / "content/kowhai/videos/kea.mp4").rename(root / "content/kowhai/videos/tui.mp4")
    second, before = load(root, store, before)
    assert work["loaded"] == [KEA, TUI, KEA, TUI]
    (root / "content/kowhai/videos/kea.vtt").unlink()
    third, before = load(root, store, before)
    assert work["loaded"] == [KEA, TUI, KEA, TUI, KEA]
    assert len({one.digests[KEA] for one in (first, second, third)}) == 3
    (root / "content/kowhai/videos/kea.md").unlink()
    assert list(load(root, store, before)[0]) == [TUI]


def test_a_damaged_row_is_loaded_anew(root: Path, store: Store, work: dict[str, list[str]]) -> None:
    entries, before = load(root, store, NEVER)
    row = store.row(entries.digests[KEA])
    assert row is not None
    store.add([row._replace(outline=row.outline[:-1])])
    load(root, store, before)
    assert work["loaded"] == [KEA, TUI, KEA]
    load(root, store, before)
    assert work["loaded"] == [KEA, TUI, KEA]


@pytest.mark.parametrize("jobs", [1, 2])
def test_whoever_loads_an_entry_keeps_it(root: Path, store: Store, jobs: int) -> None:
    for number in range(100):
        (root / f"content/kowhai/videos/v{number}.md").write_text(entry(f"Video {number}"))
    readings = readings_of(found_in(root))
    told: list[int] = []
    loaded = load_all(readings, {}, store, KINDS, jobs=jobs, tell=lambda done, _: told.append(done))
    assert (list(loaded), told[-1], store.damaged) == (list(readings), 102, False)
    kept = store.outlines(digest for digest, _ in loaded.values())
    assert kept == dict(loaded.values())
    assert all(store.entry(digest) is not None and store.text(digest) is not None for digest in kept)


def test_that_the_cache_is_damaged_is_known_from_whoever_finds_it(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(found: Store, rows: object) -> None:
        found.damaged = True

    monkeypatch.setattr(Store, "add", add)
    for number in range(100):
        (root / f"content/kowhai/videos/v{number}.md").write_text(entry(f"Video {number}"))
    load_all(readings_of(found_in(root)), {}, store, KINDS, jobs=2, tell=lambda *_: None)
    assert store.damaged


def test_what_is_held_is_not_asked_for(root: Path, store: Store, work: dict[str, list[str]]) -> None:
    found = found_in(root)
    readings = readings_of(found)
    loaded = load_all(readings, {}, store, KINDS, jobs=1, tell=lambda *_: None)
    digests = {path: digest for path, (digest, _) in loaded.items()}
    store.close()
    store.path.unlink()
    told: list[tuple[int, int]] = []
    held = dict(loaded.values())
    again = load_all(readings, digests, store, KINDS, jobs=1, tell=lambda *step: told.append(step), held=held)
    assert again == loaded
    assert (work["read"], told) == ([KEA, TUI], [])


def test_entries_are_whole_and_come_from_the_cache_or_the_files(
    root: Path, store: Store, work: dict[str, list[str]]
) -> None:
    entries, _ = load(root, store, NEVER)
    work["loaded"].clear()
    assert (len(entries), list(entries)) == (2, [KEA, TUI])
    assert entries[KEA].transcripts[0].text == "Kia ora."
    assert entries[KEA] is entries[KEA]
    assert entries.text(KEA).forms
    assert work["loaded"] == []
    other: Entries = pickle.loads(pickle.dumps(entries))
    assert other[TUI].fields.title == "Tui"
    assert work["loaded"] == []
    nothing = Entries(Store(root / "empty", fingerprint="x"), entries.digests, entries.readings, KINDS)
    assert replace(nothing[KEA], search=entries[KEA].search) == entries[KEA]
    assert nothing.text(KEA) == entries.text(KEA)
    assert work["loaded"] == [KEA, KEA]
    with pytest.raises(KeyError):
        entries["kowhai/videos/gone"]


def test_one_entry_is_read_again(root: Path, store: Store) -> None:
    entries, _ = load(root, store, NEVER)
    (root / "content/kowhai/videos/kea.md").write_text(entry("Keas"))
    after, found, told = entries.reload(KEA)
    assert found is not None and found.fields.title == "Keas" and told == ()
    assert after[KEA].fields.title == "Keas"
    assert after.digests[KEA] != entries.digests[KEA] and after.digests[TUI] == entries.digests[TUI]
    assert entries[KEA].fields.title == "Kea"
    assert store.entry(after.digests[KEA]) is not None
    with pytest.raises(KeyError):
        entries.reload("kowhai/videos/gone")
