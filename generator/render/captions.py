"""Write a transcript as files: WebVTT captions for players, and plain text to read, print or send on."""

from __future__ import annotations

from itertools import chain

from generator.core.text import one_line
from generator.model.transcript import Cue, Transcript

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\0": "\ufffd", "\r": "\n"})
_BYTE_ORDER_MARK = "\ufeff"


def captions_vtt(transcript: Transcript) -> bytes:
    """Return the transcript's cues as WebVTT, in UTF-8. Words and times are those of the cues, the lines theirs too.

    Without cues it is a WebVTT file without captions.
    """
    blocks = map(_block, transcript.cues)
    return "\n".join(chain(["WEBVTT\n"], blocks)).encode("utf-8", "replace")


def _block(cue: Cue) -> str:
    # An empty line would end the cue, and `-->` would begin another: the first are left out, the second is escaped.
    lines = [line for line in map(str.strip, cue.text.translate(_ESCAPES).split("\n")) if line]
    speaker = one_line(cue.speaker).translate(_ESCAPES)
    voice = f"<v {speaker}>" if speaker else ""
    return f"{_clock(cue.start)} --> {_clock(cue.end)}\n{voice}" + "\n".join(lines) + "\n"


def _clock(milliseconds: int) -> str:
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


def transcript_text(transcript: Transcript, title: str) -> bytes:
    """Return the transcript as plain text in UTF-8: the title, then a paragraph a passage.

    A passage begins with its time in brackets where it is known, and with its speaker where that is another than
    before. The byte order mark makes browsers show macrons even where a server does not tell the encoding.
    """
    parts = [one_line(title)] if title.strip() else []
    before = ""
    for passage in transcript.passages:
        time = f"[{_clock(passage.start)[:-4]}] " if passage.start is not None else ""
        speaker = f"{passage.speaker}: " if passage.speaker and passage.speaker != before else ""
        before = passage.speaker
        parts.append(time + speaker + passage.text)
    return (_BYTE_ORDER_MARK + "\n\n".join(parts) + "\n").encode("utf-8", "replace")
