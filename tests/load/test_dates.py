"""Dates as New Zealanders write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.load.dates import in_words, understand_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("13/2/2026", "2026-02-13"),
        ("3/4/2026", "2026-04-03"),
        ("13.2.26", "2026-02-13"),
        ("2/13/2026", "2026-02-13"),
        ("2026-3-5", "2026-03-05"),
        ("2026/03/05", "2026-03-05"),
        ("2026-13-02", "2026-02-13"),
        ("5 March 2026", "2026-03-05"),
        ("5th of March, 2026", "2026-03-05"),
        ("Thursday, 5 Mar 2026", "2026-03-05"),
        ("March 5, 2026", "2026-03-05"),
        ("5 Māehe 2026", "2026-03-05"),
        ("5 Poutū-te-rangi 2026", "2026-03-05"),
        ("5-Sept-2026", "2026-09-05"),
        ("13/2/2026 9:30", "2026-02-13 09:30"),
        ("5 March 2026 at 9.30 p.m.", "2026-03-05 21:30"),
        ("5 March 2026, 12am", "2026-03-05 00:00"),
        ("2026-03-05 9:30", "2026-03-05 09:30"),
    ],
)
def test_a_date_in_other_clothes_is_understood(written: str, iso: str) -> None:
    assert understand_date(written) == (iso, "")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2026-13-45", ": there is no month 13"),
        ("2026-02-30", ": February 2026 has 28 days"),
        ("30/2/2024", ": February 2024 has 29 days"),
        ("0001-01-01", ": the year 1 is too far away"),
        ("5 Smarch 2026", ": there is no month `Smarch`"),
    ],
)
def test_what_is_no_date_is_explained(written: str, reason: str) -> None:
    assert understand_date(written) == ("", reason)


@pytest.mark.parametrize("written", ["", "soon", "March 2026", "2026", "12:30", "1" * 10_000, "1/2/3"])
def test_what_may_mean_anything_is_left_alone(written: str) -> None:
    assert understand_date(written) == ("", "")


def test_a_time_that_no_clock_shows_is_left_out() -> None:
    assert understand_date("2026-03-05 25:00") == ("2026-03-05", ": there is no such time of day")


def test_a_date_is_spoken_in_words() -> None:
    assert in_words("2026-02-13") == "13 February 2026"
    assert in_words("2026-02-13 09:30") == "13 February 2026 09:30"


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d"]))
def test_days_in_figures_are_read_day_first(day: date, form: str) -> None:
    assert understand_date(day.strftime(form)) == (day.isoformat(), "")


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9a-zA-Z]{1,9}[-/. ][0-9]{1,4}( [0-9:.apm]{1,8})?"))
def test_what_is_understood_is_always_a_date(written: str) -> None:
    iso, _ = understand_date(written)
    assert not iso or (datetime.fromisoformat(iso) and in_words(iso))
