"""The player of a video entry: a file that plays here, or the page and the player of a host we know."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from generator.core.urls import safe_url
from generator.model.asset import Asset, AssetKind
from generator.model.entry import Entry
from generator.model.outline import Outline
from generator.render.contexts import Contexts
from generator.render.contract import PlayerContext
from generator.render.tracks import CUES_FILE, has_cues, make_tracks

_MEDIA_TYPES = {
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "ogv": "video/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "ogg": "audio/ogg",
}
_YOUTUBE_HOSTS = frozenset({"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com", "youtu.be"})
_VIMEO_HOSTS = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_VIMEO_ID = re.compile(r"(\d{4,12})(?:/([0-9a-f]{6,16}))?")


def find_host(url: str) -> tuple[str, str]:
    """Return the form of a video's address (``youtube``, ``vimeo`` or ``link``) and its embedded player's address."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    path = parts.path.strip("/")
    if host in _YOUTUBE_HOSTS:
        name = parse_qs(parts.query).get("v", [""])[0] if path == "watch" else path.rsplit("/", 1)[-1]
        if _YOUTUBE_ID.fullmatch(name):
            return "youtube", f"https://www.youtube-nocookie.com/embed/{name}"
    if host in _VIMEO_HOSTS:
        match = _VIMEO_ID.fullmatch(path.removeprefix("video/"))
        if match:
            private = match[2] or parse_qs(parts.query).get("h", [""])[0]
            key = f"&h={private}" if re.fullmatch(r"[0-9a-f]{6,16}", private) else ""
            return "vimeo", f"https://player.vimeo.com/video/{match[1]}?dnt=1{key}"
    return "link", ""


# The forms that play on the page itself.
PLAYABLE = frozenset({"file", "youtube", "vimeo"})


def make_player(entry: Entry, contexts: Contexts) -> PlayerContext:
    """Return the player of a video entry, on its own page or on another."""
    form, url, embed_url, media_type = "none", "", "", ""
    asset = media_asset(entry, contexts)
    target = entry.files.get("video")
    if asset is not None:
        form = "link" if contexts.is_elsewhere(entry.cluster) else "file"
        url, media_type = contexts.asset_url(asset, entry.cluster), asset.media_type
    elif target is not None and target.url:
        address = safe_url(target.url) or ""
        form, embed_url = find_host(address)
        url = address
        extension = urlsplit(address).path.rsplit(".", 1)[-1].lower()
        # A media file of another host is not loaded by the page: the reader opens it.
        media_type = _MEDIA_TYPES.get(extension, "") if form == "link" else ""
    poster = entry.files.get("poster") or entry.files.get("image.src")
    picture = contexts.view.asset(poster.path) if poster is not None and poster.path else None
    return PlayerContext(
        form=form,
        url=url,
        embed_url=embed_url,
        media_type=media_type,
        title=entry.fields.title,
        poster=contexts.picture(picture, cluster=entry.cluster),
        tracks=make_tracks(entry, contexts) if form == "file" else (),
        cues_url=contexts.url(contexts.view.address(entry.id) + CUES_FILE)
        if form == "file" and has_cues(entry)
        else "",
    )


def media_asset(entry: Entry, contexts: Contexts) -> Asset | None:
    """Return the entry's own media file, if it is published: the one it names, or one of its own name."""
    for path in media_paths(entry):
        asset = contexts.view.asset(path)
        if asset is not None and asset.kind in (AssetKind.VIDEO, AssetKind.AUDIO):
            return asset
    return None


def media_paths(entry: Entry | Outline) -> tuple[str, ...]:
    """Return the paths of the files that an entry may play: the one it names, or those of its own name."""
    target = entry.files.get("video")
    if target is None:
        return entry.media
    return (target.path,) if target.path else ()
