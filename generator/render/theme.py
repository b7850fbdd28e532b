"""Load a theme from its files, layer over layer. ``build`` reads the disk; this takes bytes.

A theme is a folder: ``theme.yaml``, ``templates/**.html``, ``strings/<language>.yaml``, ``assets/**``. Another
theme may inherit it and bring only the files that differ; a portal may put single files over both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.core.codes.theme import E401, E402, E411, E412, E413, E414, E417
from generator.core.diagnostics import Diagnostic, Span, has_errors, in_order
from generator.core.digest import digest_all
from generator.core.text import did_you_mean
from generator.render.colours import read_colour
from generator.render.contract import PARTIALS, TEMPLATES
from generator.render.strings import DEFAULT_LANGUAGE, PLACEHOLDER, PLURAL_FORMS, has_key, read_words

ThemeFiles = Mapping[str, bytes]
"""A theme's files: the path inside the theme, with forward slashes → the bytes."""

PORTAL_FILE = "content/portal.yaml"
STYLE = "assets/site.css"
SCRIPT = "assets/site.js"
_PROPERTY = re.compile(r"(?<![\w-])--([a-z][a-z0-9-]{0,40})\s{0,8}:")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, all its layers put together.

    ``templates`` are sources by their name below ``templates/`` (``partials/card.html``), ``places`` the path of each
    for diagnostics. ``strings`` are the words by language and key; ``string_spans`` tell where they stand. ``assets``
    are files by their path (``assets/site.css``), ``colours`` the portal's own by their name. ``digest`` covers all
    that pages show of it: templates, strings, colours, and assets, whose published names carry digests. Treat all
    of it as frozen.
    """

    name: str
    templates: dict[str, str]
    places: dict[str, str]
    strings: dict[str, dict[str, str]]
    string_spans: dict[str, dict[str, Span]]
    assets: dict[str, bytes]
    colours: dict[str, str]
    digest: str


def theme_parent(files: ThemeFiles) -> str:
    """Return the name of the theme that this one inherits, or "". Problems of ``theme.yaml`` are told by loading."""
    words, _ = read_words(files.get("theme.yaml", b""), "theme.yaml")
    return words.texts.get("inherits", "").strip()


def load_theme(
    layers: Sequence[tuple[str, ThemeFiles]],
    *,
    strings: Mapping[str, str] | None = None,
    colours: Mapping[str, str] | None = None,
    spans: Mapping[str, Span] | None = None,
) -> tuple[Theme | None, tuple[Diagnostic, ...]]:
    """Put the layers of a theme together: of each file, the first layer that has it wins.

    ``layers`` are named as the folders in ``themes/`` are. ``strings`` and ``colours`` are the portal's own; ``spans``
    gives the places of ``strings.<key>`` and ``colours.<key>`` in ``content/portal.yaml``. The theme is ``None``
    where it has errors. Templates are only collected here; ``render.check`` looks into them.
    """
    if not layers:
        return None, (E417.at(Span(PORTAL_FILE), theme=""),)
    problems: list[Diagnostic] = []
    templates: dict[str, str] = {}
    places: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    words: dict[str, dict[str, str]] = {}
    word_spans: dict[str, dict[str, Span]] = {}
    for layer, files in layers:
        problems += read_words(files.get("theme.yaml", b""), f"themes/{layer}/theme.yaml")[1]
        for path in sorted(files):
            place = f"themes/{layer}/{path}"
            folder, _, name = path.partition("/")
            if folder == "templates" and name.endswith(".html") and name not in templates:
                text, found = _template_text(files[path], place)
                templates[name], places[name] = text, place
                problems += found
            elif folder == "assets" and name:
                assets.setdefault(path, files[path])
            elif folder == "strings" and name.endswith(".yaml"):
                language = name.removesuffix(".yaml")
                read, found = read_words(files[path], place)
                problems += found
                for key, text in read.texts.items():
                    if key not in words.setdefault(language, {}):
                        words[language][key] = text
                        word_spans.setdefault(language, {})[key] = read.spans[key]
    home = f"themes/{layers[0][0]}"
    for name, _ in (*TEMPLATES, *PARTIALS):
        if name not in templates:
            problems.append(E402.at(Span(f"{home}/templates/{name}"), template=name))
    problems += _check_placeholders(words, word_spans)
    problems += _replace_strings(words, strings or {}, spans or {})
    chosen, found = _read_colours(colours or {}, assets.get(STYLE, b""), spans or {})
    problems += found
    ordered = in_order(problems)
    if has_errors(ordered):
        return None, ordered
    theme = Theme(
        name=layers[0][0],
        templates=dict(sorted(templates.items())),
        places=dict(sorted(places.items())),
        strings={language: dict(sorted(words[language].items())) for language in sorted(words)},
        string_spans=word_spans,
        assets=dict(sorted(assets.items())),
        colours=chosen,
        digest=_digest(templates, words, assets, chosen),
    )
    return theme, ordered


def _template_text(data: bytes, place: str) -> tuple[str, list[Diagnostic]]:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", [E401.at(Span(place, line, 1), problem="it is not UTF-8 text")]


def _digest(
    templates: Mapping[str, str],
    words: Mapping[str, Mapping[str, str]],
    assets: Mapping[str, bytes],
    colours: Mapping[str, str],
) -> str:
    parts: list[str | bytes] = []
    for name in sorted(templates):
        parts += ["template", name, templates[name]]
    for language in sorted(words):
        parts += ["language", language]
        for key in sorted(words[language]):
            parts += [key, words[language][key]]
    for path in sorted(assets):
        parts += ["asset", path, assets[path]]
    for name in sorted(colours):
        parts += ["colour", name, colours[name]]
    return digest_all(parts)


def base_key(key: str) -> str:
    """Return the key that templates use: ``entries.other`` is a form of ``entries``."""
    stem, dot, form = key.rpartition(".")
    return stem if dot and form in PLURAL_FORMS else key


def _check_placeholders(
    words: Mapping[str, Mapping[str, str]], spans: Mapping[str, Mapping[str, Span]]
) -> list[Diagnostic]:
    """Each language may use only the placeholders that the default language has for the same key."""
    known: dict[str, set[str]] = {}
    for key, text in words.get(DEFAULT_LANGUAGE, {}).items():
        known.setdefault(base_key(key), set()).update(PLACEHOLDER.findall(text))
    problems: list[Diagnostic] = []
    for language in sorted(words):
        for key, text in words[language].items():
            allowed = known.get(base_key(key))
            if allowed is None:
                continue
            stray = [name for name in PLACEHOLDER.findall(text) if name not in allowed]
            problems += [E414.at(spans[language][key], key=key, placeholder=name) for name in stray]
    return problems


def _replace_strings(
    words: dict[str, dict[str, str]], replaced: Mapping[str, str], spans: Mapping[str, Span]
) -> list[Diagnostic]:
    """Put the portal's own words in: ``key`` in every language, ``mi/key`` in one."""
    problems = []
    known = words.get(DEFAULT_LANGUAGE, {})
    for written in sorted(replaced):
        language, slash, key = written.rpartition("/")
        span = spans.get(f"strings.{written}", Span(PORTAL_FILE))
        if key not in known and not has_key(key, known):
            near = did_you_mean(key, known)
            hint = f"Did you mean `{language}{slash}{near}`?" if near else None
            problems.append(E413.at(span, hint=hint, key=written))
            continue
        allowed = set(PLACEHOLDER.findall(" ".join(known.get(k, "") for k in (key, f"{key}.other"))))
        stray = [name for name in PLACEHOLDER.findall(replaced[written]) if name not in allowed]
        if stray:
            problems.append(E414.at(span, key=written, placeholder=stray[0]))
            continue
        for tag in (language,) if slash else tuple(sorted(words)):
            texts = words.setdefault(tag, {})
            # A key with plural forms is replaced in all of them.
            for form in [k for k in texts if base_key(k) == key and k != key] or [key]:
                texts[form] = replaced[written]
    return problems


def colour_names(style: bytes) -> tuple[str, ...]:
    """Return the names of the custom properties that a style sheet defines, sorted."""
    return tuple(sorted(set(_PROPERTY.findall(style.decode("utf-8", "replace")))))


def _read_colours(
    colours: Mapping[str, str], style: bytes, spans: Mapping[str, Span]
) -> tuple[dict[str, str], list[Diagnostic]]:
    problems: list[Diagnostic] = []
    chosen: dict[str, str] = {}
    known = colour_names(style)
    for written in sorted(colours):
        span = spans.get(f"colours.{written}", Span(PORTAL_FILE))
        name = written.removeprefix("--")
        value = read_colour(colours[written])
        if value is None:
            problems.append(E411.at(span, key=written, value=colours[written]))
        elif name.removeprefix("dark-") not in known:
            near = did_you_mean(name.removeprefix("dark-"), known)
            hint = f"Did you mean `{near}`?" if near else None
            problems.append(E412.at(span, hint=hint, key=written, known=", ".join(known) or "none"))
        else:
            chosen[name] = value
    return chosen, problems
