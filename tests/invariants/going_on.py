"""Builds and previews that go on from what is there, each held against one that begins anew.

A step of a stream is a name and a number: the name of a change of :mod:`tests.invariants.edits` or of one of the
ways below, and what else is to be chosen. Everything lies in a folder in memory, where there is one.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Any, Self

import jinja2
import pytest

import generator.build.entries
import generator.build.pipeline
import generator.render.check
from generator.build.fingerprint import fingerprint
from generator.build.manifest import read_manifest
from generator.build.pipeline import build
from generator.build.run import BuildOptions, BuildResult, UsageProblem
from generator.core.diagnostic_formats import concise
from generator.core.diagnostics import Severity
from generator.model.page import Output
from generator.serve.session import Session
from tests.invariants.edits import EDITS, applied
from tests.invariants.portals import EPOCHS, Files, portal

MEMORY = Path("/dev/shm")
Step = tuple[str, int]
DISTURBANCES = ("epoch", "gone output", "other output", "no cache", "damaged cache", "older cache", "drafts", "cluster")
"""What else may happen between builds than changes of files; the last two are ways to build."""
QUIET = ("epoch", "nothing asked", "wrong paths")
"""What else may happen to a preview."""


@contextmanager
def quick() -> Iterator[None]:
    """Leave out what takes long and has nothing to do with it.

    That is to wait for a real disk, to check a theme, to compile a template and to read the generator once again.
    """
    check, compiled = generator.render.check.check_theme, jinja2.Environment._compile
    made_by = fingerprint()
    checked: dict[str, Any] = {}
    known: dict[tuple[str, str], Any] = {}

    def check_once(theme: Any) -> Any:
        key = repr(theme)
        if key not in checked:
            checked[key] = check(theme)
        return checked[key]

    def compile_once(environment: jinja2.Environment, source: str, filename: str) -> Any:
        if (source, filename) not in known:
            known[source, filename] = compiled(environment, source, filename)
        return known[source, filename]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generator.render.check, "check_theme", check_once)
        patch.setattr(jinja2.Environment, "_compile", compile_once)
        patch.setattr(generator.build.pipeline, "fingerprint", lambda: made_by)
        patch.setattr(os, "sync", lambda: None)
        yield


class Workplace:
    """The files of a portal on the disk, and a second folder that shows the same files and has a cache of its own."""

    def __init__(self) -> None:
        self.files: Files = {}
        self._place = tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None)
        self._patch = pytest.MonkeyPatch()

    def __enter__(self) -> Self:
        base = Path(self._place.name)
        self.root, self.anew = base / "portal", base / "anew"
        for folder in (self.root / "content", self.root / "themes", self.anew):
            folder.mkdir(parents=True)
        for name in ("content", "themes"):
            (self.anew / name).symlink_to(self.root / name)
        self.set_time(EPOCHS[1])
        self.put(portal())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._patch.undo()
        self._place.cleanup()

    def set_time(self, seconds: int) -> None:
        """Set the moment of builds."""
        self._patch.setenv("SOURCE_DATE_EPOCH", str(seconds))

    def be_sure(self, sure: bool) -> None:
        """Have files known by their stamps at once, and not only when they have not changed for two seconds.

        A build takes longer than the clock of files ticks, and here no file changes while one runs.
        """
        self._patch.setattr(generator.build.walk, "_SURE_AFTER", 0 if sure else 2_000_000_000)

    def put(self, change: Mapping[str, bytes | None]) -> None:
        """Write and delete files, and folders that are empty then."""
        self.files = applied(self.files, change)
        for path, content in sorted(change.items(), key=lambda item: item[1] is not None):
            file = self.root / path
            if content is not None:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
                continue
            file.unlink(missing_ok=True)
            for folder in file.parents:
                if folder.parent in (self.root, self.root / "content") or any(folder.iterdir()):
                    break
                folder.rmdir()

    def build_anew(self, options: BuildOptions) -> tuple[BuildResult | str, Files]:
        """Build without anything of before; return what came of it, and the files."""
        for name in (".portal", "output"):
            shutil.rmtree(self.anew / name, ignore_errors=True)
        result = built(replace(options, root=self.anew, output=self.anew / "output"))
        return result, files_below(self.anew / "output")


def built(options: BuildOptions) -> BuildResult | str:
    """Build, or say why that cannot be."""
    try:
        return build(options)
    except UsageProblem as problem:
        return str(problem)


def files_below(output: Path) -> Files:
    """Return the files that readers may get."""
    return {
        name: path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not (name := path.relative_to(output).as_posix()).startswith(".portal/")
    }


def check_same(found: Mapping[str, bytes], wanted: Mapping[str, bytes], why: str = "") -> None:
    """Tell of files that differ."""
    different = [
        f"{name} {'is missing' if name not in found else 'is left over' if name not in wanted else 'differs'}"
        for name in sorted({*found, *wanted})
        if found.get(name) != wanted.get(name)
    ]
    assert not different, f"{why}{len(different)} files: {', '.join(different[:12])}"


def told(result: BuildResult | str) -> object:
    """Return what a build tells of the content, to be compared."""
    if isinstance(result, str):
        return result
    return result.ok, [one for one in result.diagnostics if not one.code.startswith("E90")]


class Standing:
    """A portal that is built again and again into one folder, and each time held against a build that begins anew."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._output = place.root / "output"
        self._drafts = False
        self._caches: list[dict[str, bytes]] = []

    def step(self, name: str, number: int) -> None:
        """Change something, build, and compare."""
        place, chance = self._place, Random(number)
        place.be_sure(chance.random() < 0.7)
        cluster: str | None = None
        if name in EDITS:
            place.put(EDITS[name](place.files, chance))
        elif name == "cluster":
            cluster = chance.choice(["kowhai", "kowhai", "rata", "none"])
            place.put(EDITS["several"](place.files, chance))
        elif name == "drafts":
            self._drafts = not self._drafts
        else:
            _DISTURB[name](self, chance)
        self.compare(BuildOptions(place.root, self._output, cluster=cluster, drafts=self._drafts, jobs=1))

    def compare(self, options: BuildOptions) -> None:
        """Build with these options, and compare."""
        before = files_below(self._output)
        result = built(options)
        expected, wanted = self._place.build_anew(options)
        assert told(result) == told(expected), f"{told(result)} is not {told(expected)}"
        found = files_below(self._output)
        if isinstance(result, str) or not result.ok:
            check_same(found, before, "a build that failed changed something: ")
            return
        for diagnostic in result.diagnostics:
            if diagnostic.code == "E908":  # it was changed by hand, and is to stay
                (self._output / diagnostic.span.path.removeprefix("output/")).unlink()
                found.pop(diagnostic.span.path.removeprefix("output/"))
        retired = self._retired()
        scope = options.cluster and f"{options.cluster}/"
        if scope:
            others = {path: content for path, content in found.items() if not path.startswith(scope)}
            kept = {path: content for path, content in before.items() if not path.startswith(scope)}
            check_same(others, kept, "another cluster was touched: ")
            found = {path: content for path, content in found.items() if path.startswith(scope)}
        found = {path: content for path, content in found.items() if path in wanted or path not in retired}
        check_same(found, wanted)

    def _retired(self) -> set[str]:
        """What only the build before wanted, and readers may still ask for."""
        return {path for path, record in read_manifest(self._output).files.items() if record.retired}

    def _epoch(self, chance: Random) -> None:
        self._place.set_time(chance.choice(EPOCHS))

    def _some_file(self, chance: Random) -> Path | None:
        found = sorted(files_below(self._output))
        return self._output / chance.choice(found) if found else None

    def _gone_output(self, chance: Random) -> None:
        for _ in range(chance.randint(1, 3)):
            if file := self._some_file(chance):
                file.unlink()
        if chance.random() < 0.2:
            shutil.rmtree(self._output, ignore_errors=True)
        self._edit_sometimes(chance)

    def _other_output(self, chance: Random) -> None:
        if (file := self._some_file(chance)) and file.relative_to(self._output).as_posix() not in self._retired():
            content = file.read_bytes()
            file.write_bytes(content[:-1] + b"?" if chance.random() < 0.5 else content)
        self._edit_sometimes(chance)

    def _edit_sometimes(self, chance: Random) -> None:
        if chance.random() < 0.4:
            self._place.put(EDITS["several"](self._place.files, chance))

    def _cache(self) -> Path:
        return self._place.root / ".portal"

    def _no_cache(self, chance: Random) -> None:
        folder = self._cache() / "media" if chance.random() < 0.3 else self._cache()
        shutil.rmtree(folder, ignore_errors=True)
        self._edit_sometimes(chance)

    def _damaged_cache(self, chance: Random) -> None:
        for path in sorted(self._cache().rglob("*")):
            if path.is_file() and chance.random() < 0.5:
                data = bytearray(path.read_bytes())
                for _ in range(chance.randint(1, 40)):
                    if data:
                        data[chance.randrange(len(data))] = chance.randrange(256)
                path.write_bytes(bytes(data[: chance.choice([len(data), len(data), len(data) // 2])]))
        self._edit_sometimes(chance)

    def _older_cache(self, chance: Random) -> None:
        """Keep a copy of the cache, or take the one that was kept: somebody puts back a folder of before."""
        if self._caches and chance.random() < 0.6:
            shutil.rmtree(self._cache(), ignore_errors=True)
            for name, content in self._caches.pop().items():
                (self._cache() / name).parent.mkdir(parents=True, exist_ok=True)
                (self._cache() / name).write_bytes(content)
        else:
            kept = {path: path.read_bytes() for path in self._cache().rglob("*") if path.is_file()}
            self._caches.append({path.relative_to(self._cache()).as_posix(): data for path, data in kept.items()})


_DISTURB: dict[str, Callable[[Standing, Random], None]] = {
    "epoch": Standing._epoch,
    "gone output": Standing._gone_output,
    "other output": Standing._other_output,
    "no cache": Standing._no_cache,
    "damaged cache": Standing._damaged_cache,
    "older cache": Standing._older_cache,
}


class Previewed:
    """A portal in the preview: after each change every file that it gives is held against a build that begins anew."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        options = BuildOptions(place.root, place.root / "output", jobs=1)
        self._session = Session(options, describe=concise)
        self._results: list[BuildResult] = []
        self._session.update([], self._results.append)

    def step(self, name: str, number: int) -> None:
        """Change something, let the session take it in, and compare."""
        place, session, chance = self._place, self._session, Random(number)
        place.be_sure(chance.random() < 0.7)
        self._ask(chance)
        change = EDITS[name](place.files, chance) if name in EDITS else EDITS["several"](place.files, chance)
        place.put(change)
        paths = sorted(change)
        if name == "epoch":
            place.set_time(chance.choice(EPOCHS))
        elif name == "wrong paths":
            paths += chance.sample(sorted(place.files), min(len(place.files), 3))
            paths.append("content/kowhai/videos/kea.md~")
        if name in ("epoch", "nothing asked"):
            paths = []
        self._results.clear()
        if paths or name in ("epoch", "nothing asked"):
            session.update(paths, self._results.append)
        self.compare()

    def compare(self) -> None:
        """Ask for every file, and compare."""
        expected, wanted = self._place.build_anew(self._session.options)
        assert not isinstance(expected, str)
        errors = [one for one in expected.diagnostics if one.severity is Severity.ERROR]
        if self._session.state.ok and errors and all(one.code.startswith("E4") for one in errors):
            return  # A preview makes pages when they are asked for, and so tells of some faults of a theme only then.
        assert self._session.state.ok == expected.ok, f"{self._session.state} {expected}"
        for result in self._results:  # none tells of anything where an edit was just put in
            assert not result.diagnostics or result.diagnostics == expected.diagnostics
        if expected.ok:
            check_same(self._all(), wanted)

    def _ask(self, chance: Random) -> None:
        live = self._session.live
        if live is not None:
            paths = sorted(live._pages)
            for path in chance.sample(paths, chance.randint(0, len(paths))):
                live.get(path)
            if chance.random() < 0.5:
                live._search()

    def _all(self) -> Files:
        live = self._session.live
        assert live is not None
        result: Files = {}
        for path in sorted({*live._pages, *live._statics, *live._search()}):
            output = live.get(path)
            assert isinstance(output, Output), f"{path}: {output}"
            result[path] = output.content if isinstance(output.content, bytes) else output.content.read_bytes()
        return result


__all__ = ["DISTURBANCES", "QUIET", "Previewed", "Standing", "Step", "Workplace", "quick"]
