from generator.render.theme import Theme
from generator.render.theme_assets import ThemeAssets, hashed_name


def theme(colours: dict[str, str], **assets: bytes) -> Theme:
    files = {f"assets/{name.replace('_', '.')}": data for name, data in assets.items()}
    return Theme("t", {}, {}, {}, {}, files, colours, "digest")


def test_names_carry_a_hash_of_the_content() -> None:
    assert hashed_name("assets/site.css", b"a") != hashed_name("assets/site.css", b"b")
    assets = ThemeAssets(theme({}, site_css=b"body{}"))
    assert assets.names == {"assets/site.css": hashed_name("assets/site.css", b"body{}")}


def test_files_that_a_style_sheet_may_name_keep_their_names() -> None:
    names = ThemeAssets(theme({}, font_woff2=b"font", LICENSE=b"free", **{"icons/star_svg": b"<svg/>"})).names
    assert all(path == name for path, name in names.items())
    assert set(names) == {"assets/font.woff2", "assets/LICENSE", "assets/icons/star.svg"}


def test_a_cluster_with_a_colour_has_a_style_sheet_of_its_own() -> None:
    assets = ThemeAssets(theme({}, site_css=b"body{}"))
    name, css = assets.brand("#1a6b54")
    assert css
    assert name == hashed_name("assets/brand.css", css)
    assert sorted(assets.files("#1a6b54")) == sorted([name, *assets.names.values()])


def test_without_colours_there_is_none() -> None:
    assets = ThemeAssets(theme({}, site_css=b"body{}"))
    assert assets.brand("") == ("", b"")
    assert sorted(assets.files("")) == list(assets.names.values())
