"""Write ``output/`` so that readers, and the next build, always find a whole site, whenever this one is stopped.

New and changed files are staged beside the site, then renamed into place one by one: first what pages need, then the
pages, what lists them, the front pages, and deletions last. A journal says beforehand what may come to be in place; the
next build reads it and carries on. A file that the generator did not write is never replaced or deleted.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from generator.build.faults import PublishError, at_place, told_as_faults
from generator.build.lock import OutputLock
from generator.build.manifest import (
    FOLDER,
    JOURNAL,
    MANIFEST,
    DamagedError,
    Journal,
    Manifest,
    Record,
    digest_file,
    is_publishable,
    parents,
    read_journal,
    read_manifest,
    write_journal,
    write_manifest,
)
from generator.build.memory import UNSEEN, Published
from generator.build.order import outlives, turn
from generator.build.staging import SourceError, Staging, check_digest
from generator.build.walk import Stamp, stamp_of
from generator.core.codes.ours import E901, E902, E903, E904, E908, E909, E910
from generator.core.diagnostics import Code, Diagnostic, in_order
from generator.model.page import Output

STAGING = ".portal/staging"


@dataclass(frozen=True, slots=True)
class PublishReport:
    """What a build did to the output folder: numbers of files, and the bytes of those written."""

    written: int
    unchanged: int
    removed: int
    bytes_written: int
    diagnostics: tuple[Diagnostic, ...] = ()


class _Staged(NamedTuple):
    digest: str
    number: int | None  # of its file in the staging folder; None where the right bytes are in place already


class Publisher:
    """One publishing, as a context manager: :meth:`stage` every file of the site, then :meth:`commit`.

    Leaving without a commit leaves the site as it was. The folder is locked from entering to leaving. ``scope`` is
    a cluster's folder: only files below it are written and removed, and the rest of the site stays. ``seen`` are the
    files that an earlier build put in place, with their stamps.

    Raises:
        PublishError: From any method, for faults of the disk, files in the way, or another build at work.
        ValueError: For a path that is given twice or that no file of a site may have: a bug of ours.
    """

    def __init__(self, output: Path, scope: str | None = None, seen: Published = UNSEEN) -> None:
        if scope is not None and not is_publishable(scope):
            raise ValueError(f"no cluster may be called {scope!r}")
        self._output = output
        self._name = output.absolute().name
        self._root = os.fspath(output)
        self._scope = scope
        self._lock = OutputLock(output / FOLDER / "lock")
        self._staging = Staging(output / STAGING)
        self._seen = seen
        self._manifest = Manifest()
        self._journal: Journal | None = None
        self._wanted: dict[str, _Staged] = {}
        self._stamps: dict[str, Stamp] = {}
        self._wanted_folders: set[str] = set()
        self._real_folders: set[str] = set()
        self._missing_folders: set[str] = set()
        self._problems: list[Diagnostic] = []
        self._notes: list[Diagnostic] = []
        self._open = False

    def __enter__(self) -> Self:
        """Lock the folder, clear away what an interrupted build staged, and read what the builds before wrote."""
        self._make_folder("", self._output)
        with self._faults(FOLDER):
            if (self._output / FOLDER).is_symlink():
                raise PublishError((self._at(E902, FOLDER, found="a link", needed="a folder"),))
        self._make_folder(FOLDER, self._output / FOLDER)
        with self._faults(FOLDER):
            if not self._lock.acquire():
                raise PublishError((self._at(E903, ""),))
        try:
            with self._faults(STAGING):
                self._staging.clear()
            self._read_lists()
        except BaseException:
            self._lock.release()
            raise
        self._open = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Clear away what was staged, and unlock."""
        self._open = False
        # A fault here must not hide the one we may be leaving with, nor undo what was committed: the next build clears
        # the folder anyway, and the lock ends with the process at the latest.
        try:
            with suppress(OSError):
                self._staging.clear()
        finally:
            with suppress(OSError):
                self._lock.release()

    def stage(self, output: Output) -> bool:
        """Take one file of the site; return whether its bytes differ from the file that is in place."""
        self._claim(output.path)
        with self._faults(output.path):
            there = self._look(output.path)
            if there is not None and self._is_same(output, there):
                self._wanted[output.path] = _Staged(output.digest, None)
                return False
            if there is not None and not self._is_ours(output.path):
                self._problems.append(self._at(E901, output.path))
            elif not self._problems:
                self._write(output)
        return True

    def __contains__(self, path: str) -> bool:
        """Tell whether a file was staged or kept."""
        return path in self._wanted

    def keep(self, path: str, digest: str) -> bool:
        """Let a file stay that is in place as an earlier build left it; return ``False`` where it has to be staged."""
        there = self._look(path)
        if there is None:
            return False
        known = self._seen.files.get(path)
        if known != (digest, stamp_of(there)):
            record = self._manifest.files.get(path)
            try:
                if record is None or record.digest != digest or digest_file(self._output / path) != digest:
                    return False
            except OSError:
                return False
        self._claim(path)
        self._wanted[path] = _Staged(digest, None)
        self._stamps[path] = stamp_of(there)
        return True

    def kept(self) -> Published:
        """Return what is in place after a commit, as ``seen`` of a later publisher."""
        files: dict[str, tuple[str, Stamp]] = {}
        for path, item in self._wanted.items():
            stamp = self._stamps.get(path)  # nothing of ours touched it since
            if stamp is None and (there := self._stat(path)) is not None:
                stamp = stamp_of(there)
            if stamp is not None:
                files[path] = (item.digest, stamp)
        return Published(files)

    def commit(self) -> PublishReport:
        """Put the staged files in place and remove those that no longer belong."""
        if not self._open:
            raise ValueError("commit() outside of the publisher's with block")
        staged = self._staged_paths()
        self._check_writable({path.rpartition("/")[0] for path, _ in staged})
        if self._problems:
            raise PublishError(in_order(self._problems))
        self._open = False
        kept, leaving = self._sort_old()
        made = self._new_folders(staged)
        with self._faults(FOLDER):
            if staged:
                self._staging.make_durable()
                write_journal(self._output, self._new_journal(made))
        for folder in made:
            with self._faults(folder):
                os.mkdir(f"{self._root}/{folder}")  # noqa: PTH102 - there is one for each page
        for path, number in staged:
            with self._faults(path):
                self._staging.put(number, f"{self._root}/{path}")
        removed = sum(self._remove(path, leaving[path]) for path in sorted(leaving, key=turn, reverse=True))
        self._finish(kept, made)
        return PublishReport(
            written=len(staged),
            unchanged=len(self._wanted) - len(staged),
            removed=removed,
            bytes_written=self._staging.size,
            diagnostics=in_order(self._notes),
        )

    # Beginning

    def _make_folder(self, path: str, place: Path) -> None:
        with self._faults(path):
            try:
                place.mkdir(parents=True, exist_ok=True)
            except (FileExistsError, NotADirectoryError):
                raise PublishError((self._at(E902, path, found="a file", needed="a folder"),)) from None

    def _read_lists(self) -> None:
        with self._faults(MANIFEST):
            try:
                self._manifest = read_manifest(self._output)
            except DamagedError:
                self._notes.append(self._at(E909, MANIFEST))
        with self._faults(JOURNAL):
            try:
                self._journal = read_journal(self._output)
            except DamagedError:
                self._notes.append(self._at(E909, JOURNAL))

    # Staging

    def _claim(self, path: str) -> None:
        """Refuse what only a bug of ours can ask for."""
        above = parents(path)
        if not self._open:
            raise ValueError(f"stage({path!r}) outside of the publisher's with block")
        if not is_publishable(path):
            raise ValueError(f"no file of a site may be called {path!r}")
        if not self._in_scope(path):
            raise ValueError(f"{path!r} is outside of {self._scope!r}")
        if path in self._wanted or path in self._wanted_folders or any(folder in self._wanted for folder in above):
            raise ValueError(f"two files of the site want the place {path!r}")
        self._wanted[path] = _Staged("", None)
        self._wanted_folders.update(above)

    def _look(self, path: str) -> os.stat_result | None:
        """Return what is known of the file in place, ``None`` where there is none; note what stands in the way."""
        for folder in parents(path):
            if folder in self._missing_folders:
                return None
            if folder in self._real_folders:
                continue
            found = self._stat(folder)
            if found is None:
                self._missing_folders.add(folder)
                return None
            if not stat.S_ISDIR(found.st_mode):
                self._problems.append(self._at(E902, folder, found=_form(found), needed="a folder"))
                return None
            self._real_folders.add(folder)
        found = self._stat(path)
        if found is not None and not stat.S_ISREG(found.st_mode):
            self._problems.append(self._at(E902, path, found=_form(found), needed="a file"))
            return None
        return found

    def _stat(self, path: str) -> os.stat_result | None:
        try:
            return os.lstat(f"{self._root}/{path}")
        except FileNotFoundError:
            return None

    def _is_same(self, output: Output, there: os.stat_result) -> bool:
        place = self._output / output.path
        known = self._manifest.files.get(output.path)
        if isinstance(output.content, bytes):
            if there.st_size != len(output.content):
                return False
            try:
                same = place.read_bytes() == output.content
            except PermissionError:
                return False
            if same and (known is None or known.digest != output.digest):
                check_digest(output)
            return same
        try:
            source = output.content.stat()
            if there.st_size != source.st_size:
                return False
            if known is not None and known.digest == output.digest and there.st_mtime_ns == source.st_mtime_ns:
                return True  # Copies carry the time of their source, so that a long video need not be read again.
            return digest_file(place) == output.digest
        except OSError:
            return False  # The copying tells what is wrong.

    def _is_ours(self, path: str) -> bool:
        """Tell whether we wrote a file: the manifest is sure of it, the journal knows only what may be in place."""
        if path in self._manifest.files:
            return True
        return self._journal is not None and digest_file(self._output / path) in self._journal.files.get(path, ())

    def _write(self, output: Output) -> None:
        """Let a file wait in the staging folder, or note why its source cannot be copied."""
        try:
            self._wanted[output.path] = _Staged(output.digest, self._staging.write(output))
        except SourceError as fault:
            self._problems.append(self._at(E910, output.path, reason=str(fault)))

    # Committing

    def _check_writable(self, folders: Iterable[str]) -> None:
        """Find folders that may only be read before anything is changed; ``folders`` are those of the new files."""
        real = {
            next((name for name in (folder, *reversed(parents(folder))) if name in self._real_folders), "")
            for folder in folders
        }
        for folder in sorted(real):
            with self._faults(folder):
                if not os.access(self._output / folder, os.W_OK | os.X_OK):
                    self._problems.append(self._at(E904, folder, reason="this computer does not allow it"))

    def _sort_old(self) -> tuple[dict[str, Record], dict[str, set[str]]]:
        """Part what earlier builds wrote, and this one does not want, into what stays and what leaves.

        Readers may have pages open that still ask for the assets of the build before: those stay for one more build.
        Returned are the records of what stays, and for what leaves the digests that our file may have.
        """
        pending = self._journal.files if self._journal else {}
        kept: dict[str, Record] = {}
        leaving: dict[str, set[str]] = {}
        for path in sorted({*self._manifest.files, *pending} - self._wanted.keys()):
            record = self._manifest.files.get(path)
            digests = {*pending.get(path, ()), *([record.digest] if record else [])}
            retires = outlives(path) and not (record and record.retired)
            if self._in_scope(path) and not retires:
                leaving[path] = digests
                continue
            with self._faults(path):
                actual = self._digest_there(path, record, digests)
            if actual is not None:
                kept[path] = Record(actual, retired=self._in_scope(path) or bool(record and record.retired))
        return kept, leaving

    def _digest_there(self, path: str, record: Record | None, digests: set[str]) -> str | None:
        """Return which of our digests the file in place has, ``None`` where it is gone or is not ours."""
        there = self._stat(path) if self._is_reachable(path) else None
        if there is None or not stat.S_ISREG(there.st_mode):
            return None
        if record and len(digests) == 1:
            return record.digest  # No build was interrupted over it: there is nothing to look up.
        actual = digest_file(self._output / path)
        return actual if actual in digests else None

    def _is_reachable(self, path: str) -> bool:
        """Tell whether all folders above a path are folders indeed, and no links to elsewhere."""
        for folder in parents(path):
            if folder not in self._real_folders:
                found = self._stat(folder)
                if found is None or not stat.S_ISDIR(found.st_mode):
                    return False
                self._real_folders.add(folder)
        return True

    def _staged_paths(self) -> list[tuple[str, int]]:
        """Return the files that wait, in the order in which they are put in place, with their numbers."""
        waiting = [(path, item.number) for path, item in self._wanted.items() if item.number is not None]
        return sorted(waiting, key=lambda item: turn(item[0]))

    def _new_folders(self, staged: Iterable[tuple[str, int]]) -> list[str]:
        needed = set(chain.from_iterable(parents(path) for path, _ in staged))
        return sorted(needed - self._real_folders)

    def _new_journal(self, made: Iterable[str]) -> Journal:
        files = dict(self._journal.files) if self._journal else {}
        for path, item in self._wanted.items():
            if item.number is not None:
                files[path] = tuple(dict.fromkeys((item.digest, *files.get(path, ()))))
        return Journal(files, frozenset({*self._known_folders(), *made}))

    def _known_folders(self) -> frozenset[str]:
        return self._manifest.folders | (self._journal.folders if self._journal else frozenset())

    def _remove(self, path: str, digests: set[str]) -> bool:
        """Delete a file of ours that no longer belongs; keep it where it is no longer the one we wrote."""
        with self._faults(path):
            there = self._stat(path) if self._is_reachable(path) else None
            if there is None:
                return False
            if not stat.S_ISREG(there.st_mode) or digest_file(self._output / path) not in digests:
                self._notes.append(self._at(E908, path))
                return False
            (self._output / path).unlink()
            return True

    def _remove_folders(self, known: set[str], files: dict[str, Record]) -> frozenset[str]:
        """Delete the folders of ours that are empty now; return those that are left."""
        needed = set(chain.from_iterable(map(parents, files)))
        left = set(known)
        for folder in sorted(known - needed, reverse=True):
            if not (self._in_scope(folder) or folder == self._scope):
                continue
            with self._faults(folder):
                try:
                    if self._is_reachable(folder):
                        (self._output / folder).rmdir()
                except (FileNotFoundError, NotADirectoryError):
                    pass  # Gone, or no folder any more: either way not ours.
                except OSError as fault:
                    if fault.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                        raise
                    continue
            left.discard(folder)
            self._real_folders.discard(folder)
        return frozenset(left)

    def _finish(self, kept: dict[str, Record], made: list[str]) -> None:
        """Write down what is in place now."""
        files = kept | {path: Record(item.digest) for path, item in self._wanted.items()}
        folders = self._remove_folders({*self._known_folders(), *made}, files)
        with self._faults(MANIFEST):
            manifest = Manifest(files, folders)
            if manifest != self._manifest or self._staging.count:
                write_manifest(self._output, manifest)
            (self._output / JOURNAL).unlink(missing_ok=True)

    # Words

    def _in_scope(self, path: str) -> bool:
        return self._scope is None or path.startswith(self._scope + "/")

    def _shown(self, path: str) -> str:
        return f"{self._name}/{path}" if path else self._name

    def _at(self, code: Code, path: str, **values: str) -> Diagnostic:
        return at_place(code, self._shown(path), **values)

    def _faults(self, path: str) -> AbstractContextManager[None]:
        return told_as_faults(self._shown(path))


def _form(found: os.stat_result) -> str:
    if stat.S_ISLNK(found.st_mode):
        return "a link"
    if stat.S_ISDIR(found.st_mode):
        return "a folder"
    return "a file" if stat.S_ISREG(found.st_mode) else "a special file"
