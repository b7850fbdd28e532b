"""Pages are made in their order, with what they read; the faults of a theme are told, and not too often."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from generator.assemble.facts import fact_id
from generator.build import workers
from generator.build.pages import Made, Maker, make_pages
from generator.build.pipeline import build, open_store
from generator.build.prepare import prepare
from generator.build.run import BuildOptions, Run
from generator.build.sites import plan
from generator.build.tracing import Tracer, numbers_of, task_of
from generator.build.walk import walk
from generator.core.codes.theme import E403
from generator.core.diagnostics import Span
from generator.core.digest import digest
from generator.model.page import Page
from generator.model.settings import Settings
from generator.render.renderer import TemplateProblem
from tests.build.rebuilding import entry, site_of
from tests.factories import make_entry
from tests.invariants.portals import EPOCHS, portal
from tests.sites import ZONE, Sites, make_sites


def maker_of(sites: Sites) -> Maker:
    return Maker(sites.portal, sites.sites, sites.renderer, ZONE, Settings(), Tracer(sites.portal, sites.sites))


def run() -> Run:
    return Run(BuildOptions(Path("portal"), Path("output"), jobs=1), None)


def failing(view: Any, renderer: Any, name: str, line: int) -> bytes:
    raise TemplateProblem(E403.at(Span(f"themes/ours/templates/{name}", line), problem=f"test {name}"))


def test_pages_come_in_their_order_with_what_they_read() -> None:
    sites = make_sites(make_entry("a"), make_entry("b"))
    pages, work = sites.planned, run()
    made = list(make_pages(work, maker_of(sites), pages))
    assert [one.output.path for one in made] == [page.path for page in pages]
    assert work.problems == []
    facts = {number for one in made for number in one.facts}
    for page, one in zip(pages, made, strict=True):
        assert one.output.content == sites.made(page.path)
        assert one.record.digest == one.output.digest == digest(sites.made(page.path))
        assert one.record.task == task_of(page)
        assert len(one.record.reads) % 8 == 0
        reads = {int.from_bytes(one.record.reads[at : at + 8], "little") for at in range(0, len(one.record.reads), 8)}
        assert reads <= facts
    own = next(one for one in made if one.output.path == "hereora/case-studies/a/index.html")
    assert fact_id(("body", "hereora/case-studies/a")).to_bytes(8, "little") in own.record.reads


def test_what_pages_share_changes_none_of_them(tmp_path: Path) -> None:
    for name, content in portal().items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    work = Run(BuildOptions(tmp_path, tmp_path / "output", jobs=1), None)
    with closing(open_store(work.options)) as store:
        prepared = prepare(work, walk(tmp_path), store, datetime.fromtimestamp(EPOCHS[1], UTC))
        assert prepared is not None, work.problems
        pages = plan(prepared, None)
        together = Maker.of(prepared, Settings())
        assert len(pages) > 80
        for page in (*pages, *reversed(pages)):
            found, alone = together.make(page), Maker.of(prepared, Settings()).make(page)
            assert isinstance(found, Made) and isinstance(alone, Made)
            assert found.output == alone.output
            assert sorted(numbers_of(found.record)) == sorted(numbers_of(alone.record)), page.path
    assert together.shared


def test_a_fault_of_the_theme_is_told_and_its_page_left_out() -> None:
    sites = make_sites(make_entry("a"))
    good = sites.planned[0]
    bad = [Page(f"bad{number}.html", "hereora", failing, ("a.html", number // 2)) for number in range(8)]
    work = run()
    told: list[tuple[str, int, int]] = []
    work.tell = lambda *step: told.append(step)  # type: ignore[method-assign]
    made = list(make_pages(work, maker_of(sites), [bad[0], good, *bad[1:]]))
    assert [one.output.path for one in made] == [good.path]
    assert [problem.span.line for problem in work.problems] == [0, 1, 2, 3]
    assert told[-1] == ("render", 9, 9)


def test_a_theme_with_many_faults_is_told_of_twenty() -> None:
    sites = make_sites()
    work = run()
    pages = [Page(f"bad{number}.html", "hereora", failing, ("a.html", number)) for number in range(50)]
    assert list(make_pages(work, maker_of(sites), pages)) == []
    assert len(work.problems) == 20


def test_another_maker_begins_without_facts() -> None:
    sites = make_sites(make_entry("a"))
    maker = maker_of(sites)
    page = sites.planned[0]
    first, second = maker.make(page), maker.make(page)
    assert isinstance(first, Made) and isinstance(second, Made)
    assert first.facts and not second.facts
    assert replace(maker, tracer=Tracer(sites.portal, sites.sites)).make(page) == first


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_processes_make_the_same_bytes_however_they_are_started(
    write_portal: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    if method not in multiprocessing.get_all_start_methods():
        return
    files = {f"content/kowhai/pages/p{n}.md": entry(f"P {n}", f"tags: [t{n % 3}]\n", f"Word{n}.") for n in range(70)}
    one, two = write_portal(files, name="one"), write_portal(files, name="two")
    assert build(BuildOptions(one, one / "output", jobs=1)).ok
    started: list[str] = []

    def context() -> Any:
        started.append(method)
        return multiprocessing.get_context(method)

    monkeypatch.setattr(workers, "_safe_context", context)
    monkeypatch.setattr(workers, "_NOT_FORKED", 1)
    assert build(BuildOptions(two, two / "output", jobs=2)).ok
    assert started
    assert site_of(one / "output") == site_of(two / "output")
