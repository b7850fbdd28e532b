"""The front matter that all kinds share."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from generator.model.fields import TAXONOMIES, Consent, Download, EntryFields, Image, Person


def test_a_title_is_enough() -> None:
    fields = EntryFields.model_validate({"title": "Kea"})
    assert (fields.tags, fields.image, fields.draft, fields.people) == ((), None, False, ())


def test_a_bare_value_stands_for_its_mapping() -> None:
    fields = EntryFields.model_validate(
        {
            "title": "Kea",
            "people": ["Mere", {"role": "Year 6 teacher", "consent": "file 2"}],
            "consent": "file 1",
            "downloads": "rubric.pdf",
        }
    )
    assert fields.people == (Person(name="Mere"), Person(role="Year 6 teacher", consent=Consent(reference="file 2")))
    assert fields.consent == Consent(reference="file 1")
    assert fields.downloads == (Download(file="rubric.pdf"),)


def test_a_picture_needs_words() -> None:
    with pytest.raises(ValidationError) as caught:
        EntryFields.model_validate({"title": "Kea", "image": "kea.jpg"})
    assert [problem["loc"] for problem in caught.value.errors()] == [("image", "alt")]
    assert EntryFields.model_validate({"title": "Kea", "image": {"src": "kea.jpg", "alt": "A kea"}}).image == Image(
        src="kea.jpg", alt="A kea"
    )


def test_every_taxonomy_is_a_field_with_help() -> None:
    assert all(EntryFields.model_fields[name].description for name, _ in TAXONOMIES)


def test_every_field_has_help() -> None:
    for model in (EntryFields, Image, Consent, Person, Download):
        assert [name for name, field in model.model_fields.items() if not field.description] == []
