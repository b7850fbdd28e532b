r"""Bytes to text. Knows nothing of what the text means.

What comes out holds no line break but ``\n``, no control character but the tab, and no lone surrogate, so that no
later stage (YAML, Markdown, XML, ``str.splitlines``) can trip over one, and lines are counted alike everywhere.
"""

from __future__ import annotations

import codecs
import re

from generator.core.codes.encoding import E120, E121, E122, E123
from generator.core.diagnostics import Diagnostic, Span

MAX_BYTES = 8 * 1024 * 1024
_SAMPLE = 8192  # bytes that are looked at to tell text from anything else

# UTF-32's mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 (“Unicode”)"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16 (“Unicode”)"),
)
_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a document in Rich Text Format (RTF)"),
)
_SIGNATURES = tuple(beginning for beginning, _ in _BEGINNINGS)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")

_ODD = re.compile("[\r\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_REPLACED: dict[int, str | None] = {
    # Some programs take these for line breaks and some do not. As spaces they keep the lines as an editor counts them.
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), " "),
    **dict.fromkeys((*range(0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)), "\ufffd"),
    **dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd"),
    0xFEFF: None,  # a mark of the byte order, left over where files were joined
}


def decode(data: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Return the text of a file and what is wrong with its encoding.

    UTF-8 is read with or without its mark, and any line ends. A file in another encoding is read as well as it can be,
    so that its other problems are found in the same run. What is no text at all, or is larger than ``MAX_BYTES``, gives
    "" and a diagnostic.
    """
    if len(data) > MAX_BYTES:
        size = f"{len(data) / 1024 / 1024:.0f}"
        return "", [E123.at(Span(path), size=size, limit=MAX_BYTES // 1024 // 1024)]
    if (text := _plain(data)) is not None:
        return text, []
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, "replace")), [E121.at(Span(path, 1, 1), encoding=name)]
    unmarked = _unmarked_utf16(data[:_SAMPLE])
    if unmarked:
        text = clean(data.decode(unmarked, "replace"))
        return text, [E121.at(Span(path, 1, 1), encoding="UTF-16 (“Unicode”)")]
    what = _not_text(data)
    if what:
        return "", [E122.at(Span(path), what=what)]
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return clean(data.decode("utf-8")), []
    except UnicodeDecodeError as error:
        before = clean(data[: error.start].decode("utf-8"))
        text = clean(data.decode("utf-8", _AS_CP1252))
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return text, [E120.at(Span(path, line, column), shown=text[len(before) : len(before) + 1])]


def clean(text: str) -> str:
    r"""Return ``text`` with ``\n`` for every line break, and without characters that are not for reading.

    Control characters and lone surrogates become U+FFFD; the odd line breaks (form feed, U+2028 …) become spaces.
    """
    # Nothing odd can be printed, and to ask for that is several times as quick.
    if text.replace("\n", "").isprintable() or not _ODD.search(text):
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_REPLACED)


def _plain(data: bytes) -> str | None:
    """Return the text of UTF-8 that holds nothing odd, as nearly all files do; ``None`` where more is to be asked."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    # Marks of the byte order, zeros and other controls cannot be printed.
    return text if text.replace("\n", "").isprintable() and not data.startswith(_SIGNATURES) else None


def _unmarked_utf16(sample: bytes) -> str:
    """Return the encoding if every other byte is nearly always zero, as in UTF-16 of most letters, else ""."""
    half = len(sample) // 2
    if half < 2:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even == 0:
        return "utf-16-le"
    if even > 0.6 * half and odd == 0:
        return "utf-16-be"
    return ""


def _not_text(data: bytes) -> str:
    """Return what the file is instead of text, in words, or ""."""
    for beginning, name in _BEGINNINGS:
        if data.startswith(beginning):
            return name
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    many = controls > 3 and controls * 10 > len(sample)
    # A stray control character is forgiven in what is otherwise good text, but not in bytes of no encoding.
    if many or ((controls * 50 > len(sample) or b"\0" in sample) and not _is_utf8(data)):
        return "something that only a program can read"
    return ""


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are no UTF-8 as Windows programs write them."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


# A file is often mixed: old text in cp1252 and a paragraph pasted in UTF-8. So this reads only what is no UTF-8.
_AS_CP1252 = "portal-cp1252"
codecs.register_error(_AS_CP1252, _as_cp1252)
