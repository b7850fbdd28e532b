"""Templates → faster Python than Jinja's own, with the same result.

Most of the time of a page went into small steps that are repeated a thousand times: a call for each attribute, two for
each value that is escaped, and a pass through all generators around it for each piece of text. So the code of templates

- reads a field of one of the contract's classes directly, after a look at its class; all else is asked of
  ``environment.getattr`` as before;
- escapes plain text without making a ``Markup`` of it, as it is put together with other text at once;
- gathers the pieces of a template or a block in a list, and yields them as one;
- calls ``t`` and macros themselves, and not through the context.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import CodeType, FunctionType
from typing import Any

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape

from generator.render import contract, contract_parts

# The C function below `escape`, without the object around its result; where there is none, `escape` does as well.
_escape_text = getattr(markupsafe, "_escape_inner", escape)


@cache
def owners() -> dict[str, frozenset[type]]:
    """Return the contract's classes that have a field, by its name."""
    found: dict[str, set[type]] = {}
    for module in (contract_parts, contract):
        for value in vars(module).values():
            if isinstance(value, type) and is_dataclass(value):
                for one in fields(value):
                    found.setdefault(one.name, set()).add(value)
    return {name: frozenset(classes) for name, classes in found.items()}


def _shown(value: Any) -> str:
    """Return what is shown of a value that is no plain text, escaped."""
    kind = type(value)
    if kind is Markup:
        return str.__str__(value)
    if kind is int or kind is float:
        return str(value)
    return escape(value)


def _call(context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
    """Call something in a template; a macro without names at its arguments by its function."""
    if type(called) is Macro and not kwargs:
        missed = called._argument_count - len(args)
        if missed >= 0 and not (called.caller or called.catch_kwargs or called.catch_varargs):
            return Markup(called._func(*args, *(missing,) * missed))  # noqa: S704 - made with autoescape on
    return context.call(called, *args, **kwargs)


class ContractGenerator(CodeGenerator):
    """Writes the Python code of a template. Values stand in ``v_`` for the moment between a look and its use."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Gather what the body of a template or of a block puts out, and yield it at its end."""
        if frame.buffer is not None or not self._is_body(nodes, frame):
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def _is_body(self, nodes: Iterable[nodes.Node], frame: Frame) -> bool:
        if frame.rootlevel:
            return frame.toplevel and frame.parent is None
        return frame.block_frame and any(nodes is block.body for block in self.blocks.values())

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802 - as Jinja names it
        """Put an included template out in its place. Jinja forgets the buffer of one without context."""
        if node.with_context or frame.buffer is None:
            super().visit_Include(node, frame)
            return
        self.writeline("try:")
        self.indent()
        self.writeline("template = environment.get_or_select_template(", node)
        self.visit(node.template, frame)
        self.write(f", {self.name!r})")
        self.outdent()
        self.writeline("except TemplateNotFound:")
        self.indent()
        self.writeline("pass" if node.ignore_missing else "raise")
        self.outdent()
        self.writeline("else:")
        self.indent()
        self.writeline(f"{frame.buffer}.extend(template._get_default_module()._body_stream)")
        self.outdent()

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(e_(v_) if type(v_ := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(") is str else s_(v_))")

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja names it
        """Read a field directly where the value is of a class that has it."""
        if node.attr not in owners():
            super().visit_Getattr(node, frame)
            return
        self.write(f"(v_.{node.attr} if type(v_ := ")
        self.visit(node.node, frame)
        self.write(f") in o_{node.attr} else g_(v_, {node.attr!r}))")

    @optimizeconst
    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802 - as Jinja names it
        """Call ``t`` and macros without what Jinja looks for first: no value of a template wants its context."""
        own = isinstance(node.node, nodes.Name) and node.node.name == "t"
        simple = not (forward_caller or node.dyn_args or node.dyn_kwargs or any(map(_has_call, node.args)))
        # The arguments are written twice, so that calls in them would grow without end.
        if not (own and simple) or any(_has_call(argument.value) for argument in node.kwargs):
            self.write("c_(context, ")
            self.visit(node.node, frame)
            self.signature(node, frame, {"caller": "caller"} if forward_caller else None)
            self.write(")")
            return
        self.write("(f_(")
        for at, argument in enumerate((*node.args, *node.kwargs)):
            self.write(", " if at else "")
            self.visit(argument, frame)
        self.write(") if type(f_ := ")
        self.visit(node.node, frame)
        self.write(") is function_ else c_(context, f_")
        self.signature(node, frame)
        self.write("))")


def _has_call(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Call) or node.find(nodes.Call) is not None


class ContractTemplate(jinja2.Template):
    """A compiled template, which finds what its code needs beside Jinja's own names."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Any = None,
    ) -> jinja2.Template:
        """Return the template of a code object of Jinja's."""
        namespace: dict[str, Any] = {
            "environment": environment,
            "__file__": code.co_filename,
            "e_": _escape_text,
            "s_": _shown,
            "g_": environment.getattr,
            "c_": _call,
            "function_": FunctionType,
            **{f"o_{name}": classes for name, classes in owners().items()},
        }
        exec(code, namespace)  # noqa: S102 - as Jinja does it
        template = cls._from_namespace(environment, namespace, globals)
        template._uptodate = uptodate
        return template
