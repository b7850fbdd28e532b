"""Fields that are not known: told with what the author most likely meant, never dropped in silence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, get_args

from pydantic import BaseModel

from generator.core.codes.front_matter import E130, E131
from generator.core.diagnostics import Diagnostic
from generator.core.text import did_you_mean, fold
from generator.load.yaml import YamlDocument

# What fields are called elsewhere, folded and without hyphens: the fields that may be meant, and other words for them.
_OTHER_WORDS: Mapping[str, str] = {
    "title name": "name title heading headline label",
    "summary description alt": "summary description desc abstract excerpt intro introduction blurb lead tagline",
    "alt": "alttext alternative alternativetext text",
    "people": "author authors by byline contributor contributors presenter presenters speaker speakers teacher "
    "teachers person creator",
    "tags": "category categories keyword keywords topic topics tag",
    "areas": "subject subjects learningarea learningareas curriculum area",
    "schools": "school kura",
    "goals": "goal aim aims focus",
    "levels": "level year years yearlevel yearlevels yeargroup class",
    "phase phases": "phase phases stage stages step",
    "licence": "license copyright rights",
    "lang language": "lang language locale reo",
    "image src logo": "image thumbnail cover coverimage picture photo hero heroimage featuredimage banner img",
    "date": "published created datepublished publishedon pubdate day when",
    "publish": "publishdate publishon publishat embargo",
    "updated": "modified lastmod lastmodified edited changed revised datemodified",
    "expires until": "expiry expirydate expires unpublish until validuntil",
    "draft": "hidden private unpublished",
    "slug url": "permalink slug url address siteurl baseurl site",
    "aliases": "alias redirect redirects redirectfrom oldaddresses synonyms synonym othernames",
    "downloads": "download attachment attachments files resources handouts documents",
    "video": "youtube vimeo media videourl embed film movie",
    "file src": "file src path filename link",
    "duration": "length runtime",
    "poster": "still",
    "featured": "feature pinned highlight sticky",
    "related": "seealso relatedposts alsolike",
    "consent": "consents permission permissions",
    "order": "weight position sort number",
    "parent": "parentpage up below",
    "location": "place venue where",
    "online": "zoom meeting link meetinglink",
    "start": "startdate starts begin begins from",
    "end": "enddate ends finish finishes",
    "follows": "previous follow followson",
    "timezone": "tz zone",
    "brand": "colour color brandcolour brandcolor",
    "reference": "ref id number",
    "broader": "parent wider",
    "role": "position job",
    "video_help": "help",
    "strict_tags": "strict",
}


def _by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for fields, words in _OTHER_WORDS.items():
        for word in words.split():
            found[word] = (*found.get(word, ()), *fields.split())
    return found


_SYNONYMS = _by_word()


def find_unknown(
    model: type[BaseModel], document: YamlDocument, *, subject: str, other_fields: Mapping[str, str]
) -> list[Diagnostic]:
    """Return a warning for each key, at any depth, that ``model`` has no field for."""
    return list(_walk(model, document.values, "", document, f"this {subject}", other_fields))


def suggest(key: str, fields: Iterable[str]) -> tuple[str, str] | None:
    """Return the field that ``key`` most likely stands for, and a hint in words; or ``None``."""
    names = list(fields)
    plain = _plain(key)
    for name in names:
        if _plain(name) == plain:
            return name, f"Write it as `{name}`."
    for name in _SYNONYMS.get(plain, ()):
        if name in names:
            return name, f"The field is called `{name}`."
    near = did_you_mean(key, names)
    return (near, f"Did you mean `{near}`?") if near and len(plain) > 2 else None


@lru_cache(maxsize=1024)
def inner_model(model: type[BaseModel], name: str) -> type[BaseModel] | None:
    """Return the model of a field's value, or of its items, or ``None`` for a field of plain values."""
    return _model_in(model.model_fields[name].annotation)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


def _plain(key: str) -> str:
    return fold(key).translate({ord("-"): None, ord("_"): None, ord(" "): None}) if len(key) <= 100 else key


def _walk(
    model: type[BaseModel],
    values: Mapping[str, Any],
    path: str,
    document: YamlDocument,
    owner: str,
    other_fields: Mapping[str, str],
) -> Iterator[Diagnostic]:
    for key in document.keys if not path else tuple(values):
        place = f"{path}.{key}" if path else key
        if key not in model.model_fields:
            span = document.key_spans.get(place, document.start)
            if key in other_fields:
                yield E131.at(span, field=key, kinds=other_fields[key], owner=owner)
            else:
                yield E130.at(span, hint=_hint(key, model, other_fields), field=key, owner=owner)
            continue
        inner = inner_model(model, key)
        if inner is not None:
            value = values.get(key)
            for index, item in enumerate(value) if isinstance(value, list) else [(-1, value)]:
                if isinstance(item, dict):
                    deeper = place if index < 0 else f"{place}.{index}"
                    yield from _walk(inner, item, deeper, document, f"`{key}`", {})


def _hint(key: str, model: type[BaseModel], other_fields: Mapping[str, str]) -> str:
    meant = suggest(key, model.model_fields)
    if meant:
        return meant[1]
    elsewhere = suggest(key, other_fields)
    if elsewhere:
        return f"{elsewhere[1]} It belongs to {other_fields[elsewhere[0]]}."
    return f"It is not used. The fields are: {', '.join(model.model_fields)}."
