"""A converted body becomes HTML: every gap is filled in, and nothing that is hostile comes through."""

from __future__ import annotations

import pytest

from generator.model.asset import AssetKind
from generator.model.body import Body, LinkRef, MediaRef, QuoteRef, Target
from generator.model.transcript import Passage, Transcript
from generator.render.body import render_body, target_url
from tests.factories import make_cluster, make_entry, make_transcript, target
from tests.sites import Sites, make_asset, make_body, make_sites

HOSTILE = '"><script>alert(1)</script>'
PHOTO = make_asset("content/hereora/case-studies/photo.jpg")
PLAN = make_asset("content/hereora/case-studies/plan.pdf", AssetKind.DOCUMENT)
UNTIMED = (Passage("Night comes."), Passage("The ruru calls."))
CLIP = make_asset("content/hereora/videos/kea.mp4", AssetKind.VIDEO, duration=149)


def sites_with(body: Body | str, **config: object) -> Sites:
    return make_sites(
        make_entry("a", body=make_body(body) if isinstance(body, str) else body),
        make_entry(
            "kea",
            kind="video",
            title="Kea <3",
            media=(CLIP.source,),
            transcripts=(make_transcript("Kia ora koutou.", "We began.", "The whānau came."),),
            body=make_body("## What changed", "content/hereora/videos/kea.md"),
        ),
        make_entry(
            "ruru",
            kind="video",
            transcripts=(Transcript("content/hereora/videos/ruru.txt", "", False, UNTIMED),),
        ),
        make_entry("later", draft="yes"),
        make_entry("about", kind="page", title="About us"),
        clusters=[make_cluster(**config)],
        assets=[PHOTO, PLAN, CLIP],
    )


def html(body: Body | str, path: str = "hereora/case-studies/a/index.html") -> str:
    sites = sites_with(body)
    entry = sites.hereora.entries["hereora/case-studies/a"]
    return str(render_body(entry.body, sites.contexts(path), entry.id))


def test_words_stay_as_they_are() -> None:
    assert html("Kia *ora*.") == make_body("Kia *ora*.").segments[0]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("[k](../videos/kea.md)", '<a href="../../videos/kea/">k</a>'),
        ("[k](../videos/kea.md#t=83)", '<a href="../../videos/kea/#t=83">k</a>'),
        ("[k](../videos/kea.md#what-changed)", '<a href="../../videos/kea/#what-changed">k</a>'),
        ("[k](../videos/kea.mp4)", '<a href="../../videos/kea/">k</a>'),
        ("[k](https://example.org/?a=1&b=2)", '<a href="https://example.org/?a=1&amp;b=2">k</a>'),
        ("[k](plan.pdf)", '<a href="../../media/plan.0a1b2c3d.pdf">k</a>'),
        ("[k](a.md)", '<a href="./">k</a>'),
    ],
)
def test_links_lead_where_they_say(markdown: str, expected: str) -> None:
    assert expected in html(markdown)


@pytest.mark.parametrize("written", ["gone.md", "gone.pdf", "later.md", "../../../x.md", "javascript:alert(1)"])
def test_links_that_lead_nowhere_are_plain_words(written: str) -> None:
    found = html(f"See [our plan]({written}) here.")
    assert "our plan" in found
    assert "href" not in found and "javascript" not in found


def test_links_are_relative_to_the_page_that_shows_them() -> None:
    assert 'href="videos/kea/"' in html("[k](../videos/kea.md)", "hereora/index.html")


def test_a_picture_alone_is_a_figure_with_its_caption() -> None:
    found = html('![Readers](photo.jpg "In the hall")')
    assert "<figure" in found and "In the hall</figcaption>" in found
    assert 'src="../../media/photo.0a1b2c3d.jpg" alt="Readers" width="400" height="300"' in found


def test_a_picture_in_a_line_is_no_figure() -> None:
    found = html("Look: ![Readers](photo.jpg) here.")
    assert "<figure" not in found
    assert 'alt="Readers"' in found


@pytest.mark.parametrize("written", ["gone.jpg", "later.md"])
def test_a_picture_that_is_not_there_is_its_words(written: str) -> None:
    found = html(f"![Readers & writers]({written})")
    assert "Readers &amp; writers" in found
    assert "<img" not in found and "<figure" not in found


def test_a_video_alone_is_embedded_with_its_player() -> None:
    found = html("![Kea and why](../videos/kea.md)")
    assert '<source src="../../media/kea.0a1b2c3d.mp4" type="video/mp4">' in found
    assert 'href="../../videos/kea/"' in found
    assert "Kea and why" in found
    assert "2:29" in found


def test_a_video_may_be_embedded_by_its_file() -> None:
    assert '<source src="../../media/kea.0a1b2c3d.mp4"' in html("![Kea](../videos/kea.mp4)")


def test_without_words_the_embedded_video_has_its_title() -> None:
    assert "Kea &lt;3" in html("![](../videos/kea.md)")


def test_a_video_in_a_line_is_a_link() -> None:
    found = html("Watch ![Kea](../videos/kea.md#t=5) now.")
    assert '<a href="../../videos/kea/#t=5">Kea</a>' in found
    assert "<video" not in found


def test_a_page_shown_as_a_picture_is_a_link() -> None:
    assert '<a href="../../about/">About</a>' in html("![About](../pages/about.md)")


def test_a_document_shown_as_a_picture_is_a_link() -> None:
    assert '<a href="../../media/plan.0a1b2c3d.pdf">Our plan</a>' in html("![Our plan](plan.pdf)")
    assert ">plan.pdf</a>" in html("![](plan.pdf)")


def test_a_quote_of_a_timed_transcript_links_to_its_moment() -> None:
    found = html("> “The whanau came”\n> — [Mere](../videos/kea.md)")
    assert 'href="../../videos/kea/#t=10"' in found
    assert "0:10" in found
    assert "Mere" in found
    assert "<blockquote>" in found


def test_a_quote_of_an_untimed_transcript_links_to_its_passage() -> None:
    found = html("> The ruru calls.\n> — [Rangi](../videos/ruru.md)")
    assert 'href="../../videos/ruru/#passage-2"' in found


def test_a_quote_that_is_not_in_the_transcript_links_to_the_video() -> None:
    found = html("> Nobody said so.\n> — [Mere](../videos/kea.md)")
    assert 'href="../../videos/kea/"' in found


def test_a_quote_of_a_video_that_is_gone_is_a_quote_without_a_link() -> None:
    found = html("> Nobody said so.\n> — [Mere](../videos/gone.md)")
    assert "Nobody said so." in found and "Mere" in found
    assert "href" not in found


def test_a_quote_of_a_transcript_in_another_language_links_to_the_video() -> None:
    said = Transcript("content/hereora/videos/tui.mi.txt", "mi", False, (Passage("Pō."), Passage("Ka tangi.")))
    own = Transcript("content/hereora/videos/tui.txt", "", False, UNTIMED)
    sites = make_sites(
        make_entry("a", body=make_body("> Ka tangi\n> — [Rangi](../videos/tui.md)")),
        make_entry("tui", kind="video", transcripts=(own, said)),
    )
    entry = sites.hereora.entries["hereora/case-studies/a"]
    found = str(render_body(entry.body, sites.contexts("hereora/case-studies/a/index.html"), entry.id))
    assert 'href="../../videos/tui/"' in found


def test_every_quote_has_its_own_moment() -> None:
    found = html(
        "> Kia ora koutou\n> — [Mere](../videos/kea.md)\n\nThen:\n\n> We began\n> — [Mere](../videos/kea.md)\n"
    )
    assert found.index("#t=0") < found.index("#t=5")


def test_links_inside_a_quote_lead_where_they_say() -> None:
    found = html("> We [began](../pages/about.md).\n> — [Mere](../videos/kea.md)")
    assert '<a href="../../about/">began</a>' in found
    assert 'href="../../videos/kea/#t=5"' in found


def hostile(*segments: LinkRef | MediaRef | QuoteRef) -> str:
    return html(Body(segments=segments, sections=(), anchors=()))


def test_what_authors_write_is_escaped_wherever_it_stands() -> None:
    photo, plan, kea = target(PHOTO.source), target(PLAN.source), target("content/hereora/videos/kea.md")
    gone = target("content/hereora/gone.jpg")
    shown = [
        hostile(MediaRef(photo, HOSTILE, HOSTILE, figure=True, css=HOSTILE)),
        hostile(MediaRef(photo, HOSTILE, css=HOSTILE)),
        hostile(MediaRef(plan, HOSTILE)),
        hostile(MediaRef(kea, HOSTILE)),
        hostile(MediaRef(kea, HOSTILE, figure=True)),
        hostile(MediaRef(gone, HOSTILE)),
        hostile(QuoteRef((), "We began", HOSTILE, kea)),
        hostile(QuoteRef((), "We began", HOSTILE, gone)),
    ]
    for found in shown:
        assert "<script" not in found
        assert "alert(1)" in found


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example.org", "data:text/html,x"])
def test_addresses_are_checked_once_more(url: str) -> None:
    assert target_url(elsewhere(url), sites_with("").contexts()) == ""


def test_addresses_stay_inside_their_attribute() -> None:
    found = hostile(LinkRef(elsewhere('https://example.org/"onclick="x')))
    assert found.count('"') == 2


def elsewhere(url: str) -> Target:
    return Target(written="x", span=target("").span, url=url)


def test_a_place_in_the_same_entry_is_a_fragment() -> None:
    contexts = sites_with("").contexts()
    assert target_url(target("", fragment="plan"), contexts) == "#plan"
    assert target_url(target(""), contexts) == ""


def test_a_quote_inside_a_quote_is_a_fault_of_ours() -> None:
    inner = QuoteRef((), "x", "x", target("content/x.md"))
    with pytest.raises(TypeError):
        hostile(QuoteRef((inner,), "x", "x", target("content/x.md")))  # type: ignore[arg-type]


def test_the_video_of_a_cluster_elsewhere_is_linked_and_nothing_of_it_is_loaded() -> None:
    sites = make_sites(
        make_entry("a", body=make_body("![Kea](../../south/videos/kea.md)")),
        make_entry("south/videos/kea", kind="video", media=("content/south/videos/kea.mp4",)),
        clusters=[make_cluster(), make_cluster("south", url="https://south.example.org/")],
        assets=[make_asset("content/south/videos/kea.mp4", AssetKind.VIDEO)],
    )
    entry = sites.hereora.entries["hereora/case-studies/a"]
    found = str(render_body(entry.body, sites.contexts("hereora/case-studies/a/index.html"), entry.id))
    assert "<video" not in found and 'src="http' not in found
    assert 'href="https://south.example.org/media/kea.0a1b2c3d.mp4"' in found
    assert 'href="https://south.example.org/videos/kea/"' in found
