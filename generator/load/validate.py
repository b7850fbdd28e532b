"""Plain values to a model: every problem told at its place, and the model built from what is left.

Knows the shape of fields, nothing of what they are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError, create_model
from pydantic.fields import FieldInfo

from generator.core.codes.front_matter import E132, E133, E134, E135, E136
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import shorten
from generator.load.dates import in_words, understand_date
from generator.load.unknown_fields import find_unknown, inner_model, suggest
from generator.load.yaml import YamlDocument

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]

LONGEST_TITLE = 300
LONGEST_TEXT = 100_000
MOST_NAMES = 200
_ROUNDS = 50
_NONE: Mapping[str, Any] = {}
# The title of an entry, and what stands for it elsewhere: where it is missing, the file's name will do.
_NAMING = ("title", "name")


def validate(
    model: type[Model],
    document: YamlDocument,
    *,
    path: str,
    subject: str = "entry",
    other_fields: Mapping[str, str] = _NONE,
    fallback: Mapping[str, Any] = _NONE,
) -> tuple[Model, list[Diagnostic]]:
    """Return an instance of ``model``, in any case, and what is wrong with the document's values.

    Bad values are left out, and with them what they were required for. A required field that is missing takes its
    value from ``fallback``; a title, failing that, is made from the name of the file ``path``; any other is ``None``.
    ``subject`` says what the fields describe ("video"), ``other_fields`` maps fields that only other kinds have to the
    words for those kinds (``start`` → "events").
    """
    problems = find_unknown(model, document, subject=subject, other_fields=other_fields)
    try:
        instance = model.model_validate(document.values)
    except ValidationError as error:
        instance, found = _Rescue(model, document, path, fallback).run(error)
        problems += found
    problems += _very_long(instance, document)
    return instance, problems


class _Rescue:
    """Takes bad values out, round by round, until the rest makes an instance."""

    def __init__(self, model: type[BaseModel], document: YamlDocument, path: str, fallback: Mapping[str, Any]) -> None:
        self._model = model
        self._document = document
        self._path = path
        self._fallback = fallback
        self._values = _copy(document.values)
        self._dropped: set[Path] = set()
        self._empty: set[str] = set()
        self._pending: list[Path] = []
        self._problems: list[Diagnostic] = []

    def run(self, error: ValidationError) -> tuple[Any, list[Diagnostic]]:
        for number in range(_ROUNDS):
            for problem in error.errors(include_url=False, include_input=False):
                self._take(problem, first=number == 0)
            self._drop_pending()
            try:
                return self._build(), self._problems
            except ValidationError as next_error:
                error = next_error
        # Each round takes something out, but a hostile document may have more layers than are worth a round each.
        self._values = {}
        self._empty = {name for name, info in self._model.model_fields.items() if info.is_required()}
        return self._build(), self._problems

    def _build(self) -> Any:
        values = {**self._values, **{name: self._stand_in(name) for name in sorted(self._empty)}}
        unset = frozenset(name for name in self._empty if values[name] is None)
        if not unset:
            return self._model.model_validate(values)
        loose = _without_requirement(self._model, unset).model_validate(values)
        # An instance of the author's own model: a class made here could not be sent to another process.
        fields = {name: getattr(loose, name) for name in self._model.model_fields}
        return self._model.model_construct(loose.model_fields_set - unset, **fields)

    def _stand_in(self, name: str) -> Any:
        if name in self._fallback:
            return self._fallback[name]
        stem = self._path.rsplit("/", 1)[-1].split(".", 1)[0]
        return (stem.replace("-", " ") or "?") if name in _NAMING else None

    def _take(self, problem: Mapping[str, Any], *, first: bool) -> None:
        """Tell of one error, and take out what caused it."""
        keys, value, rest = _locate(self._values, problem["loc"])
        if problem["type"] == "missing":
            missing = (*keys, *rest)
            if missing not in self._dropped:
                self._missing(keys, str(rest[-1]) if rest else "", value)
            if keys:
                self._pending.append(keys)
            elif rest:
                self._empty.add(str(rest[-1]))
            return
        told = not first and any(dropped[: len(keys)] == keys for dropped in self._dropped)
        odd = (
            []
            if rest or not isinstance(value, list)
            else [i for i, item in enumerate(value) if not isinstance(item, str)]
        )
        if odd and problem["type"] == "wrong_type":
            for index in odd:
                self._tell((*keys, index), value[index], problem)
                self._pending.append((*keys, index))
            return
        if not told:
            self._tell(keys, value, problem)
        self._pending.append(keys)

    def _drop_pending(self) -> None:
        """Take out what one round found. Not before its end, since the places of its errors count what is there."""
        for keys in self._pending:
            if not keys:
                self._values = {}
                break
            self._dropped.add(keys)
            holder: Any = self._values
            for key in keys[:-1]:
                # Where the holder itself was taken out, its parts went with it.
                holder = holder.get(key) if isinstance(holder, dict) else holder[key] if holder else None
            if isinstance(holder, list):
                holder[int(keys[-1])] = ""  # so that the places of the other items stay the same
            elif isinstance(holder, dict):
                holder.pop(keys[-1], None)
            if len(keys) == 1 and self._model.model_fields[str(keys[0])].is_required():
                self._empty.add(str(keys[0]))
        self._pending = []

    def _missing(self, keys: Path, name: str, holder: Any) -> None:
        document = self._document
        if not keys and (not document.complete or name in document.lost):
            return
        field = _dotted((*_names(keys), name))
        info = _field(self._model, (*keys, name))
        span = self._span(keys) if keys else document.key_spans.get(name, document.start)
        wrong = None if keys else next((key for key in self._strangers() if _meant(key, self._model) == name), None)
        if wrong is not None:
            line = document.key_spans[wrong].line
            hint = f"`{shorten(wrong, 40)}` in line {line} looks like it: write `{name}` instead."
        elif isinstance(holder, str):
            around = _names(keys)[-1]
            first = next(iter(_inner(self._model, keys).model_fields), name)
            hint = f"Write `{around}:` alone, and below it, two spaces further in, two lines: "
            hint += f"`{first}: {shorten(holder, 60)}` and `{name}: {_example(info) or '…'}`."
        else:
            where = f" below `{_dotted(_names(keys))}`" if keys else ""
            hint = (
                f"Add a line `{name}: {_example(info) or '…'}`{where}. {info.description or '' if info else ''}".strip()
            )
        self._problems.append(E132.at(span, hint=hint, field=field))

    def _strangers(self) -> Iterator[str]:
        return (key for key in self._document.keys if key not in self._model.model_fields)

    def _span(self, keys: Path) -> Span:
        while keys:
            dotted = _dotted(keys)
            if dotted in self._document.spans:
                return self._document.spans[dotted]
            keys = keys[:-1]
        return self._document.start

    def _tell(self, keys: Path, value: Any, problem: Mapping[str, Any]) -> None:
        span, field, kind = self._span(keys), _dotted(_names(keys)) or "front matter", problem["type"]
        info = _field(self._model, problem["loc"])
        if kind == "bad_date" and isinstance(value, str):
            self._problems.append(_bad_date(span, field, value))
            return
        if kind in {"literal_error", "enum"} and isinstance(value, str):
            choices = str(problem.get("ctx", {}).get("expected", "")).replace("'", "`")
            self._problems.append(E135.at(span, value=value, field=field, choices=choices))
            return
        example = _example(info)
        hint = (
            f"Change it, or delete it. An example: `{_last(field)}: {example}`."
            if example
            else "Change it, or delete it."
        )
        expected = _expected(problem, self._model)
        self._problems.append(E133.at(span, hint=hint, field=field, expected=expected, found=_found(value)))


def _bad_date(span: Span, field: str, value: str) -> Diagnostic:
    iso, reason = understand_date(value)
    hint = f"If it is {in_words(iso)}, write `{_last(field)}: {iso}`." if iso else None
    return E134.at(span, hint=hint, value=value, field=_last(field), reason=reason)


def _locate(values: Any, loc: Sequence[str | int]) -> tuple[Path, Any, Path]:
    """Follow an error's place through the values as written.

    Return the keys that are there, the value at them, and the rest of the place. Single values may stand for lists,
    bare ones for mappings; then the error is at the value itself, and the rest is what it stands for.
    """
    keys: list[str | int] = []
    for number, step in enumerate(loc):
        if isinstance(values, dict) and isinstance(step, str):
            if step not in values:
                return tuple(keys), values, tuple(loc[number:])
            keys.append(step)
            values = values[step]
        elif isinstance(values, list) and isinstance(step, int):
            # Empty items are skipped by the fields' own types, so they are not counted.
            real = [index for index, item in enumerate(values) if item not in (None, "")]
            if step >= len(real):
                return tuple(keys), values, tuple(loc[number:])
            keys.append(real[step])
            values = values[real[step]]
        elif isinstance(values, dict):
            continue  # one mapping where a list of them may stand
        else:
            return tuple(keys), values, tuple(loc[number:])
    return tuple(keys), values, ()


def _names(keys: Path) -> Path:
    return tuple(key for key in keys if isinstance(key, str))


def _dotted(keys: Path) -> str:
    return ".".join(str(key) for key in keys)


def _last(field: str) -> str:
    return field.rpartition(".")[2]


def _meant(key: str, model: type[BaseModel]) -> str:
    found = suggest(key, model.model_fields)
    return found[0] if found else ""


def _field(model: type[BaseModel], loc: Path) -> FieldInfo | None:
    """Return the innermost field that an error's place names."""
    info: FieldInfo | None = None
    inner: type[BaseModel] | None = model
    for step in loc:
        if isinstance(step, str):
            if inner is None or step not in inner.model_fields:
                break
            info, inner = inner.model_fields[step], inner_model(inner, step)
    return info


def _inner(model: type[BaseModel], loc: Path) -> type[BaseModel]:
    """Return the model that the value at a place should be an instance of."""
    for name in _names(loc):
        model = inner_model(model, str(name)) or model if name in model.model_fields else model
    return model


def _example(info: FieldInfo | None) -> str:
    return str(info.examples[0]) if info is not None and info.examples else ""


def _expected(problem: Mapping[str, Any], model: type[BaseModel]) -> str:
    kind, message = problem["type"], str(problem["msg"])
    if kind in {"wrong_type", "bad_date"}:
        return "a date, such as `2026-03-05`" if kind == "bad_date" else message
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        inner = _inner(model, problem["loc"])
        names = [f"`{name}`" for name in inner.model_fields][:2] if inner is not model else []
        return "fields of its own" + (f", such as {' and '.join(names)}" if names else ", each in a line below it")
    if kind == "string_type":
        return "text on one line"
    message = message.removeprefix("Value error, ").removeprefix("Input should be ")
    return message[:1].lower() + message[1:]


def _found(value: Any) -> str:
    if isinstance(value, str):
        return f"`{shorten(value, 60)}`"
    return "a list" if isinstance(value, list) else "fields of its own"


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


@lru_cache(maxsize=128)
def _without_requirement(model: type[BaseModel], names: frozenset[str]) -> type[BaseModel]:
    fields: dict[str, Any] = dict.fromkeys(sorted(names), (Any, None))
    return create_model(model.__name__, __base__=model, **fields)


def _very_long(instance: BaseModel, document: YamlDocument) -> Iterator[Diagnostic]:
    start = document.start
    title = getattr(instance, "title", "")
    if isinstance(title, str) and len(title) > LONGEST_TITLE:
        span = document.spans.get("title", start)
        yield E136.at(span, field="title", size=f"{len(title)} characters", limit=LONGEST_TITLE)
    for name, value in vars(instance).items():
        if isinstance(value, tuple) and len(value) > MOST_NAMES and isinstance(value[0], str):
            span = document.spans.get(name, start)
            yield E136.at(span, field=name, size=f"{len(value)} names", limit=MOST_NAMES)
    for path, text in _texts(document.values) if _has_long(document.values) else ():
        if len(text) > LONGEST_TEXT and path != ("title",):
            span = document.spans.get(_dotted(path), start)
            yield E136.at(span, field=_dotted(path), size=f"{len(text)} characters", limit=LONGEST_TEXT)


def _has_long(values: Any) -> bool:
    """Tell whether any text is too long. No document of usual size holds one."""
    if isinstance(values, str):
        return len(values) > LONGEST_TEXT
    return any(map(_has_long, values.values() if isinstance(values, dict) else values))


def _texts(values: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    if isinstance(values, str):
        yield path, values
    elif isinstance(values, dict):
        for key, value in values.items():
            yield from _texts(value, (*path, key))
    elif isinstance(values, list):
        for index, value in enumerate(values):
            yield from _texts(value, (*path, index))
