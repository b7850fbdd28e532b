"""E5: pictures, videos and transcripts."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

# Published files: pictures, videos, downloads.
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

CODES: tuple[Code, ...] = (
    E540,
    E541,
    E542,
    E543,
    E544,
    E545,
    E546,
    E547,
)
