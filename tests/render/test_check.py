"""Checking templates: statements, layouts, includes, imports, macros."""

from __future__ import annotations

import pytest

from generator.core.diagnostics import Span
from generator.render.check import check_theme
from tests.render.themes import changed_theme, codes_in, default_theme, found_in


def found_with(files: dict[str, str]) -> list[tuple[str, str, int]]:
    theme = changed_theme({f"templates/{name}": source for name, source in files.items()})
    return [
        (diagnostic.code, diagnostic.span.path.removeprefix("themes/ours/templates/"), diagnostic.span.line)
        for diagnostic in check_theme(theme)
    ]


def test_the_default_theme_has_nothing_wrong() -> None:
    assert check_theme(default_theme()) == ()


def test_a_slip_is_told_with_its_place_and_the_right_word() -> None:
    (problem,) = found_in("404.html", "<main>\n  <h1>{{ page.titel }}</h1>\n</main>\n")
    assert problem.code == "E404"
    assert problem.span == Span("themes/ours/templates/404.html", 2, 10, len("page.titel"))
    assert problem.message == "`page.titel`: a MissingPage has no `titel`."
    assert problem.hint == "Did you mean `title`?"


def test_a_slip_in_a_layout_is_told_once_for_all_its_pages() -> None:
    base = default_theme().templates["base.html"].replace("{{ site.title }}", "{{ site.titel }}", 1)
    assert [code for code, _, _ in found_with({"base.html": base})] == ["E404"]


def test_a_field_that_only_some_pages_have_is_told_in_their_layout() -> None:
    base = default_theme().templates["base.html"].replace("<main", "{{ page.citation }}<main")
    assert {code for code, path, _ in found_with({"base.html": base}) if path == "base.html"} == {"E404"}


@pytest.mark.parametrize(
    "source",
    [
        "{% for card in page.newest %}{{ card.titel }}{% endfor %}",
        "{% for card in page.newest %}{% for term in card.tags %}{{ term.titel }}{% endfor %}{% endfor %}",
        "{% set first = page.newest[0] %}{{ first.titel }}",
        "{% set cards = page.newest[:3] %}{% for one in cards %}{{ one.titel }}{% endfor %}",
        "{% if page.newest %}{{ page.newest[0].titel }}{% endif %}",
        "{% if site.logo %}{{ site.logo.titel }}{% endif %}",
        "{{ (page.newest|first).titel if page.newest|first }}",
        "{% with card = page.newest[0] %}{{ card.titel }}{% endwith %}",
        "{% for card in page.newest|reverse %}{{ card.titel }}{% endfor %}",
        "{% for url in page.newest|map(attribute='titel') %}{{ url }}{% endfor %}",
        "{% for card in page.newest|selectattr('titel') %}{{ card.url }}{% endfor %}",
        "{% for card in page.newest|sort(attribute='date.isoo') %}{{ card.url }}{% endfor %}",
        "{% macro m(card) %}{{ card.titel }}{% endmacro %}",
        "{% macro m(cards) %}{% for c in cards %}{{ c.titel }}{% endfor %}{% endmacro %}",
        "{% for card in page.newest %}{{ loop.previtem.titel if loop.previtem }}{% endfor %}",
        "{% for card in page.newest %}{{ loop.indx }}{% endfor %}",
        "{% block a %}{{ page.titel }}{% endblock %}",
        "{% filter upper %}{{ page.titel }}{% endfilter %}",
        "{% set text %}{{ page.titel }}{% endset %}",
        "{{ page['titel'] }}",
        "{{ page.title.upper }}",
        "{{ page.newest.titel }}",
        "{{ 'a' ~ page.titel }}",
        "{{ page.title if page.titel else 1 }}",
        "{{ [page.titel]|join }}",
        "{{ t('feed_of', title=page.titel) }}",
    ],
)
def test_types_flow_through_templates(source: str) -> None:
    assert codes_in("home.html", source) == ["E404"]


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("{{ title }}", "Did you mean `page.title`?"),
        ("{{ pagee.title }}", "Did you mean `page`?"),
        ("{% for card in page.newest %}{% endfor %}{{ card.title }}", ""),
        ("{{ range(3) }}", ""),
        ("{% macro m(card) %}{{ cord.title }}{% endmacro %}", "Did you mean `card`?"),
        ("{{ loop.index }}", ""),
        ("{{ item.content }}", ""),
    ],
)
def test_names_that_are_not_known(source: str, hint: str) -> None:
    (problem,) = found_in("home.html", source)
    assert problem.code == "E405"
    assert not hint or problem.hint == hint


def test_a_partial_knows_its_item() -> None:
    assert codes_in("partials/quote.html", "{{ item.content }} {{ item.label }}") == []
    assert codes_in("partials/quote.html", "{{ item.contents }}") == ["E404"]
    assert codes_in("partials/quote.html", "{{ page.title }}") == ["E405"]


def test_an_included_file_is_checked_with_what_is_known_where_it_stands() -> None:
    files = {"home.html": '{% for x in page.newest %}{% include "x.html" %}{% endfor %}', "x.html": "\n{{ x.titel }}"}
    assert found_with(files) == [("E404", "x.html", 2)]
    files = {"home.html": '{% include "x.html" without context %}', "x.html": "{{ page.title }}"}
    assert found_with(files) == [("E405", "x.html", 1)]
    assert codes_in("home.html", '{% include "nowhere.html" ignore missing %}') == []
    assert codes_in("home.html", '{% include ["nowhere.html", "404.html"] %}') == ["E406"]


def test_a_file_that_no_page_uses_is_checked_too() -> None:
    assert found_with({"lone.html": "{{ page.titel }}"}) == [("E404", "lone.html", 1)]
    assert found_with({"lone.html": "{{ page.transcripts }} {{ card.title }} {{ anything }}"}) == []


def test_a_layouts_blocks_see_the_page_that_extends_it() -> None:
    layout = "{% block a %}{{ page.clusters }}{% endblock %}"
    assert found_with({"x.html": layout, "hub.html": '{% extends "x.html" %}'}) == []
    assert found_with({"x.html": layout, "home.html": '{% extends "x.html" %}'}) == [("E404", "x.html", 1)]
    over = '{% extends "x.html" %}{% block a %}mine{% endblock %}'
    assert found_with({"x.html": layout, "home.html": over}) == []
    over = '{% extends "x.html" %}{% block a %}{{ super() }}{% endblock %}'
    assert found_with({"x.html": layout, "home.html": over}) == [("E404", "x.html", 1)]


def test_what_a_layout_imports_is_known_in_blocks() -> None:
    layout = '{% import "macros.html" as macros with context %}{% block a %}{% endblock %}'
    over = '{% extends "x.html" %}{% block a %}{{ macros.cards_of(page.newest) }}{{ macros.cards(1) }}{% endblock %}'
    assert found_with({"x.html": layout, "home.html": over}) == [("E404", "home.html", 1)]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('{% extends "bsae.html" %}', "E406"),
        ('{% include "partials/playr.html" %}', "E406"),
        ('{% import "macro.html" as m %}', "E406"),
        ("{% include page.title %}", "E419"),
        ('{% from "macros.html" import card_off with context %}', "E404"),
        ("{{ page.title|safe }}", "E407"),
        ("{% filter safe %}a{% endfilter %}", "E407"),
        ("{% autoescape false %}a{% endautoescape %}", "E403"),
        ("{{ page.title|uper }}", "E408"),
        ("{{ page.newest|random }}", "E408"),
        ("{% if page.title is defned %}{% endif %}", "E408"),
        ('{{ t("hom") }}', "E409"),
        ("{{ t(page.title) }}", "E419"),
        ('{{ t("kind_" ~ page.title) }}', "E419"),
        ("{{ t() }}", "E419"),
        ('{{ t("watch_from") }}', "E420"),
        ("{% if page.title %}", "E403"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "E403"),
        ("{% nothing %}", "E403"),
        ("{{ page.title }", "E403"),
        ("<p style='x'>", "E410"),
        ("{{ page.title() }}", "E419"),
        ("{% for x in page %}{% endfor %}", "E419"),
        ("{% for x in site.logo %}{% endfor %}", "E419"),
        ("{{ '(' * 3 }}{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "E403"),
    ],
)
def test_other_mistakes(source: str, code: str) -> None:
    assert codes_in("home.html", source) == [code]


def test_near_words_are_offered() -> None:
    hints = [
        found_in("home.html", source)[0].hint
        for source in ('{% extends "bsae.html" %}', "{{ page.title|uper }}", '{{ t("hom") }}')
    ]
    assert hints == ["Did you mean `base.html`?", "Did you mean `upper`?", "Did you mean `home`?"]


def test_files_that_come_back_to_themselves() -> None:
    assert {code for code, _, _ in found_with({"home.html": '{% include "home.html" %}'})} == {"E418"}
    assert {code for code, _, _ in found_with({"home.html": '{% extends "home.html" %}'})} == {"E418"}
    circle = {
        "home.html": '{% include "a.html" %}',
        "a.html": '{% include "b.html" %}',
        "b.html": '{% include "a.html" %}',
    }
    assert ("E418", "b.html", 1) in found_with(circle)


def test_a_theme_needs_the_words_that_the_generator_asks_for() -> None:
    theme = default_theme()
    words = {language: dict(texts) for language, texts in theme.strings.items()}
    del words["en-NZ"]["filter_year"]
    poorer = type(theme)(
        name=theme.name,
        templates=theme.templates,
        places=theme.places,
        strings=words,
        string_spans=theme.string_spans,
        assets=theme.assets,
        colours=theme.colours,
        digest=theme.digest,
    )
    assert [(problem.code, problem.span.path) for problem in check_theme(poorer)] == [
        ("E409", "themes/default/strings/en-NZ.yaml")
    ]


def test_the_same_theme_gives_the_same_answer() -> None:
    files = {"templates/home.html": "{{ page.titel }}{{ titel }}{{ t('hom') }}<p style=x>"}
    assert check_theme(changed_theme(files)) == check_theme(changed_theme(files))
