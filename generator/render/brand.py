"""A cluster's colour on the pages of its site: the tints that come of it, and whether readers can tell them apart.

The brand is what an author chose, so it is used as it is on light pages, or refused with the nearest colour that can
be used. Dark pages cannot show a dark colour on dark paper: there it is made lighter without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.core.codes.theme import E422, E423
from generator.core.diagnostics import Diagnostic, Span
from generator.render.colours import contrast, difference, ink_on, mix, read_colour, readable_on

TEXT, CONTROL = 4.5, 3.0
"""The least contrast of words, and of controls and focus rings, that WCAG 2.2 AA asks for."""

# What colours are, where neither the theme's style sheet nor the portal says otherwise.
_PAPERS = {"paper": "#fbfaf7", "raised": "#ffffff", "dark-paper": "#161b1a", "dark-raised": "#1f2625"}
# Links that look this different from the brand are not what its author chose; 0.1 is about two shades.
_FAR = 0.1
_DARK_CONTROL, _DARK_LINK = 5.0, 7.0  # light words on dark paper need more than the least
_LIGHT_TINT, _DARK_TINT = 0.08, 0.14
# What the default theme puts on what: the front, the back, the least contrast.
_PAIRS = (
    *((words, paper, TEXT) for words in ("ink", "muted", "link") for paper in ("paper", "raised", "tint")),
    *(("gap", paper, TEXT) for paper in ("paper", "raised")),
    ("brand-ink", "brand", TEXT),
    ("mark-ink", "mark", TEXT),
    *((control, paper, CONTROL) for control in ("brand", "edge") for paper in ("paper", "raised")),
)
_PROPERTY = re.compile(r"(?<![\w-])--([a-z][a-z0-9-]{0,40})\s{0,8}:\s{0,8}(#[0-9a-fA-F]{3,8})\b")
_DARK = "prefers-color-scheme: dark"


@dataclass(frozen=True, slots=True)
class Brand:
    """A cluster's colour as written, and where it stands."""

    colour: str
    span: Span


def brand_css(brand: str, colours: Mapping[str, str] | None = None) -> bytes:
    """Return the rules with a cluster's colour, its readable tints and the portal's own colours.

    ``brand`` is ``#rrggbb`` or ""; ``colours`` are the portal's own by name. Empty where there is nothing to say. In
    dark pages the brand is made lighter until it stands out from the paper; ``link`` can be read as text on paper and
    on raised parts, ``brand-ink`` on the brand, and ``tint`` is a paper with a breath of the brand.
    """
    own = dict(colours or {})
    light, dark = _of_brand(brand, own)
    light |= {name: value for name, value in own.items() if not name.startswith("dark-")}
    dark |= {name.removeprefix("dark-"): value for name, value in own.items() if name.startswith("dark-")}
    # Print is light. A colour that is named once is meant for light pages; dark ones keep what the theme designed.
    text = ""
    if light:
        text += "@media print, (prefers-color-scheme: light) {\n" + _properties(light) + "}\n"
    if dark:
        text += f"@media screen and ({_DARK}) {{\n" + _properties(dark) + "}\n"
    return text.encode("ascii")


def check_brand(brand: Brand, colours: Mapping[str, str] | None = None) -> Diagnostic | None:
    """Return what is wrong with a cluster's colour on light pages, or ``None``.

    It must stand out as a control, and be near to the tint in which links can be read. Where the portal has a brand
    of its own, the cluster's is not used.
    """
    own = dict(colours or {})
    colour = read_colour(brand.colour)
    if colour is None or "brand" in own:
        return None
    papers = [own.get(name, _PAPERS[name]) for name in ("paper", "raised")]
    paper = min(papers, key=lambda one: contrast(colour, one))
    ratio = contrast(colour, paper)
    if ratio >= CONTROL and _near_enough(colour, own):
        return None
    if ratio < CONTROL:
        what, wanted, nearest = "buttons and lines", CONTROL, _nearest(colour, papers, own)
    else:
        what, wanted, nearest = "links", TEXT, _brand(colour, own, "")["link"]
    return E422.at(
        brand.span,
        brand=colour,
        what=what,
        paper=paper,
        ratio=_ratio(ratio),
        wanted=_wanted(wanted),
        nearest=nearest,
    )


def check_colours(
    colours: Mapping[str, str], style: bytes, brands: Iterable[str], spans: Mapping[str, Span], place: Span
) -> tuple[Diagnostic, ...]:
    """Return what cannot be read where the portal's own colours meet those of the theme and of its clusters.

    ``colours`` are the portal's own by name, ``style`` the theme's style sheet, ``brands`` the clusters' colours;
    ``spans`` tell where ``colours.<name>`` stands, ``place`` where portal.yaml does. Colours that the style sheet does
    not have are not looked at, nor are pairs of the theme's own.
    """
    problems: dict[str, Diagnostic] = {}
    for brand in sorted({*brands, ""}) if colours else ():
        tints = _of_brand(brand, dict(colours))
        for prefix, designed, tint in zip(("", "dark-"), _designed(style), tints, strict=True):
            own = {name.removeprefix(prefix): value for name, value in colours.items() if _is_of(name, prefix)}
            seen = designed | tint | own
            for name in sorted(own):
                worst = _worst(name, own, seen)
                if worst is None:
                    continue
                front, back, wanted = worst
                fitting = _fitting(name, seen)
                hint = None if fitting else "No single colour can be used there: change the other one too."
                span = spans.get(f"colours.{prefix}{name}") or spans.get(f"colours.--{prefix}{name}") or place
                told = E423.at(
                    span,
                    hint=hint,
                    front=prefix + front,
                    front_colour=seen[front],
                    back=prefix + back,
                    back_colour=seen[back],
                    ratio=_ratio(contrast(seen[front], seen[back])),
                    wanted=_wanted(wanted),
                    name=prefix + name,
                    nearest=fitting,
                )
                problems.setdefault(prefix + name, told)
    return tuple(problems.values())


def _worst(name: str, own: Mapping[str, str], seen: Mapping[str, str]) -> tuple[str, str, float] | None:
    """Return the pair that fails most of those that are told of this colour, or ``None``.

    Of a pair whose both colours are the portal's own, the front is told.
    """
    failing = [
        (front, back, wanted)
        for front, back, wanted in _pairs_of(name, seen)
        if contrast(seen[front], seen[back]) < wanted and (name == front or front not in own)
    ]
    return min(failing, key=lambda pair: contrast(seen[pair[0]], seen[pair[1]]) / pair[2], default=None)


def _fitting(name: str, seen: Mapping[str, str]) -> str:
    """Return the colour nearest to this one, on the way to black or white, that goes with all others; "" for none."""
    others = [(back if name == front else front, wanted) for front, back, wanted in _pairs_of(name, seen)]
    for step in range(1, 256):
        for goal in ("#000000", "#ffffff"):
            mixed = mix(seen[name], goal, step / 255)
            if all(contrast(mixed, seen[other]) >= wanted for other, wanted in others):
                return mixed
    return ""


def _pairs_of(name: str, seen: Mapping[str, str]) -> list[tuple[str, str, float]]:
    return [pair for pair in _PAIRS if name in pair[:2] and {pair[0], pair[1]} <= set(seen)]


def _is_of(name: str, prefix: str) -> bool:
    return name.startswith("dark-") == bool(prefix)


def _nearest(colour: str, papers: Iterable[str], own: Mapping[str, str]) -> str:
    """Return the colour nearest to this one, on the way to black or white, that is not refused."""
    papers = tuple(papers)
    goal = ink_on(*papers)
    for step in range(1, 256):
        mixed = mix(colour, goal, step / 255)
        if all(contrast(mixed, paper) >= CONTROL for paper in papers) and _near_enough(mixed, own):
            return mixed
    return goal


def _near_enough(colour: str, own: Mapping[str, str]) -> bool:
    return difference(colour, _brand(colour, own, "")["link"]) <= _FAR


def _of_brand(brand: str, own: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what a brand colours on light and on dark pages."""
    colour = own.get("brand") or read_colour(brand) or ""
    if not colour:
        return {}, {}
    return _brand(colour, own, ""), _brand(own.get("dark-brand", colour), own, "dark-")


def _brand(colour: str, own: Mapping[str, str], prefix: str) -> dict[str, str]:
    paper, raised = (own.get(prefix + name, _PAPERS[prefix + name]) for name in ("paper", "raised"))
    filled = readable_on(colour, paper, raised, wanted=_DARK_CONTROL if prefix else CONTROL)
    tint = mix(paper, filled, _DARK_TINT if prefix else _LIGHT_TINT)
    return {
        "brand": filled,
        "brand-ink": ink_on(filled),
        "link": readable_on(colour, paper, raised, tint, wanted=_DARK_LINK if prefix else TEXT),
        "tint": tint,
    }


def _designed(style: bytes) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of a style sheet for light and for dark pages: the first of each name."""
    light, _, dark = style.decode("utf-8", "replace").partition(_DARK)
    found = []
    for text in (light, dark):
        values: dict[str, str] = {}
        for name, written in _PROPERTY.findall(text):
            if (value := read_colour(written)) is not None:
                values.setdefault(name, value)
        found.append(values)
    return found[0], found[1]


def _ratio(ratio: float) -> str:
    # Rounded down: 4.49 is not 4.5.
    return f"{int(ratio * 100) / 100:.2f}"


def _wanted(ratio: float) -> str:
    return f"{ratio:g}"


def _properties(values: Mapping[str, str]) -> str:
    return "  :root {\n" + "".join(f"    --{name}: {value};\n" for name, value in sorted(values.items())) + "  }\n"
