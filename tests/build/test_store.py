"""The load cache: what it keeps; and whatever is wrong with its file, it is never worse than an empty one."""

from __future__ import annotations

import pickle
import random
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import generator.build.store
from generator.build.rows import row_of, told_by
from generator.build.run import KEPT
from generator.build.store import FILE, Store
from generator.core.codes.body import E203
from generator.core.diagnostics import Span
from generator.load.outline import outline_of
from generator.model.search_text import NOTHING
from tests.build.rebuilding import CLUSTER, Rebuilding, entry, rebuilding, site_of, trust_stamps
from tests.factories import make_entry, make_transcript

Open = Callable[..., Store]
ENTRY = make_entry("kea", kind="video", transcripts=(make_transcript("Kia ora."),))
TOLD = (E203.at(Span("a.md", 3), target="x"),)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Open the store of one folder, again and again."""
    stores: list[Store] = []

    def open_store(fingerprint: str = "one", *, fresh: bool = False) -> Store:
        while stores:
            stores.pop().close()
        stores.append(Store(tmp_path / KEPT, fingerprint=fingerprint, fresh=fresh))
        return stores[-1]

    yield open_store
    while stores:
        stores.pop().close()


def filled(store: Store) -> Store:
    store.add([row_of("d1", ENTRY, outline_of(ENTRY), TOLD), row_of("d2", None, None, TOLD)])
    store.put_states({"a/head": [1], "a/pages": {"x": 1}, "b/head": 2, "profiles": ["a"]})
    return store


# --- what it keeps -------------------------------------------------------------------------------------------------


def test_entries_are_kept_from_one_opening_to_the_next(opened: Open) -> None:
    first = opened()
    assert first.was_empty
    filled(first)
    store = opened()
    assert not store.was_empty
    assert store.outlines(["d1", "d2", "d3"]) == {"d1": (outline_of(ENTRY), TOLD), "d2": (None, TOLD)}
    found = store.entry("d1")
    assert found is not None
    assert (found.id, found.transcripts, found.search) == (ENTRY.id, ENTRY.transcripts, NOTHING)
    assert store.text("d1") == ENTRY.search
    assert (store.entry("d2"), store.entry("d3"), store.text("d2"), store.text("d3")) == (None, None, None, None)
    row = store.row("d1")
    assert row is not None and told_by(row) == (outline_of(ENTRY), TOLD)
    assert store.row("d3") is None


def test_states_are_put_and_taken_away_together(opened: Open) -> None:
    store = filled(opened())
    assert (store.state("a/head"), store.state("b/head"), store.state("gone")) == ([1], 2, None)
    store.put_states({"a/head": None, "c/head": 3}, gone=["b"])
    assert [store.state(name) for name in ("a/head", "a/pages", "b/head", "c/head")] == [None, {"x": 1}, None, 3]
    with pytest.raises((pickle.PicklingError, AttributeError)):
        store.put_states({"a/pages": 5, "c/head": lambda: 1})
    assert (store.state("a/pages"), store.state("c/head")) == ({"x": 1}, 3)


def test_many_entries_are_asked_for_at_once(opened: Open) -> None:
    store = opened()
    store.add(row_of(f"d{number}", None, None, ()) for number in range(1200))
    assert len(store.outlines(f"d{number}" for number in range(1300))) == 1200


def test_what_nobody_asks_for_is_forgotten_after_a_day(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    store = filled(opened())
    store.prune([])
    assert len(store.outlines(["d1", "d2"])) == 2
    now = time.time()
    monkeypatch.setattr("generator.build.store.time.time", lambda: now + 90_000)
    store.prune(["d1"])
    assert list(store.outlines(["d1", "d2"])) == ["d1"]
    assert store.entry("d1") is not None
    store.prune([])
    assert (store.outlines(["d1"]), store.entry("d1"), store.text("d1")) == ({}, None, None)


def test_another_process_reads_what_is_kept(opened: Open) -> None:
    store = filled(opened())
    other: Store = pickle.loads(pickle.dumps(store))
    assert other.outlines(["d1"]) == store.outlines(["d1"])
    assert other.text("d1") == ENTRY.search
    other.close()
    assert store.text("d1") == ENTRY.search


def test_two_openings_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    one, two = (Store(tmp_path, fingerprint="one") for _ in range(2))
    filled(one)
    assert two.text("d1") == ENTRY.search
    two.add([row_of("d3", None, None, ())])
    assert one.outlines(["d3"]) == {"d3": (None, ())}
    one.close()
    two.close()


# --- what it throws away -------------------------------------------------------------------------------------------


def test_another_fingerprint_an_older_format_or_a_fresh_one_is_empty(opened: Open) -> None:
    filled(opened())
    assert opened("two").was_empty
    filled(opened("two"))
    assert opened("two", fresh=True).was_empty
    path = filled(opened("two")).path
    opened("two").close()
    with sqlite3.connect(path) as database:
        database.execute("UPDATE facts SET value = '0 two'")
    assert opened("two").was_empty
    assert opened("two").state("a/head") is None


def test_a_value_at_the_wrong_key_is_not_there(opened: Open) -> None:
    store = filled(opened())
    store.add([row_of("d4", make_entry("other"), outline_of(make_entry("other")), ())])
    with sqlite3.connect(store.path) as database:
        database.execute("UPDATE outlines SET outline = (SELECT outline FROM outlines WHERE digest = 'd4')")
        database.execute("UPDATE rests SET rest = (SELECT rest FROM rests WHERE digest = 'd4')")
        database.execute("UPDATE rests SET text = (SELECT text FROM rests WHERE digest = 'd4')")
        database.execute("UPDATE states SET value = (SELECT value FROM states WHERE name = 'a/pages')")
    database.close()
    assert list(store.outlines(["d1", "d4"])) == ["d4"]
    assert (store.row("d1"), store.entry("d1"), store.text("d1"), store.state("a/head")) == (None, None, None, None)
    # What was found to be damaged is gone when it is opened again.
    assert opened().was_empty


def test_a_cache_that_cannot_be_written_is_one_of_the_moment(tmp_path: Path) -> None:
    (tmp_path / KEPT).write_text("somebody's file")
    store = filled(Store(tmp_path / KEPT, fingerprint="one"))
    assert store.text("d1") == ENTRY.search
    folder = store.path.parent
    assert tmp_path not in store.path.parents
    store.close()
    assert not folder.exists()
    assert (tmp_path / KEPT).read_text() == "somebody's file"


# --- builds with a cache that is damaged ---------------------------------------------------------------------------

FILES = {
    "content/kowhai/cluster.yaml": CLUSTER,
    "content/kowhai/case-studies/kea.md": entry("Kea", "date: 2026-03-01\ntags: [birds]\n", "The kea plays."),
    "content/kowhai/case-studies/tui.md": entry("Tui", "follows: kea.md\n", "The tui sings to [the kea](kea.md)."),
}


@pytest.fixture
def portal(write_portal: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> Rebuilding:
    """A portal that was built, and in which a title was changed since."""
    trust_stamps(monkeypatch)
    built = rebuilding(write_portal(FILES), monkeypatch)
    built.build()
    built.write(
        "content/kowhai/case-studies/kea.md", FILES["content/kowhai/case-studies/kea.md"].replace("Kea", "Keas")
    )
    return built


def _check(portal: Rebuilding, clean: dict[str, bytes], what: object) -> None:
    assert portal.build().diagnostics == (), what
    assert site_of(portal.output) == clean, what


def _folder(path: Path) -> None:
    path.unlink()
    (path / "deeper").mkdir(parents=True)


WHOLE: dict[str, Callable[[Path], object]] = {
    "random bytes": lambda path: path.write_bytes(random.Random(1).randbytes(9000)),
    "nothing": lambda path: path.write_bytes(b""),
    "a text": lambda path: path.write_text("no database"),
    "gone": lambda path: path.unlink(),
    "a folder in its place": _folder,
    "a journal of another": lambda path: path.with_name(f"{FILE}-wal").write_bytes(b"\x00" * 5000),
    "other tables": lambda path: _sql(path, "DROP TABLE outlines; CREATE TABLE outlines (other INTEGER);"),
    "tables that are gone": lambda path: _sql(path, "DROP TABLE states; DROP TABLE rests;"),
    "other types": lambda path: _sql(path, "UPDATE states SET value = 5; UPDATE outlines SET outline = NULL;"),
    "texts that are gone": lambda path: _sql(path, "DELETE FROM rests;"),
    "facts that are gone": lambda path: _sql(path, "DELETE FROM states WHERE name GLOB '*/facts';"),
    "pages that are gone": lambda path: _sql(path, "DELETE FROM states WHERE name GLOB '*/pages';"),
    "a head that is gone": lambda path: _sql(path, "DELETE FROM states WHERE name GLOB '*/head';"),
    "files that are gone": lambda path: _sql(path, "DELETE FROM states WHERE name GLOB '*/published';"),
    "outlines without their digests": lambda path: _sql(path, "UPDATE outlines SET outline = outline || 'x';"),
}


def _sql(path: Path, text: str) -> None:
    database = sqlite3.connect(path)
    database.executescript(text)
    database.close()


@pytest.mark.parametrize("damage", WHOLE.values(), ids=WHOLE)
def test_a_damaged_cache_changes_nothing_in_the_site(portal: Rebuilding, damage: Callable[[Path], object]) -> None:
    damage(portal.root / KEPT / FILE)
    assert portal.build().diagnostics == ()
    assert portal.differences() == []
    # Nor does it stay damaged.
    portal.build()
    if damage is not _folder:
        assert portal.build().made == 0


def test_a_folder_for_the_cache_that_is_none_changes_nothing_in_the_site(portal: Rebuilding) -> None:
    for path in sorted((portal.root / KEPT).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (portal.root / KEPT).rmdir()
    (portal.root / KEPT).write_text("a file")
    assert portal.build().diagnostics == ()
    assert portal.differences() == []


def _pages(path: Path) -> tuple[bytes, int]:
    data = path.read_bytes()
    return data, int.from_bytes(data[16:18], "big")


def test_a_flipped_byte_anywhere_changes_nothing_in_the_site(portal: Rebuilding) -> None:
    path, clean = portal.root / KEPT / FILE, portal.clean_site()
    shutil.copytree(portal.output, portal.root / "before")
    data, size = _pages(path)
    chance = random.Random(3)
    # In the head of the file, and in every few pages: their head, the places of their cells, and what is in them.
    places = [*chance.sample(range(100), 3)]
    for start in range(0, len(data), size * max(1, len(data) // size // 7)):
        places += [start + chance.randrange(40), start + chance.randrange(size)]
    for at in places:
        if at < len(data):
            _restore(portal)
            path.write_bytes(data[:at] + bytes([data[at] ^ chance.choice((1, 4, 0x20, 0xFF))]) + data[at + 1 :])
            _check(portal, clean, at)


def test_a_cache_that_is_cut_off_changes_nothing_in_the_site(portal: Rebuilding) -> None:
    path, clean = portal.root / KEPT / FILE, portal.clean_site()
    shutil.copytree(portal.output, portal.root / "before")
    data, size = _pages(path)
    for cut in (1, 50, 99, size, len(data) // 3, len(data) // 2 // size * size, len(data) - size):
        _restore(portal)
        path.write_bytes(data[:cut])
        _check(portal, clean, cut)


def _restore(portal: Rebuilding) -> None:
    """Let the site be as the damaged cache knows it: only then could what it says be believed."""
    shutil.rmtree(portal.output)
    shutil.copytree(portal.root / "before", portal.output)
    for ending in ("-wal", "-shm"):
        (portal.root / KEPT / f"{FILE}{ending}").unlink(missing_ok=True)


def test_who_never_lets_go_is_waited_for_once(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.build.store, "_PATIENCE", 0.05)
    store = opened()
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert filled(store).row("d1") is None
    assert store._database().execute("PRAGMA busy_timeout").fetchone() == (0,)
    other.execute("ROLLBACK")
    other.close()
    assert filled(store).row("d1") is not None
    assert not store.damaged
