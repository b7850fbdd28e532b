"""Which entries are published: drafts, publishing dates, and consent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from zoneinfo import ZoneInfo

from generator.assemble.times import has_begun, has_passed, is_day, localise
from generator.core.codes.people import E601, E602, E603, E604
from generator.core.diagnostics import Diagnostic, Severity
from generator.model.config import Cluster
from generator.model.outline import Outline

_MOST_DAYS = 36_500
_HOUR, _DAY = 3600.0, 86_400.0  # seconds


@dataclass(frozen=True, slots=True)
class Visible:
    """The entries of a portal, parted. ``published`` are shown; of ``withheld`` the site keeps the names only."""

    published: tuple[Outline, ...]
    withheld: tuple[Outline, ...]
    diagnostics: tuple[Diagnostic, ...]


def is_pending(entry: Outline, now: datetime, zone: ZoneInfo) -> bool:
    """Tell whether the entry is a draft, not yet published, or expired, at ``now``."""
    fields = entry.fields
    if fields.draft:
        return True
    if fields.publish is not None and not has_begun(fields.publish, now, zone):
        return True
    return fields.expires is not None and has_begun(fields.expires, now, zone)


def select_published(
    entries: Iterable[Outline], clusters: Iterable[Cluster], *, now: datetime, zone: ZoneInfo, drafts: bool
) -> Visible:
    """Part the entries into published and withheld ones.

    With ``drafts``, drafts and entries outside their dates are published too; those whose consent is missing or over
    never are.
    """
    rules = {cluster.id: cluster.config.consent for cluster in clusters}
    published: list[Outline] = []
    withheld: list[Outline] = []
    problems: list[Diagnostic] = []
    for entry in entries:
        fields = entry.fields
        if (
            fields.publish is not None
            and fields.expires is not None
            and localise(fields.expires, zone) <= localise(fields.publish, zone)
        ):
            problems.append(E604.at(entry.span("expires"), publish=fields.publish, expires=fields.expires))
        pending = is_pending(entry, now, zone)
        rule = rules.get(entry.cluster)
        found = _consent_problems(
            entry, now=now, zone=zone, required=bool(rule and rule.required), due_days=rule.due_days if rule else 0
        )
        refused = any(problem.severity is Severity.WARNING for problem in found)
        if not pending or drafts:
            problems += found
        (withheld if refused or (pending and not drafts) else published).append(entry)
    return Visible(tuple(published), tuple(withheld), tuple(problems))


def next_change(
    entries: Iterable[Outline], clusters: Iterable[Cluster], now: datetime, zone: ZoneInfo
) -> tuple[float, float]:
    """Return from when and until when all entries are published, and told of, as they are at ``now``.

    Both are in seconds since 1970, and infinite where no date of an entry says otherwise.
    """
    rules = {cluster.id: cluster.config.consent for cluster in clusters}
    moments: set[float] = set()
    for entry in entries:
        fields = entry.fields
        begins = [when for when in (fields.publish, fields.expires) if when is not None]
        moments.update(_safe_timestamp(localise(when, zone)) for when in begins)
        rule = rules.get(entry.cluster)
        due = max(0, min(rule.due_days if rule else 0, _MOST_DAYS)) * _DAY
        for consent in (fields.consent, *(person.consent for person in fields.people)):
            if consent is not None and consent.until is not None:
                over = _safe_timestamp(localise(consent.until, zone)) + (_DAY if is_day(consent.until) else 0)
                # A day has 23 to 25 hours where clocks are changed.
                moments.update((over - _HOUR, over, over + _HOUR, over - due - _HOUR, over - due, over - due + _HOUR))
    at = now.timestamp()
    return (
        max((moment for moment in moments if moment <= at), default=-inf),
        min((moment for moment in moments if moment > at), default=inf),
    )


def _safe_timestamp(when: datetime) -> float:
    try:
        return when.timestamp()
    except (OverflowError, ValueError):
        return -inf if when.year < 1970 else inf


def _consent_problems(
    entry: Outline, *, now: datetime, zone: ZoneInfo, required: bool, due_days: int
) -> list[Diagnostic]:
    problems: list[Diagnostic] = []
    fields = entry.fields
    # Days beyond a lifetime, or none, mean what they say without leaving the calendar.
    soon = now + timedelta(days=max(0, min(due_days, _MOST_DAYS)))
    for index, person in enumerate(fields.people):
        consent = person.consent or fields.consent
        where = f"people.{index}.consent" if person.consent else "consent" if fields.consent else f"people.{index}"
        label = person.name or person.role or "somebody"
        if consent is None:
            if required:
                problems.append(E601.at(entry.span(where), person=label))
        elif consent.until is not None:
            span = entry.span(f"{where}.until")
            if has_passed(consent.until, now, zone):
                problems.append(E602.at(span, person=label, until=consent.until))
            elif has_passed(consent.until, soon, zone):
                problems.append(E603.at(span, person=label, until=consent.until))
    if not fields.people and fields.consent and fields.consent.until is not None:
        if has_passed(fields.consent.until, now, zone):
            problems.append(E602.at(entry.span("consent.until"), person="this entry", until=fields.consent.until))
        elif has_passed(fields.consent.until, soon, zone):
            problems.append(E603.at(entry.span("consent.until"), person="this entry", until=fields.consent.until))
    return problems


def soften(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of unpublished entries: their errors are warnings, as they stop nothing yet."""
    return tuple(
        replace(diagnostic, severity=Severity.WARNING) if diagnostic.severity is Severity.ERROR else diagnostic
        for diagnostic in diagnostics
    )
