"""Builds after builds: only what has changed is made again, and the site is always the one a clean build makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.pipeline import build, check
from generator.build.run import BuildOptions
from generator.build.themes import read_theme
from tests.build.rebuilding import CLUSTER, Rebuilding, entry, rebuilding, site_of, trust_stamps

Write = Callable[..., Path]
Edit = Callable[[Rebuilding], None]
PROJECT = Path(__file__).resolve().parent.parent.parent

KEA = "content/kowhai/case-studies/kea.md"
TUI = "content/kowhai/case-studies/tui.md"
ABOUT = "content/kowhai/pages/about.md"
FILES = {
    "content/kowhai/cluster.yaml": CLUSTER,
    "content/kowhai/index.md": entry("Welcome"),
    KEA: entry("Kea", "date: 2026-03-01\ntags: [birds]\n", "The kea plays."),
    TUI: entry("Tui", "date: 2026-02-01\ntags: [birds]\nfollows: kea.md\n", "The tui sings to [the kea](kea.md)."),
    ABOUT: entry("About", "tags: [people]\n", "Who we are."),
    "content/kowhai/events/hui.md": entry("Hui", "start: 2026-05-01 15:30\nlocation: Hall\n"),
    "content/kowhai/videos/film.md": entry("Film", "date: 2026-01-01 10:00\nsegments: [{start: 0:01, title: One}]\n"),
    "content/kowhai/videos/film.vtt": "WEBVTT\n\n00:00.000 --> 00:02.000\nKia ora.\n",
    "content/rata/cluster.yaml": "title: Rata\n",
    "content/rata/pages/about.md": entry("About rata", "tags: [trees]\n"),
}
KEA_PAGE, TUI_PAGE = "kowhai/case-studies/kea/index.html", "kowhai/case-studies/tui/index.html"
ABOUT_PAGE = "kowhai/about/index.html"


@pytest.fixture
def portal(write_portal: Write, monkeypatch: pytest.MonkeyPatch) -> Rebuilding:
    """A portal of two clusters that was built once."""
    trust_stamps(monkeypatch)
    built = rebuilding(write_portal(FILES), monkeypatch)
    first = built.build()
    assert first.made == first.pages > 20
    return built


# --- which pages are made again ------------------------------------------------------------------------------------


def test_a_second_build_makes_and_writes_nothing(portal: Rebuilding) -> None:
    before = {path: path.stat().st_mtime_ns for path in portal.output.rglob("*") if ".portal" not in path.parts}
    result = portal.build()
    assert (result.made, result.written, result.removed) == (0, 0, 0)
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_nothing_is_made_again_in_another_process_with_other_hashes(portal: Rebuilding) -> None:
    portal.write(ABOUT, FILES[ABOUT])  # so that facts are looked at
    code = (
        "import sys; from pathlib import Path; from generator.build.pipeline import build\n"
        "from generator.build.run import BuildOptions\n"
        "result = build(BuildOptions(Path(sys.argv[1]), Path(sys.argv[1], 'output'), jobs=1))\n"
        "print(result.ok, result.made, result.written)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4242", "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(portal.root)], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "0", "0"]


def test_a_touched_file_makes_nothing_anew(portal: Rebuilding) -> None:
    for path in (KEA, "content/kowhai/cluster.yaml"):
        (portal.root / path).touch()
    assert portal.build().made == 0


def test_the_text_of_an_entry_is_on_its_own_page_alone(portal: Rebuilding) -> None:
    portal.write(KEA, FILES[KEA].replace("plays", "dances"))
    portal.build()
    assert portal.made == [KEA_PAGE]
    assert portal.differences() == []


def _gone(portal: Rebuilding) -> None:
    (portal.root / ABOUT).unlink()


def _moved(portal: Rebuilding) -> None:
    (portal.root / KEA).rename(portal.root / "content/kowhai/case-studies/parrot.md")
    portal.write(TUI, FILES[TUI].replace("kea.md", "parrot.md"))


def _edited(path: str, old: str, new: str) -> Edit:
    def edit(portal: Rebuilding) -> None:
        text = (portal.root / path).read_text(encoding="utf-8")
        assert old in text
        portal.write(path, text.replace(old, new))

    return edit


def _added(path: str, text: str) -> Edit:
    return lambda portal: portal.write(path, text)


# By name: the change, pages that are made again, and pages that stay.
CHANGES: dict[str, tuple[Edit, set[str], set[str]]] = {
    "title": (
        _edited(KEA, "title: Kea", "title: Keas"),
        {KEA_PAGE, TUI_PAGE, "kowhai/case-studies/index.html", "kowhai/tags/birds/index.html"},
        {ABOUT_PAGE, "kowhai/tags/people/index.html", "rata/index.html", "rata/about/index.html"},
    ),
    "tag": (
        _edited(ABOUT, "people", "people, whanau"),
        {ABOUT_PAGE, "kowhai/tags/index.html", "kowhai/tags/people/index.html", "kowhai/tags/whanau/index.html"},
        {"rata/index.html", "rata/tags/index.html"},
    ),
    "date": (
        _edited(TUI, "2026-02-01", "2026-04-01"),
        {TUI_PAGE, KEA_PAGE, "kowhai/case-studies/index.html"},
        {ABOUT_PAGE, "rata/index.html"},
    ),
    "new entry": (
        _added("content/kowhai/case-studies/ruru.md", entry("Ruru", "tags: [birds]\n")),
        {"kowhai/case-studies/ruru/index.html", "kowhai/case-studies/index.html", "kowhai/tags/birds/index.html"},
        {"rata/index.html", "rata/about/index.html"},
    ),
    "deleted entry": (
        _gone,
        {"kowhai/index.html", "kowhai/tags/index.html"},
        {"rata/index.html", "rata/about/index.html", ABOUT_PAGE},
    ),
    "moved entry": (
        _moved,
        {"kowhai/case-studies/parrot/index.html", TUI_PAGE, "kowhai/case-studies/index.html"},
        {ABOUT_PAGE, "rata/index.html", KEA_PAGE},
    ),
    "cluster": (
        _edited("content/rata/cluster.yaml", "title: Rata", "title: Rātā"),
        {"index.html", "rata/index.html", "rata/about/index.html"},
        {KEA_PAGE, ABOUT_PAGE},
    ),
    "portal": (_edited("content/portal.yaml", "Test portal", "Portal"), {"index.html", KEA_PAGE}, set()),
    "colour": (
        _edited("content/portal.yaml", "title:", "colours: {link: '#003366'}\ntitle:"),
        {"index.html", KEA_PAGE, ABOUT_PAGE, "rata/index.html"},
        set(),
    ),
    "word": (
        _edited("content/portal.yaml", "title:", "strings: {search: Find}\ntitle:"),
        {"index.html", KEA_PAGE, "rata/index.html"},
        set(),
    ),
    "description of a tag": (
        _added("content/kowhai/tags.yaml", "- name: birds\n  description: They fly.\n"),
        {"kowhai/tags/birds/index.html"},
        {"rata/index.html", "rata/about/index.html", "rata/tags/trees/index.html"},
    ),
}


@pytest.mark.parametrize(("change", "again", "stay"), CHANGES.values(), ids=CHANGES)
def test_a_change_makes_the_pages_that_show_it(
    portal: Rebuilding, change: Edit, again: set[str], stay: set[str]
) -> None:
    change(portal)
    portal.build()
    made = set(portal.made)
    assert again - made == set()
    assert stay & made == set()
    assert portal.differences() == []
    assert portal.build().made == 0


def test_a_change_that_is_taken_back_leaves_no_trace(portal: Rebuilding) -> None:
    before = site_of(portal.output)
    portal.write(KEA, entry("Something else", "draft: yes\n"))
    portal.write(TUI, entry("Tui"))
    portal.build()
    assert site_of(portal.output) != before
    for path in (KEA, TUI):
        portal.write(path, FILES[path])
    portal.build()
    assert site_of(portal.output) == before


def test_a_theme_of_the_portals_own_is_watched_though_it_is_a_link(portal: Rebuilding, tmp_path: Path) -> None:
    theme = tmp_path / "ours"
    words = theme / "strings/en-NZ.yaml"
    words.parent.mkdir(parents=True)
    (theme / "theme.yaml").write_text("inherits: default\n")
    words.write_text("search: Find\n")
    (portal.root / "themes").mkdir()
    (portal.root / "themes/ours").symlink_to(theme)
    (portal.root / "themes/gone").symlink_to(theme / "nothing")
    portal.write("content/portal.yaml", "title: Test portal\ntheme: ours\n")
    assert portal.build().made > 0
    assert portal.build().made == 0
    words.write_text("search: Look\n")
    result = portal.build()
    assert result.made == result.pages
    assert portal.differences() == []


def test_a_theme_that_changes_while_it_is_used_is_read_again(
    portal: Rebuilding, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.write("themes/ours/theme.yaml", "inherits: default\n")
    portal.write("themes/ours/strings/en-NZ.yaml", "search: Find\n")
    portal.write("content/portal.yaml", "title: Test portal\ntheme: ours\n")

    def read_and_change(*given: object) -> object:
        found = read_theme(*given)  # type: ignore[arg-type]
        portal.write("themes/ours/strings/en-NZ.yaml", "search: Look\n")
        return found

    with monkeypatch.context() as during:
        during.setattr("generator.build.prepare.read_theme", read_and_change)
        portal.build()
    portal.build()
    assert portal.differences() == []


# --- the output ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("changed", ["nothing", "an entry"])
def test_files_that_somebody_deleted_or_changed_are_repaired(portal: Rebuilding, changed: str) -> None:
    site = site_of(portal.output)
    search = next(path for path in site if path.startswith("kowhai/search/") and not path.endswith(".html"))
    style = next(path for path in site if path.startswith("kowhai/assets/") and path.endswith(".css"))
    for path in (TUI_PAGE, "kowhai/feed.xml", search, "robots.txt"):
        (portal.output / path).unlink(missing_ok=True)
    shutil.rmtree(portal.output / "kowhai/tags")
    for path in (ABOUT_PAGE, style, "index.html"):
        (portal.output / path).write_bytes(site[path][::-1])
    if changed == "an entry":
        portal.write(KEA, FILES[KEA].replace("plays", "dances"))
    portal.build()
    assert portal.differences() == []
    assert portal.build().written == 0


def test_an_output_that_is_gone_is_made_anew(portal: Rebuilding) -> None:
    site = site_of(portal.output)
    shutil.rmtree(portal.output)
    portal.build()
    assert site_of(portal.output) == site


def test_files_of_somebody_else_stay(portal: Rebuilding) -> None:
    (portal.output / "kowhai/ours.txt").write_text("ours")
    portal.build()
    portal.write(KEA, FILES[KEA].replace("plays", "dances"))
    portal.build()
    assert (portal.output / "kowhai/ours.txt").read_text() == "ours"


# --- time ----------------------------------------------------------------------------------------------------------

DAY = 86_400
BEGINS = 1785499200  # 2026-08-01 in Auckland
CONSENT = "people:\n  - name: Mere\n    consent: {reference: file 1, until: 2026-07-31}\n"


@pytest.mark.parametrize(
    ("front_matter", "shown"),
    [("publish: 2026-08-01\n", (False, True)), ("expires: 2026-08-01\n", (True, False)), (CONSENT, (True, False))],
    ids=["publish", "expires", "consent"],
)
def test_what_comes_or_goes_by_its_date_does_so_though_no_file_changed(
    portal: Rebuilding, monkeypatch: pytest.MonkeyPatch, front_matter: str, shown: tuple[bool, bool]
) -> None:
    portal.write("content/kowhai/pages/dated.md", entry("Dated", front_matter))
    for moment, there in ((BEGINS - DAY, shown[0]), (BEGINS - 1, shown[0]), (BEGINS, shown[1]), (BEGINS - 1, shown[0])):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        portal.build()
        assert (portal.output / "kowhai/dated/index.html").exists() == there, moment
    assert portal.differences() == []


def test_a_consent_that_is_due_is_told_though_no_file_changed(
    portal: Rebuilding, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.write("content/kowhai/pages/dated.md", entry("Dated", CONSENT))
    told = []
    for moment in (BEGINS - 61 * DAY, BEGINS - 59 * DAY, BEGINS):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        told.append([diagnostic.name for diagnostic in portal.build().diagnostics])
    assert told == [[], ["consent-due"], ["consent-ended"]]


# --- ways to build -------------------------------------------------------------------------------------------------


def test_one_cluster_and_checks_do_not_disturb_whole_builds(portal: Rebuilding) -> None:
    portal.write(KEA, FILES[KEA].replace("plays", "dances"))
    portal.write("content/rata/pages/about.md", entry("About rata", "tags: [trees]\n", "Other words."))
    assert portal.build(cluster="rata").made > 0
    assert b"dances" not in (portal.output / KEA_PAGE).read_bytes()
    check(BuildOptions(portal.root, portal.output, jobs=1))
    portal.build()
    assert KEA_PAGE in portal.made and ABOUT_PAGE not in portal.made
    assert portal.differences() == []
    assert portal.build().made == 0


def test_one_cluster_and_checks_load_nothing_that_is_known(portal: Rebuilding, monkeypatch: pytest.MonkeyPatch) -> None:
    def load_nothing(*_: object) -> object:
        raise AssertionError("an entry is loaded")

    monkeypatch.setattr("generator.build.entries.load_source", load_nothing)
    portal.build(cluster="kowhai")
    assert check(BuildOptions(portal.root, portal.output, jobs=1)).ok


def test_two_folders_and_two_ways_do_not_disturb_each_other(portal: Rebuilding) -> None:
    portal.write(ABOUT, entry("About", "draft: yes\n"))
    second = portal.root / "second"
    ways: list[dict[str, object]] = [{}, {"output": second, "drafts": True}]
    for options in ways:
        portal.build(**options)
    for options in ways:
        assert portal.build(**options).made == 0
    portal.write(KEA, FILES[KEA].replace("plays", "dances"))
    for options in ways:
        portal.build(**options)
        assert portal.made == [KEA_PAGE]
    assert portal.differences() == []
    assert portal.differences(second, drafts=True) == []


def test_two_ways_into_one_folder_leave_the_last_ones_site(portal: Rebuilding) -> None:
    portal.write(ABOUT, entry("About", "draft: yes\n"))
    for drafts in (False, True, False, True, True):
        portal.build(drafts=drafts)
        assert portal.differences(drafts=drafts) == []


def test_a_clean_build_makes_everything_and_the_next_one_nothing(portal: Rebuilding) -> None:
    site = site_of(portal.output)
    result = portal.build(clean=True)
    assert result.made == result.pages
    assert result.written == 0
    assert site_of(portal.output) == site
    assert portal.build().made == 0


def test_a_build_with_errors_is_forgotten(portal: Rebuilding) -> None:
    portal.write(KEA, "---\ntitle: Kea\ndate: 2026-13-45\n---\n")
    for _ in range(2):
        result = build(BuildOptions(portal.root, portal.output, jobs=1))
        assert not result.ok and result.diagnostics
    portal.write(KEA, FILES[KEA])
    assert portal.build().made == 0


def test_what_was_told_is_told_again(portal: Rebuilding) -> None:
    portal.write(KEA, "---\ntitle: Kea\n---\n")
    first = portal.build().diagnostics
    assert [diagnostic.name for diagnostic in first] == ["missing-summary"]
    assert portal.build().diagnostics == first
