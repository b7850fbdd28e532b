"""Files that entries name: checked, cleaned, and given addresses of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.build.assets import AssetCollection, Prepared, cache_key, collect_assets, prepare, prune_store
from generator.build.publish import Publisher
from generator.core.diagnostics import Severity, Span
from generator.core.digest import digest
from generator.model.asset import AssetKind
from generator.model.page import Output
from tests.media.pictures import SECRET, encode, exif

PDF = b"%PDF-1.7\n" + b"rubric" * 100
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + (b"\xff\xfb\x90\x00" + b"\x00" * 413) * 100
PHOTO = encode("JPEG", exif=exif())


def lay(root: Path, files: dict[str, bytes]) -> dict[str, Path]:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return {path: root / path for path in files}


def collect(root: Path, *paths: str) -> AssetCollection:
    return collect_assets([(path, Span("content/index.md", 3, 1)) for path in paths], root=root)


def test_picture_document_and_recording(tmp_path: Path) -> None:
    lay(
        tmp_path, {"content/a/Kōwhai Garden.JPG": PHOTO, "content/a/Rubric (final).pdf": PDF, "content/a/talk.mp3": MP3}
    )
    found = collect(tmp_path, "content/a/Kōwhai Garden.JPG", "content/a/Rubric (final).pdf", "content/a/talk.mp3")
    assert found.diagnostics == ()
    picture, document, recording = found.assets.values()
    assert picture.source == "content/a/Kōwhai Garden.JPG"
    assert picture.address == f"media/kowhai-garden.{picture.digest[:8]}.jpg"
    assert (picture.name, picture.kind, picture.media_type) == ("Kōwhai Garden.jpg", AssetKind.PICTURE, "image/jpeg")
    assert (picture.width, picture.height, picture.duration) == (48, 32, None)
    published = found.files[picture.address]
    assert isinstance(published, bytes)
    assert SECRET not in published
    assert (picture.size, picture.digest) == (len(published), digest(published))
    assert document.address == f"media/rubric-final.{digest(PDF)[:8]}.pdf"
    assert (document.name, document.kind, document.size) == ("Rubric (final).pdf", AssetKind.DOCUMENT, len(PDF))
    assert found.files[document.address] == tmp_path / "content/a/Rubric (final).pdf"
    assert (recording.kind, recording.media_type) == (AssetKind.AUDIO, "audio/mpeg")
    assert recording.duration == pytest.approx(2.6, abs=0.2)


def test_everything_collected_can_be_published(tmp_path: Path) -> None:
    lay(tmp_path, {"content/a.jpg": PHOTO, "content/a.png": encode("PNG"), "content/a.pdf": PDF})
    found = collect(tmp_path, "content/a.jpg", "content/a.png", "content/a.pdf")
    with Publisher(tmp_path / "output") as publisher:
        for asset in found.assets.values():
            publisher.stage(Output("hereora/" + asset.address, found.files[asset.address], asset.digest))
        assert publisher.commit().written == 3
    for asset in found.assets.values():
        assert digest((tmp_path / "output/hereora" / asset.address).read_bytes()) == asset.digest


def test_picture_that_is_clean_already_is_copied_from_its_place(tmp_path: Path) -> None:
    lay(tmp_path, {"content/a.png": encode("PNG")})
    found = collect(tmp_path, "content/a.png")
    assert list(found.files.values()) == [tmp_path / "content/a.png"]


def test_names_on_disk_may_be_spelt_otherwise(tmp_path: Path) -> None:
    real = tmp_path / "content/ko\u0304whai.pdf"
    lay(tmp_path, {"content/ko\u0304whai.pdf": PDF})
    found = collect_assets([("content/kōwhai.pdf", Span("a"))], root=tmp_path, found={"content/kōwhai.pdf": real})
    assert found.files == {f"media/kowhai.{digest(PDF)[:8]}.pdf": real}


def test_each_problem_is_told_once_where_the_file_is_first_named(tmp_path: Path) -> None:
    places = lay(
        tmp_path,
        {
            "content/form.html": b"<html>",
            "content/photo.heic": b"",
            "content/fake.pdf": b"<html>",
            "content/half.png": encode("PNG")[:40],
            "content/odd.png": PHOTO,
            "content/rubric.pdf": PDF,
        },
    )
    (tmp_path / "content/folder.pdf").mkdir()
    places["content/folder.pdf"] = tmp_path / "content/folder.pdf"
    names = ["content/rubrik.pdf", *places]
    wanted = [(name, Span("content/index.md", line, 1)) for line in (9, 3) for name in names]
    found = collect_assets(wanted, root=tmp_path, found=places)
    assert [(item.code, item.severity.value, item.span.line) for item in found.diagnostics] == [
        ("E206", "error", 3),
        ("E207", "error", 3),
        ("E207", "error", 3),
        ("E540", "error", 3),
        ("E541", "error", 3),
        ("E543", "warning", 3),
        ("E546", "error", 3),
    ]
    hints = [item.hint for item in found.diagnostics]
    assert hints[0] == "Did you mean `rubric.pdf`?"
    assert hints[1:3] == [f"Save or export it as `.{better}`, and name that file instead." for better in ("pdf", "jpg")]
    assert "it is a folder" in found.diagnostics[-1].message
    assert sorted(found.assets) == ["content/odd.png", "content/rubric.pdf"]
    assert found.assets["content/odd.png"].address.endswith(".jpg")
    assert found.assets["content/odd.png"].name == "odd.jpg"


def test_unknown_type_lists_those_that_are_published(tmp_path: Path) -> None:
    lay(tmp_path, {"content/Makefile": b"", "content/a.xyz": b""})
    found = collect(tmp_path, "content/Makefile", "content/a.xyz")
    assert all(item.hint.startswith("These can be published: JPEG, PNG") for item in found.diagnostics)


def test_paths_outside_of_the_portal(tmp_path: Path) -> None:
    lay(tmp_path, {"a.pdf": PDF})
    root = tmp_path / "portal"
    root.mkdir()
    for path in ("../a.pdf", str(tmp_path / "a.pdf"), "none.pdf"):
        assert [item.code for item in collect(root, path).diagnostics] == ["E206"]


def test_same_file_in_two_places_is_published_once(tmp_path: Path) -> None:
    lay(tmp_path, {"content/a/rubric.pdf": PDF, "content/b/rubric.pdf": PDF, "content/c/rubric.pdf": PDF + b"2"})
    found = collect(tmp_path, "content/a/rubric.pdf", "content/b/rubric.pdf", "content/c/rubric.pdf")
    first, second, third = found.assets.values()
    assert first.address == second.address != third.address
    assert len(found.files) == 2


def test_two_files_whose_addresses_would_be_the_same(tmp_path: Path) -> None:
    paths = ["content/a.pdf", "content/b/a.pdf"]
    cache: dict[str, Prepared] = {}
    for path, place in lay(tmp_path, {paths[0]: PDF, paths[1]: PDF + b"2"}).items():
        whole = prepare(path, place)
        assert whole.asset is not None
        key = cache_key(path, place)
        assert key is not None
        twin = type(whole.asset)(path, "media/a.00000000.pdf", "a.pdf", AssetKind.DOCUMENT, "", 1, whole.asset.digest)
        cache[key] = Prepared(twin)
    found = collect_assets([(path, Span("a")) for path in paths], root=tmp_path, cache=cache)
    assert [asset.address for asset in found.assets.values()] == [
        "media/a.00000000.pdf",
        f"media/a.{digest(PDF + b'2')[:16]}.pdf",
    ]
    assert list(found.files.values()) == [tmp_path / path for path in paths]


def test_large_files_are_never_read_as_a_whole_and_warned_of(tmp_path: Path) -> None:
    lay(tmp_path, {"content/large.pdf": PDF, "content/huge.png": encode("PNG")})
    os.truncate(tmp_path / "content/large.pdf", 100_000_001)
    os.truncate(tmp_path / "content/huge.png", 3_000_000_000)
    found = collect(tmp_path, "content/large.pdf", "content/huge.png")
    assert [(item.code, item.severity) for item in found.diagnostics] == [
        ("E545", Severity.WARNING),
        ("E548", Severity.ERROR),
    ]
    assert "100 MB, more than the 100 MB" in found.diagnostics[0].message
    assert list(found.files.values()) == [tmp_path / "content/large.pdf"]


def test_answers_are_kept_until_the_file_changes(tmp_path: Path) -> None:
    (place,) = lay(tmp_path, {"content/a.jpg": PHOTO}).values()
    cache: dict[str, Prepared] = {}
    wanted = [("content/a.jpg", Span("a"))]
    first = collect_assets(wanted, root=tmp_path, cache=cache)
    (key,) = cache
    cache[key] = Prepared(None, problems=prepare("content/a.xyz", place).problems)
    assert [item.code for item in collect_assets(wanted, root=tmp_path, cache=cache).diagnostics] == ["E207"]
    os.utime(place, (1, 1))
    assert collect_assets(wanted, root=tmp_path, cache=cache) == first
    assert cache_key("a", tmp_path / "none") is None


def test_cleaned_pictures_are_kept_on_disk(tmp_path: Path) -> None:
    lay(tmp_path, {"content/a.jpg": PHOTO})
    store, cache = tmp_path / "store", dict[str, Prepared]()
    wanted = [("content/a.jpg", Span("a"))]
    (kept,) = collect_assets(wanted, root=tmp_path, cache=cache, store=store).files.values()
    assert isinstance(kept, Path)
    cleaned = kept.read_bytes()
    assert list(collect_assets(wanted, root=tmp_path).files.values()) == [cleaned]
    for damage in (kept.unlink, lambda: kept.write_bytes(b"half")):
        damage()
        assert list(collect_assets(wanted, root=tmp_path, cache=cache, store=store).files.values()) == [kept]
        assert kept.read_bytes() == cleaned
    no_folder = tmp_path / "content/a.jpg"
    assert list(collect_assets(wanted, root=tmp_path, store=no_folder).files.values()) == [cleaned]


def test_cleaned_pictures_that_nobody_uses_are_deleted_after_a_day(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    used, old, young = (store / name for name in ("used", "old", "young"))
    for place in (used, old, young):
        place.write_bytes(b"x")
    now = used.stat().st_mtime + 100_000
    os.utime(young, (now, now))
    prune_store(store, [used, b"bytes"], now=now)
    assert sorted(store.iterdir()) == [used, young]
    prune_store(tmp_path / "none", [], now=now)
