"""Data files: ``entries.json``, ``sitemap.xml``, ``robots.txt``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

from generator.assemble.site import Query, Site, SiteView
from generator.model.card import Card
from generator.model.page import Page
from generator.render.contexts import Contexts
from generator.render.renderer import Renderer

# The sitemap protocol allows 50,000 addresses a file.
_MOST_ADDRESSES = 45_000
_JSON = json.JSONEncoder(ensure_ascii=False)
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def plan_data(site: Site) -> Iterator[Page]:
    """Plan ``entries.json`` of a cluster."""
    cluster = site.cluster.id
    yield Page(f"{cluster}/entries.json", cluster, entries_json, (f"{cluster}/entries.json",))


def plan_sitemap(cluster: str, pages: Iterable[str], *, base: str) -> Iterator[Page]:
    """Plan the sitemap and ``robots.txt`` of a site. ``pages`` are its HTML files, ``base`` its absolute address or "".

    A sitemap must hold absolute addresses, so there is none where the portal's address is not known.
    """
    root = f"{cluster}/" if cluster else ""
    listed = tuple(sorted(path.removesuffix("index.html") for path in pages if path.endswith("index.html")))
    if base:
        chunks = [listed[at : at + _MOST_ADDRESSES] for at in range(0, len(listed), _MOST_ADDRESSES)]
        if len(chunks) == 1:
            yield Page(f"{root}sitemap.xml", cluster, sitemap, (f"{root}sitemap.xml", chunks[0]))
        else:
            names = tuple(f"{root}sitemap-{number}.xml" for number in range(1, len(chunks) + 1))
            for name, chunk in zip(names, chunks, strict=True):
                yield Page(name, cluster, sitemap, (name, chunk))
            yield Page(f"{root}sitemap.xml", cluster, sitemap_index, (f"{root}sitemap.xml", names))
    yield Page(f"{root}robots.txt", cluster, robots, (f"{root}robots.txt", bool(base)))


def plan_hub_sitemap(clusters: Iterable[str], *, base: str) -> Iterator[Page]:
    """Plan the sitemap of the hub, which names those of the clusters, and its ``robots.txt``."""
    if base:
        names = tuple(f"{cluster}/sitemap.xml" for cluster in clusters)
        yield Page("sitemap.xml", "", sitemap_index, ("sitemap.xml", names))
    yield Page("robots.txt", "", robots, ("robots.txt", bool(base)))


def entries_json(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the list of all entries of a cluster, newest first, for other programs.

    ``url`` is relative to the site's front page. Terms are given by name.
    """
    config = view.cluster_config().config
    entries = [_lines(_entry(view, view.card(entry_id))) for entry_id in view.ids(Query())]
    head = {"version": 1, "title": config.title, "language": view.language()}
    first = "".join(f" {_JSON.encode(name)}: {_JSON.encode(value)},\n" for name, value in head.items())
    listed = "[\n" + ",\n".join(entries) + "\n ]" if entries else "[]"
    return f'{{\n{first} "entries": {listed}\n}}\n'.encode("utf-8", "replace")


def _lines(entry: dict[str, object]) -> str:
    """Write an entry as ``json.dumps`` would with ``indent=1``, which is slow: it is not done in C."""
    lines = []
    for name, value in entry.items():
        if isinstance(value, list):
            items = ",\n    ".join(_JSON.encode(item) for item in value)
            lines.append(f'   "{name}": [\n    {items}\n   ]' if value else f'   "{name}": []')
        else:
            lines.append(f'   "{name}": {_JSON.encode(value)}')
    return "  {\n" + ",\n".join(lines) + "\n  }"


def sitemap(view: SiteView, renderer: Renderer, path: str, addresses: tuple[str, ...]) -> bytes:
    """Make a sitemap of these addresses, from the portal's root."""
    contexts = Contexts(view, renderer, path)
    lines = [f"<url><loc>{escape(contexts.absolute(address), quote=False)}</loc></url>" for address in addresses]
    return _xml("urlset", lines)


def sitemap_index(view: SiteView, renderer: Renderer, path: str, names: tuple[str, ...]) -> bytes:
    """Make a sitemap of sitemaps."""
    contexts = Contexts(view, renderer, path)
    return _xml(
        "sitemapindex",
        [f"<sitemap><loc>{escape(contexts.absolute(name), quote=False)}</loc></sitemap>" for name in names],
    )


def robots(view: SiteView, renderer: Renderer, path: str, has_sitemap: bool) -> bytes:
    """Make ``robots.txt``: everything may be found."""
    contexts = Contexts(view, renderer, path)
    text = "User-agent: *\nAllow: /\n"
    if has_sitemap:
        text += f"Sitemap: {contexts.absolute(contexts.root + 'sitemap.xml')}\n"
    return text.encode()


def _xml(name: str, lines: list[str]) -> bytes:
    body = "\n".join(lines)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{name} xmlns="{_NAMESPACE}">\n{body}\n</{name}>\n'.encode()


def _entry(view: SiteView, card: Card) -> dict[str, object]:
    values: dict[str, object] = {
        "id": card.id,
        "kind": card.kind,
        "url": card.address,
        "title": card.title,
        "summary": card.summary,
        "language": card.language,
    }
    if card.date is not None:
        values["date"] = card.date.date().isoformat() if card.date_only else card.date.isoformat()
    if card.updated is not None:
        values["updated"] = card.updated.isoformat()
    if card.start is not None:
        values["start"] = card.start.date().isoformat() if card.start_is_day else card.start.isoformat()
    if card.end is not None:
        values["end"] = card.end.date().isoformat() if card.end_is_day else card.end.isoformat()
    if card.location:
        values["location"] = card.location
    if card.duration is not None:
        values["duration"] = card.duration
    for name, slugs in card.terms.items():
        if slugs:
            values[name] = [view.term(name, slug).name for slug in slugs]
    return values
