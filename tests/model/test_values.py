"""What a string of an author may mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.model.values import Colour, Flag, Language, Names, Seconds, Text, When, WholeNumber


def _read(kind: Any, value: object) -> Any:
    return TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "written", "meant"),
    [
        (Text, "  Reading together ", "Reading together"),
        (Text, "Reading\n  together\n", "Reading together"),
        (Flag, "yes", True),
        (Flag, "Āe", True),
        (Flag, "False", False),
        (Flag, "kāo", False),
        (WholeNumber, "010", 10),
        (WholeNumber, " -3 ", -3),
        (When, "2026-03-05", date(2026, 3, 5)),
        (When, "2026-03-05 15:30", datetime(2026, 3, 5, 15, 30)),
        (When, "2026-03-05T15:30:00Z", datetime(2026, 3, 5, 15, 30, tzinfo=UTC)),
        (Seconds, "83", 83.0),
        (Seconds, "2:29", 149.0),
        (Seconds, "1:02:03", 3723.0),
        (Seconds, "90:00", 5400.0),
        (Seconds, "0:01,5", 1.5),
        (Seconds, "PT2M29S", 149.0),
        (Names, "literacy, whānau", ("literacy", "whānau")),
        (Names, [" literacy ", "", None, "whānau"], ("literacy", "whānau")),
        (Names, None, ()),
        (Language, "mi", "mi"),
        (Language, "en-NZ", "en-NZ"),
        (Colour, "#1A6B54", "#1a6b54"),
        (Colour, "#fA0", "#ffaa00"),
        (Colour, "", ""),
    ],
)
def test_what_authors_write_is_understood(kind: Any, written: object, meant: object) -> None:
    assert _read(kind, written) == meant


@pytest.mark.parametrize(
    ("kind", "written", "error"),
    [
        (Text, ["a"], "wrong_type"),
        (Flag, "perhaps", "wrong_type"),
        (Flag, ["yes"], "wrong_type"),
        (Flag, {}, "wrong_type"),
        (WholeNumber, "3.5", "wrong_type"),
        (WholeNumber, "1" * 5000, "wrong_type"),
        (When, "2026-13-45", "bad_date"),
        (When, "5 March 2026", "bad_date"),
        (When, "2026-03-05 25:61", "bad_date"),
        (Seconds, "2:99", "wrong_type"),
        (Seconds, "1:60:00", "wrong_type"),
        (Seconds, "soon", "wrong_type"),
        (Seconds, "PT", "wrong_type"),
        (Seconds, f"PT{'9' * 5000}S", "wrong_type"),
        (Seconds, ["1:05"], "wrong_type"),
        (When, "0001-01-01", "bad_date"),
        (When, "9999-12-31 23:59", "bad_date"),
        (When, ["2026-03-05"], "bad_date"),
        (Names, {"a": "b"}, "wrong_type"),
        (Language, "english please", "wrong_type"),
        (Colour, "red", "wrong_type"),
    ],
)
def test_what_is_not_understood_is_told(kind: Any, written: object, error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _read(kind, written)
    assert [problem["type"] for problem in caught.value.errors()] == [error]


@given(st.sampled_from([Text, Flag, WholeNumber, When, Seconds, Names, Language, Colour]), st.text(max_size=60))
def test_any_text_is_taken_or_told(kind: Any, written: str) -> None:
    try:
        _read(kind, written)
    except ValidationError as problem:
        assert problem.errors()[0]["type"] in {"wrong_type", "bad_date"}
