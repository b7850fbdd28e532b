from datetime import UTC, datetime, timedelta
from math import inf
from zoneinfo import ZoneInfo

from generator.assemble.visibility import next_change, select_published, soften
from generator.core.codes.front_matter import E112
from generator.core.diagnostics import Severity, Span
from generator.model.outline import Outline
from tests.factories import make_cluster, make_outline

NOW = datetime(2026, 8, 14, 3, tzinfo=UTC)
ZONE = ZoneInfo("Pacific/Auckland")


def select(*entries: Outline, drafts: bool = False, required: str = "yes") -> tuple[list[str], list[str], list[str]]:
    cluster = make_cluster(consent={"required": required, "due_days": "30"})
    visible = select_published(entries, [cluster], now=NOW, zone=ZONE, drafts=drafts)
    return (
        [entry.fields.title for entry in visible.published],
        [entry.fields.title for entry in visible.withheld],
        [diagnostic.name for diagnostic in visible.diagnostics],
    )


def test_drafts_and_entries_outside_their_dates_are_withheld() -> None:
    entries = [
        make_outline("draft", draft="yes"),
        make_outline("soon", publish="2026-08-15"),
        make_outline("today", publish="2026-08-14"),
        make_outline("over", expires="2026-08-14"),
        make_outline("still", expires="2026-08-15"),
    ]
    assert select(*entries) == (["today", "still"], ["draft", "soon", "over"], [])
    assert select(*entries, drafts=True) == (["draft", "soon", "today", "over", "still"], [], [])


def test_without_consent_an_entry_is_withheld_where_the_cluster_requires_it() -> None:
    entry = make_outline("pupils", people=["Year 6 pupils"])
    assert select(entry) == ([], ["pupils"], ["consent-missing"])
    assert select(entry, drafts=True) == ([], ["pupils"], ["consent-missing"])
    assert select(entry, required="no") == (["pupils"], [], [])


def test_a_consent_that_is_over_withholds_and_one_that_ends_soon_is_told() -> None:
    over = make_outline("over", people=["Mere"], consent={"reference": "file 1", "until": "2026-08-13"})
    last_day = make_outline("last-day", people=["Mere"], consent={"reference": "file 1", "until": "2026-08-14"})
    later = make_outline("later", people=["Mere"], consent={"reference": "file 1", "until": "2027-08-14"})
    assert select(over, last_day, later) == (["last-day", "later"], ["over"], ["consent-ended", "consent-due"])


def test_a_persons_own_consent_comes_before_the_entrys() -> None:
    person = {"name": "Mere", "consent": {"reference": "file 2", "until": "2020-01-01"}}
    assert select(make_outline("own", people=[person], consent="file 1")) == ([], ["own"], ["consent-ended"])
    assert select(make_outline("shared", people=["Mere", "Tama"], consent="file 1")) == (["shared"], [], [])


def test_an_entry_that_can_never_be_published_is_told() -> None:
    entry = make_outline("never", publish="2026-09-01", expires="2026-08-01")
    assert select(entry)[2] == ["never-published"]


def test_errors_of_drafts_are_warnings() -> None:
    error = E112.at(Span("a.md", 1), value="x", vocabulary="y", taxonomy="tags", file="z")
    assert [diagnostic.severity for diagnostic in soften([error])] == [Severity.WARNING]


# --- when it changes -----------------------------------------------------------------------------------------------


def told(entries: list[Outline], now: datetime) -> object:
    cluster = make_cluster(consent={"required": "yes", "due_days": "30"})
    visible = select_published(entries, [cluster], now=now, zone=ZONE, drafts=False)
    return visible.published, visible.withheld, [(d.name, d.span) for d in visible.diagnostics]


def test_without_dates_nothing_ever_changes() -> None:
    entries = [make_outline("a", date="2026-08-14"), make_outline("b", draft="yes", people=["Mere"], consent="file 1")]
    assert next_change(entries, [make_cluster()], NOW, ZONE) == (-inf, inf)


def test_days_begin_in_the_portals_zone_and_the_nearest_counts() -> None:
    entries = [make_outline("a", publish="2026-08-16"), make_outline("b", expires="2026-08-13", publish="2026-01-01")]
    begins, ends = next_change(entries, [make_cluster()], NOW, ZONE)
    assert begins == datetime(2026, 8, 13, tzinfo=ZONE).timestamp()
    assert ends == datetime(2026, 8, 16, tzinfo=ZONE).timestamp()


def test_dates_beyond_the_calendar_are_taken() -> None:
    entries = [
        make_outline("a", publish="1000-01-01", expires="9000-12-31"),
        make_outline("b", people=["Mere"], consent={"reference": "f", "until": "9000-12-31"}),
        make_outline("c", people=["Mere"], consent={"reference": "f", "until": "1000-01-01"}),
    ]
    begins, ends = next_change(entries, [make_cluster(consent={"due_days": "99999999"})], NOW, ZONE)
    assert begins <= NOW.timestamp() < ends


def test_nothing_changes_in_between() -> None:
    """Hour by hour, over the end of summer time too: whatever is told changes only where it was foretold."""
    for first in (datetime(2026, 3, 30, tzinfo=UTC), datetime(2026, 9, 24, tzinfo=UTC)):
        day = [(first + timedelta(days=number)).date().isoformat() for number in range(8)]
        due = (first + timedelta(days=34)).date().isoformat()
        entries = [
            make_outline("a", publish=f"{day[2]} 02:30"),
            make_outline("b", expires=day[3]),
            make_outline("c", people=["Mere"], consent={"reference": "f", "until": day[4]}),
            make_outline("d", people=[{"name": "Mere", "consent": {"reference": "f", "until": f"{day[5]} 13:00"}}]),
            make_outline("e", people=["Mere"], consent={"reference": "f", "until": due}),
            make_outline("f", consent={"reference": "f", "until": due}),
        ]
        cluster = make_cluster(consent={"required": "yes", "due_days": "30"})
        changes = 0
        for half_hour in range(8 * 48):
            now = first + timedelta(minutes=30 * half_hour)
            later = now + timedelta(minutes=30)
            begins, ends = next_change(entries, [cluster], now, ZONE)
            assert begins <= now.timestamp() < ends
            if told(entries, now) != told(entries, later):
                changes += 1
                assert ends <= later.timestamp(), now
        assert changes >= 4
