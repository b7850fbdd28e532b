"""The files that a theme publishes. The names of style sheets and scripts carry a hash: they may be kept for ever."""

from __future__ import annotations

from generator.core.digest import digest
from generator.render.theme import Theme, brand_css

# Other files keep their names, so that a style sheet can name them.
_HASHED = (".css", ".js")


class ThemeAssets:
    """The published names of a theme's files. ``names`` maps ``assets/site.css`` to ``assets/site.3fa9c1d2.css``."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._brands: dict[str, tuple[str, bytes]] = {}
        self.names = {
            path: hashed_name(path, data) if path.endswith(_HASHED) else path for path, data in theme.assets.items()
        }

    def brand(self, colour: str) -> tuple[str, bytes]:
        """Return the name and the content of the style sheet for a cluster's colour; both empty where not needed."""
        if colour not in self._brands:
            css = brand_css(colour, self._theme.colours)
            self._brands[colour] = (hashed_name("assets/brand.css", css) if css else "", css)
        return self._brands[colour]

    def files(self, colour: str) -> dict[str, bytes]:
        """Return all files for a site with this colour, by their published names."""
        files = {self.names[path]: data for path, data in self._theme.assets.items()}
        name, css = self.brand(colour)
        if name:
            files[name] = css
        return files


def hashed_name(path: str, data: bytes) -> str:
    """Return the path with the first 8 digits of the content's digest before its ending."""
    stem, dot, ending = path.rpartition(".")
    return f"{stem}.{digest(data)[:8]}{dot}{ending}"
