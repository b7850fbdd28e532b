from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from generator.assemble.times import has_begun, has_passed, is_day, localise

AUCKLAND = ZoneInfo("Pacific/Auckland")


def test_a_day_begins_at_midnight_in_the_portals_zone() -> None:
    assert localise(date(2026, 8, 14), AUCKLAND) == datetime(2026, 8, 13, 12, tzinfo=UTC)


def test_a_time_without_a_zone_is_local_and_one_with_a_zone_is_kept() -> None:
    assert localise(datetime(2026, 1, 14, 9), AUCKLAND) == datetime(2026, 1, 13, 20, tzinfo=UTC)
    assert localise(datetime(2026, 1, 14, 9, tzinfo=UTC), AUCKLAND) == datetime(2026, 1, 14, 9, tzinfo=UTC)


def test_a_day_holds_until_the_next_begins() -> None:
    day = date(2026, 8, 14)
    assert not has_passed(day, datetime(2026, 8, 14, 11, 59, tzinfo=UTC), AUCKLAND)
    assert has_passed(day, datetime(2026, 8, 14, 12, tzinfo=UTC), AUCKLAND)
    assert has_begun(day, datetime(2026, 8, 13, 12, tzinfo=UTC), AUCKLAND)
    assert not has_begun(day, datetime(2026, 8, 13, 11, 59, tzinfo=UTC), AUCKLAND)


def test_a_moment_is_no_day() -> None:
    assert is_day(date(2026, 1, 1))
    assert not is_day(datetime(2026, 1, 1))
