"""A cluster's colour: its tints, and what is told of colours that readers cannot make out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Diagnostic, Span
from generator.render.brand import CONTROL, TEXT, Brand, brand_css, check_brand, check_colours
from generator.render.colours import contrast
from tests.render.themes import default_files

PLACE = Span("content/portal.yaml")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_no_colour_needs_no_style_sheet() -> None:
    assert brand_css("", {}) == b""
    assert brand_css("not a colour") == b""


def test_a_brand_has_its_tints_in_light_and_dark() -> None:
    css = brand_css("#1a6b54").decode()
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    for part in (light, dark):
        assert all(f"--{name}: #" in part for name in ("brand", "brand-ink", "link", "tint"))
    assert "--brand: #1a6b54;" in light


def test_a_colour_named_once_leaves_dark_pages_alone() -> None:
    css = brand_css("", {"paper": "#ffffff"}).decode()
    assert css == "@media print, (prefers-color-scheme: light) {\n  :root {\n    --paper: #ffffff;\n  }\n}\n"


def _values(css: str) -> dict[str, str]:
    return dict(line.strip().removeprefix("--").rstrip(";").split(": ") for line in css.splitlines() if "--" in line)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}"))
def test_every_brand_can_be_read(brand: str) -> None:
    css = brand_css(brand).decode()
    light, dark = css.split("@media screen")
    for text, paper, raised in ((light, "#fbfaf7", "#ffffff"), (dark, "#161b1a", "#1f2625")):
        colours = _values(text)
        for under in (paper, raised, colours["tint"]):
            assert contrast(colours["link"], under) >= 4.5
        for under in (paper, raised):
            assert contrast(colours["brand"], under) >= 3
        assert contrast(colours["brand-ink"], colours["brand"]) >= 4.5


def refused(colour: str, **colours: str) -> Diagnostic | None:
    return check_brand(Brand(colour, Span("content/kowhai/cluster.yaml", 3, 8, 9)), colours)


def proposed(diagnostic: Diagnostic) -> str:
    return diagnostic.hint.split("'")[1]


@pytest.mark.parametrize("brand", ["#1a6b54", "#1f5f8b", "#8a3b12", "#5a4a8a", "#d9541e", "#000000", ""])
def test_colours_that_stand_out_are_used_as_they_are(brand: str) -> None:
    assert refused(brand) is None
    assert not brand or f"--brand: {brand};" in brand_css(brand).decode()


def test_a_pale_brand_is_told_with_the_nearest_that_stands_out() -> None:
    found = refused("#f2b705")
    assert found is not None
    assert (found.code, found.span) == ("E422", Span("content/kowhai/cluster.yaml", 3, 8, 9))
    assert "1.74 to 1" in found.message and "need 3" in found.message
    assert contrast(proposed(found), "#fbfaf7") >= CONTROL


def test_a_brand_whose_links_would_look_like_another_colour_is_told() -> None:
    found = refused("#e8590c")
    assert found is not None
    assert contrast("#e8590c", "#fbfaf7") >= CONTROL
    assert "links" in found.message and "need 4.5" in found.message
    assert contrast(proposed(found), "#fbfaf7") >= TEXT


@settings(deadline=None, max_examples=60)
@given(COLOURS)
def test_what_is_proposed_is_not_refused(brand: str) -> None:
    found = refused(brand)
    assert found is None or refused(proposed(found)) is None


def test_a_brand_is_measured_on_the_portals_own_paper() -> None:
    assert refused("#767676") is None
    assert refused("#767676", paper="#999999") is not None
    assert refused("#f2b705", brand="#1a6b54") is None, "the portal's own brand is used instead"


def told(colours: dict[str, str], *brands: str) -> list[Diagnostic]:
    spans = {f"colours.{name}": Span("content/portal.yaml", line, 3) for line, name in enumerate(colours, 10)}
    return list(check_colours(colours, default_files()["assets/site.css"], brands, spans, PLACE))


def test_the_themes_own_colours_are_not_told() -> None:
    assert told({}, "#1a6b54") == []
    assert told({"paper": "#ffffff", "muted": "#444444"}, "#1a6b54", "#5a4a8a") == []


def test_a_colour_is_told_once_where_it_stands() -> None:
    found = told({"paper": "#ffffff", "muted": "#b0b0b0"}, "#1a6b54", "#5a4a8a")
    assert [(one.code, one.span.line) for one in found] == [("E423", 11)]
    assert "`muted` (#b0b0b0)" in found[0].message
    assert told({"paper": "#ffffff", "muted": proposed(found[0])}, "#1a6b54", "#5a4a8a") == []


def test_dark_colours_meet_dark_ones() -> None:
    (found,) = told({"dark-paper": "#555555"}, "")
    assert "`dark-paper`" in found.message
    assert told({"dark-paper": "#101010"}, "") == []


def test_controls_need_less_than_words() -> None:
    assert told({"edge": "#8a8a8a"}) == []
    assert [one.code for one in told({"muted": "#8a8a8a"})] == ["E423"]


def test_where_no_colour_would_do_the_hint_says_so() -> None:
    found = told({"muted": "#b0b0b0", "paper": "#777777"})
    assert any(one.hint.startswith("No single colour") for one in found)


def test_words_on_the_brand_are_measured_on_each_clusters() -> None:
    assert told({"brand-ink": "#ffffff"}, "#1a6b54") == []
    assert [one.code for one in told({"brand-ink": "#555555"}, "#1a6b54")] == ["E423"]


def test_colours_that_a_style_sheet_does_not_have_are_left_alone() -> None:
    assert check_colours({"ink": "#ffffff"}, b":root { --ink: #000000 }", [""], {}, PLACE) == ()
