"""Addresses: which of them are safe, and how one page points to another.

An *address* is a path from a site's root, without a leading slash: ``""`` is the home page, ``"videos/kea/"`` a page,
``"assets/site.css"`` a file. Pages end in a slash, files do not.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Control characters, odd spaces, what changes the direction of text or cannot be seen, and lone surrogates.
_CONTROL = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff\ufff9-\uffff"
    "\U000e0000-\U000e007f]"
)


# Signs that no address may hold, but that authors type.
_ENCODED = {ord(sign): quote(sign) for sign in ' "<>^`{|}'}


def safe_url(url: str) -> str | None:
    """Return ``url`` if a reader may follow it, else ``None``.

    Allowed are http(s), mailto and tel, and relative addresses without a colon in their first segment. Control
    characters and odd spaces, a leading ``//`` or a backslash make an address unsafe, whatever it points to. Plain
    spaces and other signs that no address may hold are encoded, since authors type them.
    """
    trimmed = url.strip(" \t\r\n").translate(_ENCODED)
    if _CONTROL.search(trimmed) or "\\" in trimmed or trimmed.startswith("//"):
        return None
    scheme = _SCHEME.match(trimmed)
    if scheme:
        if scheme[1].lower() not in SAFE_SCHEMES:
            return None
        if scheme[1].lower() in {"http", "https"}:
            try:
                parts = urlsplit(trimmed)
                if not parts.hostname or "@" in parts.netloc:
                    return None
                _ = parts.port  # raises ValueError for a port that is no number
            except ValueError:
                return None
        return trimmed
    if ":" in re.split(r"[/?#]", trimmed, maxsplit=1)[0]:
        return None
    return trimmed


def is_external(url: str) -> bool:
    """Tell whether ``url`` names a scheme (``https:``, ``mailto:`` …) instead of a place in this portal."""
    return _SCHEME.match(url) is not None


def relative_url(origin: str, target: str, *, explicit: bool = False) -> str:
    """Return the relative link from the page at address ``origin`` to address ``target``.

    ``target`` may end in a ``#fragment``. With ``explicit``, links to pages name ``index.html``, so that they work
    where the site is opened as files.
    """
    path, mark, fragment = target.partition("#")
    here = origin.split("/")[:-1]
    there = path.split("/")
    name = there.pop()
    shared = 0
    while shared < len(here) and shared < len(there) and here[shared] == there[shared]:
        shared += 1
    if mark and path == origin:
        return "#" + fragment
    steps = [".."] * (len(here) - shared) + there[shared:]
    if not name and explicit:
        name = "index.html"
    link = "/".join([*steps, name]) or "./"
    return quote(link, safe="/-._~%") + mark + fragment
