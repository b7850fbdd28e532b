"""The guide names what there is: every field of every kind, every setting, every command and option."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from generator.cli.main import portal
from generator.core.codes import CODES
from generator.kinds import KINDS
from generator.model.config import ClusterConfig, ConsentRules, PortalConfig, TermDefinition
from generator.model.fields import Consent, Download, EntryFields, Image, Person

PAGES = Path(__file__).parents[2] / "content" / "guide" / "pages"
GUIDE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PAGES.parent.rglob("*.md")))


def rows(page: str) -> dict[str, str]:
    """The rows of a page's tables whose first cell is a name in backticks: name → the rest of the row."""
    text = (PAGES / page).read_text(encoding="utf-8")
    return {
        name: rest
        for names, rest in re.findall(r"^\| ((?:`[\w-]+`(?:, )?)+) \|(.*)$", text, re.MULTILINE)
        for name in re.findall(r"`([\w-]+)`", names)
    }


@pytest.mark.parametrize("model", [EntryFields, Image, Person, Consent, Download], ids=lambda model: model.__name__)
def test_every_shared_field_is_in_the_table(model: type[BaseModel]) -> None:
    assert set(model.model_fields) - set(rows("front-matter.md")) == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.spec.name)
def test_every_kinds_own_field_is_in_the_table_with_its_kind(kind: object) -> None:
    spec = kind.spec  # type: ignore[attr-defined]
    table = rows("front-matter.md")
    for name in sorted(set(spec.fields.model_fields) - set(EntryFields.model_fields)):
        assert spec.name.replace("-", " ") in table[name], name


def test_the_table_has_no_field_that_does_not_exist() -> None:
    known = {name for kind in KINDS for name in kind.spec.fields.model_fields}
    known |= {name for model in (Image, Person, Consent, Download) for name in model.model_fields}
    assert set(rows("front-matter.md")) - known == set()


@pytest.mark.parametrize("model", [PortalConfig, ClusterConfig], ids=lambda model: model.__name__)
def test_every_setting_is_in_the_tables(model: type[BaseModel]) -> None:
    assert set(model.model_fields) - set(rows("settings.md")) == set()


def test_the_settings_have_no_field_that_does_not_exist() -> None:
    assert set(rows("settings.md")) - set(PortalConfig.model_fields) - set(ClusterConfig.model_fields) == set()


@pytest.mark.parametrize("model", [TermDefinition, ConsentRules], ids=lambda model: model.__name__)
def test_the_parts_of_settings_are_in_an_example(model: type[BaseModel]) -> None:
    text = (PAGES / "settings.md").read_text(encoding="utf-8")
    assert [name for name in model.model_fields if f"{name}:" not in text] == []


def test_every_command_is_in_the_guide() -> None:
    assert [name for name in portal.commands if f"portal {name}" not in GUIDE] == []


def test_every_option_of_build_is_in_the_guide_and_no_other() -> None:
    options = {
        option
        for parameter in portal.commands["build"].params
        if isinstance(parameter, click.Option)
        for option in parameter.opts
    }
    table = re.findall(r"^\| `(--[a-z-]+)", (PAGES / "updates.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(table) == options


def test_every_message_that_the_guide_names_exists() -> None:
    named = set(re.findall(r"\bE\d{3}\b", GUIDE))
    assert named - {code.id for code in CODES} == set()
    assert set(re.findall(r"^\| E(\d) \|", GUIDE, re.MULTILINE)) == {code.id[1] for code in CODES}
