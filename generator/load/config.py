"""The portal's settings: ``portal.yaml``, and each cluster's ``cluster.yaml`` and ``tags.yaml``. Knows no entries."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

from generator.core.codes.settings import E140, E141, E142, E143, E144, E148, E149, E150
from generator.core.diagnostics import Diagnostic, Span
from generator.core.text import did_you_mean, fold, slugify
from generator.core.urls import safe_url
from generator.load.terms import check_terms, load_tags
from generator.load.text import decode
from generator.load.validate import validate
from generator.load.yaml import SETTINGS, YamlDocument, read_yaml
from generator.model.config import Cluster, ClusterConfig, Portal, PortalConfig, TermDefinition
from generator.model.fields import Written

# The folders that the hub puts, or may once put, beside the clusters' folders in ``output/``.
RESERVED = ("assets", "clusters", "data", "media", "pages", "search", "static", "tags", "theme")
TERM_LISTS = ("schools", "goals", "levels", "areas", "phases")
_ZONES = {"nz": "Pacific/Auckland", "nzst": "Pacific/Auckland", "nzdt": "Pacific/Auckland", "nzt": "Pacific/Auckland"}
_LANGUAGES = {"english": "en-NZ", "maori": "mi", "te reo maori": "mi", "te reo": "mi", "mri": "mi", "nz": "en-NZ"}

Config = TypeVar("Config", bound=Written)


@dataclass(frozen=True, slots=True)
class _Folder:
    """One cluster's files: the paths and bytes of those that are there."""

    id: str
    root: str
    cluster: bytes | None
    tags: bytes | None


def load_portal(files: Mapping[str, bytes]) -> tuple[Portal | None, list[Diagnostic]]:
    """Return the portal's settings, as far as they can be understood, and everything that is wrong with them.

    ``files`` maps the paths of the portal's settings files (``content/portal.yaml``, ``content/<id>/cluster.yaml``,
    ``content/<id>/tags.yaml``) to their bytes. Without a cluster there is no portal. Bad settings are left out, so
    that the entries can be checked in the same run; a ``Portal.path`` is that of ``portal.yaml``, a ``Cluster.path``
    that of its ``cluster.yaml``.
    """
    root = min((path.split("/", 1)[0] for path in files if "/" in path), default="content")
    path = f"{root}/portal.yaml"
    problems: list[Diagnostic] = []
    if path in files:
        document, problems = _read(files[path], path)
        config, found = validate(PortalConfig, document, path=path, subject="portal", fallback={"title": "Portal"})
        problems += found
        config, found = _checked(config, document)
        problems += found
    else:
        document, config = YamlDocument(path, Span(path), {}, {}, {}), PortalConfig(title="Portal")
        problems.append(E140.at(Span(path)))
    clusters = []
    for folder in _folders(files, root):
        cluster, found = _load_cluster(folder)
        clusters.append(cluster)
        problems += found
    if not clusters:
        problems.append(E141.at(Span(root)))
        return None, problems
    return Portal(path=path, config=config, clusters=tuple(clusters), spans=document.spans), problems


def _folders(files: Mapping[str, bytes], root: str) -> Iterable[_Folder]:
    ids = sorted({path.split("/")[1] for path in files if path.startswith(f"{root}/") and path.count("/") == 2})
    for name in ids:
        yield _Folder(
            id=name,
            root=f"{root}/{name}",
            cluster=files.get(f"{root}/{name}/cluster.yaml"),
            tags=files.get(f"{root}/{name}/tags.yaml"),
        )


def _load_cluster(folder: _Folder) -> tuple[Cluster, list[Diagnostic]]:
    path, tags_path = f"{folder.root}/cluster.yaml", f"{folder.root}/tags.yaml"
    problems = _check_folder(folder.id, path)
    title = folder.id.replace("-", " ")
    document = YamlDocument(path, Span(path), {}, {}, {}, complete=False)
    if folder.cluster is None:
        problems.append(E144.at(Span(path), folder=folder.id))
    else:
        document, found = _read(folder.cluster, path)
        problems += found
    config, found = validate(ClusterConfig, document, path=path, subject="cluster", fallback={"title": title})
    problems += found
    config, found = _checked(config, document)
    problems += found
    for name in TERM_LISTS:
        problems += check_terms(getattr(config, name), document, name)
    tags: tuple[TermDefinition, ...] = ()
    tag_spans: dict[str, Span] = {}
    if folder.tags is not None:
        text, found = decode(folder.tags, tags_path)
        problems += found
        tags, tag_spans, found = load_tags(text, tags_path, told=bool(found))
        problems += found
    return Cluster(folder.id, path, config, tags, document.spans, tag_spans), problems


def _read(data: bytes, path: str) -> tuple[YamlDocument, list[Diagnostic]]:
    text, problems = decode(data, path)
    # An empty file is a mapping without fields, unless it could not be read: that has been told.
    document = read_yaml(text or ("" if problems else "\n"), path, limits=SETTINGS)
    return document, [*problems, *document.diagnostics]


def _check_folder(name: str, path: str) -> list[Diagnostic]:
    slug = slugify(name)
    if slug != name:
        return [E142.at(Span(path), folder=name, slug=slug)]
    if name in RESERVED:
        return [E143.at(Span(path), folder=name, other=f"{name}-cluster")]
    return []


def _checked(config: Config, document: YamlDocument) -> tuple[Config, list[Diagnostic]]:
    """Check what a model cannot: time zone, language and address. Bad ones are replaced by the field's default."""
    problems: list[Diagnostic] = []
    defaults: dict[str, Any] = {}
    for name, check in (("timezone", _check_timezone), ("language", _check_language), ("url", _check_url)):
        value = getattr(config, name, "")
        problem = check(value, document.spans.get(name, document.start)) if value else None
        if problem is not None:
            problems.append(problem)
            defaults[name] = type(config).model_fields[name].default
    return (config.model_copy(update=defaults) if defaults else config), problems


def _check_timezone(value: str, span: Span) -> Diagnostic | None:
    try:
        zoneinfo.ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        zones = sorted(zoneinfo.available_timezones())
        cities = {zone.rpartition("/")[2]: zone for zone in zones if "/" in zone}
        plain = value.replace(" ", "_")
        near = _ZONES.get(fold(value)) or did_you_mean(plain, zones)
        if near is None:
            city = did_you_mean(plain.rpartition("/")[2], cities)
            near = cities[city] if city else None
        return E148.at(span, hint=f"Did you mean `{near}`?" if near else None, value=value)
    return None


def _check_language(value: str, span: Span) -> Diagnostic | None:
    # Babel takes a while to load, and most portals speak one of these.
    if value in {"en-NZ", "en", "mi"}:
        return None
    from babel import Locale, UnknownLocaleError

    names = Locale.parse("en").languages
    try:
        Locale.parse(value, sep="-")
    except (UnknownLocaleError, ValueError):
        # Babel has names for more languages than it has dates for: Samoan, Niuean, Cook Islands Māori.
        language, _, rest = value.partition("-")
        if language.lower() in names and not rest:
            return None
        meant = _LANGUAGES.get(fold(value)) or (language if rest and language.lower() in names else None)
        return E150.at(span, hint=f"Write `{meant}`." if meant else None, value=value)
    return None


def _check_url(value: str, span: Span) -> Diagnostic | None:
    bare = value.split("?", 1)[0].split("#", 1)[0]
    if bare == value and value.lower().startswith(("https://", "http://")) and safe_url(value) is not None:
        return None
    whole = bare if "://" in bare else f"https://{bare.lstrip('/')}"
    if not whole.endswith("/"):
        whole += "/"
    good = whole.startswith(("https://", "http://")) and " " not in whole and safe_url(whole) is not None
    host = (urlsplit(whole).hostname or "") if good else ""
    return E149.at(span, hint=f"Write `{whole}`." if "." in host else None, value=value)
