"""Everything before the first page, and what of it is taken from earlier."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from math import inf
from pathlib import Path

import pytest
from PIL import Image

from generator.build.prepare import SCANNED, Prepared, prepare
from generator.build.run import KEPT, BuildOptions, Run, UsageProblem
from generator.build.store import Store
from generator.build.walk import walk
from tests.build.rebuilding import entry
from tests.media.pictures import encode

Write = Callable[..., Path]
NOW = datetime(2026, 8, 1, tzinfo=UTC)
KEA = "content/kowhai/case-studies/kea.md"
PHOTO = encode("JPEG", Image.new("RGB", (40, 30)))


@contextmanager
def store_of(root: Path) -> Iterator[Store]:
    store = Store(root / KEPT, fingerprint="one")
    try:
        yield store
    finally:
        store.close()


def prepared(root: Path, **options: object) -> tuple[Run, Prepared | None]:
    run = Run(BuildOptions(root, root / "output", jobs=1, **options), None)  # type: ignore[arg-type]
    with store_of(root) as store:
        return run, prepare(run, walk(root), store, NOW)


def test_the_sites_are_put_together(write_portal: Write) -> None:
    files: dict[str, str | bytes] = {
        KEA: entry("Kea", "image: {src: kea.jpg, alt: A kea}\n", "[All of it](plan.txt)"),
        "content/kowhai/case-studies/kea.jpg": PHOTO,
        "content/kowhai/case-studies/plan.txt": "plan",
        "content/kowhai/case-studies/unused.jpg": PHOTO,
        "content/kowhai/case-studies/draft.md": entry("Draft", "draft: yes\n", "[x](unused.jpg)"),
        "content/kowhai/case-studies/later.md": entry("Later", "publish: 2026-09-01\n"),
    }
    run, found = prepared(write_portal(files))
    assert run.problems == [] and found is not None
    assert list(found.sites) == ["kowhai"]
    assert list(found.sites["kowhai"].cards) == ["kowhai/case-studies/kea"]
    assert len(found.loaded) == len(found.entries) == len(found.bundles) == 3
    folder = "content/kowhai/case-studies"
    assert list(found.wanted["kowhai"]) == [f"{folder}/kea.jpg", f"{folder}/plan.txt"]
    assert found.linked["kowhai"] == {f"{folder}/plan.txt"}
    assert found.lasts == (-inf, datetime(2026, 8, 31, 12, tzinfo=UTC).timestamp())


def test_with_errors_there_is_nothing_and_all_of_them_are_told(write_portal: Write) -> None:
    files = {KEA: "---\ntitle: Kea\ndate: 2026-13-45\n---\n", "content/portal.yaml": "title: [\n"}
    run, found = prepared(write_portal(files))
    assert found is None
    assert {problem.span.path for problem in run.problems} >= {KEA, "content/portal.yaml"}


def test_a_cluster_that_is_not_there_is_told(write_portal: Write) -> None:
    with pytest.raises(UsageProblem, match="no cluster `gone`"):
        prepared(write_portal({KEA: entry("Kea")}), cluster="gone")


def test_the_scan_is_written_down_when_it_is_another(write_portal: Write) -> None:
    root = write_portal({KEA: entry("Kea")})
    _, first = prepared(root)
    assert first is not None
    with store_of(root) as store:
        assert store.state(SCANNED).known.keys() == {KEA}
    (root / KEA).write_text(entry("Keas"))
    _, second = prepared(root)
    assert second is not None
    assert second.sites["kowhai"].cards["kowhai/case-studies/kea"].title == "Keas"
    with store_of(root) as store:
        store.put_states({SCANNED: "damaged"})
    _, third = prepared(root)
    assert third is not None and third.sites == second.sites


def test_the_same_is_told_of_entries_that_are_known(write_portal: Write) -> None:
    root = write_portal({KEA: "---\ntitle: Kea\ncolour: red\n---\n\n[x](gone.md)\n"})
    first, _ = prepared(root)
    second, _ = prepared(root)
    assert first.told() and second.told() == first.told()


def test_errors_of_drafts_are_softened_though_they_are_known(write_portal: Write) -> None:
    root = write_portal({KEA: "---\ntitle: Kea\ndraft: yes\ndate: 2026-13-45\n---\n"})
    for drafts in (False, True, False):
        run, found = prepared(root, drafts=drafts)
        assert (found is None) == drafts == run.failed()
