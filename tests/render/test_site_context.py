"""What a site is to a page is made once for many pages, and is the same as if it were made for each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.render.contexts import Contexts
from generator.render.renderer import Renderer
from tests.factories import make_cluster, make_entry
from tests.sites import Sites, default_renderer, make_sites

_PATHS = [
    *("index.html", "404.html", "about/index.html", "about/team/index.html", "notes/index.html", "tags/index.html"),
    *("tags/reading/index.html", "tags/birds/index.html", "tags/reading/page/2/index.html", "feed.xml"),
    *("videos/index.html", "videos/kea/index.html", "videos/ruru/index.html", "videos/page/2/index.html"),
    *("case-studies/a/index.html", "schools/kea/index.html", "assets/odd/index.html", "search/index.html"),
]


def portal(title: str = "About us", url: str = "") -> Sites:
    return make_sites(
        make_entry("a", tags="Reading, Birds"),
        make_entry("kea", kind="video", tags="Birds"),
        make_entry("about", kind="page", title=title, order="1"),
        make_entry("team", kind="page", title="Team", order="2", parent="about.md"),
        make_entry("notes", kind="page", title="Notes", lang="mi"),
        clusters=[make_cluster(video_help="pages/notes.md", brand="#1a6b54")],
        url=url,
    )


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(default_renderer().theme)


@pytest.mark.parametrize("explicit", [False, True])
@pytest.mark.parametrize("language", ["", "mi"])
@pytest.mark.parametrize("url", ["", "https://portal.example.org/learning/"])
def test_every_page_has_what_is_made_for_it_alone(renderer: Renderer, explicit: bool, language: str, url: str) -> None:
    sites = portal(url=url)
    for path in [f"hereora/{path}" for path in _PATHS] * 2:
        shared = Contexts(sites.view(explicit_links=explicit), renderer, path, language)
        alone = Contexts(sites.view(explicit_links=explicit), Renderer(renderer.theme), path, language)
        assert shared.site() == alone.site(), path
        assert shared.theme() == alone.theme(), path
        assert shared.view.reads == alone.view.reads, path


def test_pages_beside_one_another_share_it(renderer: Renderer) -> None:
    sites = portal()
    one, two = (Contexts(sites.view(), renderer, f"hereora/videos/{name}/index.html") for name in ("kea", "ruru"))
    assert one.site() is two.site()
    assert one.theme() is two.theme()
    assert one.view.reads == two.view.reads


def test_a_change_is_noticed(renderer: Renderer) -> None:
    before, after = portal(), portal("About all of us")
    path = "hereora/videos/kea/index.html"
    titles = [
        [link.title for link in Contexts(sites.view(), renderer, path).site().navigation]
        for sites in (before, after, before)
    ]
    assert titles[0] == titles[2]
    assert "About all of us" in titles[1]
    site = before.sites["hereora"]
    view = before.view()
    view._sites = {"hereora": replace(site, roots=())}
    assert len(Contexts(view, renderer, path).site().navigation) == len(titles[0]) - 2
