"""Lighthouse over four pages of the sample site, as a normal host would serve it. Run by hand; not part of the tests.

    npm install --prefix .venv/lighthouse lighthouse
    .venv/bin/python benchmarks/lighthouse.py

The site is built for the address it is served at, since canonical links must name it, and served from this machine with
what hosts do: gzip for text, a year for files whose names carry a hash, and revalidation for the rest. Lighthouse
pretends to be a slow phone (its own default), with Debian's Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from generator.build.pipeline import BuildOptions, build

PROJECT = Path(__file__).resolve().parent.parent
PAGES = (
    ("home", "kowhai/"),
    ("list", "kowhai/case-studies/"),
    ("case study", "kowhai/case-studies/reading-partners/"),
    ("video", "kowhai/videos/walking-the-garden/"),
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
TEXT = {".css", ".html", ".js", ".json", ".svg", ".txt", ".vtt", ".xml"}
HASHED = re.compile(r"\.[0-9a-f]{8}\.\w+$")


@cache
def squeezed(path: Path) -> bytes:
    """A file's bytes with gzip."""
    return gzip.compress(path.read_bytes(), mtime=0)


class Host(SimpleHTTPRequestHandler):
    """A host with gzip and caching."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Send text with gzip, and everything else as it is."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_file() or path.suffix not in TEXT or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        body = squeezed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Vary", "Accept-Encoding")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return io.BytesIO(body)

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        """Name the encoding of text."""
        kind = super().guess_type(path)
        return f"{kind}; charset=utf-8" if Path(path).suffix in TEXT - {".svg"} else kind

    def end_headers(self) -> None:
        """Let files with a hash be kept for a year."""
        hashed = HASHED.search(self.path.split("?")[0])
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if hashed else "no-cache")
        super().end_headers()


class Server(ThreadingHTTPServer):
    """A browser that goes away in the middle of a file is no news."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell only of faults of our own."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def sample_site(folder: Path, address: str) -> Path:
    """Build the sample content for an address."""
    shutil.copytree(PROJECT / "content", folder / "content")
    settings = folder / "content/portal.yaml"
    lines = [line for line in settings.read_text(encoding="utf-8").splitlines() if not line.startswith("url:")]
    settings.write_text("\n".join([*lines, f"url: {address}", ""]), encoding="utf-8")
    result = build(BuildOptions(root=folder, output=folder / "output"))
    if not result.ok:
        sys.exit("\n".join(problem.message for problem in result.diagnostics))
    return folder / "output"


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
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = Server(("127.0.0.1", 0), Host)
        address = f"http://127.0.0.1:{server.server_port}/"
        site = sample_site(folder, address)
        server.RequestHandlerClass = lambda *given: Host(*given, directory=str(site))  # type: ignore[assignment,misc]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"{'page':12}" + "".join(f"{category:>16}" for category in CATEGORIES))
        notes = []
        for title, path in PAGES:
            found, data = scores(options.lighthouse, address + path, folder, options.form)
            print(f"{title:12}" + "".join(f"{score:16}" for score in found), flush=True)
            short = [one for one in data["audits"].values() if one["score"] is not None and one["score"] < 0.9]
            notes += [f"{title}: {audit['id']} {audit.get('displayValue', '')}".rstrip() for audit in short]
        server.shutdown()
    print("\n".join(notes))


if __name__ == "__main__":
    main()
