"""The ids of a body: each is given once, none takes the theme's place, and links find them by every likely name."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.load.anchors import RESERVED, Anchors


def test_headings_get_ids_from_their_words() -> None:
    anchors = Anchors()
    assert [anchors.heading(title) for title in ("What changed?", "Whānau & us", "What changed?", "What changed")] == [
        "what-changed",
        "whanau-us",
        "what-changed-2",
        "what-changed-3",
    ]


def test_the_id_that_git_hosts_give_leads_there_too() -> None:
    anchors = Anchors()
    anchors.heading("Whānau & us")
    anchors.heading("Step 1: plan")
    anchors.heading("Whānau & us")
    assert anchors.find("whānau--us") == "whanau-us"
    assert anchors.find("step-1-plan") == "step-1-plan"
    assert anchors.find("whānau--us-1") == "whanau-us-2"
    assert anchors.find("elsewhere") is None


def test_an_authors_own_id_is_kept_where_it_is_simple() -> None:
    anchors = Anchors()
    assert anchors.heading("A long heading", "Short_1") == "Short_1"
    assert anchors.heading("Another", "odd id!") == "odd-id"
    assert anchors.find("odd id!") == "odd-id"
    assert anchors.heading("A third", "Short_1") == "Short_1-2"
    assert anchors.find("Short_1") == "Short_1"


def test_names_of_the_theme_are_not_taken() -> None:
    anchors = Anchors()
    assert anchors.heading("Search") == "search-2"
    assert anchors.heading("Transcript") == "transcript-2"
    assert anchors.heading("x", "main") == "main-2"
    assert anchors.heading("P 12") == "h-p-12"
    assert anchors.heading("x", "c-fn-1") == "h-c-fn-1"
    assert anchors.other("search-results") == "c-search-results"


def test_a_heading_called_transcript_wins_over_the_themes_place() -> None:
    anchors = Anchors()
    assert anchors.find("transcript") == "transcript"
    assert anchors.find("t=1:23") == "t=1:23"
    assert anchors.find('t="><script>') == "t=%22%3E%3Cscript%3E"
    anchors.heading("Transcript")
    assert anchors.find("transcript") == "transcript-2"


def test_all_other_ids_are_prefixed_once() -> None:
    anchors = Anchors()
    assert anchors.other("fn:1") == "c-fn-1"
    assert anchors.other("fn:1") is None
    assert anchors.other("fn-1") == "c-fn-1-2"
    assert anchors.other("<é>") == "c-x"
    assert anchors.other("") is None
    assert anchors.pairs() == (("fn:1", "c-fn-1"), ("fn-1", "c-fn-1-2"), ("<é>", "c-x"))


@given(st.lists(st.tuples(st.booleans(), st.text(max_size=8), st.text("ab-2:cfnp =", max_size=6)), max_size=30))
def test_every_id_is_given_once_and_fits_an_attribute(ids: list[tuple[bool, str, str]]) -> None:
    anchors = Anchors()
    given_out = [anchors.heading(title, own) if is_heading else anchors.other(own) for is_heading, title, own in ids]
    pages = [page for page in given_out if page is not None]
    assert len(set(pages)) == len(pages)
    assert not RESERVED & set(pages)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", page) for page in pages)
    assert {page for _, page in anchors.pairs()} <= set(pages)
