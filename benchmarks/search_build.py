"""One build in a process of its own, for the search benchmark; with `--bare`, as if there were no search.

A bare build still counts the words of each entry, as it must for related entries, but in the short way that did before
there was a search; it makes no passages, no postings and no index. What it lacks is what the search costs.

    python benchmarks/search_build.py ROOT OUTPUT [--bare] [--clean]
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import generator.build.pipeline
import generator.load.entry
from generator.build.pipeline import BuildOptions, build
from generator.model.body import Section
from generator.model.search_text import SearchText
from generator.model.transcript import Transcript

_WORD = re.compile(r"[^\W\d_]{3,40}")


def only_count(
    title: str, summary: str, sections: Iterable[Section], transcripts: Iterable[Transcript]
) -> tuple[SearchText, Counter[str]]:
    """Stand in for ``count_words``: how often each word stands in the entry, and nothing for the search."""
    texts = [title, summary, *(section.text for section in sections), *(each.text for each in transcripts)]
    counts = Counter(word for text in texts for word in _WORD.findall(text.lower()))
    return SearchText("", b"", 0, ()), counts


def no_search(*_given: Any) -> Iterator[Any]:
    """Stand in for the stage that makes the index."""
    return iter(())


def leave_out_the_search() -> None:
    """Put the stand-ins in their places. Raises AttributeError where these are no longer there."""
    for module, name, stand_in in (
        (generator.load.entry, "count_words", only_count),
        (generator.build.pipeline, "_search", no_search),
    ):
        getattr(module, name)
        setattr(module, name, stand_in)


# Worker processes that are not forked import this module anew, with the same arguments.
if "--bare" in sys.argv:
    leave_out_the_search()

if __name__ == "__main__":
    result = build(BuildOptions(root=Path(sys.argv[1]), output=Path(sys.argv[2]), clean="--clean" in sys.argv))
    told = [] if result.ok else [problem.message for problem in result.diagnostics]
    print(json.dumps({"ok": result.ok, "told": told, "stages": dict(result.stages)}))
