"""Small entries, clusters and transcripts for tests, without files."""

from __future__ import annotations

from typing import Any

from generator.core.diagnostics import Span
from generator.kinds import kind_specs
from generator.load.outline import outline_of
from generator.load.search_text import count_words
from generator.model.body import EMPTY_BODY, Body, Target
from generator.model.config import Cluster, ClusterConfig, TermDefinition
from generator.model.entry import Entry
from generator.model.outline import Outline
from generator.model.transcript import Cue, Passage, Transcript

KINDS = kind_specs()


def make_entry(
    entry_id: str,
    *,
    kind: str = "case-study",
    body: Body = EMPTY_BODY,
    transcripts: tuple[Transcript, ...] = (),
    files: dict[str, Target] | None = None,
    words: tuple[tuple[str, int], ...] = (),
    media: tuple[str, ...] = (),
    **fields: object,
) -> Entry:
    """Return an entry ``hereora/case-studies/<name>``, or with the id given in full."""
    name = entry_id if "/" in entry_id else f"hereora/{KINDS[kind].folder}/{entry_id}"
    values = {"title": name.rsplit("/", 1)[-1], **fields}
    return Entry(
        id=name,
        cluster=name.split("/")[0],
        kind=kind,
        path=f"content/{name}.md",
        fields=KINDS[kind].fields.model_validate(values),
        spans={field: Span(f"content/{name}.md", line) for line, field in enumerate(values, 2)},
        body=body,
        transcripts=transcripts,
        chapters=(),
        files=files or {},
        media=media,
        words=words,
        search=count_words(str(values["title"]), str(values.get("summary", "")), body.sections, transcripts)[0],
        digest=name,
    )


def make_outline(entry_id: str, **given: Any) -> Outline:
    """Return the outline of :func:`make_entry`."""
    return outline_of(make_entry(entry_id, **given))


def make_cluster(name: str = "hereora", *, tags: tuple[TermDefinition, ...] = (), **config: object) -> Cluster:
    """Return a cluster with this configuration."""
    return Cluster(
        id=name,
        path=f"content/{name}/cluster.yaml",
        config=ClusterConfig.model_validate({"title": name.title(), **config}),
        tags=tags,
        spans={},
        tag_spans={},
    )


def make_transcript(*texts: str, path: str = "content/hereora/videos/kea.vtt", seconds: int = 5) -> Transcript:
    """Return a timed transcript with one passage of one cue for each text."""
    cues = [Cue(n * seconds * 1000, (n + 1) * seconds * 1000, text) for n, text in enumerate(texts)]
    passages = tuple(Passage(text=cue.text, start=cue.start, cues=(cue,)) for cue in cues)
    return Transcript(path=path, language="", timed=True, passages=passages)


def target(path: str, *, fragment: str = "", written: str = "", line: int = 10) -> Target:
    """Return the target of a link in ``content/hereora/case-studies/a.md``."""
    span = Span("content/hereora/case-studies/a.md", line, 1)
    return Target(written=written or path, span=span, path=path, fragment=fragment)
