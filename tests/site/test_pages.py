"""The two real pages that the product is modelled on: every part of them is on the built page, in its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.dom import Element, read_page

DATA = Path(__file__).parent / "data"
VIDEO = "hereora/videos/becoming-a-truly-collaborative-cluster/index.html"
CLUSTERS = "lwdt-south/working-with-clusters-in-the-south/index.html"
TAGS = [
    "Collaborative teacher inquiry",
    "Strategic planning",
    "Vision",
    "Leadership",
    "Cluster",
    "Cluster collaboration",
]


def _reference(name: str) -> list[str]:
    """Return the paragraphs of a reference text, without list bullets, each with single spaces."""
    text = (DATA / name).read_text(encoding="utf-8")
    lines = (" ".join(line.replace("•", " ").split()) for line in text.splitlines())
    return [line for line in lines if line]


def _place(page: Element, element: Element) -> int:
    return list(page.all()).index(element)


def _with_text(page: Element, text: str, *tags: str) -> list[Element]:
    return [element for element in page.find(*tags) if element.text == text]


def _leads_to(site: Path, origin: str, link: Element) -> str:
    """Return the file below the site that a link leads to."""
    path = link.attributes["href"].split("#")[0].split("?")[0]
    target = ((site / origin).parent / path).resolve() if path else site / origin
    return (target / "index.html" if target.is_dir() else target).relative_to(site).as_posix()


@pytest.fixture
def video(sample_site: Path) -> Element:
    return read_page(sample_site / VIDEO)


@pytest.fixture
def clusters(sample_site: Path) -> Element:
    return read_page(sample_site / CLUSTERS)


def test_the_video_page_has_all_its_parts_in_order(video: Element, sample_site: Path) -> None:
    title, video_help, duration, summary, transcript, _ = _reference("video-page.txt")
    (heading,) = video.find("h1")
    assert heading.text == title
    breadcrumb = next(nav for nav in video.find("nav") if "You are here" in f"{nav.attributes} {nav.text}")
    (help_link,) = _with_text(video.find("main")[0], video_help, "a")
    length = next(time for time in video.find("time") if time.text == duration.removeprefix("Duration: "))
    assert length.attributes["datetime"] == "PT2M29S"
    summaries = [
        element for element in _with_text(video, summary, "p") if _place(video, element) > _place(video, heading)
    ]
    first_words = " ".join(transcript.split()[:6])
    spoken = next(element for element in video.find("p", "span", "li", "td") if element.text.startswith(first_words))
    parts = [breadcrumb, heading, help_link, length, summaries[0], spoken]
    places = [_place(video, part) for part in parts]
    assert places == sorted(places)
    assert _leads_to(sample_site, VIDEO, help_link) == "hereora/video-help/index.html"


def test_the_video_page_says_where_it_is(video: Element, sample_site: Path) -> None:
    breadcrumb = next(nav for nav in video.find("nav") if "You are here" in f"{nav.attributes} {nav.text}")
    leads = [_leads_to(sample_site, VIDEO, link) for link in breadcrumb.find("a")]
    assert "hereora/index.html" in leads
    assert "hereora/videos/index.html" in leads
    assert breadcrumb.find("li")[-1].text.endswith("Becoming a truly collaborative cluster")


def test_the_transcript_is_whole_and_in_readable_paragraphs(video: Element) -> None:
    words = _reference("video-page.txt")[4].split()
    paragraphs = [element.text for element in video.find("p")]
    joined = " ".join(paragraphs).split()
    start = next(i for i in range(len(joined)) if joined[i : i + 12] == words[:12])
    assert joined[start : start + len(words)] == words
    first = next(i for i, text in enumerate(paragraphs) if text.startswith(" ".join(words[:6])))
    last = next(i for i, text in enumerate(paragraphs) if text.endswith(" ".join(words[-6:])))
    transcript = paragraphs[first : last + 1]
    assert len(transcript) >= 3
    assert max(len(text.split()) for text in transcript) < 250
    assert all(re.search(r"[.?!]$", text) for text in transcript), "A paragraph ends in the middle of a sentence."


def test_the_transcript_has_no_invented_times(video: Element) -> None:
    assert not [element for element in video.all() if element.attributes.get("id", "").startswith("t=")]
    assert not [link for link in video.find("a") if "#t=" in link.attributes.get("href", "")]


def test_the_video_page_links_its_tags(video: Element, sample_site: Path) -> None:
    assert _reference("video-page.txt")[5] == "Tags: " + ", ".join(TAGS)
    main = video.find("main")[0]
    links = [link for link in main.find("a") if link.text in TAGS and "/tags/" in link.attributes["href"]]
    assert [link.text for link in links][: len(TAGS)] == TAGS
    for link in links:
        target = read_page(sample_site / _leads_to(sample_site, VIDEO, link))
        assert target.find("h1")[0].text.endswith(link.text)


def test_the_clusters_page_has_all_its_words_in_order(clusters: Element) -> None:
    main = clusters.find("main")[0].text
    place = 0
    for paragraph in _reference("clusters-page.txt")[1:]:
        for sentence in _sentences(paragraph):
            if sentence in {"You are here"}:
                continue
            found = main.find(sentence, place)
            assert found >= 0, f"Not in its place: {sentence}"
            place = found


def _sentences(paragraph: str) -> list[str]:
    return [part.strip(" “”") for part in re.split(r"(?<=[.”])\s+", paragraph) if part.strip(" “”")]


def test_the_clusters_page_has_its_parts(clusters: Element, sample_site: Path) -> None:
    assert any("You are here" in f"{nav.attributes} {nav.text}" for nav in clusters.find("nav"))
    main = clusters.find("main")[0]
    bullets = [
        element
        for element in main.find("ul")
        if [child.text[:6] for child in element.find("li")] == ["Create", "Identi", "Identi"]
    ]
    assert len(bullets) == 1
    (figure,) = [
        figure
        for figure in main.find("figure")
        if figure.find("img")
        and [c.text for c in figure.find("figcaption")]
        == ["Waimakariri North Cluster e-Leaders developing their Cluster Vision"]
    ]
    assert figure.find("img")[0].attributes["alt"]
    video = "lwdt-south/videos/becoming-a-truly-collaborative-cluster/index.html"
    quote = next(element for element in main.find("blockquote") if "we’re an end point" in element.text)
    holder = next(element for element in main.find("figure", "div", "aside") if quote in element.all())
    assert video in [_leads_to(sample_site, CLUSTERS, link) for link in holder.find("a")]


def test_the_clusters_page_embeds_the_video_before_the_quote(clusters: Element, sample_site: Path) -> None:
    main = clusters.find("main")[0]
    title = "Hereora cluster talking about being a highly collaborative cluster"
    embed = next(element for element in main.find("figure", "div", "section", "portal-player") if title in element.text)
    quote = next(element for element in main.find("blockquote") if "we’re an end point" in element.text)
    assert _place(main, embed) < _place(main, quote)
    named = [element for element in main.all() if title in (element.text, element.attributes.get("title"))]
    assert named
    video = "lwdt-south/videos/becoming-a-truly-collaborative-cluster/index.html"
    before = [link for link in main.find("a") if _place(main, link) < _place(main, quote)]
    assert video in [_leads_to(sample_site, CLUSTERS, link) for link in before if "://" not in link.attributes["href"]]


def test_the_clusters_page_shows_related_videos(clusters: Element, sample_site: Path) -> None:
    wanted = ["lwdt-south/videos/spirals-of-inquiry/index.html", "lwdt-south/videos/future-focused-inquiry/index.html"]
    quote = next(element for element in clusters.find("blockquote") if "we’re an end point" in element.text)
    after = [
        link
        for link in clusters.find("main")[0].find("a")
        if _place(clusters, link) > _place(clusters, quote) and "://" not in link.attributes["href"]
    ]
    leads = [_leads_to(sample_site, CLUSTERS, link) for link in after]
    found = [lead for lead in dict.fromkeys(leads) if lead in wanted]
    assert found == wanted
