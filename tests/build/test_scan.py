import os
import unicodedata
from pathlib import Path

import pytest

from generator.build.scan import Scan, scan
from generator.build.walk import walk
from generator.kinds import kind_specs


def write(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"This is {path}.")


def scanned(root: Path) -> Scan:
    return scan(walk(root), kind_specs())


def names(found: Scan) -> list[tuple[str, str]]:
    return [(d.name, d.span.path) for d in found.diagnostics]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "portal.yaml", "hereora/cluster.yaml")
    return tmp_path


def test_entries_are_known_by_their_folder(root: Path) -> None:
    write(root, "hereora/index.md", "hereora/videos/kea.md", "hereora/case-studies/2026/reading/index.md", "README.md")
    write(root, "hereora/pages/README.md", "hereora/pages/.draft.md", "hereora/pages/about.md~")
    found = scanned(root)
    assert [(source.id, source.kind, source.bundle) for source in found.bundles] == [
        ("hereora/case-studies/2026/reading", "case-study", "content/hereora/case-studies/2026/reading"),
        ("hereora/index", "home", ""),
        ("hereora/videos/kea", "video", ""),
    ]
    assert sorted(found.configuration) == ["content/hereora/cluster.yaml", "content/portal.yaml"]
    assert found.diagnostics == ()


def test_transcripts_and_media_have_their_entrys_name(root: Path) -> None:
    write(root, *(f"hereora/videos/kea{end}" for end in (".md", ".vtt", ".mi.srt", ".chapters.vtt", ".MP4", ".jpg")))
    (source,) = scanned(root).bundles
    assert [(path.rsplit("/", 1)[-1], language) for path, language in source.transcripts] == [
        ("kea.vtt", ""),
        ("kea.chapters.vtt", "chapters"),
        ("kea.mi.srt", "mi"),
    ]
    assert source.media == ("content/hereora/videos/kea.MP4",)


def test_of_two_transcripts_in_one_language_the_captions_are_taken(root: Path) -> None:
    write(root, "hereora/videos/kea.md", "hereora/videos/kea.txt", "hereora/videos/kea.srt")
    found = scanned(root)
    assert [path for path, _ in found.bundles[0].transcripts] == ["content/hereora/videos/kea.srt"]
    assert names(found) == [("two-transcripts", "content/hereora/videos/kea.txt")]


def test_a_transcript_that_belongs_to_no_entry_is_told(root: Path) -> None:
    write(root, "hereora/videos/kea.md", "hereora/videos/kea-final.vtt", "hereora/videos/kea.descriptions.vtt")
    assert names(scanned(root)) == [("transcript-without-video", "content/hereora/videos/kea-final.vtt")]


def test_markdown_in_no_kinds_folder_is_told(root: Path) -> None:
    write(root, "hereora/case-study/reading.md", "hereora/about.md", "notes.md", "other/videos/kea.md")
    found = scanned(root)
    assert names(found) == [
        ("misplaced-file", "content/hereora/about.md"),
        ("misplaced-file", "content/hereora/case-study/reading.md"),
        ("misplaced-file", "content/notes.md"),
        ("cluster-without-configuration", "content/other/videos/kea.md"),
    ]
    assert found.diagnostics[1].hint == "Did you mean the folder `case-studies`?"


def test_names_that_differ_only_in_case_or_in_unicode_form_are_told(root: Path) -> None:
    write(root, "hereora/videos/Kea.md", "hereora/videos/kea.md")
    write(root, *(unicodedata.normalize(form, "hereora/pages/whānau.md") for form in ("NFC", "NFD")))
    assert sorted(names(scanned(root))) == [
        ("names-too-alike", "content/hereora/pages/whānau.md"),
        ("names-too-alike", "content/hereora/videos/kea.md"),
    ]


def test_paths_are_nfc_whatever_the_disk_says(root: Path) -> None:
    write(root, unicodedata.normalize("NFD", "hereora/pages/whānau.md"))
    assert scanned(root).bundles[0].path == "content/hereora/pages/whānau.md"


def test_links_on_the_disk_are_followed_to_files_inside_only(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.md"
    outside.write_text("secret")
    write(root, "hereora/pages/real.md")
    pages = root / "content/hereora/pages"
    (pages / "inside.md").symlink_to(pages / "real.md")
    (pages / "outside.md").symlink_to(outside)
    (pages / "nowhere.md").symlink_to(pages / "gone.md")
    (pages / "loop").symlink_to(root / "content")
    found = scanned(root)
    assert [source.id for source in found.bundles] == ["hereora/pages/inside", "hereora/pages/real"]
    assert {d.span.path.rsplit("/", 1)[-1]: d.message for d in found.diagnostics} == {
        "loop": "`loop` is a link on the disk that leads to a folder.",
        "nowhere.md": "`nowhere.md` is a link on the disk that leads nowhere.",
        "outside.md": "`outside.md` is a link on the disk that leads out of the content folder.",
    }


def test_names_that_are_no_text_are_told(root: Path) -> None:
    write(root, "hereora/pages/bell\x07.md")
    Path(os.fsdecode(os.fsencode(root / "content/hereora/pages/") + b"/caf\xe9.md")).write_text("latin")
    assert [name for name, _ in names(scanned(root))] == ["unusable-name", "unusable-name"]


def test_pipes_and_sockets_are_not_opened(root: Path) -> None:
    os.mkfifo(root / "content/hereora/pipe.md")
    assert names(scanned(root)) == [("closed-file", "content/hereora/pipe.md")]


def test_a_file_and_a_folder_of_one_name_are_told(root: Path) -> None:
    write(root, "hereora/case-studies/study.md", "hereora/case-studies/study/index.md")
    found = scanned(root)
    assert [source.path for source in found.bundles] == ["content/hereora/case-studies/study.md"]
    assert names(found) == [("duplicate-address", "content/hereora/case-studies/study/index.md")]
    assert found.diagnostics[0].message.endswith("which `content/hereora/case-studies/study.md` has already.")
