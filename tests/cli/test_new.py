from __future__ import annotations

from pathlib import Path

import pytest

from generator.kinds import KINDS
from tests.cli.conftest import Portal

TITLES = [
    "What we tried",
    'Hui: "who?" & #1',
    "Kōrero — te reo",
    "no",
    "2026",
    "日本語",
    "!!!",
    "Index",
    "README",
    "x" * 200,
]


@pytest.mark.parametrize("kind", [kind.spec.name for kind in KINDS])
def test_every_kind_checks_clean_whatever_the_title(portal: Portal, starter: Path, kind: str) -> None:
    for title in TITLES:
        code, out, err = portal("new", kind, f"{title}")
        assert code == 0, err
        assert (starter / out.strip()).is_file()
    code, out, _ = portal("check", "--strict")
    assert (code, out) == (0, "No problems found.\n")


def test_a_new_entry_is_published_once_it_is_no_draft(portal: Portal, starter: Path) -> None:
    _, out, _ = portal("new", "case-study", "Our Kōrero")
    file = starter / out.strip()
    assert out == "content/rimu/case-studies/our-korero.md\n"
    assert portal("build")[0] == 0
    page = starter / "output/rimu/case-studies/our-korero/index.html"
    assert not page.exists()
    file.write_text(file.read_text(encoding="utf-8").replace("\ndraft: yes\n", "\n"), encoding="utf-8")
    assert portal("build")[0] == 0
    assert "Our Kōrero" in page.read_text(encoding="utf-8")


def test_the_path_alone_goes_to_standard_output(portal: Portal, starter: Path) -> None:
    code, out, err = portal("new", "page", "Who we are")
    assert (code, out) == (0, "content/rimu/pages/who-we-are.md\n")
    assert "draft" in err


@pytest.mark.parametrize("name", ["events", "Event", "EVENTS"])
def test_a_folder_name_or_capitals_do_as_well(portal: Portal, starter: Path, name: str) -> None:
    assert portal("new", name, "A day")[1] == "content/rimu/events/a-day.md\n"


def test_nothing_is_overwritten(portal: Portal, starter: Path) -> None:
    path = starter / "content/rimu/events/measuring-morning.md"
    before = path.read_bytes()
    code, _, err = portal("new", "event", "Measuring Morning")
    assert code == 2
    assert "content/rimu/events/measuring-morning.md is there already" in err
    assert path.read_bytes() == before


def test_an_entry_in_a_folder_of_its_own_is_there_too(portal: Portal, starter: Path) -> None:
    code, _, err = portal("new", "case-study", "How tall is our sunflower?")
    assert code == 2
    assert "content/rimu/case-studies/how-tall-is-our-sunflower is there already" in err
    assert not (starter / "content/rimu/case-studies/how-tall-is-our-sunflower.md").exists()


def test_an_unknown_kind_is_guessed(portal: Portal, starter: Path) -> None:
    assert "Did you mean `video`?" in portal("new", "vidoe", "A")[2]
    code, _, err = portal("new", "poem", "A")
    assert code == 2
    assert "The kinds are case-study, video, page, event, school." in err


def test_an_empty_title_is_no_title(portal: Portal, starter: Path) -> None:
    for title in ("", "  \n ", "\x1b"):
        code, _, err = portal("new", "page", title)
        assert code == 2
        assert "The title is empty." in err


def test_several_clusters_must_be_told_apart(portal: Portal, starter: Path) -> None:
    (starter / "content/kowhai").mkdir()
    (starter / "content/kowhai/cluster.yaml").write_text("title: Kōwhai cluster\nschools: [Kea School]\n", "utf-8")
    code, _, err = portal("new", "page", "A")
    assert code == 2
    assert "with --cluster: kowhai, rimu." in err
    code, _, err = portal("new", "page", "A", "--cluster", "kowhia")
    assert code == 2
    assert "Did you mean `kowhai`?" in err
    code, out, _ = portal("new", "page", "A", "--cluster", "kowhai")
    assert (code, out) == (0, "content/kowhai/pages/a.md\n")
    assert "#schools: [Kea School]" in (starter / "content/kowhai/pages/a.md").read_text(encoding="utf-8")


def test_without_a_cluster_there_is_nowhere_to_put_it(portal: Portal, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/portal.yaml").write_text("title: Portal\n")
    code, _, err = portal("new", "page", "A")
    assert code == 2
    assert "There is no cluster yet" in err


def test_broken_settings_do_not_stop_it(portal: Portal, starter: Path) -> None:
    (starter / "content/rimu/cluster.yaml").write_bytes(b"title: [\n\x00")
    assert portal("new", "page", "A")[0] == 0


def test_a_place_that_cannot_be_written_is_told(portal: Portal, starter: Path) -> None:
    (starter / "content/rimu/events/measuring-morning.md").unlink()
    (starter / "content/rimu/events").rmdir()
    (starter / "content/rimu/events").write_text("a file")
    code, _, err = portal("new", "event", "A day")
    assert code == 2
    assert "Traceback" not in err
