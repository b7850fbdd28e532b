from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue

import pytest
from watchdog.events import FileClosedEvent, FileModifiedEvent

import generator.serve.watch
from generator.serve.watch import Changes

LONG = 30.0  # seconds; only a failing test waits so long


class Bursts:
    """Gathers bursts in a thread, so that a test can wait for a path with a limit."""

    def __init__(self, root: Path) -> None:
        self.changes = Changes(root)
        self.changes.start()
        self._queue: SimpleQueue[tuple[str, ...]] = SimpleQueue()
        self.thread = threading.Thread(target=self._gather)
        self.thread.start()

    def _gather(self) -> None:
        while burst := self.changes.wait():
            self._queue.put(burst)

    def wait_for(self, path: str) -> tuple[str, ...]:
        """Return all paths told of until ``path`` was among them."""
        told: set[str] = set()
        while path not in told:
            try:
                told.update(self._queue.get(timeout=LONG))
            except Empty:
                pytest.fail(f"{path} was not told of, but {sorted(told)}")
        return tuple(sorted(told))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("content/kowhai/pages", "themes/ours", "output", ".portal"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "content/kowhai/pages/about.md").write_text("one")
    return tmp_path


@pytest.fixture
def bursts(root: Path) -> Iterator[Bursts]:
    bursts = Bursts(root)
    yield bursts
    bursts.changes.close()
    bursts.thread.join(LONG)
    assert not bursts.thread.is_alive()


def test_an_edit_is_told(root: Path, bursts: Bursts) -> None:
    (root / "content/kowhai/pages/about.md").write_text("two")
    assert "content/kowhai/pages/about.md" in bursts.wait_for("content/kowhai/pages/about.md")


def test_a_save_by_rename_is_told_by_the_files_own_name(root: Path, bursts: Bursts) -> None:
    scratch = root / "content/kowhai/pages/.about.md.swp"
    scratch.write_text("two")
    scratch.rename(root / "content/kowhai/pages/about.md")
    told = bursts.wait_for("content/kowhai/pages/about.md")
    assert not any(".swp" in path for path in told)


def test_new_folders_and_what_is_in_them_are_told(root: Path, bursts: Bursts) -> None:
    folder = root / "content/kowhai/videos"
    folder.mkdir()
    bursts.wait_for("content/kowhai/videos")
    (folder / "kea.md").write_text("new")
    bursts.wait_for("content/kowhai/videos/kea.md")


def test_moved_and_deleted_folders_are_told(root: Path, bursts: Bursts) -> None:
    (root / "content/kowhai/pages").rename(root / "content/kowhai/seiten")
    bursts.wait_for("content/kowhai/seiten")
    (root / "content/kowhai/seiten/about.md").unlink()
    (root / "content/kowhai/seiten").rmdir()
    bursts.wait_for("content/kowhai/seiten/about.md")


def test_settings_and_themes_are_told(root: Path, bursts: Bursts) -> None:
    (root / "content/portal.yaml").write_text("title: A")
    bursts.wait_for("content/portal.yaml")
    (root / "themes/ours/page.html").write_text("<p>")
    bursts.wait_for("themes/ours/page.html")


def test_content_that_is_replaced_as_a_whole_is_still_watched(root: Path, bursts: Bursts) -> None:
    (root / "content").rename(root / "old")
    bursts.wait_for("content")
    (root / "content").mkdir()
    bursts.wait_for("content")
    # Watching begins anew once the burst is over; until then only a later change can be seen.
    for number in range(100):
        (root / f"content/portal-{number}.yaml").write_text("title: A")
        try:
            if any(path.startswith("content/portal-") for path in bursts._queue.get(timeout=0.3)):
                return
        except Empty:
            continue
    pytest.fail("The new folder is not watched.")


def test_a_themes_folder_that_comes_later_is_watched(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    bursts = Bursts(tmp_path)
    (tmp_path / "themes").mkdir()
    bursts.wait_for("themes")
    bursts.changes.close()
    bursts.thread.join(LONG)


def test_many_changes_at_once_are_few_bursts(root: Path, bursts: Bursts) -> None:
    for number in range(200):
        (root / f"content/kowhai/pages/{number:03}.md").write_text("new")
    bursts.wait_for("content/kowhai/pages/199.md")
    assert bursts._queue.qsize() <= 3


def test_what_we_and_editors_write_for_ourselves_is_not_told(root: Path, bursts: Bursts) -> None:
    for path in ("output/index.html", ".portal/cache", "README.md", "content/.hidden", "content/kowhai/pages/4913"):
        (root / path).write_text("made")
    (root / "content/kowhai/pages/about.md~").write_text("made")
    (root / "content/kowhai/pages/about.md").read_text()
    (root / "content/end.md").write_text("the last")
    assert set(bursts.wait_for("content/end.md")) == {"content/end.md"}


def test_a_wait_without_changes_ends(root: Path) -> None:
    changes = Changes(root)
    changes.start()
    assert changes.wait(0.01) == ()
    changes.close()


def test_what_its_writer_closed_is_not_waited_for(root: Path, bursts: Bursts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.serve.watch, "QUIET", 10 * LONG)
    monkeypatch.setattr(generator.serve.watch, "LONGEST", 10 * LONG)
    about = root / "content/kowhai/pages/about.md"
    about.write_text("two")
    bursts.wait_for("content/kowhai/pages/about.md")
    scratch = about.with_name(".about.md.swp")
    scratch.write_text("three")
    scratch.rename(about)
    bursts.wait_for("content/kowhai/pages/about.md")
    about.unlink()
    bursts.wait_for("content/kowhai/pages/about.md")


def test_what_is_not_closed_is_told_once_it_is_quiet(root: Path, bursts: Bursts) -> None:
    with (root / "content/kowhai/pages/about.md").open("w") as file:
        file.write("two")
        file.flush()
        bursts.wait_for("content/kowhai/pages/about.md")


def test_a_burst_waits_for_a_file_that_is_still_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.serve.watch, "QUIET", LONG)
    monkeypatch.setattr(generator.serve.watch, "LONGEST", LONG)
    changes = Changes(root)
    one, other = str(root / "content/one.md"), str(root / "content/other.md")
    changes.on_any_event(FileModifiedEvent(one))
    changes.on_any_event(FileClosedEvent(other))
    found: list[tuple[str, ...] | None] = []
    thread = threading.Thread(target=lambda: found.append(changes.wait()))
    thread.start()
    thread.join(0.1)
    assert not found
    changes.on_any_event(FileClosedEvent(one))
    thread.join(LONG)
    assert found == [("content/one.md", "content/other.md")]


def test_a_long_copy_is_told_in_between(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.serve.watch, "QUIET", LONG)
    monkeypatch.setattr(generator.serve.watch, "LONGEST", 0.05)
    changes = Changes(root)
    changes.on_any_event(FileModifiedEvent(str(root / "content/one.md")))
    assert changes.wait() == ("content/one.md",)


def test_close_ends_a_wait(root: Path) -> None:
    changes = Changes(root)
    changes.start()
    changes.close()
    assert changes.wait() is None


def test_close_without_start_is_no_fault(root: Path) -> None:
    Changes(root).close()
