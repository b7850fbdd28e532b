"""Files that entries name: checked, cleaned, and given addresses of their own."""

from __future__ import annotations

import os
import random
import time
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from generator.build.assets import AssetCollection, collect_assets
from generator.build.media_store import MediaStore
from generator.build.order import is_hashed
from generator.build.publish import Publisher
from generator.core.diagnostics import Severity, Span
from generator.core.digest import digest
from generator.model.asset import AssetKind
from generator.model.page import Output
from tests.media.pictures import SECRET, drawing, encode, exif

PDF = b"%PDF-1.7\n" + b"rubric" * 100
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + (b"\xff\xfb\x90\x00" + b"\x00" * 413) * 100
PHOTO = encode("JPEG", exif=exif())
TWINS = (6514, 101_831)


@cache
def noise(seed: int = 0) -> Image.Image:
    """A picture with as much in it as a photograph."""
    soft = Image.frombytes("RGB", (35, 25), random.Random(seed).randbytes(2625)).resize((700, 500))
    grain = Image.frombytes("L", (350, 250), random.Random(seed + 1).randbytes(87_500)).resize((700, 500))
    return Image.blend(soft, grain.convert("RGB"), 0.1)


LARGE = encode("JPEG", noise(), quality=92)


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
    """The first eight digits of both digests are alike: such a pair was searched for."""
    one, two = (PDF + number.to_bytes(4, "big") for number in TWINS)
    assert digest(one)[:8] == digest(two)[:8]
    lay(tmp_path, {"content/a.pdf": one, "content/b/a.pdf": two})
    found = collect(tmp_path, "content/a.pdf", "content/b/a.pdf")
    assert [asset.address for asset in found.assets.values()] == [
        f"media/a.{digest(one)[:8]}.pdf",
        f"media/a.{digest(two)[:16]}.pdf",
    ]
    assert list(found.files.items()) == [(asset.address, tmp_path / path) for path, asset in found.assets.items()]


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


def variants_of(found: AssetCollection, path: str) -> list[tuple[str, int]]:
    return [(item.media_type, item.width) for item in found.assets[path].variants]


def test_pictures_get_sizes_and_formats(tmp_path: Path) -> None:
    lay(tmp_path, {"content/Garden 1.jpg": LARGE})
    found = collect(tmp_path, "content/Garden 1.jpg")
    (asset,) = found.assets.values()
    assert variants_of(found, asset.source) == [
        ("image/avif", 360),
        ("image/avif", 700),
        ("image/webp", 700),
        ("image/jpeg", 700),
    ]
    assert asset.tone.startswith("tone-")
    for item in asset.variants:
        content = found.files[item.address]
        assert isinstance(content, bytes)
        assert (item.size, item.digest) == (len(content), digest(content))
        ending = {"image/jpeg": "jpg"}.get(item.media_type, item.media_type.removeprefix("image/"))
        assert item.address == f"media/garden-1-{item.width}.{item.digest[:8]}.{ending}"
        assert is_hashed(item.address)
    assert set(found.files) == {asset.address, *(item.address for item in asset.variants)}


def test_picture_that_is_one_of_its_own_sizes_is_published_once(tmp_path: Path) -> None:
    lay(tmp_path, {"content/b.jpg": encode("JPEG", noise(), quality=60)})
    found = collect(tmp_path, "content/b.jpg")
    (asset,) = found.assets.values()
    assert asset.variants[-1].address == asset.address
    assert found.files[asset.address] == tmp_path / "content/b.jpg"


def test_same_bytes_with_a_store_or_without_in_one_process_or_more(tmp_path: Path) -> None:
    names = [f"content/{number}.jpg" for number in range(5)]
    lay(tmp_path, {name: encode("JPEG", noise(number), quality=90) for number, name in enumerate(names)})
    lay(tmp_path, {"content/drawing.png": encode("PNG", drawing(800, 600)), "content/a.pdf": PDF})
    wanted = [(name, Span("a")) for name in (*names, "content/drawing.png", "content/a.pdf")]
    plain = collect_assets(wanted, root=tmp_path)
    told: list[tuple[int, int]] = []
    store = MediaStore(tmp_path / ".portal/media")
    for jobs in (2, 1):
        found = collect_assets(
            wanted, root=tmp_path, store=store, jobs=jobs, progress=lambda done, total: told.append((done, total))
        )
        assert found.assets == plain.assets
        assert {name: bytes_of(content) for name, content in found.files.items()} == {
            name: bytes_of(content) for name, content in plain.files.items()
        }
        assert found.kept
        assert all(place.is_relative_to(store.folder) for place in found.kept)
    assert told[:6] == [(number, 6) for number in range(1, 7)]


def bytes_of(content: bytes | Path) -> bytes:
    return content if isinstance(content, bytes) else content.read_bytes()


def test_kept_pictures_are_neither_made_nor_read_again(tmp_path: Path) -> None:
    (place,) = lay(tmp_path, {"content/a.jpg": LARGE}).values()
    told: list[int] = []

    def again(*, fresh: bool = False) -> AssetCollection:
        return collect_assets(
            [("content/a.jpg", Span("a"))],
            root=tmp_path,
            store=MediaStore(tmp_path / "store", fresh=fresh),
            progress=lambda done, _: told.append(done),
            now=time.time_ns() + 10**10,
        )

    first = again()
    times = {item: item.stat().st_mtime_ns for item in first.kept}
    assert again() == first
    assert len(told) == 1
    # Another copy of the same bytes is read, but not decoded; the kept files are the same.
    place.write_bytes(LARGE)
    assert again() == first
    assert {item: item.stat().st_mtime_ns for item in first.kept} == times
    assert len(told) == 2
    assert again(fresh=True) == first
    assert len(told) == 3
    place.write_bytes(encode("JPEG", noise(9), quality=90))
    assert again().assets != first.assets


def test_store_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    lay(tmp_path, {"content/a.jpg": LARGE})
    wanted = [("content/a.jpg", Span("a"))]
    found = collect_assets(wanted, root=tmp_path, store=MediaStore(tmp_path / "content/a.jpg"))
    assert found.files == collect_assets(wanted, root=tmp_path).files


def test_kept_picture_with_a_wrong_ending_is_told_each_time(tmp_path: Path) -> None:
    lay(tmp_path, {"content/a.png": LARGE})
    wanted, store = [("content/a.png", Span("a"))], MediaStore(tmp_path / "store")
    for _ in range(3):
        found = collect_assets(wanted, root=tmp_path, store=store, now=time.time_ns() + 10**10)
        assert [item.code for item in found.diagnostics] == ["E543"]
