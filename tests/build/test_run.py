"""One run: its options, its moment, what it tells, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build.run import BuildOptions, Run, UsageProblem, moment
from generator.core.codes.body import E203
from generator.core.codes.site import E306
from generator.core.diagnostics import Diagnostic, Span
from generator.model.settings import Settings


def options(**given: object) -> BuildOptions:
    return BuildOptions(Path("portal"), Path("output"), jobs=1, **given)  # type: ignore[arg-type]


def problem(path: str, line: int = 1) -> Diagnostic:
    return E203.at(Span(path, line), target="x")


def test_settings_are_those_that_pages_depend_on() -> None:
    assert options(drafts=True, clean=True, cluster="a").settings == Settings(drafts=True)
    assert options(explicit_links=True, preview=True).settings == Settings(explicit_links=True, preview=True)


def test_a_run_tells_of_its_stages_in_their_order() -> None:
    told: list[tuple[str, int, int]] = []
    run = Run(options(), lambda *step: told.append(step))
    for stage in ("scan", "load", "scan"):
        run.end_stage(stage)
    run.tell("load", 1, 2)
    result = run.result(ok=True, pages=3, made=2, written=1, unchanged=5, removed=4)
    assert [name for name, _ in result.stages] == ["scan", "load"]
    assert result.seconds >= sum(seconds for _, seconds in result.stages)
    assert (result.pages, result.made, result.written, result.unchanged, result.removed) == (3, 2, 1, 5, 4)
    assert told == [("load", 1, 2)]
    Run(options(), None).tell("load", 1, 2)


def test_problems_are_told_in_order() -> None:
    run = Run(options(), None)
    assert not run.failed()
    run.problems += [problem("content/b.md"), problem("content/a.md", 2), problem("content/a.md")]
    assert [(one.span.path, one.span.line) for one in run.told()] == [
        ("content/a.md", 1),
        ("content/a.md", 2),
        ("content/b.md", 1),
    ]
    assert run.failed() == any(one.severity == "error" for one in run.problems)


def test_of_one_cluster_only_what_concerns_it_is_told() -> None:
    paths = ["content/a/x.md", "content/b/x.md", "content/ab/x.md", "content/portal.yaml", "themes/ours/theme.yaml"]
    run = Run(options(cluster="a"), None)
    run.problems += map(problem, paths)
    assert {one.span.path for one in run.told()} == {"content/a/x.md", "content/portal.yaml", "themes/ours/theme.yaml"}
    run.problems = [E306.at(Span("content/b/x.md"), name="x", folders="y")]
    assert not run.failed()


@pytest.mark.parametrize(("given", "seconds"), [("0", 0), ("1785542400", 1785542400), ("99999999999", 99999999999)])
def test_the_moment_may_be_given(monkeypatch: pytest.MonkeyPatch, given: str, seconds: int) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    assert moment() == datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize("given", ["yesterday", "-5", "1.5", "²", "9" * 12, " 1"])
def test_a_moment_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(UsageProblem, match="SOURCE_DATE_EPOCH"):
        moment()


def test_the_moment_is_now_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    before = datetime.now(UTC)
    assert before <= moment() <= datetime.now(UTC)
