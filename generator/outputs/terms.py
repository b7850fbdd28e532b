"""Term pages and the index of each taxonomy."""

from __future__ import annotations

from collections.abc import Iterator

from generator.assemble.site import Query, Site, SiteView
from generator.assemble.taxonomy import Term
from generator.core.text import fold, slugify
from generator.kinds.school import school_entries
from generator.model.page import Page
from generator.outputs.filters import term_filters
from generator.outputs.lists import page_count, page_folder, paged
from generator.render.contexts import FOLDERS, Contexts
from generator.render.contract import LetterContext, Link, TermContext, TermIndexPage, TermPage
from generator.render.renderer import Renderer

_MANY = 10  # tags that are worth being shown by letter and by use


def plan_terms(site: Site) -> Iterator[Page]:
    """Plan the index of every taxonomy that has terms, and the pages of its terms.

    A school with a page of its own has only the further pages of its list here.
    """
    cluster = site.cluster.id
    for name, taxonomy in site.taxonomies.items():
        if not taxonomy.terms:
            continue
        path = f"{cluster}/{taxonomy.folder}/index.html"
        yield Page(path, cluster, term_index_page, (path, name))
        for slug, term in taxonomy.terms.items():
            address = term_address(site, term)
            count = term.count - (1 if term.school in taxonomy.members.get(slug, ()) else 0)
            for number in range(2 if term.school else 1, page_count(count) + 1):
                path = f"{cluster}/{address}{page_folder(number)}index.html"
                yield Page(path, cluster, term_page, (path, name, slug, address, number))


def term_address(site: Site, term: Term) -> str:
    """Return the address of a term's page in its site."""
    if term.school:
        return site.cards[term.school].address
    return f"{site.taxonomies[term.taxonomy].folder}/{term.slug}/"


def term_index_page(view: SiteView, renderer: Renderer, path: str, name: str) -> bytes:
    """Make the page that lists all terms of a taxonomy."""
    contexts = Contexts(view, renderer, path)
    taxonomy = view.taxonomy(name)
    title = contexts.text(f"taxonomy_{name}")
    # A tag nobody uses helps no reader; goals and schools without an example are worth seeing.
    used = {slug for slug, term in taxonomy.terms.items() if term.count or term.moments}
    used |= {taxonomy.terms[slug].broader for slug in used}
    shown = [slug for slug in taxonomy.terms if name != "tags" or slug in used]
    terms = contexts.terms(name, shown)
    # Goals and phases have an order of their own; a few tags are seen at once.
    sorted_ways = name == "tags" and len(terms) >= _MANY
    page = TermIndexPage(
        **contexts.base(
            title=title,
            description=f"{title}: {view.cluster_config().config.title}",
            breadcrumb=contexts.breadcrumb(title=title),
        ),
        taxonomy=name,
        terms=terms,
        letters=_by_letter(terms) if sorted_ways else (),
        most_used=tuple(sorted((term for term in terms if term.count), key=lambda term: -term.count))
        if sorted_ways
        else (),
    )
    return contexts.page("terms.html", page)


def _by_letter(terms: tuple[TermContext, ...]) -> tuple[LetterContext, ...]:
    """Group terms, which come by name, by their first letter without macron."""
    letters: dict[str, list[TermContext]] = {}
    for term in terms:
        first = fold(term.name)[:1]
        letter = first.upper() if first.isalpha() else "0–9" if first.isdecimal() else "…"
        letters.setdefault(letter, []).append(term)
    return tuple(
        LetterContext(letter, f"letter-{slugify(letter) or 'other'}", tuple(found))
        for letter, found in sorted(letters.items(), key=lambda item: (item[0] == "…", item[0]))
    )


def term_page(view: SiteView, renderer: Renderer, path: str, name: str, slug: str, address: str, number: int) -> bytes:
    """Make one page of a term's entries."""
    contexts = Contexts(view, renderer, path)
    term = view.term(name, slug)
    label = contexts.text(f"taxonomy_{name}")
    ids = school_entries(view, term.school, slug) if term.school else view.ids(Query(taxonomy=name, term=slug))
    values = paged(
        contexts,
        ids,
        address,
        number,
        first=Link(term.name, contexts.here(address)),
        above=(Link(label, contexts.here(f"{FOLDERS[name]}/")),),
        description=term.description or f"{label}: {term.name}",
        feed=f"{address}feed.xml",
    )
    filters = term_filters(contexts, ids, name, slug) if number == 1 else {}
    page = TermPage(
        **{**values, **filters},
        taxonomy=name,
        taxonomy_label=label,
        summary=term.description,
        aliases=term.aliases,
        broader=contexts.term(name, term.broader) if term.broader in view.taxonomy(name).terms else None,
        narrower=contexts.terms(name, term.narrower),
        moments=contexts.moments(name, slug) if number == 1 else (),
        related=contexts.terms(name, view.near(name, slug)),
    )
    return contexts.page("term.html", page)
