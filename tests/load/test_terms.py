"""Lists of terms: every way to write them, and what makes them clash."""

from __future__ import annotations

import pytest

from generator.core.diagnostics import Diagnostic, Span
from generator.load.terms import load_tags
from generator.model.config import TermDefinition

PATH = "content/kowhai/tags.yaml"


def _told(problems: list[Diagnostic]) -> list[tuple[str, int, int]]:
    return [(p.code, p.span.line, p.span.column) for p in problems]


LIST = "- Literacy\n- name: Reading\n  description: Books and more.\n  aliases: [Books]\n  broader: Literacy\n"
MAPPING = "Literacy:\nReading:\n  description: Books and more.\n  aliases: [Books]\n  broader: Literacy\n"


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        MAPPING,
        "tags:\n" + LIST,
        "tags:\n" + "".join(f"  {line}\n" for line in MAPPING.splitlines()),
        MAPPING.replace("Literacy:\n", "Literacy: ~\n"),
    ],
)
def test_a_list_and_a_mapping_say_the_same(text: str) -> None:
    tags, spans, problems = load_tags(text, PATH)
    assert problems == []
    assert tags == (
        TermDefinition(name="Literacy"),
        TermDefinition(name="Reading", description="Books and more.", aliases=("Books",), broader="Literacy"),
    )
    line = text[: text.index("broader")].count("\n") + 1
    assert spans["1.broader"].line == line
    assert spans["1.name"].line == line - 3
    assert spans["0"].line == line - 4
    assert spans["1.aliases.0"].length == 5


def test_in_a_mapping_text_alone_is_the_description_and_names_may_hold_dots() -> None:
    tags, spans, problems = load_tags("St. Mary's: Our school.\n2.5: {broader: St. Mary's}\n", PATH)
    assert problems == []
    assert tags[0] == TermDefinition(name="St. Mary's", description="Our school.")
    assert spans["0.description"] == Span(PATH, 1, 13, 11)
    assert spans["1.broader"] == Span(PATH, 2, 16, 10)


@pytest.mark.parametrize("text", ["", "\n", "# nothing yet\n", "tags:\n", "[]"])
def test_no_tags_are_fine(text: str) -> None:
    assert load_tags(text, PATH)[0] == ()
    assert load_tags(text, PATH)[2] == []


def test_names_that_share_an_address_are_told_with_the_first_one() -> None:
    text = "- Whānau engagement\n- {name: Hui, aliases: [meeting, hui, whanau-engagement]}\n- whanau engagement\n"
    _, _, problems = load_tags(text + "- Meeting\n", PATH)
    assert _told(problems) == [("E145", 3, 3), ("E145", 2, 25), ("E145", 2, 39)]
    assert "`Whānau engagement` in line 1" in problems[0].message


def test_a_wider_term_must_be_there() -> None:
    tags, _, problems = load_tags("- Literacy\n- {name: Reading, broader: Litracy}\n- {name: X, broader: Lost}\n", PATH)
    assert _told(problems) == [("E146", 2, 28), ("E146", 3, 22)]
    assert problems[0].hint == "Did you mean `Literacy`?"
    assert len(tags) == 3
    assert load_tags("- {name: Literacy, aliases: [Words]}\n- {name: Reading, broader: words}\n", PATH)[2] == []


def test_a_circle_of_wider_terms_is_told_once() -> None:
    text = "- {name: A, broader: B}\n- {name: B, broader: C}\n- {name: C, broader: A}\n- {name: D, broader: A}\n"
    _, _, problems = load_tags(text + "- {name: S, broader: S}\n", PATH)
    assert _told(problems) == [("E147", 1, 22), ("E147", 5, 22)]
    assert "A → B → C → A" in problems[0].message


def test_what_is_no_term_is_told_and_left_out() -> None:
    tags, _, problems = load_tags(
        "- Literacy\n- [a, b]\n- {description: x}\n- {name: y, brodaer: z}\n- Literacy\n", PATH
    )
    assert [tag.name for tag in tags] == ["Literacy", "y", "Literacy"]
    assert _told(problems) == [("E130", 4, 13), ("E133", 2, 3), ("E132", 3, 3)]


def test_two_thousand_tags_in_a_long_chain() -> None:
    text = "".join(f"- name: tag {n}\n  broader: tag {n + 1}\n" for n in range(2_000)) + "- tag 2000\n"
    tags, spans, problems = load_tags(text, PATH)
    assert (len(tags), problems) == (2_001, [])
    assert spans["1999.broader"].line == 4_000
