"""A site in which the text of one entry changed, made from the site before: the edit that authors make most.

Anything that may touch more than the entry's own page, its card and what is related to it is no such edit: then the
sites are assembled anew. The result is that of :func:`~generator.assemble.portal.assemble`.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any
from zoneinfo import ZoneInfo

from generator.assemble.cards import make_card
from generator.assemble.facts import Fact
from generator.assemble.related import features_of
from generator.assemble.site import Site
from generator.model.body import Target
from generator.model.fields import EntryFields
from generator.model.kind import HOME, UNLISTED, KindSpec
from generator.model.outline import Outline

# What a change of the text alone may change in an outline: its words, and the places of all else in the file.
_OF_THE_TEXT = frozenset({"fields", "spans", "files", "words", "targets", "quotes", "opening", "digest"})
# Kinds whose titles stand in more places than their cards.
_NAMED_ELSEWHERE = frozenset({HOME, "page", "school"})
_SHOWN = {"title", "summary"}


def is_patchable(before: Outline, after: Outline) -> bool:
    """Tell whether only an entry's text changed, and perhaps its title and summary: nothing that leads elsewhere."""
    if any(
        getattr(before, field.name) != getattr(after, field.name)
        for field in fields(Outline)
        if field.name not in _OF_THE_TEXT
    ):
        return False
    return (
        _same_fields(before.fields, after.fields, _SHOWN if before.kind not in _NAMED_ELSEWHERE else set())
        and list(map(_written, before.targets)) == list(map(_written, after.targets))
        and [(quote.text, _written(quote.target)) for quote in before.quotes]
        == [(quote.text, _written(quote.target)) for quote in after.quotes]
        and {name: _written(target) for name, target in before.files.items()}
        == {name: _written(target) for name, target in after.files.items()}
    )


def patch_site(
    site: Site, before: Outline, after: Outline, kind: KindSpec, zone: ZoneInfo
) -> tuple[Site, frozenset[Fact]]:
    """Return the site with a changed entry, and the facts that say something else now."""
    entry_id = after.id
    old = site.cards[entry_id]
    card = make_card(
        after,
        kind,
        address=old.address,
        terms=old.terms,
        assets=site.assets,
        parent=old.parent,
        zone=zone,
        language=site.language,
        pending=old.draft,
    )
    facts = {("body", entry_id)}
    if card.digest != old.digest:
        facts.add(("card", entry_id))
    related = site.related
    if before.words != after.words and after.kind not in UNLISTED:
        related, others = related.replace(entry_id, features_of(after, card.terms))
        facts.update(("related", one) for one in others)
    patched = replace(
        site,
        outlines=_with(site.outlines, entry_id, after),
        cards=_with(site.cards, entry_id, card),
        related=related,
    )
    return patched, frozenset(facts)


def _with(before: Mapping[str, Any], key: str, value: Any) -> Mapping[str, Any]:
    """Return a mapping with one other value, without copying what may be read only when it is asked for."""
    if isinstance(before, dict):
        return {**before, key: value}
    maps = before.maps if isinstance(before, ChainMap) else [{}, before]
    return ChainMap({**maps[0], key: value}, *maps[1:])


def _same_fields(before: EntryFields, after: EntryFields, but: set[str]) -> bool:
    return type(before) is type(after) and before.model_dump(exclude=but) == after.model_dump(exclude=but)


def _written(target: Target) -> tuple[str, str, str, str]:
    return (target.written, target.path, target.fragment, target.url)
