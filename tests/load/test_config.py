"""The portal's settings, from bytes to a portal and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Diagnostic
from generator.load.config import RESERVED, load_portal
from generator.model.config import Portal

PORTAL = "content/portal.yaml"
CLUSTER = "content/kowhai/cluster.yaml"
TAGS = "content/kowhai/tags.yaml"


def _load(files: Mapping[str, str | bytes]) -> tuple[Portal | None, list[Diagnostic]]:
    return load_portal({path: text.encode() if isinstance(text, str) else text for path, text in files.items()})


def _portal(text: str, cluster: str = "title: Kōwhai cluster\n") -> tuple[Portal, list[Diagnostic]]:
    portal, problems = _load({PORTAL: text, CLUSTER: cluster})
    assert portal is not None
    return portal, problems


def _told(problems: list[Diagnostic]) -> list[tuple[str, str, int]]:
    return [(p.code, p.span.path, p.span.line) for p in problems]


def test_a_portal_is_its_settings_and_its_clusters_in_order() -> None:
    portal, problems = _load(
        {
            "content/weka/cluster.yaml": "\ufefftitle: Weka cluster\r\nlanguage: mi\r\n",
            CLUSTER: "title: Kōwhai cluster\n"
            "schools: [Kea School, {name: Tūī School, aliases: Tui}]\n"
            "consent: {required: yes}\n",
            TAGS: "- Literacy\n- {name: Reading, broader: literacy}\n",
            PORTAL: "title: Learning together\nurl: https://portal.example.org/\n",
        }
    )
    assert problems == []
    assert portal is not None
    assert (portal.path, portal.config.title, portal.config.timezone) == (
        PORTAL,
        "Learning together",
        "Pacific/Auckland",
    )
    assert [cluster.id for cluster in portal.clusters] == ["kowhai", "weka"]
    kowhai = portal.clusters[0]
    assert kowhai.path == CLUSTER
    assert [school.name for school in kowhai.config.schools] == ["Kea School", "Tūī School"]
    assert kowhai.config.consent.required
    assert [tag.name for tag in kowhai.tags] == ["Literacy", "Reading"]
    assert kowhai.spans["schools.1.aliases"].line == 2
    assert kowhai.tag_spans["1.broader"].line == 2
    assert portal.spans["url"].line == 2


def test_without_portal_yaml_the_clusters_are_checked_all_the_same() -> None:
    portal, problems = _load({CLUSTER: "titel: Kōwhai\n"})
    assert portal is not None
    assert _told(problems) == [("E140", PORTAL, 0), ("E130", CLUSTER, 1), ("E132", CLUSTER, 1)]
    assert "portal init" in problems[0].hint


def test_without_a_cluster_there_is_no_portal() -> None:
    assert _load({PORTAL: "title: x\n"})[0] is None
    assert [p.code for p in _load({PORTAL: "title: x\n"})[1]] == ["E141"]
    assert [p.code for p in _load({})[1]] == ["E140", "E141"]


def test_tags_alone_make_no_cluster() -> None:
    portal, problems = _load({PORTAL: "title: x\n", TAGS: "- a\n"})
    assert portal is not None
    assert portal.clusters[0].config.title == "kowhai"
    assert _told(problems) == [("E144", CLUSTER, 0)]


@pytest.mark.parametrize(
    ("folder", "slug"), [("Kōwhai", "kowhai"), ("our cluster", "our-cluster"), ("a--b", "a-b"), ("_x", "x")]
)
def test_a_folder_that_is_no_address_is_told(folder: str, slug: str) -> None:
    portal, problems = _load({PORTAL: "title: x\n", f"content/{folder}/cluster.yaml": "title: y\n"})
    assert portal is not None
    assert [p.code for p in problems] == ["E142"]
    assert f"`{slug}`" in problems[0].hint


@pytest.mark.parametrize("folder", RESERVED)
def test_the_portals_own_addresses_are_not_for_clusters(folder: str) -> None:
    problems = _load({PORTAL: "title: x\n", f"content/{folder}/cluster.yaml": "title: y\n"})[1]
    assert [p.code for p in problems] == ["E143"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Pacific/Aukland", "Pacific/Auckland"),
        ("Auckland", "Pacific/Auckland"),
        ("NZST", "Pacific/Auckland"),
        ("Pacific/Apía", "Pacific/Apia"),
    ],
)
def test_an_unknown_time_zone_is_told_with_the_nearest(written: str, meant: str) -> None:
    portal, problems = _portal(f"title: x\ntimezone: {written}\n")
    assert _told(problems) == [("E148", PORTAL, 2)]
    assert problems[0].hint == f"Did you mean `{meant}`?"
    assert portal.config.timezone == "Pacific/Auckland"


@pytest.mark.parametrize("written", ["../../etc/passwd", "/etc/passwd", "Pacific", "x" * 5_000, "somewhere"])
def test_an_odd_time_zone_is_no_file(written: str) -> None:
    assert [p.code for p in _portal(f"title: x\ntimezone: {written}\n")[1]] == ["E148"]


@pytest.mark.parametrize("zone", ["Pacific/Chatham", "NZ", "UTC", "Pacific/Rarotonga"])
def test_time_zones_are_known(zone: str) -> None:
    portal, problems = _portal(f"title: x\ntimezone: {zone}\n")
    assert (portal.config.timezone, problems) == (zone, [])


@pytest.mark.parametrize("tag", ["en-NZ", "mi", "mi-NZ", "en", "sm", "to", "niu", "rar", "fj", "zh-Hans", "ko"])
def test_languages_of_new_zealand_are_known(tag: str) -> None:
    portal, problems = _portal(f"title: x\nlanguage: {tag}\n", f"title: y\nlanguage: {tag}\n")
    assert problems == []
    assert portal.clusters[0].config.language == tag


@pytest.mark.parametrize(("tag", "code"), [("xx", "E150"), ("en-XX", "E150"), ("nzs", "E150"), ("Te Reo", "E133")])
def test_other_languages_are_told(tag: str, code: str) -> None:
    portal, problems = _portal(f"title: x\nlanguage: {tag}\n")
    assert _told(problems) == [(code, PORTAL, 2)]
    assert portal.config.language == "en-NZ"


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("portal.example.org", "https://portal.example.org/"),
        ("https://portal.example.org/?page=1", "https://portal.example.org/"),
        ("http://portal.example.org/a#top", "http://portal.example.org/a/"),
        ("ftp://portal.example.org", ""),
        ("javascript:alert(1)", ""),
        ("https://", ""),
        ("our site", ""),
        ("https://[::1", ""),
    ],
)
def test_a_bad_address_is_told(url: str, meant: str) -> None:
    portal, problems = _portal(f"title: x\nurl: {url}\n" if "#" not in url else f"title: x\nurl: '{url}'\n")
    assert _told(problems) == [("E149", PORTAL, 2)]
    assert not meant or problems[0].hint == f"Write `{meant}`."
    assert portal.config.url == ""


@pytest.mark.parametrize("url", ["https://portal.example.org", "http://localhost:8000/a/", "https://whānau.example/"])
def test_good_addresses_stay(url: str) -> None:
    portal, problems = _portal(f"title: x\nurl: {url}\n")
    assert (portal.config.url, problems) == (url, [])


def test_terms_of_a_cluster_are_checked_list_by_list() -> None:
    cluster = "title: y\nschools:\n- Kea School\n- kea school\ngoals: [Kea School]\nlevels:\n- {name: a, broader: b}\n"
    _, problems = _portal("title: x\n", cluster)
    assert _told(problems) == [("E145", CLUSTER, 4), ("E146", CLUSTER, 7)]


def test_broken_files_are_told_and_the_others_are_read() -> None:
    portal, problems = _load(
        {
            PORTAL: "title: Hereora: one\nlanguage: english\n",
            CLUSTER: b"\x89PNG\r\n\x1a\n\x00\x00",
            TAGS: "whānau\n".encode("utf-16"),
            "content/weka/cluster.yaml": "",
            "content/weka/tags.yaml": b"- caf\xe9\n",
        }
    )
    assert portal is not None
    assert portal.config.title == "Hereora: one"
    assert [tag.name for tag in portal.clusters[1].tags] == ["café"]
    assert _told(problems) == [
        ("E107", PORTAL, 1),
        ("E133", PORTAL, 2),
        ("E122", CLUSTER, 0),
        ("E121", TAGS, 1),
        ("E132", "content/weka/cluster.yaml", 1),
        ("E120", "content/weka/tags.yaml", 1),
    ]


@given(st.dictionaries(st.sampled_from([PORTAL, CLUSTER, TAGS]), st.text(max_size=80) | st.binary(max_size=80)))
@settings(deadline=None)
def test_whatever_is_in_the_files_nothing_breaks(files: dict[str, str | bytes]) -> None:
    data = {
        path: text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text for path, text in files.items()
    }
    portal, problems = load_portal(data)
    assert (portal is None) == (not set(files) & {CLUSTER, TAGS})
    assert portal is not None or problems
