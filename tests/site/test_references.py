"""The sample content holds the two real pages word for word."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
DATA = Path(__file__).parent / "data"

VIDEO = "becoming-a-truly-collaborative-cluster"
CLUSTERS = ("hereora", "lwdt-south")


def parts(path: Path) -> tuple[dict[str, Any], str]:
    """The front matter and the body of a Markdown file."""
    _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(matter), body


def reference(name: str) -> list[str]:
    """The lines of a reference that are not empty, with their white space made plain."""
    text = (DATA / name).read_text(encoding="utf-8")
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:[’‘'-][^\W_]+)*", text)


@pytest.fixture
def video_page() -> list[str]:
    return reference("enabling-e-learning-video-page.txt")


@pytest.fixture
def clusters_page() -> list[str]:
    return reference("working-with-clusters-page.txt")


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_video_title_duration_summary_and_tags_are_those_of_the_page(cluster: str, video_page: list[str]) -> None:
    title, video_help, duration, summary, _transcript, tags = video_page
    fields, body = parts(CONTENT / cluster / "videos" / f"{VIDEO}.md")
    assert fields["title"] == title
    assert f"Duration: {fields['duration']}" == duration
    assert fields["summary"] == summary
    assert fields["tags"] == tags.removeprefix("Tags: ").split(", ")
    assert "video" not in fields
    assert body.strip() == ""
    assert video_help == "Video Help"


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_transcript_is_the_pages_own_to_the_letter(cluster: str) -> None:
    page = (DATA / "enabling-e-learning-video-page.txt").read_bytes()
    transcript = (CONTENT / cluster / "videos" / f"{VIDEO}.txt").read_bytes()
    assert transcript.removesuffix(b"\n") in page.split(b"\n")
    assert transcript.count(b"\n") == 1


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_video_help_is_a_page_of_the_cluster(cluster: str, video_page: list[str]) -> None:
    config = yaml.safe_load((CONTENT / cluster / "cluster.yaml").read_text(encoding="utf-8"))
    fields, _ = parts(CONTENT / cluster / config["video_help"])
    assert fields["title"] == video_page[1]


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_what_the_pages_do_not_say_is_left_out(cluster: str) -> None:
    config = yaml.safe_load((CONTENT / cluster / "cluster.yaml").read_text(encoding="utf-8"))
    assert not config.keys() & {"region", "vision", "schools", "goals", "phases", "licence"}
    assert "licence" not in yaml.safe_load((CONTENT / "portal.yaml").read_text(encoding="utf-8"))


def test_page_has_every_word_of_the_reference_in_its_order(clusters_page: list[str]) -> None:
    page = CONTENT / "lwdt-south" / "pages" / "working-with-clusters-in-the-south.md"
    fields, body = parts(page)
    body = re.sub(r"^> — \[.*$", "", body, flags=re.MULTILINE)  # who is quoted
    body = re.sub(r'!\[[^\]]*\]\([^)"]*\.jpg "([^"]*)"\)', r"\1", body)  # the picture: its caption stays
    body = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", body)  # the embedded video: its label stays
    related = [parts((page.parent / path).resolve())[0]["title"] for path in fields["related"]]
    assert words("\n".join([fields["title"], body, *related])) == words("\n".join(clusters_page[1:]))
    assert clusters_page[0] == "You are here"  # the breadcrumb, which every page has


def test_page_keeps_the_form_of_the_reference(clusters_page: list[str]) -> None:
    _, body = parts(CONTENT / "lwdt-south" / "pages" / "working-with-clusters-in-the-south.md")
    points = [line.removeprefix("• ") for line in clusters_page if line.startswith("• ")]
    listed = " ".join(re.findall(r"^- .*(?:\n  .*)*", body, flags=re.MULTILINE)).split()
    assert [word for word in listed if word != "-"] == " ".join(points).split()
    blocks = body.strip().split("\n\n")
    assert any(block.startswith("![A drawing") and block.endswith(f'"{clusters_page[8]}")') for block in blocks)
    assert f"![{clusters_page[9]}](../videos/{VIDEO}.md)" in blocks
    assert " ".join(blocks[-1].split()) == clusters_page[12]


def test_quote_is_in_the_transcript() -> None:
    _, body = parts(CONTENT / "lwdt-south" / "pages" / "working-with-clusters-in-the-south.md")
    quote = " ".join(line.removeprefix("> ") for line in body.splitlines() if re.match(r"> [^—]", line))
    transcript = (CONTENT / "lwdt-south" / "videos" / f"{VIDEO}.txt").read_text(encoding="utf-8")
    assert quote.strip("“”") in transcript


def test_videos_one_may_also_like_say_nothing_that_the_page_does_not(clusters_page: list[str]) -> None:
    for path, sentence in zip(("spirals-of-inquiry", "future-focused-inquiry"), clusters_page[13:], strict=True):
        fields, _ = parts(CONTENT / "lwdt-south" / "videos" / f"{path}.md")
        assert fields["title"] == sentence
        assert set(fields) == {"title", "summary"}
        assert fields["summary"] == "A video from Enabling e-Learning."
