"""E5: pictures, videos and transcripts."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

# Transcripts, captions, chapters and descriptions: E501 to E539.

E501 = Code(
    id="E501",
    name="captions-without-header",
    severity=Severity.ERROR,
    message="The file does not begin with the line `WEBVTT`, as every .vtt file must.",
    hint="Write `WEBVTT` as the first line and leave the second line empty. If the file is an .srt, name it so.",
    explanation=(
        "A .vtt file is only read as captions if its very first line is the word WEBVTT in capitals, with nothing "
        "before it. The captions below it were still checked, so you can mend everything at once."
    ),
    wrong="00:00:01.000 --> 00:00:04.000\nKia ora koutou.\n",
    right="WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nKia ora koutou.\n",
)
E502 = Code(
    id="E502",
    name="bad-cue-times",
    severity=Severity.ERROR,
    message="The times in `{written}` cannot be read, so the caption below them is lost.",
    hint="Write both times like this: `00:01:23.000 --> 00:01:26.500`.",
    explanation=(
        "The line with the arrow says when a caption appears and when it goes: hours, minutes and seconds with two "
        "digits each, then three digits for the thousandths. Hours may be left out. In a .vtt file a full stop comes "
        "before the thousandths, in an .srt file a comma. Minutes and seconds go up to 59."
    ),
    wrong="00:01:23 --> 00:01:26\nWe started with the students.\n",
    right="00:01:23.000 --> 00:01:26.000\nWe started with the students.\n",
)
E503 = Code(
    id="E503",
    name="cue-without-length",
    severity=Severity.WARNING,
    message="This caption starts at {start} and ends at {end}, so it is never seen on the video.",
    hint="Give it an end that is later than its start.",
    explanation=(
        "A caption is on screen from its first time to its second. Where the second is not later than the first, "
        "no viewer ever sees it. Its words stay in the transcript below the video."
    ),
    wrong="00:00:09.000 --> 00:00:06.000\nAnd then the whānau joined us.\n",
    right="00:00:06.000 --> 00:00:09.000\nAnd then the whānau joined us.\n",
)
E504 = Code(
    id="E504",
    name="cues-out-of-order",
    severity=Severity.WARNING,
    message="This caption starts at {start}, earlier than the one before it ({before}).",
    hint="Check its times. If they are right, move it to its place; until then the captions are sorted by their start.",
    explanation=(
        "Captions stand in the file in the order they are spoken. One that starts earlier than the one before it has "
        "usually a mistyped time. The portal sorts captions by their start, and never changes a time."
    ),
    wrong="00:00:10.000 --> 00:00:12.000\nSecond.\n\n00:00:01.000 --> 00:00:03.000\nFirst.\n",
    right="00:00:01.000 --> 00:00:03.000\nFirst.\n\n00:00:10.000 --> 00:00:12.000\nSecond.\n",
)
E505 = Code(
    id="E505",
    name="no-cues",
    severity=Severity.ERROR,
    message="No timed words could be read in this file.",
    hint="If it is a plain transcript without times, name it .txt.",
    explanation=(
        "Files named .vtt or .srt hold captions: a line with two times and an arrow, then the words. This file has no "
        "such captions that can be read. A transcript without times is just as welcome: its name ends in .txt."
    ),
    wrong="WEBVTT\n\nKia ora koutou, and welcome.\n",
    right="WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nKia ora koutou, and welcome.\n",
)
E506 = Code(
    id="E506",
    name="transcript-too-big",
    severity=Severity.ERROR,
    message="The file is too big for a transcript: it has {size}, and at most {limit} are read.",
    hint="Check that the right file has this name, or split the video and its transcript into parts.",
    explanation=(
        "The longest transcripts of a whole day have some 20,000 captions. A file far beyond that is a mistake, such "
        "as a video or a data file under a transcript's name, and a page made of it would not open on a phone."
    ),
    wrong="videos/assembly.vtt   (312 MB: the video itself, renamed)",
    right="videos/assembly.mp4\nvideos/assembly.vtt   (60 KB)",
)
E507 = Code(
    id="E507",
    name="empty-transcript",
    severity=Severity.WARNING,
    message="The file has no words, so there is no transcript of it.",
    hint="Paste the words into it, or delete the file.",
    explanation=(
        "A transcript file stands beside the video, but nothing is written in it. People who cannot hear the video, "
        "and the search, have nothing to go by."
    ),
    wrong="videos/kea.txt   (0 bytes)",
    right="videos/kea.txt\n\nKia ora, I teach Year 5 and 6 at the school by the river.",
)
E508 = Code(
    id="E508",
    name="words-outside-cues",
    severity=Severity.WARNING,
    message="`{words}` belongs to no caption, so it is left out.",
    hint="An empty line ends a caption: remove the empty line above these words, or give them times of their own.",
    explanation=(
        "In a captions file, every caption is a line of times with its words right below, and ends at the first empty "
        "line. Words after an empty line that have no times of their own are not shown by any player. Remarks for "
        "yourself begin with the word NOTE."
    ),
    wrong="00:00:01.000 --> 00:00:04.000\nKia ora koutou,\n\nand welcome.\n",
    right="00:00:01.000 --> 00:00:04.000\nKia ora koutou,\nand welcome.\n",
)

# Pictures and files: E540 and up.

CODES: tuple[Code, ...] = (
    E501,
    E502,
    E503,
    E504,
    E505,
    E506,
    E507,
    E508,
)
