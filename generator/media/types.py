"""Which files may be published, by their ending, and whether their first bytes agree with it.

A file goes to readers only if it is on this list: nothing that a browser would run as part of the site (HTML, SVG,
XML, scripts), and nothing that nobody meant to publish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model.asset import AssetKind

SNIFF_LENGTH = 4096
"""How many bytes from a file's beginning :func:`sniff` wants."""


@dataclass(frozen=True, slots=True)
class FileType:
    """A type of file that may be published. ``label`` says what it is, in a sentence: "a PDF file"."""

    extension: str
    media_type: str
    kind: AssetKind
    label: str


_OPEN_XML = "application/vnd.openxmlformats-officedocument."
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."

FILE_TYPES: tuple[FileType, ...] = (
    FileType("jpg", "image/jpeg", AssetKind.PICTURE, "a JPEG picture"),
    FileType("jpeg", "image/jpeg", AssetKind.PICTURE, "a JPEG picture"),
    FileType("png", "image/png", AssetKind.PICTURE, "a PNG picture"),
    FileType("gif", "image/gif", AssetKind.PICTURE, "a GIF picture"),
    FileType("webp", "image/webp", AssetKind.PICTURE, "a WebP picture"),
    FileType("avif", "image/avif", AssetKind.PICTURE, "an AVIF picture"),
    FileType("mp4", "video/mp4", AssetKind.VIDEO, "an MP4 video"),
    FileType("m4v", "video/mp4", AssetKind.VIDEO, "an MP4 video"),
    FileType("webm", "video/webm", AssetKind.VIDEO, "a WebM video"),
    FileType("ogv", "video/ogg", AssetKind.VIDEO, "an Ogg video"),
    FileType("mov", "video/quicktime", AssetKind.VIDEO, "a QuickTime video"),
    FileType("mp3", "audio/mpeg", AssetKind.AUDIO, "an MP3 recording"),
    FileType("m4a", "audio/mp4", AssetKind.AUDIO, "an M4A recording"),
    FileType("ogg", "audio/ogg", AssetKind.AUDIO, "an Ogg recording"),
    FileType("opus", "audio/ogg", AssetKind.AUDIO, "an Opus recording"),
    FileType("wav", "audio/wav", AssetKind.AUDIO, "a WAV recording"),
    FileType("pdf", "application/pdf", AssetKind.DOCUMENT, "a PDF file"),
    FileType("docx", _OPEN_XML + "wordprocessingml.document", AssetKind.DOCUMENT, "a Word document"),
    FileType("xlsx", _OPEN_XML + "spreadsheetml.sheet", AssetKind.DOCUMENT, "an Excel workbook"),
    FileType("pptx", _OPEN_XML + "presentationml.presentation", AssetKind.DOCUMENT, "a PowerPoint presentation"),
    FileType("odt", _OPEN_DOCUMENT + "text", AssetKind.DOCUMENT, "an OpenDocument text"),
    FileType("ods", _OPEN_DOCUMENT + "spreadsheet", AssetKind.DOCUMENT, "an OpenDocument spreadsheet"),
    FileType("odp", _OPEN_DOCUMENT + "presentation", AssetKind.DOCUMENT, "an OpenDocument presentation"),
    FileType("epub", "application/epub+zip", AssetKind.DOCUMENT, "an EPUB book"),
    FileType("zip", "application/zip", AssetKind.DOCUMENT, "a ZIP archive"),
    FileType("txt", "text/plain", AssetKind.DOCUMENT, "a plain text file"),
    FileType("csv", "text/csv", AssetKind.DOCUMENT, "a CSV table"),
    FileType("vtt", "text/vtt", AssetKind.DOCUMENT, "a WebVTT caption file"),
    FileType("srt", "application/x-subrip", AssetKind.DOCUMENT, "an SRT caption file"),
)
# Endings that people try, and what to save such a file as.
_BETTER = {
    **dict.fromkeys(("heic", "heif", "tif", "tiff", "bmp"), "jpg"),
    **dict.fromkeys(("svg", "ico", "psd", "ai", "eps"), "png"),
    **dict.fromkeys(("avi", "wmv", "mkv", "flv", "mpg", "mpeg", "3gp", "mts"), "mp4"),
    **dict.fromkeys(("wma", "aac", "aif", "aiff", "flac", "amr"), "mp3"),
    **dict.fromkeys(("htm", "html", "pages", "key", "numbers", "pub", "one", "xps", "rtf"), "pdf"),
    **dict.fromkeys(("doc", "docm", "dot", "dotx"), "docx"),
    **dict.fromkeys(("xls", "xlsm", "xlsb"), "xlsx"),
    **dict.fromkeys(("ppt", "pptm", "pps", "ppsx"), "pptx"),
    **dict.fromkeys(("rar", "7z", "gz", "tar"), "zip"),
}
SHOWN_TYPES = (
    "JPEG, PNG, GIF, WebP, AVIF, MP4, WebM, MP3, PDF, Word, Excel, PowerPoint, OpenDocument, EPUB, ZIP, text, CSV"
)
"""The types that may be published, for people."""
_BY_EXTENSION = {file_type.extension: file_type for file_type in FILE_TYPES}
_TEXTS = frozenset({"txt", "csv", "vtt", "srt"})
_ZIPPED = ("zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub")
_MP4_BOXES = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp"})
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
# What a browser that is not told the type takes for markup: a tag, a comment, a declaration, after white space.
_MARKUP = re.compile(rb"[\t\n\x0b\x0c\r ]*<[A-Za-z!?/]")
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAGIC_WITHOUT_CONTROL = (b"%PDF-", b"GIF87a", b"GIF89a", b"\xff\xd8\xff")
# Of a ZIP whose first member tells its type: OpenDocument and EPUB.
_ZIP_MEMBER = re.compile(rb"PK\x03\x04.{22}\x08\x00..mimetype(application/[a-z0-9.+-]+)", re.DOTALL)


def file_type(extension: str) -> FileType | None:
    """Return the type of files that end in ``extension`` (no dot, any case), ``None`` if they are not published."""
    return _BY_EXTENSION.get(extension.lower())


def better_extension(extension: str) -> str | None:
    """Return the ending that a file of a type which is not published could be saved with (``heic`` → ``jpg``)."""
    return _BETTER.get(extension.lower())


def sniff(head: bytes, extension: str) -> str | None:
    """Return what a file really is, in words ("a web page"), or ``None`` if its first bytes agree with its ending.

    ``head`` is the file's first :data:`SNIFF_LENGTH` bytes, or the whole of a shorter one.

    Raises:
        KeyError: The ending is not one that may be published.
    """
    extension = _BY_EXTENSION[extension.lower()].extension
    if extension in _TEXTS:
        return _sniff_text(head, extension)
    return None if extension in _family(head) else describe(head)


def describe(head: bytes) -> str:
    """Return what the first bytes of a file look like, in words that fit "it is …"."""
    if not head:
        return "an empty file"
    plain = _without_mark(head)
    if _MARKUP.match(plain):
        return "an XML file" if plain.lstrip()[:5].lower() == b"<?xml" else "a web page"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS and not _brands(head) & _AVIF_BRANDS:
        return "a HEIC photo"
    if head[:2] == b"MZ" or head[:4] in (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe") or head[:2] == b"#!":
        return "a program"
    if head[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "an old Office document"
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" not in head[:256]:
        return "a Matroska video"
    family = _family(head)
    if "docx" in family:
        return "a ZIP archive or an Office document"
    if family:
        return _BY_EXTENSION[family[0]].label
    if not _BINARY.search(plain):
        return "a text file"
    return "something else, or damaged"


def _family(head: bytes) -> tuple[str, ...]:
    """Return the endings that fit a file's first bytes, the one that names it best first."""
    for magic, family in _MAGIC:
        if head.startswith(magic):
            return family
    if head[:4] == b"RIFF":
        return {b"WEBP": ("webp",), b"WAVE": ("wav",)}.get(head[8:12], ())
    if head[:2] == b"PK" and head[2:4] in (b"\x03\x04", b"\x05\x06"):
        return _zip_family(head)
    if head[4:8] in _MP4_BOXES and head[0] < 0x20:  # "Get free books" is no video
        brands = _brands(head)
        if brands & _AVIF_BRANDS:
            return ("avif",)
        return () if brands & _HEIC_BRANDS else ("mp4", "m4v", "mov", "m4a")
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return ("webm",) if b"webm" in head[:256] else ()
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] < 0xF0:
        return ("mp3",)  # a frame of layer III
    return ()


_MAGIC: tuple[tuple[bytes, tuple[str, ...]], ...] = (
    (b"\xff\xd8\xff", ("jpg", "jpeg")),
    (b"\x89PNG\r\n\x1a\n", ("png",)),
    (b"GIF87a", ("gif",)),
    (b"GIF89a", ("gif",)),
    (b"OggS", ("ogg", "ogv", "opus")),
    (b"ID3\x02", ("mp3",)),
    (b"ID3\x03", ("mp3",)),
    (b"ID3\x04", ("mp3",)),
    (b"%PDF-", ("pdf",)),
)


def _brands(head: bytes) -> frozenset[bytes]:
    """Return the names of formats that an ISO media file says it follows."""
    if head[4:8] != b"ftyp":
        return frozenset()
    length = min(int.from_bytes(head[:4], "big"), len(head), 1024)
    return frozenset(head[at : at + 4] for at in (8, *range(16, length - 3, 4)))


def _zip_family(head: bytes) -> tuple[str, ...]:
    named = _ZIP_MEMBER.match(head)
    if named is None:
        return _ZIPPED
    told = next((item.extension for item in FILE_TYPES if named[1].startswith(item.media_type.encode())), None)
    return (told, "zip") if told else ("zip",)


def _without_mark(head: bytes) -> bytes:
    """Return the text without its byte order mark, and in UTF-8 where the mark says UTF-16."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "replace").encode("utf-8")
    return head.removeprefix(b"\xef\xbb\xbf")


def _sniff_text(head: bytes, extension: str) -> str | None:
    plain = _without_mark(head)
    if not head or _MARKUP.match(plain) or _BINARY.search(plain) or plain.startswith(_MAGIC_WITHOUT_CONTROL):
        return describe(head)
    if extension == "vtt" and not re.match(rb"WEBVTT(?:[ \t\r\n]|$)", plain):
        return "a text that does not begin with WEBVTT"
    return None
