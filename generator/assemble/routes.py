"""Addresses of entries: one each, none twice, none that the site needs itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.core.codes.site import E301, E302, E303
from generator.core.diagnostics import Diagnostic
from generator.core.text import slugify
from generator.model.fields import TAXONOMIES
from generator.model.kind import KindSpec
from generator.model.outline import Outline

# First parts of addresses that every site keeps for itself.
RESERVED = frozenset(
    {"assets", "media", "search", "coherence", "inquiry", "page", "feed", "index", "404", "sitemap", "robots"}
    | {"entries", "terms", "case-studies", "videos", "events", "schools", "pages"}
    | {folder for _, folder in TAXONOMIES}
)


@dataclass(frozen=True, slots=True)
class Routes:
    """``addresses`` maps an entry's id to its address; ``redirects`` maps old addresses to entry ids."""

    addresses: dict[str, str]
    redirects: dict[str, str]
    diagnostics: tuple[Diagnostic, ...]


def make_routes(entries: Iterable[Outline], kinds: Mapping[str, KindSpec]) -> Routes:
    """Return the routes of one cluster's entries. Where two claim an address, the first by path has it."""
    ordered = sorted(entries, key=lambda entry: entry.path)
    addresses: dict[str, str] = {}
    owners: dict[str, Outline] = {}
    problems: list[Diagnostic] = []
    for entry in ordered:
        kind = kinds[entry.kind]
        if not kind.folder:
            addresses[entry.id] = ""
            owners[""] = entry
            continue
        slug = slugify(entry.fields.slug or entry.id.rsplit("/", 1)[-1])
        address = f"{kind.prefix}{slug}/"
        field = "slug" if entry.fields.slug else ""
        if not kind.prefix and slug in RESERVED:
            problems.append(E302.at(entry.span(field), address=slug))
        elif kind.prefix and slug == "page":
            # `/videos/page/2/` is the second page of a list.
            problems.append(E302.at(entry.span(field), address=address.rstrip("/")))
        elif address in owners:
            problems.append(E301.at(entry.span(field), address=address, other=owners[address].path))
        else:
            owners[address] = entry
        addresses[entry.id] = address
    redirects: dict[str, str] = {}
    for entry in ordered:
        for index, alias in enumerate(entry.fields.aliases):
            address = alias_address(alias)
            span = entry.span(f"aliases.{index}")
            other = owners.get(address)
            if other is entry:
                continue
            if other is not None:
                problems.append(E303.at(span, address=address, other=f"`{other.path}`"))
            elif not address or address.split("/")[0] in {"assets", "media"} or _is_list(address):
                problems.append(E303.at(span, address=address, other="a page of the portal itself"))
            elif redirects.get(address, entry.id) != entry.id:
                problems.append(E303.at(span, address=address, other="another alias"))
            else:
                redirects[address] = entry.id
    return Routes(addresses, redirects, tuple(problems))


def alias_address(alias: str) -> str:
    """Return the address that an author's alias means, or "" where it means none."""
    path = alias.split("#")[0].split("?")[0].strip().strip("/")
    path = path.removesuffix("index.html").removesuffix(".html").strip("/")
    parts = [slugify(part) for part in path.split("/") if part not in ("", ".", "..")]
    return "/".join(parts) + "/" if parts else ""


def _is_list(address: str) -> bool:
    parts = address.strip("/").split("/")
    return parts[0] in RESERVED and (len(parts) == 1 or parts[1] == "page")
