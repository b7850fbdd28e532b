from __future__ import annotations

from pathlib import Path

from generator.build.pipeline import build
from generator.build.run import BuildOptions


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_same_seed_gives_the_same_portal(tmp_path: Path) -> None:
    from search_corpus import write_search_corpus

    first = write_search_corpus(tmp_path / "a", 6)
    assert first == write_search_corpus(tmp_path / "b", 6)
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert first != write_search_corpus(tmp_path / "c", 6, seed=2)


def test_it_builds_and_its_entries_are_where_they_are_said_to_be(tmp_path: Path) -> None:
    from search_corpus import CLUSTER, write_search_corpus

    entries = write_search_corpus(tmp_path, 6)
    result = build(BuildOptions(root=tmp_path, output=tmp_path / "output", jobs=1))
    assert result.ok
    assert result.diagnostics == ()
    for entry in entries:
        page = (tmp_path / "output" / CLUSTER / entry.url / "index.html").read_text(encoding="utf-8")
        assert entry.title.replace("'", "&#39;") in page
        assert entry.passages[-1].split()[-1] in page


def test_entries_have_the_length_that_is_said(tmp_path: Path) -> None:
    from search_corpus import write_search_corpus

    short = write_search_corpus(tmp_path / "short", 40)
    lengths = [sum(len(text.split()) for text in entry.passages) for entry in short]
    assert 600 < sum(lengths) / len(lengths) < 800
    [long] = write_search_corpus(tmp_path / "long", 1, long=True)
    assert 8_000 <= sum(len(text.split()) for text in long.passages) <= 12_000
    assert long.url == "videos/video-0/"
