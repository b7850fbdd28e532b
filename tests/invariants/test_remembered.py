"""What is remembered of a build may be damaged, or be of something else by now: the next one is right all the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import generator.build.entries
from generator.build.pipeline import build
from generator.build.run import BuildOptions, BuildResult
from tests.build.test_pipeline import GOOD, STUDY, entry, site_of

Write = Callable[..., Path]
Build = Callable[..., BuildResult]


def damage(root: Path, part: str) -> None:
    """Damage one part of what is remembered of the last build."""
    with closing(sqlite3.connect(root / ".portal/cache.db")) as database, database:
        found = database.execute("UPDATE states SET value = x'00112233' WHERE name GLOB ?", (f"*/{part}",)).rowcount
    assert found == 1


@pytest.mark.parametrize("part", ["published", "pages", "facts", "search"])
def test_a_damaged_part_of_the_memory_does_no_harm(part: str, write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD})
    build_portal(root)
    damage(root, part)
    (root / STUDY).write_text(GOOD.replace("well", "badly"), encoding="utf-8")
    assert build_portal(root).ok
    assert b"badly" in site_of(root / "output")["kowhai/case-studies/study/index.html"]


def test_a_damaged_memory_of_what_was_published_removes_nothing(
    write_portal: Write, build_portal: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator.build.walk, "_SURE_AFTER", 0)
    root = write_portal({STUDY: GOOD})
    build_portal(root)
    before = site_of(root / "output")
    damage(root, "published")
    assert build_portal(root).removed == 0
    assert site_of(root / "output") == before


def test_damaged_entries_of_the_cache_are_loaded_anew(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD, "content/kowhai/pages/about.md": entry("About", "titel: x\n")})
    first = build_portal(root)
    with closing(sqlite3.connect(root / ".portal/cache.db")) as database, database:
        database.execute("UPDATE outlines SET outline = x'00112233', problems = x'00112233'")
    again = build_portal(root)
    assert (again.ok, again.diagnostics) == (first.ok, first.diagnostics)


def test_another_of_two_transcripts_is_another_entry(
    write_portal: Write, build_portal: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator.build.walk, "_SURE_AFTER", 0)
    videos = "content/kowhai/videos"
    cue = "00:01.000 --> 00:02.000\n"
    root = write_portal(
        {
            f"{videos}/kea.md": entry("Kea"),
            f"{videos}/kea.vtt": f"WEBVTT\n\n{cue}Taken\n",
            f"{videos}/kea.srt": f"1\n{cue.replace('.', ',')}Other\n",
        }
    )
    build_portal(root)
    (root / videos / "kea.vtt").unlink()
    assert build_portal(root).ok
    page = site_of(root / "output")["kowhai/videos/kea/index.html"]
    assert b"Other" in page
    assert b"Taken" not in page


def test_a_theme_that_changes_while_it_is_built_with_is_seen_next_time(
    write_portal: Write, build_portal: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator.build.walk, "_SURE_AFTER", 0)
    theme = b"title: Ours\nauthor: us\nlicence: MIT\ninherits: default\n"
    words = "themes/ours/strings/en-NZ.yaml"
    root = write_portal(
        {
            STUDY: GOOD,
            "content/portal.yaml": "title: Portal\ntheme: ours\n",
            "themes/ours/theme.yaml": theme,
            words: "missing: Not here\n",
        }
    )

    def edit(stage: str, done: int, total: int) -> None:
        if stage == "render":
            (root / words).write_text("missing: Somewhere else\n", encoding="utf-8")

    build(BuildOptions(root=root, output=root / "output", jobs=1), edit)
    assert b"Not here" in site_of(root / "output")["404.html"]
    build_portal(root)
    assert b"Somewhere else" in site_of(root / "output")["404.html"]
