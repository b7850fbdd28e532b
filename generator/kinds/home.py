"""The front page of a cluster: its ``index.md``. Not a kind that authors choose; ``outputs`` makes the page."""

from __future__ import annotations

from pydantic import Field

from generator.model.fields import EntryFields
from generator.model.kind import KindSpec
from generator.model.values import Text


class HomeFields(EntryFields):
    """The front matter of ``index.md``; all of it may be left out."""

    title: Text = Field("", description="The title of the front page; the cluster's name if left out.")


HOME = KindSpec(name="home", folder="", prefix="", fields=HomeFields)
