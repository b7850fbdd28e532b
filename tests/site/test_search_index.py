"""The invariants of ``docs/search-format.md``, read back from the built sample site."""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.core.digest import digest
from generator.core.words import forms, key_of, utf16
from generator.search.index import NAME_LENGTH
from generator.search.reader import Found, Index

SITES = ("", "guide/", "hereora/", "kowhai/", "lwdt-south/")


@pytest.fixture(params=SITES, ids=lambda site: site or "hub")
def root(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def index(sample_site: Path, root: str) -> Index:
    return Index(lambda path: (sample_site / root / path).read_bytes())


def _words(passage: list[Any]) -> set[str]:
    return {form for form in forms(passage[0]) if key_of(form)}


def _page(sample_site: Path, root: str, index: Index, found: Found) -> Path:
    return sample_site / root / index.root["sites"][found.site][0] / found.card["url"] / "index.html"


def test_each_name_is_its_files_digest_and_every_file_is_named(sample_site: Path, root: str, index: Index) -> None:
    named = set(index.paths())
    for entry in index.entries().values():
        named |= {entry.path, *index.part_paths(entry)}
    for path in named:
        data = (sample_site / root / path).read_bytes()
        assert Path(path).stem == digest(data)[:NAME_LENGTH], path
    there = {
        path.relative_to(sample_site / root).as_posix() for path in (sample_site / root / "search").rglob("*/*.js")
    }
    assert there <= named


def test_everything_is_in_order(index: Index) -> None:
    rows = list(index.rows())
    keys = [utf16(key) for key, _ in rows]
    assert all(a < b for a, b in pairwise(keys))
    for key, by_form in rows:
        assert all(key_of(form) == key for form in by_form)
        for hits in by_form.values():
            assert all(a.slot < b.slot for a, b in pairwise(hits))
            assert all(a < b for hit in hits for a, b in pairwise(hit.passages))
    assert all(a < b for a, b in pairwise(index.spelling()))
    for _, values in index.filters():
        assert all(a < b for _, _, slots in values for a, b in pairwise(slots))


def test_every_slot_is_an_entry_whose_page_exists(sample_site: Path, root: str, index: Index) -> None:
    entries = index.entries()
    assert len(entries) == index.root["entries"]
    slots = {hit.slot for _, by_form in index.rows() for hits in by_form.values() for hit in hits}
    slots |= {slot for _, values in index.filters() for _, _, members in values for slot in members}
    assert slots == set(entries)
    for found in entries.values():
        assert _page(sample_site, root, index, found).is_file()


def test_postings_and_passages_hold_the_same_words(index: Index) -> None:
    posted: dict[tuple[int, int], set[str]] = defaultdict(set)
    for _, by_form in index.rows():
        for form, hits in by_form.items():
            for hit in hits:
                for passage in hit.passages:
                    posted[hit.slot, passage].add(form)
    for slot, found in index.entries().items():
        heading = None
        for number, passage in enumerate(index.passages(found)[1:], 1):
            words = _words(passage)
            if len(passage) == 3 and passage[1:] != heading:
                words |= {form for form in forms(passage[2]) if key_of(form)}
                heading = passage[1:]
            assert posted.pop((slot, number), set()) == words
        head = posted.pop((slot, 0))
        assert {form for form in forms(found.card["title"]) if key_of(form)} <= head
    assert not posted


def test_every_passage_has_its_place_in_the_page(sample_site: Path, root: str, index: Index) -> None:
    for found in index.entries().values():
        html = _page(sample_site, root, index, found).read_text(encoding="utf-8")
        ids = {unescape(name) for name in re.findall(r'\sid="([^"]*)"', html)}
        for passage in index.passages(found)[1:]:
            if len(passage) == 3:
                assert passage[1] == "" or passage[1] in ids
                continue
            text, times, transcript, number, _ = passage
            suffix = found.card["transcripts"][transcript][1]
            if times:
                assert {f"t={second}{suffix}" for second in accumulate(times)} <= ids
                assert len(text.split("\n")) == len(times)
            else:
                assert f"passage-{number}{suffix}" in ids


def test_frequent_words_are_spelt(index: Index) -> None:
    keys = {key for key, _ in index.rows() if re.fullmatch("[a-z]+", key)}
    spelt = {key_of(word[:-1]) for word in index.spelling()}
    assert spelt <= keys
    assert {key for key in keys if len(key) > 3} <= spelt
