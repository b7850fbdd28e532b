"""Fields that no model has: what is said of them."""

from __future__ import annotations

import pytest

from generator.core.diagnostics import Severity
from generator.load.unknown_fields import find_unknown, inner_model, suggest
from generator.load.yaml import read_yaml
from generator.model.config import ClusterConfig
from generator.model.fields import Consent, EntryFields, Image, Person

FIELDS = tuple(EntryFields.model_fields)


def _told(text: str, **options: object) -> list[tuple[str, int, int, str, str]]:
    document = read_yaml(text, "content/kowhai/videos/kea.md", first_line=2)
    settings = {"subject": "video", "other_fields": {"start": "events", "order": "pages"}, **options}
    found = find_unknown(EntryFields, document, **settings)  # type: ignore[arg-type]
    assert all(problem.severity is Severity.WARNING for problem in found)
    return [(p.code, p.span.line, p.span.column, p.message, p.hint) for p in found]


def test_known_fields_are_not_told() -> None:
    assert _told("title: x\nimage: {src: a, alt: b}\npeople:\n- name: x\n  consent: {reference: y}\n") == []


@pytest.mark.parametrize(
    ("key", "field"),
    [
        ("Title", "title"),
        ("DATE", "date"),
        ("tītle", "title"),
        ("tilte", "title"),
        ("author", "people"),
        ("Authors", "people"),
        ("category", "tags"),
        ("categories", "tags"),
        ("description", "summary"),
        ("license", "licence"),
        ("language", "lang"),
        ("school", "schools"),
        ("thumbnail", "image"),
        ("cover-image", "image"),
        ("Learning area", "areas"),
        ("last_modified", "updated"),
        ("see also", "related"),
    ],
)
def test_what_was_meant_is_said(key: str, field: str) -> None:
    meant = suggest(key, FIELDS)
    assert meant is not None
    assert meant[0] == field
    assert f"`{field}`" in meant[1]


@pytest.mark.parametrize("key", ["foo", "x", "", "a" * 1000, "mauri"])
def test_what_means_nothing_gets_no_guess(key: str) -> None:
    assert suggest(key, FIELDS) is None


def test_hyphens_underscores_and_case_are_forms_of_one_name() -> None:
    assert suggest("Video-Help", ClusterConfig.model_fields) == ("video_help", "Write it as `video_help`.")


def test_a_field_of_another_kind_is_told_as_such() -> None:
    assert _told("title: x\nstart: 2026-03-05\n") == [
        (
            "E131",
            3,
            1,
            "`start` belongs to events, not to this video.",
            "Delete the line, or move the file to the folder of the kind it should be.",
        )
    ]


def test_a_misspelt_field_of_another_kind_is_told_too() -> None:
    ((code, *_, hint),) = _told("strat: 2026-03-05\n")
    assert (code, hint) == ("E130", "Did you mean `start`? It belongs to events.")


def test_without_a_guess_the_fields_are_listed() -> None:
    ((_, _, _, message, hint),) = _told("foo: bar\n")
    assert message == "`foo` is not a field of this video."
    assert "title, summary, date" in hint


def test_every_level_is_looked_at_with_exact_places() -> None:
    text = "image:\n  scr: a\n  alt: b\npeople:\n- x\n- nmae: y\n  consent: {untill: z}\ndownloads: {fil: a}\nempty:\n"
    assert [(code, line, column, hint) for code, line, column, _, hint in _told(text)] == [
        ("E130", 3, 3, "Did you mean `src`?"),
        ("E130", 7, 3, "Did you mean `name`?"),
        ("E130", 8, 13, "Did you mean `until`?"),
        ("E130", 9, 13, "Did you mean `file`?"),
        ("E130", 10, 1, _told("foo: x")[0][4]),
    ]


def test_models_inside_fields_are_found() -> None:
    assert inner_model(EntryFields, "image") is Image
    assert inner_model(EntryFields, "people") is Person
    assert inner_model(Person, "consent") is Consent
    assert inner_model(EntryFields, "title") is None
