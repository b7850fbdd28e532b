"""The default theme: every template with everything and with nothing in it, its words and its colours."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import pairwise
from typing import Any

import pytest
from markupsafe import Markup

from generator.render.colours import contrast
from generator.render.contract import (
    PARTIALS,
    TEMPLATES,
    CardContext,
    CueContext,
    EmbedContext,
    EventPage,
    FigureContext,
    HomePage,
    Link,
    ListPage,
    PageContext,
    PassageContext,
    PictureContext,
    PlayerContext,
    QuoteContext,
    RedirectPage,
    SiteContext,
    TermGroup,
    TrackContext,
    TranscriptContext,
    VideoPage,
)
from generator.render.renderer import POLICY
from generator.render.strings import REQUIRED_KEYS
from generator.render.theme import base_key
from tests.dom import Element, parse
from tests.render.themes import HOSTILE, default_files, default_renderer, default_theme, make, site, theme_context

FULL, MINIMAL = True, False
CASES = [(name, owner, full) for name, owner in TEMPLATES for full in (FULL, MINIMAL)]
IDS = [f"{name}-{'full' if full else 'minimal'}" for name, _, full in CASES]
BREADCRUMB = (Link("Home", "../../"), Link("Videos", "../"), Link("Kea", "", True))
TRACKS = (
    TrackContext("captions", "transcript.vtt", "en-NZ", "English"),
    TrackContext("captions", "transcript.mi.vtt", "mi", "te reo Māori"),
    TrackContext("chapters", "chapters.vtt", "en-NZ", "English"),
    TrackContext("descriptions", "seen.vtt", "en-NZ", "English"),
)
NAMED = {"title": "Kea", "language": "en-NZ"}


def filled(owner: type[Any], full: bool, **given: Any) -> Any:
    """A page as the generator makes it: with a title and a language, and ids that differ."""
    labels = {one.name: "Video" for one in fields(owner) if one.name in ("kind_label", "taxonomy_label")}
    values = {**NAMED, **labels, **given}
    if full:
        values.setdefault("breadcrumb", BREADCRUMB)
        values.setdefault("json_ld", Markup('{"@context":"https://schema.org"}'))
    if owner is VideoPage and full:
        values.setdefault("transcripts", (transcript("en-NZ"), transcript("mi")))
        values.setdefault("player", player("file"))
    if owner is VideoPage and not full:
        values.setdefault("player", player("none", poster=None))
    if owner is RedirectPage:
        values.setdefault("target_url", "../there/")
    if owner is EventPage and not full:
        values.setdefault("calendar_url", "kea.ics")
    return make(owner, full=full, **values)


def transcript(language: str, *, timed: bool = True) -> TranscriptContext:
    suffix = "" if language == "en-NZ" else f"-{language}"
    cues = tuple(
        CueContext(f"t={start}{suffix}", f"#t={start}", start, f"0:{start:02}", "Kia ora.") for start in (1, 8)
    )
    name, text = f"passage-1{suffix}", "Kia ora. Kia ora."
    passage = PassageContext(name, "Mere", "0:01", text, cues, "#t=1", 1.0)
    if not timed:
        passage = PassageContext(name, "Mere", "", text, (), f"#{name}")
    return TranscriptContext(language, language, timed, (passage,), "a.vtt" if timed else "", "a.txt")


def player(form: str, **given: Any) -> PlayerContext:
    values = {
        "form": form,
        "url": "" if form == "none" else "kea.mp4",
        "media_type": "video/mp4" if form == "file" else "",
        "tracks": TRACKS if form == "file" else (),
        "embed_url": f"https://{form}.example/embed" if form in ("youtube", "vimeo") else "",
    }
    return make(PlayerContext, full=True, **{**values, **given})


def html(name: str, page: PageContext, **of_site: Any) -> str:
    values = {"site": site(full=bool(of_site.pop("full", False)), **of_site), "theme": theme_context()}
    return default_renderer().page(name, page=page, **values).decode()


def tree(name: str, page: PageContext, **of_site: Any) -> Element:
    return parse(html(name, page, **of_site))


def check_structure(root: Element) -> None:
    """What holds for every page and every part of one."""
    ids = [element.attributes["id"] for element in root.all() if "id" in element.attributes]
    assert len(ids) == len(set(ids)), "an id stands twice"
    for element in root.all():
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")]
        if element.tag in {"p", "ul", "ol", "dl", "li", "h1", "h2", "h3", "section", "nav", "figcaption", "a", "title"}:
            waits = element.attributes.get("id") == "search-results"
            assert waits or element.text or element.find("img"), f"<{element.tag}> on line {element.line} is empty"
        if element.tag == "img":
            assert {"alt", "src", "width", "height", "decoding"} <= set(element.attributes)
        if element.tag == "script":
            assert element.attributes.get("type") == "application/ld+json" or element.attributes.get("src")
        for name in ("aria-labelledby", "aria-describedby"):
            assert element.attributes.get(name, "") in {"", *ids}
    for name in ("href", "src", "poster"):
        assert all(element.attributes[name] for element in root.all() if name in element.attributes)


@pytest.mark.parametrize(("name", "owner", "full"), CASES, ids=IDS)
def test_every_page_is_whole(name: str, owner: type, full: bool) -> None:
    text = html(name, filled(owner, full), full=full)
    assert text.startswith('<!doctype html>\n<html lang="en-NZ">\n<head>\n<meta charset="utf-8">\n')
    assert "None" not in text
    root = parse(text)
    check_structure(root)
    assert len(root.find("h1")) == len(root.find("main")) == len(root.find("head")[0].find("title")) == 1
    levels = [int(element.tag[1]) for element in root.find("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), levels


@pytest.mark.parametrize(("name", "owner", "full"), CASES, ids=IDS)
def test_the_policy_comes_before_anything_is_loaded(name: str, owner: type, full: bool) -> None:
    head = tree(name, filled(owner, full), full=full).find("head")[0]
    inside = [element for element in head.parts if isinstance(element, Element)]
    assert [element.attributes.get("http-equiv") for element in inside[:2]] == [None, "Content-Security-Policy"]
    assert inside[1].attributes["content"] == POLICY
    assert head.find("meta", name="referrer")[0].attributes["content"] == "strict-origin-when-cross-origin"
    assert head.find("meta", name="viewport")
    assert head.find("link", rel="stylesheet")[0].attributes["href"] == "assets/site.css"


@pytest.mark.parametrize(("name", "owner"), TEMPLATES, ids=[name for name, _ in TEMPLATES])
def test_nothing_that_authors_write_becomes_markup(name: str, owner: type) -> None:
    page = make(owner, full=True, text=HOSTILE, json_ld=Markup(""), language="en-NZ")
    values = {"site": make(SiteContext, full=True, text=HOSTILE), "theme": theme_context()}
    text = default_renderer().page(name, page=page, **values).decode()
    assert "<script>" not in text
    assert "\"'&" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize(("name", "owner"), PARTIALS, ids=[name for name, _ in PARTIALS])
def test_nothing_in_a_part_of_a_body_becomes_markup(name: str, owner: type) -> None:
    values = {"site": site(), "theme": theme_context()}
    text = default_renderer().partial(name, item=make(owner, full=True, text=HOSTILE), **values)
    assert "<script" not in text
    assert "\"'&" not in text
    check_structure(parse(str(text)))


@pytest.mark.parametrize("name", [name for name, _ in TEMPLATES])
def test_pages_speak_te_reo_maori(name: str) -> None:
    owner = dict(TEMPLATES)[name]
    root = tree(name, filled(owner, True, language="mi"), full=True, language="mi")
    assert root.find("html")[0].attributes["lang"] == "mi"
    english = html(name, filled(owner, True), full=True)
    assert root.find("body")[0].text != parse(english).find("body")[0].text


def test_the_frame_leads_about() -> None:
    values = {"full": True, "hub_url": "../../", "portal_title": "Learning together", "licence": "CC BY 4.0"}
    root = tree("video.html", filled(VideoPage, True), **values)
    assert root.with_class("skip")[0].attributes["href"] == "#content"
    assert root.find("main")[0].attributes["id"] == "content"
    crumbs = root.with_class("crumbs")[0]
    assert crumbs.text == "You are here Home Videos Kea"
    assert [link.attributes["href"] for link in crumbs.find("a")] == ["../../", "../"]
    assert crumbs.find("span", **{"aria-current": "page"})[0].text == "Kea"
    footer = root.with_class("site-footer")[0]
    assert "Part of Learning together" in footer.text
    assert footer.find("a", rel="license")[0].text == "CC BY 4.0"
    assert root.with_class("site-nav")[0].find("a", **{"aria-current": "true"})


def test_an_empty_site_has_no_dead_links() -> None:
    root = tree("home.html", filled(HomePage, False))
    assert [link.attributes["href"] for link in root.find("a")] == ["#content", "./"]
    assert "No shared example yet" in root.text


def test_what_search_engines_and_previews_read() -> None:
    page = filled(VideoPage, True, url="https://x.example/kea/", image_url="https://x.example/kea.jpg", indexed=False)
    head = tree("video.html", page, full=True).find("head")[0]
    assert head.find("link", rel="canonical")[0].attributes["href"] == "https://x.example/kea/"
    found = {meta.attributes.get("property"): meta.attributes.get("content") for meta in head.find("meta")}
    assert (found["og:url"], found["og:image"]) == ("https://x.example/kea/", "https://x.example/kea.jpg")
    assert found["og:type"] == "video.other"
    assert head.find("meta", name="robots")[0].attributes["content"] == "noindex"
    assert head.find("script", type="application/ld+json")[0].raw_text == '{"@context":"https://schema.org"}'
    bare = tree("video.html", filled(VideoPage, False, indexed=True)).find("head")[0]
    assert (
        bare.find("link", rel="canonical")
        == bare.find("meta", name="robots")
        == bare.find("script", type="application/ld+json")
        == []
    )


def test_a_video_page_has_its_parts_in_order() -> None:
    group = TermGroup("tags", "Tags", "../../tags/", make(TermGroup, full=True).terms)
    page = filled(VideoPage, True, taxonomies=(group,), summary="A summary.")
    text = html("video.html", page, full=True, video_help_url="../../video-help/")
    main = text[text.index("crumbs-title") :]
    marks = ["You are here", "<h1", "Video Help", "Duration: ", "<video", "A summary.", ">Transcript<", "Tags:"]
    marks += ["You may also like", "To take away", "Licence: ", "How to cite this"]
    places = [main.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_transcript_has_its_moments() -> None:
    root = tree("video.html", filled(VideoPage, True))
    first, second = root.with_class("transcript")
    assert [element.attributes["id"] for element in first.with_class("cue")] == ["t=1", "t=8"]
    assert [link.attributes["href"] for link in first.with_class("passage")[0].find("a")] == ["#t=1", "#t=8"]
    assert first.find("a")[0].attributes["aria-label"] == "Watch from 0:01"
    assert [element.attributes["data-start"] for element in first.with_class("cue")] == ["1", "8"]
    assert first.find("b")[0].text == "Mere"
    assert (second.tag, second.attributes["lang"]) == ("details", "mi")
    assert [element.attributes["id"] for element in second.with_class("cue")] == ["t=1-mi", "t=8-mi"]
    assert "beside" in root.with_class("entry-body")[0].attributes["class"]


def test_a_transcript_without_times_shows_none() -> None:
    page = filled(VideoPage, False, transcripts=(transcript("en-NZ", timed=False),), player=player("none"))
    root = tree("video.html", page)
    section = root.with_class("transcript")[0]
    assert section.text == "Mere ¶ Kia ora. Kia ora."
    assert section.with_class("passage")[0].attributes["id"] == "passage-1"
    assert section.find("a")[0].attributes == {"class": "place", "href": "#passage-1", "aria-label": "Link to part 1"}
    assert root.with_class("transcript-files")[0].text == "Save as text"
    assert "beside" not in root.with_class("entry-body")[0].attributes["class"]


@pytest.mark.parametrize("form", ["file", "youtube", "vimeo", "link", "none"])
@pytest.mark.parametrize("poster", [True, False])
def test_each_form_of_player(form: str, poster: bool) -> None:
    picture = make(PictureContext, full=True) if poster else None
    url = "https://host.example/kea" if form not in ("file", "none") else None
    item = player(form, poster=picture, **({"url": url} if url else {}))
    root = tree("video.html", filled(VideoPage, False, player=item))
    main = root.find("main")[0]
    assert main.find("iframe", "object", "embed") == []
    assert bool(main.find("video")) == (form == "file")
    outside = [element for element in main.all() if "host.example" in element.attributes.get("src", "")]
    assert outside == []
    calls = {"youtube": "Watch on YouTube", "vimeo": "Watch on Vimeo", "link": "Watch the video"}
    links = [(link.attributes["aria-label"], link.attributes["href"]) for link in main.with_class("player-open")]
    assert links == ([(f"{calls[form]}: Whānau & friends", url)] if form in calls else [])
    hosts = [box.attributes.get("data-embed") for box in main.with_class("player-elsewhere")]
    assert hosts == ([item.embed_url or None] if form in calls else [])
    assert [bool(link.find("img")) for link in main.with_class("player-open")] == ([poster] if form in calls else [])
    assert bool(main.with_class("player-none")) == (form == "none")
    assert all("hidden" in note.attributes for note in main.with_class("player-gone"))
    if form == "file":
        tracks = main.find("track")
        assert [(track.attributes["kind"], track.attributes["label"]) for track in tracks] == [
            ("captions", "English"),
            ("captions", "te reo Māori"),
            ("chapters", "Chapters"),
            ("descriptions", "What is seen"),
        ]
        assert [("default" in track.attributes) for track in tracks] == [True, False, False, False]
        assert main.find("video")[0].attributes["preload"] == "metadata"


def test_sound_is_played_as_sound() -> None:
    item = player("file", media_type="audio/mpeg", url="kea.mp3")
    main = tree("video.html", filled(VideoPage, False, player=item)).find("main")[0]
    assert main.find("audio")[0].attributes["src"] == "kea.mp3"
    assert main.find("video") == []


def test_related_videos_alone_are_called_videos() -> None:
    video, study = (make(CardContext, full=True, kind=kind) for kind in ("video", "case-study"))
    for cards, heading in (((video,), "You may also like the following videos"), ((video, study), "You may also like")):
        root = tree("page.html", filled(dict(TEMPLATES)["page.html"], False, related=cards))
        assert [section.find("h2")[0].text for section in root.with_class("related")] == [heading]


def test_drafts_are_marked() -> None:
    for name in ("case-study.html", "page.html", "video.html"):
        owner = dict(TEMPLATES)[name]
        assert "This is a draft." in tree(name, filled(owner, False, draft=True)).text
        assert "raft" not in tree(name, filled(owner, False, draft=False)).text
    card = make(CardContext, full=False, title="Kea", url="./", kind_label="Video", draft=True)
    assert tree("list.html", filled(ListPage, False, cards=(card,))).with_class("draft-mark")


def test_only_the_first_picture_of_a_list_is_loaded_at_once() -> None:
    cards = tuple(make(CardContext, full=True) for _ in range(3))
    images = tree("list.html", filled(ListPage, False, cards=cards, count=3)).find("img")
    assert ["loading" in image.attributes for image in images] == [False, True, True]


def test_a_card_in_another_language_says_so() -> None:
    card = make(
        CardContext, full=False, title="Te pānui tahi", url="./", kind_label="Video", language="mi", summary="Ka"
    )
    root = tree("list.html", filled(ListPage, False, cards=(card,), count=1))
    assert [element.text for element in root.find(lang="mi")] == ["Te pānui tahi", "Ka"]


def test_paging() -> None:
    pages = tuple(Link(str(number), f"page/{number}/", number == 2) for number in (1, 2, 3))
    page = filled(ListPage, False, pages=pages, number=2, count=54, previous_url="../", next_url="../3/")
    nav = tree("list.html", page).with_class("paging")[0]
    assert nav.text == "Previous 1 2 3 Next"
    assert nav.find("a", **{"aria-current": "page"})[0].text == "2"
    assert [link.attributes["href"] for link in nav.find("a", rel="prev") + nav.find("a", rel="next")] == [
        "../",
        "../3/",
    ]
    assert "54 shared examples" in tree("list.html", page).text


def test_an_event_has_its_times_and_its_calendar() -> None:
    root = tree("event.html", filled(EventPage, True, calendar_url="kea.ics", online_url="https://x.example/"))
    assert {time.attributes["datetime"] for time in root.with_class("event-facts")[0].find("time")} == {"2026-03-05"}
    assert root.with_class("button")[0].attributes["href"] == "kea.ics"


def test_an_old_address_leads_on() -> None:
    page = make(RedirectPage, full=False, title="Moved", language="en-NZ", target_url="../kea/", target_title="Kea")
    root = tree("redirect.html", page)
    assert root.find("meta", **{"http-equiv": "refresh"})[0].attributes["content"] == "0; url=../kea/"
    assert root.find("meta", name="robots")[0].attributes["content"] == "noindex"
    assert [(link.text, link.attributes["href"]) for link in root.find("main")[0].find("a")] == [("Kea", "../kea/")]


def test_parts_of_a_body() -> None:
    values = {"site": site(), "theme": theme_context()}
    render = default_renderer().partial
    picture = make(PictureContext, full=True, alt="Kea", caption="A kea", credit="")
    alone = render("partials/figure.html", item=FigureContext(picture, True, "wide"), **values)
    assert parse(str(alone)).find("figure")[0].attributes["class"] == "wide"
    assert parse(str(alone)).find("figcaption")[0].text == "A kea"
    inline = render("partials/figure.html", item=FigureContext(picture, False, ""), **values)
    assert inline.startswith("<picture><source ")
    assert inline.endswith(">")
    assert "\n" not in inline
    embed = render("partials/embed.html", item=EmbedContext(player("youtube"), "Kea", "../kea/", None, True), **values)
    links = [(link.text, link.attributes["href"]) for link in parse(str(embed)).find("figcaption")[0].find("a")]
    assert links == [("Kea", "../kea/"), ("Read what is said", "../kea/")]
    card = parse(
        render("partials/embed.html", item=EmbedContext(player("none"), "Kea", "../kea/", None, False), **values)
    )
    assert (card.text, card.find("video", "iframe"), len(card.with_class("embed-card"))) == ("Kea", [], 1)
    quote = render("partials/quote.html", item=QuoteContext(Markup("<p>Kia ora</p>"), "Kea", "", ""), **values)
    assert parse(str(quote)).text == "Kia ora — Kea"


# --- words and colours ------------------------------------------------------------------------------------------------


def test_te_reo_maori_has_all_words() -> None:
    strings = default_theme().strings
    english = {base_key(key) for key in strings["en-NZ"]}
    assert {base_key(key) for key in strings["mi"]} == english


def test_lines_for_a_fluent_readers_eye_are_marked() -> None:
    lines = default_files()["strings/mi.yaml"].decode().splitlines()
    words = [line for line in lines if line and not line.startswith("#")]
    unmarked = [line.split(":")[0] for line in words if not line.endswith("# needs a fluent reader")]
    assert len(unmarked) < 12, unmarked


def test_every_word_is_used() -> None:
    sources = "".join(default_theme().templates.values())
    asked = set(re.findall(r't\("([a-z_]+)"', sources))
    assert {base_key(key) for key in default_theme().strings["en-NZ"]} == asked | set(REQUIRED_KEYS)


def test_words_are_short_and_not_jargon() -> None:
    for key, text in default_theme().strings["en-NZ"].items():
        assert len(text) < 100, key
        assert not re.search(r"\b(?:entry|entries|taxonom|cue|passage|diagnostic|Kāhui Ako)\b", text), key


def tokens(style: str, dark: bool) -> dict[str, str]:
    block = style.split("@media screen and (prefers-color-scheme: dark) {")[1] if dark else style
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block[: block.index("}")]))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_all_colours_can_be_read(dark: bool) -> None:
    colours = tokens(default_files()["assets/site.css"].decode(), dark)
    pairs = [(text, paper) for text in ("ink", "muted", "link", "gap") for paper in ("paper", "raised", "tint")]
    pairs += [("brand-ink", "brand"), ("mark-ink", "mark")]
    for text, paper in pairs:
        assert contrast(colours[text], colours[paper]) >= 4.5, (text, paper)
    for control in ("edge", "brand"):
        assert contrast(colours[control], colours["paper"]) >= 3, control


def test_both_schemes_have_the_same_colours() -> None:
    style = default_files()["assets/site.css"].decode()
    assert set(tokens(style, False)) == set(tokens(style, True))


def test_the_style_sheet_loads_nothing() -> None:
    style = default_files()["assets/site.css"].decode()
    assert not re.search(r"url\(|@import|https?:", style.replace('[href^="http"]', ""))
    assert "prefers-reduced-motion" in style
    assert "@media print" in style
