"""Words of the interface: one YAML file a language in the theme's ``strings/`` folder, ``key: text`` on each line.

``{name}`` stands for a value. A key with several forms has one line for each form of its language's plural:
``entries.one`` and ``entries.other``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml
from babel.numbers import format_decimal

from generator.core.codes.theme import E401, E416
from generator.core.diagnostics import Diagnostic, Span
from generator.render.dates import locale_of

DEFAULT_LANGUAGE = "en-NZ"
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
PLURAL_FORMS = ("zero", "one", "two", "few", "many", "other")
_MAX_BYTES = 256 * 1024
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The keys that the generator itself asks for; templates ask for more.
REQUIRED_KEYS = (
    *("clusters", "filter_kind", "filter_language", "filter_year", "home", "missing", "moved", "page_of", "search"),
    *("kind_case_study", "kind_event", "kind_page", "kind_school", "kind_video"),
    *("list_case_studies", "list_events", "list_videos"),
    *("taxonomy_areas", "taxonomy_goals", "taxonomy_levels", "taxonomy_phase", "taxonomy_schools", "taxonomy_tags"),
)

# What languages call themselves, where Babel does not know it or says it in a way their speakers do not.
_OWN_NAMES = {
    "fj": "Vosa Vakaviti",
    "mi": "te reo Māori",
    "niu": "Vagahau Niue",
    "nzs": "New Zealand Sign Language",
    "rar": "te reo Māori Kūki ʻĀirani",
    "sm": "Gagana Sāmoa",
    "tkl": "te Gagana Tokelau",
    "to": "lea faka-Tonga",
    "tvl": "te ggana Tuuvalu",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, and where each key stands."""

    texts: Mapping[str, str]
    spans: Mapping[str, Span]


class UnknownKeyError(KeyError):
    """A key that no language has words for."""


def read_words(data: bytes, path: str) -> tuple[Words, list[Diagnostic]]:
    """Read a flat YAML file of ``key: text`` lines. What cannot be read is reported and left out."""
    problems: list[Diagnostic] = []
    texts: dict[str, str] = {}
    spans: dict[str, Span] = {}

    def unreadable(problem: str, line: int = 1, column: int = 1) -> tuple[Words, list[Diagnostic]]:
        problems.append(E401.at(Span(path, line, column), problem=problem))
        return Words(texts, spans), problems

    if len(data) > _MAX_BYTES:
        return unreadable(f"it is larger than {_MAX_BYTES // 1024} KB")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return unreadable("it is not UTF-8 text", data.count(b"\n", 0, error.start) + 1)
    key: yaml.ScalarEvent | None = None
    depth = 0
    try:
        # Events come one by one, so nested brackets end the reading before they are understood.
        for event in yaml.parse(text, Loader=_LOADER):
            mark = event.start_mark
            if isinstance(event, yaml.MappingStartEvent) and depth == 0:
                depth = 1
            elif isinstance(event, yaml.ScalarEvent) and depth == 1:
                if key is None:
                    key = event
                    continue
                name = key.value
                if name in texts:
                    problems.append(E416.at(_span(path, key), key=name))
                texts[name], spans[name] = event.value, _span(path, key)
                key = None
            elif isinstance(event, yaml.ScalarEvent) and not event.value:
                continue
            elif isinstance(event, yaml.NodeEvent):
                line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
                return unreadable("it should hold one `key: text` on each line", line, column)
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        line, column = (place.line + 1, place.column + 1) if place else (1, 1)
        return unreadable(error.problem or "it is not YAML", line, column)
    except yaml.YAMLError:
        return unreadable("it holds characters that YAML does not allow")
    return Words(texts, spans), problems


def _span(path: str, event: yaml.ScalarEvent) -> Span:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Span(path, 1, 1)
    length = end.column - start.column if end.line == start.line else 1
    return Span(path, start.line + 1, start.column + 1, max(length, 1))


def fallbacks(language: str, known: Mapping[str, object]) -> tuple[str, ...]:
    """Return the languages to look words up in: the tag, shorter forms of it, its relatives, then en-NZ."""
    parts = language.split("-")
    found = ["-".join(parts[:length]) for length in range(len(parts), 0, -1)]
    found += sorted(tag for tag in known if tag.split("-")[0].lower() == parts[0].lower())
    found.append(DEFAULT_LANGUAGE)
    by_case = {tag.lower(): tag for tag in sorted(known)}
    return tuple(dict.fromkeys(by_case[tag.lower()] for tag in found if tag.lower() in by_case))


def has_key(key: str, texts: Mapping[str, str]) -> bool:
    """Tell whether there are words for ``key``, with or without plural forms."""
    return key in texts or f"{key}.other" in texts


def translator(language: str, strings: Mapping[str, Mapping[str, str]]) -> Callable[..., str]:
    """Return ``t(key, **values)`` for one language. It raises :class:`UnknownKeyError` for a key without words."""
    layers = tuple(strings[tag] for tag in fallbacks(language, strings))
    tags = fallbacks(language, strings)

    @lru_cache(maxsize=4096)
    def find(key: str, count: int | None) -> str:
        for tag, texts in zip(tags, layers, strict=True):
            if count is not None and f"{key}.other" in texts:
                form = locale_of(tag).plural_form(count)
                return texts.get(f"{key}.{form}", texts[f"{key}.other"])
            if key in texts:
                return texts[key]
        raise UnknownKeyError(key)

    @lru_cache(maxsize=4096)
    def split(key: str, count: int | None) -> list[str]:
        # What stands between the placeholders, and their names.
        return PLACEHOLDER.split(find(key, count))

    plain: dict[str, str] = {}

    def t(key: str, **values: object) -> str:
        if not values:
            text = plain.get(key)
            if text is None:
                text = plain[key] = find(key, None)
            return text
        count = values.get("count")
        parts = split(key, count if isinstance(count, int) else None)
        if len(parts) == 1:
            return parts[0]
        if len(parts) == 3 and type(value := values.get(parts[1])) is str:
            return parts[0] + value + parts[2]
        found = parts.copy()
        for at in range(1, len(parts), 2):
            name = parts[at]
            value = values.get(name, f"{{{name}}}")
            found[at] = format_number(value, language) if isinstance(value, int) else str(value)
        return "".join(found)

    return t


@lru_cache(maxsize=4096)
def format_number(number: int, language: str) -> str:
    """Return a whole number as the language writes it: ``12,345``."""
    return str(number) if 0 <= number < 1000 else format_decimal(number, locale=locale_of(language))


@lru_cache(maxsize=256)
def language_name(tag: str) -> str:
    """Return the language's own name (``mi`` → ``te reo Māori``); the tag itself where it is not known."""
    first = tag.split("-")[0].lower()
    if first in _OWN_NAMES:
        return _OWN_NAMES[first]
    locale = locale_of(tag)
    if locale.language != first:
        return tag
    name = locale.language_name or tag
    return f"{name} ({locale.script_name})" if locale.script and locale.script_name else name
