"""Days and moments: what authors' dates mean in the portal's time zone. Knows no clock."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def is_day(when: date | datetime) -> bool:
    """Tell whether ``when`` is a day without a time."""
    return not isinstance(when, datetime)


def localise(when: date | datetime, zone: ZoneInfo) -> datetime:
    """Return ``when`` with a time zone; a day becomes its first moment, and a time without a zone is local."""
    if not isinstance(when, datetime):
        return datetime(when.year, when.month, when.day, tzinfo=zone)
    if when.tzinfo is None:
        return when.replace(tzinfo=zone)
    return when


def has_passed(when: date | datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether ``when`` is over at ``now``; a day is over when the next one begins."""
    if is_day(when):
        return now.astimezone(zone).date() > when
    return now >= localise(when, zone)


def has_begun(when: date | datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether ``when`` has come at ``now``; a day has come with its first moment."""
    return now >= localise(when, zone)
