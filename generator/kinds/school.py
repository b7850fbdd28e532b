"""School: a school of the cluster in its own words, with everything it shares."""

from __future__ import annotations

from generator.assemble.site import Query, SiteView
from generator.kinds.entry_page import entry_page
from generator.kinds.kind import Kind
from generator.model.entry import Entry
from generator.model.fields import EntryFields
from generator.model.kind import KindSpec
from generator.render.contexts import PAGE_SIZE, Contexts
from generator.render.contract import Link, SchoolPage


class SchoolFields(EntryFields):
    """The front matter of a school's page. Its title, or its file's name, is one of the cluster's schools."""


def school_context(entry: Entry, contexts: Contexts) -> SchoolPage:
    """Return what ``school.html`` receives."""
    view = contexts.view
    slug = next((term.slug for term in view.taxonomy("schools").terms.values() if term.school == entry.id), "")
    ids = school_entries(view, entry.id, slug)
    above = (Link(contexts.text("taxonomy_schools"), contexts.here("schools/")),)
    return SchoolPage(
        **entry_page(entry, contexts, above=above, json_ld={"@type": "EducationalOrganization"}),
        entries=contexts.cards(ids[:PAGE_SIZE]),
        count=len(ids),
        next_url=contexts.url(f"{contexts.address}page/2/") if len(ids) > PAGE_SIZE else "",
    )


def school_entries(view: SiteView, entry_id: str, slug: str) -> tuple[str, ...]:
    """Return what a school shares, newest first, without its own page. ``slug`` is its term, or ""."""
    if not slug:
        return ()
    return tuple(found for found in view.ids(Query(taxonomy="schools", term=slug)) if found != entry_id)


SCHOOL = Kind(
    spec=KindSpec(name="school", folder="schools", prefix="schools/", fields=SchoolFields),
    template="school.html",
    context=school_context,
)
