"""The whole job, ours beside Hugo with Pagefind, in one run: `make bench`.

One made-up portal (`corpus.py`) is written for ours and for Hugo (`hugo_site.py`, where it is said what makes the jobs
equal; what each site has is printed as well). Every figure is that of whole processes, from start to end; rounds follow
each other, and in each of them ours and the others take turns. Printed are medians, and ours over theirs.

What is compared with what:

* Hugo alone has no search, so Pagefind follows, over the entries' own text. That is one figure: the site is not done
  before both are. When one entry is edited, both run again: Hugo keeps no pages between two builds, Pagefind no index.
* Hugo's related entries are asked for by tags, goals, schools and phases, and take long with many entries that share
  some. They are quick again where terms that more than a tenth of all entries have are not looked at, which its authors
  offer as `cardinalityThreshold`, off by default: both are measured. Ours also look at the words. Hugo is run without
  related entries, too, and then has no such row on its pages.
* Hugo by itself, without related entries and without search, is quick. Its line is in the table for that reason, and
  not because the jobs are the same.
* The floor (`floor.py`) is what Python's libraries take in two processes for the entries' pages alone.
* Feeds have 20 entries on both sides. Hugo would write all of them to the feed of each tag by default.

`portal build` is asked for everything anew by taking away `output/` and `.portal/`, Hugo by taking away `public/`.

    python benchmarks/build.py [COUNT …] [--rounds N] [--edits N] [--double] [--without ours|peers|serve …]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from importlib.metadata import version
from pathlib import Path

import hugo_site
from build_jobs import jobs, jobs_table
from build_table import Row, middle, table, totals
from corpus import write_corpus
from search_engines import pagefind_indexing
from serve_latency import NeverServed, free_port, serve_latency
from watch import CommandFailed, Spent, run

SMALL = 10_000  # up to so many entries there are three rounds, and Hugo looks for related entries by all terms
PORTAL = str(Path(sys.executable).with_name("portal"))
FLOOR = str(Path(__file__).with_name("floor.py"))
CONFIGS = {"related": "hugo.toml,related.toml", "rare": "hugo.toml,rare.toml", "plain": "hugo.toml"}
STAGES = """
import json, sys
from pathlib import Path
from generator.build.pipeline import build
from generator.build.run import BuildOptions

if __name__ == "__main__":
    root = Path(sys.argv[1])
    result = build(BuildOptions(root=root, output=root / "output", clean=True))
    print(json.dumps([result.pages, result.seconds, dict(result.stages)]))
"""


class Bench:
    """One size: its two sites, and what each step took, by the step's name."""

    def __init__(self, folder: Path, count: int, without: set[str]) -> None:
        self.count = count
        self.without = without
        self.root, self.site, self.floor = folder / "ours", folder / "hugo", folder / "floor"
        self.index = folder / "pagefind"
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.peaks: dict[str, list[int]] = defaultdict(list)
        self.page = f"study-{count // 4 * 2}"
        self.hugo = hugo_site.program()
        write_corpus(self.root, count)
        hugo_site.write_hugo(self.root, self.site)

    def note(self, name: str, spent: Spent) -> None:
        """Keep what a step took, and say it."""
        self.seconds[name].append(spent.seconds)
        self.peaks[name.split(":")[0]].append(spent.peak)
        cores, peak = f"{spent.cores:8.2f} s of cores", f"{spent.peak / 1e6:7.0f} MB"
        print(f"  {name:<26} {spent.seconds:8.2f} s  {cores}  {peak}", flush=True)

    def round(self) -> None:
        """Take every step once: ours, then theirs."""
        ours, peers = "ours" not in self.without, "peers" not in self.without
        if ours:
            self.clean_ours()
        if peers and self.count <= SMALL:
            self.build_hugo("related", "clean")
        if peers:
            self.build_hugo("rare", "clean")
            self.build_hugo("plain", "clean")
            empty(self.floor)
            self.note("floor", run([sys.executable, FLOOR, str(self.root), str(self.floor)]))
        rounds = len(self.seconds["hugo:clean plain"]) + len(self.seconds["ours:clean"])
        words = f"One more sentence, about the kererū of round {rounds}."
        if ours:
            self.edit(self.root / "content", words)
            self.note("ours:edit", self.build_ours())
            self.note("ours:same", self.build_ours())
        if peers:
            self.edit(self.site / "content", words)
            self.build_hugo("plain", "edit")

    def clean_ours(self) -> None:
        """Build ours, with nothing kept from before."""
        empty(self.root / "output", self.root / ".portal")
        self.note("ours:clean", self.build_ours())

    def build_ours(self) -> Spent:
        """Run `portal build`."""
        os.sync()
        return run([PORTAL, "build"], self.root)

    def build_hugo(self, config: str, step: str) -> None:
        """Run Hugo, then Pagefind; where the step is "clean", with nothing kept from before."""
        public = self.site / "public"
        if step == "clean":
            empty(public, self.site / "resources")
        empty(self.index)
        self.index.mkdir()
        os.sync()
        self.note(f"hugo:{step} {config}", run([self.hugo, "--quiet", "--config", CONFIGS[config]], self.site))
        made = pagefind_indexing(public, self.index)
        self.note(f"pagefind:{step} {config}", Spent(made.seconds, made.cores, made.peak, b""))

    def edit(self, content: Path, words: str) -> None:
        """Add a sentence to one case study."""
        path = content / "kowhai/case-studies" / f"{self.page}.md"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")

    def serve(self, edits: int) -> None:
        """Measure both servers, one after the other: with what is quickest for Hugo, its pages without related ones."""
        path, file = f"/kowhai/case-studies/{self.page}/", f"content/kowhai/case-studies/{self.page}.md"
        given = {
            "ours": (self.root, [PORTAL, "serve", "--port"]),
            "hugo": (self.site, [self.hugo, "server", "--config", CONFIGS["plain"], "--port"]),
        }
        for name, (cwd, command) in given.items():
            if name in self.without or (name == "hugo" and "peers" in self.without):
                continue
            port = free_port()
            try:
                took = serve_latency([*command, str(port)], cwd, port, path, cwd / file, edits=edits)
            except NeverServed as failed:
                print(f"  {name}:serve: {failed}")
                continue
            self.seconds[f"{name}:serve"] = took
            print(f"  {name + ':serve':<26} " + " ".join(f"{one * 1000:.0f}" for one in took) + " ms", flush=True)

    def start_up(self, times: int) -> None:
        """Measure how long each command takes to say how it is used."""
        for name, program in (("ours", PORTAL), ("hugo", self.hugo)):
            self.seconds[f"{name}:help"] = [run([program, "--help"]).seconds for _ in range(times)]

    def rows(self) -> list[Row]:
        """Return the table's lines."""
        took = {name: middle(values) for name, values in self.seconds.items()}
        clean, edit, same = took.get("ours:clean"), took.get("ours:edit"), took.get("ours:same")
        related, rare, plain, again = (
            middle(totals(self.seconds[f"hugo:{step}"], self.seconds[f"pagefind:{step}"]))
            for step in ("clean related", "clean rare", "clean plain", "edit plain")
        )
        served = {name: _ms(took.get(f"{name}:serve")) for name in ("hugo", "ours")}
        size = {name: max(values, default=None) for name, values in self.peaks.items()}
        job = "clean build, search and related"
        return [
            Row(job, "Hugo with related + Pagefind", "s", related, clean, "≤ 1/8"),
            Row(job, "Hugo with related by rare terms + Pagefind", "s", rare, clean),
            Row(job, "Hugo without related + Pagefind", "s", plain, clean, "≤ 1/2"),
            Row(job, "the libraries alone, entries only", "s", took.get("floor"), clean, "≤ 1.5"),
            Row(job, "Hugo alone: no related, no search", "s", took.get("hugo:clean plain"), clean),
            Row("one body edited, built again", "Hugo without related + Pagefind", "s", again, edit, "≤ 1/20"),
            Row("nothing changed, built again", "the same", "s", again, same, "≤ 1/40"),
            Row("from save to page, serve", "hugo server", "ms", served["hugo"], served["ours"], "≤ 60 ms"),
            Row("memory at the worst moment", "Hugo", "MB", size.get("hugo"), size.get("ours"), "≤ 700 MB"),
            Row("", "Pagefind", "MB", size.get("pagefind"), size.get("ours")),
            Row("start-up: --help", "hugo --help", "s", took.get("hugo:help"), took.get("ours:help"), "≤ 0.2 s"),
        ]


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else seconds * 1000


def empty(*folders: Path) -> None:
    """Take folders away."""
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def stages(root: Path) -> None:
    """Build ours once more, and say what each stage takes."""
    told = run([sys.executable, "-c", STAGES, str(root)]).output.splitlines()[-1]
    pages, seconds, parts = json.loads(told)
    each = ", ".join(f"{name} {took:.2f}" for name, took in parts.items())
    print(f"  ours, {pages:,} pages in {seconds:.1f} s: {each}", flush=True)


def compare(count: int, options: argparse.Namespace) -> None:
    """Measure one size, and print its table."""
    without = set(options.without)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        print(f"\n{count:,} entries", flush=True)
        bench = Bench(Path(folder), count, without)
        for _ in range(options.rounds or (3 if count <= SMALL else 1)):
            bench.round()
        if not without & {"ours", "peers"}:
            # Hugo once more with related entries, so that the pages have the same parts.
            run([bench.hugo, "--quiet", "--config", CONFIGS["rare"]], bench.site)
            print(jobs_table(jobs(bench.root / "output"), jobs(bench.site / "public")), flush=True)
        if "ours" not in without:
            stages(bench.root)
        if "serve" not in without:
            bench.serve(options.edits)
        bench.start_up(options.edits)
        rows = bench.rows()
        if options.double and "ours" not in without:
            twice = Bench(Path(folder, "twice"), 2 * count, without)
            for _ in range(options.rounds or 1):
                twice.clean_ours()
            label = f"{2 * count:,} over {count:,} entries"
            small, large = (middle(one.seconds["ours:clean"]) for one in (bench, twice))
            rows.append(Row(label, "ours, half as many", "s", small, large, "≤ 2.1"))
    print(f"\n{count:,} entries; medians; goals are for 10,000 on two cores\n{table(rows)}", flush=True)


def main() -> None:
    """Read the options, and compare each size."""
    parser = argparse.ArgumentParser(description="Compare our builds with those of Hugo and Pagefind.")
    parser.add_argument("counts", nargs="*", type=int, metavar="COUNT", help="entries; 1,000 and 10,000 if left out")
    parser.add_argument("--rounds", type=int, help="3 up to 10,000 entries, 1 above, if left out")
    parser.add_argument("--edits", type=int, default=10, help="how often a page is saved while it is served")
    parser.add_argument("--double", action="store_true", help="build ours with twice as many entries, too")
    parser.add_argument("--without", nargs="+", choices=("ours", "peers", "serve"), default=[], help="leave these out")
    options = parser.parse_args()
    peers = ", ".join(f"{name} {version(name)}" for name in ("hugo", "pagefind", "Markdown", "Jinja2", "PyYAML"))
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}; {peers}")
    print(
        "Hugo by itself, without related entries or search, is quick; so are Python's libraries alone. See the table."
    )
    try:
        for count in options.counts or [1_000, 10_000]:
            compare(count, options)
    except CommandFailed as failed:
        sys.exit(str(failed))


if __name__ == "__main__":
    main()
