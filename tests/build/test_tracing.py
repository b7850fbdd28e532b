"""Traces: a page is stale where a fact it read says something else, and only there."""

from __future__ import annotations

import pickle

import pytest

from generator.assemble.facts import fact_digest, fact_id
from generator.build.tracing import PageRecord, Tracer, changed_facts, is_stale, page_of, stale_reads, task_of
from tests.factories import make_entry
from tests.sites import Sites, make_sites

CARD_A, CARD_B = ("card", "hereora/case-studies/a"), ("card", "hereora/case-studies/b")
BODY_A = ("body", "hereora/case-studies/a")


def sites(title: str = "a") -> Sites:
    return make_sites(make_entry("a", title=title), make_entry("b"))


def record(reads: bytes) -> PageRecord:
    return PageRecord("d", ("generator.outputs.hub:x", "", ()), reads)


def test_a_changed_fact_makes_those_stale_who_read_it() -> None:
    before, after = sites(), sites("A new title")
    tracer = Tracer(before.portal, before.sites)
    first, second = record(tracer.trace({CARD_A, BODY_A})), record(tracer.trace({CARD_B}))
    facts = tracer.take()
    assert {one.fact for one in facts.values()} == {CARD_A, BODY_A, CARD_B}
    assert changed_facts(facts, before.portal, before.sites) == {}
    changed = changed_facts(facts, after.portal, after.sites)
    assert {one.fact for one in changed.values()} == {CARD_A}
    assert changed[fact_id(CARD_A)].digest == fact_digest(CARD_A, after.portal, after.sites)
    gone = frozenset(changed)
    assert (is_stale(first, gone), is_stale(second, gone)) == (True, False)
    assert (stale_reads(first, gone), stale_reads(second, gone)) == ([fact_id(CARD_A)], [])
    assert not is_stale(first, frozenset())


def test_each_fact_is_told_once() -> None:
    found = sites()
    tracer = Tracer(found.portal, found.sites)
    reads = tracer.trace({CARD_A})
    assert len(tracer.take()) == 1
    assert tracer.trace({CARD_A}) == reads
    assert tracer.take() == {}


def test_another_process_begins_anew() -> None:
    found = sites()
    tracer = Tracer(found.portal, found.sites)
    reads = tracer.trace({CARD_A})
    other: Tracer = pickle.loads(pickle.dumps(tracer))
    assert other.take() == {}
    assert other.trace({CARD_A}) == reads
    assert other.take() == tracer.take()


def test_a_page_is_its_task_again() -> None:
    for page in sites().planned:
        again = page_of(page.path, task_of(page))
        assert again == page
        pickle.loads(pickle.dumps(task_of(page)))


@pytest.mark.parametrize(
    "name", ["os:system", "generator.build.store:Store", "generator.outputs.hub:gone", "generator.outputs.hub:_"]
)
def test_no_other_task_is_one(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        page_of("index.html", (name, "", ()))
