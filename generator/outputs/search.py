"""The index of each site's search: its entries with their cards and passages, and the words of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.assemble.site import Site
from generator.core.digest import digest
from generator.core.text import sort_key
from generator.kinds import KINDS
from generator.model.asset import Asset
from generator.model.card import Card
from generator.model.entry import Entry
from generator.model.page import Output
from generator.model.search_text import SearchText
from generator.outputs.filters import NAMES, year_of
from generator.render.contexts import SEARCH
from generator.render.renderer import Renderer
from generator.render.strings import language_name
from generator.render.tracks import own_language_first, transcript_suffix
from generator.search.index import FILTERS, ROOT, Choices, Item, Place, call, index_files, name_of, named, read_call

_PICTURE_WIDTH = 240  # pixels


def search_outputs(
    site: Site, renderer: Renderer, texts: Callable[[str], SearchText], *, explicit_links: bool
) -> tuple[tuple[Item, ...], list[Output]]:
    """Return a cluster's entries as its search and the hub's know them, and all files of its index."""
    root = f"{site.cluster.id}/{SEARCH}"
    items: list[Item] = []
    files: dict[str, bytes] = {}
    for entry_id, card in site.cards.items():
        if entry_id != site.home:
            entry = replace(site.entries[entry_id], search=texts(entry_id))
            made = dict(_entry_files(entry, card, site, "index.html" if explicit_links else ""))
            # Two of the same content have the same name, and are one file.
            files |= made
            name = name_of(list(made)[-1])
            items.append(Item(entry_id, entry.search, _words_of_terms(card, site), tuple(_values(card)), name))
    choices = [Choices(name, _labels(name, [site], renderer, site.language)) for name in FILTERS[1:]]
    files |= index_files(items, choices, [Place("", site.cluster.config.title)])
    return tuple(items), [Output(root + path, data, digest(data)) for path, data in files.items()]


def hub_search_outputs(
    sites: Mapping[str, Site], items: Mapping[str, Sequence[Item]], renderer: Renderer, language: str
) -> Iterator[Output]:
    """Yield the files of the hub's index; the entries' own files are the clusters'."""
    names = sorted(sites)
    places = [Place(f"{name}/", sites[name].cluster.config.title) for name in names]
    every = [
        replace(item, site=number, values=(*item.values, ("cluster", name)))
        for number, name in enumerate(names)
        for item in items[name]
    ]
    ordered = [sites[name] for name in names]
    choices = [Choices("cluster", {name: sites[name].cluster.config.title for name in names})]
    choices += (Choices(name, _labels(name, ordered, renderer, language)) for name in FILTERS[1:])
    for path, data in dict(index_files(every, choices, places)).items():
        yield Output(SEARCH + path, data, digest(data))


def sole_search_output(site: Site, root: Output) -> Output:
    """Return the root of the hub's index where the only cluster's has everything. ``root`` is that cluster's."""
    name = site.cluster.id
    assert isinstance(root.content, bytes)
    data = call(
        {**read_call(root.content), "files": f"../{name}/{SEARCH}", "sites": [[f"{name}/", site.cluster.config.title]]}
    )
    return Output(SEARCH + ROOT, data, digest(data))


def _entry_files(entry: Entry, card: Card, site: Site, ending: str) -> Iterator[tuple[str, bytes]]:
    """The files of an entry: its further parts, and last the one with its card."""
    parts: list[int | str] = []
    for first, text in entry.search.parts:
        if parts:
            path, data = named("parts", call(text))
            yield path, data
            text = name_of(path)
        parts += (first, text)
    yield named("entries", call([*_card(entry, card, site, ending), parts]))


def _card(entry: Entry, card: Card, site: Site, ending: str) -> list[Any]:
    """What a result shows, in the order of :data:`~generator.search.index.CARD`."""
    when = card.start or card.date
    ordered = own_language_first(entry, card.language)
    return [
        card.address + ending,
        card.title,
        card.kind,
        when.date().isoformat() if when is not None else "",
        round(card.duration) if card.duration is not None else 0,
        card.language,
        [site.taxonomies["schools"].terms[slug].name for slug in card.terms.get("schools", ())],
        _picture(card.image) if card.image is not None else [],
        [
            [language, transcript_suffix(language, first=transcript is ordered[0])]
            for transcript in entry.transcripts
            for language in [transcript.language or card.language]
        ],
    ]


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


def _values(card: Card) -> Iterator[tuple[str, str]]:
    yield "kind", card.kind
    for name, short in NAMES.items():
        for slug in card.terms.get(name, ()):
            yield short, slug
    yield "language", card.language
    if year := year_of(card):
        yield "year", year


def _labels(name: str, sites: Iterable[Site], renderer: Renderer, language: str) -> dict[str, str]:
    """The values that a filter may have, with their labels, in the order in which they are shown."""
    sites = tuple(sites)
    cards = [card for site in sites for card in site.cards.values()]
    if name == "kind":
        kinds = [kind for kind in (kind.spec.name for kind in KINDS) if any(card.kind == kind for card in cards)]
        return {kind: renderer.text("kind_" + kind.replace("-", "_"), language) for kind in kinds}
    if name == "language":
        return {tag: language_name(tag) for tag in sorted({card.language for card in cards})}
    if name == "year":
        return {year: year for year in sorted({year_of(card) for card in cards}, reverse=True)}
    taxonomy = next(long for long, short in NAMES.items() if short == name)
    terms = [term for site in sites for term in site.taxonomies[taxonomy].terms.values()]
    if len(sites) > 1:
        terms.sort(key=lambda term: sort_key(term.name))
    labels: dict[str, str] = {}
    for term in terms:
        labels.setdefault(term.slug, term.name)
    return labels
