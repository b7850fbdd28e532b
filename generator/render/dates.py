"""Dates, lengths of time and clocks as readers see them, in the page's language."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time

from generator.render.contract import DateContext, DurationContext

_FALLBACK = "en-NZ"


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Return Babel's locale for a language tag, or the nearest it knows (``mi-NZ`` → ``mi``), or that of en-NZ."""
    # English without a place is that of here, not of the United States.
    parts = (_FALLBACK if language.lower() == "en" else language).split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale.parse(_FALLBACK, sep="-")


def date_context(
    when: date | datetime, language: str, *, date_only: bool = False, weekday: bool = False
) -> DateContext:
    """Return a day, or a moment of a day, for templates.

    A ``datetime`` should carry its time zone; with ``date_only`` its time is left out. ``weekday`` puts the day's
    name before the date, as events want it.
    """
    # One moment in two time zones is equal, and yet is another day or hour.
    offset = when.utcoffset() if isinstance(when, datetime) else None
    return _date_context(when, offset, language, date_only, weekday)


@lru_cache(maxsize=65536)
def _date_context(
    when: date | datetime, offset: timedelta | None, language: str, date_only: bool, weekday: bool
) -> DateContext:
    locale = locale_of(language)
    day = when.date() if isinstance(when, datetime) else when
    text = format_date(day, "long", locale=locale)
    if weekday:
        text = f"{format_date(day, 'EEEE', locale=locale)} {text}"
    if isinstance(when, datetime) and not date_only:
        text = f"{text}, {format_time(when.time(), 'short', locale=locale)}"
        iso = when.isoformat(timespec="seconds" if when.second else "minutes")
    else:
        iso = day.isoformat()
    return DateContext(
        iso=iso,
        # The narrow space of some locales is missing in many fonts.
        text=text.replace("\u202f", "\u00a0"),
        day=str(day.day),
        month=format_date(day, "LLL", locale=locale),
    )


@lru_cache(maxsize=65536)
def duration_context(seconds: float) -> DurationContext:
    """Return a length of time for templates, rounded to whole seconds in words."""
    whole = int(max(seconds, 0) + 0.5)
    hours, rest = divmod(whole, 3600)
    minutes, rest = divmod(rest, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (rest, "S")) if number]
    return DurationContext(iso="PT" + ("".join(parts) or "0S"), text=clock(whole), seconds=seconds)


def clock(seconds: float) -> str:
    """Return a moment as a clock shows it: ``1:23``, ``1:02:03``. Parts of a second are cut off, so that a link to
    the moment never begins after it.
    """
    return _clock(int(max(seconds, 0)))


@lru_cache(maxsize=65536)
def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
