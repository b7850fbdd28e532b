"""The front matter that every kind of entry shares, as pydantic models. Each kind adds its own in ``kinds/``.

The descriptions and examples are what ``portal new``, the JSON Schema and the author guide show. Values arrive as
strings, lists and dicts of strings; empty ones are gone before validation. Paths (``image.src``, ``related`` …) are
relative to the entry's own file, as links are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from generator.model.values import Flag, Language, ListOf, Names, Text, When


class Written(BaseModel):
    """Anything an author writes in YAML. Unknown keys are reported by ``load`` before validation."""

    model_config = ConfigDict(frozen=True, extra="ignore", validate_default=False)

    def __getstate__(self) -> dict[Any, Any]:
        values = self.__dict__
        usual = _defaults(type(self))
        if values.keys() != usual.keys():
            return super().__getstate__()
        given = {name: value for name, value in values.items() if value is not usual[name]}
        # Thousands are packed: most fields of most entries are not given.
        known = self.model_fields_set
        return {"given": given} if given.keys() == known else {"given": given, "set": known}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        if "given" in state:
            given = state["given"]
            values = {**_defaults(type(self)), **given}
            state = {"__dict__": values, "__pydantic_fields_set__": state.get("set", set(given))}
            state |= {"__pydantic_extra__": None, "__pydantic_private__": None}
        super().__setstate__(state)


@cache
def _defaults(kind: type[Written]) -> Mapping[str, Any]:
    """What each field is where nothing is given, in their order."""
    return MappingProxyType({name: field.default for name, field in kind.model_fields.items()})


def bare(name: str) -> BeforeValidator:
    """A bare value stands for a mapping with this one key: ``image: photo.jpg`` for ``image: {src: photo.jpg}``."""

    def wrap(value: Any) -> Any:
        return {name: value} if isinstance(value, str) else value

    return BeforeValidator(wrap)


class Image(Written):
    """The entry's picture."""

    src: Text = Field(description="The picture's file, beside the entry or relative to it.", examples=["garden.jpg"])
    alt: Text = Field(
        description="What the picture shows, for people who cannot see it.", examples=["Five pupils plant a kōwhai"]
    )
    caption: Text = Field("", description="A line shown under the picture.")
    credit: Text = Field("", description="Who made the picture.")


class Consent(Written):
    """A reference to a consent that the cluster keeps elsewhere; never the form itself."""

    reference: Text = Field(description="Where the consent is filed, in your own words.", examples=["file 2026-14"])
    scope: Text = Field("", description="What it allows.", examples=["name and picture on the public portal"])
    until: When | None = Field(None, description="The last day it holds.", examples=["2027-12-31"])


class Person(Written):
    """Someone seen or named: a name or a role, and the consent for it where it is not the entry's."""

    name: Text = Field("", description="The person's name, if it may be public.")
    role: Text = Field("", description="What the person does.", examples=["Year 6 teacher"])
    consent: Annotated[Consent, bare("reference")] | None = Field(None, description="This person's consent.")


class Download(Written):
    """A file that readers may take away."""

    file: Text = Field(description="The file, beside the entry or relative to it.", examples=["rubric.pdf"])
    title: Text = Field("", description="What it is; the file's name if left out.", examples=["Our rubric (PDF)"])


class EntryFields(Written):
    """What may stand at the top of every entry, between two lines of ``---``."""

    title: Text = Field(description="The title readers see.", examples=["Reading together in Year 3"])
    summary: Text = Field("", description="One or two sentences for lists and search.")
    date: When | None = Field(None, description="When it was first published.", examples=["2026-03-05"])
    updated: When | None = Field(None, description="When it last changed in a way that readers should know.")
    tags: Names = Field((), description="What it is about, in a few words each.", examples=["[literacy, whānau]"])
    schools: Names = Field((), description="The schools it comes from, as `cluster.yaml` names them.")
    goals: Names = Field((), description="The cluster goals it serves, as `cluster.yaml` names them.")
    levels: Names = Field((), description="The year levels it fits.", examples=["[Years 1–3]"])
    areas: Names = Field((), description="The learning areas.", examples=["[English, Science]"])
    phase: Names = Field((), description="The phase of the inquiry.", examples=["Taking action"])
    image: Annotated[Image, bare("src")] | None = Field(None, description="A picture for the top and for cards.")
    related: Names = Field((), description="Entries to show first under “You may also like”: paths of their files.")
    draft: Flag = Field(False, description="`yes` keeps it out of the site until you are ready.")
    publish: When | None = Field(None, description="Keeps it out of the site until this day.")
    expires: When | None = Field(None, description="Takes it out of the site from this day.")
    people: Annotated[tuple[Annotated[Person, bare("name")], ...], ListOf] = Field(
        (), description="Who is seen or named, by name or role."
    )
    consent: Annotated[Consent, bare("reference")] | None = Field(
        None, description="The consent of all the people who have none of their own."
    )
    licence: Text = Field("", description="Its licence, where it is not the cluster's.", examples=["CC BY 4.0"])
    lang: Language = Field("", description="Its language, where it is not the portal's.", examples=["mi"])
    aliases: Names = Field((), description="Old addresses that should lead here.", examples=["[old-name]"])
    slug: Text = Field("", description="The last part of its address, where the file's name does not serve.")
    downloads: Annotated[tuple[Annotated[Download, bare("file")], ...], ListOf] = Field(
        (), description="Files to take away."
    )
    featured: Flag = Field(False, description="`yes` shows it first on the cluster's front page.")


# The taxonomies: the front matter key, and the folder of its pages in the site.
TAXONOMIES: tuple[tuple[str, str], ...] = (
    ("tags", "tags"),
    ("schools", "schools"),
    ("goals", "goals"),
    ("levels", "levels"),
    ("areas", "areas"),
    ("phase", "phases"),
)
