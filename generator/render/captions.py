"""Write what goes along with a video as files: WebVTT and a script for players, plain text to read or print."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache

from generator.core.text import one_line
from generator.model.transcript import Cue, Transcript

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\0": "\ufffd", "\r": "\n"})
# What has to be escaped, or ends a line.
_ODD = re.compile("[&<>\\0\\r\\n]")
# As WebVTT writes them after the seconds.
_THOUSANDTHS = tuple(f".{number:03}" for number in range(1000))
_BYTE_ORDER_MARK = "\ufeff"


def captions_vtt(transcript: Transcript) -> bytes:
    """Return the transcript's cues as WebVTT, in UTF-8. Words and times are those of the cues, the lines theirs too.

    Without cues it is a WebVTT file without captions.
    """
    return _file((cue.start, cue.end, _payload(cue)) for cue in transcript.cues)


def chapters_vtt(chapters: Iterable[tuple[float, float, str]]) -> bytes:
    """Return chapters (start and end in seconds, and the title) as WebVTT, in UTF-8."""
    return _file((round(start * 1000), round(end * 1000), _title(title)) for start, end, title in chapters)


def cues_script(
    transcripts: Iterable[tuple[Transcript, str, str]], chapters: Iterable[tuple[float, float, str]], language: str
) -> bytes:
    """Return captions and chapters as a script, for pages that are opened as files and may load nothing else.

    ``transcripts`` come with their language and its name. The script puts a list of tracks on its own element, each
    with its kind, language, label and cues: the start and the end in seconds, and the words as WebVTT has them.
    """
    tracks: list[dict[str, object]] = [
        {
            "kind": "captions",
            "language": tag,
            "label": name,
            "cues": [[cue.start / 1000, cue.end / 1000, _payload(cue)] for cue in transcript.cues],
        }
        for transcript, tag, name in transcripts
        if transcript.timed
    ]
    titles = [[start, end, _title(title)] for start, end, title in chapters]
    if titles:
        tracks.append({"kind": "chapters", "language": language, "label": "", "cues": titles})
    # In ASCII, so that no file's encoding has to be guessed.
    return f"document.currentScript.tracks = {json.dumps(tracks, separators=(',', ':'))};\n".encode("ascii")


def _file(cues: Iterable[tuple[int, int, str]]) -> bytes:
    whole, parts = _whole, _THOUSANDTHS
    blocks = [
        f"{whole(start // 1000)}{parts[start % 1000]} --> {whole(end // 1000)}{parts[end % 1000]}\n{payload}\n"
        for start, end, payload in cues
    ]
    return "\n".join(["WEBVTT\n", *blocks]).encode("utf-8", "replace")


def _payload(cue: Cue) -> str:
    # An empty line would end the cue, and `-->` would begin another: the first are left out, the second is escaped.
    text = cue.text.strip()
    if _ODD.search(text):
        text = "\n".join(line for line in map(str.strip, text.translate(_ESCAPES).split("\n")) if line)
    return f"<v {speaker}>{text}" if cue.speaker and (speaker := _title(cue.speaker)) else text


# Cues of one speaker follow one another.
@lru_cache(maxsize=1024)
def _title(title: str) -> str:
    return one_line(title).translate(_ESCAPES)


@lru_cache(maxsize=65536)
def _whole(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}"


def transcript_text(transcript: Transcript, title: str) -> bytes:
    """Return the transcript as plain text in UTF-8: the title, then a paragraph a passage.

    A passage begins with its time in brackets where it is known, and with its speaker where that is another than
    before. The byte order mark makes browsers show macrons even where a server does not tell the encoding.
    """
    parts = [one_line(title)] if title.strip() else []
    before = ""
    for passage in transcript.passages:
        time = f"[{_whole(passage.start // 1000)}] " if passage.start is not None else ""
        speaker = f"{passage.speaker}: " if passage.speaker and passage.speaker != before else ""
        before = passage.speaker
        parts.append(time + speaker + passage.text)
    return (_BYTE_ORDER_MARK + "\n\n".join(parts) + "\n").encode("utf-8", "replace")
