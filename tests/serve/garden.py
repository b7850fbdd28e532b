"""A small portal with an entry of every kind, served and built, and the comparison of the two."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.build.pipeline import build
from generator.build.run import BuildOptions, BuildResult
from generator.core.diagnostic_formats import concise
from generator.serve.live import Live
from generator.serve.session import Session

PROJECT = Path(__file__).resolve().parent.parent.parent
MISSING = "themes/ours/templates/404.html"
K = "content/kowhai"
HOME = f"{K}/index.md"
ABOUT = f"{K}/pages/about.md"
STUDY = f"{K}/case-studies/garden.md"
OTHER = f"{K}/case-studies/bridge.md"
VIDEO = f"{K}/videos/kea.md"
CAPTIONS = f"{K}/videos/kea.vtt"
SCHOOL = f"{K}/schools/kea-school.md"

FILES = {
    "content/totara/cluster.yaml": "title: Tōtara cluster\n",
    "content/totara/index.md": "---\ntitle: Tōtara\n---\nThe front page of the totara.\n",
    "content/totara/case-studies/walk.md": "---\ntitle: A walk\ndate: 2026-03-01\n---\nWe walked far.\n",
    f"{K}/cluster.yaml": "title: Kōwhai cluster\nschools: [Kea School]\nphases: [Scanning, Focusing]\n",
    HOME: "---\ntitle: Kōwhai\n---\nWelcome to the cluster.\n",
    ABOUT: "---\ntitle: About\norder: 1\n---\nWho we are. See [the garden](../case-studies/garden.md).\n",
    f"{K}/pages/more.md": "---\ntitle: More\nparent: about.md\n---\nMore of us.\n",
    STUDY: (
        "---\ntitle: The garden\ndate: 2026-05-01\nschools: [Kea School]\ntags: [Garden, Maths]\nphase: Scanning\n"
        "---\n\nWe measured carrots and counted seedlings.\n\n## A heading\n\nMore carrots.\n"
    ),
    OTHER: (
        "---\ntitle: The bridge\ndate: 2026-06-01\ntags: [Maths]\nfollows: garden.md\n---\n\n"
        "> Hello from the kea\n>\n> — [Kea](../videos/kea.md)\n\nA bridge made of books.\n"
    ),
    f"{K}/case-studies/draft.md": "---\ntitle: Not yet\ndraft: yes\ntags: [Garden]\n---\nA draft about carrots.\n",
    VIDEO: (
        "---\ntitle: Kea speaks\ndate: 2026-04-01\nvideo: https://media.example.org/kea.mp4\n"
        'duration: "0:20"\ntags: [Garden]\n---\nA talk with a kea.\n'
    ),
    CAPTIONS: (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nHello from the kea\n\n00:00:05.000 --> 00:00:09.000\nand good bye\n"
    ),
    f"{K}/events/night.md": "---\ntitle: Reading night\nstart: 2026-09-01T18:00\n---\nCome and read.\n",
    SCHOOL: "---\ntitle: Kea School\n---\nA school by the sea.\n",
    f"{K}/tags.yaml": "Garden:\n  description: All that grows.\n",
    "themes/ours/theme.yaml": "inherits: default\n",
    MISSING: (PROJECT / "themes/default/templates/404.html").read_text(encoding="utf-8"),
    "content/portal.yaml": "title: Test portal\nurl: https://portal.example.org/\ntheme: ours\n",
}


def make(root: Path) -> Session:
    """Return a session that was not begun yet."""
    return Session(BuildOptions(root=root, output=root / "output", jobs=1), describe=concise)


def begin(root: Path) -> Session:
    """Return a session that shows what is there."""
    session = make(root)
    result = session.rebuild()
    assert result.ok, concise(result.diagnostics)
    return session


def write(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def change(root: Path, path: str, old: str, new: str) -> None:
    """Replace what stands in a file."""
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    write(root, path, text.replace(old, new))


def update(session: Session, *paths: str) -> list[BuildResult]:
    """Take in changes; return what was told of them."""
    told: list[BuildResult] = []
    session.update(paths, told.append)
    return told


def live_of(session: Session) -> Live:
    assert session.live is not None
    return session.live


def text_of(session: Session, path: str) -> str:
    """Return a page as it is served."""
    found = live_of(session).get(path)
    assert found is not None and hasattr(found, "content"), found
    return bytes_of(found.content).decode()


def bytes_of(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def paths_of(live: Live) -> set[str]:
    """Return the paths of all files."""
    return {*live._pages, *live._statics, *live._search()}


def built(session: Session) -> dict[str, bytes]:
    """Return what a clean build of the same content writes, by path."""
    root, other = session.options.root, session.options.root.parent / "clean"
    shutil.rmtree(other, ignore_errors=True)
    for folder in ("content", "themes"):
        if (root / folder).is_dir():
            shutil.copytree(root / folder, other / folder)
    result = build(BuildOptions(root=other, output=other / "output", drafts=True, preview=True, jobs=1))
    assert result.ok, concise(result.diagnostics)
    files = (path for path in (other / "output").rglob("*") if path.is_file())
    found = {path.relative_to(other / "output").as_posix(): path.read_bytes() for path in files}
    return {path: content for path, content in found.items() if not path.startswith(".portal/")}


def differences(session: Session) -> list[str]:
    """Return the paths of files that are not served as a clean build writes them; there should be none."""
    live, wanted = live_of(session), built(session)
    different = paths_of(live) ^ wanted.keys()
    for path, content in wanted.items():
        found = live.get(path)
        if found is None or not hasattr(found, "content") or bytes_of(found.content) != content:
            different.add(path)
    return sorted(different)


def ask_all(session: Session) -> None:
    """Have every page made, as if a browser had shown it."""
    for path in sorted(paths_of(live_of(session))):
        live_of(session).get(path)
