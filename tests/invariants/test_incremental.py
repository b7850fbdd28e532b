"""What goes on from before is what begins anew: builds into a folder that stays, and the preview, byte for byte."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.invariants.edits import EDITS
from tests.invariants.going_on import DISTURBANCES, QUIET, Previewed, Standing, Step, Workplace, quick

# Each step makes two builds, so a stream that fails is not made shorter: that would take hours.
STREAMS = settings(
    deadline=None,
    max_examples=5,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


PATCHED = ["body", "title", "transcript"]


def streams(*others: str) -> st.SearchStrategy[list[Step]]:
    """Changes, each with a number that says what else is chosen; now and then all is mended."""
    name = st.sampled_from([*EDITS, *others, *["mend", "several"] * 3, *PATCHED * 3])
    return st.lists(st.tuples(name, st.integers(0, 1 << 20)), min_size=8, max_size=16)


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick():
        yield


def build_on(stream: list[Step]) -> None:
    with Workplace() as place:
        standing = Standing(place)
        standing.step("nothing", 0)
        for step in stream:
            standing.step(*step)


def preview_on(stream: list[Step]) -> None:
    with Workplace() as place:
        previewed = Previewed(place)
        for step in stream:
            previewed.step(*step)


@STREAMS
@given(streams(*DISTURBANCES))
def test_a_build_that_goes_on_is_one_that_begins_anew(stream: list[Step]) -> None:
    build_on(stream)


@STREAMS
@given(streams(*QUIET))
def test_a_preview_that_goes_on_is_a_build_that_begins_anew(stream: list[Step]) -> None:
    preview_on(stream)


def one_by_one(*others: str) -> list[Step]:
    """Every change there is, and all mended now and then, before it is too much."""
    names = [*sorted({*EDITS} - {"mend"}), *others]
    return [step for at, name in enumerate(names) for step in ((name, at), *([("mend", at)] if at % 6 == 5 else []))]


def test_every_change_is_taken_into_a_build() -> None:
    build_on([(name, number) for number in range(6) for name in ("follows", "related", "title")])
    build_on(one_by_one(*DISTURBANCES))


def test_every_change_is_taken_into_a_preview() -> None:
    preview_on([(name, number) for number in range(8) for name in PATCHED])
    preview_on(one_by_one(*QUIET))
