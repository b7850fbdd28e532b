"""The files beside a video's page that players load: its chapters, and all its cues as a script."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.site import Site, SiteView
from generator.model.asset import AssetKind
from generator.model.outline import Outline
from generator.model.page import Page
from generator.render.captions import chapters_vtt, cues_script
from generator.render.player import media_paths
from generator.render.renderer import Renderer
from generator.render.strings import language_name
from generator.render.tracks import (
    CHAPTERS_FILE,
    CUES_FILE,
    chapter_ends,
    has_chapters,
    has_cues,
    own_language_first,
)


def plan_tracks(site: Site) -> Iterator[Page]:
    """Plan the files of every video whose own file plays on its page."""
    cluster = site.cluster.id
    for entry_id, card in site.cards.items():
        entry = site.outlines[entry_id]
        if card.kind != "video" or not _plays(entry, site):
            continue
        folder = f"{cluster}/{card.address}"
        if has_chapters(entry):
            yield Page(folder + CHAPTERS_FILE, cluster, chapters_page, (entry_id,))
        if has_cues(entry):
            yield Page(folder + CUES_FILE, cluster, cues_page, (entry_id,))


def chapters_page(view: SiteView, renderer: Renderer, entry_id: str) -> bytes:
    """Make the chapters of a video as WebVTT."""
    return chapters_vtt(chapter_ends(view.entry(entry_id), view))


def cues_page(view: SiteView, renderer: Renderer, entry_id: str) -> bytes:
    """Make the script that holds a video's captions and chapters."""
    entry = view.entry(entry_id)
    language = view.card(entry_id).language
    tags = [
        (transcript, transcript.language or language) for transcript in own_language_first(entry.transcripts, language)
    ]
    named = ((transcript, tag, language_name(tag)) for transcript, tag in tags)
    return cues_script(named, chapter_ends(entry, view), language)


def _plays(entry: Outline, site: Site) -> bool:
    found = (site.assets.get(path) for path in media_paths(entry))
    return any(asset is not None and asset.kind in (AssetKind.VIDEO, AssetKind.AUDIO) for asset in found)
