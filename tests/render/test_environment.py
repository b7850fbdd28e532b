"""The environment of templates: what it reaches, and that templates are read once."""

from __future__ import annotations

import jinja2
import pytest

from generator.render.contract import Link
from generator.render.environment import ContractEnvironment
from tests.render.themes import default_theme


def test_templates_are_made_once() -> None:
    environment = ContractEnvironment(default_theme().templates, default_theme().places)
    assert environment.get_template("home.html") is environment.get_template("home.html")


def test_fields_and_loops_are_reached_and_nothing_else() -> None:
    environment = ContractEnvironment({}, {})
    link = Link("Home", "./")
    assert environment.getattr(link, "title") == environment.getitem(link, "title") == "Home"
    for attribute in ("count", "__class__", "__dataclass_fields__"):
        assert isinstance(environment.getattr(link, attribute), jinja2.Undefined)
    source = "{% for a in items %}{{ loop.index }}{{ loop.last }}{{ loop.depth }} {% endfor %}"
    assert ContractEnvironment({"a": source}, {}).get_template("a").render(items="xy") == "1False1 2True1 "


def test_code_that_was_written_before_is_taken() -> None:
    source = "{{ link.title }}{# written once #}"
    checking, filling = (
        ContractEnvironment({}, {}),
        ContractEnvironment({"a.html": source}, {"a.html": "themes/a.html"}),
    )
    checking.generate(checking.parse(source, "a.html"), source, "a.html")
    template = filling.get_template("a.html")
    assert template.filename == "themes/a.html"
    assert template.render(link=Link("<", "./")) == "&lt;"
    assert ContractEnvironment({"a.html": "else"}, {}).get_template("a.html").render() == "else"


def test_faults_that_only_the_compiler_notices_are_told() -> None:
    environment = ContractEnvironment({}, {})
    source = "{% block a %}{% endblock %}{% block a %}{% endblock %}"
    for _ in range(2):
        with pytest.raises(jinja2.TemplateSyntaxError):
            environment.generate(environment.parse(source, "a.html"), source, "a.html")
