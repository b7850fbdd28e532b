"""What the named libraries alone take for the same entries: the floor that no generator made of them can go below.

Reads each file, parses the front matter with PyYAML's C parser and the body with Python-Markdown, fills one template of
Jinja2 (`floor.html`, a page about as long as ours) and writes the page, and a transcript's two files; two processes
share the work. There is nothing else: no lists, no pages of tags, no feeds, no search, no entries that are related
(the cards are those of the neighbours), no links that are looked up, no checks and no messages.

    python benchmarks/floor.py PORTAL OUTPUT
"""

from __future__ import annotations

import json
import multiprocessing
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import markdown
import yaml
from hugo_site import Cue, plain, read_cues, turns
from markupsafe import Markup

PROCESSES = 2
AT_ONCE = 50  # entries that a process takes
CARDS = 6
# Those that ours has, too.
EXTENSIONS = "tables footnotes def_list attr_list abbr admonition fenced_code sane_lists".split()
KINDS = {"case-studies": "Case study", "videos": "Video"}
LABELS = {"schools": "Schools", "goals": "Goals", "phase": "Inquiry phases", "tags": "Tags"}


@dataclass(frozen=True)
class Page:
    """What the template says of an entry, on its own page and on cards."""

    url: str
    kind: str
    title: str
    summary: str
    date: Any
    school: str
    terms: list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Loaded:
    """One entry as it was read."""

    page: Page
    body: str
    captions: str


@cache
def _template() -> jinja2.Template:
    folder = jinja2.FileSystemLoader(Path(__file__).parent)
    return jinja2.Environment(loader=folder, autoescape=True, trim_blocks=True).get_template("floor.html")


@cache
def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS, output_format="html")


def load(path: Path) -> Loaded:
    """Read one entry and, where there are some, its captions."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.load(front, Loader=yaml.CSafeLoader)
    folder, captions = path.parent.name, path.with_suffix(".vtt")
    values = {label: fields[name] for name, label in LABELS.items()}
    terms = [(label, value if isinstance(value, list) else [value]) for label, value in values.items()]
    page = Page(
        f"{folder}/{path.stem}/",
        KINDS[folder],
        fields["title"],
        fields["summary"],
        fields["date"],
        fields["schools"][0],
        terms,
    )
    html = _markdown().reset().convert(body)
    return Loaded(page, html, captions.read_text(encoding="utf-8") if folder == "videos" else "")


def write(entry: Loaded, cards: list[Page], output: Path) -> None:
    """Fill the template for one entry, and write what belongs to it."""
    page, cues = entry.page, read_cues(entry.captions)
    data = {"@context": "https://schema.org", "name": page.title, "description": page.summary, "url": page.url}
    folder = output / page.url
    folder.mkdir(parents=True, exist_ok=True)
    if cues:
        text = plain(cues)
        data["transcript"] = text
        (folder / "transcript.txt").write_text(text, encoding="utf-8")
        (folder / "transcript.vtt").write_text(entry.captions, encoding="utf-8")
    html = _template().render(
        page=page,
        body=Markup(entry.body),
        data=Markup(json.dumps(data, ensure_ascii=False)),
        passages=[[_shown(cue) for cue in turn] for turn in turns(cues)],
        cards=cards,
    )
    (folder / "index.html").write_text(html, encoding="utf-8")


def _shown(cue: Cue) -> dict[str, Any]:
    clock = f"{cue.start // 60_000}:{cue.start // 1000 % 60:02}"
    return {"start": cue.start, "speaker": cue.speaker, "text": cue.text, "clock": clock}


def some(paths: list[Path], output: Path) -> int:
    """Load and write some entries, in one process; return how many."""
    loaded = [load(path) for path in paths]
    pages = [entry.page for entry in loaded]
    for place, entry in enumerate(loaded):
        around = [pages[(place + step) % len(pages)] for step in range(1, CARDS + 1)]
        write(entry, around, output)
    return len(loaded)


def main(root: Path, output: Path) -> int:
    """Write the pages of all entries of a portal; return how many."""
    paths = sorted(path for folder in KINDS for path in (root / "content/kowhai" / folder).glob("*.md"))
    parts = [(paths[at : at + AT_ONCE], output) for at in range(0, len(paths), AT_ONCE)]
    with multiprocessing.Pool(PROCESSES) as pool:
        return sum(pool.starmap(some, parts, chunksize=1))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python benchmarks/floor.py PORTAL OUTPUT")
    print(main(Path(sys.argv[1]), Path(sys.argv[2])))
