"""What the pages of all kinds share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from generator.core.text import shorten
from generator.model.asset import Asset
from generator.model.card import Card
from generator.model.entry import Entry
from generator.model.fields import TAXONOMIES
from generator.render.body import embeds_video, render_body
from generator.render.contexts import LISTS, Contexts
from generator.render.contract import DateContext, DownloadContext, Link, PersonContext, TermGroup
from generator.render.dates import date_context
from generator.render.licences import licence_url
from generator.render.links import join_relative
from generator.render.pictures import preview_address
from generator.render.sizes import size_text

_DESCRIPTION = 300  # characters for previews and search engines
_LIST_OF = {kind: (folder, key) for kind, folder, key in LISTS}


def entry_page(
    entry: Entry,
    contexts: Contexts,
    *,
    json_ld: dict[str, Any] | None = None,
    above: tuple[Link, ...] | None = None,
    needs_player: bool = False,
) -> dict[str, Any]:
    """Return what every entry's page has, as keyword arguments of its context.

    ``json_ld`` is what the kind says of itself, to which the shared facts are added; ``above`` the places between the
    front page and the entry, by default the kind's list. ``needs_player`` is true where the page has a video or a
    transcript of its own.
    """
    view = contexts.view
    card = view.card(entry.id)
    fields = entry.fields
    own = _previous_list(entry, contexts) if above is None else above
    foreign = contexts.foreign(card.language)
    crumbs = contexts.breadcrumb(*own, title=fields.title, language=foreign)
    earlier, later = view.thread(entry.id)
    licence = fields.licence or view.cluster_config().config.licence or view.portal().config.licence
    description = shorten(card.summary or fields.title, _DESCRIPTION)
    image = fields.image
    picture = card.image if image is not None and "image.src" in entry.files else None
    absolute = contexts.absolute(contexts.address)
    return {
        **contexts.base(
            title=fields.title,
            description=description,
            breadcrumb=crumbs,
            json_ld=[_facts(entry, card, contexts, json_ld, licence)] if json_ld is not None else [],
            image=card.image,
            indexed=not card.draft,
            needs_player=needs_player or embeds_video(entry.body, contexts),
        ),
        "entry_language": foreign,
        "kind": entry.kind,
        "kind_label": contexts.kind_label(entry.kind),
        "summary": fields.summary,
        "content": render_body(entry.body, contexts, entry.id),
        "date": _date(card.date, contexts, day=card.date_only),
        "updated": _date(card.updated, contexts, day=True),
        "picture": contexts.picture(
            picture,
            image.alt if image else "",
            caption=image.caption if image else "",
            credit=image.credit if image else "",
        ),
        "taxonomies": _taxonomies(card, contexts),
        "people": tuple(
            PersonContext(person.name, person.role) for person in fields.people if person.name or person.role
        ),
        "related": contexts.cards(view.related(entry.id)),
        "earlier": contexts.card(earlier) if earlier else None,
        "later": contexts.cards(later),
        "downloads": tuple(_downloads(entry, contexts)),
        "licence": licence,
        "licence_url": licence_url(licence),
        "citation": _citation(card, contexts, absolute),
        "draft": card.draft,
    }


def asset_of(entry: Entry, field: str, contexts: Contexts) -> Asset | None:
    """Return the published file that a front matter field names, or ``None``."""
    target = entry.files.get(field)
    return contexts.view.asset(target.path) if target is not None and target.path else None


def iso_duration(seconds: float) -> str:
    """Return seconds as ISO 8601 has them, in parts of a second where needed (``PT83.5S``)."""
    return f"PT{seconds:.3f}".rstrip("0").rstrip(".") + "S"


def _previous_list(entry: Entry, contexts: Contexts) -> tuple[Link, ...]:
    if entry.kind not in _LIST_OF:
        return ()
    folder, key = _LIST_OF[entry.kind]
    return (Link(contexts.text(key), contexts.here(f"{folder}/")),)


def _date(when: Any, contexts: Contexts, *, day: bool) -> DateContext | None:
    return date_context(when, contexts.language, date_only=day) if when is not None else None


def _taxonomies(card: Card, contexts: Contexts) -> tuple[TermGroup, ...]:
    names = [name for name, _ in TAXONOMIES if name != "tags"] + ["tags"]
    return tuple(contexts.term_group(name, card.terms[name]) for name in names if card.terms.get(name))


def _downloads(entry: Entry, contexts: Contexts) -> Iterable[DownloadContext]:
    for index, download in enumerate(entry.fields.downloads):
        asset = asset_of(entry, f"downloads.{index}.file", contexts)
        if asset is not None:
            yield DownloadContext(
                url=contexts.asset_url(asset),
                title=download.title or asset.name,
                name=asset.name,
                size=size_text(asset.size),
                media_type=asset.media_type,
            )


def _citation(card: Card, contexts: Contexts, absolute: str) -> str:
    schools = [contexts.view.term("schools", slug).name for slug in card.terms.get("schools", ())]
    cluster = contexts.view.cluster_config().config.title
    source = ", ".join(schools) if schools else cluster
    parts = [source, f"({card.date.year})" if card.date is not None else ""]
    head = " ".join(part for part in parts if part)
    tail = contexts.view.portal().config.title
    title = card.title.rstrip(".")
    stop = "" if title.endswith(("?", "!", "…")) else "."
    words = f"{head}. {title}{stop} {cluster + ', ' if schools else ''}{tail}."
    return f"{words} {absolute}" if absolute else words


def _facts(entry: Entry, card: Card, contexts: Contexts, own: dict[str, Any], licence: str) -> dict[str, Any]:
    """The entry in the words of schema.org: what all kinds say, and what the kind adds."""
    absolute = contexts.absolute(contexts.address)
    terms = {
        name: [contexts.view.term(name, slug).name for slug in slugs] for name, slugs in card.terms.items() if slugs
    }
    preview = preview_address(card.image)
    url = contexts.here(preview) if preview else ""
    return {
        **own,
        "url": absolute,
        "name": entry.fields.title,
        "description": card.summary,
        "inLanguage": card.language,
        "datePublished": card.date.isoformat() if card.date is not None else None,
        "dateModified": card.updated.isoformat() if card.updated is not None else None,
        "keywords": terms.get("tags", []),
        "educationalLevel": terms.get("levels", []),
        "about": terms.get("areas", []),
        "license": licence_url(licence) or licence,
        "image": (join_relative(absolute, url) if absolute else url) if url else None,
        "publisher": {"@type": "Organization", "name": contexts.view.cluster_config().config.title},
        "author": [{"@type": "EducationalOrganization", "name": name} for name in terms.get("schools", [])],
        "isAccessibleForFree": True,
    }
