"""Values to models: every problem at its place, and an instance in any case."""

from __future__ import annotations

import pickle
from datetime import date
from enum import StrEnum
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import Field

from generator.core.diagnostics import Diagnostic
from generator.kinds import kind_specs
from generator.load.validate import validate
from generator.load.yaml import SETTINGS, read_yaml
from generator.model.config import ClusterConfig
from generator.model.fields import EntryFields, Image, Person, Written
from generator.model.values import Text, When

PATH = "content/kowhai/videos/kea-garden.md"


class Sort(StrEnum):
    """A choice."""

    NEW = "new"
    OLD = "old"


class Meeting(Written):
    """A model with a required field that is no title, and choices."""

    title: Text = Field(description="The title.", examples=["Hui"])
    start: When = Field(description="When it begins.", examples=["2026-08-14 15:30"])
    mode: Literal["here", "online"] = "here"
    sort: Sort = Sort.NEW
    size: int = 0


def _load(text: str, model: type[Any] = EntryFields, **options: Any) -> tuple[Any, list[Diagnostic]]:
    document = read_yaml(text, PATH, first_line=2)
    assert document.diagnostics == ()
    return validate(model, document, path=PATH, **options)


def _told(problems: list[Diagnostic]) -> list[tuple[str, int, int, int]]:
    return sorted((p.code, p.span.line, p.span.column, p.span.length) for p in problems)


def test_good_values_make_an_instance_without_a_word() -> None:
    fields, problems = _load("title: Kea\ndate: 2026-03-05\ntags: a, b\nfeatured: yes\nimage: {src: a.jpg, alt: b}\n")
    assert problems == []
    assert (fields.title, fields.date, fields.tags, fields.featured) == ("Kea", date(2026, 3, 5), ("a", "b"), True)
    assert fields.image == Image(src="a.jpg", alt="b")


def test_a_missing_title_is_told_and_made_from_the_file() -> None:
    fields, problems = _load("summary: x\n")
    assert fields.title == "kea garden"
    assert [(p.code, p.message, p.span.line) for p in problems] == [("E132", "`title` is missing.", 2)]
    assert problems[0].hint == "Add a line `title: Reading together in Year 3`. The title readers see."
    assert _load("summary: x\n", fallback={"title": "Weka"})[0].title == "Weka"


def test_an_empty_title_is_told_at_its_key() -> None:
    assert _told(_load("summary: x\ntitle:\n")[1]) == [("E132", 3, 1, 5)]


def test_a_misspelt_title_is_named_in_the_hint() -> None:
    problems = _load("summary: x\nTitel: Kea\n")[1]
    assert [p.code for p in problems] == ["E130", "E132"]
    assert "`Titel` in line 3" in problems[1].hint


def test_what_could_not_be_read_is_not_called_missing() -> None:
    for text in ("title: {{ x }}\n", "title: [a, , b]\n", "", "just text"):
        document = read_yaml(text, PATH)
        fields, problems = validate(EntryFields, document, path=PATH)
        assert (fields.title, problems) == ("kea garden", [])


def test_every_problem_of_a_document_is_told_at_its_value() -> None:
    text = (
        "title: [x]\n"
        "date: 13/2/2026\n"
        "draft: maybe\n"
        "lang: te reo Māori\n"
        "publish: [a]\n"
        "summary: {a: b}\n"
        "tags: [a, {b: c}, [d], e]\n"
        "image: [a, b]\n"
    )
    fields, problems = _load(text)
    assert _told(problems) == [
        ("E133", 2, 8, 3),
        ("E133", 4, 8, 5),
        ("E133", 5, 7, 12),
        ("E133", 6, 10, 3),
        ("E133", 7, 10, 6),
        ("E133", 8, 11, 6),
        ("E133", 8, 19, 3),
        ("E133", 9, 8, 6),
        ("E134", 3, 7, 9),
    ]
    assert fields.tags == ("a", "e")
    assert (fields.title, fields.date, fields.draft, fields.image) == ("kea garden", None, False, None)


def test_a_wrong_type_says_what_was_expected_and_what_was_found() -> None:
    problems = _load("title: x\ndraft: maybe\nimage: [a]\ntags: {a: b}\n")[1]
    assert {p.message for p in problems} == {
        "`draft` should be `yes` or `no`, not `maybe`.",
        "`image` should be fields of its own, such as `src` and `alt`, not a list.",
        "`tags` should be a list, such as `[literacy, writing]`, not fields of its own.",
    }


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("13/2/2026", "If it is 13 February 2026, write `date: 2026-02-13`."),
        ("5 March 2026", "If it is 5 March 2026, write `date: 2026-03-05`."),
        ("2026-13-45", "as in `date: 2026-03-05`"),
        ("12:30", "as in `date: 2026-03-05`"),
        ("no", "as in `date: 2026-03-05`"),
        ("010", "as in `date: 2026-03-05`"),
    ],
)
def test_a_bad_date_is_explained(written: str, hint: str) -> None:
    fields, problems = _load(f"title: x\ndate: {written}\n")
    assert fields.date is None
    assert [p.code for p in problems] == ["E134"]
    assert hint in problems[0].hint


def test_the_reason_of_a_bad_date_is_in_the_message() -> None:
    (problem,) = _load("title: x\ndate: 2026-13-45\n")[1]
    assert problem.message == "`2026-13-45` is not written as a date should be: there is no month 13."


def test_inner_places_are_right_and_only_what_is_bad_is_left_out() -> None:
    text = (
        "title: x\n"
        "image: photo.jpg\n"
        "people:\n"
        "  - Ann\n"
        "  -\n"
        "  - name: Bob\n"
        "    consent: {until: 2027-01-01}\n"
        "  - consent: {reference: r, until: soon}\n"
        "downloads:\n"
        "  - a.pdf\n"
        "  - file: [x]\n"
        "    title: y\n"
        "  - title: no file\n"
        "  - b.pdf\n"
    )
    fields, problems = _load(text)
    assert _told(problems) == [
        ("E132", 3, 8, 9),  # image.alt, at the bare value
        ("E132", 8, 14, 19),  # people.1.consent.reference
        ("E132", 14, 5, 14),  # downloads.2.file
        ("E133", 12, 11, 3),  # downloads.1.file
        ("E134", 9, 36, 4),  # people.2.consent.until
    ]
    assert [person.name for person in fields.people] == ["Ann", "Bob", ""]
    assert fields.people[1] == Person(name="Bob")
    assert fields.people[2].consent.reference == "r"
    assert [download.file for download in fields.downloads] == ["a.pdf", "b.pdf"]
    assert fields.image is None


def test_a_bare_picture_is_shown_in_full() -> None:
    (problem,) = _load("title: x\nimage: photo.jpg\n")[1]
    assert "`src: photo.jpg` and `alt: Five pupils plant a kōwhai`" in problem.hint


def test_one_mapping_stands_for_a_list_of_one() -> None:
    fields, problems = _load("title: x\npeople: {name: Ann, consent: {until: soon, reference: r}}\n")
    assert _told(problems) == [("E134", 3, 38, 4)]
    assert fields.people[0].consent.reference == "r"


def test_choices_are_listed() -> None:
    text = "title: x\nstart: 2026-03-05\nmode: somewhere\nsort: odd\nsize: big\n"
    meeting, problems = _load(text, Meeting)
    assert [(p.code, p.hint) for p in problems[:2]] == [
        ("E135", "The choices are: `here` or `online`."),
        ("E135", "The choices are: `new` or `old`."),
    ]
    assert (meeting.mode, meeting.sort, meeting.size) == ("here", Sort.NEW, 0)
    assert problems[2].code == "E133"


@pytest.mark.parametrize("text", ["title: x\n", "title: x\nstart: soon\n", "title: x\nstart:\n"])
def test_an_instance_comes_back_even_without_what_is_required(text: str) -> None:
    meeting, problems = _load(text, Meeting)
    assert len(problems) == 1
    assert (meeting.title, meeting.start, meeting.mode) == ("x", None, "here")
    assert type(meeting) is Meeting
    assert pickle.loads(pickle.dumps(meeting)) == meeting
    assert _load(text, Meeting, fallback={"start": "2026-03-05"})[0].start == date(2026, 3, 5)


def test_what_is_very_long_is_told() -> None:
    tags = ", ".join(f"t{n}" for n in range(201))
    assert _told(_load(f"title: {'x' * 301}\ntags: [{tags}]\n")[1]) == [
        ("E136", 2, 8, 301),
        ("E136", 3, 7, len(tags) + 2),
    ]
    document = read_yaml(f"title: x\nvision: {'x' * 100_001}\n", "content/kowhai/cluster.yaml", limits=SETTINGS)
    assert [p.code for p in validate(ClusterConfig, document, path=document.path)[1]] == ["E136"]


KEYS = st.sampled_from(
    [
        "title",
        "date",
        "tags",
        "image",
        "people",
        "downloads",
        "draft",
        "start",
        "chapters",
        "src",
        "name",
        "consent",
        "x",
    ]
)
LEAVES = st.sampled_from(["x", "no", "2026-13-45", "1:05 Hello", "[a, b]", "{}", "soon", "yes", "''"]) | st.text(
    "ab:-#[]{} ", max_size=8
)
VALUES = st.recursive(
    LEAVES.map(lambda text: "'" + text.replace("'", "''") + "'"),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, VALUES, max_size=6), st.sampled_from(sorted(kind_specs())))
@settings(deadline=None)
def test_whatever_is_written_an_instance_comes_back(values: dict[str, str], kind: str) -> None:
    model = kind_specs()[kind].fields
    text = "".join(f"{key}: {value}\n" for key, value in values.items())
    document = read_yaml(text or "\n", PATH, first_line=2)
    fields, problems = validate(model, document, path=PATH, other_fields={"start": "events"})
    assert type(fields) is model
    assert isinstance(fields.title, str)
    lines = text.split("\n")
    for problem in problems:
        assert 1 <= problem.span.column <= len(lines[problem.span.line - 2]) + 1
    assert pickle.loads(pickle.dumps(fields)) == fields


@given(st.text(max_size=100))
@settings(deadline=None)
def test_any_text_at_all_is_survived(text: str) -> None:
    fields, _ = validate(EntryFields, read_yaml(text, PATH), path=PATH)
    assert fields.title
