"""Every code is whole: known by one id and one name, in its family, with words an author understands."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from generator.core.codes import CODES, body, find_code, front_matter, media, ours, people, site, theme
from generator.core.diagnostics import Code, Severity, Span

FAMILIES = {"E1": front_matter, "E2": body, "E3": site, "E4": theme, "E5": media, "E6": people, "E9": ours}
# Words of ours that say nothing to someone who does not program.
JARGON = re.compile(
    r"\b(?:exception|traceback|null|NoneType|regex|parser?|deserializ\w*|boolean|integer|string|token|invalid)\b",
    re.IGNORECASE,
)


def _values(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_ids_and_names_are_given_once() -> None:
    assert len({code.id for code in CODES}) == len(CODES)
    assert len({code.name for code in CODES}) == len(CODES)


@pytest.mark.parametrize("family", FAMILIES, ids=str)
def test_each_family_lists_its_codes_in_order(family: str) -> None:
    module = FAMILIES[family]
    ids = [code.id for code in module.CODES]
    assert ids == sorted(ids)
    assert all(re.fullmatch(rf"{family}\d\d", name) for name in ids)
    constants = {name: value for name, value in vars(module).items() if isinstance(value, Code)}
    assert {name: code.id for name, code in constants.items()} == {name: name for name in ids}


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{code.id}-{code.name}")
def test_each_code_explains_itself(code: Code) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code.name)
    for words in (code.message, code.hint, code.explanation, code.wrong, code.right):
        assert words.strip()
    assert code.wrong != code.right
    assert len(code.explanation.split()) >= 8
    assert code.message.rstrip()[-1] in ".?!…`”)", code.message
    assert not JARGON.search(code.message + code.hint), JARGON.search(code.message + code.hint)
    values = {name: f"some-{name}" for name in _values(code.message) | _values(code.hint)}
    assert all(re.fullmatch(r"[a-z_]+", name) for name in values), "A brace is not doubled."
    assert "\n" not in code.at(Span("content/kowhai/index.md"), **values).message


@pytest.mark.parametrize("code", CODES, ids=lambda code: f"{code.id}-{code.name}")
def test_each_code_is_found_by_id_and_name(code: Code) -> None:
    assert find_code(code.id.lower()) is code
    assert find_code(f" {code.name.upper()} ") is code


def test_an_unknown_code_is_none() -> None:
    assert find_code("E000") is None
    assert find_code("") is None


def test_codes_tell_all_severities_apart() -> None:
    assert {code.severity for code in CODES} >= {Severity.ERROR, Severity.WARNING}
