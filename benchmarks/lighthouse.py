"""Lighthouse over five pages of the sample site, as a normal host would serve it. Run by hand; not part of the tests.

    npm install --prefix .venv/lighthouse lighthouse
    .venv/bin/python benchmarks/lighthouse.py

The site is built for the address it is served at, since canonical links must name it, and served from this machine with
what hosts do: gzip for text, a year for files whose names carry a hash, and revalidation for the rest. Lighthouse
pretends to be a slow phone (its own default), with Debian's Chromium.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from host import serving

from generator.build.pipeline import build
from generator.build.run import BuildOptions

PROJECT = Path(__file__).resolve().parent.parent
PAGES = (
    ("home", "kowhai/"),
    ("list", "kowhai/case-studies/"),
    ("case study", "kowhai/case-studies/reading-partners/"),
    ("video", "kowhai/videos/walking-the-garden/"),
    ("search", "kowhai/search/?q=whanau"),
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def sample_site(folder: Path, address: str) -> None:
    """Build the sample content for an address, to ``folder / "output"``."""
    shutil.copytree(PROJECT / "content", folder / "content")
    settings = folder / "content/portal.yaml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("url:")]
    settings.write_text("\n".join([*lines, f"url: {address}", ""]), encoding="utf-8")
    result = build(BuildOptions(root=folder, output=folder / "output"))
    if not result.ok:
        sys.exit("\n".join(problem.message for problem in result.diagnostics))


def scores(program: str, url: str, folder: Path, form: str) -> tuple[list[int], dict[str, Any]]:
    """Run Lighthouse over one page; return its scores in the order of ``CATEGORIES``, and its whole report."""
    report = folder / "report.json"
    flags = "--headless=new --disable-gpu" + (" --no-sandbox" if os.geteuid() == 0 else "")
    command = [program, url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"] + (["--preset=desktop"] if form == "desktop" else [])
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium}, stdout=subprocess.DEVNULL)
    data = json.loads(report.read_text(encoding="utf-8"))
    return [round(100 * (data["categories"][name]["score"] or 0)) for name in CATEGORIES], data


def main() -> None:
    """Print a table of scores, and below it what kept a page from 100."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lighthouse", default=str(PROJECT / ".venv/lighthouse/node_modules/.bin/lighthouse"))
    parser.add_argument("--form", choices=("phone", "desktop"), default="phone")
    options = parser.parse_args()
    if not Path(options.lighthouse).exists():
        sys.exit("Lighthouse is missing. Install it with: npm install --prefix .venv/lighthouse lighthouse")
    with tempfile.TemporaryDirectory() as name, serving(Path(name) / "output") as server:
        folder = Path(name)
        sample_site(folder, server.address)
        print(f"{'page':12}" + "".join(f"{category:>16}" for category in CATEGORIES))
        notes = []
        for title, path in PAGES:
            found, data = scores(options.lighthouse, server.address + path, folder, options.form)
            print(f"{title:12}" + "".join(f"{score:16}" for score in found), flush=True)
            short = [one for one in data["audits"].values() if one["score"] is not None and one["score"] < 0.9]
            notes += [f"{title}: {audit['id']} {audit.get('displayValue', '')}".rstrip() for audit in short]
    print("\n".join(notes))


if __name__ == "__main__":
    main()
