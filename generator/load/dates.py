"""Dates as people write them, understood well enough to say how they are meant to be written. Day before month, as in
New Zealand.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from generator.core.text import fold

_ENGLISH = "January February March April May June July August September October November December"
_MAORI = "hanuere pepuere maehe aperira mei hune hurae akuhata hepetema oketopa noema tihema"
_MARAMATAKA = (
    "kohitatea huitanguru poututerangi paengawhawha haratua pipiri hongongoi hereturikoka mahuru whiringaanuku "
    "whiringaarangi hakihea"
)
_MONTHS: dict[str, int] = {
    name.lower(): number for names in (_ENGLISH, _MAORI, _MARAMATAKA) for number, name in enumerate(names.split(), 1)
} | {"sept": 9}
_WEEKDAY = re.compile(r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,? +", re.IGNORECASE)
_TIME = re.compile(
    r"(?:,| at)?[T ]? ?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::\d{2})? ?(?P<half>[ap])?\.?(?:m\.?)?$",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]([^\W\d]+(?:-[^\W\d]+)*)\.?,?[ -](\d{4})", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"([^\W\d]+(?:-[^\W\d]+)*)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)
_LONGEST = 60


def understand_date(text: str) -> tuple[str, str]:
    """Return what ``text`` would be in ISO form and why it is not a date, either of them "" where it cannot be told.

    The reason is the end of a sentence, such as ``": there is no month 13"``.
    """
    plain = " ".join(text.split())
    if not plain or len(plain) > _LONGEST:
        return "", ""
    plain = plain[weekday.end() :] if (weekday := _WEEKDAY.match(plain)) else plain
    iso, reason = _day(plain)
    if iso or reason:
        return iso, reason
    time = next((found for at in range(5, len(plain)) if (found := _TIME.match(plain, at))), None)
    if time is None:
        return "", ""
    iso, reason = _day(plain[: time.start()].rstrip(" ,"))
    clock = _clock(time)
    if not clock:
        return iso, reason or (": there is no such time of day" if iso else "")
    return (f"{iso} {clock}" if iso else ""), reason


def in_words(iso: str) -> str:
    """Return an ISO date (with or without a time) as it is spoken: ``13 February 2026``."""
    day = date.fromisoformat(iso[:10])
    return f"{day.day} {_ENGLISH.split()[day.month - 1]} {day.year}{iso[10:]}"


def _day(text: str) -> tuple[str, str]:
    numbers = _NUMBERS.fullmatch(text)
    if numbers:
        first, second, third = (int(numbers[group]) for group in (1, 3, 4))
        if len(numbers[1]) == 4 and len(numbers[4]) <= 2:
            return _valid(first, second, third)
        if len(numbers[1]) <= 2 and len(numbers[4]) in {2, 4}:
            return _valid(third if len(numbers[4]) == 4 else 2000 + third, second, first)
        return "", ""
    day_first = _DAY_FIRST.fullmatch(text)
    if day_first:
        return _named(day_first[2], int(day_first[1]), int(day_first[3]))
    month_first = _MONTH_FIRST.fullmatch(text)
    if month_first:
        return _named(month_first[1], int(month_first[2]), int(month_first[3]))
    return "", ""


def _named(month: str, day: int, year: int) -> tuple[str, str]:
    name = fold(month).replace("-", "")
    number = _MONTHS.get(name) or next(
        (value for full, value in _MONTHS.items() if len(name) == 3 and full.startswith(name)), None
    )
    return _valid(year, number, day) if number else ("", f": there is no month `{month[:20]}`")


def _valid(year: int, month: int, day: int) -> tuple[str, str]:
    """Return the date in ISO form; day and month change places where only that makes a date."""
    if 12 < month <= 31 and 1 <= day <= 12:
        month, day = day, month
    if not 1000 <= year <= 9000:
        return "", f": the year {year} is too far away"
    if not 1 <= month <= 12:
        return "", f": there is no month {month}"
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return "", f": {_ENGLISH.split()[month - 1]} {year} has {days} days"
    return date(year, month, day).isoformat(), ""


def _clock(time: re.Match[str]) -> str:
    hour, minute = int(time["hour"]), int(time["minute"] or 0)
    if time["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if time["half"].lower() == "p" else 0)
    elif time["minute"] is None:
        return ""
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
