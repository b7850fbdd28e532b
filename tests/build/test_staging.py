"""The folder where new files wait."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.staging import SourceError, Staging, check_digest
from generator.core.digest import digest
from generator.model.page import Output


def test_files_wait_and_are_put_in_place(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging")
    source = tmp_path / "kea.mp4"
    source.write_bytes(b"video")
    assert staging.write(Output("a.html", b"page", digest(b"page"))) == 0
    assert staging.write(Output("kea.mp4", source, digest(b"video"))) == 1
    assert (staging.count, staging.size) == (2, 9)
    staging.make_durable()
    staging.put(0, str(tmp_path / "a.html"))
    staging.put(1, str(tmp_path / "b.mp4"))
    assert (tmp_path / "a.html").read_bytes() == b"page"
    assert (tmp_path / "b.mp4").read_bytes() == b"video"
    assert (tmp_path / "b.mp4").stat().st_mtime_ns == source.stat().st_mtime_ns
    staging.clear()
    staging.clear()
    assert not staging.folder.exists()


def test_file_that_cannot_be_copied_does_not_count(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging")
    with pytest.raises(SourceError, match="no longer there"):
        staging.write(Output("a.mp4", tmp_path / "a.mp4", digest(b"")))
    assert (staging.count, staging.size) == (0, 0)
    assert staging.write(Output("a.html", b"page", digest(b"page"))) == 0


def test_wrong_digest_is_a_bug() -> None:
    with pytest.raises(ValueError, match="digest"):
        check_digest(Output("a.html", b"page", digest(b"other")))
    check_digest(Output("a.html", b"page", digest(b"page")))
    assert Output.of("a.html", b"page") == Output("a.html", b"page", digest(b"page"))
    check_digest(Output.of("a.html", b"page"))
