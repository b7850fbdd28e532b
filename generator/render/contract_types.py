"""The theme contract as types that a template can be checked against before any page is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from generator.render import contract
from generator.render.contract import TEMPLATES, SiteContext, ThemeContext


@dataclass(frozen=True, slots=True)
class Anything:
    """A value of which nothing is known; everything may be done with it."""


@dataclass(frozen=True, slots=True)
class Plain:
    """Words, a number, yes or no. It has no fields."""

    name: str = "text"


@dataclass(frozen=True, slots=True)
class Many:
    """Several values of one type, in order."""

    item: Type


@dataclass(frozen=True, slots=True)
class Table:
    """Values of one type by name: ``theme.assets["site.css"]``."""

    item: Type


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value that may be missing."""

    inner: Type


@dataclass(frozen=True, slots=True)
class Context:
    """One of the contract's classes, or a mixture of several. ``classes`` are tried in order for a field."""

    name: str
    classes: tuple[type, ...]

    def field(self, name: str) -> Type | None:
        """Return the type of a field, or ``None`` where there is none of this name."""
        for owner in self.classes:
            found = fields_of(owner).get(name)
            if found is not None:
                return found
        return None

    def field_names(self) -> tuple[str, ...]:
        """Return the names of all fields, sorted."""
        return tuple(sorted({name for owner in self.classes for name in fields_of(owner)}))


@dataclass(frozen=True, slots=True)
class Loop:
    """``loop`` inside a ``for``."""

    item: Type


@dataclass(frozen=True, slots=True)
class MacroType:
    """A macro: its parameters in order, each with its type, and how many must be given."""

    name: str
    parameters: tuple[tuple[str, Type], ...]
    required: int
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Module:
    """An imported template: what it sets and its macros."""

    template: str
    names: Mapping[str, Type] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Callable:
    """Something that can be called and gives words: ``t``, ``super``, ``caller``, a block of ``self``."""

    name: str


Type = Anything | Plain | Many | Table | Maybe | Context | Loop | MacroType | Module | Callable

ANYTHING = Anything()
TEXT = Plain("text")
NUMBER = Plain("number")
TRUTH = Plain("yes or no")
MARKUP = Plain("piece of markup")

LOOP_FIELDS: Mapping[str, Type] = {
    "index": NUMBER,
    "index0": NUMBER,
    "revindex": NUMBER,
    "revindex0": NUMBER,
    "first": TRUTH,
    "last": TRUTH,
    "length": NUMBER,
    "depth": NUMBER,
    "depth0": NUMBER,
    "cycle": Callable("cycle"),
    "changed": Callable("changed"),
}

# A macro's parameter, or a name that a lone partial expects, with one of these names has this type.
PARAMETER_CLASSES: tuple[tuple[str, type, bool], ...] = (
    ("card", contract.CardContext, False),
    ("cards", contract.CardContext, True),
    ("chapter", contract.CueContext, False),
    ("chapters", contract.CueContext, True),
    ("choice", contract.ChoiceContext, False),
    ("choices", contract.ChoiceContext, True),
    ("cluster", contract.ClusterContext, False),
    ("clusters", contract.ClusterContext, True),
    ("cue", contract.CueContext, False),
    ("cues", contract.CueContext, True),
    ("date", contract.DateContext, False),
    ("download", contract.DownloadContext, False),
    ("downloads", contract.DownloadContext, True),
    ("duration", contract.DurationContext, False),
    ("filter", contract.FilterContext, False),
    ("filters", contract.FilterContext, True),
    ("group", contract.TermGroup, False),
    ("groups", contract.TermGroup, True),
    ("letter", contract.LetterContext, False),
    ("letters", contract.LetterContext, True),
    ("link", contract.Link, False),
    ("links", contract.Link, True),
    ("passage", contract.PassageContext, False),
    ("passages", contract.PassageContext, True),
    ("people", contract.PersonContext, True),
    ("person", contract.PersonContext, False),
    ("picture", contract.PictureContext, False),
    ("player", contract.PlayerContext, False),
    ("term", contract.TermContext, False),
    ("terms", contract.TermContext, True),
    ("track", contract.TrackContext, False),
    ("tracks", contract.TrackContext, True),
    ("transcript", contract.TranscriptContext, False),
    ("transcripts", contract.TranscriptContext, True),
)


@lru_cache(maxsize=256)
def fields_of(owner: type) -> Mapping[str, Type]:
    """Return the fields of one of the contract's classes with their types."""
    hints = get_type_hints(owner)
    return {one.name: type_of(hints[one.name]) for one in fields(owner)}


def type_of(hint: Any) -> Type:
    """Return the type that an annotation of the contract means."""
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = [part for part in get_args(hint) if part is not NoneType]
        known = type_of(inner[0]) if len(inner) == 1 else ANYTHING
        return Maybe(known) if len(inner) < len(get_args(hint)) else known
    if origin in (tuple, list):
        return Many(type_of(get_args(hint)[0]))
    if origin is dict:
        return Table(type_of(get_args(hint)[1]))
    if hasattr(hint, "__dataclass_fields__"):
        return Context(hint.__name__, (hint,))
    if hint is bool:
        return TRUTH
    if hint in (int, float):
        return NUMBER
    if hint is str:
        return TEXT
    if getattr(hint, "__name__", "") == "Markup":
        return MARKUP
    return ANYTHING


@lru_cache(maxsize=1)
def parameter_types() -> Mapping[str, Type]:
    """Return the types that parameters have by their name."""
    return {name: Many(type_of(owner)) if several else type_of(owner) for name, owner, several in PARAMETER_CLASSES}


def page_scope(page: type | None) -> dict[str, Type]:
    """Return what a template knows whose page is ``page``; ``None`` is for a template that no page uses."""
    own = type_of(page) if page is not None else Context("PageContext", tuple(owner for _, owner in TEMPLATES))
    return {"page": own, **_common_scope()}


def item_scope(item: type) -> dict[str, Type]:
    """Return what one of ``contract.PARTIALS`` knows."""
    return {"item": type_of(item), **_common_scope()}


def _common_scope() -> dict[str, Type]:
    return {"site": type_of(SiteContext), "theme": type_of(ThemeContext), "t": Callable("t")}


def merge(one: Type, other: Type) -> Type:
    """Return the type of a value that is either of two."""
    if one == other:
        return one
    if isinstance(one, Maybe) or isinstance(other, Maybe):
        inner = merge(plain(one), plain(other))
        return inner if inner == ANYTHING else Maybe(inner)
    return TEXT if isinstance(one, Plain) and isinstance(other, Plain) else ANYTHING


def plain(kind: Type) -> Type:
    """Return the type without its ``Maybe``."""
    return kind.inner if isinstance(kind, Maybe) else kind


def words(kind: Type) -> str:
    """Return what a type is called in messages: ``CardContext``, ``list of CardContext``, ``text``."""
    if isinstance(kind, Many):
        return f"list of {words(kind.item)}"
    if isinstance(kind, Table):
        return f"table of {words(kind.item)}"
    if isinstance(kind, Maybe):
        return f"{words(kind.inner)} (may be missing)"
    if isinstance(kind, Loop):
        return "loop"
    if isinstance(kind, Module):
        return kind.template
    if isinstance(kind, MacroType | Callable):
        return "macro"
    if isinstance(kind, Plain | Context):
        return kind.name
    return "value"
