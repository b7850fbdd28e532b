"""Event: something that takes place, with an ``.ics`` file to put into a calendar."""

from __future__ import annotations

from pydantic import Field

from generator.core.urls import is_external, safe_url
from generator.kinds.entry_page import entry_page
from generator.kinds.kind import Kind
from generator.model.entry import Entry
from generator.model.fields import EntryFields
from generator.model.kind import Facts, KindSpec
from generator.model.values import Text, When
from generator.render.contexts import Contexts
from generator.render.contract import EventPage
from generator.render.dates import date_context

CALENDAR_FILE = "event.ics"


class EventFields(EntryFields):
    """The front matter of an event."""

    start: When = Field(description="When it begins.", examples=["2026-08-14 15:30"])
    end: When | None = Field(None, description="When it ends.", examples=["2026-08-14 17:00"])
    location: Text = Field("", description="Where it is.", examples=["Staffroom, Kōwhai School"])
    online: Text = Field("", description="The address to join it online.", examples=["https://meet.example.org/kowhai"])


def event_facts(fields: EntryFields) -> Facts:
    """Return when and where the event is."""
    if not isinstance(fields, EventFields):
        return Facts()
    return Facts(start=fields.start, end=fields.end, location=fields.location)


def event_context(entry: Entry, contexts: Contexts) -> EventPage:
    """Return what ``event.html`` receives."""
    fields = entry.fields
    assert isinstance(fields, EventFields)
    card = contexts.view.card(entry.id)
    assert card.start is not None
    online = (safe_url(fields.online) or "") if is_external(fields.online) else ""
    place = {"@type": "Place", "name": fields.location} if fields.location else None
    virtual = {"@type": "VirtualLocation", "url": online} if online else None
    json_ld = {
        "@type": "EducationEvent",
        "startDate": card.start.date().isoformat() if card.start_is_day else card.start.isoformat(),
        "endDate": (card.end.date().isoformat() if card.end_is_day else card.end.isoformat()) if card.end else None,
        "location": [where for where in (place, virtual) if where is not None],
    }
    return EventPage(
        **entry_page(entry, contexts, json_ld=json_ld),
        start=date_context(card.start, contexts.language, date_only=card.start_is_day, weekday=True),
        end=date_context(card.end, contexts.language, date_only=card.end_is_day, weekday=True) if card.end else None,
        location=fields.location,
        online_url=online,
        calendar_url=contexts.url(contexts.address + CALENDAR_FILE),
    )


EVENT = Kind(
    spec=KindSpec(name="event", folder="events", prefix="events/", fields=EventFields, facts=event_facts),
    template="event.html",
    context=event_context,
)
