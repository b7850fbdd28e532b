"""The stages in their order, on small portals on a real disk."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from generator.build.pipeline import build, check
from generator.build.run import BuildOptions, BuildResult, UsageProblem
from generator.core.diagnostics import Severity

Write = Callable[..., Path]
Build = Callable[..., BuildResult]

STUDY = "content/kowhai/case-studies/study.md"
GOOD = "---\ntitle: A study\nsummary: What we tried.\n---\n\nIt went well.\n"
BAD = "---\ntitle: A study\nsummary: What we tried.\ndate: 2026-13-45\n---\n\nIt went well.\n"


def entry(title: str, front_matter: str = "", body: str = "Words.") -> str:
    return f"---\ntitle: {title}\nsummary: In short.\n{front_matter}---\n\n{body}\n"


def photo(colour: str = "red") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(stream, "JPEG")
    return stream.getvalue()


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def site_of(output: Path) -> dict[str, bytes]:
    """The published files, without our own notes about them."""
    return {path: data for path, data in files_of(output).items() if not path.startswith(".portal/")}


def names(result: BuildResult) -> list[str]:
    return [diagnostic.name for diagnostic in result.diagnostics]


# --- what a build does ---------------------------------------------------------------------------------------------


def test_a_build_publishes_a_site_and_says_how_much(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD})
    result = build_portal(root)
    assert result.ok
    assert result.diagnostics == ()
    site = site_of(root / "output")
    assert "kowhai/case-studies/study/index.html" in site
    assert {"index.html", "404.html", ".nojekyll", "robots.txt"} <= set(site)
    assert result.written == len(site)
    assert 0 < result.pages < result.written
    assert (result.unchanged, result.removed) == (0, 0)


def test_a_second_build_writes_nothing(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD})
    first = build_portal(root)
    before = site_of(root / "output")
    second = build_portal(root)
    assert (second.written, second.unchanged, second.removed) == (0, first.written, 0)
    assert site_of(root / "output") == before


def test_what_is_no_longer_wanted_is_removed(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD, "content/kowhai/pages/about.md": entry("About")})
    build_portal(root)
    before = site_of(root / "output")
    (root / "content/kowhai/pages/about.md").unlink()
    result = build_portal(root)
    gone = before.keys() - site_of(root / "output").keys()
    assert result.removed == len(gone)
    # The page itself, and what the search had for it.
    assert {path for path in gone if "/search/" not in path} == {"kowhai/about/index.html"}


def test_the_stages_are_told_in_their_order(write_portal: Write, build_portal: Build) -> None:
    result = build_portal(write_portal({STUDY: GOOD}))
    assert [name for name, _ in result.stages] == [
        "scan",
        "load",
        "media",
        "assemble",
        "plan",
        "render",
        "search",
        "publish",
    ]
    assert all(seconds >= 0 for _, seconds in result.stages)
    assert result.seconds >= sum(seconds for _, seconds in result.stages) - 0.001


def test_progress_is_told_step_by_step(write_portal: Write) -> None:
    root = write_portal({STUDY: GOOD, "content/kowhai/pages/about.md": entry("About")})
    told: list[tuple[str, int, int]] = []
    result = build(BuildOptions(root, root / "output", jobs=1), lambda *step: told.append(step))
    loaded = [step for step in told if step[0] == "load"]  # one after the other, or as many as are done together
    assert loaded == sorted(set(loaded))
    assert loaded[-1] == ("load", 2, 2)
    assert [done for stage, done, _ in told if stage == "render"] == list(range(1, result.pages + 1))
    assert {total for stage, _, total in told if stage == "render"} == {result.pages}


def test_links_may_name_the_file(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD})
    build_portal(root, explicit_links=True)
    assert b'href="case-studies/study/index.html"' in site_of(root / "output")["kowhai/index.html"]


def test_one_process_and_two_make_the_same_site(write_portal: Write, build_portal: Build) -> None:
    files = {f"content/kowhai/pages/p{n}.md": entry(f"Page {n}", f"tags: [t{n % 3}]\n") for n in range(80)}
    root = write_portal(files)
    build_portal(root, jobs=1)
    build_portal(root, jobs=2, output=root / "second")
    assert site_of(root / "output") == site_of(root / "second")


def test_pictures_and_downloads_are_published_below_their_cluster(write_portal: Write, build_portal: Build) -> None:
    root = write_portal(
        {
            "content/kowhai/case-studies/study/index.md": entry(
                "A study", "image: {src: hall.jpg, alt: The hall}\ndownloads: [plan.txt]\n", "![Pupils](pupils.jpg)"
            ),
            "content/kowhai/case-studies/study/hall.jpg": photo(),
            "content/kowhai/case-studies/study/pupils.jpg": photo("blue"),
            "content/kowhai/case-studies/study/plan.txt": "Our plan",
            "content/kowhai/case-studies/study/unused.jpg": photo("green"),
            "content/kowhai/cluster.yaml": "title: Kōwhai\nlogo: logo.jpg\n",
            "content/kowhai/logo.jpg": photo("white"),
        }
    )
    result = build_portal(root)
    assert result.diagnostics == ()
    media = sorted(path.split(".")[0] for path in site_of(root / "output") if "/media/" in path)
    assert media == ["kowhai/media/hall", "kowhai/media/logo", "kowhai/media/plan", "kowhai/media/pupils"]


# --- errors --------------------------------------------------------------------------------------------------------


def test_an_error_leaves_the_old_site_as_it_was(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD})
    build_portal(root)
    before = files_of(root / "output")
    (root / STUDY).write_text(BAD, encoding="utf-8")
    result = build_portal(root)
    assert not result.ok
    assert [(d.span.path, d.span.line, d.severity) for d in result.diagnostics] == [(STUDY, 4, Severity.ERROR)]
    assert files_of(root / "output") == before


def test_an_error_on_the_first_build_makes_no_output(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: BAD})
    assert not build_portal(root).ok
    assert not (root / "output").exists()


def test_a_fault_of_the_theme_leaves_the_old_site_as_it_was(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD})
    build_portal(root)
    before = site_of(root / "output")
    theme = {
        "themes/ours/theme.yaml": "inherits: default\n",
        "themes/ours/templates/case-study.html": "{{ page.title|truncate(page.title) }}\n",
        "content/portal.yaml": "title: Test\ntheme: ours\n",
    }
    for path, text in theme.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    result = build_portal(root)
    assert not result.ok
    assert {d.span.path for d in result.diagnostics} == {"themes/ours/templates/case-study.html"}
    assert site_of(root / "output") == before


def test_every_problem_of_every_file_is_told_in_one_run(write_portal: Write, build_portal: Build) -> None:
    root = write_portal(
        {
            STUDY: BAD,
            "content/kowhai/pages/a.md": entry("A", body="[gone](gone.md)"),
            "content/kowhai/pages/b.md": entry("B", "goals: [Nothing]\n"),
            "content/portal.yaml": "title: Test\ntheme: gone\n",
            "content/kowhai/videos/lone.vtt": "WEBVTT\n",
        }
    )
    result = build_portal(root)
    assert {"bad-date", "unknown-link-target", "unknown-term", "unknown-theme", "transcript-without-video"} <= set(
        names(result)
    )
    places = [(d.span.path, d.span.line) for d in result.diagnostics]
    assert places == sorted(places)


def test_warnings_do_not_stop_the_site(write_portal: Write, build_portal: Build) -> None:
    result = build_portal(write_portal({STUDY: "---\ntitle: A study\n---\n\nIt went well.\n"}))
    assert result.ok
    assert names(result) == ["missing-summary"]


def test_errors_of_a_draft_are_warnings_until_drafts_are_shown(write_portal: Write, build_portal: Build) -> None:
    draft = "---\ntitle: Hui\ndraft: yes\nlocation: Hall\n---\n\nSoon.\n"
    root = write_portal({"content/kowhai/events/hui.md": draft})
    result = build_portal(root)
    assert result.ok
    assert [d.severity for d in result.diagnostics] == [Severity.WARNING]
    result = build_portal(root, drafts=True)
    assert not result.ok
    assert [d.severity for d in result.diagnostics] == [Severity.ERROR]


def test_a_draft_is_shown_and_marked_where_drafts_are_asked_for(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: entry("Unfinished", "draft: yes\n")})
    assert build_portal(root, drafts=True).ok
    page = site_of(root / "output")["kowhai/case-studies/study/index.html"]
    assert b"Unfinished" in page and b"noindex" in page


# --- what must not be published ------------------------------------------------------------------------------------

SECRET = "zzsecretzz"


@pytest.mark.parametrize(
    "front_matter",
    [
        "draft: yes\n",
        "publish: 2090-01-01\n",
        "expires: 2020-01-01\n",
        "people: [Year 6]\n",
        "people:\n  - name: Mere\n    consent: {reference: file 1, until: 2020-01-01}\n",
    ],
    ids=["draft", "scheduled", "expired", "consent missing", "consent over"],
)
def test_what_is_withheld_is_in_no_byte_of_the_site(
    write_portal: Write, build_portal: Build, front_matter: str
) -> None:
    hidden = (
        f"tags: [{SECRET}-tag]\naliases: [{SECRET}-old]\nimage: {{src: {SECRET}.jpg, alt: {SECRET} alt}}\n"
        f"schools: [Kea School]\n{front_matter}"
    )
    root = write_portal(
        {
            "content/kowhai/cluster.yaml": "title: Kōwhai\nschools: [Kea School]\nconsent: {required: yes}\n",
            f"content/kowhai/videos/{SECRET}.md": entry(f"{SECRET} title", hidden, f"{SECRET} body"),
            f"content/kowhai/videos/{SECRET}.vtt": f"WEBVTT\n\n00:00.000 --> 00:02.000\n{SECRET} words\n",
            f"content/kowhai/videos/{SECRET}.mp4": b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
            + SECRET.encode(),
            f"content/kowhai/videos/{SECRET}.jpg": photo(),
            STUDY: entry(
                "A study",
                f"related: [../videos/{SECRET}.md]\nfollows: ../videos/{SECRET}.md\n",
                f"[it](../videos/{SECRET}.md) ![it](../videos/{SECRET}.mp4) [words](../videos/{SECRET}.vtt)\n\n"
                f"> some words\n> — [it](../videos/{SECRET}.md)\n",
            ),
        }
    )
    result = build_portal(root)
    assert result.ok, result.diagnostics
    found = [path for path, data in site_of(root / "output").items() if SECRET.encode() in data or SECRET in path]
    assert found == []


def test_the_moment_of_the_build_decides_what_is_published(
    write_portal: Write, build_portal: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_portal({STUDY: entry("Later", "publish: 2026-08-01\nexpires: 2026-09-01\n")})
    page = root / "output/kowhai/case-studies/study/index.html"
    # Days begin and end in the portal's time zone, which is twelve hours ahead of UTC.
    for moment, shown in ((1785499199, False), (1785499200, True), (1788177599, True), (1788177600, False)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        assert build_portal(root).ok
        assert page.exists() == shown, moment


@pytest.mark.parametrize("moment", ["yesterday", "-5", "1.5", "²", "9" * 30, " 1"])
def test_a_moment_that_is_none_is_told(
    write_portal: Write, build_portal: Build, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    with pytest.raises(UsageProblem, match="SOURCE_DATE_EPOCH"):
        build_portal(write_portal({STUDY: GOOD}))


@pytest.mark.parametrize("moment", ["0", "99999999999"])
def test_moments_far_away_are_moments(
    write_portal: Write, build_portal: Build, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    root = write_portal(
        {
            "content/kowhai/cluster.yaml": "title: Kōwhai\nconsent: {required: yes, due_days: 999999999}\n",
            STUDY: entry(
                "A study", "consent: {reference: file 1, until: 9000-01-01}\npeople: [Mere]\npublish: 1000-01-01\n"
            ),
        }
    )
    assert build_portal(root).ok


# --- check ---------------------------------------------------------------------------------------------------------


def test_check_tells_what_a_build_would_and_publishes_nothing(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: entry("A study", "tags: [x, x]\n", "[gone](gone.md)")})
    options = BuildOptions(root, root / "output", jobs=1)
    content = files_of(root / "content")
    found = check(options)
    assert not (root / "output").exists()
    assert files_of(root / "content") == content
    assert found.diagnostics == build_portal(root).diagnostics
    assert not found.ok


def test_check_makes_every_page_so_that_themes_are_checked_too(write_portal: Write) -> None:
    root = write_portal(
        {
            STUDY: GOOD,
            "content/portal.yaml": "title: Test\ntheme: ours\n",
            "themes/ours/theme.yaml": "inherits: default\n",
            "themes/ours/templates/case-study.html": "{{ page.title|truncate(page.title) }}\n",
        }
    )
    result = check(BuildOptions(root, root / "output", jobs=1))
    assert not result.ok
    assert not (root / "output").exists()
    (root / "content/portal.yaml").write_text("title: Test\n", encoding="utf-8")
    result = check(BuildOptions(root, root / "output", jobs=1))
    assert result.ok
    assert result.pages > 0
    assert (result.written, result.removed) == (0, 0)


# --- one cluster ---------------------------------------------------------------------------------------------------


def two_clusters(**files: str) -> dict[str, str]:
    return {
        "content/south/cluster.yaml": "title: South\n",
        "content/south/pages/about.md": entry("About the south"),
        "content/kowhai/pages/about.md": entry("About"),
        **files,
    }


def test_one_cluster_is_built_and_the_others_stay(write_portal: Write, build_portal: Build) -> None:
    root = write_portal(two_clusters())
    build_portal(root)
    before = site_of(root / "output")
    for name in ("south", "kowhai"):
        (root / f"content/{name}/pages/about.md").write_text(entry("Changed"), encoding="utf-8")
    result = build_portal(root, cluster="south")
    assert result.ok
    after = site_of(root / "output")
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed and all(path.startswith("south/") for path in changed)
    assert {path for path in set(after) ^ set(before) if not path.startswith("south/search/")} == set()


def test_one_cluster_alone_makes_only_its_own_files(write_portal: Write, build_portal: Build) -> None:
    root = write_portal(two_clusters())
    build_portal(root, cluster="south")
    assert all(path.startswith("south/") for path in site_of(root / "output"))


def test_what_is_wrong_with_other_clusters_does_not_stop_this_one(write_portal: Write, build_portal: Build) -> None:
    root = write_portal(two_clusters(**{STUDY: BAD, "content/kowhai/videos/x.vtt": "WEBVTT\n"}))
    result = build_portal(root, cluster="south")
    assert result.ok
    assert result.diagnostics == ()
    result = build_portal(root, cluster="kowhai")
    assert not result.ok
    assert {d.span.path.split("/")[1] for d in result.diagnostics} == {"kowhai"}


def test_another_clusters_broken_settings_do_not_stop_this_one(write_portal: Write, build_portal: Build) -> None:
    for broken in ("title: [", "nothing", "\x00\x01", "url: x"):
        root = write_portal(two_clusters(**{"content/kowhai/cluster.yaml": broken}), name=f"p{len(broken)}")
        assert build_portal(root, cluster="south").ok
        assert not build_portal(root).ok


def test_what_is_wrong_with_the_portal_stops_every_cluster(write_portal: Write, build_portal: Build) -> None:
    root = write_portal(two_clusters(**{"content/portal.yaml": "title: Test\ntheme: gone\n"}))
    result = build_portal(root, cluster="south")
    assert not result.ok
    assert names(result) == ["unknown-theme"]


# --- wrong use -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cluster", ["gone", "../kowhai", "", "kowhai/pages", "."])
def test_a_cluster_that_is_not_there_is_told(write_portal: Write, build_portal: Build, cluster: str) -> None:
    root = write_portal({STUDY: GOOD})
    with pytest.raises(UsageProblem, match="no cluster"):
        build_portal(root, cluster=cluster)
    assert not (root / "output").exists()


def test_a_folder_without_content_is_told(tmp_path: Path, build_portal: Build) -> None:
    with pytest.raises(UsageProblem, match="content/"):
        build_portal(tmp_path)
    (tmp_path / "content").write_text("no folder")
    with pytest.raises(UsageProblem, match="content/"):
        check(BuildOptions(tmp_path, tmp_path / "output"))


def test_an_empty_content_folder_is_an_error_not_a_fault(tmp_path: Path, build_portal: Build) -> None:
    (tmp_path / "content").mkdir()
    result = build_portal(tmp_path)
    assert not result.ok
    assert result.diagnostics


def test_output_that_cannot_be_written_is_told(write_portal: Write, build_portal: Build) -> None:
    root = write_portal({STUDY: GOOD})
    (root / "output").write_text("a file of somebody")
    result = build_portal(root)
    assert not result.ok
    assert result.diagnostics
    assert (root / "output").read_text() == "a file of somebody"
