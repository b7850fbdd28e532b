"""Filters of lists: what a list can be narrowed down by, and its entries as a script that pages load on first use.

Without JavaScript each choice is a link to its term's page. A script, since ``fetch`` is blocked where a site is opened
as files. A list of a kind has its own; the pages of terms share that of the whole site.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from generator.assemble.site import Query, Site, SiteView
from generator.model.card import Card
from generator.model.page import Page
from generator.render.contexts import FOLDERS, LISTS, Contexts
from generator.render.contract import CardContext, ChoiceContext, DateContext, FilterContext, PictureContext
from generator.render.renderer import Renderer

MOST_ENTRIES = 2_000
"""Longer lists have no script: it would be a large thing to load for choosing among a few."""
FEWEST_ENTRIES = 4
"""Shorter lists have no filters: they are seen at once."""
DATA_FILE = "entries.js"
_MOST_CHOICES = 10
# What each taxonomy is called in addresses, in the order of the filters.
NAMES = {"goals": "goal", "schools": "school", "levels": "level", "areas": "area", "phase": "phase", "tags": "tag"}


def plan_filters(site: Site) -> Iterator[Page]:
    """Plan the scripts with the entries of a cluster's lists."""
    cluster = site.cluster.id
    counts = Counter(site.cards[entry_id].kind for entry_id in site.listed)
    lists = [(f"{folder}/", kind, counts[kind]) for kind, folder, _ in LISTS]
    for folder, kind, count in (*lists, ("", "", len(site.listed))):
        if FEWEST_ENTRIES <= count <= MOST_ENTRIES:
            path = f"{cluster}/{folder}{DATA_FILE}"
            yield Page(path, cluster, list_script, (path, kind))


def list_filters(contexts: Contexts, ids: tuple[str, ...], kind: str) -> dict[str, Any]:
    """Return what the first page of a kind's list has for its filters, as keyword arguments of its context."""
    folder = next(folder for known, folder, _ in LISTS if known == kind)
    return _filters(contexts, ids, f"{folder}/{DATA_FILE}", len(ids))


def term_filters(contexts: Contexts, ids: tuple[str, ...], taxonomy: str, slug: str) -> dict[str, Any]:
    """Return the same for the first page of a term's entries, which all have the term."""
    listed = len(contexts.view.ids(Query()))
    filters = _filters(contexts, ids, DATA_FILE, listed, without=(taxonomy, slug), kinds=True)
    return {**filters, "entries_with": f"{NAMES[taxonomy]}={slug}"}


def _filters(
    contexts: Contexts,
    ids: tuple[str, ...],
    script: str,
    listed: int,
    *,
    without: tuple[str, str] = ("", ""),
    kinds: bool = False,
) -> dict[str, Any]:
    if len(ids) < FEWEST_ENTRIES:
        return {}
    if len(ids) > MOST_ENTRIES:
        return {"filters": tuple(most_used_terms(contexts, name) for name in NAMES if _terms_of(contexts, name))}
    cards = [contexts.view.card(entry_id) for entry_id in ids]
    groups = [_kinds(contexts, cards)] if kinds else []
    groups += [_terms(contexts, name, cards, without) for name in NAMES]
    groups.append(_years(contexts, cards))
    # A choice that all have, or a single one, narrows nothing.
    filters = tuple(group for group in groups if any(choice.count < len(ids) for choice in group.choices))
    has_script = filters and listed <= MOST_ENTRIES
    return {"filters": filters, "entries_url": contexts.here(script) if has_script else ""}


def _kinds(contexts: Contexts, cards: Iterable[Card]) -> FilterContext:
    counts = Counter(card.kind for card in cards)
    folders = {kind: folder for kind, folder, _ in LISTS}
    choices = tuple(
        ChoiceContext(contexts.kind_label(kind), kind, contexts.here(f"{folders[kind]}/") if kind in folders else "", n)
        for kind, n in sorted(counts.items())
    )
    return FilterContext("kind", contexts.text("filter_kind"), "", choices)


def _terms(contexts: Contexts, name: str, cards: Iterable[Card], without: tuple[str, str]) -> FilterContext:
    counts = Counter(slug for card in cards for slug in card.terms.get(name, ()) if (name, slug) != without)
    order = {slug: at for at, slug in enumerate(contexts.view.taxonomy(name).terms)}
    most = sorted(counts, key=lambda slug: (-counts[slug], order[slug]))[:_MOST_CHOICES]
    shown = most if name == "tags" else sorted(most, key=lambda slug: order[slug])
    return _group(contexts, name, {slug: counts[slug] for slug in shown})


def most_used_terms(contexts: Contexts, name: str) -> FilterContext:
    """Return the terms of the whole site that are used most: to count those of a long list would be slow."""
    counts = _terms_of(contexts, name)
    most = sorted(counts, key=lambda slug: (-counts[slug], slug))[:_MOST_CHOICES]
    return _group(contexts, name, {slug: n for slug, n in counts.items() if slug in most})


def _terms_of(contexts: Contexts, name: str) -> dict[str, int]:
    return {slug: term.count for slug, term in contexts.view.taxonomy(name).terms.items() if term.count}


def _group(contexts: Contexts, name: str, counts: dict[str, int]) -> FilterContext:
    choices = []
    for slug, count in counts.items():
        term = contexts.term(name, slug)
        choices.append(ChoiceContext(term.name, slug, term.url, count))
    url = contexts.here(f"{FOLDERS[name]}/")
    return FilterContext(NAMES[name], contexts.text(f"taxonomy_{name}"), url, tuple(choices))


def _years(contexts: Contexts, cards: Iterable[Card]) -> FilterContext:
    counts = Counter(year_of(card) for card in cards)
    choices = tuple(ChoiceContext(year, year, "", counts[year]) for year in sorted(counts, reverse=True) if year)
    return FilterContext("year", contexts.text("filter_year"), "", choices)


def year_of(card: Card) -> str:
    """Return the year of an entry, an event's by its start; "" where it has none."""
    moment = card.start or card.date
    return str(moment.year) if moment is not None else ""


# --- the script ------------------------------------------------------------------------------------------------------


def list_script(view: SiteView, renderer: Renderer, path: str, kind: str) -> bytes:
    """Make the entries of a list, newest first, as a call of the function that ``lists.js`` waits with.

    ``kind`` is "" for all entries of the site. Addresses are relative to the script. Terms, and kinds with their
    names, stand once; entries name them by number. What is missing is 0, or "" where it would be words.
    """
    contexts = Contexts(view, renderer, path)
    kinds: dict[str, int] = {}
    terms: dict[tuple[str, str], int] = {}
    entries = []
    for entry_id in view.ids(Query(kinds=(kind,) if kind else ())):
        found, card = view.card(entry_id), contexts.card(entry_id)
        own = [(name, slug) for name in NAMES for slug in found.terms.get(name, ())]
        numbers = [terms.setdefault(term, len(terms)) for term in own]
        entries.append(_row(card, kinds.setdefault(card.kind, len(kinds)), year_of(found), numbers))
    data = {
        "kinds": [(name, contexts.kind_label(name)) for name in kinds],
        "terms": [(NAMES[name], slug, view.term(name, slug).name) for name, slug in terms],
        "mark": contexts.mark_url(view.cluster),
        "entries": entries,
    }
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"portalList({written});\n".encode("utf-8", "replace")


def _row(card: CardContext, kind: int, year: str, terms: list[int]) -> list[Any]:
    return [
        kind,
        card.url,
        card.title,
        card.summary,
        card.language,
        year,
        terms,
        _date(card.date),
        _date(card.start),
        card.location,
        [card.duration.iso, card.duration.text] if card.duration else 0,
        _picture(card.picture) if card.picture else 0,
        int(card.draft),
    ]


def _date(date: DateContext | None) -> list[str] | int:
    return [date.iso, date.text] if date is not None else 0


def _picture(picture: PictureContext) -> dict[str, Any]:
    attributes = {"class": picture.tone, "src": picture.url, "srcset": picture.srcset}
    return {
        **{name: value for name, value in attributes.items() if value},
        "width": picture.width,
        "height": picture.height,
        "sources": [(source.media_type, source.srcset) for source in picture.sources],
    }
