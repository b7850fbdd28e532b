"""Where the front matter ends and the body begins, also where its hyphens are missing or are something else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.front_matter import FrontMatter, split_front_matter

PATH = "content/kowhai/videos/kea-garden.md"


def _codes(text: str, path: str = PATH) -> list[tuple[str, int]]:
    return [(problem.code, problem.span.line) for problem in split_front_matter(text, path)[1]]


def test_a_file_is_front_matter_and_body() -> None:
    front, problems = split_front_matter("---\ntitle: Kea\n---\n\nThe body.\n", PATH)
    assert front == FrontMatter("title: Kea\n", 2, "\nThe body.\n", 4)
    assert problems == []


@pytest.mark.parametrize("text", ["\n\n---\ntitle: Kea\n...  \nBody", "\n \n---\t\ntitle: Kea\n--- \nBody"])
def test_empty_lines_and_trailing_spaces_do_not_matter(text: str) -> None:
    front, problems = split_front_matter(text, PATH)
    assert front == FrontMatter("title: Kea\n", 4, "Body", 6)
    assert problems == []


def test_empty_front_matter_is_not_the_same_as_none() -> None:
    assert split_front_matter("---\n---\nBody", PATH) == (FrontMatter("\n", 2, "Body", 3), [])


@pytest.mark.parametrize(
    ("text", "path", "title"),
    [
        ("# Reading together #\n\nBody", PATH, "title: Reading together"),
        ("Text\n\n## Reading: a story\n", PATH, 'title: "Reading: a story"'),
        ("Just text", PATH, "title: Kea garden"),
        ("Just text", "content/kowhai/case-studies/our-garden/index.md", "title: Our garden"),
        ("", PATH, "title: Kea garden"),
        ("-----\n\nText under a rule", PATH, "title: Kea garden"),
    ],
)
def test_without_front_matter_the_hint_shows_the_least_of_it(text: str, path: str, title: str) -> None:
    front, problems = split_front_matter(text, path)
    assert front.yaml == ""
    assert front.body == text
    assert front.body_line == 1
    assert [problem.code for problem in problems] == ["E101"]
    assert f"`{title}`" in problems[0].hint


def test_fields_without_hyphens_are_read_all_the_same() -> None:
    front, problems = split_front_matter("title: Kea\ntags:\n- a\n\nBody", PATH)
    assert front == FrontMatter("title: Kea\ntags:\n- a\n", 1, "\nBody", 4)
    assert problems[0].code == "E101"
    assert "above line 1" in problems[0].hint
    assert "below line 3" in problems[0].hint


def test_prose_with_a_colon_is_not_front_matter() -> None:
    assert split_front_matter("Note: this is text.\nMore text.", PATH)[0].yaml == ""


def test_toml_is_recognised() -> None:
    front, problems = split_front_matter('+++\ntitle = "Kea"\n+++\nBody', PATH)
    assert (front.yaml, front.body, front.body_line) == ("", "Body", 4)
    assert problems[0].code == "E101"
    assert "TOML" in problems[0].hint


@pytest.mark.parametrize(
    ("text", "yaml", "body_line"),
    [
        ("---\ntitle: Kea\n\nThe body.", "title: Kea\n", 3),
        ("---\ntitle: Kea\ntags:\n  - a\n- b\n# A heading\n", "title: Kea\ntags:\n  - a\n- b\n", 6),
        ("---\ntitle: Kea\n\nThe body.\n\n---\n\nA rule in it.", "title: Kea\n", 3),
        ("---", "\n", 2),
    ],
)
def test_front_matter_without_an_end_is_told_at_its_beginning(text: str, yaml: str, body_line: int) -> None:
    front, problems = split_front_matter(text, PATH)
    assert (front.yaml, front.body_line) == (yaml, body_line)
    assert [(problem.code, problem.span.line) for problem in problems] == [("E102", 1)]


def test_empty_lines_inside_are_no_end() -> None:
    text = "---\ntitle: Kea\n\n# a note\nsummary: |\n  One\n\n  two\ntags: [\n  a\n]\n---\nBody"
    front, problems = split_front_matter(text, PATH)
    assert (front.body, front.body_line, problems) == ("Body", 13, [])


@pytest.mark.parametrize("dashes", ["—--", "–––", "—-", "----", " ---", "‐‐‐", "−−−"])
def test_dashes_are_recognised(dashes: str) -> None:
    front, problems = split_front_matter(f"{dashes}\ntitle: Kea\n{dashes}\nBody", PATH)
    assert (front.yaml, front.body_line) == ("title: Kea\n", 4)
    assert [(problem.code, problem.span.line) for problem in problems] == [("E103", 1), ("E103", 3)]


def test_a_crooked_end_ends_it_and_a_later_rule_does_not() -> None:
    assert _codes("---\ntitle: Kea\n-----\nBody\n\n---\nMore") == [("E103", 3)]


@given(st.lists(st.sampled_from(["---", "—", "...", "+++", "title: x", "- a", " b", "", "# H", "text"]), max_size=12))
@settings(deadline=None)
def test_no_line_is_lost_and_line_numbers_hold(lines: list[str]) -> None:
    text = "\n".join(lines)
    front, problems = split_front_matter(text, PATH)
    assert text.split("\n")[front.body_line - 1 :] == front.body.split("\n") or front.body == ""
    assert text.split("\n")[front.first_line - 1 :][: front.yaml.count("\n")] == front.yaml.split("\n")[:-1] or (
        front.yaml == "\n"
    )
    assert all(1 <= problem.span.line <= len(text.split("\n")) for problem in problems)


def test_a_million_characters_are_split_in_one_go() -> None:
    for text in ("-" * 10**6, "---\n" + "a: " * 10**5, "a" * 10**6, "# " * 10**6, "---\n" * 10**5, "x:\n" * 10**5):
        split_front_matter(text, PATH)


def test_notes_after_an_empty_line_belong_to_the_front_matter() -> None:
    text = "---\ntitle: A\n\n# When it was first published.\n# Example: 2026-03-05\n#date:\n\n# The end.\n---\nWords\n"
    matter, problems = split_front_matter(text, "content/a.md")
    assert problems == []
    assert matter.body == "Words\n"
