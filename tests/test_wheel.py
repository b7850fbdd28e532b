"""The wheel holds all that a portal needs: installed elsewhere, it makes, builds and checks a new one."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def _run(*command: str | Path, cwd: Path) -> str:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "VIRTUAL_ENV"))
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=kept, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the project as it is, with the tools of this environment: nothing is downloaded."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, PROJECT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def portal(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``portal`` command of the wheel, in an environment that has our dependencies but not this folder."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    _run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder.parent)
    python = folder / "bin/python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python]
    _run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=folder.parent)
    purelib = Path(
        _run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder.parent).strip()
    )
    ours = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    (purelib / "dependencies.pth").write_text("\n".join(ours) + "\n", encoding="utf-8")
    where = Path(_run(python, "-c", "import generator; print(generator.__file__)", cwd=folder.parent).strip())
    assert where.is_relative_to(folder), "The tests would not test the wheel."
    return folder / "bin/portal"


def test_the_wheel_holds_theme_and_licence_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {"generator/themes/default/theme.yaml", "generator/themes/plain/theme.yaml"} <= set(names)
    assert any(name.startswith("generator/themes/default/templates/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"generator", "cluster_portal"}


def test_a_new_portal_builds_outside_the_project(portal: Path, tmp_path: Path) -> None:
    _run(portal, "init", "demo", cwd=tmp_path)
    demo = tmp_path / "demo"
    _run(portal, "build", cwd=demo)
    _run(portal, "check", cwd=demo)
    assert (demo / "output/index.html").is_file()
    assert list(demo.glob("output/*/videos/*/index.html")), "No video page was built."
