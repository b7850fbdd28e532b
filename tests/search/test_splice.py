from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from generator.core.postings import number, posting, posting_end, read_number
from generator.search.splice import splice_postings, splice_slots, split_postings

PASSAGES = st.one_of(
    st.sets(st.integers(0, 40), min_size=1, max_size=40),
    st.sets(st.integers(0, 3000), min_size=1, max_size=6),
    st.integers(1, 400).map(lambda many: set(range(many))),  # as bits, in several ways
)
POSTINGS = st.builds(
    lambda weight, passages, usual: posting(weight, tuple(sorted(passages)), usual),
    st.integers(0, 30),
    PASSAGES,
    st.integers(0, 30),
)
WRITTEN = st.dictionaries(st.integers(0, 40_000) | st.integers(0, 60), POSTINGS, max_size=12)


def write(postings: dict[int, bytes]) -> bytes:
    written, before = b"", -1
    for slot in sorted(postings):
        written += number(slot - before - 1) + postings[slot]
        before = slot
    return written


@given(WRITTEN)
@example({slot: posting(weight, tuple(range(slot + 1)), 3) for slot, weight in ((3, 30), (200, 0), (700, 30))})
def test_postings_are_taken_apart_as_they_are_read(postings: dict[int, bytes]) -> None:
    written = write(postings)
    found = split_postings(written)
    assert b"".join(found) == written
    assert len(found) == len(postings)
    for piece, slot in zip(found, sorted(postings), strict=True):
        at = read_number(piece, 0)[1]
        assert piece[at:] == postings[slot]
        assert posting_end(piece, at) == len(piece)


@given(WRITTEN, WRITTEN, st.sets(st.integers(0, 60)), st.data())
def test_a_splice_gives_what_is_written_at_once(
    before: dict[int, bytes], come: dict[int, bytes], gone: set[int], data: st.DataObject
) -> None:
    gone |= data.draw(st.sets(st.sampled_from(sorted(before))) if before else st.just(set()))
    changes: dict[int, bytes | None] = {**come, **dict.fromkeys(gone)}
    after = {slot: written for slot, written in {**before, **changes}.items() if written is not None}
    assert splice_postings(write(before), changes) == (write(after), len(before), len(after))


@given(*(st.sets(st.integers(0, 70) | st.integers(0, 40_000)) for _ in range(3)))
def test_slots_come_and_go(before: set[int], come: set[int], gone: set[int]) -> None:
    def written(slots: set[int]) -> str:
        return write(dict.fromkeys(slots, b"")).decode()

    assert splice_slots(written(before), gone, come) == written(before - gone | come)
