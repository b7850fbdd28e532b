"""The caption reader against Chromium's own: each file is loaded as a ``<track>``, and the cues must be the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from generator.load.captions import read_captions
from generator.load.text import decode

HEAD = "WEBVTT\n\n"
T1, T2, T3 = "00:01.000 --> 00:02.000", "00:03.000 --> 00:04.000", "00:05.000 --> 00:06.000"

FILES: dict[str, str | bytes] = {
    # the file as a whole
    "plain": f"{HEAD}{T1}\nKia ora\n\n{T2}\nkoutou\n",
    "byte-order-mark": f"\ufeff{HEAD}{T1}\nKia ora\n",
    "two-byte-order-marks": f"\ufeff\ufeff{HEAD}{T1}\nKia ora\n",
    "crlf": f"{HEAD}{T1}\nKia ora\nkoutou\n\n{T2}\nmore\n".replace("\n", "\r\n"),
    "cr": f"{HEAD}{T1}\nKia ora\nkoutou\n\n{T2}\nmore\n".replace("\n", "\r"),
    "zero-byte": f"{HEAD}{T1}\nKia\0ora\n".encode(),
    "no-last-line-end": f"{HEAD}{T1}\nKia ora",
    "ends-after-times": f"{HEAD}{T1}\nKia ora\n\n{T2}",
    "header-text": f"WEBVTT - by hand\n\n{T1}\nKia ora\n",
    "header-tab": f"WEBVTT\tby hand\n\n{T1}\nKia ora\n",
    "header-lines": f"WEBVTT\nKind: captions\nLanguage: en\n\n{T1}\nKia ora\n",
    "header-then-times": f"WEBVTT\n{T1}\nKia ora\n",
    "header-line-then-times": f"WEBVTT\nKind: captions\n{T1}\nKia ora\n",
    "many-empty-lines": f"WEBVTT\n\n\n\n\n{T1}\nKia ora\n\n\n\n\n{T2}\nkoutou",
    # blocks
    "remarks": f"{HEAD}NOTE one\n\nNOTE\ntwo\nlines\n\n{T1}\nKia ora\n\nNOTE three\n\n{T2}\nkoutou\n",
    "remark-with-times": f"{HEAD}NOTE\n{T1}\nKia ora\n",
    "style": f"{HEAD}STYLE\n::cue {{ color: red }}\n\n{T1}\nKia ora\n",
    "region": f"{HEAD}REGION\nid:fred\nwidth:40%\n\n{T1} region:fred\nKia ora\n",
    "style-too-late": f"{HEAD}{T1}\nKia ora\n\nSTYLE\n::cue {{ color: red }}\n\n{T2}\nkoutou\n",
    "ids": f"{HEAD}1\n{T1}\nKia ora\n\nthe second: 2\n{T2}\nkoutou\n",
    "two-lines-before-times": f"{HEAD}one\ntwo\n{T1}\nKia ora\n",
    "three-lines-before-times": f"{HEAD}one\ntwo\nthree\n{T1}\nKia ora\n",
    "times-end-a-cue": f"{HEAD}{T1}\nKia ora\n{T2}\nkoutou\n",
    "id-inside-cue": f"{HEAD}1\n{T1}\nKia ora\n2\n{T2}\nkoutou\n",
    "times-after-times": f"{HEAD}{T1}\n{T2}\nkoutou\n",
    "bad-after-times": f"{HEAD}{T1}\nKia ora\nfoo --> bar\nlost\n\n{T2}\nkoutou\n",
    "arrow-alone": f"{HEAD}-->\n\n{T1}\nKia ora\n",
    "arrow-in-words": f"{HEAD}{T1}\nKia ora\nleft --> right\n{T2}\nkoutou\n",
    "words-between": f"{HEAD}{T1}\nKia ora\n\nlost words\n\n{T2}\nkoutou\n",
    "line-of-spaces": f"{HEAD}{T1}\nKia ora\n \nkoutou\n\n{T2}\nmore\n",
    "bad-then-good": f"{HEAD}00:01 --> 00:02\nlost\n{T2}\nkoutou\n",
    "id-bad-then-good": f"{HEAD}7\n00:01 --> 00:02\nlost\n{T2}\nkoutou\n",
    # times
    "hours": f"{HEAD}00:00:01.000 --> 01:00:02.000\nKia ora\n",
    "one-digit-hours": f"{HEAD}0:00:01.000 --> 1:00:02.000\nKia ora\n",
    "many-hours": f"{HEAD}100:00:01.000 --> 1234:00:02.000\nKia ora\n",
    "sixty": f"{HEAD}00:60.000 --> 01:02.000\nx\n\n60:00.000 --> 61:00.000\ny\n\n{T3}\nz\n",
    "sixty-hours": f"{HEAD}60:00:01.000 --> 61:00:02.000\nKia ora\n",
    "comma": f"{HEAD}00:00:01,000 --> 00:00:02,000\nx\n\n{T2}\ny\n",
    "one-decimal": f"{HEAD}00:01.0 --> 00:02.000\nx\n\n{T2}\ny\n",
    "four-decimals": f"{HEAD}00:01.0000 --> 00:02.000\nx\n\n00:01.000 --> 00:02.0000\ny\n\n{T3}\nz\n",
    "one-digit": f"{HEAD}0:1.000 --> 0:2.000\nx\n\n1:01.000 --> 1:02.000\ny\n\n{T3}\nz\n",
    "no-spaces": f"{HEAD}00:01.000-->00:02.000\nKia ora\n",
    "many-spaces": f"{HEAD} \t00:01.000 \t --> \t 00:02.000 \t align:start\nKia ora\n",
    "settings": f"{HEAD}{T1} line:0 position:20% size:60% align:start vertical:rl nonsense foo:bar\nKia ora\n",
    "settings-without-space": f"{HEAD}00:01.000 --> 00:02.000line:0\nKia ora\n",
    "trailing-words": f"{HEAD}{T1} Kia ora\nkoutou\n",
    "negative": f"{HEAD}-00:01.000 --> 00:02.000\nx\n\n{T2}\ny\n",
    "long-arrow": f"{HEAD}00:01.000 ---> 00:02.000\nx\n\n00:01.000 -->> 00:02.000\ny\n\n{T3}\nz\n",
    "other-digits": f"{HEAD}٠٠:٠١.٠٠٠ --> 00:02.000\nx\n\n{T2}\ny\n",
    "backwards": f"{HEAD}00:04.000 --> 00:02.000\nx\n\n00:05.000 --> 00:05.000\ny\n\n{T3}\nz\n",
    "out-of-order": f"{HEAD}{T3}\nthird\n\n{T1}\nfirst\n\n{T2}\nsecond\n",
    "overlap": f"{HEAD}00:01.000 --> 00:05.000\none\n\n00:02.000 --> 00:03.000\ntwo\n",
    # words
    "voice": f"{HEAD}{T1}\n<v Jane Doe>Kia ora\n\n{T2}\n<v.loud.first Tom>Tēnā koe</v>\n",
    "voice-without-name": f"{HEAD}{T1}\n<v>Kia ora\n\n{T2}\n<v.loud>koutou\n",
    "voice-spaces": f"{HEAD}{T1}\n<v   Jane \t  Doe  >Kia ora\n",
    "voice-line-end": f"{HEAD}{T1}\n<v\nJane\nDoe>Kia ora\n",
    "voice-entities": f"{HEAD}{T1}\n<v A &amp; B &gt; C>Kia ora\n",
    "voices": f"{HEAD}{T1}\n<v Jane>Kia ora</v>\n<v Tom>Tēnā koe</v>\n",
    "voices-nested": f"{HEAD}{T1}\n<v Jane>Kia <v Tom>ora</v> koutou</v> all\n",
    "voice-closed-inside": f"{HEAD}{T1}\n<v Jane><i>Kia</v> ora</i> koutou</v> all\n",
    "voice-goes-on": f"{HEAD}{T1}\n<v Jane>Kia</v> <v Jane>ora</v>\n",
    "markup": f"{HEAD}{T1}\n<b>Kia</b> <i.x>ora</i> <u>kou</u><c.yellow.bg_blue>tou</c> <lang mi>katoa</lang>\n",
    "ruby": f"{HEAD}{T1}\n<ruby>漢<rt>kan</rt>字<rt>ji</ruby> x <rt>y</rt>\n",
    "stamps": f"{HEAD}{T1}\n<00:00:01.000>Kia <00:00:01.500><c>ora</c>\n",
    "unknown-tags": f"{HEAD}{T1}\n<blink>Kia</blink> <font color=red>ora</font> <x-y z>koutou\n",
    "upper-case": f"{HEAD}{T1}\n<V Jane>Kia</V> <B>ora</B>\n",
    "odd-tags": f"{HEAD}{T1}\n< v Jane>a<>b</>c<.x>d</v x>e<1>f<&amp;>g\n",
    "less-than": f"{HEAD}{T1}\n3 < 4 and 5 > 4\n\n{T2}\nI <3 it\nso much\n",
    "unclosed": f"{HEAD}{T1}\nKia <b ora\n\n{T2}\nkoutou <\n",
    "nested-less-than": f"{HEAD}{T1}\na <b <i> c\n",
    "entities": f"{HEAD}{T1}\n&amp; &lt;b&gt; &nbsp;x&lrm;&rlm; &amp;amp; &#75;&#x6b; &copy; &eacute; &hellip;\n",
    "bare-entities": f"{HEAD}{T1}\nR&D &ampx &amp &copyx &lt3 &notit; &nothing; &; & &# &#x &#xg;\n",
    "odd-entities": f"{HEAD}{T1}\na&#0;b&#x110000;c&#xD800;d&#128;e&#99999999999999999999;f&#000000065;g\n",
    "braces": f"{HEAD}{T1}\n{{\\an8}}Kia ora {{b}}\n",
    "no-words": f"{HEAD}{T1}\n\n{T2}\n<v Jane></v>\n\n{T3}\nKia ora\n",
    "right-to-left": f"{HEAD}{T1}\nשלום &amp; ברכה\n",
    "macrons": f"{HEAD}{T1}\nTēnā koutou, ngā mihi – “whānau”…\n",
    "many": HEAD
    + "".join(f"{i}\n{i // 60:02}:{i % 60:02}.000 --> {i // 60:02}:{i % 60:02}.500\nline {i}\n\n" for i in range(500)),
    # no captions at all
    "no-header": f"{T1}\nKia ora\n",
    "small-header": f"webvtt\n\n{T1}\nKia ora\n",
    "header-glued": f"WEBVTTX\n\n{T1}\nKia ora\n",
    "header-late": f"\nWEBVTT\n\n{T1}\nKia ora\n",
    "header-only": "WEBVTT",
}
NO_CAPTIONS = {"two-byte-order-marks", "no-header", "small-header", "header-glued", "header-late", "header-only"}

PAGE = "<!doctype html><title>captions</title><video></video>"
LOAD = """async names => {
  const video = document.querySelector("video");
  const load = name => new Promise(done => {
    const track = document.createElement("track");
    const told = () => done([name, [...(track.track.cues || [])].map(cue => {
      const runs = [];
      const walk = (node, voice) => {
        if (node.nodeType === 3) runs.push([voice, node.data]);
        const inner = node.nodeType === 1 && node.localName === "span" && node.title !== "" ? node.title : voice;
        node.childNodes.forEach(child => walk(child, inner));
      };
      walk(cue.getCueAsHTML(), "");
      return [cue.startTime, cue.endTime, runs];
    })]);
    track.onload = track.onerror = told;
    track.src = name + ".vtt";
    video.append(track);
    track.track.mode = "hidden";
  });
  return Promise.all(names.map(load));
}"""

Spoken = list[tuple[int, int, str, str]]


def _in_chromium(chromium: Any, address: str, names: list[str]) -> dict[str, Spoken]:
    page = chromium.new_page()
    try:
        page.goto(f"{address}index.html")
        return {name: list(_spoken(cues)) for name, cues in page.evaluate(LOAD, names)}
    finally:
        page.close()


def _spoken(cues: list[Any]) -> Iterator[tuple[int, int, str, str]]:
    """Yield what is said in Chromium's cues, a line for each speaker in a cue. Cues without words show nothing."""
    for start, end, runs in cues:
        said: list[tuple[str, str]] = []
        for voice, words in runs:
            # White space between two voices is nobody's.
            said.append((said[-1][0] if said and not words.strip() else voice, words))
        for voice, group in groupby(said, key=lambda run: run[0]):
            if words := " ".join("".join(words for _, words in group).split()):
                yield round(start * 1000), round(end * 1000), " ".join(voice.split()), words


def _in_order(cues: Spoken) -> Spoken:
    """Cues of one start stay as the author wrote them; Chromium puts the longest first."""
    return sorted(cues, key=lambda cue: (cue[0], -cue[1]))


def _read(data: bytes, name: str) -> Spoken:
    cues, _ = read_captions(decode(data, name)[0], name)
    return [(cue.start, cue.end, cue.speaker, " ".join(cue.text.split())) for cue in cues]


def test_the_reader_yields_the_cues_that_chromium_shows(
    chromium: Any, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    for name, text in FILES.items():
        (tmp_path / f"{name}.vtt").write_bytes(text if isinstance(text, bytes) else text.encode())
    shown = _in_chromium(chromium, serve_folder(tmp_path), list(FILES))
    assert {name for name, cues in shown.items() if not cues} == NO_CAPTIONS
    read = {
        name: _read((tmp_path / f"{name}.vtt").read_bytes(), f"{name}.vtt") for name in FILES if name not in NO_CAPTIONS
    }
    assert {name: _in_order(cues) for name, cues in read.items()} == {
        name: _in_order(cues) for name, cues in shown.items() if cues
    }
