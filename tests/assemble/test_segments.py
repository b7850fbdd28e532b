from generator.assemble.segments import place_segments, video_length
from generator.model.kind import Segment
from tests.factories import make_outline, make_transcript


def segment(start: float, end: float | None = None) -> Segment:
    return Segment(start, end, "", {})


ENTRY = make_outline("kea", kind="video", transcripts=(make_transcript("one", "two", "three"),))


def test_a_segment_goes_on_until_the_next_or_the_end() -> None:
    placed, problems = place_segments(ENTRY, [segment(40), segment(10), segment(20, 25)], {}, 60)
    assert [(p.number, p.start, p.end) for p in placed] == [(1, 10, 20), (2, 20, 25), (0, 40, 60)]
    assert problems == []


def test_terms_belong_to_the_number_the_author_gave() -> None:
    placed, _ = place_segments(ENTRY, [segment(40), segment(10)], {(ENTRY.id, 0): {"tags": ("kai",)}}, None)
    assert [(p.number, p.end, p.terms) for p in placed] == [(1, 40, {}), (0, None, {"tags": ("kai",)})]


def test_times_that_cannot_be_are_told_and_left_out() -> None:
    placed, problems = place_segments(ENTRY, [segment(30, 20), segment(70), segment(50, 90)], {}, 60)
    assert [(p.start, p.end) for p in placed] == [(50, 60)]
    assert [p.message for p in problems] == [
        "This segment cannot be shown: it ends before it begins.",
        "This segment cannot be shown: it begins after the video has ended.",
    ]


def test_a_videos_length_is_its_duration_or_the_end_of_its_last_cue() -> None:
    assert video_length(ENTRY, 149.0) == 149.0
    assert video_length(ENTRY, None) == 15.0
    assert video_length(make_outline("kea", kind="video"), None) is None
