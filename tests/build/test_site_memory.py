"""Sites are remembered in light parts, and cards in groups that an edit reads one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.build.memory import Memory
from generator.build.pipeline import profile
from generator.build.run import BuildOptions, BuildResult
from generator.build.site_memory import Cards, PortalRecord, SiteRecord
from generator.build.store import Store

COUNT = 70  # of entries: three groups of cards


@pytest.fixture
def memory(write_portal: Callable[..., Path], build_portal: Callable[..., BuildResult]) -> Memory:
    from generator.build.fingerprint import fingerprint

    page = "---\ntitle: Page {}\n---\n\nText.\n"
    files = {f"content/kowhai/pages/page-{number}.md": page.format(number) for number in range(COUNT)}
    root = write_portal(files)
    assert build_portal(root).ok
    return Memory(Store(root / ".portal", fingerprint=fingerprint()), profile(BuildOptions(root, root / "output")))


def test_a_site_is_light_and_knows_its_cards(memory: Memory) -> None:
    portal, record = memory.part("portal"), memory.part("site kowhai")
    assert isinstance(portal, PortalRecord)
    assert isinstance(record, SiteRecord)
    assert (portal.sites, portal.zone) == (("kowhai",), "Pacific/Auckland")
    assert (record.site.cards, record.site.outlines, record.site.entries) == ({}, {}, {})
    assert len(record.ids) == COUNT
    cards = Cards(memory, "kowhai", record.ids)
    assert list(cards) == list(record.ids)
    assert {cards[name].id for name in cards} == set(record.ids)
    assert "kowhai/pages/none" not in cards


def test_a_changed_card_changes_its_group_alone(memory: Memory) -> None:
    cards = Cards(memory, "kowhai", memory.part("site kowhai").ids)
    name = "kowhai/pages/page-40"
    parts = cards.changed({name: replace(cards[name], title="Another")})
    ((part, group),) = parts.items()
    before = memory.part(part)
    assert [card.title for card in group if card not in before] == ["Another"]
    assert len(group) == len(before)


def test_a_group_that_is_not_there_is_told_as_missing(memory: Memory) -> None:
    cards = Cards(memory, "elsewhere", memory.part("site kowhai").ids)
    with pytest.raises(LookupError):
        cards["kowhai/pages/page-1"]
