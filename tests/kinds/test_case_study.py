"""Case studies."""

from __future__ import annotations

import json

from generator.kinds.case_study import CASE_STUDY, CaseStudyFields
from generator.render.contract import CaseStudyPage
from tests.factories import make_entry, target
from tests.sites import make_sites


def test_the_fields_of_a_case_study() -> None:
    assert CaseStudyFields.model_validate({"title": "A", "follows": " before.md "}).follows == "before.md"
    assert CASE_STUDY.spec.asks_summary and not CASE_STUDY.spec.timed_media


def test_a_case_study_stands_in_its_thread() -> None:
    sites = make_sites(
        make_entry("a"),
        make_entry("b", files={"follows": target("content/hereora/case-studies/a.md")}),
        make_entry("c", files={"follows": target("content/hereora/case-studies/b.md")}),
    )
    page = sites.page_of("hereora/case-studies/b")
    assert isinstance(page, CaseStudyPage)
    assert page.earlier is not None and page.earlier.url == "../a/"
    assert [card.url for card in page.later] == ["../c/"]
    assert [link.title for link in page.breadcrumb] == ["Home", "Case studies", "b"]


def test_a_case_study_says_that_it_is_an_article_and_a_learning_resource() -> None:
    page = make_sites(make_entry("a", title="Reading </script> together")).page_of("hereora/case-studies/a")
    assert "</script" not in page.json_ld
    crumbs, facts = json.loads(page.json_ld)["@graph"]
    assert crumbs["@type"] == "BreadcrumbList"
    assert facts["@type"] == ["Article", "LearningResource"]
    assert facts["headline"] == facts["name"] == "Reading </script> together"
