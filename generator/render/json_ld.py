"""JSON-LD: what a page says to machines, in the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from generator.render.contract import Link
from generator.render.links import join_relative

# A script element ends at `</script`, and `<!--` changes how it is read; a content security policy stops neither.
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def to_markup(data: Iterable[dict[str, Any]]) -> Markup:
    """Return the data as the content of one JSON-LD script element. Empty values are left out."""
    graph = [_without_empty(item) for item in data]
    value: dict[str, Any] = {"@context": "https://schema.org"}
    value |= graph[0] if len(graph) == 1 else {"@graph": graph}
    text = _ENCODER.encode(value)
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return Markup(text)  # noqa: S704 - all that could end the element is escaped


def breadcrumb_list(crumbs: Iterable[Link], *, base: str, own: str) -> dict[str, Any]:
    """Return the ``BreadcrumbList`` of “You are here”; ``base`` is the page's absolute address, or ""."""
    items = []
    for position, crumb in enumerate(crumbs, 1):
        url = join_relative(base, crumb.url) if crumb.url and base else crumb.url
        url = own if crumb.current and not crumb.url else url
        items.append({"@type": "ListItem", "position": position, "name": crumb.title, "item": url})
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _without_empty(value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        cleaned = {key: item if type(item) is str else _without_empty(item) for key, item in value.items()}
        return {key: item for key, item in cleaned.items() if item or not _may_be_empty(item)}
    if isinstance(value, list | tuple):
        return [_without_empty(item) for item in value if item not in ("", None)]
    return value


def _may_be_empty(value: Any) -> bool:
    # Zero and "no" say something.
    return value is None or isinstance(value, str | list | dict)
