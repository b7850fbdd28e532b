"""One build in a process of its own, for the search benchmark; with `--bare`, as if there were no search.

A bare build still counts the words of each entry, as it must for related entries, but in the short way that did before
there was a search; it makes no passages, no postings and no index. What it lacks is what the search costs.

With `--edit FILE`, one sentence is then added to an entry, and the time is told that it takes to load that entry and to
make its index from the files of the index before, by a process that has the other entries at hand.

    python benchmarks/search_build.py ROOT OUTPUT [--bare] [--edit content/kowhai/videos/kea.md]
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import generator.build.sites
import generator.load.entry
import generator.outputs.search
from generator.build.entries import readings_of
from generator.build.pipeline import build
from generator.build.reading import read_source
from generator.build.run import BuildOptions
from generator.build.scan import scan
from generator.build.walk import walk
from generator.kinds import kind_specs
from generator.load.entry import load_entry
from generator.model.body import Section
from generator.model.search_text import SearchText
from generator.model.transcript import Transcript
from generator.search.index import Choices, Place, Run, index_files
from generator.search.item import Item, Texts, make_item
from generator.search.update import update_files

_WORD = re.compile(r"[^\W\d_]{3,40}")


def only_count(
    title: str, summary: str, sections: Iterable[Section], transcripts: Iterable[Transcript]
) -> tuple[SearchText, Counter[str]]:
    """Stand in for ``count_words``: how often each word stands in the entry, and nothing for the search."""
    texts = [title, summary, *(section.text for section in sections), *(each.text for each in transcripts)]
    counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
    return SearchText("", b"", 0, ()), counts


def no_search(*_given: Any) -> dict[str, Any]:
    """Stand in for the stage that makes the index."""
    return {}


def leave_out_the_search() -> None:
    """Put the stand-ins in their places. Raises AttributeError where these are no longer there."""
    for module, name, stand_in in (
        (generator.load.entry, "count_words", only_count),
        (generator.build.sites, "index", no_search),
    ):
        getattr(module, name)
        setattr(module, name, stand_in)


@dataclass
class Kept:
    """What was given to the maker of the last index."""

    items: Sequence[Item] = ()
    texts: Texts | None = None
    choices: tuple[Choices, ...] = ()
    places: Sequence[Place] = ()

    def index_files(
        self, items: Sequence[Item], texts: Texts, choices: Iterable[Choices], places: Sequence[Place], run: Run
    ) -> Iterator[tuple[str, bytes]]:
        """Keep what is given, and make the index."""
        self.items, self.texts, self.choices, self.places = items, texts, tuple(choices), places
        return index_files(items, texts, self.choices, places, run)


def edit(root: Path, folder: Path, file: str, kept: Kept) -> float:
    """Add a sentence to an entry; return the seconds from reading it to the last new file of the index."""
    path, kinds = root / file, kind_specs()
    for text in ("", "\nOne more sentence, about kererū.\n"):  # a process that has the entries at hand has loaded some
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
        reading = readings_of(scan(walk(root), kinds))[file]
        began = time.perf_counter()
        source, _ = read_source(reading)
        entry, _ = load_entry(source, kinds[source.kind])
    assert entry is not None
    assert kept.texts is not None
    new = {entry.id: entry.search}
    after = [
        make_item(item.id, entry.search, item.terms, item.values, item.name) if item.id == entry.id else item
        for item in kept.items
    ]
    made, _ = update_files(
        lambda name: (folder / name).read_bytes(),
        kept.items,
        after,
        kept.texts,
        new.__getitem__,
        kept.choices,
        kept.places,
    )
    for name, data in made.items():
        if not (folder / name).exists() or name == "index.js":
            (folder / name).write_bytes(data)
    return time.perf_counter() - began


# Worker processes that are not forked import this module anew, with the same arguments.
if "--bare" in sys.argv:
    leave_out_the_search()

if __name__ == "__main__":
    kept = Kept()
    generator.outputs.search.index_files = kept.index_files  # type: ignore[assignment]
    # Always anew: what a bare build has loaded is of no use to another.
    result = build(BuildOptions(root=Path(sys.argv[1]), output=Path(sys.argv[2]), clean=True))
    told = [] if result.ok else [problem.message for problem in result.diagnostics]
    stages = dict(result.stages)
    if "--edit" in sys.argv:
        file = sys.argv[sys.argv.index("--edit") + 1]
        stages["edit"] = edit(Path(sys.argv[1]), Path(sys.argv[2], file.split("/")[1], "search"), file, kept)
    print(json.dumps({"ok": result.ok, "told": told, "stages": stages}))
