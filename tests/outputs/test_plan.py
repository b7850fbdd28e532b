"""Which files make a portal, in which order, and none twice."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

from generator.model.asset import Variant
from generator.outputs.plan import asset_outputs, static_outputs, theme_outputs
from tests.factories import make_cluster, make_entry, make_transcript
from tests.sites import Sites, make_asset, make_sites


def small_portal() -> Sites:
    """One of each kind, with what goes with it."""
    return make_sites(
        make_entry("hereora/index", kind="home", title="Nau mai"),
        make_entry("reading", date="2026-03-01", tags="Reading", schools="Kea School", aliases="old/reading.html"),
        make_entry(
            "kea",
            kind="video",
            transcripts=(
                make_transcript("Kia ora."),
                replace(make_transcript("Kia ora.", path="kea.mi.txt"), language="mi", timed=False),
            ),
        ),
        make_entry("hui", kind="event", start="2026-08-14"),
        make_entry("about", kind="page"),
        make_entry("kea-school", kind="school", title="Kea School"),
        make_entry("mokemoke", draft="yes", tags="Muna", aliases="mokemoke-before"),
        clusters=[make_cluster(schools=["Kea School", "Tui School"], goals=["Reading for pleasure"])],
        url="https://portal.example.org/",
    )


PLANNED = """
hereora/index.html
hereora/404.html
hereora/events/hui/index.html
hereora/case-studies/reading/index.html
hereora/about/index.html
hereora/schools/kea-school/index.html
hereora/videos/kea/index.html
hereora/videos/kea/transcript.txt
hereora/videos/kea/transcript.vtt
hereora/videos/kea/transcript.mi.txt
hereora/case-studies/index.html
hereora/videos/index.html
hereora/events/index.html
hereora/tags/index.html
hereora/tags/reading/index.html
hereora/schools/index.html
hereora/schools/tui-school/index.html
hereora/goals/index.html
hereora/goals/reading-for-pleasure/index.html
hereora/search/index.html
hereora/old/reading/index.html
hereora/feed.xml
hereora/tags/reading/feed.xml
hereora/schools/kea-school/feed.xml
hereora/schools/tui-school/feed.xml
hereora/goals/reading-for-pleasure/feed.xml
hereora/events.ics
hereora/events/hui/event.ics
hereora/entries.json
hereora/entries.js
hereora/sitemap.xml
hereora/robots.txt
index.html
404.html
search/index.html
feed.xml
sitemap.xml
robots.txt
""".split()


def test_the_files_of_a_small_portal() -> None:
    assert small_portal().paths == PLANNED


def test_no_file_is_planned_twice() -> None:
    paths = small_portal().paths
    assert len(paths) == len(set(paths))


def test_every_planned_file_can_be_made_and_sent_to_another_process() -> None:
    sites = small_portal()
    for page in sites.planned:
        assert pickle.loads(pickle.dumps(page)) == page
        assert sites.made(page.path), page.path


def test_every_page_says_which_site_it_belongs_to() -> None:
    for page in small_portal().planned:
        assert page.cluster == (page.path.split("/")[0] if page.path.startswith("hereora/") else "")


def test_nothing_that_is_hidden_is_named_in_any_file() -> None:
    sites = small_portal()
    made = {page.path: sites.made(page.path).lower() for page in sites.planned}
    assert [path for path, data in made.items() if b"mokemoke" in data or b"muna" in data or "mokemoke" in path] == []


def test_an_empty_cluster_has_the_files_that_every_site_has() -> None:
    assert make_sites().paths == [
        "hereora/index.html",
        "hereora/404.html",
        "hereora/search/index.html",
        "hereora/feed.xml",
        "hereora/entries.json",
        "hereora/robots.txt",
        "index.html",
        "404.html",
        "search/index.html",
        "feed.xml",
        "robots.txt",
    ]


def test_drafts_are_not_in_the_sitemap() -> None:
    sites = make_sites(make_entry("a", draft="yes"), make_entry("b"), drafts=True, url="https://p.example.org/")
    text = sites.made("hereora/sitemap.xml").decode()
    assert "case-studies/b/" in text
    assert "case-studies/a/" not in text


def test_old_addresses_are_not_in_the_sitemap() -> None:
    assert b"/old/" not in small_portal().made("hereora/sitemap.xml")


def test_the_same_terms_at_an_old_address_and_in_a_list_are_told() -> None:
    sites = make_sites(make_entry("a", tags="Reading"), make_entry("b", aliases="tags/reading"))
    assert len(sites.paths) == len(set(sites.paths))
    assert sites.names == ["alias-taken"]


def test_an_old_address_may_be_that_of_a_term_that_is_gone() -> None:
    sites = make_sites(make_entry("a", tags="Writing"), make_entry("b", aliases="tags/reading"))
    assert sites.names == []
    assert "hereora/tags/reading/index.html" in sites.paths


def test_the_themes_files_are_in_every_site() -> None:
    assets = make_sites().renderer.assets
    plain = [output.path for output in theme_outputs(assets, "", "")]
    coloured = [output.path for output in theme_outputs(assets, "hereora/", "#1a6b54")]
    assert plain == sorted(plain)
    assert {path.removeprefix("hereora/") for path in coloured} ^ set(plain) == {
        assets.style("")[0],
        assets.style("#1a6b54")[0],
    }


def test_published_files_are_copied_once_each() -> None:
    one = make_asset("content/hereora/videos/a.jpg")
    twin = replace(one, source="content/hereora/pages/a.jpg")
    clip = make_asset("content/hereora/videos/b.mp4")
    contents: dict[str, bytes | Path] = {one.address: b"picture", clip.address: Path("b.mp4")}
    outputs = list(asset_outputs("hereora/", {a.source: a for a in (clip, twin, one)}, contents))
    assert [(output.path, output.content) for output in outputs] == [
        ("hereora/media/a.0a1b2c3d.jpg", b"picture"),
        ("hereora/media/b.0a1b2c3d.mp4", Path("b.mp4")),
    ]


def test_pictures_are_published_in_their_sizes_and_as_a_whole_only_where_they_are_linked() -> None:
    plain = make_asset("content/hereora/videos/a.jpg")
    small = Variant("media/a-640.0a1b2c3e.avif", "image/avif", 640, 480, 3, "small")
    one = replace(plain, variants=(small,))
    contents: dict[str, bytes | Path] = {one.address: b"picture", small.address: b"small"}
    shown = list(asset_outputs("hereora/", {one.source: one}, contents))
    assert [(output.path, output.digest) for output in shown] == [("hereora/media/a-640.0a1b2c3e.avif", "small")]
    linked = asset_outputs("hereora/", {one.source: one}, contents, linked={one.source})
    assert [output.path for output in linked] == ["hereora/media/a-640.0a1b2c3e.avif", "hereora/media/a.0a1b2c3d.jpg"]
    itself = replace(one, variants=(small, Variant(one.address, "image/jpeg", 640, 480, 7, one.digest)))
    assert len(list(asset_outputs("", {one.source: itself}, contents))) == 2


def test_hosts_that_leave_names_out_are_told_not_to() -> None:
    assert [(output.path, output.content) for output in static_outputs()] == [(".nojekyll", b"")]
