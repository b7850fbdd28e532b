"""Markup that authors put where only words belong never runs: titles, terms, transcripts, file names, configuration.

The pages are opened with the content security policy switched off, so that it is the pages themselves that are safe.
"""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.build.run import BuildResult

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAYLOADS = (
    "<script>hit(1)</script>",
    '"><img src=x onerror=hit(2)>',
    "'><svg onload=hit(3)>",
    "</title></script><script>hit(4)</script>",
    "--><img src=x onerror='hit(5)'>",
    '" onmouseover=hit(6) autofocus onfocus=hit(6) tabindex=1 x="',
    "]]></script><svg/onload=hit(7)>",
    "{{ hit(8) }}{% raw %}<img src=x onerror=hit(8)>",
    "&lt;script&gt;hit(9)&lt;/script&gt;&#60;img src=x onerror=hit(9)&#62;",
    "\\<img src=x onerror=hit(10)>\\",
)
VIDEO = """\
---
title: {text}
summary: {text}
tags: [{text}]
schools: [{text}]
goals: [{text}]
levels: [{text}]
areas: [{text}]
phase: {text}
people: [{{name: {text}, role: {text}}}]
licence: {text}
video: {video}
image: {{src: {picture}, alt: {text}, caption: {text}, credit: {text}}}
chapters: [{{start: "0:01", title: {text}}}]
downloads: [{{file: {picture}, title: {text}}}]
---
{body}
"""
EVENT = """\
---
title: {text}
start: 2026-08-14 15:30
location: {text}
online: {url}
---
"""
URLS = ("javascript:hit(20)", "data:text/html,<script>hit(21)</script>", 'https://example.org/"onclick=hit(22)')


def quoted(text: str) -> str:
    """JSON strings are YAML strings."""
    return json.dumps(text, ensure_ascii=False)


def hostile_portal() -> dict[str, str | bytes]:
    picture = (Path(__file__).parent / "files" / "dot.png").read_bytes()
    texts = [quoted(payload) for payload in PAYLOADS]
    terms = "[" + ", ".join(texts) + "]"
    first = quoted("".join(PAYLOADS[:3]))
    files: dict[str, str | bytes] = {
        "content/portal.yaml": f"title: {first}\nsummary: {first}\nlicence: {first}\nurl: https://portal.example.org/\n",
        "content/kowhai/cluster.yaml": f"title: {first}\nregion: {first}\nvision: {first}\nnotice: {first}\n"
        f"summary: {first}\nschools: {terms}\ngoals: {terms}\nphases: {terms}\nlevels: {terms}\n",
        "content/kowhai/tags.yaml": "\n".join(
            f"- {{name: {text}, description: {text}, aliases: [{quoted('a' + PAYLOADS[i])}]}}"
            for i, text in enumerate(texts)
        ),
    }
    for number, (payload, text) in enumerate(zip(PAYLOADS, texts, strict=True)):
        name = f"kea-{number} " + "".join(sign for sign in payload if sign not in "/\\&;#")
        shown = name.replace(" ", "%20").replace("<", "%3C").replace(">", "%3E").replace('"', "%22")
        # As an author's editor would write words with such signs; bodies with raw markup have tests of their own.
        words = html.escape(payload).replace("[", "").replace("]", "")
        picture_line = f'![{words}](<{shown}.png> "{words}")'
        body = f"{picture_line}\n\n[{words}](kea-{number}.md)\n\n## {words}\n\nx[^1]\n\n[^1]: {words}"
        picture_name = quoted(f"{name}.png")
        files[f"content/kowhai/videos/kea-{number}.md"] = VIDEO.format(
            text=text, video=quoted("https://example.org/a b.mp4"), picture=picture_name, body=body
        )
        files[f"content/kowhai/videos/{name}.png"] = picture
        spoken = payload.replace("-->", "--&gt;")
        files[f"content/kowhai/videos/kea-{number}.vtt"] = (
            f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {payload.replace('>', '')}>{spoken}\n\n"
            f"00:02.000 --> 00:03.000\n&lt;img src=x onerror=hit(30)&gt; {spoken}\n"
        )
        files[f"content/kowhai/videos/kea-{number}.mi.txt"] = f"**Mere:** {payload}\n\n{payload}: {payload}\n"
        files[f"content/kowhai/events/hui-{number}.md"] = EVENT.format(text=text, url=quoted("https://example.org/x"))
        files[f"content/kowhai/schools/school-{number}.md"] = f"---\ntitle: {text}\n---\n"
        files[f"content/kowhai/pages/page-{number}.md"] = f"---\ntitle: {text}\naliases: [{text}]\n---\n"
    return files


def test_words_never_run(
    chromium: Browser,
    write_portal: Callable[..., Path],
    build_portal: Callable[..., BuildResult],
    serve_folder: Callable[[Path], str],
) -> None:
    root = write_portal(hostile_portal())
    result = build_portal(root)
    assert [
        f"{d.span.path}:{d.span.line} {d.message} {d.hint}" for d in result.diagnostics if d.severity == "error"
    ] == []
    base = serve_folder(root / "output")
    context = chromium.new_context(bypass_csp=True)
    context.add_init_script("window.hits = []; window.hit = (n) => { window.hits.push(n); };")
    page = context.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    pages = sorted(file.relative_to(root / "output").as_posix() for file in (root / "output").rglob("*.html"))
    assert len(pages) > 100
    for path in pages:
        markup = (root / "output" / path).read_bytes()
        if b'http-equiv="refresh"' in markup:
            # The page of an old address leads away at once; what it leads to is opened by itself.
            assert [tag for tag in (b"<img", b"<svg", b"<script>") if tag in markup] == []
            continue
        page.goto(base + path, wait_until="domcontentloaded")
        page.evaluate("document.querySelectorAll('a, [tabindex]').forEach((e) => { e.focus(); })")
        assert (path, page.evaluate("window.hits")) == (path, [])
        assert (
            page.evaluate(
                "document.querySelectorAll('[onerror], [onload], [onfocus], [onmouseover], [onclick]').length"
            )
            == 0
        )
        assert (
            page.evaluate("document.querySelectorAll('script:not([type=\"application/ld+json\"]):not([src])').length")
            == 0
        )
        assert page.evaluate("[...document.querySelectorAll('script[type]')].every((s) => JSON.parse(s.textContent))")
    assert dialogs == []
    context.close()


def test_the_payloads_do_run_where_nothing_stops_them(chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script("window.hits = []; window.hit = (n) => { window.hits.push(n); };")
    page.goto("data:text/html,<title>raw</title>")
    page.set_content(f"<title>{PAYLOADS[3]}</title>" + "<br>".join(PAYLOADS[:3]))
    page.wait_for_timeout(200)
    assert set(page.evaluate("window.hits")) >= {1, 2, 3, 4}
    context.close()


def test_addresses_that_would_run_are_refused(
    write_portal: Callable[..., Path], build_portal: Callable[..., BuildResult]
) -> None:
    for url in URLS:
        root = write_portal(
            {
                "content/kowhai/videos/kea.md": f"---\ntitle: K\nsummary: K\nvideo: {quoted(url)}\n---\n[x]({url})\n",
                "content/kowhai/events/hui.md": EVENT.format(text="Hui", url=quoted(url)),
            },
            name=f"portal-{URLS.index(url)}",
        )
        build_portal(root)
        for file in (root / "output").rglob("*"):
            if file.is_file():
                data = file.read_bytes()
                assert b'="javascript:' not in data
                assert b'="data:text' not in data
