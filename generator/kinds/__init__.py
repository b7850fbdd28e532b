"""Case study, video, page, event, school: one file each. A new kind is one file here and one line in ``KINDS``."""

from __future__ import annotations

from generator.kinds.case_study import CASE_STUDY
from generator.kinds.event import EVENT
from generator.kinds.home import HOME
from generator.kinds.kind import Kind
from generator.kinds.page import PAGE
from generator.kinds.school import SCHOOL
from generator.kinds.video import VIDEO
from generator.model.kind import KindSpec

KINDS: tuple[Kind, ...] = (CASE_STUDY, VIDEO, PAGE, EVENT, SCHOOL)


def kind_specs() -> dict[str, KindSpec]:
    """Return the shapes of all kinds by name, the front page's included."""
    return {spec.name: spec for spec in (*(kind.spec for kind in KINDS), HOME)}


def find_kind(name: str) -> Kind:
    """Return the kind of this name. Raises ``KeyError`` for a name that is none."""
    return {kind.spec.name: kind for kind in KINDS}[name]


def other_fields(name: str) -> dict[str, str]:
    """Return the front matter fields that kind ``name`` does not have, each with the kinds that do, in words."""
    own = kind_specs()[name].fields.model_fields
    found: dict[str, list[str]] = {}
    for kind in KINDS:
        for field in kind.spec.fields.model_fields:
            if field not in own:
                found.setdefault(field, []).append(kind.spec.folder.replace("-", " "))
    return {field: " and ".join(kinds) for field, kinds in found.items()}
