"""The load cache: what was loaded of each entry, by the digest of its files, in SQLite beside ``content/``.

It may be deleted at any time. One that is damaged, or that another version of the generator made, is thrown away
without a word, and made anew. Several processes may read and write it at once; rows are never changed, since their
key says what is in them.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.build.packing import DamagedValueError, pack, unpack
from generator.model.search_text import SearchText

# A build that finds nothing to do is over before these could be imported.
if TYPE_CHECKING:
    from generator.build.rows import Loaded, LoadedRow
    from generator.model.entry import Entry
    from generator.model.outline import Outline

FILE = "cache.db"
_FORMAT = "3"
_PATIENCE = 10  # seconds that another process may take to write
_KEPT = 86_400  # seconds that what no build asks for any more is kept, since another process may still need it
_TABLES = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS outlines (digest TEXT PRIMARY KEY, born INTEGER, outline BLOB, problems BLOB);
CREATE INDEX IF NOT EXISTS ages ON outlines (born, digest);
CREATE TABLE IF NOT EXISTS rests (digest TEXT PRIMARY KEY, rest BLOB, text BLOB);
CREATE TABLE IF NOT EXISTS states (name TEXT PRIMARY KEY, value BLOB);
"""


class Store:
    """An open cache. ``path`` is its file, which other processes open by themselves.

    No method fails for what is wrong with the file: what cannot be read is not there, and what cannot be written is
    not kept. :attr:`was_empty` tells that there was no entry in it when it was opened, :attr:`damaged` that it
    was found to be no good.
    """

    def __init__(self, folder: Path, *, fingerprint: str, fresh: bool = False) -> None:
        """Open the cache in ``folder``, or make it; ``fresh`` throws away what is in it.

        Where none can be made there, it is in a folder of the system's for files of a moment.
        """
        self._fingerprint = f"{_FORMAT} {fingerprint}"
        self._momentary: tempfile.TemporaryDirectory[str] | None = None
        self._local = threading.local()
        self.damaged = False
        self.was_empty = True
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self.path = folder / FILE
            self._prepare(fresh=fresh)
        except (OSError, sqlite3.Error):
            self._momentary = tempfile.TemporaryDirectory(prefix="portal-", ignore_cleanup_errors=True)
            self.path = Path(self._momentary.name, FILE)
            self._prepare(fresh=True)

    def _prepare(self, *, fresh: bool) -> None:
        for attempt in (1, 2):
            try:
                if fresh or attempt == 2:
                    self._discard()
                database = self._database()
                with database:
                    database.executescript(_TABLES)
                    row = database.execute("SELECT value FROM facts WHERE name = 'made by'").fetchone()
                    if row is None:
                        database.execute("INSERT INTO facts VALUES ('made by', ?)", (self._fingerprint,))
                    elif row[0] != self._fingerprint:
                        raise DamagedValueError("of another version")
                    self.was_empty = database.execute("SELECT 1 FROM outlines LIMIT 1").fetchone() is None
                return
            except sqlite3.OperationalError as fault:
                if attempt == 2 or "lock" in str(fault):
                    raise
            except (sqlite3.Error, DamagedValueError):
                if attempt == 2:
                    raise

    def _discard(self) -> None:
        self._close()
        for ending in ("", "-wal", "-shm", "-journal"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def _database(self) -> sqlite3.Connection:
        """The connection of this thread of this process."""
        found: sqlite3.Connection | None = getattr(self._local, "database", None)
        if found is None or self._local.process != os.getpid():
            found = _connect(self.path)
            self._local.database, self._local.process = found, os.getpid()
        return found

    def _close(self) -> None:
        found: sqlite3.Connection | None = getattr(self._local, "database", None)
        if found is not None and self._local.process == os.getpid():
            self._local.database = None
            _inherited.remove(found)
            found.close()

    @contextmanager
    def _safely(self) -> Iterator[None]:
        """Take what cannot be read for not there, and note where the file itself is to blame."""
        try:
            yield
        except DamagedValueError:
            self.damaged = True
        except sqlite3.Error as fault:
            self._note(fault)

    def _note(self, fault: sqlite3.Error) -> None:
        code = (getattr(fault, "sqlite_errorcode", 0) or 0) & 0xFF
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            self.damaged = True
        if code == sqlite3.SQLITE_BUSY:
            # Who holds it for so long may never let go: from now on we try, and do not wait.
            self._database().execute("PRAGMA busy_timeout = 0")

    def close(self) -> None:
        """Close the cache; a momentary one is gone, and so is one that was found to be damaged."""
        self._close()
        if self.damaged:
            with suppress(OSError):
                self._discard()
        if self._momentary is not None:
            self._momentary.cleanup()

    def outlines(self, digests: Iterable[str]) -> dict[str, Loaded]:
        """Return the outlines that are known, with what is wrong with their files, by the digests of these."""
        from generator.build.rows import told_by

        found: dict[str, Loaded] = {}
        with self._safely():
            for row in self._rows(list(digests)):
                with self._safely():
                    found[row.digest] = told_by(row)
        return found

    def row(self, digest: str) -> LoadedRow | None:
        """Return the outline of one entry with what is wrong with its files, as they are kept: whole, or ``None``."""
        from generator.build.rows import told_by

        with self._safely():
            for row in self._rows([digest]):
                told_by(row)
                return row
        return None

    def _rows(self, wanted: list[str]) -> Iterator[LoadedRow]:
        from generator.build.rows import LoadedRow

        database = self._database()
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            marks = ",".join("?" * len(some))
            query = f"SELECT digest, outline, problems FROM outlines WHERE digest IN ({marks})"  # noqa: S608
            for digest, outline, problems in database.execute(query, some):
                yield LoadedRow(digest, outline, problems, b"", b"")

    def add(self, rows: Iterable[LoadedRow]) -> None:
        """Keep entries, so that other processes find them too."""
        born = int(time.time())
        try:
            database = self._database()
            with database:
                for row in rows:
                    facts = (row.digest, born, row.outline, row.problems)
                    database.execute("INSERT OR REPLACE INTO outlines VALUES (?, ?, ?, ?)", facts)
                    database.execute("INSERT OR REPLACE INTO rests VALUES (?, ?, ?)", (row.digest, row.rest, row.text))
        except sqlite3.Error as fault:
            self._note(fault)

    def entry(self, digest: str, outline: Outline | None = None) -> Entry | None:
        """Return an entry whole, but for what the search has of it, or ``None`` where it is not known.

        Its ``outline`` is read too where it is not at hand.
        """
        with self._safely():
            found = self._database().execute("SELECT rest FROM rests WHERE digest = ?", (digest,)).fetchone()
            if found and found[0]:
                from generator.build.rows import entry_of

                outline = outline or self.outlines([digest]).get(digest, (None, ()))[0]
                return entry_of(outline, found[0], digest) if outline is not None else None
        return None

    def text(self, digest: str) -> SearchText | None:
        """Return what the search has of an entry, or ``None`` where it is not known."""
        with self._safely():
            row = self._database().execute("SELECT text FROM rests WHERE digest = ?", (digest,)).fetchone()
            if row and row[0]:
                text = unpack(row[0], key=digest)
                return text if isinstance(text, SearchText) else None
        return None

    def state(self, name: str) -> Any:
        """Return what was last put there by this name, or ``None``."""
        with self._safely():
            row = self._database().execute("SELECT value FROM states WHERE name = ?", (name,)).fetchone()
            return unpack(row[0], key=name) if row else None
        return None

    def put_states(self, states: Mapping[str, Any], *, gone: Iterable[str] = ()) -> None:
        """Put values there, all of them or none; first all in the ``gone`` folders are taken away."""
        try:
            database = self._database()
            with database:
                for folder in gone:
                    database.execute("DELETE FROM states WHERE name GLOB ?", (f"{folder}/*",))
                for name, value in states.items():
                    database.execute("INSERT OR REPLACE INTO states VALUES (?, ?)", (name, pack(value, key=name)))
        except sqlite3.Error as fault:
            self._note(fault)

    def prune(self, keep: Iterable[str]) -> None:
        """Forget entries other than those of these digests that have been there for a day."""
        try:
            database = self._database()
            old = database.execute("SELECT digest FROM outlines WHERE born < ?", (int(time.time()) - _KEPT,))
            kept = set(keep)
            gone = [row for row in old if row[0] not in kept]
            if gone:
                with database:
                    for table in ("outlines", "rests"):
                        database.executemany(f"DELETE FROM {table} WHERE digest = ?", gone)  # noqa: S608
        except sqlite3.Error as fault:
            self._note(fault)

    def __reduce__(self) -> tuple[Any, ...]:
        return _reader, (self.path, self.was_empty)


def _reader(path: Path, was_empty: bool) -> Store:
    """The same store in another process."""
    store: Store = Store.__new__(Store)
    store.path, store.was_empty = path, was_empty
    store._momentary, store._local, store.damaged = None, threading.local(), False
    store._fingerprint = ""
    return store


_inherited: list[sqlite3.Connection] = []


def _connect(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False)
    # A process made by fork must not close the connection of its parent.
    _inherited.append(database)
    # Before anything is in it: most entries have one page or two.
    database.execute("PRAGMA page_size = 16384")
    database.execute("PRAGMA journal_mode = WAL")
    # A power cut may damage the file; then it is thrown away.
    database.execute("PRAGMA synchronous = OFF")
    return database
