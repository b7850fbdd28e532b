from __future__ import annotations

import re
from datetime import date

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.cli.entry_form import entry_text, quoted, readable
from generator.kinds import KINDS, Kind
from generator.model.config import ClusterConfig

TODAY = date(2026, 3, 5)
CLUSTER = ClusterConfig.model_validate(
    {
        "title": "Kōwhai",
        "schools": ["Kea School", "Tūī, Weka and Ruru School"],
        "goals": ["Whānau: partners"],
        "phases": ["Scanning"],
    }
)


def front_matter(text: str) -> dict[str, object]:
    found = yaml.load(text.split("---\n")[1], yaml.BaseLoader)
    assert isinstance(found, dict)
    return found


def uncommented(text: str) -> str:
    """Take away the # before every line that is a field, as an author would."""
    return re.sub(r"^#(?=[a-z]+:|  )", "", text, flags=re.MULTILINE)


def without_empty(value: object) -> object:
    """Leave out what is empty, as ``load`` does."""
    if isinstance(value, dict):
        return {key: without_empty(inner) for key, inner in value.items() if inner}
    return [without_empty(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.spec.name)
def test_every_field_is_there_and_explained(kind: Kind) -> None:
    text = entry_text(kind.spec, "What we tried", cluster=CLUSTER, today=TODAY)
    lines = text.splitlines()
    for name, field in kind.spec.fields.model_fields.items():
        at = next(number for number, line in enumerate(lines) if re.match(rf"#?{name}:", line))
        assert lines[at - 1].startswith("# ")
        assert field.description is not None
        assert " ".join(field.description.split()[:3]) in text


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.spec.name)
def test_what_is_required_is_filled_in_and_valid(kind: Kind) -> None:
    values = front_matter(entry_text(kind.spec, "What we tried", cluster=CLUSTER, today=TODAY))
    fields = kind.spec.fields.model_validate(values)
    assert fields.title == "What we tried"
    assert fields.draft
    assert fields.date == TODAY


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.spec.name)
def test_every_field_may_be_used_by_taking_away_its_mark(kind: Kind) -> None:
    values = front_matter(uncommented(entry_text(kind.spec, "What we tried", cluster=CLUSTER, today=TODAY)))
    assert list(values) and set(values) == set(kind.spec.fields.model_fields)
    fields = kind.spec.fields.model_validate(without_empty(values))
    assert fields.schools == ("Kea School",)
    assert fields.people[0].consent is not None


def test_what_may_be_named_comes_from_the_cluster() -> None:
    text = entry_text(KINDS[0].spec, "A", cluster=CLUSTER, today=TODAY)
    assert "# One or more of: Kea School, Tūī, Weka and Ruru School." in text
    assert '#goals: ["Whānau: partners"]' in text
    assert "#phase: [Scanning]" in text


def test_an_event_begins_on_no_past_day() -> None:
    (event,) = (kind for kind in KINDS if kind.spec.name == "event")
    assert "\nstart: 2030-01-01\n" in entry_text(event.spec, "A", cluster=None, today=date(2030, 1, 1))
    assert "\nstart: 2026-08-14 15:30\n" in entry_text(event.spec, "A", cluster=None, today=TODAY)


def test_front_matter_has_no_empty_line() -> None:
    for kind in KINDS:
        assert "" not in entry_text(kind.spec, "A", cluster=None, today=TODAY).split("---\n")[1].splitlines()


@pytest.mark.parametrize("text", ["What we tried", "Kōrero, and more (2)", "Don’t stop!"])
def test_plain_words_need_no_quotes(text: str) -> None:
    assert quoted(text) == text


@pytest.mark.parametrize(
    "text", ['Hui: "who?"', "# 1", "no", "2026", "a: b", "- a", "[x]", "{x}", "*x*", "!x", "@x", "a #b", "x:", "'x'"]
)
def test_what_yaml_would_misread_is_quoted(text: str) -> None:
    assert quoted(text).startswith('"')
    assert yaml.safe_load(quoted(text)) == text


def test_a_comma_is_quoted_in_a_list() -> None:
    assert quoted("Tūī, Weka", in_list=True) == '"Tūī, Weka"'


def test_a_title_keeps_what_can_be_seen() -> None:
    assert readable(" A\r\x1b[1m\n  b\u202e ") == "A [1m b"


@settings(deadline=None)
@given(st.text(min_size=1))
@example("\\ \" '")
@example("a: b # c")
def test_any_title_is_read_back_as_it_was(title: str) -> None:
    expected = readable(title)
    line = f"title: {quoted(title)}"
    assert yaml.load(line, yaml.BaseLoader) == {"title": expected}
    assert yaml.load(f"[{quoted(title, in_list=True)}]", yaml.BaseLoader) == [expected]
