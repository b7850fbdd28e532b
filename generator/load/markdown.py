"""Markdown to HTML, by one Python-Markdown that a process makes once and uses again for every body.

The HTML is raw: it holds whatever the author wrote, and goes through ``sanitise`` before anything else looks at it.
Heading ids are made later, by ``anchors``.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor

from generator.core.diagnostics import Diagnostic
from generator.load.bounds import check_bounds
from generator.load.markdown_quick import quicken

EXTENSIONS = ("tables", "footnotes", "def_list", "attr_list", "abbr", "admonition", "fenced_code", "sane_lists")
_SETTINGS: dict[str, dict[str, object]] = {
    # Pages may hold no inline style: cells carry `align`, which `sanitise` turns into a class.
    "tables": {"use_align_attribute": True},
    # Words would be English on every page.
    "footnotes": {"BACKLINK_TITLE": "↩ {}"},
}

# Idle converters. Taking and giving back are single steps, so that two threads never share one.
_idle: list[Markdown] = []


class _SeparateQuotes(BlockQuoteProcessor):
    """Quotes with an empty line between them stay two, as on Git hosts; Python-Markdown would make them one."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        if found := self.RE.search(block):
            self.parser.parseBlocks(parent, [block[: found.start()]])
            block = "\n".join(self.clean(line) for line in block[found.start() :].split("\n"))
        self.parser.state.set("blockquote")
        self.parser.parseChunk(SubElement(parent, "blockquote"), block)
        self.parser.state.reset()


def new_converter() -> Markdown:
    """Return a converter with all extensions, as Python-Markdown makes it: ``quicken`` makes it fast."""
    converter = Markdown(extensions=list(EXTENSIONS), extension_configs=_SETTINGS, output_format="html")
    converter.parser.blockprocessors.register(_SeparateQuotes(converter.parser), "quote", 20)
    return converter


def to_html(text: str, *, path: str, first_line: int) -> tuple[str, list[Diagnostic]]:
    """Return the raw HTML of ``text`` (see ``bounds.normalise``), or "" and why it is refused.

    ``path`` and ``first_line`` (the number of the text's first line in its file) are for the diagnostics.
    """
    problems = check_bounds(text, path=path, first_line=first_line)
    if problems:
        return "", problems
    try:
        converter = _idle.pop()
    except IndexError:
        converter = quicken(new_converter())
    html = converter.reset().convert(text)
    _idle.append(converter)
    return html, []
