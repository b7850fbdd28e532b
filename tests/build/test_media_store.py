"""What is kept of pictures: given back whole or not at all, whatever happened to the folder."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.build.media_store import FileDigests, MediaStore, ReadyFile, ReadyPicture, file_state, prune_store
from generator.core.digest import digest

SOURCE = digest(b"source")


def ready(data: bytes, extension: str = "avif") -> ReadyFile:
    return ReadyFile(extension, 4, 3, len(data), digest(data), data)


PICTURE = ReadyPicture(
    ReadyFile("jpg", 8, 6, 6, SOURCE), (ready(b"small"), ready(b"large"), ready(b"plain", "jpg")), tone="tone-07"
)


def save(folder: Path) -> tuple[MediaStore, ReadyPicture]:
    store = MediaStore(folder)
    return store, store.save(SOURCE, PICTURE)


def test_picture_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    store, kept = save(tmp_path / "new/store")
    assert store.load(SOURCE) == kept
    assert kept.whole == PICTURE.whole
    assert [item.content for item in kept.variants] == [
        store.folder / digest(name) for name in (b"small", b"large", b"plain")
    ]
    assert [Path(str(item.content)).read_bytes() for item in kept.variants] == [b"small", b"large", b"plain"]
    assert [item.media_type for item in kept.variants] == ["image/avif", "image/avif", "image/jpeg"]
    assert store.load(digest(b"other")) is None
    assert MediaStore(store.folder, fresh=True).load(SOURCE) is None


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    store, kept = save(tmp_path / "file")
    assert kept == PICTURE
    assert store.load(SOURCE) is None


def _cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:-1])


def _swap(place: Path) -> None:
    """Other bytes of the same length."""
    place.write_bytes(b"x" * place.stat().st_size)


@pytest.mark.parametrize("damage", [Path.unlink, _cut, _swap])
@pytest.mark.parametrize("which", ["small", "plain", "record"])
def test_damage_is_seen_and_mended(tmp_path: Path, damage: Callable[[Path], None], which: str) -> None:
    store, kept = save(tmp_path)
    damage(store.record(SOURCE) if which == "record" else tmp_path / digest(which.encode()))
    assert store.load(SOURCE) is None
    assert store.save(SOURCE, PICTURE) == kept
    assert store.load(SOURCE) == kept
    assert (tmp_path / digest(b"small")).read_bytes() == b"small"


def test_copied_folder_serves_as_well(tmp_path: Path) -> None:
    store, kept = save(tmp_path)
    for place in tmp_path.iterdir():
        os.utime(place, (1, 1))
    assert store.load(SOURCE) == kept
    assert (tmp_path / digest(b"small")).stat().st_mtime != 1
    assert store.load(SOURCE) == kept


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.just(SOURCE),
        lambda inner: (
            st.lists(inner, max_size=6)
            | st.dictionaries(st.sampled_from(["format", "tone", "files"]) | st.text(), inner)
        ),
    )
    | st.fixed_dictionaries(
        {
            "format": st.just(1),
            "tone": st.text(),
            "files": st.lists(
                st.lists(st.integers() | st.just("jpg") | st.just(SOURCE) | st.text(), min_size=6, max_size=6)
            ),
        }
    )
)
def test_no_record_is_believed_without_sense(record: object) -> None:
    folder = Path("no such folder")
    store = MediaStore(folder)
    try:
        picture = store.read_record(record)
    except (TypeError, ValueError):
        return
    assert picture is None or all(item.content is None for item in (picture.whole, *picture.variants))


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b"null", b"[" * 200_000, b"\xff", b'{"format": 1}'])
def test_files_that_hold_nonsense(tmp_path: Path, text: bytes) -> None:
    store, _ = save(tmp_path)
    store.record(SOURCE).write_bytes(text)
    assert store.load(SOURCE) is None
    (tmp_path / "files.json").write_bytes(text)
    assert FileDigests(store).get("a", tmp_path) == ""


def test_digests_are_remembered_while_a_file_looks_the_same(tmp_path: Path) -> None:
    store = MediaStore(tmp_path / "store")
    place = tmp_path / "a.jpg"
    place.write_bytes(b"one")
    state = file_state(place.stat())
    known = FileDigests(store)
    assert known.get("a.jpg", place) == ""
    known.put("a.jpg", state, SOURCE, now=max(state[1:]) + 3_000_000_000)
    known.put("gone.jpg", state, SOURCE, now=max(state[1:]) + 3_000_000_000)
    known.save({"a.jpg"})
    again = FileDigests(store)
    assert again.get("a.jpg", place) == SOURCE
    assert again.get("gone.jpg", place) == ""
    assert again.get("a.jpg", tmp_path / "none") == ""
    assert FileDigests(MediaStore(store.folder, fresh=True)).get("a.jpg", place) == ""
    place.write_bytes(b"two")
    os.utime(place, ns=(state[1], state[1]))
    assert again.get("a.jpg", place) == ""


def test_file_that_changed_just_now_is_not_remembered(tmp_path: Path) -> None:
    place = tmp_path / "a.jpg"
    place.write_bytes(b"one")
    state = file_state(place.stat())
    known = FileDigests(None)
    known.put("a.jpg", state, SOURCE, now=max(state[1:]) + 1_000_000_000)
    assert known.get("a.jpg", place) == ""
    known.save({"a.jpg"})


@pytest.mark.parametrize("row", [None, [], [1, 2, 3], [1, 2, 3, 4], {"a": 1}, "text"])
def test_damaged_rows_are_as_good_as_none(tmp_path: Path, row: object) -> None:
    store = MediaStore(tmp_path)
    (tmp_path / "files.json").write_text(json.dumps({"format": 1, "files": {"a": row}}))
    assert FileDigests(store).get("a", tmp_path) == ""


def test_what_nobody_uses_is_deleted_after_a_day(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    used, old, young, index = (store / name for name in ("used", "old", "young", "files.json"))
    for place in (used, old, young, index):
        place.write_bytes(b"x")
    now = used.stat().st_mtime + 100_000
    os.utime(young, (now, now))
    prune_store(store, [used, b"bytes"], now=now)
    assert sorted(store.iterdir()) == sorted([used, young, index])
    prune_store(tmp_path / "none", [], now=now)
