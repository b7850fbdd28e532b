"""A site is put in place whole, or not at all; what the generator did not write is never touched."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.build.faults import PublishError
from generator.build.manifest import JOURNAL, MANIFEST, Journal, read_manifest, write_journal
from generator.build.publish import Publisher, PublishReport
from generator.core.digest import digest
from generator.model.page import Output


def publish(output: Path, files: Mapping[str, bytes], scope: str | None = None) -> PublishReport:
    with Publisher(output, scope) as publisher:
        for path, content in files.items():
            publisher.stage(Output(path, content, digest(content)))
        return publisher.commit()


def site(output: Path) -> dict[str, bytes]:
    """The files readers can see."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and path.relative_to(output).parts[0] != ".portal"
    }


def folders(output: Path) -> list[str]:
    found = [path.relative_to(output) for path in sorted(output.rglob("*")) if path.is_dir()]
    return [path.as_posix() for path in found if path.parts[0] != ".portal"]


def codes(error: pytest.ExceptionInfo[PublishError]) -> list[str]:
    return [diagnostic.code for diagnostic in error.value.diagnostics]


FIRST = {
    "index.html": b"hub",
    ".nojekyll": b"",
    "hereora/index.html": b"home",
    "hereora/videos/kea/index.html": b"kea",
    "hereora/feed.xml": b"feed",
    "hereora/assets/site.11111111.css": b"css",
}


def test_first_build_writes_every_file(tmp_path: Path) -> None:
    report = publish(tmp_path / "output", FIRST)
    assert site(tmp_path / "output") == FIRST
    assert report == PublishReport(written=6, unchanged=0, removed=0, bytes_written=17)
    assert sorted(path.name for path in (tmp_path / "output/.portal").iterdir()) == ["lock", "manifest.json"]


def test_second_build_writes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, FIRST)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and path.name != "lock"}
    report = publish(tmp_path, FIRST)
    assert report == PublishReport(written=0, unchanged=6, removed=0, bytes_written=0)
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_only_differing_files_are_written_and_old_ones_removed_with_their_folders(tmp_path: Path) -> None:
    publish(tmp_path, FIRST)
    second = {path: content for path, content in FIRST.items() if "kea" not in path} | {"index.html": b"HUB"}
    report = publish(tmp_path, second)
    assert report == PublishReport(written=1, unchanged=4, removed=1, bytes_written=3)
    assert site(tmp_path) == second
    assert folders(tmp_path) == ["hereora", "hereora/assets"]


def test_leaving_without_commit_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, FIRST)
    with Publisher(tmp_path) as publisher:
        assert publisher.stage(Output("index.html", b"new", digest(b"new")))
    assert site(tmp_path) == FIRST
    assert not (tmp_path / ".portal/staging").exists()
    with pytest.raises(ZeroDivisionError), Publisher(tmp_path) as publisher:
        publisher.stage(Output("index.html", b"new", digest(b"new")))
        raise ZeroDivisionError
    assert site(tmp_path) == FIRST
    assert publish(tmp_path, FIRST).unchanged == 6


def test_hashed_assets_stay_for_one_more_build(tmp_path: Path) -> None:
    kept = {"hereora/assets/site.11111111.css": b"css", "hereora/search/terms-0123456789ab.js": b"shard"}
    plain = {"hereora/assets/plain.css": b"plain", "hereora/videos/kea.11111111.vtt": b"captions"}
    publish(tmp_path, {"index.html": b"one", **kept, **plain})
    assert publish(tmp_path, {"index.html": b"two"}).removed == 2
    assert site(tmp_path) == {"index.html": b"two", **kept}
    assert publish(tmp_path, {"index.html": b"three"}).removed == 2
    assert site(tmp_path) == {"index.html": b"three"}


def test_asset_that_is_wanted_again_is_not_retired(tmp_path: Path) -> None:
    asset = {"hereora/assets/site.11111111.css": b"css"}
    for files in (asset, {}, asset, {}):
        publish(tmp_path, files)
    assert site(tmp_path) == asset


def test_foreign_files_are_never_touched(tmp_path: Path) -> None:
    (tmp_path / "hereora").mkdir()
    (tmp_path / "CNAME").write_bytes(b"portal.example.org")
    (tmp_path / "hereora/notes.txt").write_bytes(b"mine")
    publish(tmp_path, FIRST)
    publish(tmp_path, {})
    publish(tmp_path, {})
    assert site(tmp_path) == {"CNAME": b"portal.example.org", "hereora/notes.txt": b"mine"}


def test_foreign_file_in_the_way_stops_the_whole_build(tmp_path: Path) -> None:
    (tmp_path / "hereora").mkdir()
    (tmp_path / "hereora/index.html").write_bytes(b"mine")
    (tmp_path / "index.html").write_bytes(b"mine too")
    with pytest.raises(PublishError) as error:
        publish(tmp_path, FIRST)
    assert codes(error) == ["E901", "E901"]
    assert [item.span.path for item in error.value.diagnostics] == [
        f"{tmp_path.name}/hereora/index.html",
        f"{tmp_path.name}/index.html",
    ]
    assert site(tmp_path) == {"hereora/index.html": b"mine", "index.html": b"mine too"}


def test_identical_foreign_file_is_adopted(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"hub")
    assert publish(tmp_path, {"index.html": b"hub"}).unchanged == 1
    assert publish(tmp_path, {"index.html": b"new"}).written == 1
    assert publish(tmp_path, {}).removed == 1


def test_file_changed_by_hand_is_kept_once_it_no_longer_belongs(tmp_path: Path) -> None:
    publish(tmp_path, FIRST)
    (tmp_path / "hereora/videos/kea/index.html").write_bytes(b"kea, edited")
    report = publish(tmp_path, {"index.html": b"hub"})
    assert [(item.code, item.span.path) for item in report.diagnostics] == [
        ("E908", f"{tmp_path.name}/hereora/videos/kea/index.html")
    ]
    assert site(tmp_path)["hereora/videos/kea/index.html"] == b"kea, edited"
    assert publish(tmp_path, {"index.html": b"hub"}).diagnostics == ()


def test_file_changed_by_hand_that_still_belongs_is_made_right(tmp_path: Path) -> None:
    publish(tmp_path, FIRST)
    (tmp_path / "index.html").write_bytes(b"HUB")
    (tmp_path / "hereora/feed.xml").unlink()
    assert publish(tmp_path, FIRST).written == 2
    assert site(tmp_path) == FIRST


@pytest.mark.parametrize("place", ["hereora", "hereora/index.html", "hereora/videos"])
def test_link_in_the_way_is_neither_followed_nor_replaced(tmp_path: Path, place: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    output = tmp_path / "output"
    (output / place).parent.mkdir(parents=True)
    (output / place).symlink_to(elsewhere)
    with pytest.raises(PublishError) as error:
        publish(output, FIRST)
    assert codes(error) == ["E902"]
    assert "a link" in error.value.diagnostics[0].message
    assert list(elsewhere.iterdir()) == []


def test_folder_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(PublishError) as error:
        publish(tmp_path, FIRST)
    assert codes(error) == ["E902"]
    assert site(tmp_path) == {}


def test_folder_of_ours_that_became_a_link_is_left_alone(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "output", tmp_path / "elsewhere"
    publish(output, FIRST)
    (output / "hereora/videos").rename(elsewhere)
    (output / "hereora/videos").symlink_to(elsewhere)
    publish(output, {"index.html": b"hub"})
    assert (elsewhere / "kea/index.html").read_bytes() == b"kea"


def test_output_that_is_a_file_and_private_folder_that_is_a_link(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"")
    with pytest.raises(PublishError) as error:
        publish(tmp_path / "output", FIRST)
    assert codes(error) == ["E902"]
    (tmp_path / "other/.portal").parent.mkdir()
    (tmp_path / "other/.portal").symlink_to(tmp_path)
    with pytest.raises(PublishError) as error:
        publish(tmp_path / "other", FIRST)
    assert codes(error) == ["E902"]


def test_scope_owns_only_its_folder(tmp_path: Path) -> None:
    other = {"kowhai/index.html": b"kowhai", "index.html": b"hub"}
    publish(tmp_path, {**other, "hereora/index.html": b"one", "hereora/old/index.html": b"old"})
    report = publish(tmp_path, {"hereora/index.html": b"two"}, scope="hereora")
    assert (report.written, report.removed) == (1, 1)
    assert site(tmp_path) == {**other, "hereora/index.html": b"two"}
    assert publish(tmp_path, {**other, "hereora/index.html": b"two"}).unchanged == 3
    publish(tmp_path, {}, scope="hereora")
    assert site(tmp_path) == other
    assert folders(tmp_path) == ["kowhai"]


def test_large_files_are_copied_and_not_read_again(tmp_path: Path) -> None:
    source = tmp_path / "assembly.mp4"
    source.write_bytes(b"video" * 500_000)
    wanted = Output("hereora/media/assembly.0a1b2c3d.mp4", source, digest(source.read_bytes()))
    output = tmp_path / "output"
    for written, unchanged in ((1, 0), (0, 1)):
        with Publisher(output) as publisher:
            publisher.stage(wanted)
            report = publisher.commit()
        assert (report.written, report.unchanged, report.bytes_written) == (written, unchanged, written * 2_500_000)
    os.utime(source, (1, 1))
    with Publisher(output) as publisher:
        assert publisher.stage(wanted) is False


def test_source_that_changes_or_vanishes(tmp_path: Path) -> None:
    source = tmp_path / "assembly.mp4"
    source.write_bytes(b"half")
    for name, reason in (("assembly.mp4", "it changed"), ("none.mp4", "no longer there"), (".", "it is a folder")):
        with pytest.raises(PublishError) as error, Publisher(tmp_path / "output") as publisher:
            publisher.stage(Output("media/a.mp4", tmp_path / name, digest(b"whole")))
            publisher.commit()
        assert codes(error) == ["E910"]
        assert reason in error.value.diagnostics[0].message
    assert site(tmp_path / "output") == {}


BAD_PATHS = "|/index.html|../index.html|a/../b|a//b|a/|Index.html|a\\b|_a/b|.git/x|a/.b|ā|a.|a\n|a b|.nojekyll/a|.p/x"


@pytest.mark.parametrize("path", BAD_PATHS.split("|"))
def test_path_that_no_file_may_have_is_a_bug(tmp_path: Path, path: str) -> None:
    with Publisher(tmp_path) as publisher, pytest.raises(ValueError, match="may be called"):
        publisher.stage(Output(path, b"", digest(b"")))


@pytest.mark.parametrize(("first", "second"), [("a/b", "a/b"), ("a/b", "a"), ("a", "a/b"), ("a", "a/b/c")])
def test_two_outputs_for_one_place_are_a_bug(tmp_path: Path, first: str, second: str) -> None:
    with Publisher(tmp_path) as publisher:
        publisher.stage(Output(first, b"", digest(b"")))
        with pytest.raises(ValueError, match="two files"):
            publisher.stage(Output(second, b"", digest(b"")))


def test_other_bugs_of_ours(tmp_path: Path) -> None:
    wrong = Output("index.html", b"hub", digest(b"other"))
    with Publisher(tmp_path) as publisher, pytest.raises(ValueError, match="digest"):
        publisher.stage(wrong)
    (tmp_path / "index.html").write_bytes(b"hub")
    with Publisher(tmp_path) as publisher, pytest.raises(ValueError, match="digest"):
        publisher.stage(wrong)
    with Publisher(tmp_path, "hereora") as publisher, pytest.raises(ValueError, match="outside of"):
        publisher.stage(Output("index.html", b"", digest(b"")))
    with pytest.raises(ValueError, match="with block"):
        publisher.stage(wrong)
    with pytest.raises(ValueError, match="with block"):
        Publisher(tmp_path).commit()
    with pytest.raises(ValueError, match="cluster"):
        Publisher(tmp_path, "../other")


def test_name_that_is_too_long_for_the_disk(tmp_path: Path) -> None:
    with pytest.raises(PublishError) as error:
        publish(tmp_path, {"index.html": b"hub", "a" * 300 + "/index.html": b"page"})
    assert codes(error) == ["E906"]
    assert site(tmp_path) == {}


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"format":2,"files":{},"folders":[]}',
        b'{"format":1,"files":{"../escape.html":["%s",false]},"folders":[]}' % digest(b"precious").encode(),
        b'{"format":1,"files":{"index.html":"x"},"folders":[]}',
        b'{"format":1,"files":{"index.html":["x",false]},"folders":[]}',
        b'{"format":1,"files":{},"folders":["../.."]}',
        b'{"format":1,"files":[],"folders":[]}',
        b'{"format":1,"files":{}}',
        b'{"format":1,"files":{},"folders":[1]}',
    ],
)
@pytest.mark.parametrize("name", [MANIFEST, JOURNAL])
def test_damaged_list_is_told_and_never_trusted(tmp_path: Path, damage: bytes, name: str) -> None:
    (tmp_path / "escape.html").write_bytes(b"precious")
    output = tmp_path / "output"
    publish(output, FIRST)
    (output / name).write_bytes(damage)
    report = publish(output, FIRST)
    assert [(item.code, item.span.path) for item in report.diagnostics] == [("E909", f"output/{name}")]
    assert report.unchanged == 6
    assert site(output) == FIRST
    assert (tmp_path / "escape.html").read_bytes() == b"precious"
    assert publish(output, FIRST).diagnostics == ()


def test_manifest_holds_no_place_of_this_machine(tmp_path: Path) -> None:
    publish(tmp_path, FIRST)
    text = (tmp_path / MANIFEST).read_text("ascii")
    assert tmp_path.name not in text
    assert set(json.loads(text)["files"]) == set(FIRST)
    again = tmp_path / "again"
    publish(again, dict(reversed(FIRST.items())))
    assert (again / MANIFEST).read_text("ascii") == text


def test_journal_left_by_an_interrupted_build(tmp_path: Path) -> None:
    """What the journal names is ours only while it holds what we meant to write."""
    publish(tmp_path, {"index.html": b"one"})
    for path, content in {"new/index.html": b"new", "lost/index.html": b"by hand", "kowhai/a.html": b"a"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    (tmp_path / "index.html").write_bytes(b"two")
    names = {"new/index.html": b"new", "lost/index.html": b"lost", "kowhai/a.html": b"a", "index.html": b"two"}
    journal = Journal({path: (digest(text),) for path, text in names.items()}, frozenset({"new", "kowhai"}))
    write_journal(tmp_path, journal)
    with pytest.raises(PublishError) as error:
        publish(tmp_path, {"index.html": b"three", "lost/index.html": b"other"})
    assert codes(error) == ["E901"]
    publish(tmp_path, {}, scope="new")
    assert sorted(read_manifest(tmp_path).files) == ["index.html", "kowhai/a.html"]
    assert read_manifest(tmp_path).files["index.html"].digest == digest(b"two")
    write_journal(tmp_path, journal)
    report = publish(tmp_path, {"index.html": b"three"})
    assert site(tmp_path) == {"index.html": b"three", "lost/index.html": b"by hand"}
    assert [item.code for item in report.diagnostics] == ["E908"]
    assert folders(tmp_path) == ["lost"]
    assert not (tmp_path / JOURNAL).exists()


def test_what_an_interrupted_build_staged_is_cleared(tmp_path: Path) -> None:
    staging = tmp_path / ".portal/staging"
    staging.mkdir(parents=True)
    (staging / "7").write_bytes(b"half")
    publish(tmp_path, FIRST)
    assert not staging.exists()
    staging.symlink_to(tmp_path / "hereora")
    publish(tmp_path, FIRST)
    assert site(tmp_path) == FIRST


def test_more_files_than_are_synced_one_by_one(tmp_path: Path) -> None:
    files = {f"videos/v{number}/index.html": b"%d" % number for number in range(100)}
    assert publish(tmp_path, files).written == 100
    assert site(tmp_path) == files
