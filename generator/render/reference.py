"""The reference of the theme contract, as Markdown, made from the contract itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import get_type_hints

from generator.render import contract, contract_parts
from generator.render.contract import PARTIALS, TEMPLATES, PageContext, SiteContext, ThemeContext
from generator.render.contract_types import PARAMETER_CLASSES, type_of
from generator.render.contract_types import words as type_words
from generator.render.environment import WITHHELD_FILTERS
from generator.render.strings import REQUIRED_KEYS

_HEAD = """\
# The theme contract

*Made from `generator/render/contract.py` by `make docs`. Do not edit it here.*

A theme is a folder in `themes/`:

| file | what it is |
|---|---|
| `theme.yaml` | `title`, `author`, `licence`, and `inherits`: the theme whose files are used where this one has none |
| `templates/**.html` | [Jinja](https://jinja.palletsprojects.com/) templates; those named below must be there |
| `strings/<language>.yaml` | words of the interface, `key: text` on each line |
| `assets/**` | `site.css`, and if there is one `site.js`; pictures and fonts |

`portal check` looks at every template before a page is made: a field that does not exist, a value that may be
missing, an unknown word of the interface or a filter that does not exist is told with its file and line.

## What a template knows

| name | what it is |
|---|---|
| `site` | the site that the page belongs to: [SiteContext](#sitecontext) |
| `page` | the page: a class for each template, below; every page has the fields of [PageContext](#pagecontext) |
| `theme` | what the theme itself brings: [ThemeContext](#themecontext) |
| `item` | only in partials that stand in a body, see below |
| `t("key")` | words of the interface in the page's language, see below |

There is nothing else: no functions of Jinja's, no disk, no other pages. Jinja's own filters and tests are there, but
for {withheld}. What authors write is always escaped; fields of type *piece of markup* are markup already, so `safe` and
`autoescape` are never needed and not allowed.

The pages' security policy lets browsers use style sheets, scripts and pictures of the site only. Therefore a template
holds no `<style>`, no `style="…"`, no `onclick="…"` and no code inside `<script>`; only `application/ld+json` data.

## Words of the interface

`t("watch_from", time=cue.time)` fills a name in curly brackets; `t("entries", count=page.count)` picks the plural form.

`strings/en-NZ.yaml` has every key. Another language is one more file (`strings/mi.yaml`); what it lacks is taken from
its relatives (`mi` for `mi-NZ`), then from `en-NZ`. Names in curly brackets must be those of `en-NZ.yaml`. A key with
plural forms has a line for each form of its language: `entries.one` and `entries.other`. A portal replaces single words
under `strings:` in `portal.yaml`: `home: Start` in every language, `mi/home: Kāinga` in one.

The generator itself uses these keys, so every theme has them: {keys}.

## Colours

`assets/site.css` names its colours as custom properties (`--paper`, `--ink`, `--brand` …). A portal replaces them under
`colours:` in `portal.yaml`: `paper: '#ffffff'` on light pages, `dark-paper: '#101010'` on dark ones. From a cluster's
`brand` come `--brand`, `--brand-ink`, `--link` and `--tint`, made lighter or darker until they can be read.

## Names of macro parameters

A macro's parameter with one of these names is taken to be of this type, and checked so. Others may be anything.
"""


def theme_reference() -> str:
    """Return the reference as Markdown: the templates, each class with its fields, and the macro parameters."""
    withheld = ", ".join(f"`{name}`" for name in sorted(WITHHELD_FILTERS))
    keys = ", ".join(f"`{key}`" for key in REQUIRED_KEYS)
    lines = [_HEAD.replace("{withheld}", withheld).replace("{keys}", keys)]
    lines += _table(
        ("name", "type"), ((f"`{name}`", _linked(owner, several)) for name, owner, several in PARAMETER_CLASSES)
    )
    lines += ["", "## Templates", ""]
    lines += _table(("template", "`page`"), ((f"`{name}`", _linked(owner)) for name, owner in TEMPLATES))
    lines += ["", "Partials that the generator renders itself, for what stands in a body; they know no `page`:", ""]
    lines += _table(("template", "`item`"), ((f"`{name}`", _linked(owner)) for name, owner in PARTIALS))
    lines += ["", "## Site, theme and every page"]
    common: tuple[type, ...] = (SiteContext, ThemeContext, PageContext)
    for owner in common:
        lines += _class(owner)
    lines += ["", "## Pages"]
    pages = [owner for owner in _classes() if issubclass(owner, PageContext) and owner is not PageContext]
    for owner in pages:
        lines += _class(owner)
    lines += ["", "## Parts"]
    for owner in _classes():
        if owner not in common and owner not in pages:
            lines += _class(owner)
    return "\n".join(lines) + "\n"


def _classes() -> list[type]:
    """The contract's classes, in the order in which they are written."""
    modules = (contract_parts, contract)
    return [
        value
        for module in modules
        for value in vars(module).values()
        if is_dataclass(value) and isinstance(value, type) and value.__module__ == module.__name__
    ]


def _linked(owner: type, several: bool = False) -> str:
    link = f"[{owner.__name__}](#{owner.__name__.lower()})"
    return f"list of {link}" if several else link


def _class(owner: type) -> Iterator[str]:
    above = next((base for base in owner.__mro__[1:] if is_dataclass(base)), None)
    inherited = {one.name for one in fields(above)} if above is not None else set()
    hints = get_type_hints(owner)
    yield ""
    yield f"### {owner.__name__}"
    yield ""
    yield (owner.__doc__ or "").strip()
    if above is not None:
        yield ""
        yield f"It has the fields of {_linked(above)}" + (", and:" if len(fields(owner)) > len(inherited) else ".")
    own = [one for one in fields(owner) if one.name not in inherited]
    if own:
        yield ""
        yield from _table(
            ("field", "type", "what it is"),
            ((f"`{one.name}`", _type_link(hints[one.name]), str(one.metadata["help"])) for one in own),
        )


def _type_link(hint: object) -> str:
    name = type_words(type_of(hint))
    known = {owner.__name__ for owner in _classes()}
    return " ".join(f"[{word}](#{word.lower()})" if word in known else word for word in name.split(" "))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield "| " + " | ".join(head) + " |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
