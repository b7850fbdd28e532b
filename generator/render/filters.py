"""Jinja's filters that pages ask for most, with short ways for their usual forms. What they give is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context


def chosen_by_field(own: Callable[..., Any], *, keep: bool) -> Callable[..., Any]:
    """Return ``selectattr`` (or ``rejectattr``, where ``keep`` is false); ``own`` is Jinja's.

    Of a field that is true, or equal to a value, Jinja asks with six calls for each item.
    """

    @pass_context
    def chosen(context: Context, value: Any, /, *args: Any, **kwargs: Any) -> Iterable[Any]:
        field, *test = args or ("",)
        usual = type(field) is str and field.isidentifier() and (not test or (test[0] == "equalto" and len(test) == 2))
        if not usual or kwargs:
            found: Iterable[Any] = own(context, value, *args, **kwargs)
            return found
        get = context.environment.getitem
        if not test:
            return (item for item in value or () if bool(get(item, field)) is keep)
        wanted = test[1]
        return (item for item in value or () if bool(get(item, field) == wanted) is keep)

    return chosen
