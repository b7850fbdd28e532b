"""The pass over clean HTML: it reads any canonical HTML, changes only what it must, and is linear."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.load.body_pass import Read, plain, read_html
from generator.load.places import Places
from generator.load.sanitise import clean
from generator.model.body import LinkRef, MediaRef, QuoteRef

PATH = "content/kowhai/case-studies/reading.md"


def read(html: str) -> Read:
    return read_html(html, path=PATH, places=Places("", path=PATH, first_line=1))


def test_html_without_gaps_is_one_segment_as_it_was() -> None:
    html = '<p class="wide">a &amp; b<br>\nc</p>\n<ul><li>d</li></ul>\n<hr>'
    assert read(html).segments == (html,)


def test_angle_brackets_in_attributes_do_not_end_a_tag() -> None:
    html = '<p title="a > b <c>">d</p>'
    assert read(html).segments == (html,)
    assert read(html).sections[0].text == "d"


def test_the_other_attributes_of_a_link_stay() -> None:
    before, link, after = read('<p><a class="x" href="kea.md" title="&quot;t&quot;" lang="mi">k</a></p>').segments
    assert before == "<p><a"
    assert isinstance(link, LinkRef)
    assert after == ' class="x" title="&quot;t&quot;" lang="mi">k</a></p>'


def test_a_link_without_an_address_is_told() -> None:
    assert read("<p><a>x</a></p>").lost
    assert read('<p><img alt="x"></p>').lost
    assert not read('<p><a id="x">y</a><a name="z"></a></p>').lost


def test_only_a_picture_alone_in_its_paragraph_is_a_figure() -> None:
    def figures(html: str) -> list[bool]:
        return [part.figure for part in read(html).segments if isinstance(part, MediaRef)]

    assert figures('<p><img src="a.jpg" alt="a"></p>') == [True]
    assert figures('<p>\n <img src="a.jpg" alt="a > b">\n</p><p><img src="b.jpg" alt="b"></p>') == [True, True]
    assert figures('<p><img src="a.jpg" alt="a"> <img src="b.jpg" alt="b"></p>') == [False, False]
    assert figures('<p>x <img src="a.jpg" alt="a"></p><ul><li><img src="b.jpg" alt="b"></li></ul>') == [False, False]


def test_a_figure_replaces_its_paragraph() -> None:
    before, picture, after = read(
        '<p>a</p>\n<p class="wide"><img class="x" src="a.jpg" alt="a"></p>\n<p>b</p>'
    ).segments
    assert (before, after) == ("<p>a</p>\n", "\n<p>b</p>")
    assert isinstance(picture, MediaRef)
    assert picture.css == "wide x"


def test_plain_text_knows_where_words_end() -> None:
    assert plain("<p>a<b>b</b></p><p>c&amp;d<br>e</p>") == "ab c&d e"


def test_headings_within_headings_lose_nothing() -> None:
    found = read("<h1>a<span><h2>b</h2></span></h1><p>c</p>")
    assert found.segments == ('<h2 id="a-b">a<span><h2>b</h2></span></h2><p>c</p>',)
    assert [(section.id, section.text) for section in found.sections] == [("a-b", "c")]


PIECES = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<a href='x.md'>",
            "<a href='#y'>",
            "<a>",
            "</a>",
            "<h1>",
            "<h3 id=y>",
            "</h3>",
            "<blockquote>",
            "</blockquote>",
            "— <a href='v.md'>n</a></p></blockquote>",
            "<img src=a.jpg>",
            "<p><img src=b.jpg alt=b></p>",
            "word ",
            "\n",
            "&lt;",
            "<table>",
            "<td align=left>",
            "<b id=y>",
            "</b>",
            "<br>",
            "<i name=z>",
            "<a name=z>",
            "<li>",
            "<div title='<p>'>",
        ]
    ),
    max_size=40,
).map("".join)


@settings(deadline=None, max_examples=200)
@given(PIECES)
def test_what_is_left_is_what_was_there(html: str) -> None:
    """Put together again, with pictures and quotes as empty elements, the HTML is still balanced and clean."""
    cleaned = clean(html)
    found = read(cleaned)

    def put_together(parts: tuple[object, ...]) -> str:
        text = ""
        for part in parts:
            if isinstance(part, QuoteRef):
                text += f"<blockquote>{put_together(part.content)}</blockquote>"
            elif isinstance(part, LinkRef):
                text += ' href="x"'
            elif isinstance(part, MediaRef):
                text += "<figure></figure>" if part.figure else "<img>"
            else:
                text += str(part)
        return text

    whole = put_together(found.segments)
    for name in ("p", "a", "b", "div", "blockquote", "h2", "h3", "table"):
        opened = whole.count(f"<{name}>") + whole.count(f"<{name} ")
        assert opened == whole.count(f"</{name}>"), name
    ids = [part.split('"')[0] for part in whole.split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    assert {page for _, page in found.anchors} <= set(ids)


def test_many_tags_are_read_in_one_go() -> None:
    html = "<div>" * 3000 + '<a href="x.md">y</a>' * 3000 + "</div>" * 3000
    assert len(read(html).segments) == 6001
