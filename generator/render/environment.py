"""The Jinja environment of themes: templates reach the fields of the theme contract and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, Macro, Undefined

from generator.render.compiler import ContractGenerator, ContractTemplate
from generator.render.filters import chosen_by_field

# Filters that would make pages unsafe, or different each time.
WITHHELD_FILTERS = frozenset({"attr", "pprint", "random", "safe"})
# Jinja's own objects, whose attributes templates use: ``loop.first``, ``macros.card``, ``self.title``.
_JINJA_OBJECTS = (LoopContext, TemplateModule, Macro, BlockReference)

# The code of templates by their names and sources. It says nothing of an environment, which all are alike.
_CODE: dict[tuple[str, str], str] = {}
_MOST_CODE = 256


class ContractEnvironment(jinja2.Environment):
    """Jinja with autoescape that cannot be switched off, and attributes only of the contract's dataclasses."""

    code_generator_class = ContractGenerator
    template_class = ContractTemplate

    def __init__(self, templates: Mapping[str, str], places: Mapping[str, str]) -> None:
        def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
            return (templates[name], places.get(name, name), lambda: True) if name in templates else None

        super().__init__(
            loader=jinja2.FunctionLoader(load),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
        )
        self.globals.clear()
        for name in WITHHELD_FILTERS:
            del self.filters[name]
        for name, keep in (("selectattr", True), ("rejectattr", False)):
            self.filters[name] = chosen_by_field(self.filters[name], keep=keep)
        self._made: dict[str, jinja2.Template] = {}
        self._fields: dict[type, frozenset[str]] = {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.ScopedEvalContextModifier):
            raise jinja2.TemplateSyntaxError("`autoescape` is always on", node.lineno, name, filename)
        return tree

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> jinja2.Template:
        """Return a template by its name. Each is made once: no page changes them."""
        found = self._made.get(name) if isinstance(name, str) else None
        if found is None or globals is not None:
            found = super().get_template(name, parent, globals)
            if isinstance(name, str) and globals is None:
                self._made[name] = found
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template finds beside its values: nothing of the environment's, which has none.

        Each page looks at it a dozen times, and Jinja's chain of mappings is slow to look at.
        """
        return {} if d is None else d

    def generate(self, tree: nodes.Template, source: str, name: str) -> None:
        """Write the code of a template that was read from ``source``, and keep it for whoever fills the template in.

        Raises :class:`jinja2.TemplateSyntaxError` for what only the compiler notices.
        """
        code = str(self.compile(tree, name, raw=True))
        if len(_CODE) >= _MOST_CODE:
            _CODE.clear()
        _CODE[name, source] = code

    def compile(self, source: Any, name: Any = None, filename: Any = None, *args: Any, **kwargs: Any) -> Any:
        """Compile a template as Jinja does; where its code is kept, without reading it again."""
        code = _CODE.get((name, source)) if isinstance(source, str) and not (args or kwargs) else None
        if code is None or filename is None:
            return super().compile(source, name, filename, *args, **kwargs)
        return self._compile(code, filename)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a context, or of Jinja's own objects; anything else is undefined."""
        kind = type(obj)
        fields = self._fields.get(kind)
        if fields is None:
            fields = self._fields[kind] = _fields_of(kind)
        if attribute in fields:
            return getattr(obj, attribute)
        if isinstance(obj, Undefined):
            return getattr(obj, attribute)
        if isinstance(obj, _JINJA_OBJECTS) and not attribute.startswith("_") and hasattr(obj, attribute):
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a tuple, list or mapping; names are looked up as attributes."""
        if type(argument) is str and argument in self._fields.get(type(obj), ()):
            return getattr(obj, argument)
        if type(obj) is dict and argument in obj:
            return obj[argument]
        if isinstance(obj, tuple | list | str) and isinstance(argument, int | slice):
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=obj, name=str(argument))
        if isinstance(obj, dict) and argument in obj:
            return obj[argument]
        return self.getattr(obj, argument) if isinstance(argument, str) else self.undefined(obj=obj, name=argument)


def _fields_of(kind: type) -> frozenset[str]:
    if kind is LoopContext:
        return frozenset(name for name in dir(kind) if not name.startswith("_"))
    return frozenset(getattr(kind, "__dataclass_fields__", ()))
