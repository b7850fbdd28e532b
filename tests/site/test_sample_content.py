"""The sample content is sound, small, and honest about what is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from PIL import Image

from generator.build.pipeline import check
from generator.build.run import BuildOptions

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
PICTURES = sorted(path for path in CONTENT.rglob("*") if path.suffix in {".jpg", ".png"})


def test_check_has_nothing_to_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # 22 November 2026
    result = check(BuildOptions(root=ROOT, output=tmp_path / "output", jobs=1))
    assert [(d.span.path, d.span.line, d.code, d.message) for d in result.diagnostics] == []


def test_check_has_nothing_to_say_in_years_to_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2206224000")  # 30 November 2039
    result = check(BuildOptions(root=ROOT, output=tmp_path / "output", jobs=1))
    assert [(d.span.path, d.span.line, d.code, d.message) for d in result.diagnostics] == []


def test_the_invented_cluster_says_so_on_every_page() -> None:
    config = yaml.safe_load((CONTENT / "kowhai" / "cluster.yaml").read_text(encoding="utf-8"))
    assert "invented" in config["notice"]
    assert all("invented" in school["description"].lower() for school in config["schools"])


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_pictures_are_small_and_carry_no_hidden_data(picture: Path) -> None:
    assert picture.stat().st_size < 80_000
    with Image.open(picture) as image:
        assert not image.getexif()


def test_pictures_take_less_than_a_megabyte_together() -> None:
    assert 0 < sum(picture.stat().st_size for picture in PICTURES) < 1_000_000


def test_file_names_are_plain() -> None:
    names = [path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*")]
    assert [name for name in names if not name.isascii() or name != name.lower() or " " in name] == []
