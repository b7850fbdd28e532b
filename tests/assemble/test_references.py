from dataclasses import replace

import pytest

from generator.assemble.references import (
    Checker,
    Place,
    References,
    Unpublished,
    linked_files,
    moment_seconds,
    wanted_files,
)
from generator.core.diagnostics import Span
from generator.model.body import Body, LinkRef, MediaRef, QuoteRef, Section, Segment, Target
from tests.factories import make_outline, make_transcript, target


def body(*segments: Segment, anchors: tuple[tuple[str, str], ...] = ()) -> Body:
    sections = tuple(Section(name, name, 2, "") for _, name in anchors)
    return Body(segments=segments, sections=sections, anchors=anchors)


SPOKEN = make_transcript("Kia ora koutou.", "We began with the whānau.")
KEA = make_outline(
    "kea",
    kind="video",
    body=body(anchors=(("what-changed", "what-changed"), ("fn:1", "c-fn:1"))),
    transcripts=(SPOKEN,),
    files={"video": target("content/hereora/videos/kea.mp4")},
)
DRAFT = make_outline("draft")
TRANSCRIPTS = {KEA.id: (SPOKEN,)}
FILES = ["content/hereora/videos/kea.mp4", "content/hereora/Photo.jpg", KEA.path, DRAFT.path]


def check(*segments: Segment, files: dict[str, Target] | None = None) -> tuple[References, list[str]]:
    entry = make_outline("a", body=body(*segments), files=files)
    references = Checker([KEA, entry], [DRAFT], [*FILES, entry.path], TRANSCRIPTS.__getitem__).check([entry])
    return references, [f"{d.name}: {d.hint}" for d in references.diagnostics]


def place_of(link: Target) -> tuple[Place | None, list[str]]:
    references, problems = check(LinkRef(link))
    return references.places.get((link.path, link.fragment)), problems


def test_links_lead_to_entries_headings_and_moments() -> None:
    assert place_of(target(KEA.path)) == (Place(KEA.id), [])
    assert place_of(target(KEA.path, fragment="what-changed")) == (Place(KEA.id, "what-changed"), [])
    assert place_of(target(KEA.path, fragment="fn:1")) == (Place(KEA.id, "c-fn:1"), [])
    assert place_of(target(KEA.path, fragment="t=1:23")) == (Place(KEA.id, "t=1:23"), [])
    assert place_of(target("content/hereora/videos/kea.mp4")) == (Place(KEA.id), [])
    assert place_of(target("content/hereora/Photo.jpg")) == (Place(file="content/hereora/Photo.jpg"), [])


def test_a_heading_that_is_not_there_is_told_and_the_link_leads_to_the_entry() -> None:
    place, problems = place_of(target(KEA.path, fragment="what-chnged"))
    assert place == Place(KEA.id)
    assert problems == ["unknown-heading: Did you mean `#what-changed`?"]
    _, problems = place_of(target(KEA.path, fragment="nothing-like-it"))
    assert problems == ["unknown-heading: Its headings are: `#what-changed`, `#c-fn:1`."]


def test_a_target_that_is_not_there_is_told_with_the_nearest_name() -> None:
    place, problems = place_of(target("content/hereora/videos/kae.md"))
    assert place is None
    assert problems == ["unknown-link-target: Did you mean `../videos/kea.md`?"]
    assert [p.split(":")[0] for p in place_of(target("content/hereora/other.pdf"))[1]] == ["missing-file"]
    assert [p.split(":")[0] for p in place_of(target("content/hereora/photo.JPG"))[1]] == ["wrong-case"]


def test_a_link_to_an_unpublished_entry_is_left_out_with_a_warning() -> None:
    place, problems = place_of(target(DRAFT.path))
    assert place is None
    assert [p.split(":")[0] for p in problems] == ["link-to-unpublished"]


def test_fields_name_entries_with_or_without_the_ending() -> None:
    references, problems = check(
        files={"related.0": target("content/hereora/videos/kea"), "follows": target("content/hereora/videos/kea.md")}
    )
    entry_id = "hereora/case-studies/a"
    assert references.fields == {(entry_id, "related.0"): KEA.id, (entry_id, "follows"): KEA.id}
    assert problems == []
    _, problems = check(files={"follows": target("content/hereora/videos/kae.md")})
    assert problems == ["not-an-entry: Did you mean `../videos/kea.md`?"]


def test_files_that_front_matter_names_have_to_be_there_and_ours() -> None:
    _, problems = check(files={"image.src": target("content/hereora/photo.png")})
    assert [p.split(":")[0] for p in problems] == ["missing-file"]
    elsewhere = Target("https://example.org/x.jpg", Span("a.md", 1), url="https://example.org/x.jpg")
    assert [p.split(":")[0] for p in check(files={"poster": elsewhere})[1]] == ["picture-from-elsewhere"]
    assert check(files={"video": elsewhere})[1] == []


def quote(text: str, path: str = KEA.path) -> QuoteRef:
    return QuoteRef(content=(text,), text=text, label="Mere", target=target(path))


def test_quotes_are_found_in_the_transcript_with_their_moment() -> None:
    references, problems = check(quote("we began with the whanau"))
    match = references.quotes["hereora/case-studies/a", 0]
    assert (match.passage, match.start) == (1, 5000)
    assert problems == []


def test_a_quote_that_is_not_said_shows_the_nearest_words() -> None:
    _, problems = check(quote("We started with the whānau of all."))
    assert problems == ["quote-not-in-transcript: The nearest words there are: “We began with the whānau.”"]


@pytest.mark.parametrize(
    ("fragment", "seconds"),
    [("t=83", 83), ("t=1:23", 83), ("t=1:02:03.5", 3723.5), ("t=npt:10,20", 10), ("t=", None), ("what", None)],
)
def test_moments(fragment: str, seconds: float | None) -> None:
    assert moment_seconds(fragment) == seconds


def test_the_files_an_entry_publishes_are_those_it_names() -> None:
    picture = MediaRef(target("content/hereora/b.jpg"), alt="b")
    entry = make_outline(
        "a",
        body=body(LinkRef(target(KEA.path)), picture),
        files={"image.src": target("content/hereora/a.jpg"), "follows": target(KEA.path)},
    )
    assert [(name, found.path) for name, found in wanted_files(entry)] == [
        ("image.src", "content/hereora/a.jpg"),
        ("body", "content/hereora/b.jpg"),
    ]


def test_the_files_of_unpublished_entries_are_not_published_by_way_of_others() -> None:
    held = make_outline(
        "ruru",
        kind="video",
        media=("content/hereora/videos/ruru.mp4",),
        transcripts=(make_transcript("Kia ora.", path="content/hereora/videos/ruru.vtt"),),
        files={"video": target("content/hereora/videos/shared.mp4"), "poster": target("content/hereora/ruru.jpg")},
    )
    bundle = replace(make_outline("garden"), path="content/hereora/case-studies/garden/index.md")
    shared = make_outline("kea", kind="video", files={"video": target("content/hereora/videos/shared.mp4")})
    unpublished = Unpublished([shared], [held, bundle])
    kept_back = ["hereora/videos/ruru.mp4", "hereora/videos/ruru.vtt", "hereora/case-studies/garden/a/b.jpg"]
    assert [path for path in kept_back if f"content/{path}" not in unpublished] == []
    others = ["hereora/ruru.jpg", "hereora/videos/shared.mp4", "hereora/case-studies/garden.jpg", "hereora/a.jpg"]
    assert [path for path in others if f"content/{path}" in unpublished] == []


def test_links_to_files_of_unpublished_entries_are_told_and_lead_nowhere() -> None:
    held = make_outline("ruru", kind="video", media=("content/hereora/videos/ruru.mp4",))
    wanted = target("content/hereora/videos/ruru.mp4")
    entry = make_outline("a", body=body(MediaRef(wanted, "A ruru")), files={"downloads.0.file": wanted})
    references = Checker([entry], [held], [*held.media, entry.path], TRANSCRIPTS.__getitem__).check([entry])
    assert references.places == {}
    assert [d.name for d in references.diagnostics] == ["link-to-unpublished"] * 2


def test_linked_files_are_downloads_and_links_but_not_what_is_shown() -> None:
    def at(name: str) -> Target:
        return target(f"content/hereora/case-studies/{name}")

    shown, inside = (MediaRef(at(name), "A kea") for name in ("shown.jpg", "inside.jpg"))
    quote = QuoteRef((LinkRef(at("quoted.jpg")), inside), "Said", "Kea", at("../videos/kea.md"))
    body = Body(("<p>", shown, LinkRef(at("linked.jpg")), "</p>", quote), (), ())
    files = {"downloads.0.file": at("rubric.pdf"), "image.src": at("head.jpg")}
    found = list(linked_files(make_outline("a", body=body, files=files)))
    assert [path.rsplit("/", 1)[-1] for path in found] == ["rubric.pdf", "linked.jpg", "quoted.jpg"]
