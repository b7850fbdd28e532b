"""E1, continued: how a file is saved."""

from __future__ import annotations

from generator.core.diagnostics import Code, Severity

E120 = Code(
    id="E120",
    name="not-utf-8",
    severity=Severity.ERROR,
    message="The file is not saved as UTF-8. The first character that shows it is here; it seems to be `{shown}`.",
    hint="Save it again as UTF-8: in Notepad “Save as”, Encoding “UTF-8”; in Word as plain text, “Unicode (UTF-8)”.",
    explanation="""\
A file holds numbers, and an encoding says which number is which letter. The portal reads UTF-8, which knows the
letters of all languages, macrons too. Older programs save in other encodings, and then macrons and quotes come out
wrong.""",
    wrong="Saved as “ANSI”, “Windows-1252” or “Western European”",
    right="Saved as “UTF-8”",
)

E121 = Code(
    id="E121",
    name="utf-16",
    severity=Severity.ERROR,
    message="The file is saved as {encoding}, not as UTF-8.",
    hint="Save it again as UTF-8: in Notepad “Save as”, then Encoding “UTF-8”.",
    explanation="""\
A file holds numbers, and an encoding says which number is which letter. “Unicode” in older Windows programs means
UTF-16, which web servers and the portal do not read.""",
    wrong="Saved as “Unicode” or “UTF-16”",
    right="Saved as “UTF-8”",
)

E122 = Code(
    id="E122",
    name="not-text",
    severity=Severity.ERROR,
    message="This is not a text file but {what}.",
    hint="Open it in its own program, copy the words, and save them from a text editor. To share it as it is, list it "
    "under `downloads`.",
    explanation="""\
Entries, transcripts and settings are plain text. A Word document, a PDF or a picture does not become one by a new
file name.""",
    wrong="reading.docx, renamed to reading.md",
    right="reading.md, saved from a text editor",
)

E123 = Code(
    id="E123",
    name="file-too-large",
    severity=Severity.ERROR,
    message="The file has {size} MB; text files may have {limit} MB.",
    hint="Divide it into several entries, or list it under `downloads`.",
    explanation="""\
Eight megabytes of text are more than ten novels. A larger file is most likely something else under a wrong name.""",
    wrong="lesson.md with 300 MB (a film under a wrong name)",
    right="lesson.md with the words, lesson.mp4 beside it",
)
