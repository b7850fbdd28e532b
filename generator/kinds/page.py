"""Page: anything that is no case study, video or event. Pages form a tree by ``parent`` and ``order``."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.entry_page import entry_page
from generator.kinds.kind import Kind
from generator.model.entry import Entry
from generator.model.fields import EntryFields
from generator.model.kind import Facts, KindSpec
from generator.model.values import Text, WholeNumber
from generator.render.contexts import Contexts
from generator.render.contract import Link, PagePage


class PageFields(EntryFields):
    """The front matter of a page."""

    parent: Text = Field("", description="The page above this one: the path of its file.", examples=["about.md"])
    order: WholeNumber = Field(0, description="Its place among the pages beside it, from 1.", examples=["2"])


def page_facts(fields: EntryFields) -> Facts:
    """Return the page's place among its siblings."""
    return Facts(order=fields.order) if isinstance(fields, PageFields) else Facts()


def page_context(entry: Entry, contexts: Contexts) -> PagePage:
    """Return what ``page.html`` receives."""
    view = contexts.view
    above: list[Link] = []
    parent = view.parent(entry.id)
    first_parent = parent
    while parent:
        above.insert(0, contexts.page_link(parent))
        parent = view.parent(parent)
    siblings = view.children(first_parent) if first_parent else ()
    return PagePage(
        **entry_page(entry, contexts, above=tuple(above), json_ld={"@type": "Article", "headline": entry.fields.title}),
        children=tuple(contexts.page_link(child) for child in view.children(entry.id)),
        siblings=tuple(contexts.page_link(sibling) for sibling in siblings),
    )


PAGE = Kind(
    spec=KindSpec(name="page", folder="pages", prefix="", fields=PageFields, facts=page_facts),
    template="page.html",
    context=page_context,
)
