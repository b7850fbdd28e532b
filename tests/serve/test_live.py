from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import generator.serve.live
from generator.build.pages import Maker
from generator.core.diagnostics import Diagnostic
from generator.model.page import Output, Page
from generator.serve.live import Live
from generator.serve.session import Session
from tests.serve.garden import (
    FILES,
    OTHER,
    STUDY,
    K,
    ask_all,
    begin,
    built,
    bytes_of,
    change,
    differences,
    live_of,
    text_of,
    update,
    write,
)

STUDY_PAGE = "kowhai/case-studies/garden/index.html"


@pytest.fixture
def root(write_portal: Callable[..., Path]) -> Path:
    return write_portal(FILES)


@pytest.fixture
def session(root: Path) -> Session:
    return begin(root)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the pages that were made, in their order."""
    paths: list[str] = []
    make = Maker.make

    def noted(maker: Maker, page: Page) -> object:
        paths.append(page.path)
        return make(maker, page)

    monkeypatch.setattr(Maker, "make", noted)
    return paths


def search_files(session: Session) -> dict[str, bytes]:
    live = live_of(session)
    return {path: bytes_of(output.content) for path, output in live._search().items()}


def test_every_file_is_as_a_build_writes_it(session: Session) -> None:
    assert differences(session) == []


def test_files_are_known_before_they_are_made(session: Session, made: list[str]) -> None:
    live = live_of(session)
    for path in built(session):
        assert path in live
    made.clear()
    assert live.count > 40
    assert "kowhai/search/index.html" in live
    for path in ("", "kowhai", "kowhai/", "nowhere.html", "search/nowhere.json", ".portal/manifest.json"):
        assert path not in live
        assert live.get(path) is None
    assert {"kowhai", "kowhai/case-studies", "kowhai/case-studies/garden"} <= live.folders
    assert "" not in live.folders and "content" not in live.folders
    assert made == []


def test_a_page_is_made_once_and_only_when_it_is_asked_for(session: Session, made: list[str]) -> None:
    live = live_of(session)
    first = live.get(STUDY_PAGE)
    assert live.get(STUDY_PAGE) is first
    assert made == [STUDY_PAGE]


def test_many_threads_get_the_same_bytes_and_nothing_is_made_twice(root: Path, made: list[str]) -> None:
    live = live_of(begin(root))
    paths = sorted(live._pages)
    made.clear()
    wanted = [path for number in range(8) for path in (paths if number % 2 else reversed(paths))]
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda path: (path, live.get(path)), wanted))
        searches = set(threads.map(lambda _: id(live._search()), range(8)))
    assert len(made) == len(set(made))
    assert len(searches) == 1
    by_path: dict[str, set[int]] = {}
    for path, output in found:
        assert isinstance(output, Output)
        by_path.setdefault(path, set()).add(id(output))
    assert all(len(outputs) == 1 for outputs in by_path.values())


def test_threads_that_ask_during_edits_are_always_answered(session: Session, root: Path) -> None:
    over = threading.Event()
    texts: list[str] = []

    def ask() -> None:
        while not over.is_set():
            texts.append(text_of(session, STUDY_PAGE))

    with ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(ask) for _ in range(4)]
        for number in range(6):
            change(root, STUDY, "More carrots", f"More carrots {number}")
            update(session, STUDY)
            if number % 3 == 2:
                change(root, STUDY, "tags: [", f"tags: [T{number}, ")
                update(session, STUDY)
        over.set()
        for one in asking:
            one.result()
    assert texts
    assert differences(session) == []


def test_an_edit_makes_only_what_shows_it(session: Session, root: Path, made: list[str]) -> None:
    ask_all(session)
    made.clear()
    change(root, STUDY, "More carrots", "More of them")
    update(session, STUDY)
    live = live_of(session)
    assert STUDY_PAGE in live.stale
    assert set(made) <= set(live.stale)
    made.clear()
    ask_all(session)
    assert set(made) <= set(live.stale)
    assert "kowhai/about/index.html" not in live.stale
    assert len(live.stale) < live.count / 2


def test_the_last_pages_that_were_asked_for_are_made_anew_at_once(
    session: Session, root: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator.serve.live, "_SETTLED", 3)
    ask_all(session)
    last = ["kowhai/about/index.html", STUDY_PAGE, "kowhai/index.html"]
    for path in last:
        live_of(session).get(path)
    change(root, "content/kowhai/cluster.yaml", "Kōwhai cluster", "Another cluster")
    made.clear()
    update(session, "content/kowhai/cluster.yaml")
    assert set(last) <= set(made)
    assert len(live_of(session).stale) > len(made)
    assert differences(session) == []


def test_only_so_much_is_held(session: Session, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    live = live_of(session)
    monkeypatch.setattr(generator.serve.live, "_HELD", 60_000)
    ask_all(session)
    assert sum(len(bytes_of(output.content)) for output in live._made.values()) == live._size <= 60_000
    assert 1 <= len(live._made) < live.count
    paths = sorted(live._pages)
    made.clear()
    assert isinstance(live.get(paths[0]), Output)
    assert made == [paths[0]]
    assert differences(session) == []


def test_what_is_held_no_more_is_still_known_to_be_shown(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_all(session)
    monkeypatch.setattr(generator.serve.live, "_HELD", 1)
    live_of(session).get(STUDY_PAGE)
    change(root, OTHER, "tags: [Maths]", "tags: [Music]")
    update(session, OTHER)
    assert "kowhai/tags/maths/index.html" in live_of(session).stale
    assert differences(session) == []


def test_a_page_larger_than_all_that_is_held_is_given(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator.serve.live, "_HELD", 1)
    assert "carrots" in text_of(session, STUDY_PAGE)
    assert "carrots" in text_of(session, STUDY_PAGE)


def test_pages_that_are_made_while_others_take_over_are_noticed(session: Session, root: Path) -> None:
    before = live_of(session)
    change(root, STUDY, "tags: [Garden, Maths]", "tags: [Garden]")
    session.rebuild()
    after = Live(live_of(session).prepared, session.options, before)
    assert not after.overtook(before)
    before.get("kowhai/about/index.html")
    assert not after.overtook(before)
    before.get("kowhai/tags/maths/index.html")
    assert after.overtook(before)


def test_a_fault_of_a_template_is_returned_and_not_remembered(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Live, "try_out", lambda _: [])
    template = "themes/ours/templates/case-study.html"
    write(root, template, "{{ page.title|truncate(page.title) }}\n")
    update(session, template)
    for _ in range(2):
        fault = live_of(session).get(STUDY_PAGE)
        assert isinstance(fault, Diagnostic)
        assert fault.span.path == template
    assert "Who we are" in text_of(session, "kowhai/about/index.html")
    (root / template).unlink()
    update(session, template)
    assert differences(session) == []


def test_trying_out_tells_the_faults_of_every_sort_of_page(session: Session, root: Path) -> None:
    live = live_of(session)
    assert live.try_out() == []
    for name in ("case-study", "event", "terms"):
        write(root, f"themes/ours/templates/{name}.html", "{{ page.title|truncate(page.title) }}\n")
    (told,) = update(session, "themes/ours")
    assert {problem.span.path for problem in told.diagnostics if problem.code != "E114"} == {
        f"themes/ours/templates/{name}.html" for name in ("case-study", "event", "terms")
    }
    assert live_of(session) is live


# --- the search ------------------------------------------------------------------------------------------------------


def test_the_search_is_right_after_edits_before_and_after_it_was_asked_for(session: Session, root: Path) -> None:
    for number, ask in enumerate((False, True, True)):
        change(root, STUDY, "More carrots", f"More carrots and pumpkins{number}")
        update(session, STUDY)
        live = live_of(session)
        assert (live._indexes is not None) == (number > 1)
        if ask:
            found = search_files(session)
            wanted = built(session)
            assert found == {path: wanted[path] for path in found}
            assert found.keys() == {path for path in wanted if path in found or "/search/" in path} - live._pages.keys()
    assert any(b"pumpkins2" in content for content in search_files(session).values())


def test_the_search_is_right_after_entries_came_and_went(session: Session, root: Path) -> None:
    search_files(session)
    write(root, f"{K}/case-studies/new.md", "---\ntitle: New\nsummary: One.\n---\nA pumpkin.\n")
    (root / f"{K}/case-studies/draft.md").unlink()
    update(session, f"{K}/case-studies/new.md", f"{K}/case-studies/draft.md")
    change(root, OTHER, "books", "melons")
    update(session, OTHER)
    assert differences(session) == []


def test_the_search_of_a_sole_cluster_is_right_too(write_portal: Callable[..., Path]) -> None:
    files = {path: text for path, text in FILES.items() if not path.startswith("content/totara/")}
    root = write_portal(files)
    session = begin(root)
    search_files(session)
    change(root, STUDY, "carrots", "pumpkins")
    update(session, STUDY)
    assert differences(session) == []


def test_files_that_went_from_the_disk_are_missed(session: Session, root: Path) -> None:
    live = live_of(session)
    assert live.is_whole
    picture = root / "somewhere"
    live._statics["picture.jpg"] = Output("picture.jpg", picture, "")
    assert not live.is_whole
    picture.write_bytes(b"")
    assert live.is_whole
