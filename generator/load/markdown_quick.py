"""Python-Markdown, made to look only where there is something to find: the HTML is the same, in half the time.

It tries every pattern on every text, though most texts hold none of the signs that a pattern begins with. What has
no entry here (another version of Python-Markdown may bring it) is tried on every text, as before.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor as PlainInlineProcessor
from markdown.util import AtomicString

# Signs of which a block must hold one, to be what a processor looks for.
_BLOCK_SIGNS = {
    # Four spaces may continue one that a block before began.
    "admonition": ("!!!", "    "),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": ("-", "_", "*"),
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}
# The sign that every match of an inline pattern holds.
_INLINE_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[^",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
}


def quicken(converter: Markdown) -> Markdown:
    """Make ``converter``, whose extensions are all registered, pass over what cannot match. Return it."""
    for name, signs in _BLOCK_SIGNS.items():
        processor = converter.parser.blockprocessors[name]
        # Not by a subclass of each: the tests are of many classes, and all that changes is when they are asked.
        setattr(processor, "test", _where_signs(signs, processor.test))  # noqa: B010
    converter.treeprocessors.register(InlineProcessor(converter), "inline", 20)
    return converter


def _where_signs(signs: tuple[str, ...], test: Callable[[Element, str], bool]) -> Callable[[Element, str], bool]:
    if len(signs) == 1:
        only = signs[0]
        return lambda parent, block: only in block and test(parent, block)
    return lambda parent, block: any(sign in block for sign in signs) and test(parent, block)


class InlineProcessor(PlainInlineProcessor):
    """The treeprocessor of inline patterns. It is called as its base is, so that their private names are the same."""

    def __init__(self, converter: Markdown) -> None:
        super().__init__(converter)
        patterns = converter.inlinePatterns
        signs = {id(patterns[name]): sign for name, sign in _INLINE_SIGNS.items() if name in patterns}
        self._patterns = [(pattern, signs.get(id(pattern), "")) for pattern in patterns]

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """As in the base, but a pattern is applied only while its sign stands in what is left of the text."""
        if isinstance(data, AtomicString):
            return data
        for index in range(patternIndex, len(self._patterns)):
            pattern, sign = self._patterns[index]
            start = 0
            while data.find(sign, start) >= 0:
                data, matched, start = self.__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
                if not matched:
                    break
        return data
