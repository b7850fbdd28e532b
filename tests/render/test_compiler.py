"""The faster code of templates does what Jinja's own does."""

from __future__ import annotations

from dataclasses import dataclass

import jinja2
import pytest
from markupsafe import Markup

from generator.render.compiler import owners
from generator.render.contract import Link
from generator.render.environment import ContractEnvironment


def fill(source: str, **values: object) -> str:
    """Fill a template in that may use some others."""
    others = {
        "part.html": "[{% set x = 1 %}{{ x }}]",
        "macros.html": "{% macro one(a, b=2) %}<{{ a }}-{{ b }}>{% endmacro %}"
        "{% macro many() %}{{ varargs|join('+') }}{{ kwargs|length }}{% endmacro %}"
        "{% macro box() %}({{ caller() }}){% endmacro %}",
        "base.html": "a{% block one %}b{% endblock %}c{% block two %}d{% endblock %}e",
    }
    environment = ContractEnvironment({**others, "page.html": source}, {})
    return environment.get_template("page.html").render(values)


def t(key: str, **values: object) -> str:
    return f"{key}&{','.join(f'{name}={value}' for name, value in values.items())}"


@pytest.mark.parametrize("written", ["without context", "ignore missing without context"])
def test_an_included_template_stands_in_its_place(written: str) -> None:
    assert fill(f'a{{% include "part.html" {written} %}}b{{% include "part.html" %}}c') == "a[1]b[1]c"
    assert fill(f'{{% set x %}}a{{% include "part.html" {written} %}}b{{% endset %}}{{{{ x }}}}c') == "a[1]bc"
    extended = f'{{% extends "base.html" %}}{{% block one %}}x{{% include "part.html" {written} %}}y{{% endblock %}}'
    assert fill(extended) == "ax[1]ycde"


def test_an_included_template_may_be_missing_where_that_is_said() -> None:
    assert fill('a{% include "no.html" ignore missing without context %}b') == "ab"
    with pytest.raises(jinja2.TemplateNotFound):
        fill('a{% include "no.html" without context %}b')


def test_blocks_may_use_those_they_replace() -> None:
    source = '{% extends "base.html" %}{% block two %}<{{ super() }}>{% endblock %}'
    assert fill(source) == "abc<d>e"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<&\"'>", "&lt;&amp;&#34;&#39;&gt;"),
        (Markup("<b>"), "<b>"),
        (5, "5"),
        (1.5, "1.5"),
        (True, "True"),
        (None, "None"),
        (["<"], "[&#39;&lt;&#39;]"),
        (type("Words", (str,), {})("<"), "&lt;"),
    ],
)
def test_all_values_are_escaped(value: object, shown: str) -> None:
    assert fill("{{ value }}|{% set x %}{{ value }}{% endset %}{{ x }}", value=value) == f"{shown}|{shown}"


def test_words_are_called_and_escaped() -> None:
    assert fill('{{ t("a", n=1) }} {{ t(t("b")) }} {{ t(*["c"]) }}', t=t) == "a&amp;n=1 b&amp;&amp; c&amp;"


def test_another_thing_may_have_the_name_of_words() -> None:
    assert fill("{% macro t(x) %}<{{ x }}>{% endmacro %}{{ t('&') }}{{ t(x=1) }}") == "<&amp;><1>"
    with pytest.raises(jinja2.UndefinedError):
        fill("{{ t('a') }}")


def test_macros_take_what_they_take() -> None:
    source = '{% import "macros.html" as m %}{{ m.one(1) }}{{ m.one(1, 3) }}{{ m.one(b=1, a="<") }}'
    assert fill(source) == "<1-2><1-3><&lt;-1>"
    assert fill('{% import "macros.html" as m %}{{ m.many(1, 2, c=3) }}') == "1+21"
    assert fill('{% import "macros.html" as m %}{% call m.box() %}<{{ 1 }}>{% endcall %}') == "(<1>)"
    for wrong in ("m.one(1, 2, 3)", "m.one()", "m.one(1, z=2)"):
        with pytest.raises((TypeError, jinja2.UndefinedError)):
            fill(f'{{% import "macros.html" as m %}}{{{{ {wrong} }}}}')


@dataclass(frozen=True)
class Other:
    """Not one of the contract's classes, with a field of the same name, and something that is no field."""

    title: str = "other"

    @property
    def url(self) -> str:
        return "never"


def test_only_fields_are_reached() -> None:
    link = Link("<words>", "x/")
    assert fill("{{ link.title }} {{ other.title }}", link=link, other=Other()) == "&lt;words&gt; other"
    for written in ("link.title.title", "other.url", "'x'.title", "link.__class__", "link.count", "missing.title"):
        with pytest.raises(jinja2.UndefinedError):
            fill(f"{{{{ {written} }}}}", link=link, other=Other())


def test_classes_are_known_by_their_fields() -> None:
    assert Link in owners()["title"]
    assert not any(name.startswith("_") for name in owners())
