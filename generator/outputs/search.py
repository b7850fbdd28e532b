"""The index of each site's search: its entries with their cards and passages, and the words of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from generator.assemble.site import Site
from generator.core.digest import digest
from generator.core.text import sort_key
from generator.kinds import KINDS
from generator.model.asset import Asset
from generator.model.card import Card
from generator.model.outline import Outline
from generator.model.page import Output
from generator.model.search_text import SearchText
from generator.outputs.filters import NAMES, year_of
from generator.render.contexts import SEARCH
from generator.render.renderer import Renderer
from generator.render.strings import language_name
from generator.render.tracks import own_language_first, transcript_suffix
from generator.search.index import (
    FILTERS,
    ROOT,
    Choices,
    Place,
    Run,
    call,
    index_files,
    name_of,
    named,
    read_call,
    run_here,
)
from generator.search.item import Item, Texts, make_item
from generator.search.update import Read, update_files

_PICTURE_WIDTH = 240  # pixels


@dataclass(frozen=True, slots=True)
class Before:
    """An index that was made before: its items, what reads their words, and what reads its files.

    ``read`` returns a file by its path in the folder of the index (``words/0123456789.js``).
    """

    items: Sequence[Item]
    texts: Texts
    read: Read


def item_key(card: Card, site: Site, content_digest: str, *, explicit_links: bool) -> str:
    """Return a digest of everything that :func:`search_item` makes something of.

    ``content_digest`` is the entry's: it covers what the entry's files hold. An entry's item and files stay what they
    are as long as this does.
    """
    # Dates hang on the portal's time zone, too.
    facts = (content_digest, card.digest, "index.html" if explicit_links else "", _date(card))
    # One string, for there are thousands of these in every build; nothing that an author writes has that character.
    parts = "\0".join((*facts, *_schools(card, site), "", *_words_of_terms(card, site)))
    return digest(parts.encode("utf-8", "surrogatepass"))


def search_item(
    entry: Outline, text: SearchText, card: Card, site: Site, *, explicit_links: bool
) -> tuple[Item, tuple[Output, ...]]:
    """Return an entry with that search text as its site's search and the hub's know it, and its own files.

    Two entries of the same content have the same files.
    """
    root = f"{site.cluster.id}/{SEARCH}"
    made = list(_entry_files(entry, text, card, site, "index.html" if explicit_links else ""))
    item = make_item(entry.id, text, _words_of_terms(card, site), _values(card), name_of(made[-1][0]))
    return item, tuple(Output.of(root + path, data) for path, data in made)


def site_index(
    site: Site,
    items: Sequence[Item],
    texts: Texts,
    renderer: Renderer,
    *,
    before: Before | None = None,
    run: Run = run_here,
) -> tuple[list[Output], set[str]]:
    """Return the files of a cluster's index that may be new, its root last, and the paths of those that stay.

    These are the paths that ``before`` has, if it is given: then only what changes is made anew. The entries' own
    files are not among them. ``texts`` and ``run`` are those of :func:`~generator.search.index.index_files`.
    """
    choices = _choices([site], renderer, site.language)
    places = [Place("", site.cluster.config.title)]
    return _index(f"{site.cluster.id}/{SEARCH}", items, texts, choices, places, before, run)


def hub_index(
    sites: Mapping[str, Site],
    items: Sequence[Item],
    texts: Texts,
    renderer: Renderer,
    language: str,
    *,
    before: Before | None = None,
    run: Run = run_here,
) -> tuple[list[Output], set[str]]:
    """Return the same for the hub's index. ``items`` are those of :func:`hub_items`."""
    ordered = [sites[name] for name in sorted(sites)]
    choices = [Choices("cluster", {site.cluster.id: site.cluster.config.title for site in ordered})]
    choices += _choices(ordered, renderer, language)
    places = [Place(f"{site.cluster.id}/", site.cluster.config.title) for site in ordered]
    return _index(SEARCH, items, texts, choices, places, before, run)


def hub_items(items: Mapping[str, Iterable[Item]]) -> list[Item]:
    """Return the items of all clusters, given by the clusters' ids, as the hub's search knows them."""
    return [
        item._replace(site=number, values=(*item.values, _value("cluster", name)))
        for number, name in enumerate(sorted(items))
        for item in items[name]
    ]


def _index(
    root: str,
    items: Sequence[Item],
    texts: Texts,
    choices: Iterable[Choices],
    places: Sequence[Place],
    before: Before | None,
    run: Run,
) -> tuple[list[Output], set[str]]:
    if before is None:
        made, kept = dict(index_files(items, texts, choices, places, run)), set[str]()
    else:
        made, kept = update_files(before.read, before.items, items, before.texts, texts, choices, places, run)
    return [Output.of(root + path, data) for path, data in made.items()], {root + path for path in kept}


def sole_search_output(site: Site, root: Output) -> Output:
    """Return the root of the hub's index where the only cluster's has everything. ``root`` is that cluster's."""
    name = site.cluster.id
    assert isinstance(root.content, bytes)
    data = call(
        {**read_call(root.content), "files": f"../{name}/{SEARCH}", "sites": [[f"{name}/", site.cluster.config.title]]}
    )
    return Output.of(SEARCH + ROOT, data)


def _entry_files(
    entry: Outline, search: SearchText, card: Card, site: Site, ending: str
) -> Iterator[tuple[str, bytes]]:
    """The files of an entry: its further parts, and last the one with its card."""
    parts: list[int | str] = []
    for first, text in search.parts:
        if parts:
            path, data = named("parts", call(text))
            yield path, data
            text = name_of(path)
        parts += (first, text)
    yield named("entries", call([*_card(entry, card, site, ending), parts]))


def _card(entry: Outline, card: Card, site: Site, ending: str) -> list[Any]:
    """What a result shows, in the order of :data:`~generator.search.index.CARD`."""
    ordered = own_language_first(entry.transcripts, card.language)
    return [
        card.address + ending,
        card.title,
        card.kind,
        _date(card),
        round(card.duration) if card.duration is not None else 0,
        card.language,
        _schools(card, site),
        _picture(card.image) if card.image is not None else [],
        [
            [language, transcript_suffix(language, first=transcript is ordered[0])]
            for transcript in entry.transcripts
            for language in [transcript.language or card.language]
        ],
    ]


def _date(card: Card) -> str:
    when = card.start or card.date
    return when.date().isoformat() if when is not None else ""


def _schools(card: Card, site: Site) -> list[str]:
    return [site.taxonomies["schools"].terms[slug].name for slug in card.terms.get("schools", ())]


def _picture(asset: Asset) -> list[Any]:
    """The smallest of a picture's sizes that is sharp enough for a result, in the format that every browser knows."""
    known = [variant for variant in asset.variants if variant.media_type == asset.variants[-1].media_type]
    for variant in known:
        if variant.width >= _PICTURE_WIDTH or variant is known[-1]:
            return [variant.address, variant.width, variant.height]
    return [asset.address, asset.width, asset.height] if asset.width else []


def _words_of_terms(card: Card, site: Site) -> tuple[str, ...]:
    terms = [site.taxonomies[name].terms[slug] for name, slugs in card.terms.items() for slug in slugs]
    words = [word for term in terms for word in (term.name, *term.aliases)]
    return (*words, card.location) if card.location else tuple(words)


def _values(card: Card) -> tuple[tuple[str, str], ...]:
    year = year_of(card)
    terms = (_value(short, slug) for name, short in NAMES.items() for slug in card.terms.get(name, ()))
    values = (_value("kind", card.kind), *terms, _value("language", card.language))
    return (*values, _value("year", year)) if year else values


@lru_cache(maxsize=1 << 14)
def _value(name: str, value: str) -> tuple[str, str]:
    """The same pair for the same words: thousands of items share them, in memory and where they are stored."""
    return name, value


def _choices(sites: Sequence[Site], renderer: Renderer, language: str) -> list[Choices]:
    """All filters but the hub's own: the values that each may have, in the order in which they are shown."""
    cards = [card for site in sites for card in site.cards.values()]
    kinds, languages = {card.kind for card in cards}, {card.language for card in cards}
    named: dict[str, dict[str, str]] = {
        "kind": {
            kind: renderer.text("kind_" + kind.replace("-", "_"), language)
            for kind in (kind.spec.name for kind in KINDS)
            if kind in kinds
        },
        "language": {tag: language_name(tag) for tag in sorted(languages)},
        "year": {year: year for year in sorted(set(map(year_of, cards)), reverse=True)},
    }
    for taxonomy, short in NAMES.items():
        terms = [term for site in sites for term in site.taxonomies[taxonomy].terms.values()]
        if len(sites) > 1:
            terms.sort(key=lambda term: sort_key(term.name))
        labels = named[short] = {}
        for term in terms:
            labels.setdefault(term.slug, term.name)
    return [Choices(name, named[name]) for name in FILTERS[1:]]
