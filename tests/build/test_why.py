"""Why a page was made by the last build, or was not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.assemble.facts import _READERS
from generator.build.run import BuildOptions, BuildResult
from generator.build.why import _WORDS, Why, why

WritePortal = Callable[..., Path]
BuildPortal = Callable[..., BuildResult]
ABOUT = "content/kowhai/pages/about.md"


@pytest.fixture
def root(write_portal: WritePortal, build_portal: BuildPortal) -> Path:
    team = "---\ntitle: Team\n---\n"
    root = write_portal({ABOUT: "---\ntitle: About\n---\n\nText.\n", "content/kowhai/pages/team.md": team})
    assert build_portal(root).ok
    return root


def ask(root: Path, name: str) -> Why:
    found = why(BuildOptions(root, root / "output"), name)
    assert isinstance(found, Why)
    return found


def test_a_first_build_makes_all(root: Path) -> None:
    found = ask(root, "kowhai/about/index.html")
    assert found.made
    assert found.reasons == ("the last build made every page: there was no build before that it could go by",)
    assert "the text of `kowhai/pages/about`" in found.reads


@pytest.mark.parametrize("name", ["kowhai/about/index.html", "kowhai/about/", "/kowhai/about", ABOUT, f"./{ABOUT}"])
def test_a_page_has_several_names(root: Path, name: str) -> None:
    assert ask(root, name).path == "kowhai/about/index.html"


def test_what_changed_is_named(root: Path, build_portal: BuildPortal) -> None:
    (root / ABOUT).write_text("---\ntitle: About us\n---\n\nText.\n", encoding="utf-8")
    build_portal(root)
    assert ask(root, ABOUT).reasons == (
        "the text of `kowhai/pages/about` changed",
        "what other pages show of `kowhai/pages/about` changed",
    )
    # The navigation names it.
    assert ask(root, "kowhai/team/").reasons == ("what other pages show of `kowhai/pages/about` changed",)
    build_portal(root)
    assert not ask(root, ABOUT).made


def test_other_causes(root: Path, build_portal: BuildPortal) -> None:
    (root / "output/kowhai/about/index.html").unlink()
    (root / "content/kowhai/pages/new.md").write_text("---\ntitle: New\n---\n", encoding="utf-8")
    build_portal(root)
    assert ask(root, "kowhai/new/").reasons == ("there was no such page before",)
    (root / "output/kowhai/about/index.html").unlink()
    build_portal(root)
    assert "was not there any more" in ask(root, ABOUT).reasons[0]
    (root / "content/portal.yaml").write_text("title: P\nstrings: {missing: Nothing}\n", encoding="utf-8")
    assert build_portal(root).ok
    assert ask(root, ABOUT).reasons[0].startswith("the theme")


def test_a_page_that_is_not_there_and_a_build_that_was_not(root: Path, write_portal: WritePortal) -> None:
    asked, pages = why(BuildOptions(root, root / "output"), "kowhai/abuot/") or ("", [])  # type: ignore[misc]
    assert asked == "kowhai/abuot"
    assert "kowhai/about/index.html" in pages
    assert why(BuildOptions(root, root / "elsewhere"), ABOUT) is None


def test_every_kind_of_fact_has_words() -> None:
    assert _WORDS.keys() == _READERS.keys()
