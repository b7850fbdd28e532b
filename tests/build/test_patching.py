"""An edit of texts is built from the sites as they are remembered, and gives what a clean build gives."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.build.sites
from generator.build.pipeline import build
from generator.build.run import BuildOptions, BuildResult

WritePortal = Callable[..., Path]
STUDY = "content/kowhai/case-studies/reading.md"
FILES = {
    STUDY: "---\ntitle: Reading together\nsummary: We read.\ntags: [reading]\n"
    "date: 2026-03-01\n---\n\nWe read aloud.\n",
    "content/kowhai/case-studies/maths.md": "---\ntitle: Maths\nsummary: Sums.\ntags: [reading]\n---\n\nSums aloud.\n",
    "content/kowhai/videos/kea.md": "---\ntitle: Kea\nsummary: A kea.\nvideo: https://vimeo.com/1\n---\n\nA film.\n",
    "content/kowhai/videos/kea.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\nThe kea asked.\n",
    "content/kowhai/pages/about.md": "---\ntitle: About\n---\n\nAbout us.\n",
    "content/rimu/cluster.yaml": "title: Rimu\n",
    "content/rimu/videos/tui.md": "---\ntitle: Tui\nsummary: A tui.\nvideo: https://vimeo.com/2\n---\n\nSee it.\n",
}


@pytest.fixture
def root(write_portal: WritePortal, monkeypatch: pytest.MonkeyPatch) -> Path:
    # Files of this very second would be read again, for they might still change.
    monkeypatch.setattr("generator.build.walk._SURE_AFTER", 0)
    root = write_portal(FILES)
    assert build_again(root).ok
    return root


def build_again(root: Path, **options: bool) -> BuildResult:
    return build(BuildOptions(root=root, output=root / "output", jobs=1, **options))


def edit(root: Path, path: str, old: str, new: str) -> None:
    file = root / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def tree(output: Path) -> dict[str, bytes]:
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file() and ".portal" not in path.parts
    }


def clean(root: Path) -> dict[str, bytes]:
    """What a build makes that remembers nothing, into a folder of its own."""
    output = root / "clean"
    shutil.rmtree(output, ignore_errors=True)
    assert build(BuildOptions(root=root, output=output, jobs=1)).ok
    found = tree(output)
    shutil.rmtree(output)
    return found


def same_but_for_old_names(root: Path) -> None:
    """What is there is what a clean build makes, and files with a hash in their name that open pages may ask for."""
    here, wanted = tree(root / "output"), clean(root)
    assert {path: here[path] for path in wanted} == wanted
    assert all("/search/" in f"/{path}" for path in here.keys() - wanted.keys())


@pytest.fixture
def no_assembly(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("all entries were assembled")

    monkeypatch.setattr(generator.build.sites, "build_sites", refuse)


@pytest.mark.usefixtures("no_assembly")
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (STUDY, "We read aloud.", "We read aloud, every day.\n\nAnd we sang **waiata**."),
        (STUDY, "summary: We read.", "summary: We read and sing."),
        (STUDY, "title: Reading together", "title: Reading and singing"),
        ("content/kowhai/pages/about.md", "About us.", "About all of us."),
        ("content/rimu/videos/tui.md", "See it.", "Hear it."),
    ],
)
def test_an_edit_of_a_text_needs_no_assembly(
    root: Path, monkeypatch: pytest.MonkeyPatch, path: str, old: str, new: str
) -> None:
    edit(root, path, old, new)
    result = build_again(root)
    assert result.ok
    assert 0 < result.made < result.pages
    monkeypatch.undo()
    same_but_for_old_names(root)


@pytest.mark.usefixtures("no_assembly")
def test_one_edit_after_another(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        edit(root, STUDY, "aloud", f"aloud {number}")
        edit(root, "content/rimu/videos/tui.md", "See it.", f"See it. {number}")
        assert build_again(root).ok
    assert build_again(root).written == 0
    monkeypatch.undo()
    same_but_for_old_names(root)
    # And what is remembered of them is right for a build that looks at everything.
    edit(root, STUDY, "tags: [reading]", "tags: [reading, singing]")
    assert build_again(root).ok
    same_but_for_old_names(root)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (STUDY, "tags: [reading]", "tags: [singing]"),
        (STUDY, "date: 2026-03-01", "date: 2026-04-01"),
        (STUDY, "We read aloud.", "See [the kea](../videos/kea.md)."),
        (STUDY, "We read aloud.", "## A heading\n\nWe read aloud."),
        (STUDY, "We read aloud.", "See [nothing](nothing.md)."),
        ("content/kowhai/videos/kea.vtt", "The kea asked.", "The kea answered."),
        ("content/kowhai/pages/about.md", "title: About", "title: About us"),
        ("content/rimu/cluster.yaml", "title: Rimu", "title: Rimu\nregion: Otago"),
    ],
)
def test_what_touches_more_than_a_text_is_assembled(root: Path, path: str, old: str, new: str) -> None:
    edit(root, path, old, new)
    result = build_again(root)
    if result.ok:
        same_but_for_old_names(root)
    else:
        assert "nothing.md" in new


@pytest.mark.usefixtures("no_assembly")
def test_a_file_that_was_only_touched_makes_nothing(root: Path) -> None:
    (root / STUDY).write_bytes((root / STUDY).read_bytes())
    result = build_again(root)
    assert (result.ok, result.made, result.written) == (True, 0, 0)


def test_what_is_not_as_it_was_in_the_output_is_made_again(root: Path) -> None:
    edit(root, STUDY, "aloud", "quietly")
    (root / "output/kowhai/about/index.html").write_text("Mine.", encoding="utf-8")
    (root / "output/rimu/index.html").unlink()
    next((root / "output/kowhai/search/words").iterdir()).unlink()
    assert build_again(root).ok
    same_but_for_old_names(root)


def test_messages_are_told_again(root: Path) -> None:
    edit(root, "content/kowhai/videos/kea.md", "summary: A kea.\n", "")
    told = build_again(root).diagnostics
    assert [problem.name for problem in told] == ["missing-summary"]
    edit(root, STUDY, "aloud", "quietly")
    assert build_again(root).diagnostics == told
    assert build_again(root).diagnostics == told


def test_cards_that_are_damaged_cost_time_and_nothing_else(root: Path) -> None:
    page = "---\ntitle: Page {}\n---\n\nText.\n"
    for number in range(70):  # several groups of cards, of which the edit itself reads one
        (root / f"content/kowhai/pages/page-{number:02}.md").write_text(page.format(number), encoding="utf-8")
    assert build_again(root).ok
    for group in range(4):
        edit(root, STUDY, "aloud", f"aloud {group}")
        database = sqlite3.connect(root / ".portal/cache.db")
        with database:
            database.execute("UPDATE states SET value = x'00' WHERE name GLOB ?", (f"*/cards kowhai {group}",))
        database.close()
        assert build_again(root).ok
        same_but_for_old_names(root)
