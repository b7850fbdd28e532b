"""Diagnostics are values: filled in, safe to print, sorted, without repeats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.diagnostics import Code, Diagnostic, Severity, Span, has_errors, in_order

CODE = Code(
    id="E199",
    name="lost-kea",
    severity=Severity.ERROR,
    message="`{name}` is not here.",
    hint="Look for `{name}` elsewhere.",
    explanation="A kea is lost.",
    wrong="kea: gone",
    right="kea: here",
)
HERE = Span("content/kowhai/index.md", 3, 5, 4)


def test_a_code_gives_a_diagnostic_at_a_place() -> None:
    found = CODE.at(HERE, name="Kiri")
    assert found == Diagnostic(
        "E199", "lost-kea", Severity.ERROR, HERE, "`Kiri` is not here.", "Look for `Kiri` elsewhere."
    )


def test_a_hint_can_be_replaced_as_it_is() -> None:
    assert CODE.at(HERE, name="Kiri", hint="Did you mean `{Kea}`?").hint == "Did you mean `{Kea}`?"


def test_a_missing_value_is_a_bug_of_ours() -> None:
    with pytest.raises(KeyError):
        CODE.at(HERE)


@given(st.text())
def test_whatever_an_author_wrote_the_message_is_one_printable_line(name: str) -> None:
    message = CODE.at(HERE, name=name).message
    assert message.isprintable()
    assert len(message) <= 120 + len("`` is not here.")


def test_diagnostics_are_sorted_by_place_and_told_once() -> None:
    later, first = CODE.at(Span("content/b.md", 1), name="b"), CODE.at(Span("content/a.md", 10), name="a")
    earlier = CODE.at(Span("content/a.md", 9), name="z")
    assert in_order([later, first, later, earlier]) == (earlier, first, later)


def test_the_order_does_not_hang_on_the_order_found() -> None:
    found = [CODE.at(HERE, name="a", hint=hint) for hint in ("one", "two", "three", "four")]
    assert in_order(found) == in_order(reversed(found)) == tuple(sorted(found, key=lambda d: d.hint))


def test_odd_spaces_are_shown_as_spaces() -> None:
    assert CODE.at(HERE, name="Kea\u00a0School\nnew\u2028line\x1b").message == "`Kea School new line�` is not here."


def test_only_errors_stop_a_build() -> None:
    warning = Diagnostic("E198", "w", Severity.WARNING, HERE, "m")
    assert not has_errors([warning])
    assert has_errors([warning, CODE.at(HERE, name="x")])
