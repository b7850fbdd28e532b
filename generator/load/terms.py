"""Lists of terms: ``tags.yaml``, and the schools, goals and so on of a ``cluster.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import Field

from generator.core.codes.settings import E145, E146, E147
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import did_you_mean, slugify
from generator.load.validate import validate
from generator.load.yaml import SETTINGS, YamlDocument, read_yaml
from generator.model.config import TermDefinition, TermList
from generator.model.fields import Written

_ROOT = "tags"


class _Tags(Written):
    """``tags.yaml`` as a whole."""

    tags: TermList = Field((), description="The tags.", examples=["[literacy, writing]"])


def load_tags(
    text: str, path: str, *, told: bool = False
) -> tuple[tuple[TermDefinition, ...], dict[str, Span], list[Diagnostic]]:
    """Return the terms of a ``tags.yaml``, the places of their values, and what is wrong with them.

    The file is a list of names or of mappings (``name``, ``description``, ``aliases``, ``broader``), or a mapping from
    names to the rest (or to the description alone); either may stand below ``tags:``. The places are by dotted path:
    ``3`` is the fourth term, ``3.name``, ``3.aliases.0`` what it says. ``told`` says that the text is known to be bad.
    """
    document = read_yaml(text or ("" if told else "\n"), path, limits=SETTINGS, root=_ROOT)
    problems = list(document.diagnostics)
    document = _as_list(document)
    tags, found = validate(_Tags, document, path=path, subject="list of tags")
    problems += found
    prefix = f"{_ROOT}."
    spans = {place.removeprefix(prefix): span for place, span in document.spans.items() if place.startswith(prefix)}
    problems += check_terms(tags.tags, document, _ROOT)
    return tags.tags, spans, problems


def check_terms(terms: Sequence[TermDefinition], document: YamlDocument, field: str) -> list[Diagnostic]:
    """Return what is wrong with a list of terms: names that clash, and wider terms that are missing or go in a circle.

    ``field`` is where the list stands in ``document``.
    """
    written, spans, start = document.values.get(field), document.spans, document.start
    if isinstance(written, list) and len(written) != len(terms):
        return []  # some were left out as bad, so the places of the others cannot be told
    problems: list[Diagnostic] = []
    owners: dict[str, int] = {}
    spellings: dict[str, tuple[str, Span]] = {}

    def claim(written: str, place: str, index: int) -> None:
        span = _span(spans, f"{field}.{index}{place}", start)
        slug = slugify(written)
        if slug not in owners:
            owners[slug], spellings[slug] = index, (written, span)
        elif owners[slug] != index:
            other, first = spellings[slug]
            problems.append(E145.at(span, value=written, other=other, line=first.line))

    # Names before other words, so that it is the other word that is told to go.
    for index, term in enumerate(terms):
        if term.name:
            claim(term.name, ".name", index)
    for index, term in enumerate(terms):
        for number, alias in enumerate(term.aliases):
            claim(alias, f".aliases.{number}", index)
    problems += _check_broader(terms, owners, spans, field, start)
    return problems


def _check_broader(
    terms: Sequence[TermDefinition], owners: Mapping[str, int], spans: Mapping[str, Span], field: str, start: Span
) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    above: dict[int, int] = {}
    for index, term in enumerate(terms):
        if not term.broader:
            continue
        parent = owners.get(slugify(term.broader))
        if parent is not None:
            above[index] = parent
            continue
        near = did_you_mean(term.broader, (other.name for other in terms if other is not term))
        hint = f"Did you mean `{near}`?" if near else None
        span = _span(spans, f"{field}.{index}.broader", start)
        problems.append(E146.at(span, hint=hint, value=term.broader, term=term.name))
    done: set[int] = set()
    for index in above:
        way: list[int] = []
        here: int | None = index
        while here is not None and here not in done:
            done.add(here)
            way.append(here)
            here = above.get(here)
        if here is not None and here in way:
            circle = [*way[way.index(here) :], here]
            span = _span(spans, f"{field}.{here}.broader", start)
            names = " → ".join(terms[number].name for number in circle)
            problems.append(E147.at(span, term=terms[here].name, way=names))
    return problems


def _span(spans: Mapping[str, Span], place: str, start: Span) -> Span:
    while place:
        if place in spans:
            return spans[place]
        place = place.rpartition(".")[0]
    return start


def _as_list(document: YamlDocument) -> YamlDocument:
    """Return the document with its terms as a list, each with its name, whichever way they were written."""
    whole: Any = document.values.get(_ROOT)
    base = _ROOT
    if document.mappings.get(_ROOT) == (_ROOT,) and (whole is None or isinstance(whole.get(_ROOT), list | dict)):
        base, whole = f"{_ROOT}.{_ROOT}", whole and whole[_ROOT]
    keys = document.mappings.get(base, ())
    spans, key_spans = _moved(document.spans, base, _ROOT), _moved(document.key_spans, base, _ROOT)
    if not keys or isinstance(whole, list):
        values = {_ROOT: whole} if whole else {}
        mappings = {"": tuple(values)}
        return replace(document, values=values, spans=spans, key_spans=key_spans, mappings=mappings)
    named = whole if isinstance(whole, dict) else {}
    terms: list[Any] = []
    term_spans: dict[str, Span] = {}
    term_keys: dict[str, Span] = {}
    # Names may hold dots, so each name's places are looked up by what its own value holds.
    for key in keys:
        if not key:
            continue
        value, old, new = named.get(key), f"{_ROOT}.{key}", f"{_ROOT}.{len(terms)}"
        term_spans[new] = term_spans[f"{new}.name"] = key_spans.get(old, document.start)
        if isinstance(value, str):
            value = {"description": value}
            term_spans[f"{new}.description"] = spans.get(old, document.start)
        for place in _places(value):
            for source, target in ((spans, term_spans), (key_spans, term_keys)):
                if f"{old}.{place}" in source:
                    target[f"{new}.{place}"] = source[f"{old}.{place}"]
        terms.append({"name": key, **value} if isinstance(value, dict) else value or {"name": key})
    term_spans[_ROOT] = spans.get(_ROOT, document.start)
    return replace(document, values={_ROOT: terms}, spans=term_spans, key_spans=term_keys, mappings={"": (_ROOT,)})


def _moved(spans: Mapping[str, Span], base: str, to: str) -> dict[str, Span]:
    if base == to:
        return dict(spans)
    return {
        to + place[len(base) :]: span for place, span in spans.items() if place == base or place.startswith(f"{base}.")
    }


def _places(value: Any, prefix: str = "") -> list[str]:
    """Return the dotted paths of everything in ``value``."""
    found: list[str] = []
    items: list[tuple[str, Any]] = []
    if isinstance(value, dict):
        items = [(str(key), item) for key, item in value.items()]
    elif isinstance(value, list):
        items = [(str(index), item) for index, item in enumerate(value)]
    for key, item in items:
        place = f"{prefix}.{key}" if prefix else key
        found += [place, *_places(item, place)]
    return found
