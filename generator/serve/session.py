"""One run of ``portal serve``: builds, remembers how the last build went, and wakes those who listen.

A build that fails leaves the last good pages where they are.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from generator.build.pipeline import build
from generator.build.run import BuildOptions, BuildResult, UsageProblem
from generator.core.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class State:
    """What a browser needs to know: ``version`` names the pages that are served, ``text`` says what is wrong.

    ``version`` changes with the pages, so a page of another version must be loaded again. It is never the same in
    two runs.
    """

    version: str
    ok: bool
    text: str = ""


class Session:
    """Builds the portal into a folder of its own, one build at a time.

    ``describe`` writes diagnostics for the browser.
    """

    def __init__(self, options: BuildOptions, *, describe: Callable[[tuple[Diagnostic, ...]], str]) -> None:
        self.options = replace(options, drafts=True, preview=True)
        self.state = State(version="", ok=False)
        self.closed = False
        self._describe = describe
        self._run = secrets.token_hex(4)
        self._generation = 0
        # Only ever replaced as a whole, so that the building thread may read it while a browser comes or goes.
        self._listeners: tuple[Callable[[], None], ...] = ()

    def rebuild(self, progress: Callable[[str, int, int], None] | None = None) -> BuildResult:
        """Build, and let the browsers know. An exception of ours is shown there too before it goes on its way."""
        try:
            result = build(self.options, progress)
        except UsageProblem as problem:
            self._publish(ok=False, text=str(problem))
            raise
        except Exception as fault:
            self._publish(ok=False, text=f"This is a fault of cluster-portal, not yours: {type(fault).__name__}")
            raise
        if result.ok and (result.written or result.removed or not self._generation):
            self._generation += 1
        self._publish(ok=result.ok, text="" if result.ok else self._describe(result.diagnostics))
        return result

    @property
    def has_pages(self) -> bool:
        """Whether any build of this run has published pages."""
        return self._generation > 0

    @contextmanager
    def listening(self, wake: Callable[[], None]) -> Iterator[None]:
        """Have ``wake`` called, from any thread, after each build and at the end of the session."""
        self._listeners = (*self._listeners, wake)
        try:
            yield
        finally:
            self._listeners = tuple(listener for listener in self._listeners if listener is not wake)

    def close(self) -> None:
        """End the session: listeners are woken a last time."""
        self.closed = True
        self._wake()

    def _publish(self, *, ok: bool, text: str) -> None:
        self.state = State(version=f"{self._run}-{self._generation}", ok=ok, text=text)
        self._wake()

    def _wake(self) -> None:
        for listener in self._listeners:
            listener()
