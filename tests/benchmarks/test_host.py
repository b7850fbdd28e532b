from __future__ import annotations

import gzip
from pathlib import Path
from urllib.request import Request, urlopen


def get(address: str) -> tuple[bytes, dict[str, str]]:
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:
        return answer.read(), dict(answer.headers)


def test_text_goes_with_gzip_and_all_bodies_are_counted(tmp_path: Path) -> None:
    from host import serving

    text = b"a word " * 1000
    (tmp_path / "index.html").write_bytes(text)
    (tmp_path / "en_0123abc.pf_index").write_bytes(text)
    with serving(tmp_path) as server:
        squeezed, page = get(server.address)
        plain, shard = get(server.address + "en_0123abc.pf_index?v=1")
        assert gzip.decompress(squeezed) == plain == text
        assert page["Content-Encoding"] == "gzip"
        assert page["Cache-Control"] == "no-cache"
        assert "Content-Encoding" not in shard
        assert "immutable" in shard["Cache-Control"]
        assert server.sent == [("/", len(squeezed)), ("/en_0123abc.pf_index", len(text))]


def test_a_changed_file_is_squeezed_anew(tmp_path: Path) -> None:
    import os

    from host import squeezed

    file = tmp_path / "index.js"
    file.write_text("one")
    assert gzip.decompress(squeezed(file)) == b"one"
    file.write_text("two")
    os.utime(file, ns=(1, 1))
    assert gzip.decompress(squeezed(file)) == b"two"
