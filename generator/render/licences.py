"""Licences whose texts have a known address."""

from __future__ import annotations

import re

_CREATIVE_COMMONS = re.compile(
    r"(?:cc|creative commons)[\s-]*(by(?:[\s-]*nc)?(?:[\s-]*(?:sa|nd))?)[\s-]*([1-4]\.0)"
    r"(?:[\s-]*(nz|international))?",
    re.IGNORECASE,
)
_CC0 = re.compile(r"cc[\s-]*0(?:[\s-]*1\.0)?", re.IGNORECASE)


def licence_url(licence: str) -> str:
    """Return the address of a licence's text (``CC BY 4.0``), or "" where the words name no known licence."""
    words = licence.strip()
    match = _CREATIVE_COMMONS.fullmatch(words)
    if match:
        terms = re.sub(r"[\s-]+", "-", match[1].lower())
        country = "nz/" if (match[3] or "").lower() == "nz" and match[2] == "3.0" else ""
        return f"https://creativecommons.org/licenses/{terms}/{match[2]}/{country}"
    if _CC0.fullmatch(words):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return ""
