"""Filling in templates: what they reach, and how their faults are told."""

from __future__ import annotations

import pickle

import pytest

from generator.render.contract import HomePage, MissingPage, PageContext, QuoteContext
from generator.render.environment import WITHHELD_FILTERS
from generator.render.renderer import POLICY, Renderer, TemplateProblem
from tests.render.themes import changed_theme, default_renderer, default_theme, make, site, theme_context

PAGE = make(MissingPage, full=False, title="Tūī <b>", language="en-NZ")


def render(source: str, page: PageContext = PAGE, **files: str) -> str:
    extra = {f"templates/{name.replace('__', '.')}": text for name, text in files.items()}
    renderer = Renderer(changed_theme({"templates/404.html": source, **extra}))
    return renderer.page("404.html", site=site(), page=page, theme=theme_context()).decode()


def problem(source: str, **files: str) -> TemplateProblem:
    with pytest.raises(TemplateProblem) as caught:
        render(source, **files)
    return caught.value


def test_a_page_is_utf8_and_escaped() -> None:
    assert render("<h1>{{ page.title }}</h1>\n") == "<h1>Tūī &lt;b&gt;</h1>\n"


def test_words_come_in_the_pages_language() -> None:
    assert render('{{ t("home") }}') == "Home"
    assert render('{{ t("home") }}', make(MissingPage, full=False, language="mi")) == "Kāinga"
    assert render('{{ t("watch_from", time=page.title) }}') == "Watch from Tūī &lt;b&gt;"


def test_imported_macros_and_included_files_know_the_words() -> None:
    source = '{% import "m.html" as m with context %}{{ m.part() }} {% include "i.html" %}'
    assert render(source, m__html='{% macro part() %}{{ t("home") }}{% endmacro %}', i__html='{{ t("next") }}') == (
        "Home Next"
    )


@pytest.mark.parametrize(
    "source",
    [
        "{{ page.title.upper() }}",
        "{{ page.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ site.title.format(page) }}",
        "{{ page['__class__'] }}",
        "{{ page.breadcrumb.count }}",
        "{{ t.__globals__ }}",
        "{{ t.__closure__ }}",
        "{{ [page]|map(attribute='__class__')|join }}",
        "{{ [page]|map(attribute='__dataclass_fields__')|first }}",
        "{{ self._TemplateReference__context }}",
        "{% for x in [1] %}{{ loop._recurse }}{% endfor %}",
        "{{ range(3) }}",
        "{{ dict(a=1) }}",
        "{{ lipsum() }}",
        "{{ cycler('a') }}",
        "{{ title }}",
        "{{ 1 / 0 }}",
        "{{ page.title + 1 }}",
        "{% for x in page %}{% endfor %}",
        "{{ page.title() }}",
    ],
)
def test_templates_reach_the_contract_and_nothing_else(source: str) -> None:
    error = problem("line\n" + source)
    assert error.diagnostic.code == "E415"
    assert error.diagnostic.span.path == "themes/ours/templates/404.html"
    assert error.diagnostic.span.line == 2


@pytest.mark.parametrize("name", sorted(WITHHELD_FILTERS))
def test_unsafe_filters_are_not_there(name: str) -> None:
    assert problem("{{ page.title|" + name + " }}").diagnostic.code == "E408"


def test_escaping_cannot_be_switched_off() -> None:
    error = problem("{% autoescape false %}{{ page.title }}{% endautoescape %}")
    assert (error.diagnostic.code, error.diagnostic.span.line) == ("E403", 1)


def test_fields_and_loops_work() -> None:
    page = make(HomePage, full=True, language="en-NZ")
    source = (
        '{% for card in page.newest %}{{ loop.index }}{{ card["title"] }}{{ loop.last }} {% endfor %}'
        "{{ page.newest[0].title }}{{ page.newest[:1]|length }}{{ page.newest|map(attribute='kind')|join }}"
        "{{ page.newest[9] is defined }}"
    )
    renderer = Renderer(changed_theme({"templates/home.html": source}))
    text = renderer.page("home.html", site=site(), page=page, theme=theme_context()).decode()
    titles = [card.title.replace("&", "&amp;") for card in page.newest]
    assert text == f"1{titles[0]}False 2{titles[1]}True {titles[0]}1videovideoFalse"


def test_a_broken_template_is_told_with_its_line() -> None:
    error = problem("a\n{% if page.title %}\nb")
    assert (error.diagnostic.code, error.diagnostic.span.line) == ("E403", 3)
    assert error.diagnostic.span.path == "themes/ours/templates/404.html"


def test_a_fault_in_an_included_file_is_told_there() -> None:
    error = problem('{% include "i.html" %}', i__html="\n\n{{ page.titel }}")
    assert (error.diagnostic.span.path, error.diagnostic.span.line) == ("themes/ours/templates/i.html", 3)


def test_a_missing_template_and_a_missing_word() -> None:
    assert problem('{% include "nowhere.html" %}').diagnostic.code == "E406"
    assert problem('{{ t("nowhere") }}').diagnostic.code == "E409"


def test_a_template_without_end_is_told() -> None:
    assert problem('{% include "404.html" %}').diagnostic.code == "E415"
    assert problem("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}").diagnostic.code in {"E403", "E415"}


def test_problems_can_be_sent_to_another_process() -> None:
    error = problem("{{ nothing }}")
    assert pickle.loads(pickle.dumps(error)).diagnostic == error.diagnostic


def test_a_renderer_can_be_sent_to_another_process() -> None:
    renderer = Renderer(default_theme(), policy="default-src 'none'")
    again = pickle.loads(pickle.dumps(renderer))
    assert again.policy == "default-src 'none'"
    values = {"site": site(), "page": PAGE, "theme": theme_context()}
    assert again.page("404.html", **values) == renderer.page("404.html", **values)


def test_a_partial_is_markup_in_the_language_asked_for() -> None:
    item = make(QuoteContext, full=True, label="<Kea>", time="1:00")
    values = {"item": item, "site": site(), "theme": theme_context()}
    text = default_renderer().partial("partials/quote.html", **values)
    assert "&lt;Kea&gt;" in text
    assert "<em>body</em>" in text
    assert "Watch from 1:00" in text
    assert "Mātakihia mai i te 1:00" in default_renderer().partial("partials/quote.html", **values, language="mi")


def test_words_for_the_generator_itself() -> None:
    assert default_renderer().text("page_of", "mi", number=2, count=5) == "Whārangi 2 o te 5"
    with pytest.raises(TemplateProblem) as caught:
        default_renderer().text("nothing", "mi")
    assert caught.value.diagnostic.code == "E409"


def test_the_policy_lets_nothing_run_but_the_sites_own_files() -> None:
    assert POLICY.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in POLICY
    assert POLICY.endswith("require-trusted-types-for 'script'; trusted-types portal")
    assert "frame-ancestors" not in POLICY


def test_lone_surrogates_do_not_stop_a_page() -> None:
    assert render("{{ page.title }}", make(MissingPage, full=False, title="a\ud800b", language="en-NZ")) == "a?b"
