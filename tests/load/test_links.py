"""What an address means: a file of the portal, a place in the same entry, or elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.diagnostics import Span
from generator.load.links import picture_target, resolve_target, shown
from generator.model.body import Target

PATH = "content/hereora/videos/kea.md"
SPAN = Span(PATH, 12, 5, 9)


@pytest.mark.parametrize(
    ("written", "path", "fragment"),
    [
        ("weka.md", "content/hereora/videos/weka.md", ""),
        ("./weka.md", "content/hereora/videos/weka.md", ""),
        (
            "../case-studies/reading/index.md#what-changed",
            "content/hereora/case-studies/reading/index.md",
            "what-changed",
        ),
        ("weka.md#t=83", "content/hereora/videos/weka.md", "t=83"),
        ("weka.md#t=1:23", "content/hereora/videos/weka.md", "t=1:23"),
        ("our%20plan.pdf", "content/hereora/videos/our plan.pdf", ""),
        ("our plan.pdf", "content/hereora/videos/our plan.pdf", ""),
        ("wha\u0304nau.md", "content/hereora/videos/wh\u0101nau.md", ""),
        ("wh%C4%81nau.md#k%C5%8Drero", "content/hereora/videos/wh\u0101nau.md", "k\u014drero"),
        ("a%23b.md", "content/hereora/videos/a#b.md", ""),
        ("../videos/", "content/hereora/videos", ""),
        ("weka", "content/hereora/videos/weka", ""),
        ("../../other/index.md", "content/other/index.md", ""),
        ("#what-changed", "", "what-changed"),
        ("#t=83", "", "t=83"),
        (" weka.md\n", "content/hereora/videos/weka.md", ""),
    ],
)
def test_places_in_the_portal(written: str, path: str, fragment: str) -> None:
    target, problems = resolve_target(written, PATH, SPAN)
    assert problems == []
    assert target == Target(written=written, span=SPAN, path=path, fragment=fragment)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("mailto:kea@school.nz", "mailto:kea@school.nz"),
        ("tel:+6435550100", "tel:+6435550100"),
    ],
)
def test_places_elsewhere(written: str, url: str) -> None:
    assert resolve_target(written, PATH, SPAN) == (Target(written=written, span=SPAN, url=url), [])


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("", "E215", "(../videos/kea.md)"),
        ("  ", "E215", ""),
        ("#", "E215", ""),
        ("/videos/weka.md", "E211", "`weka.md`"),
        ("/case-studies/x.md", "E211", "`../case-studies/x.md`"),
        ("/content/other/index.md", "E211", "`../../other/index.md`"),
        ("../../../secret.txt", "E212", "../"),
        ("../../../../../etc/passwd", "E212", ""),
        ("..%2F..%2F..%2Fsecret", "E212", ""),
        ("../../../contents/x.md", "E212", ""),
        ("javascript:alert(1)", "E213", "https://"),
        ("JAVASCRIPT:alert(1)", "E213", ""),
        ("data:text/html,x", "E213", ""),
        ("zoommtg://zoom.us/join", "E213", ""),
        ("//example.org/x", "E213", "`https://example.org/x`"),
        ("file:///C:/Users/Mere/our%20plan.pdf", "E213", "`our plan.pdf`"),
        ("https://", "E213", ""),
        ("https://[::1", "E213", ""),
        ("a%00b.md", "E213", ""),
        ("..\\videos\\weka.md", "E214", "`../videos/weka.md`"),
        ("..%5Cvideos%5Cweka.md", "E214", "`../videos/weka.md`"),
        ("C:\\Users\\Mere\\plan.pdf", "E214", "`plan.pdf`"),
        ("c:/Users/Mere/plan.pdf", "E214", "`plan.pdf`"),
        ("www.kea.school.nz/x", "E222", "`https://www.kea.school.nz/x`"),
        ("office@kea.school.nz", "E222", "`mailto:office@kea.school.nz`"),
    ],
)
def test_what_leads_nowhere_says_why_and_what_to_do(written: str, code: str, hint: str) -> None:
    target, problems = resolve_target(written, PATH, SPAN)
    assert target is None
    assert [(problem.code, problem.span) for problem in problems] == [(code, SPAN)]
    assert hint in problems[0].hint


def test_a_query_is_dropped_with_a_warning() -> None:
    target, (problem,) = resolve_target("weka.md?t=83#x", PATH, SPAN)
    assert target is not None
    assert (target.path, target.fragment) == ("content/hereora/videos/weka.md", "x")
    assert (problem.code, problem.severity) == ("E216", "warning")


def test_the_first_folder_of_the_path_is_the_border() -> None:
    assert resolve_target("../x.md", "content/index.md", SPAN)[0] is None
    assert resolve_target("x.md", "content/index.md", SPAN)[0] == Target(written="x.md", span=SPAN, path="content/x.md")


def test_pictures_must_be_files_of_the_portal() -> None:
    for source, code in (("data:image/png;base64,x", "E219"), ("#x", "E215"), ("https://example.org/a.jpg", "E218")):
        target, problems = picture_target(source, PATH, SPAN)
        assert (target, [problem.code for problem in problems]) == (None, [code])
    assert "`picture.jpg`" in picture_target("https://example.org/", PATH, SPAN)[1][0].hint
    assert "`a.jpg`" in picture_target("https://example.org/x/a.jpg?w=3", PATH, SPAN)[1][0].hint


def test_hints_show_hostile_names_short_and_on_one_line() -> None:
    _, (problem,) = resolve_target("C:\\" + "x\u202ey " * 500, PATH, SPAN)
    assert problem.hint.isprintable()
    assert len(problem.hint) < 250
    assert shown("a\nb\u202e") == "a b"


@given(st.text(st.sampled_from("./\\%25cCeE#?:@ axn\u0101\x00"), max_size=30))
def test_no_path_ever_leaves_the_portal(written: str) -> None:
    target, problems = resolve_target(written, PATH, SPAN)
    assert (target is None) == any(problem.severity == "error" for problem in problems)
    if target is not None and not target.url:
        assert target.path in ("", "content") or target.path.startswith("content/")
        assert ".." not in target.path.split("/")
        assert "\\" not in target.path
