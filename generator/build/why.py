"""Why a page was made by the last build, or was not: told from what that build remembered."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from generator.build.memory import Memory
from generator.build.pipeline import open_store, profile
from generator.build.run import BuildOptions
from generator.build.tracing import Cause, numbers_of

# What the key of a fact names, in words. Keys hold an id, or a cluster's name before a bar.
_WORDS = {
    "asset": "the file {key}",
    "body": "the text of {key}",
    "card": "what other pages show of {key}",
    "config": "the settings of {key}",
    "has": "whether there is any of {key}",
    "ids": "the list of entries {key}",
    "moments": "the passages of videos about {key}",
    "near": "the terms beside {key}",
    "place": "where a link leads: {key}",
    "quote": "the moments of the quotes in {key}",
    "redirects": "the old addresses of {key}",
    "related": "what is related to {key}",
    "route": "the address of {key}",
    "segments": "the passages of {key}",
    "term": "the term {key}",
    "terms": "the terms of {key}",
    "thread": "what follows {key}, and what it follows",
    "ties": "the ties between the schools of {key}",
    "tree": "the order of the pages of {key}",
    "used": "whether anything has {key}",
}
_CAUSES = {
    "first": "the last build made every page: there was no build before that it could go by",
    "theme": "the theme, or how the site was asked for, was another one than before: so every page was made",
    "new": "there was no such page before",
    "task": "it is made of other things than before, such as another number of entries",
    "output": "its file in the output folder was not there any more, or not as it had been left",
}


@dataclass(frozen=True, slots=True)
class Why:
    """A page of the last build. ``path`` is its file; ``made`` tells whether it was made anew.

    ``reasons`` are why, ``reads`` everything it reads, in words.
    """

    path: str
    made: bool
    reasons: tuple[str, ...]
    reads: tuple[str, ...]


def why(options: BuildOptions, asked: str) -> Why | tuple[str, list[str]] | None:
    """Tell why a page was made by the last build into ``options.output``.

    ``asked`` is its file in the output folder, its address, or the entry's file in ``content/``. Where
    there is no such page, what was looked for is returned and the files of all pages; ``None`` where no build is
    remembered.
    """
    with closing(open_store(options)) as store:
        memory = Memory(store, profile(options))
        if memory.head is None:
            return None
        path = _path_of(asked, memory)
        record = memory.pages.get(path)
        if record is None:
            return path, list(memory.pages)
        facts = memory.facts
        reads = tuple(sorted(_in_words(facts[number].fact) for number in numbers_of(record) if number in facts))
        cause = (memory.part("causes") or {}).get(path)
        reasons = _reasons(cause) if isinstance(cause, Cause) else ()
        return Why(path, cause is not None, reasons, reads)


def _path_of(asked: str, memory: Memory) -> str:
    """Return the file of the page that is meant; of an entry's file, that of its own page."""
    name = asked.replace("\\", "/").removeprefix("./")
    head = memory.head
    entry_id = head.owners.get(name, "") if head is not None else ""
    if entry_id:
        for path, record in memory.pages.items():
            if record.task[0].endswith(":entry_page") and record.task[2][1] == entry_id:
                return path
        return f"{entry_id.split('/', 1)[0]}/index.html" if entry_id.endswith("/index") else ""
    name = name.strip("/")
    candidates = [name, f"{name}/index.html", *(name.partition("/")[2::2])]
    return next((path for path in candidates if path in memory.pages), name)


def _reasons(cause: Cause) -> tuple[str, ...]:
    if cause.name != "facts":
        return (_CAUSES[cause.name],)
    return tuple(f"{_in_words(fact)} changed" for fact in sorted(cause.facts))


def _in_words(fact: tuple[str, str]) -> str:
    kind, key = fact
    name = key.rstrip("\n").replace("\n", "#")
    return _WORDS[kind].format(key=f"`{name}`" if name else "the portal")
