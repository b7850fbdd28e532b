"""What the pages of all kinds share."""

from __future__ import annotations

import json
from typing import Any

from generator.kinds.entry_page import iso_duration
from generator.model.asset import AssetKind
from tests.factories import make_cluster, make_entry, target
from tests.sites import Sites, make_asset, make_body, make_sites

PICTURE = make_asset("content/hereora/case-studies/a.jpg")
SHEET = make_asset("content/hereora/case-studies/sheet.pdf", AssetKind.DOCUMENT, size=1_400_000)
A = "hereora/case-studies/a"


def sites(portal: dict[str, object] | None = None, cluster: dict[str, object] | None = None, **fields: Any) -> Sites:
    return make_sites(
        make_entry("a", **{"title": "Reading together", **fields}),
        make_entry("b", tags="Reading", schools="Kea School"),
        clusters=[make_cluster(schools=["Kea School", "Tui School"], **(cluster or {}))],
        assets=[PICTURE, SHEET],
        **(portal or {}),
    )


def facts(page: Any) -> dict[str, Any]:
    graph = json.loads(page.json_ld)["@graph"]
    found: dict[str, Any] = graph[1]
    return found


def test_a_page_has_what_its_author_wrote() -> None:
    page = sites(
        summary="Every day, in pairs.",
        date="2026-03-05",
        updated="2026-04-01",
        lang="mi",
        body=make_body("Kia ora."),
        people=["Mere", {"role": "Year 6 teacher"}, {"consent": "file 1"}],
    ).page_of(A)
    assert (page.title, page.summary, page.kind) == ("Reading together", "Every day, in pairs.", "case-study")
    assert (page.date.iso, page.updated.iso) == ("2026-03-05", "2026-04-01")
    assert page.language == "mi"
    assert page.content == "<p>Kia ora.</p>"
    assert [(person.name, person.role) for person in page.people] == [("Mere", ""), ("", "Year 6 teacher")]


def test_what_is_not_written_is_not_there() -> None:
    page = sites().page_of(A)
    assert (page.summary, page.date, page.updated, page.picture, page.earlier) == ("", None, None, None, None)
    assert (page.taxonomies, page.people, page.downloads, page.later) == ((), (), (), ())
    assert (page.licence, page.licence_url, page.draft, page.indexed) == ("", "", False, True)


def test_the_description_is_the_summary_or_the_beginning_of_the_text() -> None:
    assert sites(summary="Short.").page_of(A).description == "Short."
    assert sites(body=make_body("We read. " * 100)).page_of(A).description.startswith("We read. We read.")
    assert sites().page_of(A).description == "Reading together"
    assert len(sites(summary="long " * 200).page_of(A).description) <= 300


def test_terms_are_grouped_and_tags_are_last() -> None:
    page = sites(tags="Reading", schools="Kea School", levels="Years 1–3").page_of(A)
    assert [group.taxonomy for group in page.taxonomies] == ["schools", "levels", "tags"]
    assert page.taxonomies[0].terms[0].url == "../../schools/kea-school/"


def test_the_picture_has_its_words_caption_and_maker() -> None:
    image = {"src": "a.jpg", "alt": "Readers", "caption": "In the hall", "credit": "Rangi"}
    page = sites({"url": "https://p.example.org/"}, image=image, files={"image.src": target(PICTURE.source)}).page_of(A)
    picture = page.picture
    assert (picture.url, picture.alt, picture.caption, picture.credit) == (
        "../../media/a.0a1b2c3d.jpg",
        "Readers",
        "In the hall",
        "Rangi",
    )
    assert page.image_url == "https://p.example.org/hereora/media/a.0a1b2c3d.jpg"
    assert facts(page)["image"] == page.image_url


def test_files_to_take_away_have_a_name_and_a_size() -> None:
    files = {"downloads.0.file": target(SHEET.source), "downloads.1.file": target("content/hereora/gone.pdf")}
    page = sites(downloads=["sheet.pdf", {"file": "gone.pdf", "title": "Gone"}], files=files).page_of(A)
    assert [(d.url, d.title, d.name, d.size) for d in page.downloads] == [
        ("../../media/sheet.0a1b2c3d.pdf", "sheet.pdf", "sheet.pdf", "1.4\u00a0MB")
    ]
    page = sites(downloads=[{"file": "sheet.pdf", "title": "Our sheet"}], files=files).page_of(A)
    assert page.downloads[0].title == "Our sheet"


def test_the_licence_is_the_nearest_one() -> None:
    portal: dict[str, object] = {"licence": "CC BY 4.0"}
    cluster: dict[str, object] = {"licence": "CC BY-SA 4.0"}
    assert sites(portal).page_of(A).licence == "CC BY 4.0"
    assert sites(portal, cluster).page_of(A).licence == "CC BY-SA 4.0"
    page = sites(portal, cluster, licence="All rights reserved").page_of(A)
    assert (page.licence, page.licence_url) == ("All rights reserved", "")
    assert facts(page)["license"] == "All rights reserved"


def test_the_citation_names_the_schools_or_the_cluster() -> None:
    assert sites().page_of(A).citation == "Hereora. Reading together. Learning together."
    page = sites({"url": "https://p.example.org"}, title="Why?", date="2026-03-05", schools="Tui School, Kea School")
    assert page.page_of(A).citation == (
        "Tui School, Kea School (2026). Why? Hereora, Learning together. https://p.example.org/hereora/case-studies/a/"
    )


def test_related_entries_are_cards() -> None:
    assert [card.url for card in sites(tags="Reading", schools="Kea School").page_of(A).related] == ["../b/"]


def test_a_draft_says_so_and_is_not_indexed() -> None:
    page = make_sites(make_entry("a", draft="yes"), drafts=True).page_of(A)
    assert page.draft and not page.indexed


def test_the_data_of_a_page_are_those_of_schema_org() -> None:
    page = sites(
        {"url": "https://p.example.org/", "licence": "CC BY 4.0"},
        summary="In pairs.",
        date="2026-03-05",
        updated="2026-04-01 10:00",
        tags="Reading, Whānau",
        levels="Years 1–3",
        areas="English",
        schools="Kea School",
    ).page_of(A)
    found = facts(page)
    assert found["url"] == "https://p.example.org/hereora/case-studies/a/"
    assert found["datePublished"].startswith("2026-03-05")
    assert found["dateModified"] == "2026-04-01T10:00:00+13:00"
    assert found["keywords"] == ["Reading", "Whānau"]
    assert (found["educationalLevel"], found["about"]) == (["Years 1–3"], ["English"])
    assert found["author"] == [{"@type": "EducationalOrganization", "name": "Kea School"}]
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["inLanguage"] == "en-NZ"
    bare = facts(sites().page_of(A))
    assert not {"url", "datePublished", "keywords", "license", "image", "author"} & set(bare)


def test_lengths_are_written_as_iso_8601() -> None:
    assert iso_duration(83.5) == "PT83.5S"
    assert iso_duration(3600) == "PT3600S"
    assert iso_duration(1234567.25) == "PT1234567.25S"
    assert iso_duration(0) == "PT0S"
