"""One run of a build or a check: how it was asked for, how far it is, and what came of it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.build.walk import CONTENT, UNSURE, Stamp, is_sure
from generator.build.workers import count_jobs
from generator.core.diagnostics import Diagnostic, has_errors, in_order
from generator.model.settings import Settings

KEPT = ".portal"  # beside content/: what is kept from build to build; it may be deleted at any time

Progress = Callable[[str, int, int], None]
_MOST_DIGITS = 11  # of a moment in seconds: until the year 5138


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build. ``root`` holds ``content/``; ``jobs`` is a number of processes, 0 for one a core.

    ``cluster`` builds one cluster alone and leaves the rest of ``output`` as it is. ``clean`` ignores what was kept
    from earlier builds. ``explicit_links`` and ``preview`` are those of :class:`~generator.model.settings.Settings`.
    """

    root: Path
    output: Path
    cluster: str | None = None
    drafts: bool = False
    jobs: int = 0
    clean: bool = False
    explicit_links: bool = False
    preview: bool = False

    @property
    def settings(self) -> Settings:
        """Those of the options that pages depend on."""
        return Settings(drafts=self.drafts, explicit_links=self.explicit_links, preview=self.preview)


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What came of it. ``ok`` is false where nothing was published; ``stages`` are names and seconds, in order.

    ``made`` is how many of the ``pages`` had to be made anew.
    """

    diagnostics: tuple[Diagnostic, ...]
    ok: bool
    pages: int = 0
    made: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    seconds: float = 0.0
    stages: tuple[tuple[str, float], ...] = ()


class UsageProblem(Exception):  # noqa: N818 - it is said to a person in plain words, and is no fault
    """The command was given something that it cannot work on. ``str()`` is what to tell."""


class Run:
    """One run: keeps the time of each stage and what is wrong, and tells of progress."""

    def __init__(self, options: BuildOptions, progress: Progress | None) -> None:
        self.options = options
        self.jobs = count_jobs(options.jobs)
        self.problems: list[Diagnostic] = []
        self.stages: dict[str, float] = {}
        self.started = time.time_ns()
        self.themes: dict[str, Stamp] = {}
        """The stamps of the files of themes, from before any of them was read."""
        self.young: tuple[tuple[str, str], ...] = ()
        """The digests of files in ``content/`` that may still change unseen, by path, if these are few."""
        self._progress = progress
        self._began = self._stage_began = time.perf_counter()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Tell how much of a stage is done, and how much there is."""
        if self._progress is not None:
            self._progress(stage, done, total)

    def end_stage(self, stage: str) -> None:
        """Note how long a stage took."""
        now = time.perf_counter()
        self.stages[stage] = self.stages.get(stage, 0.0) + now - self._stage_began
        self._stage_began = now

    def sure(self, stamps: Mapping[str, Stamp]) -> dict[str, Stamp]:
        """Return stamps as a later run may go by them: those of files that may still change unseen say nothing."""
        return {path: stamp if is_sure(stamp, self.started) else UNSURE for path, stamp in stamps.items()}

    def result(
        self, *, ok: bool, pages: int = 0, made: int = 0, written: int = 0, unchanged: int = 0, removed: int = 0
    ) -> BuildResult:
        """Return what came of the run."""
        return BuildResult(
            self.told(),
            ok,
            pages,
            made,
            written,
            unchanged,
            removed,
            time.perf_counter() - self._began,
            tuple(self.stages.items()),
        )

    def told(self) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong, in order, without what concerns other clusters than the one built."""
        return in_order(self._of_cluster(self.problems))

    def failed(self) -> bool:
        """Tell whether anything is an error."""
        return has_errors(self._of_cluster(self.problems))

    def _of_cluster(self, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
        if self.options.cluster is None:
            return list(problems)
        own, common = f"{CONTENT}/{self.options.cluster}/", f"{CONTENT}/"
        return [
            problem
            for problem in problems
            if problem.span.path.startswith(own)
            or not problem.span.path.startswith(common)
            or problem.span.path.count("/") == 1
        ]


def moment() -> datetime:
    """Return the moment of the build: now, or what ``SOURCE_DATE_EPOCH`` says, so that a build can be repeated.

    Raises:
        UsageProblem: ``SOURCE_DATE_EPOCH`` is no moment.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    if not (epoch.isascii() and epoch.isdigit()) or len(epoch) > _MOST_DIGITS:
        raise UsageProblem(
            f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, such as 1785542400. It is `{epoch}`."
        )
    return datetime.fromtimestamp(int(epoch), UTC)
