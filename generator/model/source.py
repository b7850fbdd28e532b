"""What was found on disk for one entry, before anything is understood of it."""

from __future__ import annotations

from dataclasses import dataclass

# What stands in place of a language in the name of a file with chapters: ``kea.chapters.vtt``.
CHAPTERS = "chapters"


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """A transcript beside an entry: same stem, ``.vtt``, ``.srt`` or ``.txt``, with an optional language before it.

    ``language`` is the language tag in the file's name (``mi`` in ``kea.mi.vtt``), or "" for the entry's own.
    """

    path: str
    data: bytes
    language: str = ""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one entry, not read yet: what a :class:`Source` is made of, by the same names.

    ``transcripts`` are paths, each with its language as in :class:`TranscriptFile`.
    """

    id: str
    cluster: str
    kind: str
    path: str
    transcripts: tuple[tuple[str, str], ...] = ()
    media: tuple[str, ...] = ()
    bundle: str = ""

    @property
    def files(self) -> tuple[str, ...]:
        """The paths of what is read."""
        return (self.path, *(path for path, _ in self.transcripts))


@dataclass(frozen=True, slots=True)
class Source:
    """One entry's files. All paths are relative to the portal's folder: ``content/hereora/videos/kea.md``.

    ``id`` is the path below ``content/`` without ``.md`` or ``/index.md`` (``hereora/videos/kea``); ``slug`` is its
    last part. ``bundle`` is the folder whose files belong to this entry alone, or "" for a lone Markdown file.
    ``media`` are the paths of audio and video files that share the entry's stem. ``digest`` covers all the bytes.
    """

    id: str
    cluster: str
    kind: str
    path: str
    data: bytes
    transcripts: tuple[TranscriptFile, ...] = ()
    media: tuple[str, ...] = ()
    bundle: str = ""
    digest: str = ""

    @property
    def slug(self) -> str:
        """The last part of the id, as written on disk."""
        return self.id.rsplit("/", 1)[-1]
