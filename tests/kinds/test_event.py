"""Events: days and times, places, and joining online."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.kinds.event import EventFields, event_facts
from generator.model.fields import EntryFields
from generator.model.kind import Facts
from generator.render.contract import EventPage
from tests.factories import make_entry
from tests.sites import make_sites


def page_of(**fields: Any) -> EventPage:
    page = make_sites(make_entry("hui", kind="event", **fields)).page_of("hereora/events/hui")
    assert isinstance(page, EventPage)
    return page


def facts(page: EventPage) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.json_ld)["@graph"][1]
    return found


def test_an_event_needs_a_start() -> None:
    with pytest.raises(ValueError, match="start"):
        EventFields.model_validate({"title": "Hui"})


def test_facts_of_an_event_are_its_time_and_place() -> None:
    fields = EventFields.model_validate({"title": "Hui", "start": "2026-08-14 15:30", "location": "Hall"})
    assert event_facts(fields) == Facts(start=fields.start, end=None, location="Hall")
    assert event_facts(EntryFields(title="x")) == Facts()


def test_an_event_of_some_hours() -> None:
    page = page_of(start="2026-08-14 15:30", end="2026-08-14 17:00", location="Staffroom")
    assert page.start.iso == "2026-08-14T15:30+12:00"
    assert page.start.text.startswith("Friday 14 August 2026, 3:30")
    assert page.end is not None and page.end.iso == "2026-08-14T17:00+12:00"
    assert (page.location, page.online_url, page.calendar_url) == ("Staffroom", "", "event.ics")
    assert [link.title for link in page.breadcrumb] == ["Home", "Events", "hui"]


def test_an_event_of_whole_days() -> None:
    page = page_of(start="2026-08-14", end="2026-08-16")
    assert (page.start.iso, page.start.text) == ("2026-08-14", "Friday 14 August 2026")
    assert page.end is not None and page.end.text == "Sunday 16 August 2026"
    assert page_of(start="2026-08-14").end is None


def test_an_event_says_when_and_where_it_is() -> None:
    found = facts(
        page_of(start="2026-08-14 15:30", end="2026-08-15", location="Hall", online="https://meet.example.org/x")
    )
    assert found["@type"] == "EducationEvent"
    assert (found["startDate"], found["endDate"]) == ("2026-08-14T15:30:00+12:00", "2026-08-15")
    assert found["location"] == [
        {"@type": "Place", "name": "Hall"},
        {"@type": "VirtualLocation", "url": "https://meet.example.org/x"},
    ]
    found = facts(page_of(start="2026-08-14"))
    assert found["startDate"] == "2026-08-14"
    assert "endDate" not in found and "location" not in found


@pytest.mark.parametrize(
    "written", ["javascript:alert(1)", "ask Mere", "//meet.example.org", "https://a@b.example.org/"]
)
def test_only_an_address_can_be_joined(written: str) -> None:
    page = page_of(start="2026-08-14", online=written)
    assert page.online_url == ""
    assert "location" not in facts(page)
