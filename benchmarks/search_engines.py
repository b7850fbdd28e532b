"""The two engines behind one face: make an index of the built pages, open a page that asks, ask.

Ours is made by the build and asked through the search page, as a reader does. Pagefind is given what its documentation
advises: the pages of entries alone, and of those the entry without the furniture. It is asked through its own
interface for programs; its visible interface would add some 100 KB and the time to draw, which ours has in it.
"""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from search_corpus import CLUSTER
from watch import Spent, run

if TYPE_CHECKING:
    from host import Server
    from playwright.sync_api import BrowserContext, Page

SHOWN = 10  # how many results Pagefind loads for an answer; its own interface shows 5 at first
STAGE = "search"  # of the build
PAGE_ITSELF = ("/", ".html", ".css", ".svg", ".png", ".ico", ".webmanifest")
BUILD = str(Path(__file__).with_name("search_build.py"))


@dataclass(frozen=True)
class Indexing:
    """What making an index took: seconds by the clock and of all cores, the most memory in bytes; and how we know."""

    seconds: float
    cores: float
    peak: int
    how: str


@dataclass(frozen=True)
class Answer:
    """How many milliseconds it took, and the entries' addresses from the site's root, best first."""

    milliseconds: float
    urls: list[str]


def build_site(root: Path, output: Path, *flags: str) -> tuple[Spent, dict[str, float]]:
    """Build a portal in a process of its own; return what that took, and the seconds of each stage."""
    spent = run([sys.executable, BUILD, str(root), str(output), *flags])
    result = json.loads(spent.output.splitlines()[-1])
    if not result["ok"]:
        sys.exit("The build has errors:\n" + "\n".join(result["told"][:20]))
    return spent, result["stages"]


def our_indexing(root: Path, output: Path) -> Indexing:
    """Build everything to ``output``, and return what of it the search took; its memory is that of the whole build.

    Words are counted while entries are loaded, and files are written at the end, so the stage of the search alone is
    not all: it is the difference to a build without search.
    """
    bare = output.with_name(f"{output.name}-bare")
    without, _ = build_site(root, bare, "--bare")
    shutil.rmtree(bare)
    whole, stages = build_site(root, output)
    how = (
        f"a build of {whole.seconds:.1f} s ({whole.cores:.1f} s of cores, {stages[STAGE]:.2f} s in the stage) less one "
        f"without search of {without.seconds:.1f} s ({without.cores:.1f} s of cores, {without.peak / 1e6:.0f} MB)"
    )
    return Indexing(whole.seconds - without.seconds, whole.cores - without.cores, whole.peak, how)


def our_edit(root: Path, output: Path, url: str) -> float:
    """Change one entry, and return the seconds of loading it and making the index from the files before."""
    _, stages = build_site(root, output, "--edit", f"content/{CLUSTER}/{url.rstrip('/')}.md")
    return stages["edit"]


def pagefind_indexing(site: Path, output: Path) -> Indexing:
    """Index the entries' pages of a built site to ``output / "pagefind"``, and put a page that can ask beside it."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(output / "pagefind")]
    command += ["--glob", f"{CLUSTER}/{{case-studies,videos}}/*/index.html", "--root-selector", "article.entry-body"]
    command += ["--exclude-selectors", ".time, .transcript-head, .player-none", "--quiet"]
    spent = run(command)
    page = '<!doctype html><html lang="en"><title>Ask</title><link rel="icon" href="data:,"><script type="module">'
    page += 'import * as pagefind from "/pagefind/pagefind.js"; window.pagefind = pagefind;</script>'
    (output / "index.html").write_text(page, encoding="utf-8")
    return Indexing(spent.seconds, spent.cores, spent.peak, "its own process")


@dataclass(frozen=True)
class OnDisk:
    """What lies on disk: bytes, bytes in whole blocks with folders, and the number of files."""

    size: int
    blocks: int
    files: int


def on_disk(folders: list[Path], without: tuple[str, ...] = ()) -> OnDisk:
    """Add up folders, without files of some names."""
    found = [path for folder in folders for path in (folder, *folder.rglob("*")) if path.name not in without]
    stats = [path.stat() for path in found]
    files = [stat for path, stat in zip(found, stats, strict=True) if path.is_file()]
    return OnDisk(sum(stat.st_size for stat in files), sum(stat.st_blocks * 512 for stat in stats), len(files))


def our_disk(output: Path) -> OnDisk:
    """What our index takes: the folders of the search on every site, without the search page."""
    return on_disk(
        [path for path in (output / "search", output / CLUSTER / "search") if path.is_dir()], ("index.html",)
    )


class Asker:
    """One engine in a browser. ``start`` is the page that asks, seen from the server's address."""

    name: str
    start: str
    script: str
    ready: str

    def __init__(self, server: Server) -> None:
        self.server = server

    def open(self, context: BrowserContext) -> Page:
        """Load the page that asks, in a context without cache or with one."""
        page = context.new_page()
        page.goto(self.server.address + self.start, wait_until="load")
        page.wait_for_function(self.ready)
        return page

    def ask(self, page: Page, text: str) -> Answer:
        """Ask, and wait for the whole answer."""
        took, paths = page.evaluate(self.script, text)
        site = f"/{CLUSTER}/"
        urls = [path.removeprefix(site).removesuffix("index.html") for path in paths]
        return Answer(took, urls)

    def settle(self, page: Page) -> None:
        """Wait until nothing has been sent for a quarter of a second."""
        while True:
            before = len(self.server.sent)
            page.wait_for_timeout(250)
            if len(self.server.sent) == before:
                return

    def sent(self, since: int = 0) -> tuple[int, int]:
        """Return bytes and number of files that were sent for the search since a place in the server's list."""
        bodies = [size for path, size in self.server.sent[since:] if not path.endswith(PAGE_ITSELF)]
        return sum(bodies), len(bodies)


class Ours(Asker):
    """Our search page: types into the box, and waits until the results say that they are whole."""

    name = "ours"
    start = f"{CLUSTER}/search/"
    ready = "() => document.querySelector('input[type=search][name=q]') && document.getElementById('search-results')"
    script = """text => new Promise((resolve, reject) => {
        const box = document.querySelector('main input[type=search][name=q]')
            ?? document.querySelector('input[type=search][name=q]');
        const results = document.getElementById('search-results');
        const late = setTimeout(() => reject(new Error(`No answer to “${text}”`)), 30000);
        // The client says "false" when it is done, whether or not it says "true" as soon as one types.
        results.setAttribute('aria-busy', 'true');
        const watcher = new MutationObserver(() => {
            if (results.getAttribute('aria-busy') !== 'false') return;
            const took = performance.now() - began;
            watcher.disconnect();
            clearTimeout(late);
            const entries = [...results.querySelectorAll('li')].filter(item => {
                const above = item.parentElement.closest('li');
                return !above || !results.contains(above);
            });
            resolve([took, entries.map(item => new URL(item.querySelector('a').href).pathname)]);
        });
        watcher.observe(results, {attributes: true, attributeFilter: ['aria-busy']});
        const began = performance.now();
        box.value = text;
        box.dispatchEvent(new Event('input', {bubbles: true}));
    })"""


class Pagefind(Asker):
    """Pagefind's own interface for programs: a search, and the data of the first results."""

    name = "Pagefind"
    start = ""
    ready = "() => window.pagefind"
    script = f"""async text => {{
        const began = performance.now();
        const found = await window.pagefind.search(text);
        const shown = await Promise.all(found.results.slice(0, {SHOWN}).map(result => result.data()));
        return [performance.now() - began, shown.map(entry => new URL(entry.url, location.href).pathname)];
    }}"""


# Before all scripts of a page: what a client waits while one types takes no time. Longer waits stay.
NO_WAITING = """(() => {
    const wait = window.setTimeout.bind(window);
    window.setTimeout = (run, time = 0, ...given) => wait(run, time <= 500 ? 0 : time, ...given);
})()"""
