"""Case study: what a teacher or a school tried, and what came of it."""

from __future__ import annotations

from pydantic import Field

from generator.kinds.entry_page import entry_page
from generator.kinds.kind import Kind
from generator.model.entry import Entry
from generator.model.fields import EntryFields
from generator.model.kind import KindSpec
from generator.model.values import Text
from generator.render.contexts import Contexts
from generator.render.contract import CaseStudyPage


class CaseStudyFields(EntryFields):
    """The front matter of a case study."""

    follows: Text = Field(
        "", description="The earlier entry of the same inquiry: the path of its file.", examples=["reading.md"]
    )


def case_study_context(entry: Entry, contexts: Contexts) -> CaseStudyPage:
    """Return what ``case-study.html`` receives."""
    json_ld = {"@type": ["Article", "LearningResource"], "headline": entry.fields.title}
    return CaseStudyPage(**entry_page(entry, contexts, json_ld=json_ld))


CASE_STUDY = Kind(
    spec=KindSpec(
        name="case-study",
        folder="case-studies",
        prefix="case-studies/",
        fields=CaseStudyFields,
        asks_summary=True,
    ),
    template="case-study.html",
    context=case_study_context,
)
