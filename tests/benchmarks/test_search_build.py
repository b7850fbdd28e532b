from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.conftest import PROJECT


def built(root: Path, *flags: str) -> set[str]:
    script, output = PROJECT / "benchmarks/search_build.py", root / f"output{len(flags)}"
    done = subprocess.run([sys.executable, script, root, output, *flags], check=True, capture_output=True)
    assert json.loads(done.stdout)["ok"]
    return {path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()}


def test_a_bare_build_lacks_the_index_and_nothing_else(tmp_path: Path) -> None:
    from search_corpus import write_search_corpus

    write_search_corpus(tmp_path, 4)
    whole, bare = built(tmp_path), built(tmp_path, "--bare")
    assert bare < whole
    assert {path.rpartition("search/")[1] for path in whole - bare} == {"search/"}
    assert not any("/search/words/" in path or path.endswith("search/index.js") for path in bare)
