"""Python-Markdown, made to look only where there is something to find: the HTML is the same, in a fourth of the time.

It tries every pattern on every text, though most texts hold none of the signs that a pattern begins with. So each step
says which signs it cannot do without. A text that holds none of them goes without the step; where it does hold one,
each block and each run of text is asked again. What has no entry here (another version of Python-Markdown may bring
it) is tried on every text, as before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import methodcaller
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.preprocessors import NormalizeWhitespace
from markdown.treeprocessors import InlineProcessor as PlainInlineProcessor
from markdown.util import ETX, STX, AtomicString, Registry

_ANY = ("",)  # signs of what may be anywhere
# Signs of which a text must hold one, to be what a step looks for.
_PREPROCESSOR_SIGNS = {
    "fenced_code_block": ("`", "~"),
    # Of tags and comments, and of references to characters.
    "html_block": ("<", "&"),
}
_BLOCK_SIGNS = {
    # Four spaces may continue one that a block before began.
    "admonition": ("!!!", "    "),
    "empty": _ANY,
    "indent": _ANY,
    "defindent": _ANY,
    "code": _ANY,
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": ("-", "_", "*"),
    "olist": _ANY,
    "ulist": _ANY,
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}
# All the blocks above are known by how a line begins: by a space, a digit or a sign.
_ODD_LINE = re.compile(r"\n(?![^\W\d_])")
# A block that is nothing but a heading.
_HEADING = re.compile(r"(#{1,6})([^#\\\n]*)")
_INLINE_SIGNS = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("\n",),  # after two spaces; few texts have any
    "html": ("<",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
# Emphasis as it is meant: around words, next to nothing that makes it ambiguous.
_EMPHASIS = re.compile(r"\*(?<![^\s(]\*)(\*?)([^\W_](?:[^*]*[^\W_])?)\*\1(?![^\s.,;:!?)])")
_TREE_SIGNS = {
    "attr_list": ("{",),
    # Only what stood behind a backslash was escaped.
    "unescape": ("\\",),
}
# What even white space does not hold.
_UNEVEN = ("\t", "\r", STX, ETX)
_FIRST_SPACE = methodcaller("startswith", " ")


class _Step(NamedTuple):
    """A step of the block parser."""

    signs: tuple[str, ...]
    test: Callable[[Element, str], bool]
    run: Callable[[Element, list[str]], bool | None]


def quicken(converter: Markdown) -> Markdown:
    """Make ``converter``, whose extensions are all registered, pass over what cannot match. Return it."""
    inline = InlineProcessor(converter)
    converter.treeprocessors.register(inline, "inline", 20)
    parser = _Parser(converter.parser, inline)
    # Not by subclasses: the steps are of many classes, and all that changes is when they are asked.
    _replace(converter.parser, "parseDocument", parser.document)
    _replace(converter.parser, "parseBlocks", parser.blocks)
    for name, signs in _TREE_SIGNS.items():
        processor = converter.treeprocessors[name]
        _replace(processor, "run", parser.where_text(signs, processor.run))
    converter.preprocessors.register(_Normalise(converter), "normalize_whitespace", 30)
    for name, wanted in _PREPROCESSOR_SIGNS.items():
        preprocessor = converter.preprocessors[name]
        _replace(preprocessor, "run", _where_lines(wanted, preprocessor.run))
    # A set in place of a list: it is asked about every element, more than once.
    _replace(converter, "block_level_elements", frozenset(converter.block_level_elements))
    return converter


def _replace(owner: object, name: str, value: object) -> None:
    setattr(owner, name, value)


def _names(registry: Registry[Any], known: Iterable[str]) -> dict[int, str]:
    """The names of what a registry holds, by the ids of the objects."""
    return {id(registry[name]): name for name in known if name in registry}


def _has(signs: tuple[str, ...], text: str, start: int = 0) -> bool:
    # Not `any`, which makes a generator each time.
    for sign in signs:  # noqa: SIM110
        if text.find(sign, start) >= 0:
            return True
    return False


def _where_lines(signs: tuple[str, ...], run: Callable[[list[str]], list[str]]) -> Callable[[list[str]], list[str]]:
    return lambda lines: run(lines) if _has(signs, "\n".join(lines)) else lines


class _Normalise(NormalizeWhitespace):
    """White space made even. It mostly is, but for two line breaks that the text shall end with."""

    def run(self, lines: list[str]) -> list[str]:
        if _has(_UNEVEN, "\n".join(lines)) or any(map(_FIRST_SPACE, lines)):
            return super().run(lines)
        return [*lines, "", ""]


class _Parser:
    """The block parser's loop, through those steps that a block may need."""

    def __init__(self, parser: BlockParser, inline: InlineProcessor) -> None:
        processors = parser.blockprocessors
        names = _names(processors, _BLOCK_SIGNS)
        self._steps: list[_Step] = []
        self._of_letters: list[_Step] = []  # where every line begins with a letter
        for processor in processors:
            name = names.get(id(processor), "")
            self._steps.append(_Step(_BLOCK_SIGNS.get(name, _ANY), processor.test, processor.run))
            if not name:
                self._of_letters.append(self._steps[-1])
        # There is but one more: paragraphs.
        self._known = len(self._of_letters) == 1 and "hashheader" in names.values()
        self._parse = parser.parseDocument
        self._inline = inline
        self._text = ""

    def document(self, lines: list[str]) -> ElementTree[Any]:
        """As the parser's own ``parseDocument``."""
        self._text = "\n".join(lines)
        self._inline.prepare(self._text)
        return self._parse(lines)

    def blocks(self, parent: Element, blocks: list[str]) -> None:
        """As the parser's own ``parseBlocks``."""
        while blocks:
            block = blocks[0]
            if block.startswith("#") and self._known and (heading := _HEADING.fullmatch(block)):
                SubElement(parent, f"h{len(heading[1])}").text = heading[2].strip()
                del blocks[0]
                continue
            of_letters = block[:1].isalpha() and not _ODD_LINE.search(block)
            for step in self._of_letters if of_letters else self._steps:
                if _has(step.signs, block) and step.test(parent, block) and step.run(parent, blocks) is not False:
                    break

    def where_text(
        self, signs: tuple[str, ...], run: Callable[[Element], Element | None]
    ) -> Callable[[Element], Element | None]:
        """Return ``run``, a treeprocessor's, to be used only where the text that was parsed has one of the signs."""
        return lambda root: run(root) if _has(signs, self._text) else None


class InlineProcessor(PlainInlineProcessor):
    """The treeprocessor of inline patterns. It is called as its base is, so that their private names are the same."""

    def __init__(self, converter: Markdown) -> None:
        super().__init__(converter)
        names = _names(converter.inlinePatterns, _INLINE_SIGNS)
        self._all = [
            (index, pattern, _INLINE_SIGNS.get(names.get(id(pattern), ""), _ANY))
            for index, pattern in enumerate(converter.inlinePatterns)
        ]
        self._patterns = self._all
        last = converter.inlinePatterns[len(self._all) - 1]
        self._emphasis = last if names.get(id(last)) == "em_strong" else None
        self._characters = {character for *_, signs in self._all for sign in signs for character in sign}

    def prepare(self, text: str) -> None:
        """Leave out the patterns that no part of ``text`` can match."""
        # A single character is looked for ten times as fast as two.
        held = {sign for sign in self._characters if sign in text}
        self._patterns = [one for one in self._all if any(map(held.issuperset, one[2]))]

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """As in the base."""
        return super().run(tree, ancestors) if self._patterns else tree

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        """As in the base, but a pattern is applied only while its sign stands in what is left of the text."""
        if isinstance(data, AtomicString):
            return data
        for index, pattern, signs in self._patterns:
            start = 0
            if pattern is self._emphasis and index >= patternIndex and "*" in data and "_" not in data:
                data = self.__emphasise(data)
            while index >= patternIndex and _has(signs, data, start):
                data, matched, start = self.__applyPattern(pattern, data, index, start)  # type: ignore[attr-defined]
                if not matched:
                    break
        return data

    def __emphasise(self, data: str) -> str:
        """Put elements in place of all emphasis, as the last of the patterns does, where none of it needs that."""
        found = _EMPHASIS.findall(data)
        if data.count("*") > 2 * sum(1 + len(second) for second, _ in found):
            return data
        return _EMPHASIS.sub(self.__emphasis, data)

    def __emphasis(self, found: re.Match[str]) -> str:
        element = Element("strong" if found[1] else "em")
        element.text = found[2]
        placeholder: str = self.__stashNode(element, "")  # type: ignore[attr-defined]
        return placeholder
