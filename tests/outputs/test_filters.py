"""What lists can be narrowed down by, and the scripts with their entries."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from generator.outputs.filters import FEWEST_ENTRIES, MOST_ENTRIES, list_filters, term_filters
from generator.render.contract import FilterContext
from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_sites

STUDIES = [
    {"tags": "Reading, Ako", "schools": "Kea School", "date": "2026-03-01"},
    {"tags": "Reading", "schools": "Tui School", "date": "2026-02-01"},
    {"tags": "Ākonga", "schools": "Kea School, Tui School", "date": "2025-05-01"},
    {"tags": "Reading", "date": "2024-05-01"},
]


def portal(*more: dict[str, Any]) -> Sites:
    entries = [make_entry(f"s{n}", **fields) for n, fields in enumerate([*STUDIES, *more])]
    entries.append(make_entry("v", kind="video", tags="Reading", date="2026-01-01", video="https://x.example/v.mp4"))
    return make_sites(*entries, clusters=[make_cluster(schools=["Kea School", "Tui School"])])


def filters_of(sites: Sites, kind: str = "case-study") -> dict[str, FilterContext]:
    contexts = sites.contexts("hereora/case-studies/index.html")
    ids = tuple(found for found in sites.hereora.listed if sites.hereora.cards[found].kind == kind)
    return {one.name: one for one in list_filters(contexts, ids, kind).get("filters", ())}


def counts(group: FilterContext) -> dict[str, int]:
    return {choice.value: choice.count for choice in group.choices}


def data_of(sites: Sites, path: str) -> dict[str, Any]:
    text = sites.made(path).decode()
    found = re.fullmatch(r"portalList\((.*)\);\n", text, re.DOTALL)
    assert found is not None
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_choices_count_the_entries_of_the_list() -> None:
    found = filters_of(portal())
    assert list(found) == ["school", "tag", "year"]
    assert counts(found["tag"]) == {"reading": 3, "ako": 1, "akonga": 1}
    assert counts(found["school"]) == {"kea-school": 2, "tui-school": 2}
    assert counts(found["year"]) == {"2026": 2, "2025": 1, "2024": 1}


def test_without_a_script_a_choice_leads_to_its_terms_page() -> None:
    found = filters_of(portal())
    assert [choice.url for choice in found["tag"].choices] == ["../tags/reading/", "../tags/ako/", "../tags/akonga/"]
    assert found["tag"].url == "../tags/"
    assert {choice.url for choice in found["year"].choices} == {""}


def test_what_narrows_nothing_is_left_out() -> None:
    sites = make_sites(*(make_entry(f"s{n}", tags="Reading", date="2026-01-01") for n in range(5)))
    assert filters_of(sites) == {}
    assert 'class="filters"' not in sites.made("hereora/case-studies/index.html").decode()


def test_a_few_entries_need_no_filters() -> None:
    entries = [make_entry(f"s{n}", tags=f"Tag {n}") for n in range(FEWEST_ENTRIES - 1)]
    assert filters_of(make_sites(*entries)) == {}
    assert "hereora/entries.js" not in make_sites(*entries).paths
    assert filters_of(make_sites(*entries, make_entry("more", tags="More"))) != {}


def test_many_choices_are_those_used_most() -> None:
    entries = [make_entry(f"s{n:02}", tags=[f"Tag {n:02}", "Often", f"Half {n % 2}"]) for n in range(20)]
    tags = filters_of(make_sites(*entries))["tag"]
    assert [choice.value for choice in tags.choices][:3] == ["often", "half-0", "half-1"]
    assert len(tags.choices) == 10


def test_terms_share_the_script_of_the_whole_site() -> None:
    sites = portal()
    contexts = sites.contexts("hereora/tags/reading/index.html")
    ids = sites.hereora.taxonomies["tags"].members["reading"]
    found = term_filters(contexts, ids, "tags", "reading")
    assert (found["entries_url"], found["entries_with"]) == ("../../entries.js", "tag=reading")
    groups = {one.name: one for one in found["filters"]}
    assert counts(groups["kind"]) == {"case-study": 3, "video": 1}
    assert "reading" not in counts(groups["tag"]), "all of them have it"
    words = sites.made("hereora/tags/reading/index.html").decode()
    assert 'data-entries="../../entries.js" data-preset="tag=reading"' in words


def test_the_script_holds_the_list_in_order() -> None:
    data = data_of(portal(), "hereora/case-studies/entries.js")
    assert [row[1:3] for row in data["entries"]] == [["s0/", "s0"], ["s1/", "s1"], ["s2/", "s2"], ["s3/", "s3"]]
    assert data["kinds"] == [["case-study", "Case study"]]
    first = data["entries"][0]
    assert [data["terms"][number] for number in first[6]] == [
        ["school", "kea-school", "Kea School"],
        ["tag", "reading", "Reading"],
        ["tag", "ako", "Ako"],
    ]
    assert (first[5], first[7]) == ("2026", ["2026-03-01", "1 March 2026"])
    assert first[8] == first[10] == first[11] == 0


def test_the_script_of_the_site_holds_all_kinds() -> None:
    data = data_of(portal(), "hereora/entries.js")
    assert len(data["entries"]) == 5
    assert {kind for kind, _ in data["kinds"]} == {"case-study", "video"}
    assert data["entries"][2][1] == "videos/v/"


def test_words_that_could_end_a_script_are_only_words() -> None:
    sites = portal({"title": "</script><script>alert(1)</script>\u2028'\"", "date": "2027-01-01"})
    assert data_of(sites, "hereora/entries.js")["entries"][0][2].startswith("</script>")


@pytest.mark.parametrize("count", [MOST_ENTRIES, MOST_ENTRIES + 1])
def test_very_long_lists_have_plain_links_and_no_script(count: int) -> None:
    sites = make_sites(*(make_entry(f"s{n:05}", tags=f"Tag {n % 3}") for n in range(count)))
    few = count <= MOST_ENTRIES
    assert ("hereora/case-studies/entries.js" in sites.paths) == few
    assert ("hereora/entries.js" in sites.paths) == few
    words = sites.made("hereora/case-studies/index.html").decode()
    assert ("data-entries" in words) == ("lists." in words) == few
    assert '<a class="choice" href="../tags/tag-0/" data-value="tag-0">' in words


def test_further_pages_lead_to_the_filters() -> None:
    sites = make_sites(*(make_entry(f"s{n:02}", tags=f"Tag {n % 3}") for n in range(30)))
    words = sites.made("hereora/case-studies/page/2/index.html").decode()
    assert '<a href="../../">Narrow this list</a>' in words
    assert "data-entries" not in words
