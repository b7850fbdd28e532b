"""Filters give what Jinja's give."""

from __future__ import annotations

from itertools import product

import jinja2
import pytest

from generator.render.contract import Link
from generator.render.environment import ContractEnvironment

_LINKS = (Link("a", "x/"), Link("b", ""), Link("c", "y/", current=True), Link("a", "", current=True))
_ARGUMENTS = [
    *("'url'", "'current'", "'title', 'equalto', 'a'", "'current', 'equalto', true", "'title', 'in', ['b', 'c']"),
    *("'title.0', 'equalto', 'a'", "'url', 'none'", "'title', '==', 'a'", "attribute", "attribute, 'equalto', 'b'"),
]


@pytest.mark.parametrize(("name", "arguments"), list(product(["selectattr", "rejectattr"], _ARGUMENTS)))
def test_items_by_a_field(name: str, arguments: str) -> None:
    template = f"{{% for link in links|{name}({arguments}) %}}{{{{ link.title }}}}{{{{ link.url }}}};{{% endfor %}}"
    ours = ContractEnvironment({"t": template}, {})
    theirs = ContractEnvironment({"t": template}, {})
    theirs.filters[name] = jinja2.filters.FILTERS[name]
    for links in (_LINKS, list(_LINKS), (), None):
        values = {"links": links, "attribute": "title"}
        assert ours.get_template("t").render(values) == theirs.get_template("t").render(values)


@pytest.mark.parametrize("arguments", ["", "'url', 'no_such_test'", "'no_such_field'"])
def test_what_is_wrong_is_told(arguments: str) -> None:
    with pytest.raises((jinja2.TemplateError, jinja2.exceptions.FilterArgumentError)):
        template = ContractEnvironment({"t": f"{{{{ links|selectattr({arguments})|list }}}}"}, {}).get_template("t")
        template.render({"links": _LINKS})
