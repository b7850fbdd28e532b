"""Calendars, read by a calendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest

from tests.factories import make_entry
from tests.sites import Sites, make_sites


def portal(**fields: Any) -> Sites:
    return make_sites(make_entry("hui", kind="event", **{"title": "Hui", **fields}), url="https://portal.example.org/")


def event(sites: Sites, path: str = "hereora/events/hui/event.ics") -> icalendar.Event:
    data = sites.made(path)
    assert b"\r\n" in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert isinstance(found, icalendar.Event)
    return found


def test_an_event_of_some_hours_is_told_in_utc() -> None:
    found = event(portal(start="2026-08-14 15:30", end="2026-08-14 17:00", date="2026-07-01", location="Hall"))
    assert found.decoded("dtstart") == datetime(2026, 8, 14, 3, 30, tzinfo=UTC)
    assert found.decoded("dtend") == datetime(2026, 8, 14, 5, 0, tzinfo=UTC)
    assert found.decoded("dtstamp") == datetime(2026, 6, 30, 12, 0, tzinfo=UTC)
    assert (found["SUMMARY"], found["LOCATION"]) == ("Hui", "Hall")
    assert found["URL"] == "https://portal.example.org/hereora/events/hui/"


def test_the_end_of_whole_days_is_the_day_after() -> None:
    found = event(portal(start="2026-08-14", end="2026-08-16"))
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2026, 8, 14), date(2026, 8, 17))
    found = event(portal(start="2026-08-14", end="2026-08-14"))
    assert (found.decoded("dtstart"), found.decoded("dtend")) == (date(2026, 8, 14), date(2026, 8, 15))


def test_a_day_without_an_end_is_that_day() -> None:
    found = event(portal(start="2026-08-14"))
    assert found.decoded("dtstart") == date(2026, 8, 14)
    assert "DTEND" not in found


def test_an_event_that_begins_at_an_hour_and_ends_with_a_day() -> None:
    found = event(portal(start="2026-08-14 15:30", end="2026-08-16"))
    assert found.decoded("dtend") == datetime(2026, 8, 16, 12, 0, tzinfo=UTC)


def test_an_end_before_the_start_is_left_out() -> None:
    assert "DTEND" not in event(portal(start="2026-08-14 15:30", end="2026-08-13 15:30"))


def test_what_is_online_is_the_place_where_there_is_no_other() -> None:
    assert (
        event(portal(start="2026-08-14", online="https://meet.example.org/x"))["LOCATION"]
        == "https://meet.example.org/x"
    )
    assert event(portal(start="2026-08-14", online="https://m.example.org/", location="Hall"))["LOCATION"] == "Hall"
    assert "LOCATION" not in event(portal(start="2026-08-14"))


@pytest.mark.parametrize("title", ['A; b, c: \\n "d"', "Whānau hui " * 20, "BEGIN:VEVENT\u2028x", "\U0001f99c" * 40])
def test_any_title_can_be_read_back(title: str) -> None:
    assert event(portal(title=title, start="2026-08-14"))["SUMMARY"] == title.strip()


def test_the_calendar_of_a_cluster_holds_all_its_events() -> None:
    sites = make_sites(
        make_entry("a", kind="event", start="2026-08-14"),
        make_entry("b", kind="event", start="2026-09-14"),
        make_entry("hidden", kind="event", start="2026-09-14", draft="yes"),
    )
    calendar = icalendar.Calendar.from_ical(sites.made("hereora/events.ics"))
    assert str(calendar["X-WR-CALNAME"]) == "Hereora"
    assert [str(found["SUMMARY"]) for found in calendar.walk("VEVENT")] == ["b", "a"]
    uids = {str(found["UID"]) for found in calendar.walk("VEVENT")}
    assert len(uids) == 2
    assert str(event(sites, "hereora/events/a/event.ics")["UID"]) in uids


def test_without_events_there_is_no_calendar() -> None:
    assert not any(path.endswith(".ics") for path in make_sites(make_entry("a")).paths)
