"""The visible list of kinds, and what is asked of each."""

from __future__ import annotations

import pickle
from typing import get_type_hints

import pytest

from generator.kinds import KINDS, find_kind, kind_specs, other_fields
from generator.kinds.kind import Kind
from generator.model.fields import EntryFields
from generator.render.contract import TEMPLATES, EntryPage
from generator.render.strings import DEFAULT_LANGUAGE
from tests.sites import default_renderer

EVERY = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.spec.name)


def test_kinds_are_those_of_the_product() -> None:
    assert [kind.spec.name for kind in KINDS] == ["case-study", "video", "page", "event", "school"]
    assert set(kind_specs()) == {kind.spec.name for kind in KINDS} | {"home"}
    assert find_kind("video").spec.folder == "videos"
    with pytest.raises(KeyError):
        find_kind("home")


@EVERY
def test_a_kind_has_fields_a_template_and_a_context_that_fit(kind: Kind) -> None:
    assert issubclass(kind.spec.fields, EntryFields)
    returned = get_type_hints(kind.context)["return"]
    assert dict(TEMPLATES)[kind.template] is returned
    assert issubclass(returned, EntryPage)


@EVERY
def test_a_kind_can_be_sent_to_another_process(kind: Kind) -> None:
    assert pickle.loads(pickle.dumps(kind)) == kind


@EVERY
def test_every_field_is_explained(kind: Kind) -> None:
    for name, field in kind.spec.fields.model_fields.items():
        assert field.description and field.description.endswith("."), name


@EVERY
def test_every_kind_has_a_name_that_readers_see(kind: Kind) -> None:
    assert default_renderer().text("kind_" + kind.spec.name.replace("-", "_"), DEFAULT_LANGUAGE)


def test_folders_and_names_are_not_used_twice() -> None:
    assert len({kind.spec.folder for kind in KINDS}) == len(KINDS)
    assert len({kind.spec.name for kind in KINDS}) == len(KINDS)


def test_fields_of_other_kinds_are_known_by_where_they_belong() -> None:
    assert other_fields("page")["start"] == "events"
    assert other_fields("page")["follows"] == "case studies and videos"
    assert "start" not in other_fields("event")
    assert "title" not in other_fields("home")
    assert other_fields("home")["order"] == "pages"
