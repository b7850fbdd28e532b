"""A converted body → HTML: addresses, pictures, embedded videos and pulled quotes are put into its gaps."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from generator.core.urls import safe_url
from generator.model.asset import Asset, AssetKind
from generator.model.body import Body, LinkRef, MediaRef, QuoteRef, Segment, Target
from generator.render.contexts import Contexts
from generator.render.contract import EmbedContext, FigureContext, QuoteContext
from generator.render.dates import clock, duration_context
from generator.render.player import PLAYABLE, make_player


def render_body(body: Body, contexts: Contexts, entry_id: str) -> Markup:
    """Return the body of an entry as HTML for the page of ``contexts``."""
    parts: list[str] = []
    quotes = 0
    for segment in body.segments:
        if isinstance(segment, QuoteRef):
            parts.append(_quote(segment, contexts, entry_id, quotes))
            quotes += 1
        else:
            parts.append(_plain(segment, contexts))
    return Markup("".join(parts))  # noqa: S704 - strings are sanitised by load, the rest is escaped by the partials


def embeds_video(body: Body, contexts: Contexts) -> bool:
    """Tell whether a body shows a video that plays in it."""
    view = contexts.view
    places = (view.place(part.target) for part in body.segments if isinstance(part, MediaRef) and part.figure)
    ids = [place.entry for place in places if place is not None and place.entry]
    return any(
        view.card(entry_id).kind == "video" and make_player(view.entry(entry_id), contexts).form in PLAYABLE
        for entry_id in ids
    )


def _plain(segment: Segment, contexts: Contexts) -> str:
    if isinstance(segment, str):
        return segment
    if isinstance(segment, LinkRef):
        url = target_url(segment.target, contexts)
        return f' href="{escape(url)}"' if url else ""
    if isinstance(segment, MediaRef):
        return _media(segment, contexts)
    raise TypeError(f"a {type(segment).__name__} cannot stand inside a quote")


def target_url(target: Target, contexts: Contexts) -> str:
    """Return the address of a target from the page at hand, or "" where it leads nowhere."""
    if target.url:
        return safe_url(target.url) or ""
    if not target.path:
        return f"#{target.fragment}" if target.fragment else ""
    place = contexts.view.place(target)
    if place is None:
        return ""
    if place.entry:
        return contexts.entry_url(place.entry, place.fragment)
    asset = contexts.view.asset(place.file)
    return contexts.asset_url(asset) if asset is not None else ""


def _media(media: MediaRef, contexts: Contexts) -> str:
    place = contexts.view.place(media.target)
    if place is None:
        return str(escape(media.alt))
    if place.entry:
        return _embed(media, place.entry, place.fragment, contexts)
    asset = contexts.view.asset(place.file)
    if asset is None:
        return str(escape(media.alt))
    if asset.kind is not AssetKind.PICTURE:
        return _file_link(media, asset, contexts)
    picture = contexts.picture(asset, media.alt, caption=media.caption)
    if picture is None:
        return str(escape(media.alt))
    return contexts.partial("partials/figure.html", FigureContext(picture=picture, figure=media.figure, css=media.css))


def _embed(media: MediaRef, entry_id: str, fragment: str, contexts: Contexts) -> str:
    card = contexts.view.card(entry_id)
    entry = contexts.view.entry(entry_id)
    url = contexts.entry_url(entry_id, fragment)
    title = media.alt or card.title
    if not media.figure or card.kind != "video":
        return f'<a href="{escape(url)}">{escape(title)}</a>'
    item = EmbedContext(
        player=make_player(entry, contexts),
        title=title,
        url=url,
        duration=duration_context(card.duration) if card.duration is not None else None,
        has_words=bool(entry.transcripts),
    )
    return contexts.partial("partials/embed.html", item)


def _file_link(media: MediaRef, asset: Asset, contexts: Contexts) -> str:
    return f'<a href="{escape(contexts.asset_url(asset))}">{escape(media.alt or asset.name)}</a>'


def _quote(quote: QuoteRef, contexts: Contexts, entry_id: str, index: int) -> str:
    content = Markup("".join(_all_plain(quote.content, contexts)))  # noqa: S704 - as in render_body
    place = contexts.view.place(quote.target)
    match = contexts.view.quote(entry_id, index)
    url = time = ""
    if place is not None and place.entry:
        fragment = place.fragment
        if match is not None and match.start is not None:
            # A moment is the second in which the words begin; the passage is where they stand on the page.
            fragment = f"t={match.start // 1000}"
            time = clock(match.start / 1000)
        elif match is not None and not fragment and match.language in ("", contexts.view.card(place.entry).language):
            # Passages of further languages have no place that every theme shows.
            fragment = f"passage-{match.passage + 1}"
        url = contexts.entry_url(place.entry, fragment)
    return contexts.partial("partials/quote.html", QuoteContext(content=content, label=quote.label, url=url, time=time))


def _all_plain(segments: Iterable[Segment], contexts: Contexts) -> Iterable[str]:
    return (_plain(segment, contexts) for segment in segments)
