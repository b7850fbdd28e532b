"""The files that a theme publishes. The names of style sheets and scripts carry a hash: they may be kept for ever."""

from __future__ import annotations

from generator.core.digest import digest
from generator.render.brand import brand_css
from generator.render.lean import lean_script
from generator.render.theme import STYLE, Theme

# Other files keep their names, so that a style sheet can name them.
_HASHED = (".css", ".js")


class ThemeAssets:
    """The published names of a theme's files. ``names`` maps ``assets/player.js`` to ``assets/player.3fa9c1d2.js``.

    The style sheet is not among them: each colour has its own, so that a page waits for one file alone.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._styles: dict[str, tuple[str, bytes]] = {}
        self._contents = {
            path: lean_script(data) if path.endswith(".js") else data
            for path, data in theme.assets.items()
            if path != STYLE
        }
        self.names = {
            path: hashed_name(path, data) if path.endswith(_HASHED) else path for path, data in self._contents.items()
        }

    def style(self, colour: str) -> tuple[str, bytes]:
        """Return the name and the content of the style sheet of a site with this colour, "" for none.

        It is the theme's, with the site's own colours after it. Both are empty where there is nothing to say.
        """
        if colour not in self._styles:
            css = self._theme.assets.get(STYLE, b"") + brand_css(colour, self._theme.colours)
            self._styles[colour] = (hashed_name(STYLE, css) if css else "", css)
        return self._styles[colour]

    def files(self, colour: str) -> dict[str, bytes]:
        """Return all files for a site with this colour, by their published names."""
        files = {self.names[path]: data for path, data in self._contents.items()}
        name, css = self.style(colour)
        if name:
            files[name] = css
        return files


def hashed_name(path: str, data: bytes) -> str:
    """Return the path with the first 8 digits of the content's digest before its ending."""
    stem, dot, ending = path.rpartition(".")
    return f"{stem}.{digest(data)[:8]}{dot}{ending}"
