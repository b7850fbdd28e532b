"""Dates, lengths of time and clocks in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.dates import clock, date_context, duration_context, locale_of

NZDT = timezone(timedelta(hours=13))


@pytest.mark.parametrize(
    ("language", "text", "month"),
    [
        ("en-NZ", "5 March 2026", "Mar"),
        ("mi", "5 Māehe 2026", "Māe"),
        ("mi-NZ", "5 Māehe 2026", "Māe"),
        ("fr", "5 mars 2026", "mars"),
        ("tlh", "5 March 2026", "Mar"),
        ("", "5 March 2026", "Mar"),
    ],
)
def test_a_day_is_written_in_the_pages_language(language: str, text: str, month: str) -> None:
    context = date_context(date(2026, 3, 5), language)
    assert (context.iso, context.text, context.day, context.month) == ("2026-03-05", text, "5", month)


def test_each_month_has_a_name_in_te_reo_maori() -> None:
    names = [date_context(date(2026, month, 1), "mi").text.split()[1] for month in range(1, 13)]
    assert names == ("Hānuere Pēpuere Māehe Āpereira Mei Hune Hūrae Ākuhata Hepetema Oketopa Noema Tīhema".split())


def test_a_moment_has_its_time_and_offset() -> None:
    moment = datetime(2026, 2, 13, 9, 30, tzinfo=NZDT)
    context = date_context(moment, "en-NZ", date_only=False)
    assert context.iso == "2026-02-13T09:30+13:00"
    assert context.text == "13 February 2026, 9:30\u00a0am".replace("\u00a0", context.text[-3])
    assert "\u202f" not in context.text


def test_a_moment_shown_as_a_day_has_no_time() -> None:
    context = date_context(datetime(2026, 2, 13, 23, 30, tzinfo=NZDT), "en-NZ", date_only=True)
    assert (context.iso, context.text) == ("2026-02-13", "13 February 2026")


def test_an_event_names_the_weekday() -> None:
    assert date_context(date(2026, 2, 13), "en-NZ", weekday=True).text == "Friday 13 February 2026"
    assert date_context(date(2026, 2, 13), "mi", weekday=True).text == "Paraire 13 Pēpuere 2026"


@pytest.mark.parametrize(
    ("seconds", "iso", "text"),
    [
        (149, "PT2M29S", "2:29"),
        (148.6, "PT2M29S", "2:29"),
        (0, "PT0S", "0:00"),
        (-3, "PT0S", "0:00"),
        (59.7, "PT1M", "1:00"),
        (3723, "PT1H2M3S", "1:02:03"),
        (3600, "PT1H", "1:00:00"),
    ],
)
def test_a_length_of_time(seconds: float, iso: str, text: str) -> None:
    context = duration_context(seconds)
    assert (context.iso, context.text, context.seconds) == (iso, text, seconds)


def test_a_moment_never_shows_later_than_it_is() -> None:
    assert clock(83.999) == "1:23"


@settings(deadline=None)
@given(st.integers(0, 400_000))
def test_a_clock_can_be_read_back(seconds: int) -> None:
    total = 0
    for part in clock(seconds).split(":"):
        total = total * 60 + int(part)
    assert total == seconds


@settings(deadline=None)
@given(st.text(max_size=20))
def test_any_language_tag_finds_a_locale(tag: str) -> None:
    assert locale_of(tag).language


def test_one_moment_in_two_time_zones_is_written_as_each_has_it() -> None:
    here = datetime(2026, 3, 5, 9, 30, tzinfo=NZDT)
    there = here.astimezone(UTC)
    assert here == there
    assert date_context(here, "en-NZ").iso == "2026-03-05T09:30+13:00"
    assert date_context(there, "en-NZ").iso == "2026-03-04T20:30+00:00"
