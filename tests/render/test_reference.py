"""The generated reference of the theme contract."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from generator.render import contract
from generator.render.reference import theme_reference

FILE = Path(__file__).resolve().parents[2] / "docs" / "theme-contract.md"


def test_the_file_in_docs_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == theme_reference(), "Write it anew with `make docs`."


def test_each_class_and_field_is_there_with_its_help() -> None:
    text = theme_reference()
    for value in vars(contract).values():
        if hasattr(value, "__dataclass_fields__"):
            assert f"\n### {value.__name__}\n" in text
            for one in fields(value):
                assert f"| `{one.name}` | " in text
                assert one.metadata["help"].replace("|", "\\|") in text


def test_each_template_and_link_leads_somewhere() -> None:
    text = theme_reference()
    headings = {line.removeprefix("### ").lower() for line in text.splitlines() if line.startswith("### ")}
    linked = {part.split(")")[0] for part in text.split("](#")[1:]}
    assert linked <= headings
    for name, _ in (*contract.TEMPLATES, *contract.PARTIALS):
        assert f"| `{name}` | " in text
