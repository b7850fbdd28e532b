"""An entry's body: Markdown in, trusted HTML with gaps out. Knows nothing of the site, so it serves any cluster.

Markdown → raw HTML (``markdown``) → clean HTML (``sanitise``) → segments, sections and anchors (``body_pass``).
"""

from __future__ import annotations

import re
from html import unescape

from generator.core.codes.body import E213, E221
from generator.core.diagnostics import Diagnostic, in_order
from generator.load.body_pass import Read, read_html
from generator.load.bounds import normalise
from generator.load.links import picture_target, resolve_target, shown
from generator.load.markdown import to_html
from generator.load.places import Places
from generator.load.sanitise import clean, removed_tags
from generator.model.body import EMPTY_BODY, Body

_ADDRESS = re.compile(r"""<(a|img)\s[^<>]*?\b(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_VIDEO_ADDRESS = re.compile(
    r"""\bsrc\s*=\s*["']?((?:https?:)?//(?:[a-z-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com)/[^"'\s>]*)""",
    re.IGNORECASE,
)
_MEDIA_HINT = "Put the file beside an entry of the kind video, and embed that entry: `![Title](../videos/kea.md)`."


def load_body(text: str, *, path: str, first_line: int) -> tuple[Body, list[Diagnostic]]:
    """Return the body that the Markdown ``text`` makes, and what is wrong with it, in the order of the lines.

    ``path`` is the file it stands in, relative to the portal's folder (``content/hereora/videos/kea.md``), and
    ``first_line`` the number of the text's first line in that file. A text that must not be converted gives the
    empty body.
    """
    if not text or text.isspace():
        return EMPTY_BODY, []
    source = normalise(text)
    raw, problems = to_html(source, path=path, first_line=first_line)
    if problems:
        return EMPTY_BODY, problems
    places = Places(source, path=path, first_line=first_line)
    read = read_html(clean(raw), path=path, places=places)
    problems = [*read.problems, *_removed(raw, places)]
    if read.lost:
        problems += _lost(raw, read, path, places)
    body = Body(segments=read.segments, sections=read.sections, anchors=read.anchors)
    return body, list(in_order(problems))


def _removed(raw: str, places: Places) -> list[Diagnostic]:
    """What the sanitiser took out together with its content."""
    problems = []
    for removed in removed_tags(raw):
        hint = None
        video = _VIDEO_ADDRESS.search(removed.attributes) if removed.tag in ("iframe", "frame", "embed") else None
        if video:
            hint = (
                f"Write an entry in `videos/` with `video: {shown(unescape(video[1]))}`, and embed it: "
                "`![Title](../videos/kea.md)`."
            )
        elif removed.tag in ("video", "audio", "object", "embed"):
            hint = _MEDIA_HINT
        problems.append(E221.at(places.tag(removed.tag), hint=hint, tag=removed.tag))
    return problems


def _lost(raw: str, read: Read, path: str, places: Places) -> list[Diagnostic]:
    """The addresses of links and pictures which the sanitiser took out, because nobody should follow them."""
    problems: list[Diagnostic] = []
    for found in _ADDRESS.finditer(raw):
        address = unescape(found[2] or found[3] or found[4] or "").strip(" \t\r\n")
        if not address or address in read.addresses:
            continue
        span = places.address(address)
        resolve = picture_target if found[1].lower() == "img" else resolve_target
        _, told = resolve(address, path, span)
        problems += told or [E213.at(span, target=address)]
    return problems
