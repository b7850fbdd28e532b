from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.assemble.ties import Ties
from generator.render.colours import contrast
from generator.render.mark import draw_hub_mark, draw_mark, hub_mark_file, mark_file, middle_tone

FIVE = Ties(("a", "b", "c", "d", "e"), (3, 1, 0, 2, 2), ((0, 1),), ((2, 4), (0, 3)))


def shapes(mark: bytes, name: str) -> list[ElementTree.Element]:
    return ElementTree.fromstring(mark).findall(f"{{http://www.w3.org/2000/svg}}{name}")


def test_there_is_a_dot_for_each_school_and_a_line_for_each_kind_of_tie() -> None:
    mark = draw_mark("kowhai", FIVE, "#1a6b54")
    assert len(shapes(mark, "circle")) == 1 + 5
    assert [path.attrib["d"].count("M") for path in shapes(mark, "path")] == [2, 1]


def test_a_school_that_shares_nothing_yet_is_an_open_dot() -> None:
    fills = [circle.attrib["fill"] for circle in shapes(draw_mark("kowhai", FIVE, "#1a6b54"), "circle")[1:]]
    assert [fill == "none" for fill in fills] == [False, False, True, False, False]


def test_a_mark_stays_the_same_until_the_cluster_changes() -> None:
    assert draw_mark("kowhai", FIVE, "") == draw_mark("kowhai", FIVE, "")
    assert draw_mark("kowhai", FIVE, "") != draw_mark("hereora", FIVE, "")
    assert mark_file("kowhai", FIVE, "")[0] != mark_file("kowhai", FIVE, "#1a6b54")[0]


@pytest.mark.parametrize("count", [0, 1, 2, 60])
def test_any_number_of_schools_gives_a_mark_inside_its_frame(count: int) -> None:
    ties = Ties(tuple(map(str, range(count))), (1,) * count, (), ())
    for circle in shapes(draw_mark("x", ties, "#1a6b54"), "circle"):
        x, y, r = (float(circle.attrib[name]) for name in ("cx", "cy", "r"))
        assert 0 <= x - r <= x + r <= 64
        assert 0 <= y - r <= y + r <= 64


@given(st.from_regex(r"#[0-9a-f]{6}", fullmatch=True))
def test_its_colour_stands_out_on_light_and_on_dark_paper(colour: str) -> None:
    tone = middle_tone(colour)
    assert contrast(tone, "#fbfaf7") >= 3
    assert contrast(tone, "#161b1a") >= 3


def test_the_hub_has_a_dot_for_each_cluster() -> None:
    clusters = (("a", "#1a6b54"), ("b", ""), ("c", "#8a3ffc"))
    assert len(shapes(draw_hub_mark(clusters), "circle")) == 1 + 3
    assert hub_mark_file(clusters)[0].startswith("assets/mark.")
