from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = """<!doctype html><html lang="en"><title>Search</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="site.css"><script src="search.js" defer></script>
<header><input type="search" name="other"></header><main><input type="search" name="q">
<ol id="search-results" aria-busy="false"></ol></main>"""
# Waits for the next letter, then for a file, then gives one entry with a moment, and one more.
CLIENT = """addEventListener('input', event => setTimeout(() => {
    const script = document.createElement('script');
    script.src = 'words.js';
    script.onload = () => {
        const results = document.getElementById('search-results');
        const text = event.target.value;
        results.replaceChildren(entry(`../videos/${text}/`, `../videos/${text}/#t=1`), entry('../pages/b/index.html'));
        results.setAttribute('aria-busy', 'false');
    };
    document.head.append(script);
}, 200));
function entry(...addresses) {
    const item = document.createElement('li');
    const list = document.createElement('ul');
    for (const [place, address] of addresses.entries()) {
        const link = document.createElement('a');
        link.href = address;
        if (place) list.append(document.createElement('li'));
        (list.lastChild || item).append(link);
    }
    item.append(list);
    return item;
}"""
WHICH_IS_FIRST = """() => Promise.race([
    new Promise(end => setTimeout(end, 400, 'long')),
    new Promise(end => setTimeout(end, 50, 'short')),
])"""


def test_the_answer_of_our_page_is_awaited_timed_and_weighed(tmp_path: Path, chromium: Browser) -> None:
    from host import serving, squeezed
    from search_engines import NO_WAITING, Ours

    folder = tmp_path / "kowhai/search"
    folder.mkdir(parents=True)
    for name, text in (("index.html", PAGE), ("search.js", CLIENT), ("words.js", "// words"), ("site.css", "p {}")):
        (folder / name).write_text(text, encoding="utf-8")
    sizes = [len(squeezed(folder / name)) for name in ("search.js", "words.js")]
    with serving(tmp_path) as server:
        asker = Ours(server)
        for script, waited in (("", True), (NO_WAITING, False)):
            context = chromium.new_context()
            context.add_init_script(script)
            before = len(server.sent)
            page = asker.open(context)
            answer = asker.ask(page, "kea")
            assert answer.urls == ["videos/kea/", "pages/b/"]
            assert answer.milliseconds >= (200 if waited else 0)
            assert page.evaluate(WHICH_IS_FIRST) == ("short" if waited else "long")
            assert asker.sent(before) == (sum(sizes), 2)
            assert asker.ask(page, "kaka").urls[0] == "videos/kaka/"
            context.close()


def test_all_files_of_an_index_are_added_up(tmp_path: Path) -> None:
    from search_engines import our_disk

    (tmp_path / "kowhai/search/words").mkdir(parents=True)
    (tmp_path / "kowhai/search/index.html").write_bytes(b"x" * 1000)
    (tmp_path / "kowhai/search/index.js").write_bytes(b"x" * 10)
    (tmp_path / "kowhai/search/words/a.js").write_bytes(b"x" * 5000)
    (tmp_path / "kowhai/elsewhere.js").write_bytes(b"x" * 7)
    disk = our_disk(tmp_path)
    assert (disk.size, disk.files) == (5010, 2)
    assert disk.blocks >= 5010
