"""Changes of all sorts, after each of which every file is served as a clean build writes it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import generator.serve.session
from generator.assemble.facts import Fact
from generator.assemble.patch import patch_site
from generator.assemble.site import Site
from generator.model.outline import Outline
from generator.serve.session import Session
from tests.serve.garden import (
    ABOUT,
    CAPTIONS,
    FILES,
    HOME,
    MISSING,
    OTHER,
    SCHOOL,
    STUDY,
    VIDEO,
    K,
    ask_all,
    begin,
    change,
    differences,
    text_of,
    update,
    write,
)


@pytest.fixture
def root(write_portal: Callable[..., Path]) -> Path:
    return write_portal(FILES)


@pytest.fixture
def session(root: Path) -> Session:
    return begin(root)


def edit(path: str, old: str, new: str) -> Callable[[Path], list[str]]:
    def make_it(root: Path) -> list[str]:
        change(root, path, old, new)
        return [path]

    return make_it


def add(path: str, text: str) -> Callable[[Path], list[str]]:
    def make_it(root: Path) -> list[str]:
        write(root, path, text)
        return [path]

    return make_it


def delete(path: str) -> Callable[[Path], list[str]]:
    def make_it(root: Path) -> list[str]:
        (root / path).unlink()
        return [path]

    return make_it


def move(old: str, new: str) -> Callable[[Path], list[str]]:
    def make_it(root: Path) -> list[str]:
        (root / new).parent.mkdir(exist_ok=True)
        (root / old).rename(root / new)
        return [old, new]

    return make_it


CHANGES = {
    "tags": edit(STUDY, "[Garden, Maths]", "[Garden, Quite new]"),
    "no tags": edit(STUDY, "tags: [Garden, Maths]\n", ""),
    "date": edit(STUDY, "2026-05-01", "2026-07-01"),
    "phase": edit(STUDY, "Scanning", "Focusing"),
    "heading": edit(STUDY, "## A heading", "## Another heading"),
    "link": edit(STUDY, "More carrots", "See [Kea](../videos/kea.md) and [us](../pages/about.md)"),
    "quote": edit(STUDY, "More carrots.", "> and good bye\n>\n> — [Kea](../videos/kea.md)"),
    "no quote": edit(OTHER, "> Hello from the kea\n>\n> — [Kea](../videos/kea.md)\n", ""),
    "slug": edit(STUDY, "date:", "slug: plot\ndate:"),
    "alias": edit(STUDY, "date:", "aliases: [/old/]\ndate:"),
    "thread": edit(OTHER, "follows: garden.md\n", ""),
    "segments": edit(VIDEO, "tags:", "segments:\n  - start: 2\n    title: Hello\n    tags: [Birds]\ntags:"),
    "draft": edit(STUDY, "date:", "draft: yes\ndate:"),
    "language": edit(STUDY, "date:", "lang: mi\ndate:"),
    "school's title": edit(SCHOOL, "title: Kea School", "title: Kea School\nsummary: By the sea."),
    "page's title": edit(ABOUT, "title: About", "title: Zebras"),
    "front page's title": edit(HOME, "title: Kōwhai", "title: The Kōwhai"),
    "transcript": edit(CAPTIONS, "and good bye", "and farewell"),
    "quoted transcript": edit(CAPTIONS, "00:00:01.000 --> 00:00:04.000", "00:00:02.000 --> 00:00:04.000"),
    "new transcript": add(f"{K}/videos/kea.mi.vtt", "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nKia ora\n"),
    "no front page": delete("content/totara/index.md"),
    "no school": delete(SCHOOL),
    "new file": add(f"{K}/case-studies/new.md", "---\ntitle: New\ntags: [Garden]\n---\nNew carrots.\n"),
    "new cluster": add("content/rata/cluster.yaml", "title: Rātā\n"),
    "deleted file": delete(f"{K}/case-studies/draft.md"),
    "renamed file": move(f"{K}/events/night.md", f"{K}/events/late.md"),
    "renamed folder": move("content/totara", "content/rata"),
    "another kind": move(f"{K}/case-studies/draft.md", f"{K}/pages/draft.md"),
    "portal.yaml": edit("content/portal.yaml", "Test portal", "Another portal"),
    "cluster.yaml": edit(f"{K}/cluster.yaml", ", Focusing", ""),
    "tags.yaml": edit(f"{K}/tags.yaml", "All that grows", "All that grew"),
    "template": edit(MISSING, "<h1>", "<h1>Oh: "),
    "string": add("themes/ours/strings/en-NZ.yaml", "missing: Gone\n"),
    "style sheet": add("themes/ours/assets/site.css", "body { color: black }\n"),
}


# Several are made one after another, since a clean build takes its time.
GROUPS = [list(CHANGES)[at::6] for at in range(6)]


@pytest.mark.parametrize("names", GROUPS, ids=", ".join)
def test_after_any_change_all_is_as_a_clean_build_writes_it(session: Session, root: Path, names: list[str]) -> None:
    for name in names:
        ask_all(session)
        before = session.state.version
        said: list[str] = []
        with session.listening(lambda said=said: said.append(session.state.version)):  # type: ignore[misc]
            told = update(session, *CHANGES[name](root))
        assert session.state.ok, session.state.text
        assert [result.ok for result in told] == [True]
        assert session.state.version != before
        # The entry's own page may come first, and all the others once after it.
        assert len(said) <= 2 and before not in said
        assert not session.rescan()
    assert differences(session) == []


@pytest.mark.parametrize("name", ["tags", "segments", "renamed folder", "template"])
def test_a_change_and_its_opposite_leave_no_trace(session: Session, root: Path, name: str) -> None:
    shutil.copytree(root / "content", root / "before")
    theme = (root / MISSING).read_bytes()
    ask_all(session)
    update(session, *CHANGES[name](root))
    ask_all(session)
    shutil.rmtree(root / "content")
    (root / "before").rename(root / "content")
    (root / MISSING).write_bytes(theme)
    update(session, "content", MISSING)
    assert session.state.ok, session.state.text
    assert differences(session) == []


def test_a_page_that_speaks_of_what_is_not_there_yet_waits_for_the_rest(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_new_terms(site: Site, before: Outline, after: Outline, *given: Any) -> tuple[Site, frozenset[Fact]]:
        patched, facts = patch_site(site, before, after, *given)
        card = replace(patched.cards[after.id], terms={"tags": ("quite-new",)})
        return replace(patched, cards={**patched.cards, after.id: card}), facts

    monkeypatch.setattr(generator.serve.session, "patch_site", with_new_terms)
    ask_all(session)
    said: list[str] = []
    change(root, STUDY, "[Garden, Maths]", "[Quite new]")
    with session.listening(lambda: said.append(session.state.version)):
        (told,) = update(session, STUDY)
    assert told.ok and session.state.ok
    assert len(said) == 1
    assert differences(session) == []


def test_an_edit_that_nobody_looked_at_changes_the_version_once(session: Session, root: Path) -> None:
    said: list[str] = []
    with session.listening(lambda: said.append(session.state.version)):
        change(root, STUDY, "carrots and", "peas and")
        update(session, STUDY)
    assert len(said) == 1


def test_a_burst_of_many_files_is_shown_at_once(session: Session, root: Path) -> None:
    ask_all(session)
    paths = [f"{K}/case-studies/n{number:03}.md" for number in range(200)]
    for number, path in enumerate(paths):
        write(root, path, f"---\ntitle: Number {number}\nsummary: One.\ndate: 2026-01-01\n---\nText {number}.\n")
    (told,) = update(session, *paths)
    assert told.ok
    for path in paths:
        change(root, path, "Text", "Words")
    (told,) = update(session, *paths)
    assert told.ok
    assert "Words 77." in text_of(session, "kowhai/case-studies/n077/index.html")
    assert not session.rescan()
    shutil.rmtree(root / f"{K}/case-studies")
    change(root, f"{K}/pages/about.md", " See [the garden](../case-studies/garden.md).", "")
    update(session, *paths, f"{K}/case-studies", f"{K}/pages/about.md")
    assert session.state.ok, session.state.text
    assert differences(session) == []


def test_a_rescan_finds_what_was_not_told(session: Session, root: Path) -> None:
    assert not session.rescan()
    for make_it in (CHANGES["tags"], CHANGES["new file"], CHANGES["deleted file"], CHANGES["template"]):
        make_it(root)
        assert session.rescan()
        (told,) = update(session)
        assert told.ok
        assert not session.rescan()
    assert differences(session) == []
