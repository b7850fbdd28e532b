"""The search beside Pagefind, on the same pages, in one run: `make bench-search`.

For each size a made-up portal is built and indexed by both, served from this machine with gzip, and asked in Chromium.
Bytes are those of bodies as they are sent, in a fresh browser, of all files but the page itself (its HTML, styles and
icons). Times in the browser are from a question to the whole answer, files from this machine included: for Pagefind its
search and the data of its first 10 results, for ours until the results are drawn; once as typed, with the time that
our box waits for the next letter, and once without it. Known items are queries made from entries; it counts whether
the entry is among the first three results, and whether it is the first.

    python benchmarks/search.py [--sizes 1000,10000] [--long 2000] [--queries 200] [--only ours|pagefind] [--misses]

It needs the extra `bench` and Chromium.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from host import serving, warm
from playwright.sync_api import sync_playwright
from search_corpus import CLUSTER, write_search_corpus
from search_engines import (
    NO_WAITING,
    Asker,
    Indexing,
    OnDisk,
    Ours,
    Pagefind,
    build_site,
    on_disk,
    our_disk,
    our_edit,
    our_indexing,
    pagefind_indexing,
)
from search_queries import GROUPS, ByRarity, Query, Words, by_rarity, known_items
from search_table import Figure, percentile, table

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FRESH = 5  # how many words of a kind are asked first in a fresh browser; the middle one counts
NEXT = 20
TIMED = 100
FIRST = (3, 1)  # a known item is found where it is among as many results
KINDS = ("common word", "rare word", "two words")
CHROMIUM_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Questions:
    """What both engines are asked."""

    known: list[Query]
    rarity: ByRarity
    timed: list[str]


@dataclass
class Measured:
    """What was measured of one engine: byte counts, milliseconds, and shares of success by group."""

    indexing: Indexing
    disk: OnDisk
    edit: float
    first: dict[str, float] = field(default_factory=dict)
    files: float = 0
    next: list[float] = field(default_factory=list)
    typed: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    success: dict[tuple[str, int], float] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)


def questions(words: Words, count: int) -> Questions:
    """Return ``count`` queries with known answers, words by rarity, and 100 mixed queries for the times."""
    known = known_items(words.entries, words, count)
    many = by_rarity(words, 10, seed=2)
    mixed = [*many.common, *many.rare, *many.two]
    chance = random.Random(3)
    mixed += [query.text for query in chance.sample(known, min(len(known), TIMED - len(mixed)))]
    chance.shuffle(mixed)
    return Questions(known, by_rarity(words, FRESH), mixed)


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, as in the tests."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        sys.exit("Chromium is missing. Install it with: sudo apt-get install chromium")
    flags = [*CHROMIUM_FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, headless=True, args=flags)
        yield chromium
        chromium.close()


def ask_all(chromium: Browser, asker: Asker, asked: Questions, measured: Measured) -> None:
    """Ask everything, and note it."""
    for kind, texts in zip(KINDS, (asked.rarity.common, asked.rarity.rare, asked.rarity.two), strict=True):
        counts = [_first(chromium, asker, text) for text in texts]
        measured.first[kind] = percentile([size for size, _ in counts], 0.5)
        if kind == KINDS[0]:
            measured.files = percentile([files for _, files in counts], 0.5)
    context = chromium.new_context()
    page = asker.open(context)
    asker.ask(page, asked.rarity.common[0])
    for text in asked.timed[:NEXT]:
        asker.settle(page)
        before = len(asker.server.sent)
        asker.ask(page, text)
        asker.settle(page)
        measured.next.append(asker.sent(before)[0])
    context.close()
    for waiting, once, twice in ((True, measured.typed, None), (False, measured.asked, measured.again)):
        context = chromium.new_context()
        if not waiting:
            context.add_init_script(NO_WAITING)
        page = asker.open(context)
        asker.ask(page, asked.rarity.common[0])
        for times in (once, twice):
            if times is not None:
                times += [asker.ask(page, text).milliseconds for text in asked.timed]
        context.close()
    context = chromium.new_context()
    context.add_init_script(NO_WAITING)
    page = asker.open(context)
    answers = [(query, asker.ask(page, query.text).urls) for query in asked.known]
    context.close()
    for query, urls in answers:
        if query.url not in urls[: FIRST[0]]:
            place = f"place {urls.index(query.url) + 1}" if query.url in urls else f"not among {len(urls)}"
            measured.missed.append(f"{asker.name}, {query.group}: “{query.text}” for {query.url}, {place}")
    for group in GROUPS:
        for first in FIRST:
            found = [query.url in urls[:first] for query, urls in answers if query.group == group]
            measured.success[group, first] = sum(found) / len(found) if found else float("nan")


def _first(chromium: Browser, asker: Asker, text: str) -> tuple[int, int]:
    """Ask one question in a fresh browser; return the bytes and the number of files sent, but for the page itself."""
    before = len(asker.server.sent)
    context = chromium.new_context()
    page = asker.open(context)
    asker.ask(page, text)
    asker.settle(page)
    context.close()
    return asker.sent(before)


def figures(pagefind: Measured | None, ours: Measured | None) -> list[Figure]:
    """Return the lines of the table."""

    def line(label: str, kind: str, value: Callable[[Measured], float]) -> Figure:
        return Figure(label, kind, value(pagefind) if pagefind else None, value(ours) if ours else None)

    def first(kind: str) -> Figure:
        return line(f"first query, {kind}", "KB", lambda one: one.first[kind])

    def success(group: str, first: int) -> Figure:
        place = f"in the first {first}" if first > 1 else "first"
        return line(f"known item {place}, {group}", "%", lambda one: one.success[group, first])

    return [
        line("indexing", "s", lambda one: one.indexing.seconds),
        line("indexing, all cores", "s", lambda one: one.indexing.cores),
        line("most memory (ours: of the whole build)", "MB", lambda one: one.indexing.peak),
        line("on disk", "MB", lambda one: one.disk.size),
        line("on disk, in blocks", "MB", lambda one: one.disk.blocks),
        line("files", "", lambda one: one.disk.files),
        *map(first, KINDS),
        line(f"first query, {KINDS[0]}, files", "", lambda one: one.files),
        line(f"next query, middle of {NEXT}", "KB", lambda one: percentile(one.next, 0.5)),
        line("next query, most", "KB", lambda one: max(one.next)),
        line(f"answer, middle of {TIMED}", "ms", lambda one: percentile(one.asked, 0.5)),
        line(f"answer, 95th of {TIMED}", "ms", lambda one: percentile(one.asked, 0.95)),
        line("answer, 95th, with the wait for letters", "ms", lambda one: percentile(one.typed, 0.95)),
        line("asked again, 95th", "ms", lambda one: percentile(one.again, 0.95)),
        *(success(group, first) for first in FIRST for group in GROUPS),
        line("one entry changed", "s", lambda one: one.edit),
    ]


def compare(count: int, *, long: bool, queries: int, only: str | None, misses: bool) -> None:
    """Measure one size and print its table; with ``misses``, also the known items that were not found."""
    with tempfile.TemporaryDirectory(prefix="portal-search-") as name:
        root = Path(name)
        output, other = root / "output", root / "pagefind"
        other.mkdir()
        entries = write_search_corpus(root, count, long=long)
        length = sum(len(text.split()) for entry in entries for text in entry.passages) // count
        print(f"\n{count:,} {'transcripts' if long else 'entries'} of {length:,} words", flush=True)
        asked = questions(Words(entries), queries)
        edited = entries[0].url
        del entries
        pagefind = ours = None
        if only == "pagefind":
            build_site(root, output)
        else:
            indexing = our_indexing(root, output)
            ours = Measured(indexing, our_disk(output), 0.0)
            print(f"  ours: {indexing.how}", flush=True)
        if only != "ours":
            indexing = pagefind_indexing(output, other)
            pagefind = Measured(indexing, on_disk([other / "pagefind"]), indexing.seconds)
        with browser() as chromium:
            if pagefind:
                with serving(other) as server:
                    ask_all(chromium, Pagefind(server), asked, pagefind)
            if ours:
                warm(output / CLUSTER / "search")
                with serving(output) as server:
                    ask_all(chromium, Ours(server), asked, ours)
        if ours:
            ours.edit = our_edit(root, output, edited)
        print(table(figures(pagefind, ours), version("pagefind")), flush=True)
        if misses:
            print("\n".join(line for one in (pagefind, ours) if one for line in one.missed), flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000", help="numbers of entries of about 700 words")
    parser.add_argument("--long", default="2000", help="numbers of transcripts of about 10,000 words; 0 for none")
    parser.add_argument("--queries", type=int, default=200, help="how many queries with a known answer")
    parser.add_argument("--only", choices=("ours", "pagefind"))
    parser.add_argument("--misses", action="store_true", help="also print the queries whose entry was not found")
    options = parser.parse_args(arguments)
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}; 1 MB is 1,000,000 bytes")
    for sizes, long in ((options.sizes, False), (options.long, True)):
        for size in filter(None, map(int, filter(None, sizes.split(",")))):
            compare(size, long=long, queries=options.queries, only=options.only, misses=options.misses)


if __name__ == "__main__":
    main()
