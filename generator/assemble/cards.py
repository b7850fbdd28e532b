"""Cards: what other pages may show of an entry."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from generator.assemble.times import is_day, localise
from generator.core.digest import digest_all
from generator.model.asset import Asset, AssetKind
from generator.model.card import Card
from generator.model.kind import KindSpec
from generator.model.outline import Outline


def make_card(
    entry: Outline,
    kind: KindSpec,
    *,
    address: str,
    terms: Mapping[str, tuple[str, ...]],
    assets: Mapping[str, Asset],
    parent: str,
    zone: ZoneInfo,
    language: str,
    pending: bool,
) -> Card:
    """Return the entry's card. ``language`` is the site's, for entries that name none; ``pending`` marks a draft."""
    fields = entry.fields
    facts = kind.facts(fields)
    picture, alt = _picture(entry, assets)
    duration = facts.duration if facts.duration is not None else _media_duration(entry, assets)
    date = fields.date
    summary = fields.summary or entry.opening
    return Card(
        id=entry.id,
        kind=entry.kind,
        address=address,
        title=fields.title,
        summary=summary,
        language=fields.lang or language,
        date=localise(date, zone) if date is not None else None,
        date_only=date is None or is_day(date),
        updated=localise(fields.updated, zone) if fields.updated is not None else None,
        terms=dict(terms),
        image=picture,
        image_alt=alt,
        duration=duration,
        featured=fields.featured,
        draft=pending,
        start=localise(facts.start, zone) if facts.start is not None else None,
        end=localise(facts.end, zone) if facts.end is not None else None,
        start_is_day=facts.start is None or is_day(facts.start),
        end_is_day=facts.end is None or is_day(facts.end),
        location=facts.location,
        parent=parent,
        order=facts.order,
        digest=digest_all(
            [
                *(entry.kind, address, fields.title, summary, fields.lang or language, str(date), str(fields.updated)),
                *(repr(sorted(terms.items())), repr(picture), alt, str(duration)),
                *(str(fields.featured), str(pending), repr(facts), parent),
            ]
        ),
    )


def newest_first(entry: Outline, kind: KindSpec, zone: ZoneInfo) -> tuple[float, str]:
    """Sort key: the newest first, events by their start; undated entries last; then by id."""
    when = kind.facts(entry.fields).start or entry.fields.date or entry.fields.updated
    return (-localise(when, zone).timestamp() if when is not None else float("inf"), entry.id)


def _picture(entry: Outline, assets: Mapping[str, Asset]) -> tuple[Asset | None, str]:
    for field in ("image.src", "poster"):
        target = entry.files.get(field)
        asset = assets.get(target.path) if target is not None else None
        if asset is not None and asset.kind is AssetKind.PICTURE:
            image = entry.fields.image
            return asset, image.alt if image is not None and field == "image.src" else ""
    return None, ""


def _media_duration(entry: Outline, assets: Mapping[str, Asset]) -> float | None:
    video = entry.files.get("video")
    paths = [video.path] if video is not None else list(entry.media)
    return next((assets[path].duration for path in paths if path in assets), None)
