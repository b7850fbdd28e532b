"""All entries → the sites of all clusters. The one place where everything is known; makes no HTML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from generator.assemble.cards import make_card, newest_first
from generator.assemble.references import Checker
from generator.assemble.related import Related, RelatedIndex
from generator.assemble.routes import Routes, alias_address, make_routes
from generator.assemble.segments import PlacedSegment, place_segments, video_length
from generator.assemble.site import Site
from generator.assemble.taxonomy import Sorting, Term, sort_entries
from generator.assemble.threads import Chain, make_chain
from generator.assemble.ties import find_ties
from generator.assemble.visibility import Visible, is_pending
from generator.core.codes.site import E301, E303
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import sort_key
from generator.load.links import resolve_target
from generator.model.asset import Asset
from generator.model.body import Target
from generator.model.card import Card
from generator.model.config import Cluster, Portal
from generator.model.entry import Entry
from generator.model.kind import HOME, UNLISTED, KindSpec
from generator.model.outline import Outline


@dataclass(frozen=True, slots=True)
class Assembled:
    """The sites by cluster id, and everything that is wrong with how they fit together."""

    sites: dict[str, Site]
    diagnostics: tuple[Diagnostic, ...]


def assemble(
    portal: Portal,
    visible: Visible,
    *,
    entries: Mapping[str, Entry],
    kinds: Mapping[str, KindSpec],
    assets: Mapping[str, Asset],
    files: Iterable[str],
    now: datetime,
    zone: ZoneInfo,
) -> Assembled:
    """Return the sites of all clusters.

    ``entries`` gives an entry whole by its id, and may read it only then. ``kinds`` maps names to kinds, the front
    page's included; ``assets`` are the published files by path, ``files`` all paths on disk (NFC). ``now`` only tells
    which entries are drafts.
    """
    checker = Checker(visible.published, visible.withheld, files, lambda entry_id: entries[entry_id].transcripts)
    by_cluster: dict[str, list[Outline]] = defaultdict(list)
    withheld: dict[str, list[Outline]] = defaultdict(list)
    for entry in visible.published:
        by_cluster[entry.cluster].append(entry)
    for entry in visible.withheld:
        withheld[entry.cluster].append(entry)
    sites: dict[str, Site] = {}
    problems: list[Diagnostic] = []
    for cluster in portal.clusters:
        site, found = _assemble_cluster(
            portal,
            cluster,
            by_cluster[cluster.id],
            withheld[cluster.id],
            checker,
            texts=entries,
            kinds=kinds,
            assets=assets,
            now=now,
            zone=zone,
        )
        sites[cluster.id] = site
        problems += found
    return Assembled(sites, tuple(problems))


def _assemble_cluster(
    portal: Portal,
    cluster: Cluster,
    entries: Sequence[Outline],
    withheld: Sequence[Outline],
    checker: Checker,
    *,
    texts: Mapping[str, Entry],
    kinds: Mapping[str, KindSpec],
    assets: Mapping[str, Asset],
    now: datetime,
    zone: ZoneInfo,
) -> tuple[Site, list[Diagnostic]]:
    references = checker.check(sorted(entries, key=lambda entry: entry.id))
    problems: list[Diagnostic] = list(references.diagnostics)
    help_target, found = config_target(cluster, "video_help", cluster.config.video_help)
    problems += found
    video_help = ""
    if help_target is not None and help_target.path:
        helper, found = checker.entry_of("video_help", help_target)
        problems += found
        video_help = helper.id if helper is not None else ""
    language = cluster.config.language or portal.config.language
    routes = make_routes(entries, kinds)
    problems += routes.diagnostics
    named = {
        field: {entry_id: other for (entry_id, name), other in references.fields.items() if name == field}
        for field in ("parent", "follows")
    }
    ordered = sorted(entries, key=lambda entry: newest_first(entry, kinds[entry.kind], zone))
    threads = make_chain(reversed(ordered), "follows", named["follows"])
    tree = make_chain(ordered, "parent", named["parent"])
    problems += (*threads.diagnostics, *tree.diagnostics)
    marked = {entry.id: own for entry in ordered if (own := kinds[entry.kind].facts(entry.fields).segments)}
    # A front page is in no list, so its terms would lead nowhere.
    sorting = sort_entries(cluster, [entry for entry in ordered if entry.kind != HOME], withheld, marked)
    problems += sorting.diagnostics
    problems += _schools_in_the_way(sorting, routes.addresses, {entry.id: entry for entry in entries})
    redirects, found = _free_redirects(routes, sorting, entries)
    problems += found
    cards = {
        entry.id: make_card(
            entry,
            kinds[entry.kind],
            address=routes.addresses[entry.id],
            terms=sorting.of_entry.get(entry.id, {}),
            assets=assets,
            parent=tree.above.get(entry.id, ""),
            zone=zone,
            language=language,
            pending=is_pending(entry, now, zone),
        )
        for entry in ordered
    }
    segments: dict[str, tuple[PlacedSegment, ...]] = {}
    for entry in ordered:
        if entry.id in marked:
            length = video_length(entry, cards[entry.id].duration)
            segments[entry.id], found = place_segments(entry, marked[entry.id], sorting.of_segment, length)
            problems += found
    chosen: dict[str, list[str]] = defaultdict(list)
    for (entry_id, name), other in references.fields.items():
        if name.startswith("related.") and other != entry_id:
            chosen[entry_id].append(other)
    beside = {
        entry_id: (threads.above.get(entry_id, ""), *threads.below.get(entry_id, ()))
        for entry_id in {**threads.above, **threads.below}
    }
    chosen = {entry_id: [one for one in ids if one not in beside.get(entry_id, ())] for entry_id, ids in chosen.items()}
    home = next((entry.id for entry in ordered if entry.kind == HOME), "")
    listable = [entry for entry in ordered if entry.kind not in UNLISTED]
    relations = RelatedIndex.of(listable, sorting.of_entry)
    relations.prepare()
    children, roots = _page_order(ordered, cards, tree)
    site = Site(
        cluster=cluster,
        language=language,
        home=home,
        outlines={entry.id: entry for entry in ordered},
        entries=texts,
        cards=cards,
        listed=tuple(entry.id for entry in ordered if entry.kind != HOME),
        redirects=redirects,
        taxonomies=sorting.taxonomies,
        related=Related(relations, chosen, beside),
        earlier=threads.above,
        later=threads.below,
        parents=tree.above,
        children=children,
        roots=roots,
        places=references.places,
        quotes=references.quotes,
        assets=dict(assets),
        kinds={
            kind: frozenset(entry.id for entry in ordered if entry.kind == kind)
            for kind in sorted({entry.kind for entry in ordered})
        },
        featured=frozenset(entry.id for entry in ordered if entry.fields.featured),
        video_help=video_help,
        segments=segments,
        ties=find_ties(tuple(sorting.taxonomies["schools"].terms), sorting.of_entry, threads.above),
        logo=logo.path if (logo := config_target(cluster, "logo", cluster.config.logo)[0]) is not None else "",
    )
    return site, problems


def _schools_in_the_way(
    sorting: Sorting, addresses: Mapping[str, str], entries: Mapping[str, Outline]
) -> Iterator[Diagnostic]:
    """A school's page must not have the address of another school's term."""
    taxonomy = sorting.taxonomies["schools"]
    owners = {address: entry_id for entry_id, address in addresses.items()}
    for slug, term in taxonomy.terms.items():
        owner = owners.get(f"{taxonomy.folder}/{slug}/")
        if owner is not None and owner != term.school:
            span = entries[owner].span("slug")
            yield E301.at(span, address=f"{taxonomy.folder}/{slug}/", other=f"the list of {term.name}")


def _free_redirects(
    routes: Routes, sorting: Sorting, entries: Iterable[Outline]
) -> tuple[dict[str, str], list[Diagnostic]]:
    """Return the old addresses at which no term has a page, and tell of the others."""
    terms: dict[str, Term] = {}
    for taxonomy in sorting.taxonomies.values():
        for slug, term in taxonomy.terms.items():
            address = routes.addresses[term.school] if term.school else f"{taxonomy.folder}/{slug}/"
            terms[address] = term
    redirects: dict[str, str] = {}
    problems: list[Diagnostic] = []
    for address, entry_id in routes.redirects.items():
        # `tags/reading/page/2/` is the second page of a term.
        if address in terms or address.partition("page/")[0] in terms:
            entry = next(entry for entry in entries if entry.id == entry_id)
            index = next((i for i, alias in enumerate(entry.fields.aliases) if alias_address(alias) == address), 0)
            other = f"the page of {terms[address.partition('page/')[0]].name}"
            problems.append(E303.at(entry.span(f"aliases.{index}"), address=address, other=other))
        else:
            redirects[address] = entry_id
    return redirects, problems


def config_target(cluster: Cluster, field: str, written: str) -> tuple[Target | None, list[Diagnostic]]:
    """Return the file or address that a value of ``cluster.yaml`` names, relative to that file."""
    if not written:
        return None, []
    return resolve_target(written, cluster.path, cluster.spans.get(field, Span(cluster.path, 1)))


def _page_order(
    entries: Iterable[Outline], cards: Mapping[str, Card], tree: Chain
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Pages by their ``order``, then by title: those below each page, and those at the top."""

    def place(entry_id: str) -> tuple[int, tuple[str, str], str]:
        card = cards[entry_id]
        # Pages without an order come after those with one.
        return (card.order or 1_000_000_000, sort_key(card.title), entry_id)

    children = {parent: tuple(sorted(ids, key=place)) for parent, ids in tree.below.items()}
    top = (entry.id for entry in entries if entry.kind == "page" and entry.id not in tree.above)
    return children, tuple(sorted(top, key=place))
