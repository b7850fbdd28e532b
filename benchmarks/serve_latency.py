"""How long it takes from saving a file until a server of one's own machine sends the page with what was written.

A file is written in place, as most editors do; from then on the page is asked for over one connection that is kept,
with two thousandths of a second between an answer and the next question, until the new words are in it.
"""

from __future__ import annotations

import http.client
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
PAUSE = 0.002
GIVE_UP = 120.0  # seconds until an edit must have arrived


class NeverServed(Exception):  # noqa: N818 - it is the server that is at fault
    """A server ended, or did not send in time what was waited for. ``str()`` says which."""


def free_port() -> int:
    """Return a port of this machine that nothing listens at."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(command: Sequence[str], cwd: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server while the block runs; it is stopped as by Ctrl-C."""
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


class Asker:
    """Asks a server for one page over and over, on one connection."""

    def __init__(self, port: int, path: str) -> None:
        self._path = path
        self._connection = http.client.HTTPConnection(HOST, port, timeout=60)

    def page(self) -> bytes:
        """Return what the server sends; nothing where it sends a fault or cannot be reached."""
        try:
            self._connection.request("GET", self._path)
            answer = self._connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            self._connection.close()  # the next question opens it again
            return b""
        return body if answer.status == 200 else b""

    def wait_for(self, words: bytes, seconds: float, server: subprocess.Popen[bytes] | None = None) -> None:
        """Ask until the page has some words. Raises NeverServed."""
        late = time.perf_counter() + seconds
        while words not in self.page():
            if server is not None and server.poll() is not None:
                raise NeverServed(f"The server ended with {server.returncode}.")
            if time.perf_counter() > late:
                raise NeverServed(f"{self._path} was not served with “{words.decode()}” in {seconds:.0f} s.")
            time.sleep(PAUSE)

    def close(self) -> None:
        """End the connection."""
        self._connection.close()


def save_to_page(asker: Asker, source: Path, edits: int, rest: float) -> list[float]:
    """Add a sentence to a file ``edits`` times; return the seconds each took to be served.

    Between two edits are at least ``rest`` seconds, for what a server puts off, and by chance up to half as many more:
    some look for changes twice a second, and one must not always come just after they looked.
    """
    text, chance = source.read_text(encoding="utf-8"), random.Random(1)
    took = []
    for number in range(edits):
        time.sleep(rest * chance.uniform(1, 1.5))
        words = f"Saved {number} of {edits}"
        saved = time.perf_counter()
        source.write_text(f"{text}\n{words}.\n", encoding="utf-8")
        asker.wait_for(words.encode(), GIVE_UP)
        took.append(time.perf_counter() - saved)
    return took


def serve_latency(
    command: Sequence[str], cwd: Path, port: int, path: str, source: Path, *, edits: int = 10, rest: float = 2
) -> list[float]:
    """Start a server, wait for its first page, and return the seconds from save to page of each edit.

    The file is as before at the end. Raises NeverServed.
    """
    before = source.read_bytes()
    asker = Asker(port, path)
    try:
        with serving(command, cwd) as server:
            asker.wait_for(b"</html>", 3600, server)
            return save_to_page(asker, source, edits, rest)
    finally:
        asker.close()
        source.write_bytes(before)
