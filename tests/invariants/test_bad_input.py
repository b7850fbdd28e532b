"""Whatever lies in `content/`: errors and the old site, or a new site with warnings; never a fault or half a site."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.build.run import UsageProblem

if TYPE_CHECKING:
    from generator.build.run import BuildResult

Write = Callable[..., Path]
Build = Callable[..., "BuildResult"]

ENTRY = "content/kowhai/case-studies/study.md"
GOOD = "---\ntitle: A study\nsummary: What we tried.\n---\n\nIt went well.\n"


def _entry(front_matter: str, body: str = "It went well.\n") -> str:
    return f"---\n{front_matter}\n---\n\n{body}"


ALIAS_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

# Each must stop the build: the file, what is in it.
STOPPED: dict[str, dict[str, str | bytes]] = {
    "binary named .md": {ENTRY: bytes(range(256)) * 64},
    "only zero bytes": {ENTRY: bytes(4096)},
    "no end of front matter": {ENTRY: "---\ntitle: A study\n"},
    "no title": {ENTRY: "---\nsummary: What we tried.\n---\n"},
    "ten thousand tags": {ENTRY: _entry("title: A study\ntags: [" + ", ".join(f"t{n}" for n in range(10_000)) + "]")},
    "alias bomb": {ENTRY: _entry("title: A study\n" + ALIAS_BOMB)},
    "python object": {ENTRY: _entry("title: !!python/object/apply:os.system ['echo owned > owned.txt']")},
    "thirty thousand brackets": {ENTRY: _entry("title: " + "[" * 30_000)},
    "not a mapping": {ENTRY: "---\n- one\n- two\n---\n"},
    "a colon in a title": {ENTRY: _entry("title: Reading: together: at home: [")},
    "a date that is none": {ENTRY: _entry("title: A study\ndate: 2026-13-45")},
    "a link that climbs out": {ENTRY: _entry("title: A study", "[passwords](../../../../../../etc/passwd)\n")},
    "a picture that climbs out": {ENTRY: _entry("title: A study", "![passwords](../../../outside.jpg)\n")},
    "an image that climbs out": {ENTRY: _entry("title: A study\nimage:\n  src: ../../../outside.jpg\n  alt: Outside")},
    "a link to nothing": {ENTRY: _entry("title: A study", "[gone](gone.md)\n")},
    "names that differ only in case": {
        "content/kowhai/case-studies/Study.md": GOOD,
        "content/kowhai/case-studies/study.md": GOOD,
    },
    "names that differ only in their form": {
        f"content/kowhai/case-studies/{unicodedata.normalize('NFC', 'whānau')}.md": GOOD,
        f"content/kowhai/case-studies/{unicodedata.normalize('NFD', 'whānau')}.md": GOOD,
    },
    "a file and a folder of one name": {
        "content/kowhai/case-studies/study.md": GOOD,
        "content/kowhai/case-studies/study/index.md": GOOD,
    },
    "a picture that is none": {
        ENTRY: _entry("title: A study", "![A kea](kea.jpg)\n"),
        "content/kowhai/case-studies/kea.jpg": b"<script>alert(1)</script>",
    },
    "no cluster.yaml": {"content/rata/videos/weka.md": GOOD},
    "a broken cluster.yaml": {"content/kowhai/cluster.yaml": "title: [\n"},
    "a broken portal.yaml": {"content/portal.yaml": b"\xff\xfe\x00title"},
    "an empty portal.yaml": {"content/portal.yaml": ""},
}

# Each may be published, but must be taken without a fault.
TAKEN: dict[str, dict[str, str | bytes]] = {
    "a line of a million characters": {ENTRY: _entry("title: A study\nsummary: s", "x" * 1_000_000)},
    "a line of a million stars": {ENTRY: _entry("title: A study\nsummary: s", "*" * 1_000_000)},
    "a hundred thousand brackets": {ENTRY: _entry("title: A study\nsummary: s", "[" * 100_000)},
    "ten thousand nested quotes": {ENTRY: _entry("title: A study\nsummary: s", "> " * 10_000 + "deep\n")},
    "five thousand nested elements": {ENTRY: _entry("title: A study\nsummary: s", "<div>" * 5_000 + "deep\n")},
    "a thousand list levels": {
        ENTRY: _entry("title: A study\nsummary: s", "".join(f"{' ' * 2 * n}- x\n" for n in range(1_000)))
    },
    "a million lines": {ENTRY: _entry("title: A study\nsummary: s", "\n" * 1_000_000)},
    "an empty file": {ENTRY: ""},
    "only a front matter line": {ENTRY: "---"},
    "script in the body": {ENTRY: _entry("title: A study\nsummary: s", "<script>alert(1)</script>\n")},
    "a title of half a megabyte": {ENTRY: _entry("title: " + "x" * 500_000)},
    "empty values": {ENTRY: _entry("title: A study\nsummary:\ntags: []\nimage:\ndate: ''\nrelated: null")},
    "saved by Excel": {ENTRY: ("\ufeff" + GOOD.replace("\n", "\r\n")).encode("utf-16")},
    "saved by an old Word": {ENTRY: _entry("title: A study\nsummary: s", "“Smart” – quotes…").encode("cp1252")},
    "a strange file": {"content/kowhai/case-studies/Thumbs.db": b"\x00\x01", ENTRY: GOOD},
    "a folder named like an entry": {"content/kowhai/case-studies/folder.md/readme.txt": "Hello", ENTRY: GOOD},
    "names with odd characters": {"content/kowhai/case-studies/a study? (of 100%) #1.md": GOOD},
}


@pytest.fixture
def built(write_portal: Write, build_portal: Build) -> Path:
    """A portal that was built once, as an author's has been before the mistake."""
    root = write_portal({"content/kowhai/case-studies/before.md": GOOD})
    assert build_portal(root).ok
    return root


def _state(output: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(output).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(output.rglob("*"))
        if path.is_file() and ".portal" not in path.parts
    }


def _check_told(result: BuildResult) -> None:
    for diagnostic in result.diagnostics:
        assert len(diagnostic.message) < 1_000
        assert diagnostic.message.isprintable(), diagnostic
        assert "Traceback" not in diagnostic.message
        assert not diagnostic.code.startswith("E9"), f"a fault of ours: {diagnostic}"
        assert not os.path.isabs(diagnostic.span.path), diagnostic  # noqa: PTH117
    assert len(result.diagnostics) <= 200


@pytest.mark.parametrize("files", STOPPED.values(), ids=STOPPED)
def test_mistakes_stop_the_build_and_leave_the_site(
    built: Path, write_portal: Write, build_portal: Build, files: dict[str, str | bytes]
) -> None:
    before = _state(built / "output")
    write_portal(files)
    result = build_portal(built)
    assert not result.ok
    assert any(diagnostic.severity == "error" for diagnostic in result.diagnostics)
    _check_told(result)
    assert _state(built / "output") == before
    assert not list(built.rglob("owned.txt"))


@pytest.mark.parametrize("files", TAKEN.values(), ids=TAKEN)
def test_odd_input_is_taken_without_a_fault(
    built: Path, write_portal: Write, build_portal: Build, files: dict[str, str | bytes]
) -> None:
    write_portal(files)
    result = build_portal(built)
    _check_told(result)
    assert result.ok != any(diagnostic.severity == "error" for diagnostic in result.diagnostics)
    for page in (built / "output").rglob("*.html"):
        assert "<script>alert" not in page.read_text(encoding="utf-8")


def test_a_transcript_of_a_million_cues(built: Path, write_portal: Write, build_portal: Build) -> None:
    cues = "".join(
        f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.000 --> {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}.900\nx\n\n"
        for n in range(1_000_000)
    )
    before = _state(built / "output")
    write_portal({"content/kowhai/videos/long.md": GOOD, "content/kowhai/videos/long.vtt": f"WEBVTT\n\n{cues}"})
    result = build_portal(built)
    assert not result.ok
    assert "content/kowhai/videos/long.vtt" in {diagnostic.span.path for diagnostic in result.diagnostics}
    _check_told(result)
    assert _state(built / "output") == before


@pytest.mark.parametrize("kind", ["file", "folder", "circle", "nothing"])
def test_symbolic_links_do_not_leave_content(
    built: Path, write_portal: Write, build_portal: Build, tmp_path: Path, kind: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(GOOD.replace("A study", "A secret"), encoding="utf-8")
    link = built / "content/kowhai/case-studies" / ("link.md" if kind == "file" else "link")
    targets = {
        "file": outside / "secret.md",
        "folder": outside,
        "circle": built / "content",
        "nothing": tmp_path / "gone",
    }
    link.symlink_to(targets[kind], target_is_directory=kind != "file")
    before = _state(built / "output")
    result = build_portal(built)
    _check_told(result)
    assert result.diagnostics, "A link that leaves the content is worth a word."
    pages = [page.read_text(encoding="utf-8") for page in (built / "output").rglob("*.html")]
    assert not [page for page in pages if "A secret" in page]
    if not result.ok:
        assert _state(built / "output") == before


def test_a_file_that_cannot_be_read(built: Path, write_portal: Write, build_portal: Build) -> None:
    """A named pipe, which would wait for ever, and has no owner's rights to take away (the tests may run as root)."""
    os.mkfifo(built / ENTRY)
    result = build_portal(built)
    _check_told(result)
    assert result.diagnostics


def test_a_folder_without_a_portal(tmp_path: Path, build_portal: Build) -> None:
    with pytest.raises(UsageProblem, match="There is no `content/` folder"):
        build_portal(tmp_path)
    assert not (tmp_path / "output").exists()


def test_every_problem_is_told_in_one_run(write_portal: Write, build_portal: Build) -> None:
    names = [f"content/kowhai/case-studies/study-{number}.md" for number in range(5)]
    result = build_portal(write_portal(dict.fromkeys(names, "---\nsummary: No title.\n---\n\n[gone](gone.md)\n")))
    assert not result.ok
    told = [diagnostic.span.path for diagnostic in result.diagnostics if diagnostic.severity == "error"]
    assert [told.count(name) >= 2 for name in names] == [True] * 5
