"""What the lower rooms need to know of a kind: its name, its folder and its front matter."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.fields import EntryFields


@dataclass(frozen=True, slots=True)
class KindSpec:
    """A kind's shape. ``name`` is ``case-study``, ``folder`` is ``case-studies``, in ``content/`` and in the site.

    ``prefix`` stands before the slug in an entry's address (``videos/``; "" for pages). ``timed_media`` says that it
    may have a video and transcripts. ``asks_summary`` says that a missing summary is worth a warning.
    """

    name: str
    folder: str
    prefix: str
    fields: type[EntryFields]
    timed_media: bool = False
    asks_summary: bool = False
