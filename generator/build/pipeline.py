"""Build and check: the stages in their order, scan → load → assemble → plan → render → search → publish.

What a build before has made, and nothing has changed since, is left as it is; where nothing has changed at all, the
rooms that would make it are not even imported.
"""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

from generator.build.changes import changed_entries, young_files
from generator.build.faults import PublishError
from generator.build.fingerprint import fingerprint, theme_stamps
from generator.build.memory import Head, Memory
from generator.build.publish import Publisher
from generator.build.run import KEPT, BuildOptions, BuildResult, Progress, Run, UsageProblem, moment
from generator.build.store import Store
from generator.build.walk import CONTENT, Walk, walk
from generator.build.workers import few_collections
from generator.core.digest import digest


@few_collections()
def build(options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Build the portal and publish it; with any error nothing is published, and the old output stays.

    ``progress`` is called with a stage's name, how much of it is done, and how much there is.

    Raises:
        UsageProblem: Where there is no portal to build, no such cluster, or ``SOURCE_DATE_EPOCH`` is no moment.
    """
    run = Run(options, progress)
    walked, now = begin(options), moment()
    with closing(open_store(options)) as store:
        return _build(run, walked, store, now)


@few_collections()
def check(options: BuildOptions, progress: Progress | None = None) -> BuildResult:
    """Do everything but publish: every diagnostic that a build would give. Raises as :func:`build` does."""
    run = Run(options, progress)
    walked, now = begin(options), moment()
    from generator.build.sites import check_sites

    with closing(open_store(options)) as store:
        return check_sites(run, walked, store, now)


def open_store(options: BuildOptions) -> Store:
    """Open the cache of a portal; ``options.clean`` makes it anew."""
    return Store(options.root / KEPT, fingerprint=fingerprint(), fresh=options.clean)


def begin(options: BuildOptions) -> Walk:
    """Walk through the content. Raises ``UsageProblem`` where there is none."""
    if not (options.root / CONTENT).is_dir():
        raise UsageProblem(f"There is no `{CONTENT}/` folder in {options.root}. `portal init` makes a new portal.")
    return walk(options.root)


def _build(run: Run, walked: Walk, store: Store, now: datetime) -> BuildResult:
    options = run.options
    memory = Memory(store, profile(options))
    if options.cluster is not None or options.clean:
        memory.forget()
    run.themes, run.young = theme_stamps(options.root), young_files(walked, run.started)
    head = memory.head
    changed = changed_entries(head, walked, run.themes, now) if head is not None else None
    if head is not None and changed is not None:
        if changed:
            from generator.build.patching import build_edit

            result = build_edit(run, head, walked, memory, changed)
        else:
            result = _leave(run, head, walked, memory)
        if result is not None:
            return result
    from generator.build.sites import build_sites

    return build_sites(run, walked, memory, now)


def _leave(run: Run, head: Head, walked: Walk, memory: Memory) -> BuildResult | None:
    """End a build for which nothing changed; return ``None`` where what was published is not there any more."""
    before = memory.published
    if not before.files:
        return None  # what is remembered of it is damaged
    try:
        with Publisher(run.options.output, seen=before) as publisher:
            if not all(publisher.keep(path, name) for path, (name, _) in before.files.items()):
                return None
            report = publisher.commit()
    except PublishError as error:
        run.problems += error.diagnostics
        return run.result(ok=False, pages=head.pages)
    if head.young:
        head = head._replace(stamps=run.sure(walked.stamps), young=run.young)
        memory.keep({"head": head, "causes": {}})
    else:
        memory.keep({"causes": {}})
    run.problems += (*head.told, *report.diagnostics)
    run.end_stage("publish")
    return run.result(ok=True, pages=head.pages, unchanged=report.unchanged, removed=report.removed)


def profile(options: BuildOptions) -> str:
    """Name a way to build, and the folder it is built into."""
    return digest(f"{options.output.absolute()} {options.settings}".encode("utf-8", "surrogateescape"))[:12]
