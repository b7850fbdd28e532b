"""What an address in a body or in front matter means: a file of the portal, a place in the same entry, or elsewhere.

Only the written text and the path of its file are looked at; whether the file is there is for ``assemble`` to say.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import quote, unquote, urlsplit

from generator.core.codes.body import E211, E212, E213, E214, E215, E216, E218, E219, E222
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import shorten
from generator.core.urls import is_external, safe_url
from generator.model.body import Target

VIDEO_ENDINGS = (".mp4", ".m4v", ".webm", ".mov", ".ogv", ".mp3", ".m4a", ".ogg", ".oga", ".wav", ".opus")

_DRIVE = re.compile(r"[A-Za-z]:(?:[\\/]|$)")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}\.[A-Za-z]{2,24}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def resolve_target(written: str, path: str, span: Span) -> tuple[Target | None, list[Diagnostic]]:
    """Return what ``written`` means in the file at ``path`` (``content/hereora/videos/kea.md``), and what is wrong.

    The target is ``None`` where there is an error. Percent signs are decoded. Paths are relative to the file's folder;
    the result is relative to the portal's folder, NFC, and stays below the first folder of ``path``. A trailing slash
    or a missing ``.md`` is left to ``assemble``. ``#x`` alone gives a target with path "".
    """
    text = written.strip()
    if not text or text == "#":
        return None, [E215.at(span)]
    if _DRIVE.match(text):
        return None, [E214.at(span, hint=_copy_hint(text), target=text)]
    if is_external(text) or text.startswith("//"):
        return _external(text, written, span)
    if "\\" in text:
        return None, [E214.at(span, target=text, right=text.replace("\\", "/").replace("//", "/"))]
    return _internal(text, written, path, span)


def picture_target(source: str, path: str, span: Span) -> tuple[Target | None, list[Diagnostic]]:
    """Return the file that a picture's address means, and what is wrong: it must be one of the portal's own."""
    if source.strip()[:5].lower() == "data:":
        return None, [E219.at(span)]
    target, problems = resolve_target(source, path, span)
    if target is None:
        return None, problems
    if target.url:
        name = shown(urlsplit(target.url).path.rpartition("/")[2]) or "picture.jpg"
        return None, [*problems, E218.at(span, target=source, name=name)]
    if not target.path:
        return None, [*problems, E215.at(span)]
    return target, problems


def _external(text: str, written: str, span: Span) -> tuple[Target | None, list[Diagnostic]]:
    url = safe_url(text)
    if url is not None:
        return Target(written=written, span=span, url=url), []
    if text.startswith("//"):
        return None, [E213.at(span, hint=f"Write the whole address: `https:{shown(text)}`.", target=text)]
    if text.lower().startswith("file:"):
        return None, [E213.at(span, hint=_copy_hint(text), target=text)]
    return None, [E213.at(span, target=text)]


def _internal(text: str, written: str, path: str, span: Span) -> tuple[Target | None, list[Diagnostic]]:
    problems: list[Diagnostic] = []
    place, _, fragment = text.partition("#")
    place, mark, query = place.partition("?")
    if mark:
        problems.append(E216.at(span, query=query))
    place, fragment = _decoded(place), _decoded(fragment)
    if _CONTROL.search(place) or _CONTROL.search(fragment):
        return None, [*problems, E213.at(span, target=text)]
    if not place:
        if not fragment:
            return None, [*problems, E215.at(span)]
        return Target(written=written, span=span, fragment=fragment), problems
    if "\\" in place:
        return None, [*problems, E214.at(span, target=place, right=place.replace("\\", "/"))]
    folder = path.split("/", 1)[0]
    if place.startswith("/"):
        return None, [*problems, E211.at(span, target=text, relative=_relative_to(path, place, folder))]
    if beginning := _missing_beginning(text):
        return None, [*problems, E222.at(span, target=text, right=beginning + text)]
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), place))
    if whole != folder and not whole.startswith(folder + "/"):
        return None, [*problems, E212.at(span, target=text, folder=folder)]
    return Target(written=written, span=span, path=whole, fragment=fragment), problems


def shown(text: str) -> str:
    """Return ``text`` as a hint may show it: on one line, printable, at most 120 characters."""
    return "".join(character for character in shorten(text[:1000], 120) if character.isprintable())


def _decoded(part: str) -> str:
    plain = unquote(part) if "%" in part else part
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def _copy_hint(text: str) -> str:
    name = shown(unquote(re.split(r"[\\/]", text)[-1])) or "name.pdf"
    return f"Copy the file into the folder of this entry, and write its name alone: `{name}`."


def _relative_to(path: str, place: str, folder: str) -> str:
    """The relative link that an author who wrote ``/videos/kea.md`` most likely means."""
    wanted = place.strip("/")
    parts = path.split("/")
    if not wanted.startswith(folder + "/"):
        # Below the same cluster, unless the path names a folder beside it.
        wanted = "/".join([*(parts[:2] if len(parts) > 2 else parts[:1]), wanted])
    return quote(posixpath.relpath(wanted, posixpath.dirname(path) or "."), safe="/-._~")


def _missing_beginning(text: str) -> str | None:
    """``https://`` or ``mailto:`` where ``text`` is a web or mail address that lacks it."""
    if text.lower().startswith("www."):
        return "https://"
    return "mailto:" if "@" in text and _MAIL.fullmatch(text) else None
