"""The plain theme: a few files over the default one, and a whole site all the same."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.run import BuildResult
from tests.conftest import PROJECT, HtmlMessage
from tests.dom import pages_of, read_page

THEME = PROJECT / "themes/plain"


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample content with `theme: plain`, built."""
    from generator.build.pipeline import build
    from generator.build.run import BuildOptions

    root = tmp_path_factory.mktemp("plain")
    shutil.copytree(PROJECT / "content", root / "content")
    settings = root / "content/portal.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "theme: plain\n", encoding="utf-8")
    result = build(BuildOptions(root=root, output=root / "output"))
    assert result.ok, result.diagnostics
    return root / "output"


def test_it_is_a_few_files() -> None:
    files = sorted(path.relative_to(THEME).as_posix() for path in THEME.rglob("*") if path.is_file())
    assert files == ["assets/site.css", "templates/home.html", "theme.yaml"]


def test_it_makes_every_page_that_the_default_theme_makes(plain_site: Path, sample_site: Path) -> None:
    names = [[page.relative_to(site) for page in pages_of(site)] for site in (plain_site, sample_site)]
    assert names[0] == names[1]


def test_what_it_brings_replaces_and_the_rest_is_inherited(plain_site: Path, sample_site: Path) -> None:
    home = read_page(plain_site / "kowhai/index.html")
    assert not home.with_class("home-mark") and home.with_class("skip")
    entry = "kowhai/case-studies/reading-partners/index.html"
    ours, theirs = (read_page(site / entry).find("main")[0].text for site in (plain_site, sample_site))
    assert ours == theirs
    (style,) = read_page(plain_site / entry).find("link", rel="stylesheet")
    text = (plain_site / entry).parent.joinpath(style.attributes["href"]).read_text(encoding="utf-8")
    assert text.startswith((THEME / "assets/site.css").read_text(encoding="utf-8"))
    assert "--brand: #1a6b54" in text


def test_its_pages_are_valid(plain_site: Path, vnu: Callable[[list[Path]], list[HtmlMessage]]) -> None:
    told = vnu([plain_site / "kowhai/index.html", plain_site / "hereora/index.html"])
    assert [str(message) for message in told if message.severity == "error"] == []


def test_a_portal_may_change_its_colours(
    write_portal: Callable[..., Path], build_portal: Callable[..., BuildResult]
) -> None:
    settings = "title: Test\ntheme: plain\ncolours:\n  {}: '{}'\n"
    good = write_portal({"content/portal.yaml": settings.format("paper", "#fffdf5")})
    assert build_portal(good).diagnostics == ()
    bad = write_portal({"content/portal.yaml": settings.format("muted", "#bbbbbb")}, name="bad")
    result = build_portal(bad)
    assert not result.ok
    assert [diagnostic.name for diagnostic in result.diagnostics] == ["colour-contrast"]
