"""Check a theme's templates against the contract before any page is made, by walking their syntax trees.

Each template of ``contract.TEMPLATES`` is followed with the type of its page through what it extends, includes and
imports, so a layout is checked with every page that uses it. Templates that no page uses are checked last.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import jinja2
from jinja2 import nodes

from generator.core.codes.theme import E403, E406, E409, E410, E418, E419
from generator.core.diagnostics import Diagnostic, Span, in_order
from generator.core.text import did_you_mean
from generator.render.blocked_markup import blocked_markup
from generator.render.check_expressions import Problems, Scope, TypeOf, present_in
from generator.render.contract import PARTIALS, TEMPLATES
from generator.render.contract_types import (
    ANYTHING,
    MARKUP,
    TEXT,
    Callable,
    Loop,
    MacroType,
    Many,
    Module,
    Type,
    item_scope,
    merge,
    page_scope,
    parameter_types,
    plain,
)
from generator.render.environment import ContractEnvironment
from generator.render.strings import DEFAULT_LANGUAGE, REQUIRED_KEYS, has_key
from generator.render.theme import Theme

_MAX_STEPS = 40  # extends and includes inside one another
_PARSER = ContractEnvironment({}, {})
_TOO_DEEP = "it nests too deeply to be read"


def check_theme(theme: Theme) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with a theme's templates, in order of their places."""
    return _Checker(theme).run()


class _Checker:
    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.environment = ContractEnvironment(theme.templates, theme.places)
        self.problems = Problems(theme)
        self.trees: dict[str, nodes.Template | None] = {}
        self.seen: set[tuple[str, str]] = set()
        self.visited: set[str] = set()
        self.way: list[str] = []

    def run(self) -> tuple[Diagnostic, ...]:
        for name in self.theme.templates:
            self.parse(name)
            self.check_markup(name)
        words = self.theme.strings.get(DEFAULT_LANGUAGE, {})
        for key in REQUIRED_KEYS:
            if not has_key(key, words):
                place = f"themes/{self.theme.name}/strings/{DEFAULT_LANGUAGE}.yaml"
                self.problems.add(E409.at(Span(place), key=key), key)
        for name, page in TEMPLATES:
            self.template(name, Scope(page_scope(page)))
        for name, item in PARTIALS:
            self.template(name, Scope(item_scope(item)))
        for name in self.theme.templates:
            if name not in self.visited:
                scope = Scope({**page_scope(None), **parameter_types(), "item": ANYTHING}, open_ended=True)
                self.template(name, scope)
        return in_order(self.problems.found.values())

    def parse(self, name: str) -> None:
        place = self.theme.places[name]
        self.trees[name], line, problem = _read(self.theme.templates[name], name)
        if problem:
            self.problems.add(E403.at(Span(place, line, 1) if line else Span(place), problem=problem), problem)

    def check_markup(self, name: str) -> None:
        source = self.theme.templates[name]
        if self.trees[name] is None:
            return
        for offset, length, what in blocked_markup(source):
            line = source.count("\n", 0, offset) + 1
            column = offset - source.rfind("\n", 0, offset)
            self.problems.add(E410.at(Span(self.theme.places[name], line, column, length), what=what), what)

    def template(self, name: str, scope: Scope) -> Scope:
        """Follow a template and all it extends; return what its top level sets."""
        exports = Scope(dict(scope.names), set(scope.present), scope.open_ended)
        chain = self.chain(name)
        key = (name, scope.signature())
        if key in self.seen or not chain or len(self.way) >= _MAX_STEPS:
            return exports
        self.way.append(name)
        try:
            # A child's own names are known to the layouts it extends, and theirs to its blocks.
            blocks: dict[str, list[tuple[str, nodes.Block]]] = {}
            for link in chain:
                self.visited.add(link)
                tree = self.trees[link]
                if tree is None:
                    continue
                for block in tree.find_all(nodes.Block):
                    blocks.setdefault(block.name, []).append((link, block))
                exports.names["self"] = ANYTHING
                self.statements(tree.body, exports, link)
            for definitions in blocks.values():
                for link, block in definitions:
                    inner = exports.child()
                    inner.names["super"] = Callable("super")
                    self.statements(block.body, inner, link)
                    if not any(_calls_super(block)):
                        break
            self.seen.add(key)
        except RecursionError:
            self.problems.add(E403.at(Span(self.theme.places[name]), problem=_TOO_DEEP), name)
        finally:
            self.way.pop()
        return exports

    def chain(self, name: str) -> list[str]:
        """Return the template and the layouts it extends, the nearest first."""
        chain: list[str] = []
        following: str | None = name
        while following is not None and following in self.theme.templates:
            if following in chain:
                circle = " → ".join([*chain[chain.index(following) :], following])
                self.problems.add(E418.at(Span(self.theme.places[chain[-1]], 1, 1), circle=circle), circle)
                break
            chain.append(following)
            tree = self.trees.get(following)
            parent = next(tree.find_all(nodes.Extends), None) if tree is not None else None
            following = self.named(parent.template, parent, chain[-1]) if parent is not None else None
        return chain

    def named(self, written: nodes.Expr, node: nodes.Node, name: str, *, optional: bool = False) -> str | None:
        """Return the name of another template, if it is written out and there is such a template."""
        if not isinstance(written, nodes.Const) or not isinstance(written.value, str):
            problem = "The name of a template must be written out, in quotes"
            self.problems.add(E419.at(self.problems.span(name, node.lineno, ""), problem=problem), problem)
            return None
        if written.value in self.theme.templates:
            return written.value
        if not optional:
            near = did_you_mean(written.value, self.theme.templates)
            hint = f"Did you mean `{near}`?" if near else None
            span = self.problems.span(name, node.lineno, written.value)
            self.problems.add(E406.at(span, hint=hint, template=written.value), written.value)
        return None

    def statements(self, body: Iterable[nodes.Node], scope: Scope, name: str) -> None:
        for node in body:
            self.statement(node, scope, name)

    def statement(self, node: nodes.Node, scope: Scope, name: str) -> None:
        types = TypeOf(self.environment, self.problems, name)
        if isinstance(node, nodes.Output):
            for part in node.nodes:
                if not isinstance(part, nodes.TemplateData):
                    types.read(part, scope)
        elif isinstance(node, nodes.If):
            self.choice(node, scope, name, types)
        elif isinstance(node, nodes.For):
            self.loop(node, scope, name, types)
        elif isinstance(node, nodes.Assign):
            types.assign(node.target, types.read(node.node, scope), scope)
        elif isinstance(node, nodes.AssignBlock):
            self.statements(node.body, scope.child(), name)
            if node.filter is not None:
                types.read(node.filter, scope)
            types.assign(node.target, MARKUP, scope)
        elif isinstance(node, nodes.Macro):
            scope.names[node.name] = self.macro(node, scope, name, types)
        elif isinstance(node, nodes.CallBlock):
            types.read(node.call, scope)
            inner = scope.child()
            for argument in node.args:
                inner.names[argument.name] = parameter_types().get(argument.name, ANYTHING)
            self.statements(node.body, inner, name)
        elif isinstance(node, nodes.FilterBlock):
            types.read(node.filter, scope)
            self.statements(node.body, scope.child(), name)
        elif isinstance(node, nodes.With):
            inner = scope.child()
            for target, value in zip(node.targets, node.values, strict=True):
                types.assign(target, types.read(value, scope), inner)
            self.statements(node.body, inner, name)
        elif isinstance(node, nodes.Include):
            self.include(node, scope, name)
        elif isinstance(node, nodes.Import | nodes.FromImport):
            self.bring_in(node, scope, name)
        elif isinstance(node, nodes.Scope | nodes.ScopedEvalContextModifier):
            self.statements(node.body, scope.child(), name)
        elif isinstance(node, nodes.ExprStmt):
            types.read(node.node, scope)

    def choice(self, node: nodes.If, scope: Scope, name: str, types: TypeOf) -> None:
        before = set(scope.present)
        denied: set[str] = set()
        outcomes: list[dict[str, Type]] = []
        for branch in (node, *node.elif_):
            scope.present = before | denied
            types.read(branch.test, scope)
            inside = Scope(dict(scope.names), scope.present | present_in(branch.test, True), scope.open_ended)
            self.statements(branch.body, inside, name)
            outcomes.append(inside.names)
            denied |= present_in(branch.test, False)
        inside = Scope(dict(scope.names), before | denied, scope.open_ended)
        self.statements(node.else_, inside, name)
        outcomes.append(inside.names)
        scope.present = before
        # What a branch sets is known after it, too.
        for names in outcomes:
            for key, kind in names.items():
                known = [other[key] for other in outcomes if key in other]
                merged = kind
                for other in known:
                    merged = merge(merged, other)
                scope.names[key] = merged

    def loop(self, node: nodes.For, scope: Scope, name: str, types: TypeOf) -> None:
        listed = plain(types.read(node.iter, scope))
        if isinstance(listed, Many):
            item = listed.item
        else:
            item = ANYTHING
            if listed not in (ANYTHING, TEXT):
                types.not_a_list(node.iter, listed)
        inner = scope.child()
        types.assign(node.target, item, inner)
        inner.names["loop"] = Loop(item)
        if node.test is not None:
            types.read(node.test, inner)
            inner.present |= present_in(node.test, True)
        self.statements(node.body, inner, name)
        self.statements(node.else_, scope.child(), name)

    def macro(self, node: nodes.Macro, scope: Scope, name: str, types: TypeOf) -> MacroType:
        inner = scope.child()
        inner.present = set()
        parameters: list[tuple[str, Type]] = []
        required = len(node.args) - len(node.defaults)
        known = parameter_types()
        for index, argument in enumerate(node.args):
            kind = known.get(argument.name, ANYTHING)
            if index >= required:
                types.read(node.defaults[index - required], scope)
            inner.names[argument.name] = kind
            parameters.append((argument.name, kind))
        inner.names.update({"caller": Callable("caller"), "varargs": Many(ANYTHING), "kwargs": ANYTHING})
        used = {found.name for found in node.find_all(nodes.Name)}
        macro = MacroType(node.name, tuple(parameters), required, bool(used & {"varargs", "kwargs", "caller"}))
        inner.names[node.name] = macro
        self.statements(node.body, inner, name)
        return macro

    def include(self, node: nodes.Include, scope: Scope, name: str) -> None:
        written = node.template
        choices = written.items if isinstance(written, nodes.List | nodes.Tuple) else [written]
        for choice in choices:
            target = self.named(choice, node, name, optional=node.ignore_missing)
            if target is None:
                continue
            if target in self.way:
                circle = " → ".join([*self.way[self.way.index(target) :], target])
                span = self.problems.span(name, node.lineno, target)
                self.problems.add(E418.at(span, circle=circle), circle)
                continue
            known = scope.names if node.with_context else {}
            self.template(target, Scope(dict(known), set(scope.present), scope.open_ended))

    def bring_in(self, node: nodes.Import | nodes.FromImport, scope: Scope, name: str) -> None:
        target = self.named(node.template, node, name)
        exports: dict[str, Type] | None = None
        if target is not None and target in self.way:
            circle = " → ".join([*self.way[self.way.index(target) :], target])
            self.problems.add(E418.at(self.problems.span(name, node.lineno, target), circle=circle), circle)
        elif target is not None:
            outside = Scope(dict(scope.names) if node.with_context else {}, set(), scope.open_ended)
            exports = self.module(target, outside)
        if isinstance(node, nodes.Import):
            scope.names[node.target] = Module(target or "", exports) if exports is not None else ANYTHING
            return
        for entry in node.names:
            wanted, alias = entry if isinstance(entry, tuple) else (entry, entry)
            if exports is not None and wanted not in exports:
                self.problems.unknown_field(name, node.lineno, wanted, wanted, target or "", exports)
            scope.names[alias] = (exports or {}).get(wanted, ANYTHING)

    def module(self, target: str, scope: Scope) -> dict[str, Type]:
        """Return the macros and names of a template that another imports."""
        tree = self.trees.get(target)
        self.template(target, scope)
        exports: dict[str, Type] = {}
        if tree is None:
            return exports
        types = TypeOf(self.environment, self.problems, target)
        quiet = scope.child()
        for node in tree.body:
            if isinstance(node, nodes.Macro):
                exports[node.name] = quiet.names[node.name] = self.macro(node, quiet, target, types)
            elif isinstance(node, nodes.Assign | nodes.AssignBlock | nodes.Import | nodes.FromImport):
                self.statement(node, quiet, target)
                exports |= {key: kind for key, kind in quiet.names.items() if key not in scope.names}
        return exports


@lru_cache(maxsize=256)
def _read(source: str, name: str) -> tuple[nodes.Template | None, int, str]:
    """Read a template, and compile it for what only the compiler notices: its tree, and a problem with its line.

    Trees are never changed, so they can be kept: most templates are the same each time a theme is checked.
    """
    tree = None
    try:
        tree = _PARSER.parse(source, name)
        _PARSER.generate(tree, source, name)
    except jinja2.TemplateSyntaxError as error:
        problem = (error.message or "").rstrip(".")
        # Unknown filters and tests are told by the walk, which knows better where they stand.
        if isinstance(error, jinja2.TemplateAssertionError) and problem.startswith(("No filter", "No test")):
            return tree, 0, ""
        return (tree if isinstance(error, jinja2.TemplateAssertionError) else None), error.lineno, problem
    except RecursionError:
        return None, 0, _TOO_DEEP
    return tree, 0, ""


def _calls_super(block: nodes.Block) -> Iterable[bool]:
    return (isinstance(call.node, nodes.Name) and call.node.name == "super" for call in block.find_all(nodes.Call))
