"""Markup that browsers would ignore."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.blocked_markup import blocked_markup


def found(source: str) -> list[tuple[str, str]]:
    return [(source[offset : offset + length], what) for offset, length, what in blocked_markup(source)]


@pytest.mark.parametrize(
    ("source", "place", "what"),
    [
        ("<style>a {}</style>", "<style", "a `<style>` element"),
        ("<script>go()</script>", "<script", "code inside a `<script>` element"),
        ("<SCRIPT type='module'>go()</SCRIPT>", "<SCRIPT", "code inside a `<script>` element"),
        ('<p style="color: red">', 'style="color: red"', "a `style` attribute"),
        ('<p class="a" style=x>', "style=x", "a `style` attribute"),
        ('<p style="{{ page.title }}">', 'style="{{ page.title }}"', "a `style` attribute"),
        ('<p{% if a %} onclick="go()"{% endif %}>', 'onclick="go()"', "code in an `onclick` attribute"),
        ("<body ONLOAD = 'go()'>", "ONLOAD = 'go()'", "code in an `onload` attribute"),
        ('<a href="javascript:go()">', 'href="javascript:go()"', "code in the address of `href`"),
        (
            '<script src="https://cdn.example/x.js"></script>',
            'src="https://cdn.example/x.js"',
            "a file of another host",
        ),
        ('<img alt="" src="//cdn.example/x.png">', 'src="//cdn.example/x.png"', "a file of another host"),
        (
            '<link rel="stylesheet" href="https://x.example/a.css">',
            'href="https://x.example/a.css"',
            "a file of another host",
        ),
        ('<base href="/">', "<base", "a `<base>` element"),
        ('<p title="a > b" style="x">', 'style="x"', "a `style` attribute"),
    ],
)
def test_what_is_blocked_is_found(source: str, place: str, what: str) -> None:
    assert found(source) == [(place, what)]


@pytest.mark.parametrize(
    "source",
    [
        '<script src="{{ theme.script_url }}" defer></script>',
        '<script type="application/ld+json">{{ page.json_ld }}</script>',
        '<a href="https://example.org/">',
        '<link rel="license" href="https://example.org/">',
        '<p class="{% if page.draft %}draft{% endif %}" data-style="x">',
        "<!-- <p style='x'> -->",
        "{# <p style='x'> #}",
        "1 < 2 style=x",
        '<option value="on">',
        '<p class="x" title=\'style="a"\'>',
        "",
    ],
)
def test_what_is_allowed_is_left_alone(source: str) -> None:
    assert found(source) == []


@pytest.mark.parametrize("piece", ["<", "<a ", '<a "', "<!--", "<script>", "{{", "{#", "<a b=", "<style"])
def test_hostile_text_is_read_in_one_go(piece: str) -> None:
    list(blocked_markup(piece * (200_000 // len(piece))))


@settings(deadline=None)
@given(st.text(alphabet="<>/ab=\"' {}#%-!style", max_size=60))
def test_any_text_can_be_looked_through(source: str) -> None:
    for offset, length, _ in blocked_markup(source):
        assert 0 <= offset < len(source)
        assert length > 0
