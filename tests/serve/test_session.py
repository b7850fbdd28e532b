from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

import generator.serve.session
from generator.build.prepare import prepare
from generator.build.run import UsageProblem
from generator.core.diagnostics import Diagnostic
from generator.model.page import Output
from generator.serve.session import Session
from tests.serve.garden import (
    ABOUT,
    FILES,
    HOME,
    MISSING,
    OTHER,
    PROJECT,
    SCHOOL,
    STUDY,
    VIDEO,
    K,
    ask_all,
    begin,
    change,
    differences,
    live_of,
    make,
    paths_of,
    text_of,
    update,
    write,
)

WritePortal = Callable[..., Path]
ABOUT_PAGE = "kowhai/about/index.html"
STUDY_PAGE = "kowhai/case-studies/garden/index.html"


@pytest.fixture
def root(write_portal: WritePortal) -> Path:
    return write_portal(FILES)


@pytest.fixture
def session(root: Path) -> Session:
    return begin(root)


@pytest.fixture
def assembled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One more for each time that all sites are assembled."""
    times: list[str] = []

    def counted(*given: object) -> object:
        times.append("")
        return prepare(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(generator.serve.session, "prepare", counted)
    return times


# --- what a browser is told ------------------------------------------------------------------------------------------


def test_the_first_look_publishes_a_version(root: Path) -> None:
    session = make(root)
    assert not session.has_pages
    assert session.rebuild().ok
    assert session.has_pages
    assert session.state.ok
    assert "Who we are" in text_of(session, ABOUT_PAGE)


def test_nothing_is_written_but_what_may_be_deleted(session: Session, root: Path) -> None:
    ask_all(session)
    change(root, STUDY, "carrots", "parsnips")
    update(session, STUDY)
    change(root, STUDY, "Maths", "Music")
    update(session, STUDY)
    assert sorted(path.name for path in root.iterdir()) == [".portal", "content", "themes"]
    kept = {path.name.partition("-")[0] for path in (root / ".portal").iterdir()}
    assert kept <= {"cache.db", "media"}


def test_the_version_changes_with_the_pages_only(session: Session, root: Path) -> None:
    first = session.state.version
    session.rebuild()
    assert session.state.version == first
    change(root, ABOUT, "Who we are", "Who we were")
    session.rebuild()
    assert session.state.version != first


def test_two_runs_have_no_version_in_common(root: Path) -> None:
    assert begin(root).state.version != begin(root).state.version


def test_errors_keep_the_version_and_the_pages_and_say_what_is_wrong(session: Session, root: Path) -> None:
    good = session.state
    change(root, ABOUT, "order: 1", "date: soon")
    (told,) = update(session, ABOUT)
    assert not told.ok
    assert session.state.version == good.version
    assert not session.state.ok
    assert f"{ABOUT}:3:7: error E134" in session.state.text
    assert "Who we are" in text_of(session, ABOUT_PAGE)
    assert not session.rescan()
    change(root, ABOUT, "date: soon", "order: 1")
    update(session, ABOUT)
    assert session.state == good
    assert differences(session) == []


def test_an_edit_beside_an_error_is_shown_once_that_is_mended(session: Session, root: Path) -> None:
    change(root, ABOUT, "order: 1", "date: soon")
    update(session, ABOUT)
    change(root, STUDY, "carrots", "parsnips")
    update(session, STUDY)
    assert not session.state.ok
    change(root, ABOUT, "date: soon", "order: 2")
    update(session, ABOUT)
    assert "parsnips" in text_of(session, STUDY_PAGE)
    assert differences(session) == []


def test_errors_at_first_leave_no_pages(root: Path) -> None:
    change(root, ABOUT, "order: 1", "date: soon")
    session = make(root)
    session.rebuild()
    assert not session.has_pages
    before = session.state.version
    change(root, ABOUT, "date: soon", "order: 1")
    update(session, ABOUT)
    assert session.has_pages
    assert session.state.version != before


def test_drafts_are_shown(session: Session, root: Path) -> None:
    assert "A draft about carrots" in text_of(session, "kowhai/case-studies/draft/index.html")
    change(root, f"{K}/case-studies/draft.md", "carrots", "parsnips")
    update(session, f"{K}/case-studies/draft.md")
    change(root, STUDY, "title: The garden", "title: The garden\ndraft: yes")
    update(session, STUDY)
    assert differences(session) == []


def test_listeners_are_woken_while_they_listen(root: Path) -> None:
    session = make(root)
    woken: list[str] = []
    with session.listening(lambda: woken.append(session.state.version)):
        session.rebuild()
        session.close()
    session.rebuild()
    assert woken == [session.state.version] * 2
    assert session.closed


def test_a_portal_that_went_away_is_told_once_and_comes_back(session: Session, root: Path) -> None:
    (root / "content").rename(root / "away")
    with pytest.raises(UsageProblem):
        update(session, "content")
    assert not session.state.ok
    assert "content/" in session.state.text
    assert not session.rescan()
    (root / "away").rename(root / "content")
    assert session.rescan()
    assert update(session)[0].ok
    assert session.state.ok
    assert differences(session) == []


def test_a_fault_of_ours_is_told_to_the_browser_too(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(generator.serve.session, "prepare", broken)
    with pytest.raises(KeyError):
        session.rebuild()
    assert session.state.text == "This is a fault of cluster-portal, not yours: KeyError"


# --- an edit of a text -----------------------------------------------------------------------------------------------


TEXTS = [
    (STUDY, "carrots and", "parsnips and"),
    (STUDY, "title: The garden", "title: The orchard"),
    (STUDY, "date:", "summary: What grew there.\ndate:"),
    (OTHER, "made of books", "made of paper"),
    (VIDEO, "A talk", "A quarrel"),
    (HOME, "Welcome", "Haere mai"),
    (ABOUT, "Who we are", "Who we were"),
    (SCHOOL, "by the sea", "by the lake"),
]


@pytest.mark.parametrize("some", [TEXTS[:3], TEXTS[3:]], ids=["of one entry", "of several"])
def test_the_edit_of_a_text_is_shown_without_all_being_assembled(
    session: Session, root: Path, assembled: list[str], some: list[tuple[str, str, str]]
) -> None:
    for path, old, new in some:
        ask_all(session)
        before = session.state.version
        change(root, path, old, new)
        (told,) = update(session, path)
        assert told.ok
        assert session.state.version != before
        assert not assembled
        assert not session.rescan()
    assert differences(session) == []


def test_edits_one_after_another_are_all_shown(session: Session, root: Path, assembled: list[str]) -> None:
    change(root, STUDY, "carrots", "parsnips")
    update(session, STUDY)
    change(root, OTHER, "books", "parsnips")
    change(root, ABOUT, "Who", "Those who")
    update(session, OTHER, ABOUT)
    change(root, STUDY, "parsnips", "carrots")
    update(session, STUDY)
    assert not assembled
    assert not session.rescan()
    assert differences(session) == []


def test_the_warnings_of_an_edited_entry_are_told(session: Session, root: Path, assembled: list[str]) -> None:
    change(root, STUDY, "carrots", "parsnips")
    (told,) = update(session, STUDY)
    assert [(problem.code, problem.span.path) for problem in told.diagnostics] == [("E114", STUDY)]
    assert not assembled


def test_a_file_that_is_touched_gives_no_new_version(session: Session, root: Path, assembled: list[str]) -> None:
    before = session.state
    os.utime(root / STUDY)
    write(root, ABOUT, (root / ABOUT).read_text(encoding="utf-8"))
    assert update(session, STUDY, ABOUT) == []
    assert session.state == before
    assert not assembled
    assert not session.rescan()


def test_saving_by_rename_and_by_writing_over_are_one_edit(session: Session, root: Path, assembled: list[str]) -> None:
    text = (root / STUDY).read_text(encoding="utf-8")
    write(root, f"{K}/case-studies/garden.md.new", text.replace("carrots", "leeks"))
    (root / f"{K}/case-studies/garden.md.new").rename(root / STUDY)
    # Under the name that is gone again there never was anything.
    update(session, f"{K}/case-studies/garden.md.new", STUDY)
    assert "leeks" in text_of(session, STUDY_PAGE)
    with (root / STUDY).open("r+", encoding="utf-8") as file:
        file.truncate()
        file.write(text.replace("carrots", "kale"))
    update(session, STUDY)
    assert "kale" in text_of(session, STUDY_PAGE)
    assert not assembled
    assert differences(session) == []


# --- events that never came ------------------------------------------------------------------------------------------


def test_a_rescan_finds_nothing_after_quick_edits(session: Session, root: Path) -> None:
    for number in range(10):
        change(root, STUDY, "carrots.", f"carrots. {number}")
        update(session, STUDY)
        assert not session.rescan()


def test_files_that_come_and_go_while_they_are_looked_at_are_no_fault(session: Session, root: Path) -> None:
    (root / "themes/ours/lost").symlink_to(root / "nowhere")
    session.rescan()
    over = threading.Event()

    def flicker() -> None:
        while not over.is_set():
            write(root, "themes/ours/passing", "x")
            (root / "themes/ours/passing").unlink()

    thread = threading.Thread(target=flicker)
    thread.start()
    try:
        for _ in range(50):
            session.rescan()
    finally:
        over.set()
        thread.join()


def test_a_file_that_goes_between_the_event_and_the_reading_is_a_deleted_file(
    session: Session, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = f"{K}/case-studies/draft.md"
    change(root, draft, "carrots", "parsnips")

    def delete_it(_: str) -> bool:
        (root / draft).unlink()
        return False

    monkeypatch.setattr(session, "_is_passing", delete_it)
    (told,) = update(session, draft)
    assert told.ok
    assert "kowhai/case-studies/draft/index.html" not in paths_of(live_of(session))


def test_what_was_kept_may_be_deleted_at_any_time(session: Session, root: Path) -> None:
    shutil.rmtree(root / ".portal")
    ask_all(session)
    change(root, STUDY, "carrots", "parsnips")
    (told,) = update(session, STUDY)
    assert told.ok
    assert differences(session) == []
    shutil.rmtree(root / ".portal", ignore_errors=True)
    change(root, STUDY, "[Garden, Maths]", "[Garden]")
    update(session, STUDY)
    assert differences(session) == []


# --- themes ----------------------------------------------------------------------------------------------------------

FAULTY = "{{ page.title|truncate(page.title) }}\n"  # a fault that shows only once it is filled in


def test_a_template_that_breaks_when_it_is_filled_in_keeps_the_last_good_pages(session: Session, root: Path) -> None:
    good = session.state
    page = text_of(session, STUDY_PAGE)
    write(root, "themes/ours/templates/case-study.html", FAULTY)
    (told,) = update(session, "themes/ours/templates/case-study.html")
    assert not told.ok
    assert session.state.version == good.version
    assert "themes/ours/templates/case-study.html" in session.state.text
    assert text_of(session, STUDY_PAGE) == page
    (root / "themes/ours/templates/case-study.html").unlink()
    update(session, "themes/ours/templates/case-study.html")
    assert session.state.ok
    assert differences(session) == []


def test_a_fault_on_a_page_that_is_shown_is_told_and_one_on_another_is_not(session: Session, root: Path) -> None:
    template = "themes/ours/templates/case-study.html"
    good = (PROJECT / "themes/default/templates/case-study.html").read_text(encoding="utf-8")
    faulty = f"{{% if page.title == 'The garden' %}}{FAULTY}{{% endif %}}{good}"
    write(root, template, faulty)
    (told,) = update(session, template)
    assert told.ok
    assert isinstance(live_of(session).get(STUDY_PAGE), Diagnostic)
    write(root, template, good)
    update(session, template)
    page = text_of(session, STUDY_PAGE)
    write(root, template, faulty)
    (told,) = update(session, template)
    assert not told.ok
    assert template in session.state.text
    assert text_of(session, STUDY_PAGE) == page


def test_a_template_with_a_fault_that_shows_at_once_is_told(session: Session, root: Path) -> None:
    change(root, MISSING, "<h1>", "<h1>{{ page.nothing }}")
    (told,) = update(session, MISSING)
    assert not told.ok
    assert f"{MISSING}:" in session.state.text
    change(root, MISSING, "{{ page.nothing }}", "")
    update(session, MISSING)
    assert differences(session) == []


def test_who_quotes_a_video_follows_what_is_said_in_it(write_portal: WritePortal) -> None:
    videos = "content/kowhai/videos"
    said = "WEBVTT\n\n00:10.000 --> 00:12.000\nAnd then the river rose.\n"
    root = write_portal(
        {
            ABOUT: "---\ntitle: One\n---\n\n> And then the river rose.\n> — [Mere](../videos/kea.md)\n",
            f"{videos}/kea.md": "---\ntitle: Kea\nsummary: A bird.\n---\n",
            f"{videos}/kea.vtt": said,
        }
    )
    session = make(root)
    session.rebuild()
    assert b"#t=10" in shown(session)
    (root / videos / "kea.vtt").write_text(said.replace("10.000", "11.000"), encoding="utf-8")
    session.update([f"{videos}/kea.vtt"], lambda result: None)
    assert b"#t=11" in shown(session)


def shown(session: Session) -> bytes:
    """The page as it is served."""
    assert session.live is not None
    output = session.live.get("kowhai/about/index.html")
    assert isinstance(output, Output)
    assert isinstance(output.content, bytes)
    return output.content
