"""A body from Markdown to segments, sections and anchors, and what its author is told."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.core.diagnostics import Diagnostic
from generator.load.body import load_body
from generator.model.body import EMPTY_BODY, Body, LinkRef, MediaRef, QuoteRef, Section

PATH = "content/hereora/case-studies/clusters.md"


def load(text: str, first_line: int = 1) -> tuple[Body, list[Diagnostic]]:
    return load_body(text, path=PATH, first_line=first_line)


def fine(text: str) -> Body:
    body, problems = load(text)
    assert problems == []
    return body


def html(body: Body) -> str:
    """The HTML that is not left open."""
    return "".join(part for part in body.segments if isinstance(part, str))


def told(text: str, first_line: int = 1) -> list[tuple[str, int]]:
    return [(problem.code, problem.span.line) for problem in load(text, first_line)[1]]


# --- the whole -------------------------------------------------------------------------------------------------------


def test_an_empty_body_is_the_empty_body() -> None:
    assert load("") == load(" \n\n\t\n") == (EMPTY_BODY, [])


def test_a_refused_body_is_empty_and_told() -> None:
    body, problems = load("x\n" + "> " * 40 + "y", first_line=5)
    assert body == EMPTY_BODY
    assert [(problem.code, problem.span.line) for problem in problems] == [("E209", 6)]


def test_the_real_page_keeps_every_part() -> None:
    body = fine(
        "Our team has worked with clusters.\n\n"
        "![Waimakariri North e-Leaders at a table](leaders.jpg "
        '"Waimakariri North Cluster e-Leaders developing their Cluster Vision")\n\n'
        "![Hereora cluster talking about being a highly collaborative cluster](../videos/collaborative-cluster.md)\n\n"
        "> In this learning cluster, in a sense, we’re an end point\n>\n"
        "> — [Hereora leaders](../videos/collaborative-cluster.md)\n\n"
        "You may also like [the spirals of inquiry](../videos/spirals.md#t=83).\n"
    )
    picture, video, quote, link = (part for part in body.segments if not isinstance(part, str))
    assert isinstance(picture, MediaRef)
    assert picture.figure
    assert picture.caption == "Waimakariri North Cluster e-Leaders developing their Cluster Vision"
    assert picture.target.path == "content/hereora/case-studies/leaders.jpg"
    assert isinstance(video, MediaRef)
    assert video.target.path == "content/hereora/videos/collaborative-cluster.md"
    assert isinstance(quote, QuoteRef)
    assert quote.content == ("<p>In this learning cluster, in a sense, we’re an end point</p>",)
    assert (quote.text, quote.label) == ("In this learning cluster, in a sense, we’re an end point", "Hereora leaders")
    assert isinstance(link, LinkRef)
    assert (link.target.path, link.target.fragment) == ("content/hereora/videos/spirals.md", "t=83")
    assert [target.path.rpartition("/")[2] for target in body.targets] == [
        "leaders.jpg",
        "collaborative-cluster.md",
        "collaborative-cluster.md",
        "spirals.md",
    ]


def test_problems_come_in_the_order_of_their_lines() -> None:
    text = "[a](/x.md)\n\n![](b.jpg)\n\n[c](javascript:x)\n\n<script></script>\n\n[d](#nowhere)\n"
    assert told(text, first_line=10) == [("E211", 10), ("E220", 12), ("E213", 14), ("E221", 16), ("E204", 18)]


def test_a_body_can_be_sent_to_another_process() -> None:
    body = fine("> a\n> — [b](../videos/c.md)\n\n![d](e.jpg)\n")
    assert pickle.loads(pickle.dumps(body)) == body


# --- links -----------------------------------------------------------------------------------------------------------


def test_external_addresses_stay_in_the_html() -> None:
    assert html(fine("[a](https://example.org/?b=1&c=2 'd')")) == (
        '<p><a href="https://example.org/?b=1&amp;c=2" title="d">a</a></p>'
    )
    assert "mailto:kea@school.nz" in html(fine("<kea@school.nz>"))


def test_a_link_span_points_at_its_address() -> None:
    (problem,) = load("Text.\n\nA [link](../../../out.md) here.\n", first_line=8)[1]
    assert (problem.code, problem.span.line, problem.span.column, problem.span.length) == ("E212", 10, 10, 15)


def test_a_link_that_is_wrong_keeps_its_words() -> None:
    assert html(load("[words](/x.md)")[0]) == "<p><a>words</a></p>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "zoommtg://zoom.us/j/1",
        "https://[bad",
        "https://me:pw@example.org/",
        "ftp://example.org/x",
    ],
)
def test_addresses_that_the_sanitiser_takes_out_are_told_where_they_stand(address: str) -> None:
    (problem,) = load(f"Text.\n\n[fine](https://example.org) and [x]({address}).\n")[1]
    assert (problem.code, problem.span.line, problem.span.length) == ("E213", 3, len(address))
    (problem,) = load(f'Text.\n\n<a href="{address}">x</a>\n')[1]
    assert (problem.code, problem.span.line) == ("E213", 3)


def test_windows_paths_are_told_with_the_right_way() -> None:
    (problem,) = load("[x](..\\videos\\kea.md)")[1]
    assert (problem.code, "`../videos/kea.md`" in problem.hint) == ("E214", True)
    assert told("![x](C:\\Users\\Mere\\kea.jpg)") == [("E214", 1)]


def test_links_to_headings_of_the_same_body() -> None:
    body = fine(
        "# What changed?\n\n[a](#what-changed) [b](clusters.md#what-changed) [c](#whānau--us)\n\n## Whānau & us\n"
    )
    assert html(body).count('href="#what-changed"') == 2
    assert 'href="#whanau-us"' in html(body)


def test_an_unknown_heading_is_told_with_the_nearest() -> None:
    body, (problem,) = load("## What changed\n\n[a](#what-chnged)\n")
    assert (problem.code, problem.span.line) == ("E204", 3)
    assert "`#what-changed`" in problem.hint
    assert "<a>a</a>" in html(body)


def test_places_that_the_page_adds_can_be_linked() -> None:
    body = fine("[a](#transcript) [b](#t=83) [c](#main)")
    assert 'href="#transcript"' in html(body)
    assert 'href="#t=83"' in html(body)


def test_a_link_to_the_entry_itself_is_left_open() -> None:
    assert [target.path for target in fine("[a](clusters.md)").targets] == [PATH]


def test_links_without_words_are_warned_about() -> None:
    assert told("[](kea.md)") == [("E217", 1)]
    assert told("[ ![x](a.jpg) ](kea.md)") == []
    assert told("[]()") == [("E215", 1)]


def test_reference_links_point_at_their_definition() -> None:
    (problem,) = load("A [link][x].\n\n[x]: /videos/kea.md\n")[1]
    assert (problem.code, problem.span.line, problem.span.column) == ("E211", 3, 6)


# --- pictures --------------------------------------------------------------------------------------------------------


def test_pictures_in_a_line_are_no_figures() -> None:
    (picture,) = (
        part for part in fine("An ![icon](icon.png){.small .js-x} here.").segments if isinstance(part, MediaRef)
    )
    assert (picture.figure, picture.alt, picture.css) == (False, "icon", "small")


def test_pictures_need_words_or_the_mark_that_they_decorate() -> None:
    assert told("x\n\n![](a.jpg)") == [("E220", 3)]
    assert told("![](a.jpg){.decorative}") == []
    assert told("![](../videos/kea.md)") == []
    assert told('<img src="a.jpg">') == [("E220", 1)]


def test_pictures_from_elsewhere_are_refused_and_their_words_stay() -> None:
    body, (problem,) = load("![The <b>garden](https://example.org/photos/garden.jpg?w=600)")
    assert problem.code == "E218"
    assert "`garden.jpg`" in problem.hint
    assert html(body) == "<p>The &lt;b&gt;garden</p>"
    assert told("![x](data:image/png;base64,iVBORw0KGgo=)") == [("E219", 1)]
    assert told("![x]()") == [("E215", 1)]


def test_a_picture_in_a_figure_of_the_authors_own() -> None:
    body = fine('<figure><img src="a.jpg" alt="b" width="40"><figcaption>c</figcaption></figure>')
    before, picture, after = body.segments
    assert (before, after) == ("<figure>", "<figcaption>c</figcaption></figure>")
    assert isinstance(picture, MediaRef)


# --- quotes ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dash", ["—", "–", "―", "--", "— ", " — "])
@pytest.mark.parametrize("end", ["\n> ", "  \n> ", "\n>\n> "])
def test_pulled_quotes(dash: str, end: str) -> None:
    body = fine(f"> It *really* helped.{end}{dash}[Mere, Kea School](../videos/kea.md#t=5)\n")
    (quote,) = body.quotes
    assert quote.content == ("<p>It <em>really</em> helped.</p>",)
    assert (quote.text, quote.label) == ("It really helped.", "Mere, Kea School")
    assert (quote.target.path, quote.target.fragment) == ("content/hereora/videos/kea.md", "t=5")


@pytest.mark.parametrize(
    "text",
    [
        "> It helped.\n> — Mere",
        "> It helped, says [Mere](../videos/kea.md)",
        "> It helped.\n> — [Mere](https://example.org/)",
        "> It helped.\n> — [Mere](rubric.pdf)",
        "> — [Mere](../videos/kea.md)\n>\n> It helped.",
        "> — [Mere](../videos/kea.md)",
        "> It helped.\n> — [Mere](../videos/kea.md), 2026",
        "- > It helped.\n  > — [Mere](../videos/kea.md)",
        "> > It helped.\n> > — [Mere](../videos/kea.md)",
    ],
)
def test_other_quotes_stay_as_they_are(text: str) -> None:
    body = fine(text)
    assert body.quotes == ()
    assert "<blockquote>" in html(body)


def test_quotes_that_follow_one_another_stay_apart() -> None:
    body = fine("> One.\n> — [a](../videos/a.md)\n\n> Two.\n> — [b](../videos/b.mp4)\n\n> Three.\n")
    assert [(quote.text, quote.label) for quote in body.quotes] == [("One.", "a"), ("Two.", "b")]
    assert html(body).count("<blockquote>") == 1


def test_a_quote_may_hold_links_of_its_own() -> None:
    body = fine("> See [x](x.md), [y](#here) and ![z](z.jpg).\n> — [a](../videos/a.md)\n\n## Here\n")
    (quote,) = body.quotes
    assert [type(part) for part in quote.content] == [str, LinkRef, str, MediaRef, str]
    assert 'href="#here"' in str(quote.content[2])
    assert [target.path.rpartition("/")[2] for target in body.targets] == ["x.md", "z.jpg", "a.md"]


# --- headings, ids and sections --------------------------------------------------------------------------------------


def test_headings_get_ids_and_leave_the_first_level_to_the_page() -> None:
    body = fine("# One\n\n## One\n\n###### Six {#own .wide}\n")
    assert html(body).split("\n") == [
        '<h2 id="one">One</h2>',
        '<h2 id="one-2">One</h2>',
        '<h6 id="own" class="wide">Six</h6>',
    ]


def test_ids_of_authors_are_prefixed_and_links_follow() -> None:
    body = fine('<div id="main">x</div>\n\n<a name="old"></a>\n\nPara.\n{: #para }\n\n[a](#old) [b](#para)\n')
    assert dict(body.anchors) == {"main": "c-main", "old": "c-old", "para": "c-para"}
    assert '<div id="c-main">' in html(body)
    assert '<a href="#c-old">a</a> <a href="#c-para">b</a>' in html(body)
    assert "name=" not in html(body)


def test_links_may_lead_to_pictures() -> None:
    body = fine(
        "![a](a.jpg){#fig}\n\n![b](b.jpg)\n{: #para }\n\nAn ![c](c.jpg){#icon}\n\n[d](#fig) [e](#para) [f](#icon)\n"
    )
    for part in ('<div id="c-fig"></div>', '<div id="c-para"></div>', '<span id="c-icon"></span>', 'href="#c-fig"'):
        assert part in html(body)


def test_repeated_ids_are_dropped() -> None:
    assert html(fine('<p id="x">a</p>\n<p id="x">b</p>')).count(" id=") == 1


def test_footnotes_link_there_and_back() -> None:
    body = fine("A[^1] b[^1] c[^two words].\n\n[^1]: The note.\n[^two words]: Other.\n")
    text = html(body)
    for part in ('id="c-fn-1"', 'href="#c-fn-1"', 'id="c-fnref-1"', 'href="#c-fnref-1"', 'id="c-fn-two-words"'):
        assert part in text
    assert body.sections[0].text == "A b c. The note. Other."


def test_sections_are_headings_with_their_words() -> None:
    body = fine(
        "Before *all*.\n\n# What changed?\n\n- one\n- two &amp; three\n\n## Whānau `us`\n\n"
        '![alt](a.jpg "The caption")\n\n| a | b |\n|---|---|\n| c | d |\n'
    )
    assert body.sections == (
        Section(id="", title="", level=0, text="Before all."),
        Section(id="what-changed", title="What changed?", level=2, text="one two & three"),
        Section(id="whanau-us", title="Whānau us", level=2, text="The caption a b c d"),
    )
    assert body.text.startswith("Before all.\nWhat changed?\none two")


# --- raw HTML --------------------------------------------------------------------------------------------------------


def test_removed_markup_is_a_warning_with_a_way_on() -> None:
    body, (problem,) = load('Text.\n\n<iframe src="https://www.youtube.com/embed/abc?x=1&amp;y=2"></iframe>\n', 3)
    assert (problem.code, problem.severity, problem.span.line) == ("E221", "warning", 5)
    assert "video: https://www.youtube.com/embed/abc?x=1&y=2" in problem.hint
    assert "iframe" not in html(body)
    (problem,) = load("<video src='x.mp4'></video>")[1]
    assert "entry of the kind video" in problem.hint


def test_code_that_shows_markup_is_no_markup() -> None:
    body = fine("```html\n<script>alert(1)</script>\n```\n\nand `<iframe>` too\n")
    assert "&lt;script&gt;" in html(body)


# --- determinism -----------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=150)
@given(
    st.lists(
        st.sampled_from(
            [
                "[a](b.md)",
                "[c](#d)",
                "![e](f.jpg)",
                "![](g)",
                "\n\n",
                "\n",
                "> ",
                "— [h](i.md)\n",
                "# ",
                "## d {#d}\n",
                "- ",
                "    ",
                "<div id=d>",
                "</div>",
                "<a name=x>",
                "<b>",
                "[^1]",
                "\n[^1]: x\n",
                "text ",
                "`",
                "*",
                "<script>",
                "|a|\n|-|\n",
                "é",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_text_gives_a_whole_body(text: str) -> None:
    body, problems = load(text)
    assert all(problem.span.path == PATH and problem.span.line >= 1 for problem in problems)
    assert load(text) == (body, problems)
    ids = [part.split('"')[0] for part in html(body).split(' id="')[1:]]
    assert len(ids) == len(set(ids))
    for section in body.sections:
        assert " ".join(section.text.split()) == section.text
