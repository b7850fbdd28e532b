"""Calendars (RFC 5545): one for each event, and one for all events of a cluster."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from generator.assemble.site import Query, Site, SiteView
from generator.kinds.event import CALENDAR_FILE, EventFields
from generator.model.page import Page
from generator.render.contexts import Contexts
from generator.render.renderer import Renderer

if TYPE_CHECKING:
    from icalendar import Event


def plan_calendars(site: Site) -> Iterator[Page]:
    """Plan the calendar of a cluster that has events, and the file of each event."""
    cluster = site.cluster.id
    events = [entry_id for entry_id, card in site.cards.items() if card.kind == "event"]
    if events:
        yield Page(f"{cluster}/events.ics", cluster, all_events, (f"{cluster}/events.ics",))
    for entry_id in events:
        path = f"{cluster}/{site.cards[entry_id].address}{CALENDAR_FILE}"
        yield Page(path, cluster, one_event, (path, entry_id))


def all_events(view: SiteView, renderer: Renderer, path: str) -> bytes:
    """Make the calendar of all events."""
    contexts = Contexts(view, renderer, path)
    return _calendar(contexts, view.ids(Query(kinds=("event",))), name=view.cluster_config().config.title)


def one_event(view: SiteView, renderer: Renderer, path: str, entry_id: str) -> bytes:
    """Make the file of one event."""
    return _calendar(Contexts(view, renderer, path), (entry_id,), name="")


def _calendar(contexts: Contexts, ids: Iterable[str], *, name: str) -> bytes:
    # Only sites with events need it, and it takes a while to be read.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//cluster-portal//EN")
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    for entry_id in ids:
        calendar.add_component(_event(contexts, entry_id))
    return bytes(calendar.to_ical())


def _event(contexts: Contexts, entry_id: str) -> Event:
    from icalendar import Event, vUri

    view = contexts.view
    card = view.card(entry_id)
    fields = view.entry(entry_id).fields
    assert card.start is not None
    event = Event()
    portal = view.portal().config
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, f'{portal.url or portal.title}#{entry_id}')}")
    # Required, and meant to be when the file was made; a build knows no clock, so it is when the entry changed.
    event.add("dtstamp", (card.updated or card.date or card.start).astimezone(UTC))
    event.add("summary", card.title)
    event.add("dtstart", card.start.date() if card.start_is_day else _utc(card.start))
    if card.end is not None and card.end >= card.start:
        if card.start_is_day:
            # The end of whole days is the first day after them.
            event.add("dtend", card.end.date() + timedelta(days=1))
        else:
            end = card.end + timedelta(days=1) if card.end_is_day else card.end
            event.add("dtend", _utc(end))
    if card.summary:
        event.add("description", card.summary)
    online = fields.online if isinstance(fields, EventFields) else ""
    if card.location or online:
        event.add("location", card.location or online)
    url = contexts.absolute(view.address(entry_id))
    if url:
        event.add("url", vUri(url))
    return event


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC)
