"""The pages of entries, the transcripts beside them, and the old addresses that lead to them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.site import Site, SiteView
from generator.kinds import find_kind
from generator.kinds.video import transcript_language
from generator.model.page import Page
from generator.render.captions import captions_vtt, transcript_text
from generator.render.contexts import Contexts
from generator.render.contract import RedirectPage
from generator.render.renderer import Renderer
from generator.render.tracks import transcript_file


def plan_entries(site: Site) -> Iterator[Page]:
    """Plan the page of every entry of a cluster but its front page, and the files that go with it."""
    cluster = site.cluster.id
    for entry_id, card in site.cards.items():
        if entry_id == site.home:
            continue
        folder = f"{cluster}/{card.address}"
        yield Page(f"{folder}index.html", cluster, entry_page, (f"{folder}index.html", entry_id))
        entry = site.outlines[entry_id]
        for index, transcript in enumerate(entry.transcripts):
            yield Page(
                folder + transcript_file(entry, index, "txt"),
                cluster,
                transcript_page,
                (folder, entry_id, index, "txt"),
            )
            if transcript.timed:
                name = transcript_file(entry, index, "vtt")
                yield Page(folder + name, cluster, transcript_page, (folder, entry_id, index, "vtt"))


def plan_redirects(site: Site) -> Iterator[Page]:
    """Plan a page for every old address."""
    cluster = site.cluster.id
    for address, entry_id in sorted(site.redirects.items()):
        path = f"{cluster}/{address}index.html"
        yield Page(path, cluster, redirect_page, (path, entry_id))


def entry_page(view: SiteView, renderer: Renderer, path: str, entry_id: str) -> bytes:
    """Make an entry's page."""
    entry = view.entry(entry_id)
    kind = find_kind(entry.kind)
    contexts = Contexts(view, renderer, path, view.card(entry_id).language)
    return contexts.page(kind.template, kind.context(entry, contexts))


def transcript_page(view: SiteView, renderer: Renderer, folder: str, entry_id: str, index: int, ending: str) -> bytes:
    """Make a transcript's file: captions (``vtt``) or plain text (``txt``)."""
    entry = view.entry(entry_id)
    transcript = entry.transcripts[index]
    if ending == "vtt":
        return captions_vtt(transcript)
    contexts = Contexts(view, renderer, folder + "index.html")
    language = transcript_language(transcript, entry, contexts)
    title = entry.fields.title if language == view.card(entry_id).language else f"{entry.fields.title} ({language})"
    return transcript_text(transcript, title)


def redirect_page(view: SiteView, renderer: Renderer, path: str, entry_id: str) -> bytes:
    """Make the page of an old address."""
    contexts = Contexts(view, renderer, path)
    title = view.card(entry_id).title
    base = contexts.base(title=contexts.text("moved"), breadcrumb=(), indexed=False)
    # What search engines keep is the address the entry has now.
    base["url"] = contexts.absolute(view.address(entry_id))
    page = RedirectPage(**base, target_url=contexts.entry_url(entry_id), target_title=title)
    return contexts.page("redirect.html", page)
