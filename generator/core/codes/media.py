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

# Published files: pictures, videos, downloads.
E509 = Code(
    id="E509",
    name="segment-times",
    severity=Severity.ERROR,
    message="This segment cannot be shown: {problem}.",
    hint="Check its `start:` and `end:` against the video; both are written as the player shows them, such as `1:05`.",
    explanation="A segment is a part of a video, from its `start` to its `end`. It has to lie inside the video, and to "
    "end after it begins. An end may be left out: the segment then goes on until the next one begins.",
    wrong="segments:\n  - {start: '1:30', end: '1:05', tags: [gardens]}",
    right="segments:\n  - {start: '1:05', end: '1:30', tags: [gardens]}",
)
E540 = Code(
    id="E540",
    name="not-what-it-says",
    severity=Severity.ERROR,
    message="`{path}` is named like {expected}, but it is {found}.",
    hint="Open the file in the program it comes from and export it as {expected}, or give it its right ending.",
    explanation="The ending of a file's name says what it is, and web browsers trust it. The first bytes of this file "
    "say something else: it may have been renamed, be a download that failed, or be harmful. It is not published.",
    wrong="rubric.pdf    (a web page saved under that name)",
    right="rubric.pdf    (exported as PDF)",
)
E541 = Code(
    id="E541",
    name="broken-picture",
    severity=Severity.ERROR,
    message="The picture `{path}` cannot be shown: {reason}.",
    hint="Open it in a picture program, save it again as JPEG or PNG, and put the new file in its place.",
    explanation="The picture is damaged, was cut short when it was copied, or is in a form that web browsers do not "
    "show. Readers would see nothing, or half of it.",
    wrong="garden.jpg    (the copy from the phone was interrupted)",
    right="garden.jpg    (copied again)",
)
E542 = Code(
    id="E542",
    name="picture-too-large",
    severity=Severity.ERROR,
    message="The picture `{path}` has {width} × {height} pixels, more than the {limit} million that are published.",
    hint="Make it smaller in a picture program; 2,000 pixels on its longer side are plenty.",
    explanation="Very large pictures take minutes to load on a school network and can stop a phone's browser. No "
    "screen shows that many pixels.",
    wrong="map.png    (12000 × 9000 pixels)",
    right="map.png    (2000 × 1500 pixels)",
)
E543 = Code(
    id="E543",
    name="picture-misnamed",
    severity=Severity.WARNING,
    message="The picture `{path}` is in truth {found}; it is published as `.{extension}`.",
    hint="Rename it so that it ends in `.{extension}`.",
    explanation="Programs that save pictures from the web often give them the wrong ending. Readers get the picture "
    "with its right ending; rename the file so that other programs open it too.",
    wrong="garden.png     (a JPEG picture)",
    right="garden.jpg",
)
E544 = Code(
    id="E544",
    name="animation-too-long",
    severity=Severity.ERROR,
    message="The picture `{path}` is an animation of more than {limit} frames.",
    hint="Publish it as a video (MP4), or make it shorter.",
    explanation="Long animations are many times as large as the same video, cannot be paused by readers, and slow "
    "down phones.",
    wrong="![How we fold](folding.gif)      (5,000 frames)",
    right="![How we fold](folding.mp4)",
)
E545 = Code(
    id="E545",
    name="large-file",
    severity=Severity.WARNING,
    message="`{path}` is {size}, more than the {limit} that many web hosts accept for one file.",
    hint="Make a video smaller (720p is enough), or put it on a video host and give its address.",
    explanation="Free web hosts refuse files above a certain size: many above 100 MB, and hardly any take one above "
    "2 GB. The site is built all the same, but publishing it there may fail, and readers on slow networks wait long.",
    wrong="video: assembly.mp4      (1.2 GB)",
    right="video: https://vimeo.com/123456789",
)
E546 = Code(
    id="E546",
    name="unreadable-file",
    severity=Severity.ERROR,
    message="The file `{path}` cannot be read: {reason}.",
    hint="Check that it is a file, that you may open it, and that it has been downloaded in full.",
    explanation="The file is there, but the computer does not let the generator read it. It may belong to another "
    "user, be open in another program, or exist only in the cloud folder it is shared from.",
    wrong="garden.jpg    (only in the cloud)",
    right="garden.jpg    (kept on this computer)",
)
E547 = Code(
    id="E547",
    name="animated-avif",
    severity=Severity.ERROR,
    message="The picture `{path}` is an animated AVIF, which is not published.",
    hint="Save it as an animated WebP, or as a video (MP4).",
    explanation="Few browsers play animated AVIF pictures, and their hidden details, such as the place where they were "
    "taken, cannot be removed safely.",
    wrong="folding.avif    (animated)",
    right="folding.webp",
)
E548 = Code(
    id="E548",
    name="picture-file-too-large",
    severity=Severity.ERROR,
    message="The picture `{path}` is a file of {size}, more than the {limit} that are published.",
    hint="Make it smaller in a picture program, and save it as JPEG; 2,000 pixels on its longer side are plenty.",
    explanation="A picture of that size keeps readers on a slow school network waiting for minutes. A photo for a web "
    "page rarely needs more than 1 MB. If it is an animation, publish it as a video.",
    wrong="garden.png    (80 MB)",
    right="garden.jpg    (600 KB)",
)

CODES: tuple[Code, ...] = (
    E501,
    E502,
    E503,
    E504,
    E505,
    E506,
    E507,
    E508,
    E509,
    E540,
    E541,
    E542,
    E543,
    E544,
    E545,
    E546,
    E547,
    E548,
)
