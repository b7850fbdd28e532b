"""The files of the search, on a small portal: read back from disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.build.pipeline import BuildResult
from generator.model.config import TermDefinition
from generator.model.page import Output
from generator.model.search_text import SearchText
from generator.outputs.search import Before, hub_index, hub_items, item_key, search_item, site_index
from generator.search.index import read_call
from generator.search.item import Item
from generator.search.reader import Index
from tests.factories import make_cluster, make_entry
from tests.sites import Sites, make_sites

RIMU = {
    "content/rimu/cluster.yaml": "title: Rimu cluster\nschools: [Kea School]\n",
    "content/rimu/pages/trees.md": "---\ntitle: Rimu trees\ntags: [trees]\n---\nTall ones.\n",
}
FILES = {
    "content/kowhai/tags.yaml": "trees:\n  name: Trees\n  aliases: [rākau]\n",
    "content/kowhai/videos/kea.md": (
        "---\ntitle: The kea\nsummary: A bird.\ndate: 2025-03-02\nschools: [Tūī School]\ntags: [trees]\n"
        "video: https://youtu.be/aBcDeFg_-12\n"
        "duration: 2:29\n---\n\nWords.\n\n## What changed\n\nWe planted.\n"
    ),
    "content/kowhai/videos/kea.vtt": (
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Mere>We sat down.\n\n00:05.000 --> 00:09.000\n<v Tama>And rose.\n"
    ),
    "content/kowhai/videos/kea.mi.vtt": "WEBVTT\n\n00:01.000 --> 00:03.000\nI noho mātou.\n",
    "content/kowhai/events/hui.md": "---\ntitle: Hui\nstart: 2026-05-04\nlocation: Waimate\n---\n\nCome.\n",
    "content/kowhai/pages/secret.md": "---\ntitle: Unpublished\ndraft: true\n---\n\nzzyzx\n",
}

Built = Callable[..., Path]


@pytest.fixture
def built(write_portal: Callable[..., Path], build_portal: Callable[..., BuildResult]) -> Built:
    def make(files: dict[str, str], name: str = "portal", **options: object) -> Path:
        root = write_portal(files, name=name)
        result = build_portal(root, **options)
        assert result.ok, [f"{d.span} {d.message}" for d in result.diagnostics]
        return root / "output"

    return make


def index(site: Path) -> Index:
    return Index(lambda path: (site / path).read_bytes())


def cards(found: Index) -> dict[str, dict[str, object]]:
    return {str(entry.card["title"]): entry.card for entry in found.entries().values()}


def test_a_card_has_what_a_result_shows(built: Built) -> None:
    card = cards(index(built(FILES) / "kowhai"))["The kea"]
    assert {name: card[name] for name in card if name != "parts"} == {
        "url": "videos/kea/",
        "title": "The kea",
        "kind": "video",
        "language": "en-NZ",
        "date": "2025-03-02",
        "duration": 149,
        "schools": ["Tūī School"],
        "image": [],
        "transcripts": [["en-NZ", ""], ["mi", "-mi"]],
    }


def test_passages_are_those_of_body_and_transcripts(built: Built) -> None:
    found = index(built(FILES) / "kowhai")
    entry = next(entry for entry in found.entries().values() if entry.card["title"] == "The kea")
    assert found.passages(entry) == [
        "A bird.",
        ["Words.", "", ""],
        ["We planted.", "what-changed", "What changed"],
        ["We sat down.", [1], 0, 1, "Mere"],
        ["And rose.", [5], 0, 2, "Tama"],
        ["I noho mātou.", [1], 1, 1, ""],
    ]


def test_terms_their_aliases_and_places_are_found(built: Built) -> None:
    found = index(built(FILES) / "kowhai")
    for word in ("trees", "rakau", "tui", "waimate"):
        assert found.look_up(word), word


def test_drafts_are_in_no_file_of_the_search(built: Built) -> None:
    site = built(FILES)
    assert not any(b"zzyzx" in path.read_bytes() or b"Unpublished" in path.read_bytes() for path in site.rglob("*.js"))
    assert not index(site / "kowhai").look_up("zzyzx")
    shown = built(FILES, name="drafts", drafts=True)
    assert index(shown / "kowhai").look_up("zzyzx")


def test_filters_have_labels_and_their_order(built: Built) -> None:
    found = dict(index(built(FILES) / "kowhai").filters())
    assert list(found) == ["kind", "school", "tag", "language", "year"]
    assert [row[:2] for row in found["kind"]] == [("video", "Video"), ("event", "Event")]
    assert [row[:2] for row in found["year"]] == [("2026", "2026"), ("2025", "2025")]


def test_files_of_the_same_content_are_one(built: Built) -> None:
    study = "---\ntitle: Trees\ntags: [same]\nlevels: [same]\nphase: Scanning\n---\n"
    cues = (f"00:{n:02}.000 --> 00:{n:02}.500\n{'words and ' * 90}{n}\n\n" for n in range(59))
    long = "WEBVTT\n\n" + "".join(cues)
    site = built(
        {
            **RIMU,
            "content/kowhai/cluster.yaml": "title: Kōwhai\nphases: [Scanning]\n",
            "content/kowhai/case-studies/a.md": study,
            **{f"content/kowhai/videos/v{n}.md": f"---\ntitle: V{n}\nsummary: S\n---\n" for n in (1, 2)},
            **{f"content/kowhai/videos/v{n}.vtt": long for n in (1, 2)},
        }
    )
    found = index(site / "kowhai")
    names = dict(zip(found.root["filters"][::2], found.root["filters"][1::2], strict=True))
    assert names["level"] == names["tag"]
    parts = [found.part_paths(entry) for entry in found.entries().values() if entry.card["kind"] == "video"]
    assert len(parts[0]) > 1
    assert parts[0] == parts[1]


def test_the_hub_of_one_cluster_uses_its_files(built: Built) -> None:
    site = built(FILES)
    assert [path.name for path in (site / "search").rglob("*.js")] == ["index.js"]
    hub = index(site)
    assert {found.path for found in hub.entries().values()} <= {
        path.relative_to(site).as_posix() for path in site.rglob("entries/*.js")
    }
    assert hub.look_up("kea") == index(site / "kowhai").look_up("kea")


def test_the_hub_of_several_clusters_has_their_entries(built: Built) -> None:
    site = built({**FILES, **RIMU})
    hub = index(site)
    assert sorted(str(found.card["title"]) for found in hub.entries().values()) == ["Hui", "Rimu trees", "The kea"]
    assert dict(hub.filters())["cluster"][1][:2] == ("rimu", "Rimu cluster")
    assert hub.root["sites"] == [["kowhai/", "Kōwhai cluster"], ["rimu/", "Rimu cluster"]]
    assert len(dict(hub.filters())["tag"][0][2]) == 2
    assert not list((site / "search").glob("entries/*"))


def test_links_name_index_html_where_they_are_asked_to(built: Built) -> None:
    assert cards(index(built(FILES, explicit_links=True) / "kowhai"))["Hui"]["url"] == "events/hui/index.html"


def test_an_edit_changes_only_the_files_that_it_must(built: Built) -> None:
    site = built({**FILES, **RIMU})

    def contents() -> dict[str, bytes]:
        return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("search/**/*") if p.is_file()}

    before = contents()
    built({**FILES, **RIMU, "content/kowhai/events/hui.md": FILES["content/kowhai/events/hui.md"] + "\nAnd kākāpō.\n"})
    after = contents()
    new = sorted({path.rpartition("/")[0] for path in set(after) - set(before)})
    gone = sorted({path.rpartition("/")[0] for path in set(before) - set(after)})
    # The entry, and where it and its words are found, in its own site and in the hub: no filter, no other cluster.
    assert (
        new
        == gone
        == [
            "kowhai/search/entries",
            *(f"{s}search/{f}" for s in ("kowhai/", "") for f in ("names", "spelling", "words")),
        ]
    )
    changed = {path for path in set(before) & set(after) if before[path] != after[path]}
    assert changed == {"kowhai/search/index.js", "search/index.js"}


def test_a_cluster_without_entries_has_an_index(built: Built) -> None:
    site = built({"content/kowhai/index.md": "---\ntitle: Home\n---\nHello.\n"})
    assert read_call((site / "kowhai/search/index.js").read_bytes())["entries"] == 0


# --- kept from one build to the next ----------------------------------------------------------------------------------


def portal(title: str = "Kea", *, tag: str = "Birds", alias: str = "manu", **fields: Any) -> Sites:
    clusters = [
        make_cluster("hereora", tags=(TermDefinition(name="Birds", aliases=(alias,)),), schools=["Tūī School"]),
        make_cluster("south"),
    ]
    kea = make_entry("kea", title=title, tags=[tag], schools=["Tūī School"], date="2026-03-02", **fields)
    others = [make_entry(f"e{n}", title=f"Trees {n}", date="2025-01-01") for n in range(50)]
    return make_sites(kea, *others, make_entry("south/pages/hui", kind="page", tags=["Trees"]), clusters=clusters)


def items_of(made: Sites) -> dict[str, list[Item]]:
    return {
        name: [
            search_item(site.outlines[each], site.entries[each].search, card, site, explicit_links=False)[0]
            for each, card in site.cards.items()
        ]
        for name, site in made.sites.items()
    }


def texts_of(made: Sites) -> Callable[[str], SearchText]:
    return lambda entry_id: made.sites[entry_id.split("/")[0]].entries[entry_id].search


def test_an_entrys_item_and_files_hang_on_what_its_key_covers_alone() -> None:
    site = portal().hereora
    name = "hereora/case-studies/kea"
    card = site.cards[name]

    def key(made: Sites, *, explicit_links: bool = False, content: str = "d") -> str:
        return item_key(made.hereora.cards[name], made.hereora, content, explicit_links=explicit_links)

    same = portal()
    assert key(portal()) == key(same)
    later = replace(card, date=card.date and card.date + timedelta(days=1))
    keys = {
        *(key(same), key(same, explicit_links=True), key(same, content="e")),
        item_key(later, site, "d", explicit_links=False),
        *(key(portal("The kea")), key(portal(tag="Other")), key(portal(alias="ngā manu")), key(portal(featured=True))),
    }
    assert len(keys) == 8


def test_an_item_comes_with_its_files() -> None:
    site = portal().hereora
    name = "hereora/case-studies/kea"
    text = site.entries[name].search
    item, files = search_item(site.outlines[name], text, site.cards[name], site, explicit_links=False)
    assert [file.path for file in files] == [f"hereora/search/entries/{item.name}.js"]
    assert {"Birds", "manu", "Tūī School"} <= set(item.terms)
    assert {("tag", "birds"), ("year", "2026"), ("kind", "case-study")} <= set(item.values)


def index_of(made: Sites, hub: bool, before: Before | None = None) -> tuple[Before, list[Output], set[str]]:
    """An index with what the next one wants of it."""
    items, texts = items_of(made), texts_of(made)
    if hub:
        own, root = hub_items(items), "search/"
        outputs, kept = hub_index(made.sites, own, texts, made.renderer, "en-NZ", before=before)
    else:
        own, root = items["hereora"], "hereora/search/"
        outputs, kept = site_index(made.hereora, own, texts, made.renderer, before=before)
    files = {output.path: output.content for output in outputs}

    def read(path: str) -> bytes:
        content = files[root + path]
        assert isinstance(content, bytes)
        return content

    return Before(own, texts, read), outputs, kept


@pytest.mark.parametrize("hub", [False, True], ids=["cluster", "hub"])
@pytest.mark.parametrize(
    "after", [{"title": "Kererū"}, {"tag": "Other"}, {"alias": "ngā manu"}, {"lang": "mi"}, {}], ids=str
)
def test_an_index_from_the_one_before_is_that_of_all_entries(after: dict[str, str], hub: bool) -> None:
    before, old, _ = index_of(portal(), hub)
    _, whole, none = index_of(portal(**after), hub)
    _, made, kept = index_of(portal(**after), hub, before)
    assert not none
    assert made[-1].path.endswith("search/index.js")
    found = [*(output for output in old if output.path in kept), *made]
    assert sorted(found, key=path_of) == sorted(whole, key=path_of)


def path_of(output: Output) -> str:
    return output.path
