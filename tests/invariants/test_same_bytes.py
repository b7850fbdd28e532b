"""The same content gives the same bytes: at another path, with another hash seed, with more processes, once more."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image

from tests.media.pictures import encode

PROJECT = Path(__file__).resolve().parent.parent.parent
CODE = """
import sys
from pathlib import Path
from generator.build.pipeline import build
from generator.build.run import BuildOptions

if __name__ == "__main__":
    root = Path(sys.argv[1])
    result = build(BuildOptions(root=root, output=root / "output", jobs=int(sys.argv[2])))
    for diagnostic in result.diagnostics:
        print(diagnostic.span.path, diagnostic.span.line, diagnostic.code, diagnostic.message)
    print(result.ok, result.pages, result.written, result.unchanged, result.removed)
"""
PEOPLE = "people: [{role: Year 6 teacher}]\n"


def _photo(seed: int) -> bytes:
    return encode("JPEG", Image.frombytes("RGB", (46, 30), random.Random(seed).randbytes(4140)).resize((920, 600)))


def _portal() -> dict[str, str | bytes]:
    """A portal in which everything that has an order has several of it."""
    tags = ["literacy", "whānau", "Pāngarau", "outdoors", "kapa haka", "data"]
    phases = ["Scanning", "Focusing", "Taking action"]
    files: dict[str, str | bytes] = {
        "content/kowhai/index.md": "---\ntitle: Kōwhai\n---\n\nWelcome.\n",
        "content/kowhai/tags.yaml": "- name: literacy\n  aliases: [reading, writing]\n- name: whānau\n",
        "content/rata/cluster.yaml": "title: Rātā cluster\nschools: [Weka School]\ngoals: [Maths talk]\n",
        "content/rata/videos/weka.md": "---\ntitle: Weka\nsummary: A bird.\ntags: [data]\nschools: Weka School\n---\n",
        "content/rata/videos/weka.txt": "Tama: Weka walk. They run as well.\n\nMere: And they swim.\n",
        "content/kowhai/pages/about.md": "---\ntitle: About us\n---\n\n## Who\n\nTwo schools.[^1]\n\n[^1]: So far.\n",
    }
    files |= {f"content/kowhai/case-studies/photo-{number}.jpg": _photo(number) for number in range(6)}
    for number in range(12):
        some = ", ".join(tags[(number + step) % len(tags)] for step in range(3))
        files[f"content/kowhai/case-studies/study-{number}.md"] = (
            f"---\ntitle: Study {number} of reading\nsummary: What we tried, {number}.\ndate: 2026-03-{number + 1:02}\n"
            f"tags: [{some}]\nschools: [Kea School, Tūī School]\ngoals: [Reading for pleasure]\n{PEOPLE}"
            f"phase: {phases[number % 3]}\nimage: {{src: photo-{number % 6}.jpg, alt: A photograph}}\n---\n\n"
            f"## What changed\n\nReading {number} and [the next]"
            f"(study-{(number + 1) % 12}.md#what-changed), and [a film](../videos/film-{number % 4}.md).\n"
            f"\n![{number}](photo-{number % 5}.jpg)\n\n[All of it](photo-0.jpg)\n"
        )
    for number in range(4):
        files[f"content/kowhai/videos/film-{number}.md"] = (
            f"---\ntitle: Film {number}\nsummary: A film.\ndate: 2026-02-0{number + 1}\ntags: [{tags[number]}]\n---\n"
        )
        files[f"content/kowhai/videos/film-{number}.vtt"] = "WEBVTT\n\n" + "".join(
            f"00:{cue:02}.000 --> 00:{cue + 1:02}.000\n<v Mere>Sentence number {cue} of film {number}.\n\n"
            for cue in range(20)
        )
        files[f"content/kowhai/events/meeting-{number}.md"] = (
            f"---\ntitle: Meeting {number}\nstart: 2026-05-0{number + 1} 15:30\nlocation: Kea School\n---\n"
        )
    return files


def _run(root: Path, *, jobs: int, seed: int) -> str:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "PYTHON"))}
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(root), str(jobs)],
        cwd=root,
        env={**kept, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(PROJECT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _bytes(output: Path) -> Mapping[str, bytes]:
    """Return the bytes of every file that readers may get."""
    return {
        name: path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not (name := path.relative_to(output).as_posix()).startswith(".portal/")
    }


def _differences(left: Mapping[str, bytes], right: Mapping[str, bytes]) -> list[str]:
    return [name for name in sorted({*left, *right}) if left.get(name) != right.get(name)]


@pytest.fixture
def first(write_portal: Callable[..., Path]) -> Path:
    return write_portal(_portal(), name="first")


@pytest.mark.parametrize("seed", [0, 4242])
def test_path_seed_and_processes_do_not_matter(write_portal: Callable[..., Path], first: Path, seed: int) -> None:
    # Written in another order, to another place, with a space and a macron in its name.
    second = write_portal(dict(reversed(_portal().items())), name="another place/kōwhai")
    told = _run(first, jobs=1, seed=1)
    assert "True" in told.splitlines()[-1]
    assert _run(second, jobs=2, seed=seed) == told
    built = _bytes(first / "output")
    assert len(built) > 60
    assert _differences(built, _bytes(second / "output")) == []


def test_the_second_build_writes_nothing(first: Path, build_portal: Callable[..., object]) -> None:
    _run(first, jobs=1, seed=1)
    output = first / "output"
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if ".portal" not in path.parts}
    told = _run(first, jobs=1, seed=2).splitlines()[-1].split()
    assert (told[0], told[2], told[4]) == ("True", "0", "0")
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_build_without_the_cache_gives_the_same(first: Path) -> None:
    _run(first, jobs=1, seed=1)
    before = _bytes(first / "output")
    for path in sorted((first / ".portal").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    _run(first, jobs=1, seed=3)
    assert _differences(before, _bytes(first / "output")) == []


def test_time_zone_language_and_clock_do_not_matter(
    first: Path, write_portal: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    second = write_portal(_portal(), name="second")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    _run(first, jobs=1, seed=1)
    monkeypatch.setenv("TZ", "America/Anchorage")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("LANG", "C")
    _run(second, jobs=1, seed=1)
    assert _differences(_bytes(first / "output"), _bytes(second / "output")) == []
