"""One page → bytes: a theme's templates are filled in, and their faults told with their places."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Hashable, Mapping
from typing import Any

import jinja2
from markupsafe import Markup

from generator.core.codes.theme import E403, E406, E408, E409, E415
from generator.core.diagnostics import Diagnostic, Span
from generator.render.contract import PageContext, SiteContext, ThemeContext
from generator.render.environment import ContractEnvironment
from generator.render.strings import UnknownKeyError, translator
from generator.render.theme import Theme
from generator.render.theme_assets import ThemeAssets

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "media-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "frame-src https://www.youtube-nocookie.com https://player.vimeo.com; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; require-trusted-types-for 'script'; trusted-types portal"
)
"""The content security policy, in the form that a ``<meta>`` element may carry."""

_MOST_KEPT = 4096
# What a template that is wrong can make Python raise. Anything else is a fault of ours.
_TEMPLATE_FAULTS = (
    jinja2.TemplateError,
    UnknownKeyError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)


class TemplateProblem(Exception):  # noqa: N818 - it carries an author's problem to the stage that reports it
    """A template could not be filled in. ``diagnostic`` says which and where.

    The stage that makes a page catches it and reports the diagnostic; the page is not made.
    """

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


class Renderer:
    """Fills in the templates of a theme. It can be sent to another process, where it is made anew from the theme.

    ``policy`` is the content security policy for pages, ``assets`` the published names of the theme's files. ``kept``
    are parts of contexts that are the same on many pages, each with what it was made from: whoever takes one compares.
    """

    def __init__(self, theme: Theme, *, policy: str = POLICY) -> None:
        self.theme = theme
        self.policy = policy
        self.assets = ThemeAssets(theme)
        self._environment = ContractEnvironment(theme.templates, theme.places)
        self.kept: dict[Hashable, tuple[Any, Any]] = {}
        self._translators: dict[str, Callable[..., str]] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return _renderer, (self.theme, self.policy)

    def keep(self, key: Hashable, made: tuple[Any, Any]) -> None:
        """Keep a part of contexts with what it was made from."""
        if len(self.kept) >= _MOST_KEPT:
            self.kept.clear()
        self.kept[key] = made

    def speaks(self, language: str) -> bool:
        """Tell whether the theme has words in a language, or in one that differs only by its region."""
        return language.split("-")[0].lower() in {tag.split("-")[0].lower() for tag in self.theme.strings}

    def page(self, template: str, *, site: SiteContext, page: PageContext, theme: ThemeContext) -> bytes:
        """Return the page as UTF-8.

        Raises :class:`TemplateProblem` where the template is at fault.
        """
        values = {"site": site, "page": page, "theme": theme, "t": self._translator(page.language)}
        return self._fill(template, values).encode("utf-8", "replace")

    def partial(
        self, template: str, *, item: object, site: SiteContext, theme: ThemeContext, language: str = ""
    ) -> Markup:
        """Return one of ``contract.PARTIALS`` for ``item``, with words in ``language`` (the site's, if "").

        Raises :class:`TemplateProblem` where the template is at fault.
        """
        values = {"item": item, "site": site, "theme": theme, "t": self._translator(language or site.language)}
        return Markup(self._fill(template, values).strip())  # noqa: S704 - made with autoescape on

    def text(self, key: str, language: str, **values: object) -> str:
        """Return words of the interface as plain text.

        Raises :class:`TemplateProblem` where the theme has no words for ``key`` in any language.
        """
        try:
            return self._translator(language)(key, **values)
        except UnknownKeyError:
            place = f"themes/{self.theme.name}/strings/en-NZ.yaml"
            raise TemplateProblem(E409.at(Span(place), key=key)) from None

    def _translator(self, language: str) -> Callable[..., str]:
        found = self._translators.get(language)
        if found is None:
            found = self._translators[language] = translator(language, self.theme.strings)
        return found

    def _fill(self, template: str, values: Mapping[str, object]) -> str:
        try:
            return self._environment.get_template(template).render(values)
        except _TEMPLATE_FAULTS as error:
            raise TemplateProblem(self._diagnostic(template, error)) from error

    def _diagnostic(self, template: str, error: Exception) -> Diagnostic:
        known = {place: place for place in self.theme.places.values()}
        span = Span(self.theme.places.get(template, f"themes/{self.theme.name}/templates/{template}"))
        for frame, line in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename in known:
                span = Span(frame.f_code.co_filename, line, 1)
        if isinstance(error, jinja2.TemplateNotFound):
            return E406.at(span, template=error.name or template)
        if isinstance(error, jinja2.TemplateSyntaxError):
            span = Span(error.filename or span.path, error.lineno, 1)
            if isinstance(error, jinja2.TemplateAssertionError):
                what, _, written = (error.message or "").removeprefix("No ").partition(" named ")
                return E408.at(span, what=what, written=written.strip(".'"))
            return E403.at(span, problem=(error.message or "").rstrip("."))
        if isinstance(error, UnknownKeyError):
            return E409.at(span, key=error.args[0])
        if isinstance(error, RecursionError):
            return E415.at(span, problem="it includes or calls itself without end")
        if isinstance(error, jinja2.UndefinedError):
            return E415.at(span, problem=str(error).rstrip("."))
        return E415.at(span, problem=f"{error}")


def _renderer(theme: Theme, policy: str) -> Renderer:
    return Renderer(theme, policy=policy)
