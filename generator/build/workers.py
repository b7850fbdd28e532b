"""Work over processes: the same function over many items, in order, with one state that every worker has."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Below this, starting a process costs more than it saves; where it cannot be forked, it costs so many times as much.
_WORTH_A_PROCESS = 64
_NOT_FORKED = 8
_LARGEST_BATCH = 100

_state: Any = None


def count_jobs(jobs: int) -> int:
    """Return how many processes to use: as asked for, or (0) as many as there are cores for this process."""
    if jobs > 0:
        return jobs
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def run_all(
    function: Callable[[Any, Item], Result],
    state: Any,
    items: Sequence[Item],
    *,
    jobs: int,
    worth: int = _WORTH_A_PROCESS,
    batch: int = _LARGEST_BATCH,
) -> Iterator[Result]:
    """Yield ``function(state, item)`` for every item, in the order of the items.

    ``function`` has to be at a module's top level, and state, items and results have to be picklable: with more than
    one job they go to other processes, however this system starts them. An exception of the function is raised here.
    Fewer items than ``worth`` (eight times as many, where processes are not forked) start no process; at most ``batch``
    of them go to one at a time.
    """
    context = _context(jobs, len(items), worth)
    if context is None:
        for item in items:
            yield function(state, item)
        return
    batches = _batches(items, jobs, batch)
    for results in _over_processes(_each, (function, state), batches, jobs, context):
        yield from results


def run_batches(
    function: Callable[[Any, Sequence[Item]], Result],
    state: Any,
    items: Sequence[Item],
    *,
    jobs: int,
    worth: int = _WORTH_A_PROCESS,
    batch: int = _LARGEST_BATCH,
) -> Iterator[Result]:
    """Yield ``function(state, batch)`` for every batch of items, in their order; the rest is as in :func:`run_all`."""
    context = _context(jobs, len(items), worth)
    if context is None:
        for at in range(0, len(items), batch):
            yield function(state, items[at : at + batch])
        return
    yield from _over_processes(function, state, _batches(items, jobs, batch), jobs, context)


def _context(jobs: int, count: int, worth: int) -> BaseContext | None:
    """How to start the processes for so many items, or ``None`` where none is to be started."""
    context = _safe_context()
    forked = context.get_start_method() == "fork"
    return None if jobs <= 1 or count < worth * (1 if forked else _NOT_FORKED) else context


def _batches(items: Sequence[Item], jobs: int, most: int) -> list[Sequence[Item]]:
    size = max(1, min(most, len(items) // (jobs * 4)))
    return [items[at : at + size] for at in range(0, len(items), size)]


def _over_processes(
    function: Callable[[Any, Sequence[Item]], Result],
    state: Any,
    batches: list[Sequence[Item]],
    jobs: int,
    context: BaseContext,
) -> Iterator[Result]:
    pool = ProcessPoolExecutor(jobs, context, initializer=_keep, initargs=(function, state))
    try:
        with _uninterrupted():
            done = pool.map(_run_batch, batches)
        yield from done
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back for a moment: a pool that was only half begun would be waited for at the end for ever.

    Processes that are started meanwhile inherit this.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _safe_context() -> BaseContext:
    """The usual way to start processes here, but no fork where other threads run, as in the preview.

    A forked process has a copy of every lock that another thread held at that moment, and waits for it for ever.
    """
    usual = multiprocessing.get_context()
    if usual.get_start_method() != "fork" or threading.active_count() == 1:
        return usual
    return multiprocessing.get_context(
        "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    )


@contextmanager
def few_collections() -> Iterator[None]:
    """Let the garbage collector rest. It would look at every entry again and again, and hardly any of it is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _keep(function: Callable[[Any, Any], Any], state: Any) -> None:
    global _state
    _state = (function, state)
    # Ctrl-C reaches every process of a terminal. A worker that died of it in the middle of a message would leave the
    # others waiting for ever; the process that started them ends them all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What was there before is no garbage of this process, and looking at it would copy its memory.
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 20)


def _run_batch(batch: Sequence[Any]) -> Any:
    function, state = _state
    return function(state, batch)


def _each(given: tuple[Callable[[Any, Any], Any], Any], batch: Sequence[Any]) -> list[Any]:
    function, state = given
    return [function(state, item) for item in batch]
