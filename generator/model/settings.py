"""How a build was asked for, as far as pages depend on it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """``drafts``: unpublished entries are shown and marked. ``explicit_links``: links name ``index.html``.

    ``preview``: the pages are for ``portal serve`` on the author's own machine.
    """

    drafts: bool = False
    explicit_links: bool = False
    preview: bool = False
