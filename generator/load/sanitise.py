"""The sanitiser: only text, lists, tables and pictures are left of what an author wrote as HTML.

``clean`` runs on the final HTML, after Markdown, so nothing can slip in behind it; it is safe by itself. What the
generator adds (ids, embeds, addresses) is put in afterwards. Its output is canonical: attributes in double quotes,
``<``, ``>`` and ``&`` in text escaped, one order whatever the process.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import nh3

from generator.core.urls import SAFE_SCHEMES, safe_url
from generator.load.bounds import without_forbidden

_TAGS = """
a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h1 h2 h3
h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot
th thead time tr u ul var wbr
"""
_DROPPED = """
applet audio button canvas dialog embed form frame frameset iframe math noembed noframes noscript object plaintext
script select style svg template textarea title video xmp
"""
TAGS = frozenset(_TAGS.split())
DROPPED_WITH_CONTENT = frozenset(_DROPPED.split())
_ATTRIBUTES: dict[str, set[str]] = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "name"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "scope", "align"},
    "time": {"datetime"},
}
_VALID: dict[str, re.Pattern[str]] = {
    "align": re.compile(r"left|center|right", re.IGNORECASE),
    "colspan": re.compile(r"[1-9]\d{0,2}"),
    "datetime": re.compile(
        r"\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|1\d|2[0-8]|(?<!02-)(?:29|30)|(?<=0[13578]-|1[02]-)31)"
        r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?:Z|[+-](?:0\d|1[0-4]):?00)?)?)?"
    ),
    "dir": re.compile(r"ltr|rtl|auto", re.IGNORECASE),
    "height": re.compile(r"\d{1,5}"),
    "lang": re.compile(r"[A-Za-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Za-z]{2}|\d{3}))?"),
    "rowspan": re.compile(r"[1-9]\d{0,2}"),
    "scope": re.compile(r"row|col|rowgroup|colgroup", re.IGNORECASE),
    "span": re.compile(r"[1-9]\d{0,2}"),
    "start": re.compile(r"-?\d{1,6}"),
    "type": re.compile(r"[1aAiI]"),
    "value": re.compile(r"-?\d{1,6}"),
    "width": re.compile(r"\d{1,5}"),
}
# Class names that begin so belong to the theme's behaviour.
_BEHAVIOUR = "js-"
_ALIGNED_CELL = re.compile(r'<(t[dh])((?: [a-z]+="[^"]*")*?) align="([^"]*)"((?: [a-z]+="[^"]*")*)>')
_REMOVED = re.compile(rf"<({'|'.join(sorted(DROPPED_WITH_CONTENT))})(?=[\s/>])([^>]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Removed:
    """A tag that was taken out with its content; ``attributes`` is what stood after its name."""

    tag: str
    attributes: str


def _filter(tag: str, name: str, value: str) -> str | None:
    """Return an attribute's value as it may stay, or ``None``."""
    if name in ("href", "src"):
        url = safe_url(value)
        if url is None or (tag == "img" and url.lower().startswith(("mailto:", "tel:"))):
            return None
        return value.strip(" \t\r\n")
    if name == "class":
        names = [word for word in value.split() if not word.lower().startswith(_BEHAVIOUR)]
        return " ".join(names) or None
    if name == "title":
        return value if value.strip() else None
    if name in ("open", "reversed"):
        return ""
    pattern = _VALID.get(name)
    if pattern is not None:
        return value if pattern.fullmatch(value) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
    attribute_filter=_filter,
    strip_comments=True,
    link_rel=None,
    url_schemes=set(SAFE_SCHEMES),
)


def clean(html: str) -> str:
    """Return ``html`` with the allowed tags and attributes only. The result is safe in any page's body."""
    cleaned = _CLEANER.clean(html)
    if ' align="' in cleaned:
        cleaned = _ALIGNED_CELL.sub(_align_by_class, cleaned)
    return without_forbidden(cleaned)


def removed_tags(html: str) -> tuple[Removed, ...]:
    """Return the tags of raw ``html`` that ``clean`` takes out with their content, in order."""
    return tuple(Removed(tag=found[1].lower(), attributes=found[2]) for found in _REMOVED.finditer(html))


def _align_by_class(cell: re.Match[str]) -> str:
    """Turn a cell's ``align="right"`` into the class ``align-right``: the page's policy forbids inline style."""
    tag, before, side, after = cell.groups()
    name = f"align-{side.lower()}"
    attributes = before + after
    if ' class="' in attributes:
        attributes = attributes.replace(' class="', f' class="{name} ', 1)
        return f"<{tag}{attributes}>"
    return f'<{tag} class="{name}"{attributes}>'
