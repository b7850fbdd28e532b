"""The types of expressions in templates, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from generator.core.codes.theme import E404, E405, E407, E408, E409, E419, E420, E421
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import did_you_mean
from generator.render.contract_types import (
    ANYTHING,
    LOOP_FIELDS,
    MARKUP,
    NUMBER,
    TEXT,
    TRUTH,
    Anything,
    Callable,
    Context,
    Loop,
    MacroType,
    Many,
    Maybe,
    Module,
    Table,
    Type,
    merge,
    plain,
    words,
)
from generator.render.environment import WITHHELD_FILTERS, ContractEnvironment
from generator.render.strings import DEFAULT_LANGUAGE, PLACEHOLDER, PLURAL_FORMS, has_key
from generator.render.theme import Theme, base_key

# What Jinja's filters give; the rest give what cannot be known, or what is named in `_filtered`.
_SAME = frozenset({"default", "d", "list", "reverse", "sort", "unique", "select", "reject", "selectattr", "rejectattr"})
_ITEM = frozenset({"first", "last", "min", "max"})
_NUMBERS = frozenset({"abs", "count", "float", "int", "length", "round", "sum", "wordcount"})
_TEXTS = frozenset(
    {
        *("capitalize", "center", "e", "escape", "filesizeformat", "forceescape", "format", "indent", "join", "lower"),
        *("replace", "string", "striptags", "title", "tojson", "trim", "truncate", "upper", "urlencode", "urlize"),
        *("wordwrap", "xmlattr"),
    }
)
_BY_ATTRIBUTE = frozenset({"groupby", "join", "map", "max", "min", "rejectattr", "selectattr", "sort", "sum", "unique"})


@dataclass(slots=True)
class Scope:
    """What is known at a place of a template: names with their types, and the values that are there for certain.

    ``present`` are expressions as written (``page.date``). ``open_ended`` says that names may come from elsewhere.
    """

    names: dict[str, Type]
    present: set[str] = field(default_factory=set)
    open_ended: bool = False

    def child(self) -> Scope:
        """Return a scope inside this one."""
        return Scope(dict(self.names), set(self.present), self.open_ended)

    def signature(self) -> str:
        """Return a text that is the same for scopes that know the same."""
        known = sorted((name, repr(kind)) for name, kind in self.names.items() if not isinstance(kind, Module))
        return repr((known, sorted(self.present)))


class Problems:
    """What was found, each thing once, however many pages lead to it."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.found: dict[tuple[str, Span, str], Diagnostic] = {}

    def add(self, diagnostic: Diagnostic, subject: str) -> None:
        """Keep a diagnostic, unless its code is known for this subject at this place."""
        self.found.setdefault((diagnostic.code, diagnostic.span, subject), diagnostic)

    def span(self, template: str, line: int, written: str) -> Span:
        """Return the place of what is written in a line of a template."""
        lines = self.theme.templates[template].split("\n")
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        column = text.find(written) if written else -1
        place = self.theme.places[template]
        return Span(place, line, column + 1, len(written)) if column >= 0 else Span(place, line, 1)

    def unknown_field(
        self, template: str, line: int, written: str, name: str, owner: str, known: Iterable[str]
    ) -> None:
        """Report a field that its owner does not have."""
        near = did_you_mean(name, known)
        hint = f"Did you mean `{near}`?" if near else None
        diagnostic = E404.at(self.span(template, line, written), hint=hint, written=written, owner=owner, field=name)
        self.add(diagnostic, written)


class TypeOf:
    """Reads expressions of one template: tells their types, and reports what is wrong."""

    def __init__(self, environment: ContractEnvironment, problems: Problems, template: str) -> None:
        self.environment = environment
        self.problems = problems
        self.template = template
        self.strings: Mapping[str, str] = problems.theme.strings.get(DEFAULT_LANGUAGE, {})

    def read(self, node: nodes.Node, scope: Scope) -> Type:
        """Return the type of an expression."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._field(node, node.attr, scope)
        if isinstance(node, nodes.Getitem):
            return self._item(node, scope)
        if isinstance(node, nodes.Call):
            return self._call(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filtered(node, scope)
        if isinstance(node, nodes.Test):
            return self._test(node, scope)
        if isinstance(node, nodes.And):
            left = self.read(node.left, scope)
            inner = scope.child()
            inner.present |= present_in(node.left, True)
            return merge(left, self.read(node.right, inner))
        if isinstance(node, nodes.Or):
            left = self.read(node.left, scope)
            inner = scope.child()
            inner.present |= present_in(node.left, False)
            return merge(plain(left), self.read(node.right, inner))
        if isinstance(node, nodes.CondExpr):
            return self._either(node, scope)
        if isinstance(node, nodes.Const):
            return TRUTH if isinstance(node.value, bool) else NUMBER if isinstance(node.value, int | float) else TEXT
        if isinstance(node, nodes.TemplateData):
            return MARKUP
        if isinstance(node, nodes.List | nodes.Tuple):
            kinds = [self.read(item, scope) for item in node.items]
            item = kinds[0] if kinds else ANYTHING
            for kind in kinds[1:]:
                item = merge(item, kind)
            return Many(item)
        for inside in node.iter_child_nodes():
            self.read(inside, scope)
        if isinstance(node, nodes.Compare | nodes.Not):
            return TRUTH
        return TEXT if isinstance(node, nodes.Concat) else ANYTHING

    def assign(self, target: nodes.Node, kind: Type, scope: Scope) -> None:
        """Give a type to the names that a ``set`` or ``for`` fills."""
        if isinstance(target, nodes.Name):
            scope.names[target.name] = kind
            gone = (target.name, f"{target.name}.", f"{target.name}[")
            scope.present = {
                written for written in scope.present if written != gone[0] and not written.startswith(gone[1:])
            }
        elif isinstance(target, nodes.Tuple):
            for part in target.items:
                self.assign(part, ANYTHING, scope)

    def not_a_list(self, node: nodes.Node, kind: Type) -> None:
        """Report a ``for`` over something that is no list."""
        text = written(node) or "this"
        problem = f"`{text}` is a {words(kind)}, not a list"
        span = self.problems.span(self.template, node.lineno, text)
        self.problems.add(E419.at(span, problem=problem), problem)

    def _name(self, node: nodes.Name, scope: Scope) -> Type:
        if node.name in scope.names:
            return scope.names[node.name]
        if not scope.open_ended:
            near = did_you_mean(node.name, scope.names)
            pages = [key for key in ("page", "site", "item") if _has(scope.names.get(key), node.name)]
            near = f"{pages[0]}.{node.name}" if pages else near
            hint = f"Did you mean `{near}`?" if near else None
            span = self.problems.span(self.template, node.lineno, node.name)
            self.problems.add(E405.at(span, hint=hint, field=node.name), node.name)
        return ANYTHING

    def _either(self, node: nodes.CondExpr, scope: Scope) -> Type:
        self.read(node.test, scope)
        inside = scope.child()
        inside.present |= present_in(node.test, True)
        kind = self.read(node.expr1, inside)
        if node.expr2 is None:
            return kind
        inside = scope.child()
        inside.present |= present_in(node.test, False)
        return merge(kind, self.read(node.expr2, inside))

    def _field(self, node: nodes.Getattr | nodes.Getitem, name: str, scope: Scope) -> Type:
        owner = self.read(node.node, scope)
        text = written(node) or f".{name}"
        if isinstance(owner, Maybe):
            base = written(node.node)
            if base and base not in scope.present:
                self._maybe_missing(node.node, base)
            owner = owner.inner
        if isinstance(owner, Anything):
            return ANYTHING
        if isinstance(owner, Table):
            return owner.item
        known: Mapping[str, Type] | None = None
        if isinstance(owner, Context):
            found = owner.field(name)
            if found is not None:
                # A field that is written as present is there.
                return plain(found) if text in scope.present else found
            known = dict.fromkeys(owner.field_names(), ANYTHING)
        elif isinstance(owner, Loop):
            known = {**LOOP_FIELDS, "previtem": Maybe(owner.item), "nextitem": Maybe(owner.item)}
        elif isinstance(owner, Module):
            known = owner.names
        if known is not None and name in known:
            return known[name]
        self.problems.unknown_field(self.template, node.lineno, text, name, words(owner), known or ())
        return ANYTHING

    def _item(self, node: nodes.Getitem, scope: Scope) -> Type:
        key = node.arg
        if isinstance(key, nodes.Const) and isinstance(key.value, str):
            return self._field(node, key.value, scope)
        owner = plain(self.read(node.node, scope))
        for part in (key.start, key.stop, key.step) if isinstance(key, nodes.Slice) else (key,):
            if part is not None:
                self.read(part, scope)
        if isinstance(key, nodes.Slice):
            return owner
        return owner.item if isinstance(owner, Many) else ANYTHING

    def _maybe_missing(self, node: nodes.Node, base: str) -> None:
        self.problems.add(E421.at(self.problems.span(self.template, node.lineno, base), written=base), base)

    # --- calls ---------------------------------------------------------------------------------------------------

    def _call(self, node: nodes.Call, scope: Scope) -> Type:
        called = self.read(node.node, scope)
        given = [self.read(argument, scope) for argument in node.args]
        named = {keyword.key: self.read(keyword.value, scope) for keyword in node.kwargs}
        if isinstance(called, Callable):
            if called.name == "t":
                self._words(node)
                return TEXT
            return MARKUP
        if isinstance(called, MacroType):
            self._macro_call(node, called, given, named, scope)
            return MARKUP
        if not isinstance(called, Anything):
            text = written(node.node) or "this"
            problem = f"`{text}` cannot be called"
            self.problems.add(E419.at(self.problems.span(self.template, node.lineno, text), problem=problem), problem)
        return ANYTHING

    def _macro_call(
        self, node: nodes.Call, macro: MacroType, given: list[Type], named: dict[str, Type], scope: Scope
    ) -> None:
        names = [name for name, _ in macro.parameters]
        problem = ""
        if len(given) > len(names) and not macro.open_ended:
            problem = f"`{macro.name}` takes {len(names)} values, but {len(given)} are given"
        stray = [name for name in named if name not in names]
        if stray and not macro.open_ended:
            near = did_you_mean(stray[0], names)
            problem = f"`{macro.name}` has no parameter `{stray[0]}`" + (f" (did you mean `{near}`?)" if near else "")
        missing = [name for name in names[len(given) : macro.required] if name not in named]
        if missing and node.dyn_args is None and node.dyn_kwargs is None:
            problem = f"`{macro.name}` needs a value for `{missing[0]}`"
        if problem:
            span = self.problems.span(self.template, node.lineno, macro.name)
            self.problems.add(E419.at(span, problem=problem), problem)
        kinds = dict(macro.parameters)
        values = [*zip(names, node.args, given, strict=False)]
        values += [(keyword.key, keyword.value, named[keyword.key]) for keyword in node.kwargs]
        for name, value, kind in values:
            base = written(value)
            if isinstance(kind, Maybe) and kinds.get(name, ANYTHING) != ANYTHING and base and base not in scope.present:
                self._maybe_missing(value, base)

    def _words(self, node: nodes.Call) -> None:
        """Check ``t("key", …)``: the key is written out, known, and given all its values."""
        key = node.args[0] if len(node.args) == 1 else None
        if not isinstance(key, nodes.Const) or not isinstance(key.value, str):
            problem = "`t` needs one key, written out in quotes; values have names"
            span = self.problems.span(self.template, node.lineno, "t(")
            self.problems.add(E419.at(span, problem=problem), problem)
            return
        name = key.value
        span = self.problems.span(self.template, node.lineno, name)
        if not has_key(name, self.strings):
            near = did_you_mean(name, sorted({base_key(known) for known in self.strings}))
            hint = f"Did you mean `{near}`?" if near else None
            self.problems.add(E409.at(span, hint=hint, key=name), name)
            return
        texts = [self.strings.get(name, "")] + [self.strings.get(f"{name}.{form}", "") for form in PLURAL_FORMS]
        given = {keyword.key for keyword in node.kwargs}
        for placeholder in dict.fromkeys(PLACEHOLDER.findall(" ".join(texts))):
            if placeholder not in given and node.dyn_kwargs is None:
                self.problems.add(E420.at(span, key=name, placeholder=placeholder), f"{name} {placeholder}")

    # --- filters and tests ---------------------------------------------------------------------------------------

    def _filtered(self, node: nodes.Filter, scope: Scope) -> Type:
        kind = plain(self.read(node.node, scope)) if node.node is not None else MARKUP
        for argument in node.args:
            self.read(argument, scope)
        for keyword in node.kwargs:
            self.read(keyword.value, scope)
        name = node.name
        if name == "safe":
            text = (written(node.node) if node.node is not None else "") or ""
            span = self.problems.span(self.template, node.lineno, "safe")
            self.problems.add(E407.at(span, written=f"{text}|safe"), f"{text}|safe")
            return MARKUP
        if name in WITHHELD_FILTERS or name not in self.environment.filters:
            self._unknown("filter", name, node.lineno, self.environment.filters)
            return ANYTHING
        field_kind = self._attribute(node, kind) if name in _BY_ATTRIBUTE and isinstance(kind, Many) else None
        if name == "map":
            return Many(field_kind or ANYTHING)
        if name in _SAME:
            return kind
        if name in _ITEM and isinstance(kind, Many):
            return Maybe(kind.item) if kind.item != ANYTHING else ANYTHING
        if name in ("batch", "slice"):
            return Many(kind)
        if name in _NUMBERS:
            return NUMBER
        return TEXT if name in _TEXTS else ANYTHING

    def _attribute(self, node: nodes.Filter, kind: Many) -> Type | None:
        """Check the field that a filter names (``cards|map(attribute="title")``) and return its type."""
        value: nodes.Expr | None = next((pair.value for pair in node.kwargs if pair.key == "attribute"), None)
        if value is None and node.name in ("groupby", "rejectattr", "selectattr") and node.args:
            value = node.args[0]
        if not isinstance(value, nodes.Const) or not isinstance(value.value, str):
            return None
        found: Type = kind.item
        for part in value.value.split("."):
            owner = plain(found)
            if not isinstance(owner, Context):
                return ANYTHING
            inner = owner.field(part)
            if inner is None:
                names = owner.field_names()
                self.problems.unknown_field(self.template, node.lineno, part, part, words(owner), names)
                return ANYTHING
            found = inner
        return found

    def _test(self, node: nodes.Test, scope: Scope) -> Type:
        self.read(node.node, scope)
        for argument in node.args:
            self.read(argument, scope)
        if node.name not in self.environment.tests:
            self._unknown("test", node.name, node.lineno, self.environment.tests)
        return TRUTH

    def _unknown(self, what: str, name: str, line: int, known: Iterable[str]) -> None:
        near = did_you_mean(name, known)
        hint = f"Did you mean `{near}`?" if near else None
        span = self.problems.span(self.template, line, name)
        self.problems.add(E408.at(span, hint=hint, what=what, written=name), name)


def written(node: nodes.Node) -> str:
    """Return a name or a chain of fields as the author wrote it (``page.date``), or "" for anything else."""
    parts: list[str] = []
    while isinstance(node, nodes.Getattr):
        parts.append(node.attr)
        node = node.node
    if not isinstance(node, nodes.Name):
        return ""
    return ".".join([node.name, *reversed(parts)])


def present_in(test: nodes.Node, outcome: bool) -> set[str]:
    """Return the expressions that are there for certain where ``test`` came out as ``outcome``."""
    if isinstance(test, nodes.Not):
        return present_in(test.node, not outcome)
    if (isinstance(test, nodes.And) and outcome) or (isinstance(test, nodes.Or) and not outcome):
        return present_in(test.left, outcome) | present_in(test.right, outcome)
    if isinstance(test, nodes.Test) and test.name == "none":
        return _with_owners(written(test.node)) if not outcome else set()
    return _with_owners(written(test)) if outcome else set()


def _with_owners(path: str) -> set[str]:
    """Return the path and the paths of its owners: ``page.date.text`` is there only if ``page.date`` is."""
    parts = path.split(".")
    return {".".join(parts[:length]) for length in range(1, len(parts) + 1)} if path else set()


def _has(kind: Type | None, name: str) -> bool:
    return isinstance(kind, Context) and kind.field(name) is not None
