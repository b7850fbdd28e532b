from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from generator.cli.fault import report_fault


def fault(text: str = "broken") -> ValueError:
    try:
        raise ValueError(text)
    except ValueError as caught:
        return caught


def test_the_traceback_goes_to_a_file_beside_content(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORTAL_TRACEBACK", raising=False)
    report_fault(fault(), tmp_path)
    err = capsys.readouterr().err
    (file,) = (tmp_path / ".portal").iterdir()
    assert err.splitlines()[0] == "This is a fault of cluster-portal, not yours: ValueError: broken"
    assert str(file) in err
    text = file.read_text(encoding="utf-8")
    assert text.startswith("cluster-portal ")
    assert "Traceback" in text


def test_it_is_shown_where_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_TRACEBACK", "1")
    report_fault(fault(), tmp_path)
    assert "Traceback" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_portal_it_goes_to_the_temporary_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORTAL_TRACEBACK", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    report_fault(fault(), None)
    (file,) = tmp_path.glob("fault-*.txt")
    assert str(file) in capsys.readouterr().err


def test_what_the_fault_says_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report_fault(fault("\x1b[31m\nsecond line " + "x" * 5000), tmp_path)
    first = capsys.readouterr().err.splitlines()[0]
    assert first.isprintable()
    assert len(first) < 300
