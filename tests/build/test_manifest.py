"""The lists of what was written: what goes in comes out, and nothing else is believed."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build.manifest import (
    FOLDER,
    Journal,
    Manifest,
    Record,
    digest_file,
    is_publishable,
    parents,
    read_journal,
    read_manifest,
    write_journal,
    write_manifest,
)
from generator.core.digest import digest

SEGMENT = st.from_regex(r"[a-z0-9]([a-z0-9._-]{0,10}[a-z0-9])?", fullmatch=True)
PATH = st.lists(SEGMENT, min_size=1, max_size=4).map("/".join)
DIGEST = st.binary(max_size=4).map(digest)


@settings(deadline=None)
@given(
    files=st.dictionaries(PATH, st.builds(Record, DIGEST, st.booleans())),
    pending=st.dictionaries(PATH, st.lists(DIGEST, max_size=3).map(tuple)),
    folders=st.frozensets(PATH),
)
def test_what_is_written_is_read(
    tmp_path_factory: object, files: dict[str, Record], pending: dict[str, tuple[str, ...]], folders: frozenset[str]
) -> None:
    output = tmp_path_factory.mktemp("output")  # type: ignore[attr-defined]
    (output / FOLDER).mkdir()
    write_manifest(output, Manifest(files, folders))
    write_journal(output, Journal(pending, folders))
    assert read_manifest(output) == Manifest(files, folders)
    assert read_journal(output) == Journal(pending, folders)


def test_nothing_written_yet(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == Manifest()
    assert read_journal(tmp_path) is None


def test_paths() -> None:
    assert parents("a/b/c.html") == ("a", "a/b")
    assert parents("index.html") == ()
    for path in ("index.html", "hereora/.nojekyll", "a-b/c.0a1b2c3d.en-nz.vtt", "tags/c++/index.html"):
        assert is_publishable(path)
    for path in ("", "A", "a/../b", "a//b", "_a", ".a", "a.", "a/", "/a", "a\n", "a" * 1_000_000 + "!"):
        assert not is_publishable(path)


def test_digest_of_a_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    data = b"kea" * 100_000
    (tmp_path / "file").write_bytes(data)
    assert digest_file(tmp_path / "file") == digest(data)
