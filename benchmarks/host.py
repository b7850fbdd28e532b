"""A host on this machine that does what hosts do: gzip for text, a year for hashed names. It counts what it sends."""

from __future__ import annotations

import gzip
import io
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO

TEXT = {".css", ".html", ".js", ".json", ".svg", ".txt", ".vtt", ".xml"}
# Our assets have eight digits, files of the search index ten, Pagefind's files a language and some.
HASHED = re.compile(r"\.[0-9a-f]{8}\.\w+$|/[0-9a-f]{10}\.js$|_[0-9a-f]{6,}\.pf_\w+$")


def squeezed(path: Path) -> bytes:
    """A file's bytes with gzip, at the level that is usual."""
    return _squeezed(path, path.stat().st_mtime_ns)


@cache
def _squeezed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class Host(SimpleHTTPRequestHandler):
    """A host with gzip and caching."""

    protocol_version = "HTTP/1.1"
    # Head and body are two writes: without this, the second may wait 40 ms for the first one's receipt.
    disable_nagle_algorithm = True

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


class CountingHost(Host):
    """A host that notes the path and the bytes of each body that it sends."""

    def copyfile(self, source: io.BytesIO | BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """Send a body, and note it."""
        body = source.read()
        server = self.server
        assert isinstance(server, Server)
        # Noted before it is sent: who has read it all finds it in the list.
        server.sent.append((self.path.split("?")[0], len(body)))
        outputfile.write(body)


class Server(ThreadingHTTPServer):
    """A browser that goes away in the middle of a file is no news. ``sent``: the path and the bytes of each body."""

    daemon_threads = True

    def __init__(self, handler: partial[CountingHost]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.sent: list[tuple[str, int]] = []

    @property
    def address(self) -> str:
        """Such as ``http://127.0.0.1:40123/``."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell only of faults of our own."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve a folder at a free port while the block runs, and count."""
    with Server(partial(CountingHost, directory=str(folder))) as server:
        threading.Thread(target=partial(server.serve_forever, 0.05), daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()


def warm(folder: Path) -> None:
    """Squeeze all text in a folder, so that no later answer waits for it."""
    for path in folder.rglob("*"):
        if path.suffix in TEXT:
            squeezed(path)
