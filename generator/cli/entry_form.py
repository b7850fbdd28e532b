"""The text of a new entry: every field of its kind, explained; what it needs filled in, the rest to be uncommented."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable
from datetime import date
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from generator.core.text import one_line
from generator.model.config import ClusterConfig
from generator.model.kind import KindSpec

_SUMMARY = "Say here in one or two sentences what readers will find."
_BODY = "Write here, in Markdown. While `draft: yes` stands above, only `portal serve` shows this.\n"
# What a field offers to choose from: the field of an entry, and that of the cluster's settings.
_CHOICES = {"schools": "schools", "goals": "goals", "levels": "levels", "areas": "areas", "phase": "phases"}
_PLAIN = re.compile(r"\w(?:[\w .;!?()'’“”–—/&+-]|,(?= ))*")
_WORDS_WITH_A_MEANING = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null"})
_WIDTH = 100


def entry_text(spec: KindSpec, title: str, *, cluster: ClusterConfig | None, today: date) -> str:
    """Return the whole file of a new entry of kind ``spec``. It is a draft, and has nothing that ``check`` objects to.

    ``cluster`` gives the schools, goals and so on that may be named.
    """
    fields = spec.fields.model_fields
    filled = {"title": quoted(title), "summary": quoted(_SUMMARY), "date": today.isoformat()}
    for name, field in fields.items():
        if field.is_required() and name not in filled:
            filled[name] = _example(name, field, today)
    filled["draft"] = "yes"
    lines = ["---"]
    for name, value in filled.items():
        lines += [*_comment(fields[name].description), f"{name}: {value}"]
    # No line is empty: after an empty one, text in front matter looks like a body whose line of hyphens is missing.
    lines += ["#", "# What follows is for you to choose from. Take away the # before a line to use it."]
    for name, field in _own_first(spec, filled):
        lines.append("#")
        choices = _choices(name, cluster)
        lines += _comment(field.description)
        if choices:
            lines += _comment(f"One or more of: {', '.join(choices)}.")
            lines.append(f"#{name}: [{quoted(choices[0], in_list=True)}]")
        else:
            lines += [f"#{line}" for line in _written(name, field, today)]
    return "\n".join([*lines, "---", "", _BODY])


def quoted(text: str, *, in_list: bool = False) -> str:
    """Return ``text`` as a YAML value on one line, in quotes where it needs them."""
    text = readable(text)
    plain = _PLAIN.fullmatch(text) and not text[0].isdigit() and text.lower() not in _WORDS_WITH_A_MEANING
    if plain and not (in_list and ("," in text or "?" in text)):
        return text
    return json.dumps(text, ensure_ascii=False)


def readable(text: str) -> str:
    """Return ``text`` on one line, without what cannot be seen."""
    return one_line("".join(character for character in one_line(text) if character.isprintable()))


def _own_first(spec: KindSpec, filled: Iterable[str]) -> list[tuple[str, FieldInfo]]:
    """Return the fields that are left, those of this kind alone before those that all kinds have."""
    shared = spec.fields.__base__.__dict__.get("__pydantic_fields__", {}) if spec.fields.__base__ else {}
    left = [(name, field) for name, field in spec.fields.model_fields.items() if name not in filled]
    return sorted(left, key=lambda item: item[0] in shared)


def _choices(name: str, cluster: ClusterConfig | None) -> list[str]:
    if cluster is None or name not in _CHOICES:
        return []
    return [term.name for term in getattr(cluster, _CHOICES[name])]


def _written(name: str, field: FieldInfo, today: date) -> list[str]:
    """Return the lines of a field that may be left out: its example, or the fields inside it on lines of their own."""
    inner = None if field.examples else _model_in(field.annotation)
    if inner is None:
        return [f"{name}: {_example(name, field, today)}".rstrip()]
    many = _is_tuple(field.annotation)
    lines = [f"{name}:"]
    for number, (key, part) in enumerate(inner.model_fields.items()):
        indent = "    " if many else "  "
        lines += [f"{indent}{line}" for line in _comment(part.description)]
        written = [f"{indent}{line}" for line in _written(key, part, today)]
        if many and number == 0:
            written[0] = "  - " + written[0][len(indent) :]
        lines += written
    return lines


def _example(name: str, field: FieldInfo, today: date) -> str:
    example = str(field.examples[0]) if field.examples else ""
    if _holds(field.annotation, date):
        return max(example, today.isoformat())  # no day that is past
    if example:
        return example
    if _holds(field.annotation, bool):
        return "yes"
    return "1" if _holds(field.annotation, int) else ""


def _comment(text: str | None) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text or "", _WIDTH, break_on_hyphens=False)]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model that a field's type is about: ``Image`` of ``Image | None``, ``Person`` of a tuple of them."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part)) is not None), None)


def _is_tuple(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def _holds(annotation: Any, wanted: type) -> bool:
    return annotation is wanted or any(_holds(part, wanted) for part in get_args(annotation))
