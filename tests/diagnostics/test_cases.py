"""Each diagnostic, as its author sees it: a folder for each code, with the smallest content that calls for it.

``expected.txt`` is what ``portal check`` prints there on 1 August 2026. After a change that is meant, it is made again
and its difference read:

    SOURCE_DATE_EPOCH=1785542400 portal --root tests/diagnostics/E112 check > tests/diagnostics/E112/expected.txt
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.cli.main import main
from generator.core.codes import CODES
from generator.core.diagnostics import Code, Severity

HERE = Path(__file__).parent
TESTS = HERE.parent
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "content").is_dir())
TODAY = "1785542400"  # 2026-08-01, midnight in Greenwich

# What no folder in a repository can call for, and the tests that do: files that are too large to keep or that not
# every system can hold, themes that change with the default one, and (E9) faults of a machine.
ELSEWHERE = {
    "E123": "load/test_text.py",
    "E135": "load/test_validate.py",
    "E201": "load/test_bounds.py",
    "E202": "load/test_bounds.py",
    "E210": "load/test_bounds.py",
    "E304": "build/test_scan.py",
    "E305": "diagnostics/test_cases.py",
    "E309": "build/test_scan.py",
    "E310": "build/test_scan.py",
    "E402": "render/test_theme.py",
    "E506": "load/test_captions.py",
    "E544": "media/test_picture.py",
    "E545": "build/test_assets.py",
    "E546": "build/test_assets.py",
    "E547": "media/test_picture.py",
    "E548": "media/test_picture.py",
    "E901": "build/test_publish.py",
    "E902": "build/test_publish.py",
    "E903": "build/test_lock.py",
    "E904": "build/test_faults.py",
    "E905": "build/test_faults.py",
    "E906": "build/test_faults.py",
    "E907": "build/test_faults.py",
    "E908": "build/test_publish.py",
    "E909": "build/test_publish.py",
    "E910": "build/test_publish.py",
}


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", TODAY)


@pytest.mark.parametrize("case", CASES)
def test_check_says_what_is_expected(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / case
    shutil.copytree(HERE / case, root)
    code = main(["--root", str(root), "check"])
    told = capsys.readouterr().out
    assert told == (HERE / case / "expected.txt").read_text(encoding="utf-8")
    (severity,) = {known.severity for known in CODES if known.id == case}
    assert code == (1 if severity is Severity.ERROR else 0)


@pytest.mark.parametrize("case", CASES)
def test_a_case_calls_for_its_own_code_alone(case: str) -> None:
    expected = (HERE / case / "expected.txt").read_text(encoding="utf-8")
    told = set(re.findall(r"^[^ ].*: (?:error|warning|note) (E\d{3}) ", expected, re.MULTILINE))
    assert told == {case}


def test_every_code_has_a_case_or_a_test_elsewhere() -> None:
    ids = [code.id for code in CODES]
    assert sorted([*CASES, *ELSEWHERE]) == ids


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_a_test_elsewhere_names_its_code(code: Code) -> None:
    file = ELSEWHERE.get(code.id)
    if file is not None:
        text = (TESTS / file).read_text(encoding="utf-8")
        assert code.id in text or f'"{code.name}"' in text


def test_a_link_out_of_the_content_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "portal"
    shutil.copytree(HERE / "E134", root)
    page = root / "content/kowhai/pages/about.md"
    page.unlink()
    (tmp_path / "private.md").write_text("---\ntitle: Private\n---\n", encoding="utf-8")
    page.symlink_to(tmp_path / "private.md")
    assert main(["--root", str(root), "check"]) == 1
    assert "about.md: error E305 link-on-disk\n" in capsys.readouterr().out
