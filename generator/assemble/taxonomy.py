"""Taxonomies: the terms of a cluster, and which entries have them.

Terms are the same where their slugs are: ``Whānau``, ``whanau`` and ``WHANAU`` are one. A list that ``cluster.yaml``
gives is closed; tags are open unless ``strict_tags``; a list that is not given is open.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from generator.assemble.visibility import soften
from generator.core.codes.front_matter import E112, E113
from generator.core.diagnostics import Diagnostic
from generator.core.text import did_you_mean, slugify, sort_key
from generator.model.config import Cluster, TermDefinition
from generator.model.fields import TAXONOMIES
from generator.model.kind import Segment
from generator.model.outline import Outline

_VOCABULARY = {
    "tags": ("tags vocabulary", "tags"),
    "schools": ("cluster's list of schools", "schools"),
    "goals": ("cluster's list of goals", "goals"),
    "levels": ("cluster's list of levels", "levels"),
    "areas": ("cluster's list of learning areas", "learning areas"),
    "phase": ("cluster's list of phases", "phases"),
}
# Goals, levels and phases are shown in the cluster's own order, the others by name.
_ORDERED = frozenset({"goals", "levels", "phase"})
# Beyond this, terms are too many to be compared for spelling.
_MOST_SPELLINGS = 20_000
_NEAR = 8  # terms that are told to stand beside one


@dataclass(frozen=True, slots=True)
class Term:
    """One term. ``count`` is how many published entries have it, ``moments`` how many segments of videos.

    ``narrower`` are the slugs of those below it.

    ``school`` is the id of the school entry whose page takes the place of the term's page, or "".
    """

    taxonomy: str
    slug: str
    name: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    broader: str = ""
    count: int = 0
    moments: int = 0
    narrower: tuple[str, ...] = ()
    school: str = ""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The terms of one taxonomy in the order in which readers see them, and the entries of each.

    ``moments`` are the segments of each: an entry's id, and the segment's number in it. ``near`` are the slugs of the
    terms that stand beside each most often.
    """

    name: str
    folder: str
    terms: dict[str, Term]
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    moments: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    near: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sorting:
    """All taxonomies of a cluster.

    ``of_entry`` maps an entry's id to its term slugs by taxonomy; ``of_segment`` an entry's id and a segment's number.
    """

    taxonomies: dict[str, Taxonomy]
    of_entry: dict[str, dict[str, tuple[str, ...]]]
    of_segment: dict[tuple[str, int], dict[str, tuple[str, ...]]]
    diagnostics: tuple[Diagnostic, ...]


def sort_entries(
    cluster: Cluster,
    entries: Sequence[Outline],
    withheld: Iterable[Outline] = (),
    segments: Mapping[str, Sequence[Segment]] | None = None,
) -> Sorting:
    """Return the taxonomies of one cluster. ``entries`` are newest first, and members keep that order.

    ``segments`` are those of each entry that has any.
    ``withheld`` entries give no term and no count, but their unknown terms are told as warnings.
    """
    problems: list[Diagnostic] = []
    taxonomies: dict[str, Taxonomy] = {}
    of_entry: dict[str, dict[str, tuple[str, ...]]] = {entry.id: {} for entry in entries}
    of_segment: dict[tuple[str, int], dict[str, tuple[str, ...]]] = {}
    parts, everyone = segments or {}, (*entries, *withheld)
    for name, folder in TAXONOMIES:
        defined, lookup, closed = _vocabulary(cluster, name, entries)
        # Few terms are written many times: what each spelling stands for is looked up once.
        slug_of: dict[str, str] = {}
        used: dict[str, int] = {}
        places: dict[str, tuple[Outline, str]] = {}
        members: dict[str, list[str]] = defaultdict(list)
        moments: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for entry in everyone:
            entry_id = entry.id
            terms_of = of_entry.get(entry_id)
            uses: list[tuple[int | None, Sequence[str]]] = [(None, getattr(entry.fields, name))]
            if entry_id in parts:
                uses += _of_segments(parts[entry_id], name)
            for segment, written in uses:
                slugs: list[str] = []
                for index, spelling in enumerate(written):
                    slug = slug_of.get(spelling)
                    if slug is None:
                        slug = slugify(spelling)
                        slug = slug_of[spelling] = lookup.get(slug, slug)
                    if closed and slug not in defined:
                        problem = _unknown(cluster, name, entry, _path(name, segment, index), spelling, defined)
                        problems += [problem] if terms_of is not None else soften([problem])
                    elif slug not in slugs:
                        slugs.append(slug)
                        if terms_of is not None:
                            used[spelling] = used.get(spelling, 0) + 1
                            if slug not in places:
                                places[slug] = (entry, _path(name, segment, index))
                            if segment is None:
                                members[slug].append(entry_id)
                            else:
                                moments[slug].append((entry_id, segment))
                if terms_of is not None:
                    if segment is None:
                        terms_of[name] = tuple(slugs)
                    else:
                        of_segment.setdefault((entry_id, segment), {})[name] = tuple(slugs)
        spellings: dict[str, dict[str, int]] = defaultdict(dict)
        for spelling, count in used.items():
            spellings[slug_of[spelling]][spelling] = count
        terms = dict(defined)
        for slug, written_as in spellings.items():
            if slug not in terms:
                terms[slug] = Term(name, slug, _best_spelling(written_as))
        ordered = _in_order(terms, configured=tuple(defined), keep=name in _ORDERED)
        counted = {
            slug: replace(term, count=len(members.get(slug, ())), moments=len(moments.get(slug, ())))
            for slug, term in ordered.items()
        }
        taxonomies[name] = Taxonomy(
            name,
            folder,
            counted,
            {slug: tuple(ids) for slug, ids in members.items()},
            {slug: tuple(found) for slug, found in moments.items()},
        )
        if not closed:
            problems += _near_misses(name, counted, defined, places)
    related = {name: _with_related(taxonomy, of_entry) for name, taxonomy in taxonomies.items()}
    return Sorting(related, of_entry, of_segment, tuple(problems))


def _of_segments(segments: Sequence[Segment], name: str) -> Iterator[tuple[int, Sequence[str]]]:
    """The numbers of the segments that have terms of a taxonomy, and those terms as the author wrote them."""
    for number, segment in enumerate(segments):
        if written := segment.terms.get(name, ()):
            yield number, written


def _path(name: str, segment: int | None, index: int) -> str:
    """The field in which a term is written, by its dotted path."""
    return f"{name}.{index}" if segment is None else f"segments.{segment}.{name}.{index}"


def _vocabulary(
    cluster: Cluster, name: str, entries: Sequence[Outline]
) -> tuple[dict[str, Term], dict[str, str], bool]:
    """Return the defined terms, the slugs of all their names and aliases, and whether no other term is allowed."""
    config = cluster.config
    definitions: tuple[TermDefinition, ...] = {
        "tags": cluster.tags,
        "schools": config.schools,
        "goals": config.goals,
        "levels": config.levels,
        "areas": config.areas,
        "phase": config.phases,
    }[name]
    closed = config.strict_tags if name == "tags" else bool(definitions)
    terms: dict[str, Term] = {}
    lookup: dict[str, str] = {}
    for definition in definitions:
        slug = slugify(definition.name)
        terms[slug] = Term(
            name,
            slug,
            definition.name,
            definition.description,
            definition.aliases,
            slugify(definition.broader) if definition.broader else "",
        )
        for alias in definition.aliases:
            lookup.setdefault(slugify(alias), slug)
    if name == "schools":
        for entry in entries:
            if entry.kind == "school":
                own, title = slugify(entry.id.rsplit("/", 1)[-1]), slugify(entry.fields.title)
                slug = lookup.get(title, title)
                if slug not in terms:
                    slug = own if own in terms else title
                    terms.setdefault(slug, Term(name, slug, entry.fields.title))
                    lookup.setdefault(title, slug)
                lookup.setdefault(own, slug)
                terms[slug] = replace(terms[slug], school=entry.id)
    if lookup:
        terms = {
            slug: replace(term, broader=lookup.get(term.broader, term.broader)) if term.broader else term
            for slug, term in terms.items()
        }
    return terms, lookup, closed


def _unknown(
    cluster: Cluster, name: str, entry: Outline, path: str, written: str, defined: Mapping[str, Term]
) -> Diagnostic:
    vocabulary, words = _VOCABULARY[name]
    folder = cluster.path.rsplit("/", 1)[0]
    file = f"{folder}/tags.yaml" if name == "tags" else cluster.path
    known = {spelling for term in defined.values() for spelling in (term.name, term.slug, *term.aliases)}
    near = did_you_mean(written, known)
    new = f"New {words} go in {file}."
    if near is not None:
        hint = f"Did you mean `{near}`? {new}"
    elif len(defined) <= 12:
        hint = "There are: " + ", ".join(f"`{term.name}`" for term in defined.values()) + f". {new}"
    else:
        hint = new
    span = entry.span(path)
    return E112.at(span, hint=hint, value=written, vocabulary=vocabulary, taxonomy=words, file=file)


def _best_spelling(written_as: Mapping[str, int]) -> str:
    """The spelling used most; among equals the one with the most macrons, then the first by name."""
    return min(written_as, key=lambda w: (-written_as[w], -sum(not c.isascii() for c in w), sort_key(w)))


def _in_order(terms: Mapping[str, Term], *, configured: Sequence[str], keep: bool) -> dict[str, Term]:
    place = {slug: index for index, slug in enumerate(configured)} if keep else {}
    slugs = sorted(terms, key=lambda slug: (place.get(slug, len(place)), *sort_key(terms[slug].name)))
    return {slug: terms[slug] for slug in slugs}


def _near_misses(
    name: str, terms: Mapping[str, Term], defined: Mapping[str, Term], places: Mapping[str, tuple[Outline, str]]
) -> list[Diagnostic]:
    """Terms used once that are one letter from a term that is defined or used more: most often a slip."""
    if len(terms) > _MOST_SPELLINGS:
        return []
    words = {slug: slug.replace("-", "") for slug in terms}
    by_shape: dict[str, list[str]] = defaultdict(list)
    for slug, word in words.items():
        for shape in _shapes(word):
            by_shape[shape].append(slug)
    problems = []
    for slug, (entry, path) in places.items():
        term = terms[slug]
        if term.count + term.moments != 1 or slug in defined or len(words[slug]) < 5:
            continue
        near = {
            other
            for shape in _shapes(words[slug])
            for other in by_shape[shape]
            if other != slug and (other in defined or terms[other].count > 1)
        }
        if near:
            best = min(near, key=lambda other: (-terms[other].count, other))
            span = entry.span(path)
            problems.append(E113.at(span, value=term.name, other=terms[best].name))
    return problems


def _shapes(word: str) -> set[str]:
    """The word, and the word without each one of its letters; digits count in full (``year3`` is not ``year4``)."""
    return {word} | {word[:i] + word[i + 1 :] for i in range(min(len(word), 40)) if not word[i].isdigit()}


def _with_related(taxonomy: Taxonomy, of_entry: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Taxonomy:
    """Add to each term the terms that stand beside it most often, rare ones before common ones."""
    terms: dict[str, Term] = {}
    near: dict[str, tuple[str, ...]] = {}
    narrower: dict[str, list[str]] = defaultdict(list)
    for slug, term in taxonomy.terms.items():
        narrower[term.broader].append(slug)
    for slug, term in taxonomy.terms.items():
        members = taxonomy.members.get(slug, ())[:200]
        beside = Counter(chain.from_iterable([of_entry[entry_id].get(taxonomy.name, ()) for entry_id in members]))
        del beside[slug]
        ranked = sorted(beside, key=lambda other: (-beside[other] / taxonomy.terms[other].count, other))
        near[slug] = tuple(ranked[:_NEAR])
        terms[slug] = replace(term, narrower=tuple(narrower.get(slug, ())))
    return replace(taxonomy, terms=terms, near=near)
