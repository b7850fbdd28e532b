"""Whether two sites are the same job: how many files of each sort they have, how long these are, and their words."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE = 200  # files of one sort that are read
SORTS = (
    ("case studies", r"kowhai/case-studies/(?!page/)[^/]+/index\.html"),
    ("videos", r"kowhai/videos/(?!page/)[^/]+/index\.html"),
    ("lists, first page", r"kowhai/(?:case-studies|videos)/index\.html"),
    ("lists, further pages", r"kowhai/(?:case-studies|videos)/page/\d+/index\.html"),
    ("terms, first page", r"kowhai/(?:tags|schools|goals|phases)/(?!page/)[^/]+/index\.html"),
    ("terms, further pages", r"kowhai/(?:tags|schools|goals|phases)/[^/]+/page/\d+/index\.html"),
    ("feeds", r"(?:.+/)?feed\.xml"),
    ("transcripts beside", r".+/transcript\.(?:vtt|txt)"),
)
_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1>|<[^>]*>", re.DOTALL)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Sort:
    """Files of one sort: how many; of some of them, the bytes and the words of one, on average."""

    files: int
    size: float
    words: float


def words_of(text: str) -> int:
    """Count the words that a page shows: those of its `main`, or all where it has none."""
    _, found, main = text.partition("<main")
    return len(
        _WORD.findall(html.unescape(_UNSEEN.sub(" ", f"<main{main.partition('</main>')[0]}" if found else text)))
    )


def jobs(site: Path) -> list[Sort]:
    """Look at a built site; return a line for each of SORTS."""
    names = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.suffix in {".html", ".xml", ".vtt", ".txt"}
    ]
    made = []
    for _, pattern in SORTS:
        found = sorted(name for name in names if re.fullmatch(pattern, name))
        texts = [(site / name).read_bytes() for name in found[:: max(1, len(found) // SAMPLE)]]
        count = max(1, len(texts))
        words = sum(words_of(text.decode("utf-8")) for text in texts)
        made.append(Sort(len(found), sum(map(len, texts)) / count, words / count))
    return made


def jobs_table(ours: Sequence[Sort], theirs: Sequence[Sort]) -> str:
    """Return both sites beside each other, a line for each sort."""
    lines = [f"{'':22}{'files':>17}{'bytes of one':>19}{'words of one':>17}   (ours, Hugo)"]
    for (name, _), one, two in zip(SORTS, ours, theirs, strict=True):
        lines.append(
            f"{name:22}{one.files:>9,}{two.files:>8,}{one.size:>11,.0f}{two.size:>8,.0f}{one.words:>9,.0f}{two.words:>8,.0f}"
        )
    return "\n".join(lines)
