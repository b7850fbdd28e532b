"""Every diagnostic the generator can give. A code is permanent: it is never given a second meaning.

E1 front matter · E2 body and links · E3 site · E4 theme · E5 media and transcripts · E6 people and publishing · E9 ours
"""

from __future__ import annotations

from generator.core.codes import body, front_matter, media, ours, people, site, theme
from generator.core.diagnostics import Code

CODES: tuple[Code, ...] = (
    *front_matter.CODES,
    *body.CODES,
    *site.CODES,
    *theme.CODES,
    *media.CODES,
    *people.CODES,
    *ours.CODES,
)


def find_code(name: str) -> Code | None:
    """Return the code with this id (``E112``) or name (``unknown-term``), in any case, or ``None``."""
    wanted = name.strip().lower()
    return next((code for code in CODES if wanted in (code.id.lower(), code.name)), None)
