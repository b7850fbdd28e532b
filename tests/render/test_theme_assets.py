from generator.render.theme import Theme
from generator.render.theme_assets import ThemeAssets, hashed_name


def theme(colours: dict[str, str], **assets: bytes) -> Theme:
    files = {f"assets/{name.replace('_', '.')}": data for name, data in assets.items()}
    return Theme("t", {}, {}, {}, {}, files, colours, "digest")


def test_names_carry_a_hash_of_the_content() -> None:
    assert hashed_name("assets/player.js", b"a") != hashed_name("assets/player.js", b"b")
    assets = ThemeAssets(theme({}, player_js=b"go()"))
    assert assets.names == {"assets/player.js": hashed_name("assets/player.js", b"go()")}


def test_files_that_a_style_sheet_may_name_keep_their_names() -> None:
    names = ThemeAssets(theme({}, font_woff2=b"font", LICENSE=b"free", **{"icons/star_svg": b"<svg/>"})).names
    assert all(path == name for path, name in names.items())
    assert set(names) == {"assets/font.woff2", "assets/LICENSE", "assets/icons/star.svg"}


def test_a_site_has_one_style_sheet_with_its_colours_last() -> None:
    assets = ThemeAssets(theme({}, site_css=b"body{}\n", player_js=b"go()"))
    name, css = assets.style("#1a6b54")
    assert css.startswith(b"body{}\n") and b"--brand: #1a6b54" in css
    assert name == hashed_name("assets/site.css", css)
    assert sorted(assets.files("#1a6b54")) == sorted([name, *assets.names.values()])
    assert assets.style("#5a4a8a")[0] != name


def test_without_colours_it_is_the_themes_own() -> None:
    assert ThemeAssets(theme({}, site_css=b"body{}")).style("")[1] == b"body{}"
    assert ThemeAssets(theme({})).style("") == ("", b"")
    assert ThemeAssets(theme({})).files("") == {}
