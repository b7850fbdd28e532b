"""Cutting text into words for the search, and what makes two words the same: forms, folding, keys.

``docs/search-format.md`` states the rules; the theme's search script keeps the same ones, with shared test vectors.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

LONGEST = 40
"""How many code points of a word count."""

# An apostrophe or an invisible character between two letters joins them.
_JOINERS = "'`‘’\u02bb\u02bc\u00ad\u200b\u200c\u200d\u2060"
# Where there are no marks, Python's own letters and digits will do; underscores are taken out before.
_WORD = re.compile(rf"(\w{{1,{LONGEST}}})\w*")
_JOINER = re.compile(rf"[{_JOINERS}](?<=\w.)(?=\w)")
_LATIN_KEY = re.compile(r"[a-z]{3,}")

# Marks that readers leave out, and letters that stand for plain ones.
_UNMARKED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0640\u02b0-\u02ff]"
)
_PLAIN = str.maketrans(
    {"ß": "ss", "ς": "σ", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d"}
    | {"ł": "l", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "ng"}
)

# Writing without spaces between words, or (Arabic, Korean) with small words joined to them.
_UNSPACED = (
    "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff"
    "\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
# Beyond Latin and common punctuation there may be such writing, also in other shapes of the letters, and marks.
_IS_OTHER = re.compile("[\u0300-\u1fff\u2070-\U0010ffff]")

# The bytes of UTF-8: in ASCII, letters become small, digits stay, and all else ends a word or may join two letters.
_SMALL = bytes(
    byte if byte >= 0x80 else ord(chr(byte).lower() if chr(byte).isalnum() else "'" if chr(byte) in _JOINERS else " ")
    for byte in range(256)
)
_JOINS = re.compile(rb"'(?<![ ']')(?![ '])")
_ASCII_BYTES = bytes(range(0x80))
# The bytes of ASCII and of the letters from U+0100 to U+027F; those from U+00C0 on, when two signs are taken out.
_PLAIN_BYTES = bytes((*range(0xC0), *range(0xC4, 0xCA)))
_LATIN_BYTES = _PLAIN_BYTES + b"\xc3"
# Common punctuation beyond ASCII.
_JOINER_BYTES = re.compile(rb"\xe2\x80[\x8b-\x8d\x98\x99]|\xc2\xad")
_BREAK_BYTES = re.compile(rb"\xe2\x80.|\xc2[\x80-\xa9\xab\xac\xae-\xb1\xb4\xb6-\xb8\xbb\xbf]|\xc3[\x97\xb7]", re.DOTALL)


def forms(text: str) -> list[str]:
    """Return the words of ``text`` as written, in order, in lower case; of writing without spaces, pairs of letters."""
    # Nearly all text is of Latin letters and common punctuation. As bytes, it is cut without a look at each word.
    data = text.encode("utf-8", "surrogatepass")
    beyond = data.translate(None, _ASCII_BYTES).decode("utf-8", "surrogatepass")
    if beyond != beyond.lower():
        data = text.lower().encode("utf-8", "surrogatepass")
    if data.translate(None, _PLAIN_BYTES):
        data = _BREAK_BYTES.sub(b" ", _JOINER_BYTES.sub(b"'", data))
        if data.translate(None, _LATIN_BYTES):
            return _forms_of_other(text)
    data = data.translate(_SMALL)
    if b"'" in data:
        data = _JOINS.sub(b"", data).replace(b"'", b" ")
    found = data.decode().split()
    return found if max(map(len, found), default=0) <= LONGEST else [form[:LONGEST] for form in found]


def _forms_of_other(text: str) -> list[str]:
    """The forms of text that holds other letters, marks or signs."""
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower()).replace("_", " ")
    if not _IS_OTHER.search(lower):
        return _WORD.findall(_JOINER.sub("", lower))
    word, joiner, _ = _patterns()
    found = word.findall(joiner.sub("", lower))
    return [piece for form in found for piece in ((form,) if form.isascii() else _pieces(form))]


@lru_cache(maxsize=1 << 18)
def fold_form(form: str) -> str:
    """Return a form without macrons and other marks: ``whānau`` → ``whanau``; "" for one that holds nothing else."""
    if form.isascii():
        return form
    plain = _UNMARKED.sub("", unicodedata.normalize("NFKD", form).lower()).translate(_PLAIN)
    if plain.isascii() and plain.isalnum() and len(plain) <= LONGEST:
        return plain  # as all Latin words; the patterns take a while to make
    return "".join(_patterns()[0].findall(unicodedata.normalize("NFC", plain)))


@lru_cache(maxsize=1 << 18)
def key_of(form: str) -> str:
    """Return what all forms of a word share: the stem of the folded form; "" for what is no word."""
    folded = fold_form(form)
    return _stemmer().stemWord(folded) if _LATIN_KEY.fullmatch(folded) else folded


def utf16(text: str) -> bytes:
    """Return a sort key that orders strings as JavaScript does: by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")


@lru_cache(maxsize=1 << 16)
def _pieces(form: str) -> tuple[str, ...]:
    """The pairs of a form, and what stands between them; a form in other writing is one piece."""
    folded = fold_form(form)
    if not _IS_UNSPACED.search(folded):
        return (form,)
    pieces: list[str] = []
    for run, between in _patterns()[2].findall(folded):
        if between:
            pieces.append(between)
        else:
            pieces += (run[at : at + 2] for at in range(len(run)))
    return tuple(pieces)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words; what joins two letters; runs of writing without spaces, and what stands between them."""
    # Python's letters and digits hold no marks.
    categories = [
        (chr(code), unicodedata.category(chr(code))) for code in (*range(0x300, 0x20000), *range(0xE0100, 0xE01F0))
    ]
    marks = "".join(character for character, category in categories if category[0] == "M")
    digits = "".join(c for c, category in categories if category[0] == "N" and _IS_UNSPACED.match(c))
    letter = rf"[\w{marks}]"
    return (
        re.compile(rf"({letter}{{1,{LONGEST}}}){letter}*"),
        re.compile(rf"[{_JOINERS}](?<={letter}.)(?={letter})"),
        re.compile(rf"((?:(?![{digits}])[{_UNSPACED}])+)|((?:[^{_UNSPACED}]|[{digits}])+)"),
    )


@cache
def _stemmer() -> Any:
    import snowballstemmer  # type: ignore[import-untyped]

    return snowballstemmer.stemmer("english")
