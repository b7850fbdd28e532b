from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from generator.assemble.facts import Fact
from generator.assemble.patch import is_patchable, patch_site
from generator.assemble.site import Site
from generator.load.outline import outline_of
from generator.model.entry import Entry
from tests.factories import KINDS, make_entry, make_transcript, target
from tests.sites import ZONE, make_body, make_sites

WORDS = (("bridge", 3), ("truss", 2))


def study(name: str, text: str = "A text.", **given: Any) -> Entry:
    """A case study with this text."""
    fields = {"date": "2026-05-01", "summary": "What it is about.", **given}
    entry = make_entry(name, body=make_body(text, f"content/hereora/case-studies/{name}.md"), **fields)
    return replace(entry, digest=f"{name} {text} {sorted(map(str, given.items()))}")


def others() -> list[Entry]:
    return [
        study("b", tags=["Maths"], words=WORDS),
        study("c", tags=["Maths", "Art"], related=["b.md"], files={"related.0": target(ID["b"], written="b.md")}),
        study("d", words=(("soup", 4),)),
        make_entry("about", kind="page", body=make_body("See [it](../case-studies/a.md).")),
    ]


ID = {name: f"content/hereora/case-studies/{name}.md" for name in "abcd"}


def patched(before: Entry, after: Entry, *more: Entry) -> tuple[Site, Site, frozenset[Fact]]:
    """Return the site with an entry put in, the site that is assembled with it, and the facts that were told."""
    site = make_sites(before, *others(), *more).hereora
    wanted = make_sites(after, *others(), *more).hereora
    found, facts = patch_site(site, outline_of(before), outline_of(after), KINDS[after.kind], ZONE)
    return replace(found, entries=wanted.entries), wanted, facts


FIRST = study("a", "One text.", tags=["Maths"], words=WORDS)
EDITS = {
    "nothing": FIRST,
    "text": study("a", "Another text.", tags=["Maths"], words=WORDS),
    "words": study("a", "Of soup.", tags=["Maths"], words=(("soup", 9),)),
    "no words": study("a", "", tags=["Maths"]),
    "title": study("a", "One text.", title="New", tags=["Maths"], words=WORDS),
    "summary": study("a", "One text.", summary="New.", tags=["Maths"], words=WORDS),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_site_with_an_edit_is_the_site_assembled_with_it(name: str) -> None:
    after = EDITS[name]
    assert is_patchable(outline_of(FIRST), outline_of(after))
    found, wanted, facts = patched(FIRST, after)
    assert found == wanted
    assert ("body", FIRST.id) in facts
    assert (("card", FIRST.id) in facts) == (name in ("title", "summary"))


def test_the_facts_are_those_that_say_something_else() -> None:
    before = make_sites(FIRST, *others()).hereora
    found, _, facts = patched(FIRST, EDITS["words"])
    assert {key for kind, key in facts if kind == "related"} == {
        key for key in before.cards if before.related.get(key, ()) != found.related.get(key, ())
    }
    assert {kind for kind, _ in facts} == {"body", "related"}


def test_one_edit_after_another_is_as_all_at_once() -> None:
    before = FIRST
    site = make_sites(before, *others()).hereora
    for after in [*EDITS.values(), *reversed(EDITS.values())]:
        site, _ = patch_site(site, outline_of(before), outline_of(after), KINDS[after.kind], ZONE)
        wanted = make_sites(after, *others()).hereora
        assert replace(site, entries=wanted.entries) == wanted
        assert list(site.cards) == list(wanted.cards) == list(site.outlines)
        before = after


def test_the_site_before_stays_as_it_was() -> None:
    site = make_sites(FIRST, *others()).hereora
    patch_site(site, outline_of(FIRST), outline_of(EDITS["title"]), KINDS["case-study"], ZONE)
    assert site == make_sites(FIRST, *others()).hereora


@pytest.mark.parametrize(
    "after",
    [
        study("a", "One text.", tags=["Art"], words=WORDS),
        study("a", "One text.", tags=["Maths"], words=WORDS, date="2026-06-01"),
        study("a", "One text.", tags=["Maths"], words=WORDS, draft=True),
        study("a", "One text.", tags=["Maths"], words=WORDS, featured=True),
        study("a", "One text.", tags=["Maths"], words=WORDS, lang="mi"),
        study("a", "One text.", tags=["Maths"], words=WORDS, slug="other"),
        study("a", "One text.\n\n## With a heading", tags=["Maths"], words=WORDS),
        study("a", "One text with [a link](b.md).", tags=["Maths"], words=WORDS),
        study("a", "> A quote\n>\n> — [B](../videos/b.md)", tags=["Maths"], words=WORDS),
        study("a", "One text.", tags=["Maths"], words=WORDS, transcripts=(make_transcript("Hello"),)),
    ],
    ids=["tags", "date", "draft", "featured", "language", "slug", "heading", "link", "quote", "transcript"],
)
def test_what_other_pages_show_or_reach_is_not_put_in(after: Entry) -> None:
    assert not is_patchable(outline_of(FIRST), outline_of(after))
    # The entry's own page can be shown all the same until the sites are assembled.
    found, _, facts = patched(FIRST, after)
    assert found.outlines[FIRST.id] == outline_of(after)
    assert ("body", FIRST.id) in facts


def test_links_may_move_in_the_text_as_long_as_they_are_the_same() -> None:
    before = study("a", "See [b](b.md) and [c](c.md#top).")
    moved = study("a", "Well: first\n\nsee [the b](b.md) and then [c](c.md#top).")
    turned = study("a", "See [c](c.md#top) and [b](b.md).")
    assert is_patchable(outline_of(before), outline_of(moved))
    assert not is_patchable(outline_of(before), outline_of(turned))


@pytest.mark.parametrize("kind", ["page", "school"])
def test_titles_that_stand_elsewhere_are_not_put_in(kind: str) -> None:
    before = outline_of(make_entry("x", kind=kind, title="One"))
    assert not is_patchable(before, outline_of(make_entry("x", kind=kind, title="Two")))
    assert is_patchable(before, outline_of(make_entry("x", kind=kind, title="One", body=make_body("Text"))))


@pytest.mark.parametrize("kind", ["page", "school", "event"])
def test_texts_of_other_kinds_are_put_in(kind: str) -> None:
    fields: dict[str, Any] = {"start": "2026-09-01"} if kind == "event" else {}
    before = make_entry("x", kind=kind, body=make_body("One."), words=WORDS, **fields)
    after = replace(make_entry("x", kind=kind, body=make_body("Two."), words=(("soup", 4),), **fields), digest="new")
    assert is_patchable(outline_of(before), outline_of(after))
    found, wanted, _ = patched(before, after)
    assert found == wanted
