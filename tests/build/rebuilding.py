"""Builds one after another: which pages each of them made, and whether its site is the one a clean build makes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generator.build.order import outlives
from generator.build.pages import make_pages
from generator.build.pipeline import build
from generator.build.run import BuildOptions, BuildResult

CLUSTER = "title: Kōwhai\nschools: [Kea School]\n"


def entry(title: str, front_matter: str = "", body: str = "Words.") -> str:
    """Return an entry's file."""
    return f"---\ntitle: {title}\nsummary: In short.\n{front_matter}---\n\n{body}\n"


def site_of(output: Path) -> dict[str, bytes]:
    """Return the published files, without our own notes about them."""
    return {
        name: path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file() and not (name := path.relative_to(output).as_posix()).startswith(".portal/")
    }


@dataclass
class Rebuilding:
    """One portal, built again and again. ``made`` are the paths of the pages that the last build made."""

    root: Path
    made: list[str] = field(default_factory=list)
    _clean: int = 0

    def write(self, path: str, text: str) -> None:
        """Write a file below the portal's folder."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def build(self, **options: Any) -> BuildResult:
        """Build the portal, by default into ``output``; the build has to come to its end."""
        self.made.clear()
        result = build(BuildOptions(**{"root": self.root, "output": self.output, "jobs": 1, **options}))
        assert result.ok, result.diagnostics
        assert result.made == len(self.made)
        return result

    @property
    def output(self) -> Path:
        """Where the site is."""
        return self.root / "output"

    def clean_site(self, **options: Any) -> dict[str, bytes]:
        """Return the site that a build of a copy makes, which knows of no build before."""
        self._clean += 1
        copy = self.root.parent / f"{self.root.name}-clean-{self._clean}"
        for name in ("content", "themes"):
            if (self.root / name).is_dir():
                shutil.copytree(self.root / name, copy / name, ignore=shutil.ignore_patterns("gone"))
        result = build(BuildOptions(**{"root": copy, "output": copy / "output", "jobs": 1, **options}))
        assert result.ok, result.diagnostics
        return site_of(copy / "output")

    def differences(self, output: Path | None = None, **options: Any) -> list[str]:
        """Return the paths of the files that a clean build makes otherwise.

        Assets of the build before, which readers may still need, are none.
        """
        left, right = site_of(output or self.output), self.clean_site(**options)
        retired = {path for path in left if path not in right and outlives(path)}
        return [path for path in sorted({*left, *right} - retired) if left.get(path) != right.get(path)]


def rebuilding(root: Path, monkeypatch: pytest.MonkeyPatch) -> Rebuilding:
    """Return a portal whose builds tell which pages they make."""
    portal = Rebuilding(root)

    def noted(run: Any, maker: Any, pages: Any) -> Any:
        portal.made += [page.path for page in pages]
        return make_pages(run, maker, pages)

    monkeypatch.setattr("generator.build.sites.make_pages", noted)
    monkeypatch.setattr("generator.build.patching.make_pages", noted)
    return portal


def trust_stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let builds be sure of files that were written just before they began, so that tests need not wait."""
    monkeypatch.setattr("generator.build.walk._SURE_AFTER", 0)
