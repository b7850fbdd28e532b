"""The contract's annotations as types for checking."""

from __future__ import annotations

from dataclasses import fields

from generator.render import contract
from generator.render.contract import CardContext, EventPage, HomePage, PageContext, VideoPage
from generator.render.contract_types import (
    ANYTHING,
    MARKUP,
    NUMBER,
    PARAMETER_CLASSES,
    TEXT,
    TRUTH,
    Context,
    Many,
    Maybe,
    Table,
    fields_of,
    item_scope,
    merge,
    page_scope,
    parameter_types,
    plain,
    type_of,
    words,
)


def test_annotations_become_types() -> None:
    assert type_of(str) is TEXT
    assert type_of(bool) is TRUTH
    assert type_of(int) is type_of(float) is NUMBER
    assert type_of(tuple[str, ...]) == Many(TEXT)
    assert type_of(CardContext | None) == Maybe(Context("CardContext", (CardContext,)))
    assert type_of(int | str) is ANYTHING
    assert fields_of(HomePage)["content"] is MARKUP


def test_every_field_of_the_contract_has_a_known_type() -> None:
    owners = [value for value in vars(contract).values() if hasattr(value, "__dataclass_fields__")]
    assert len(owners) > 25
    for owner in owners:
        for one in fields(owner):
            assert fields_of(owner)[one.name] != ANYTHING, f"{owner.__name__}.{one.name}"
            assert one.metadata["help"].endswith((".", "`."))


def test_fields_of_a_page_include_the_inherited() -> None:
    known = page_scope(VideoPage)["page"]
    assert isinstance(known, Context)
    assert known.field("title") is TEXT
    assert isinstance(known.field("transcripts"), Many)
    assert known.field("titel") is None
    assert {"title", "summary", "player"} <= set(known.field_names())


def test_a_template_that_no_page_uses_may_use_fields_of_any_page() -> None:
    known = page_scope(None)["page"]
    assert isinstance(known, Context)
    assert known.field("transcripts") is not None
    assert known.field("clusters") is not None
    assert known.field("titel") is None


def test_a_partial_knows_its_item_and_no_page() -> None:
    assert sorted(item_scope(contract.QuoteContext)) == ["item", "site", "t", "theme"]


def test_parameter_names_are_sorted_and_known() -> None:
    names = [name for name, _, _ in PARAMETER_CLASSES]
    assert names == sorted(set(names))
    assert parameter_types()["card"] == type_of(CardContext)
    assert parameter_types()["cards"] == Many(type_of(CardContext))


def test_merging() -> None:
    card, event = type_of(CardContext), type_of(EventPage)
    assert merge(card, card) == card
    assert merge(card, Maybe(card)) == Maybe(card)
    assert merge(card, event) is ANYTHING
    assert merge(TEXT, NUMBER) is TEXT
    assert plain(Maybe(card)) == card


def test_types_have_names() -> None:
    assert words(type_of(tuple[CardContext, ...])) == "list of CardContext"
    assert words(type_of(CardContext | None)) == "CardContext (may be missing)"
    assert words(TEXT) == "text"
    assert words(type_of(PageContext)) == "PageContext"
    assert words(ANYTHING) == "value"


def test_a_table_gives_its_values_by_any_name() -> None:
    theme = page_scope(None)["theme"]
    assert isinstance(theme, Context)
    table = theme.field("assets")
    assert isinstance(table, Table)
    assert (table.item, words(table)) == (TEXT, "table of text")
