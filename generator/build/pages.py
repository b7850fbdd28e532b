"""Make pages, over processes, and note which facts each of them read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from generator.assemble.site import Site, SiteView
from generator.build.prepare import Ground
from generator.build.run import Run
from generator.build.tracing import FactRecord, PageRecord, Tracer, task_of
from generator.build.workers import run_all
from generator.core.diagnostics import Diagnostic
from generator.model.config import Portal
from generator.model.page import Output, Page
from generator.model.settings import Settings
from generator.render.renderer import Renderer, TemplateProblem

_MOST_TOLD = 20  # faults of a theme, of each sort


class Made(NamedTuple):
    """A page that was made: its file, what is to be remembered of it, and facts that were met for the first time."""

    output: Output
    record: PageRecord
    facts: Mapping[int, FactRecord]


@dataclass(frozen=True, slots=True)
class Maker:
    """What every worker needs to make any page. ``shared`` is what it made for one and others take."""

    portal: Portal
    sites: dict[str, Site]
    renderer: Renderer
    zone: ZoneInfo
    settings: Settings
    tracer: Tracer
    shared: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, ground: Ground, settings: Settings) -> Maker:
        """Return the maker of a portal's pages."""
        portal, sites = ground.portal, ground.sites
        return cls(portal, sites, ground.renderer, ground.zone, settings, Tracer(portal, sites))

    def make(self, page: Page) -> Made | Diagnostic:
        """Make a page, or tell which fault of the theme prevents it."""
        view = SiteView(
            self.portal, self.sites, cluster=page.cluster, zone=self.zone, settings=self.settings, shared=self.shared
        )
        try:
            content = page.produce(view, self.renderer, *page.arguments)
        except TemplateProblem as problem:
            return problem.diagnostic
        output = Output.of(page.path, content)
        record = PageRecord(output.digest, task_of(page), self.tracer.trace(view.reads))
        return Made(output, record, self.tracer.take())


def make_pages(run: Run, maker: Maker, pages: Sequence[Page]) -> Iterator[Made]:
    """Make pages in their order; a theme's faults are told, and their pages left out."""
    told: dict[str, int] = defaultdict(int)
    for done, made in enumerate(run_all(Maker.make, maker, pages, jobs=run.jobs), 1):
        if isinstance(made, Made):
            yield made
        elif made not in run.problems and told[made.code] < _MOST_TOLD:
            told[made.code] += 1
            run.problems.append(made)
        run.tell("render", done, len(pages))
