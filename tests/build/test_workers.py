import gc
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Sequence

import pytest

from generator.build.workers import count_jobs, few_collections, run_all, run_batches

_PROGRAM = """
import multiprocessing, sys
from generator.build.workers import run_all
from tests.build.test_workers import add

if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    print(sum(run_all(add, 1, range(1000), jobs=2)))
"""


def add(state: int, item: int) -> int:
    return state + item


def fail(state: None, item: int) -> int:
    raise ValueError(f"item {item}")


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 63, 64, 1001])
def test_results_come_in_the_order_of_the_items(jobs: int, count: int) -> None:
    assert list(run_all(add, 10, range(count), jobs=jobs)) == list(range(10, count + 10))


def add_up(state: int, items: Sequence[int]) -> tuple[int, int]:
    return state + sum(items), len(items)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("count", [0, 1, 63, 64, 1001])
def test_batches_are_worked_on_as_a_whole(jobs: int, count: int) -> None:
    found = list(run_batches(add_up, 10, range(count), jobs=jobs))
    assert sum(total for total, _ in found) == 10 * len(found) + sum(range(count))
    assert sum(size for _, size in found) == count
    assert all(1 <= size <= 100 for _, size in found)


def test_an_exception_of_a_worker_is_raised_here() -> None:
    with pytest.raises(ValueError, match="item 0"):
        list(run_all(fail, None, range(100), jobs=2))


@pytest.mark.parametrize("method", multiprocessing.get_all_start_methods())
def test_every_way_to_start_a_process_works(method: str) -> None:
    run = subprocess.run([sys.executable, "-c", _PROGRAM, method], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.stderr) == (str(sum(range(1000)) + 1000), "")


def parent_of(state: None, item: int) -> int:
    return os.getppid()


def test_nothing_is_forked_beside_other_threads() -> None:
    # A lock that a thread holds in that moment would be held in the copy for ever.
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        parents = set(run_all(parent_of, None, range(1000), jobs=2))
    finally:
        done.set()
        thread.join()
    assert os.getpid() not in parents or multiprocessing.get_start_method() == "spawn"


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_rests_and_is_then_as_it_was(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    try:
        with pytest.raises(ValueError, match="any"), few_collections():
            assert not gc.isenabled()
            raise ValueError("any")
        assert gc.isenabled() == on
    finally:
        gc.enable()


def test_jobs_are_as_many_as_asked_for_or_one_a_core() -> None:
    assert count_jobs(3) == 3
    assert count_jobs(0) >= 1
