"""What a build remembers of the one before, kept in the cache: what it was made of, and what became of it.

It is in parts, so that a build which has nothing to do reads only the first. Parts are written together or not at all,
and what is wrong with them means only that there is no memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.build.store import Store
from generator.build.walk import Stamp
from generator.core.diagnostics import Diagnostic

# A build that finds nothing to do is over before this could be imported.
if TYPE_CHECKING:
    from generator.build.indexing import Records
    from generator.build.tracing import FactRecord, PageRecord
    from generator.model.search_text import SearchText

_PROFILES = 3  # output folders and ways to build that are remembered


class Head(NamedTuple):
    """What a build was made of, and what it told.

    ``rendering`` names the theme and the settings. ``digests`` are those of all entries by id, ``stamps`` those of all
    files in ``content/``, ``owners`` the ids of the entries whose text is in a file, ``themes`` the stamps of the files
    of themes; they are :data:`~generator.build.walk.UNSURE` where a file may change unseen. ``walked`` is what was
    wrong with the names of files. ``lasts`` is from when and until when (seconds since 1970) the same entries are
    published. ``told`` are all diagnostics, ``pages`` how many pages there are. ``parts`` are the
    names of all that is remembered beside it; ``young`` the digests of files whose stamps are not sure, by path, if
    these are few.
    """

    rendering: str
    digests: dict[str, str]
    stamps: dict[str, Stamp]
    owners: dict[str, str]
    themes: dict[str, Stamp]
    walked: tuple[Diagnostic, ...]
    lasts: tuple[float, float]
    told: tuple[Diagnostic, ...]
    pages: int
    parts: frozenset[str] = frozenset()
    young: tuple[tuple[str, str], ...] = ()


class Published(NamedTuple):
    """The files that were put in place: the digest and the stamp of each, by path."""

    files: dict[str, tuple[str, Stamp]]


UNSEEN = Published({})


@dataclass
class Memory:
    """What is remembered of one way to build into one folder; ``profile`` names the two."""

    store: Store
    profile: str
    _read: dict[str, Any] = field(default_factory=dict)
    _forgotten: bool = False

    def part(self, name: str) -> Any:
        """Return a part, or ``None``."""
        if self._forgotten:
            return None
        if name not in self._read:
            self._read[name] = self.store.state(f"{self.profile}/{name}")
        return self._read[name]

    @property
    def head(self) -> Head | None:
        """What the build was made of."""
        found = self.part("head")
        return found if isinstance(found, Head) else None

    def is_whole(self, *names: str) -> bool:
        """Tell whether those of these parts that were written can be read: what is damaged says nothing."""
        head = self.head
        return head is not None and all(self.part(name) is not None for name in names if name in head.parts)

    @property
    def published(self) -> Published:
        """What was put in place."""
        found = self.part("published")
        return found if isinstance(found, Published) else UNSEEN

    @property
    def pages(self) -> dict[str, PageRecord]:
        """The pages that were made, by path; none where what is remembered of them or their facts is damaged."""
        if not self.is_whole("pages since", "facts since") or not isinstance(self.part("facts"), dict):
            return {}
        return {**_mapping(self.part("pages")), **_mapping(self.part("pages since"))}

    @property
    def facts(self) -> dict[int, FactRecord]:
        """The facts that those pages read, by number."""
        return {**_mapping(self.part("facts")), **_mapping(self.part("facts since"))}

    @property
    def search(self) -> Records:
        """What each entry brought to the search."""
        if not self.is_whole("search", "search since"):
            return {}
        since = _mapping(self.part("search since"))
        return {name: {**found, **since.get(name, {})} for name, found in _mapping(self.part("search")).items()}

    @cached_property
    def digests(self) -> dict[str, str]:
        """The digests of the files that were put in place, by path."""
        return {path: name for path, (name, _) in self.published.files.items()}

    def text(self, digest: str) -> SearchText:
        """Return what the search had of an entry, by the digest of its files. Raises ``LookupError``."""
        text = self.store.text(digest)
        if text is None:
            raise LookupError(digest)
        return text

    def forget(self) -> None:
        """Remember nothing."""
        self._forgotten = True

    def since(self, pages: Mapping[str, Any], facts: Mapping[int, Any], search: Records) -> dict[str, Any]:
        """Return the parts in which stands what changed since then, with these changes."""
        since = _mapping(self.part("search since"))
        return {
            "pages since": {**_mapping(self.part("pages since")), **pages},
            "facts since": {**_mapping(self.part("facts since")), **facts},
            "search since": {name: {**since.get(name, {}), **search.get(name, {})} for name in {**since, **search}},
        }

    def keep(self, parts: Mapping[str, Any], *, alone: bool = False) -> None:
        """Write down parts; ``alone`` forgets all others, as after a build that looked at everything."""
        profiles = self.store.state("profiles")
        recent = [name for name in profiles if name != self.profile] if isinstance(profiles, list) else []
        recent = [self.profile, *recent]
        head = parts.get("head")
        if isinstance(head, Head):
            before = self.head if not alone else None
            known = before.parts if before is not None else frozenset()
            parts = {**parts, "head": head._replace(parts=known | frozenset(parts) - {"head", "causes"})}
        states = {f"{self.profile}/{name}": value for name, value in parts.items()}
        gone = [*recent[_PROFILES:], *([self.profile] if alone else [])]
        self.store.put_states({**states, "profiles": recent[:_PROFILES]}, gone=gone)


def _mapping(value: Any) -> dict[Any, Any]:
    return value if isinstance(value, dict) else {}
