"""Indexes of the search: what is kept of them is right, and what is damaged or gone is made anew."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.build.indexing import Indexes, Remembered, make_indexes
from generator.build.prepare import Prepared, prepare
from generator.build.run import KEPT, BuildOptions, Run
from generator.build.store import Store
from generator.build.walk import walk
from tests.build.rebuilding import entry

Write = Callable[..., Path]
NOW = datetime(2026, 8, 1, tzinfo=UTC)
STUDY = "content/kowhai/case-studies/study-{}.md"
WORDS = "keas tuis ruru weka moa kiwi huia kaka".split()
FILES = {
    **{STUDY.format(n): entry(f"Study {n}", "tags: [birds]\n", f"About {WORDS[n]} and others.") for n in range(8)},
    "content/rata/cluster.yaml": "title: Rata\n",
    "content/rata/pages/about.md": entry("About"),
}


class Portal:
    """A portal, its entries, and the indexes that were made of it last."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.options = BuildOptions(root, root / "output", jobs=1)
        self.files: dict[str, bytes] = {}
        self.last: Indexes | None = None

    def make(self, *, again: bool = True, cluster: str | None = None) -> Indexes:
        """Make the indexes; those of the last time are at hand ``again``."""
        options = BuildOptions(self.root, self.root / "output", jobs=1, cluster=cluster)
        with closing(Store(self.root / KEPT, fingerprint="one")) as store:
            prepared = prepare(Run(options, None), walk(self.root), store, NOW)
            assert isinstance(prepared, Prepared)
            return make_indexes(prepared, options, jobs=1, before=self._before(store) if again else None)

    def _before(self, store: Store) -> Remembered:
        assert self.last is not None

        def text(digest: str) -> object:
            found = store.text(digest)
            if found is None:
                raise LookupError(digest)
            return found

        digests = {**self.last.kept, **{path: output.digest for path, output in self.last.made.items()}}
        return Remembered(self.last.records, digests, self.files.__getitem__, text)  # type: ignore[arg-type]

    def publish(self, indexes: Indexes) -> None:
        self.last = indexes
        kept = {path: self.files[path] for path in indexes.kept}
        made = {path: output.content for path, output in indexes.made.items()}
        self.files = {**kept, **made}  # type: ignore[dict-item]


@pytest.fixture
def portal(write_portal: Write) -> Portal:
    found = Portal(write_portal(FILES))
    found.publish(found.make(again=False))
    return found


def all_of(indexes: Indexes) -> dict[str, str]:
    return {**indexes.kept, **{path: output.digest for path, output in indexes.made.items()}}


def _check(portal: Portal) -> Indexes:
    clean, again = portal.make(again=False), portal.make()
    assert all_of(again) == all_of(clean)
    assert clean.kept == {}
    assert again.records == clean.records
    assert not again.made.keys() & again.kept.keys()
    return again


def test_of_the_same_content_the_words_are_kept(portal: Portal) -> None:
    again = _check(portal)
    assert len(again.made) < len(again.kept)


def _edit(portal: Portal, path: str, text: str | None) -> None:
    file = portal.root / path
    file.unlink() if text is None else file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [entry("Study 3", "tags: [birds]\n", "Takahē."), entry("Another", "tags: [x]\n", "About weka and others."), None],
    ids=["other words", "another title", "gone"],
)
def test_after_a_change_they_are_those_of_a_clean_build(portal: Portal, text: str | None) -> None:
    _edit(portal, STUDY.format(3), text)
    again = _check(portal)
    assert again.kept
    portal.publish(again)
    _edit(portal, STUDY.format(9), entry("New", "", "Hoiho."))
    _check(portal)


def test_files_that_are_gone_are_made_anew(portal: Portal) -> None:
    portal.files = {}
    _edit(portal, STUDY.format(3), entry("Study 3", "", "Takahē."))
    _check(portal)


def test_a_cluster_that_comes_changes_the_hub(portal: Portal) -> None:
    for path, text in (("content/new/cluster.yaml", "title: New\n"), ("content/new/pages/a.md", entry("A"))):
        (portal.root / path).parent.mkdir(parents=True, exist_ok=True)
        (portal.root / path).write_text(text)
    _check(portal)


def test_one_cluster_alone_has_its_own_files(portal: Portal) -> None:
    assert all(path.startswith("rata/") for path in all_of(portal.make(again=False, cluster="rata")))
