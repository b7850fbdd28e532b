"""Pages: a tree by parent and order."""

from __future__ import annotations

import json

from generator.kinds.page import PageFields, page_facts
from generator.model.body import Target
from generator.model.fields import EntryFields
from generator.model.kind import Facts
from generator.render.contract import PagePage
from tests.factories import make_entry, target
from tests.sites import Sites, make_sites


def below(name: str) -> dict[str, Target]:
    return {"parent": target(f"content/hereora/pages/{name}.md")}


def tree() -> Sites:
    return make_sites(
        make_entry("about", kind="page", title="About"),
        make_entry("people", kind="page", title="People", files=below("about"), order="2"),
        make_entry("work", kind="page", title="Work", files=below("about"), order="1"),
        make_entry("mere", kind="page", title="Mere", files=below("people")),
        make_entry("alone", kind="page", title="Alone"),
    )


def test_facts_of_a_page_are_its_order() -> None:
    assert page_facts(PageFields.model_validate({"title": "A", "order": "3"})) == Facts(order=3)
    assert page_facts(EntryFields(title="x")) == Facts()


def test_the_breadcrumb_goes_through_all_pages_above() -> None:
    page = tree().page_of("hereora/pages/mere")
    assert isinstance(page, PagePage)
    assert [(link.title, link.url) for link in page.breadcrumb] == [
        ("Home", "../"),
        ("About", "../about/"),
        ("People", "../people/"),
        ("Mere", ""),
    ]


def test_pages_below_and_beside_are_in_order() -> None:
    sites = tree()
    about, people = sites.page_of("hereora/pages/about"), sites.page_of("hereora/pages/people")
    assert [link.title for link in about.children] == ["Work", "People"]
    assert about.siblings == ()
    assert [(link.title, link.url, link.current) for link in people.siblings] == [
        ("Work", "../work/", False),
        ("People", "./", True),
    ]
    alone = sites.page_of("hereora/pages/alone")
    assert (alone.children, alone.siblings) == ((), ())
    assert [link.title for link in alone.breadcrumb] == ["Home", "Alone"]


def test_a_page_is_an_article() -> None:
    facts = json.loads(tree().page_of("hereora/pages/about").json_ld)["@graph"][1]
    assert (facts["@type"], facts["headline"]) == ("Article", "About")
