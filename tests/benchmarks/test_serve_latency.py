from __future__ import annotations

import http.server
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def server(tmp_path: Path) -> Iterator[int]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def __init__(self, *given: object) -> None:
            super().__init__(*given, directory=str(tmp_path))  # type: ignore[arg-type]

        def log_message(self, *_given: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        made.daemon_threads = True
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made.server_address[1]
        made.shutdown()
        thread.join()


def test_each_edit_is_waited_for_on_the_page(server: int, tmp_path: Path) -> None:
    from serve_latency import Asker, save_to_page

    source = tmp_path / "kea.html"
    source.write_text("A page.", encoding="utf-8")
    asker = Asker(server, "/kea.html")
    took = save_to_page(asker, source, 3, 0.01)
    asker.close()
    assert len(took) == 3
    assert all(one > 0 for one in took)
    assert source.read_text(encoding="utf-8") == "A page.\nSaved 2 of 3.\n"


def test_words_that_never_come_are_told(server: int) -> None:
    from serve_latency import Asker, NeverServed

    asker = Asker(server, "/none.html")
    with pytest.raises(NeverServed, match=r"/none.html was not served with “Kererū”"):
        asker.wait_for("Kererū".encode(), 0.05)
    asker.close()


def test_a_server_that_ends_is_told_and_the_file_stays(tmp_path: Path) -> None:
    from serve_latency import NeverServed, free_port, serve_latency

    source = tmp_path / "kea.md"
    source.write_text("A page.", encoding="utf-8")
    with pytest.raises(NeverServed, match="ended with 3"):
        serve_latency([sys.executable, "-c", "raise SystemExit(3)"], tmp_path, free_port(), "/", source)
    assert source.read_text(encoding="utf-8") == "A page."
