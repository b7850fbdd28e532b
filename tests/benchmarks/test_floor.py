from __future__ import annotations

from pathlib import Path


def test_every_entry_gets_its_page_with_body_transcript_and_neighbours(tmp_path: Path) -> None:
    from corpus import write_corpus
    from floor import some

    write_corpus(tmp_path, 4)
    paths = sorted((tmp_path / "content/kowhai").glob("*/*.md"))
    assert some(paths, tmp_path / "made") == 4
    study = (tmp_path / "made/case-studies/study-0/index.html").read_text(encoding="utf-8")
    film = (tmp_path / "made/videos/video-1/index.html").read_text(encoding="utf-8")
    assert study.count("<h2>") == 6
    assert "<em>" in study
    assert film.count('class="cue"') == 65
    assert study.count('<li class="card">') == film.count('<li class="card">') == 6
    assert (tmp_path / "made/videos/video-1/transcript.txt").is_file()
