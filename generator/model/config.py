"""What ``portal.yaml``, ``cluster.yaml`` and ``tags.yaml`` may say, as pydantic models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.core.diagnostics import Span
from generator.model.fields import Written, bare
from generator.model.values import Colour, Flag, Language, ListOf, Names, Text, WholeNumber


class TermDefinition(Written):
    """A term of a taxonomy: its name, and what helps people find and understand it."""

    name: Text = Field(description="The name readers see.", examples=["Whānau engagement"])
    description: Text = Field("", description="A sentence on its page.")
    aliases: Names = Field((), description="Other words for it; entries that use them get this term.")
    broader: Text = Field("", description="The wider term it belongs under.")


TermList = Annotated[tuple[Annotated[TermDefinition, bare("name")], ...], ListOf]


class ConsentRules(Written):
    """What a cluster asks for before people are shown."""

    required: Flag = Field(False, description="`yes` withholds entries whose people have no consent.")
    due_days: WholeNumber = Field(60, description="How many days before its end a consent is reported as due.")


class PortalConfig(Written):
    """``content/portal.yaml``."""

    title: Text = Field(description="The portal's name.", examples=["Learning together"])
    summary: Text = Field("", description="One or two sentences for the front page.")
    url: Text = Field("", description="Where the portal will be, if known.", examples=["https://portal.example.org/"])
    language: Language = Field("en-NZ", description="The language of the portal.", examples=["en-NZ"])
    timezone: Text = Field("Pacific/Auckland", description="The time zone of dates and events.")
    licence: Text = Field("", description="The licence of everything that says nothing else.", examples=["CC BY 4.0"])
    theme: Text = Field("default", description="The theme: a folder in `themes/`, or `default`.")
    strings: dict[str, str] = Field({}, description="Words of the interface to replace: their key and the new words.")
    colours: dict[str, str] = Field({}, description="Colours of the theme to replace: their name and the new value.")


class ClusterConfig(Written):
    """``content/<cluster>/cluster.yaml``."""

    title: Text = Field(description="The cluster's name.", examples=["Kōwhai cluster"])
    summary: Text = Field("", description="One or two sentences for the hub.")
    region: Text = Field("", description="Where its schools are.")
    vision: Text = Field("", description="The vision the schools share, in one sentence.")
    notice: Text = Field("", description="A line shown on top of every page.")
    url: Text = Field("", description="Where the cluster's site will be, if not below the portal's address.")
    language: Language = Field("", description="The language of the cluster, where it is not the portal's.")
    licence: Text = Field("", description="The licence, where it is not the portal's.")
    schools: TermList = Field((), description="The schools.")
    goals: TermList = Field((), description="The goals of the cluster.")
    levels: TermList = Field((), description="The year levels; any are allowed if none are listed.")
    areas: TermList = Field((), description="The learning areas; any are allowed if none are listed.")
    phases: TermList = Field((), description="The phases of the cluster's inquiry, in order.")
    brand: Colour = Field("", description="The cluster's colour.", examples=["'#1a6b54'"])
    logo: Text = Field("", description="A picture file for the header.")
    video_help: Text = Field("", description="The page behind “Video Help”.", examples=["pages/video-help.md"])
    strict_tags: Flag = Field(False, description="`yes` allows only the tags of `tags.yaml`.")
    consent: ConsentRules = Field(ConsentRules(), description="What is asked before people are shown.")


@dataclass(frozen=True, slots=True)
class Cluster:
    """One cluster as configured. ``id`` is its folder's name in ``content/``, ``path`` its ``cluster.yaml``.

    ``tags`` comes from ``tags.yaml``. ``spans`` gives the place of every value in ``cluster.yaml``, ``tag_spans`` of
    those in ``tags.yaml``: ``3`` is the fourth term, ``3.name``, ``3.aliases.0`` what it says.
    """

    id: str
    path: str
    config: ClusterConfig
    tags: tuple[TermDefinition, ...]
    spans: dict[str, Span]
    tag_spans: dict[str, Span]


@dataclass(frozen=True, slots=True)
class Portal:
    """All configuration: ``portal.yaml`` (its ``path``) and its clusters, in the order of their ids."""

    path: str
    config: PortalConfig
    clusters: tuple[Cluster, ...]
    spans: dict[str, Span]
