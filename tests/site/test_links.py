"""Every link of the sample site leads somewhere: to a file of the same site, to a place in a page, or to the hub."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.dom import Element, pages_of, read_page

# Where a page loads something by itself, as opposed to links that a reader may follow.
LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
}
FOLLOWED = {"a": ("href",), "area": ("href",), "form": ("action",), "q": ("cite",), "blockquote": ("cite",)}
OTHER_HOSTS_FINE = {"canonical", "license", "alternate"}
NO_ICON = "data:,"  # keeps browsers from asking the host for one
MOMENT = re.compile(r"t=\d+(?:\.\d+)?")
SCHEMES = {"http", "https", "mailto", "tel"}


def _addresses(element: Element) -> Iterator[tuple[str, bool]]:
    """Yield each address in an element, and whether the page loads it by itself."""
    for name in LOADED.get(element.tag, ()):
        if value := element.attributes.get(name):
            parts = [part.split()[0] for part in value.split(",")] if name == "srcset" else [value]
            yield from ((part, True) for part in parts)
    for name in FOLLOWED.get(element.tag, ()):
        if name in element.attributes:
            yield element.attributes[name], False
    if element.tag == "link" and "href" in element.attributes:
        relation = set(element.attributes.get("rel", "").split())
        yield element.attributes["href"], not relation & OTHER_HOSTS_FINE


@cache
def _ids(path: Path) -> frozenset[str]:
    return frozenset(element.attributes["id"] for element in read_page(path).all() if "id" in element.attributes)


def _clusters(site: Path) -> set[str]:
    return {path.parent.name for path in site.glob("*/feed.xml")}


def _problem(site: Path, origin: Path, address: str) -> str | None:
    """Return what is wrong with a relative address, or ``None``."""
    parts = urlsplit(address)
    if parts.path.startswith("/"):
        return "is absolute"
    target = (origin.parent / unquote(parts.path)).resolve() if parts.path else origin
    if target.is_dir():
        if not parts.path.endswith(("/", ".", "..")):
            return "names a folder without a slash"
        target /= "index.html"
    if not target.is_file():
        return "leads to no file"
    clusters = _clusters(site)
    home = origin.relative_to(site).parts[0]
    there = target.relative_to(site).parts[0]
    if home in clusters and there in clusters and home != there:
        return "leads into another cluster's site"
    if parts.fragment and target.suffix == ".html" and not _has_place(target, unquote(parts.fragment)):
        return "names a place that is not in the page"
    return None


def _has_place(page: Path, fragment: str) -> bool:
    """A moment needs no line of its own in the transcript, but a page that has moments."""
    ids = _ids(page)
    return fragment in ids or (MOMENT.fullmatch(fragment) is not None and any(map(MOMENT.fullmatch, ids)))


def test_every_relative_link_leads_somewhere(sample_site: Path) -> None:
    wrong = []
    seen = 0
    for path in pages_of(sample_site):
        for element in read_page(path).all():
            for address, _ in _addresses(element):
                if urlsplit(address).scheme or (path.name == "404.html" and _knows_its_address(address)):
                    continue
                seen += 1
                if problem := _problem(sample_site, path, address):
                    wrong.append(f"{path.relative_to(sample_site)}:{element.line}: {address} {problem}")
    assert seen > 500
    assert wrong == []


def _knows_its_address(address: str) -> bool:
    """A page for addresses that are not there is shown at any depth, so its links begin at the host."""
    return address.startswith("/") and not address.startswith("//")


def test_the_page_for_missing_addresses_leads_home(sample_site: Path) -> None:
    for path in sample_site.rglob("404.html"):
        for element in read_page(path).all():
            for address, _ in _addresses(element):
                parts = urlsplit(address)
                if parts.scheme in {"http", "https"} or parts.path.startswith("/"):
                    target = sample_site / unquote(parts.path).lstrip("/")
                    assert (target / "index.html").is_file() or target.is_file() or parts.netloc, address


def test_a_cluster_reaches_up_to_the_hub_only(sample_site: Path) -> None:
    """A cluster's folder can be copied anywhere: only links that a reader follows leave it, and only to the hub."""
    clusters = _clusters(sample_site)
    assert len(clusters) >= 3
    leaving = set()
    for path in pages_of(sample_site):
        cluster = path.relative_to(sample_site).parts[0]
        if cluster not in clusters:
            continue
        for element in read_page(path).all():
            for address, loaded in _addresses(element):
                parts = urlsplit(address)
                if parts.scheme or not parts.path or parts.path.startswith("/"):
                    continue
                target = (path.parent / unquote(parts.path)).resolve()
                if not target.is_relative_to(sample_site / cluster):
                    assert not loaded, f"{path.relative_to(sample_site)}:{element.line} loads {address}"
                    leaving.add(target.relative_to(sample_site).as_posix())
    assert leaving <= {".", "index.html", "search", "search/index.html"}


def test_nothing_is_loaded_from_another_host(sample_site: Path) -> None:
    wrong = []
    for path in pages_of(sample_site):
        for element in read_page(path).all():
            for address, loaded in _addresses(element):
                parts = urlsplit(address)
                name = f"{path.relative_to(sample_site)}:{element.line}: {address}"
                if loaded and (parts.scheme or parts.netloc) and address != NO_ICON:
                    wrong.append(f"{name} is loaded from elsewhere")
                elif parts.scheme and parts.scheme not in SCHEMES and address != NO_ICON:
                    wrong.append(f"{name} has a scheme that readers should not follow")
    assert wrong == []


def test_style_sheets_load_nothing_from_elsewhere(sample_site: Path) -> None:
    sheets = sorted(sample_site.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        assert "url(http" not in text.replace("'", "").replace('"', "")
        assert "url(//" not in text.replace("'", "").replace('"', "")


def test_file_names_suit_every_server(sample_site: Path) -> None:
    for path in sample_site.rglob("*"):
        name = path.relative_to(sample_site)
        if ".portal" in name.parts or name.name in {".nojekyll"}:
            continue
        assert name.as_posix().isascii(), name
        assert name.as_posix() == name.as_posix().lower(), name
        assert not any(part.startswith(("_", ".")) for part in name.parts), name
