"""Checking expressions: what may be missing, macro calls, words with values."""

from __future__ import annotations

import pytest
from jinja2 import Environment, nodes

from generator.core.diagnostics import Severity
from generator.render.check_expressions import present_in, written
from tests.render.themes import codes_in, found_in


def expression(source: str) -> nodes.Node:
    output = Environment(autoescape=True).parse("{{ " + source + " }}").body[0]
    assert isinstance(output, nodes.Output)
    return output.nodes[0]


@pytest.mark.parametrize(
    ("source", "outcome", "present"),
    [
        ("page.date", True, {"page", "page.date"}),
        ("page.date", False, set()),
        ("not page.date", False, {"page", "page.date"}),
        ("a and b", True, {"a", "b"}),
        ("a or b", True, set()),
        ("a or b", False, set()),
        ("not a or not b", False, {"a", "b"}),
        ("a is none", False, {"a"}),
        ("a is not none", True, {"a"}),
        ("a|length", True, set()),
    ],
)
def test_what_a_condition_makes_certain(source: str, outcome: bool, present: set[str]) -> None:
    assert present_in(expression(source), outcome) == present


def test_only_chains_of_names_are_written_back() -> None:
    assert written(expression("page.date.text")) == "page.date.text"
    assert written(expression("page.cards[0].date")) == ""
    assert written(expression("t('a')")) == ""


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.date.text }}",
        "{% if page.updated %}{{ page.date.text }}{% endif %}",
        "{% if page.date or page.updated %}{{ page.date.text }}{% endif %}",
        "{% if page.date %}{% else %}{{ page.date.text }}{% endif %}",
        "{{ page.updated and page.date.text }}",
        "{% set date = page.date %}{{ date.text }}",
        "{% for card in page.related %}{{ card.date.text }}{% endfor %}",
        "{% macro m(date) %}{{ date.text }}{% endmacro %}{{ m(page.date) }}",
        "{% macro m(date) %}{{ date.text }}{% endmacro %}{{ m(date=page.date) }}",
        "{% for card in page.related %}{% if card.date %}{% endif %}{{ card.date.text }}{% endfor %}",
    ],
)
def test_what_may_be_missing_is_warned_about(source: str) -> None:
    (problem,) = found_in("case-study.html", source)
    assert (problem.code, problem.severity) == ("E421", Severity.WARNING)
    assert "{% if " in problem.hint


@pytest.mark.parametrize(
    "source",
    [
        "{% if page.date %}{{ page.date.text }}{% endif %}",
        "{% if page.date and page.title %}{{ page.date.text }}{% endif %}",
        "{% if not page.date %}{% else %}{{ page.date.text }}{% endif %}",
        "{% if not page.date %}{% elif page.title %}{{ page.date.text }}{% endif %}",
        "{{ page.date and page.date.text }}",
        "{{ not page.date or page.date.text }}",
        "{{ page.date.text if page.date else '' }}",
        "{{ '' if page.date is none else page.date.text }}",
        "{% set date = page.date %}{% if date %}{{ date.text }}{% endif %}",
        "{% for card in page.related if card.date %}{{ card.date.text }}{% endfor %}",
        "{% macro m(date) %}{{ date.text }}{% endmacro %}{% if page.date %}{{ m(page.date) }}{% endif %}",
        "{% if page.date %}{{ (page.date or page.updated).text }}{% endif %}",
    ],
)
def test_what_is_certain_is_not(source: str) -> None:
    assert codes_in("case-study.html", source) == []


def test_a_new_value_is_not_certain() -> None:
    source = "{% set d = page.date %}{% if d %}{% set d = page.updated %}{{ d.text }}{% endif %}"
    assert codes_in("case-study.html", source) == ["E421"]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("m()", "needs a value for `card`"),
        ("m(page.title, 1, 2)", "takes 2 values, but 3 are given"),
        ("m(page.title, levl=1)", "has no parameter `levl` (did you mean `level`?)"),
    ],
)
def test_macros_are_called_as_they_are_written(call: str, words: str) -> None:
    source = "{% macro m(card, level=2) %}{{ card.title }}{{ level }}{% endmacro %}{{ " + call + " }}"
    (problem,) = found_in("case-study.html", source)
    assert problem.code == "E419"
    assert words in problem.message


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(1, 2) }}",
        "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}a{% endcall %}",
        "{% block a %}{% endblock %}{{ self.a() }}",
        "{% for x in page.related %}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% set a, b = 1, 2 %}{{ a }}{{ b }}",
        "{% for group in page.related|batch(3) %}{% for x in group %}{{ x }}{% endfor %}{% endfor %}",
        "{% if page.title %}{% set x = 1 %}{% else %}{% set x = 'a' %}{% endif %}{{ x }}",
        '{{ t("page_of", number=1, count=2) }}',
        '{{ t("entries", count=page.related|length) }}',
        "{{ page.related|map(attribute='title')|join(', ')|upper|truncate(20) }}",
        "{{ {'a': 1}['a'] }}",
        "{{ page.title|default('x') ~ 1 + 2 }}",
        "{{ page.content|striptags|length > 3 }}",
    ],
)
def test_good_templates_are_left_alone(source: str) -> None:
    assert codes_in("case-study.html", source) == []


def test_each_missing_value_of_words_is_told() -> None:
    problems = found_in("case-study.html", '{{ t("page_of") }}')
    assert [problem.message for problem in problems] == [
        '`t("page_of")` needs a value for `count`.',
        '`t("page_of")` needs a value for `number`.',
    ]
