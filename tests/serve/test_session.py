from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.build.run import BuildOptions, UsageProblem
from generator.core.diagnostic_formats import concise
from generator.model.page import Output
from generator.serve.session import Session

WritePortal = Callable[..., Path]
PAGE = "content/kowhai/pages/about.md"


def make(root: Path) -> Session:
    return Session(BuildOptions(root=root, output=root / ".portal/preview", jobs=1), describe=concise)


def write(root: Path, text: str) -> None:
    (root / PAGE).write_text(text, encoding="utf-8")


def test_a_build_publishes_a_version(write_portal: WritePortal) -> None:
    root = write_portal({PAGE: "---\ntitle: One\n---\n"})
    session = make(root)
    assert not session.has_pages
    assert session.rebuild().ok
    assert session.has_pages
    assert session.state.ok
    assert (root / ".portal/preview/kowhai/about/index.html").is_file()


def test_the_version_changes_with_the_pages_only(write_portal: WritePortal) -> None:
    root = write_portal({PAGE: "---\ntitle: One\n---\n"})
    session = make(root)
    session.rebuild()
    first = session.state.version
    session.rebuild()
    assert session.state.version == first
    write(root, "---\ntitle: Two\n---\n")
    session.rebuild()
    assert session.state.version != first


def test_two_runs_have_no_version_in_common(write_portal: WritePortal) -> None:
    root = write_portal({PAGE: "---\ntitle: One\n---\n"})
    versions = set()
    for _ in range(2):
        session = make(root)
        session.rebuild()
        versions.add(session.state.version)
    assert len(versions) == 2


def test_errors_keep_the_version_and_say_what_is_wrong(write_portal: WritePortal) -> None:
    root = write_portal({PAGE: "---\ntitle: One\n---\n"})
    session = make(root)
    session.rebuild()
    good = session.state
    write(root, "---\ntitle: Two\ndate: soon\n---\n")
    assert not session.rebuild().ok
    assert session.state.version == good.version
    assert not session.state.ok
    assert f"{PAGE}:3:7: error E134" in session.state.text
    write(root, "---\ntitle: One\n---\n")
    session.rebuild()
    assert session.state == good


def test_errors_in_the_first_build_leave_no_pages(write_portal: WritePortal) -> None:
    root = write_portal({PAGE: "---\ndate: soon\n---\n"})
    session = make(root)
    session.rebuild()
    assert not session.has_pages
    before = session.state.version
    write(root, "---\ntitle: One\n---\n")
    session.rebuild()
    assert session.has_pages
    assert session.state.version != before


def test_drafts_are_shown(write_portal: WritePortal) -> None:
    root = write_portal({PAGE: "---\ntitle: One\ndraft: yes\n---\n"})
    make(root).rebuild()
    assert (root / ".portal/preview/kowhai/about/index.html").is_file()


def test_listeners_are_woken_while_they_listen(write_portal: WritePortal) -> None:
    session = make(write_portal({PAGE: "---\ntitle: One\n---\n"}))
    woken: list[str] = []
    with session.listening(lambda: woken.append(session.state.version)):
        session.rebuild()
        session.close()
    session.rebuild()
    assert woken == [session.state.version] * 2
    assert session.closed


def test_a_portal_that_went_away_is_told_and_comes_back(write_portal: WritePortal) -> None:
    root = write_portal({PAGE: "---\ntitle: One\n---\n"})
    session = make(root)
    session.rebuild()
    (root / "content").rename(root / "away")
    with pytest.raises(UsageProblem):
        session.rebuild()
    assert not session.state.ok
    assert "content/" in session.state.text
    (root / "away").rename(root / "content")
    assert session.rebuild().ok


def test_a_fault_of_ours_is_told_to_the_browser_too(write_portal: WritePortal, monkeypatch: pytest.MonkeyPatch) -> None:
    import generator.serve.session

    session = make(write_portal({PAGE: "---\ntitle: One\n---\n"}))

    def broken(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr(generator.serve.session, "build", broken)
    with pytest.raises(KeyError):
        session.rebuild()
    assert session.state.text == "This is a fault of cluster-portal, not yours: KeyError"


def test_who_quotes_a_video_follows_what_is_said_in_it(write_portal: WritePortal) -> None:
    videos = "content/kowhai/videos"
    said = "WEBVTT\n\n00:10.000 --> 00:12.000\nAnd then the river rose.\n"
    root = write_portal(
        {
            PAGE: "---\ntitle: One\n---\n\n> And then the river rose.\n> — [Mere](../videos/kea.md)\n",
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
