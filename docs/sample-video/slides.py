"""The drawings of the sample video: simplified pages of a portal. The lowest fifth stays quiet, for the captions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from canvas import BRAND, DEEP, EDGE, HEIGHT, INK, LINE, MARK, MUTED, PAPER, RAISED, TINT, Canvas

ENGLISH = (
    ("0:01", "Good morning, children."),
    ("0:04", "Good morning, miss."),
    ("0:09", "How are you all?"),
    ("0:12", "We are well, miss."),
    ("0:17", "What is your name?"),
)
MAORI = (
    ("0:01", "Mōrena, tamariki mā."),
    ("0:04", "Mōrena, whaea."),
    ("0:09", "Kei te pēhea koutou?"),
    ("0:12", "Kei te pai mātou, whaea."),
    ("0:17", "Ko wai tō ingoa?"),
)
LISTS = (
    ("Tags", (("Gardens", 3), ("Kōrero", 4), ("Tuākana–tēina", 3), ("Whānau", 5))),
    ("Schools", (("Five Bridges", 4), ("Harakeke Bend", 6), ("Pīwakawaka Flat", 3), ("Toroa Point", 4))),
    ("Levels", (("Years 1–3", 5), ("Years 4–6", 6), ("Years 7–8", 7), ("Years 9–10", 2))),
)
Draw = Callable[[Canvas], None]


@dataclass(frozen=True)
class Slide:
    """A drawing, and where the pointer goes in it."""

    draw: Draw
    pointer: tuple[float, float] | None = None
    pressed: bool = False


# --- parts of pages --------------------------------------------------------------------------------------------------


def heading(c: Canvas, title: str, number: int, count: int) -> None:
    """Draw what stands above each page: the mark, the chapter's title and how far we are."""
    c.cluster_mark(70, 54, 19)
    c.text(108, 66, title, "bold", 33)
    for step in range(count):
        c.box(912 - (count - step) * 26, 51, 20, 6, BRAND if step < number else LINE, radius=3)


def sheet(c: Canvas, name: str = "Kōwhai cluster", menu: tuple[str, ...] = ("Case studies", "Videos", "Tags")) -> None:
    """Draw an empty page of a portal with its header. It goes on below the picture's edge."""
    for spread, shade in ((5, "#f7f5f1"), (3, "#f2f0eb"), (1, "#e9e6df")):
        c.box(48 - spread, 102 - spread + 3, 864 + 2 * spread, 600, shade, radius=10 + spread)
    c.box(48, 102, 864, 600, BRAND, radius=10)
    c.box(48, 109, 864, 600, RAISED)
    c.text(80, 143, name, "bold", 21)
    x = 880.0
    for label in reversed(menu):
        c.text(x, 143, label, "sans", 18, MUTED, "r")
        x -= c.width(label, "sans", 18) + 28
    c.line((48, 160), (912, 160))


def player(c: Canvas, x: float, y: float, width: float, words: str, playing: float | None = None) -> None:
    """Draw the video: two speech balloons; with its controls once it plays (``playing``: how far, from 0 to 1)."""
    height = width * 9 / 16
    k = width / 470
    c.box(x, y, width, height, DEEP, radius=8)
    for mid, body, head, colour in ((60, 46, 27, "#8d80b8"), (400, 38, 22, "#8d80b8")):
        c.half(x + mid * k, y + 208 * k, body * k, "#6f60a0")
        c.dot(x + mid * k, y + (206 - body - head + 18) * k, head * k, colour)
    c.box(x, y + 206 * k, width, height - 206 * k, "#362b58", radius=8)
    c.box(x, y + 206 * k, width, 12 * k, "#362b58")
    size = 27 * k
    balloon = c.width(words, "serif", size) + 44 * k
    left = x + 98 * k
    c.shape((left + 8 * k, y + 92 * k), (left - 14 * k, y + 138 * k), (left + 46 * k, y + 104 * k), fill=PAPER)
    c.box(left, y + 40 * k, balloon, 66 * k, PAPER, radius=20 * k)
    c.text(left + 22 * k, y + 82 * k, words, "serif", size)
    bar = y + height - 18 * k
    if playing is None:
        c.dot(x + width / 2, y + height * 0.56, 36 * k, RAISED)
        mid_x, mid_y = x + width / 2 + 3 * k, y + height * 0.56
        c.shape((mid_x - 12 * k, mid_y - 18 * k), (mid_x - 12 * k, mid_y + 18 * k), (mid_x + 18 * k, mid_y), fill=BRAND)
        return
    c.box(x + 18 * k, bar - 8 * k, 5 * k, 16 * k, RAISED)
    c.box(x + 27 * k, bar - 8 * k, 5 * k, 16 * k, RAISED)
    c.box(x + 48 * k, bar - 2 * k, width - 100 * k, 4 * k, "#8d80b8", radius=2 * k)
    c.box(x + 48 * k, bar - 2 * k, (width - 100 * k) * playing, 4 * k, RAISED, radius=2 * k)
    c.dot(x + 48 * k + (width - 100 * k) * playing, bar, 6 * k, RAISED)
    for dot in (-6, 0, 6):
        c.dot(x + width - 24 * k, bar + dot * k, 2.2 * k, RAISED)


def caption(c: Canvas, x: float, y: float, words: str) -> None:
    """Draw a caption in the video, around a point."""
    width = c.width(words, "sans", 20) + 24
    c.box(x - width / 2, y - 24, width, 34, "#16112a", radius=4)
    c.text(x, y, words, "sans", 20, RAISED, "m")


def video_page(c: Canvas, words: str = "Mōrena!", playing: float | None = None) -> None:
    """Draw the page of a video, with a large player."""
    sheet(c)
    player(c, 80, 180, 470, words, playing)
    c.text(584, 212, "Morning greetings", "bold", 29)
    c.text(584, 244, "Video · Duration: 0:48", "sans", 18, MUTED)
    c.grey(584, 274, 270, 292, 236)


def transcript(
    c: Canvas,
    lines: tuple[tuple[str, str], ...] = ENGLISH,
    *,
    here: int = 0,
    words: str = "Mōrena!",
    find: str = "",
    language: str = "English",
    playing: float | None = 0.02,
) -> None:
    """Draw the page of a video with its transcript beside it; line ``here`` is spoken now (0 is none)."""
    sheet(c)
    player(c, 80, 180, 372, words, playing)
    c.grey(80, 412, 340, 300)
    x = 488
    c.text(x, 205, "Transcript", "bold", 26)
    c.box(722, 180, 158, 34, PAPER, EDGE, 6)
    c.text(736, 203, language, "sans", 17)
    c.shape((858, 193), (870, 193), (864, 201), fill=INK)
    c.box(x, 224, 392, 38, PAPER, BRAND if find else EDGE, 6, 2 if find else 1)
    c.dot(x + 19, 241, 7, None, MUTED, 2)
    c.line((x + 24, 246), (x + 30, 252), colour=MUTED, thick=2)
    found = sum(find.lower() in said.lower() for _, said in lines) if find else 0
    c.text(x + 40, 250, find or "Find words", "sans", 19, INK if find else MUTED)
    if found:
        c.text(868, 250, f"{found} found", "sans", 17, MUTED, "r")
    for row, (time, said) in enumerate(lines):
        y = 298 + row * 39
        if row + 1 == here:
            c.box(x - 8, y - 27, 408, 38, MARK, radius=5)
        c.link(x + 2, y, time, "sans", 17)
        at = said.lower().find(find.lower()) if find else -1
        if at >= 0:
            before = x + 52 + c.width(said[:at], "serif", 23)
            c.box(before - 3, y - 23, c.width(said[at : at + len(find)], "serif", 23) + 6, 31, MARK, radius=4)
        c.text(x + 52, y, said, "serif", 23)


def card(c: Canvas, x: float, y: float, kind: str, title: tuple[str, ...], school: str) -> None:
    """Draw how an entry shows on other pages."""
    c.box(x, y, 252, 176, TINT, radius=8)
    c.text(x + 20, y + 36, kind, "semi", 16, BRAND)
    for row, words in enumerate(title):
        c.text(x + 20, y + 70 + row * 28, words, "bold", 21)
    c.text(x + 20, y + 148, school, "sans", 17, MUTED)


# --- the drawings ----------------------------------------------------------------------------------------------------


def title(c: Canvas) -> None:
    """The first picture, and the poster."""
    c.cluster_mark(742, 228, 122)
    c.text(84, 216, "How to use", "serif", 66)
    c.text(84, 292, "this portal", "serif", 66)
    c.box(86, 322, 64, 5, BRAND, radius=2)
    c.text(84, 368, "A short tour, with captions", "sans", 23, MUTED)


def home(c: Canvas) -> None:
    """A cluster's front page."""
    sheet(c)
    c.text(80, 214, "Every learner is known by name, and", "serif", 32)
    c.text(80, 256, "every school learns from the one beside it.", "serif", 32)
    card(c, 80, 288, "Case study", ("The garden that", "asked questions"), "Harakeke Bend School")
    card(c, 354, 288, "Video", ("Morning greetings",), "Pīwakawaka Flat School")
    card(c, 628, 288, "Event", ("Reading night",), "Toroa Point School")


def browse(c: Canvas, chosen: str = "") -> None:
    """The lists on the front page."""
    sheet(c)
    for column, (name, rows) in enumerate(LISTS):
        x = 80 + column * 280
        c.text(x, 204, name, "bold", 25)
        for row, (term, count) in enumerate(rows):
            y = 252 + row * 48
            c.line((x, y - 32), (x + 240, y - 32))
            if term == chosen:
                c.box(x - 7, y - 26, c.width(term, size=21) + 14, 38, TINT, BRAND, 6, 3)
            c.link(x, y, term, size=21)
            c.text(x + 240, y, str(count), "sans", 20, MUTED, "r")


def term(c: Canvas) -> None:
    """The page of a tag."""
    sheet(c)
    end = c.text(80, 190, "You are here:  ", "sans", 16, MUTED)
    for name in ("Home", "Tags"):
        end = c.text(c.link(end, 190, name, size=16, fill=MUTED), 190, "  ›  ", "sans", 16, MUTED)
    c.text(end, 190, "Whānau", "sans", 16)
    c.text(80, 240, "Whānau", "bold", 36)
    c.text(880, 240, "5 shared examples", "sans", 19, MUTED, "r")
    card(c, 80, 266, "Case study", ("An evening", "without speeches"), "Upper Kōwhai College")
    card(c, 354, 266, "Case study", ("Three-way talks",), "Harakeke Bend School")
    card(c, 628, 266, "Video", ("Morning greetings",), "Pīwakawaka Flat School")


def menu(c: Canvas, chosen: int) -> None:
    """The player's menu of captions."""
    rows = ("Off", "English", "te reo Māori")
    video_page(c, "Mōrena!", 0.04)
    caption(c, 315, 408, ("", ENGLISH[0][1], MAORI[0][1])[chosen])
    for spread, shade in ((4, "#f2f0eb"), (2, "#e6e3dc")):
        c.box(576 - spread, 268 - spread + 3, 250 + 2 * spread, 172 + 2 * spread, shade, radius=8 + spread)
    c.box(576, 268, 250, 172, RAISED, EDGE, 8)
    c.text(596, 302, "Captions", "bold", 20)
    for row, label in enumerate(rows):
        y = 338 + row * 40
        if row == chosen:
            c.box(584, y - 26, 234, 38, TINT, radius=5)
            c.line((600, y - 7), (606, y), (617, y - 14), colour=BRAND, thick=3)
        c.text(632, y, label, "semi" if row == chosen else "sans", 20)


def language_menu(c: Canvas) -> None:
    """The list of the transcript's languages, open."""
    transcript(c)
    c.box(714, 218, 166, 88, RAISED, EDGE, 6)
    c.text(730, 248, "English", "sans", 19)
    c.box(719, 262, 156, 38, TINT, radius=4)
    c.text(730, 288, "te reo Māori", "semi", 19)


def moment(c: Canvas, copied: bool = False) -> None:
    """The link of a moment at the end of its line."""
    transcript(c, here=3, words="Kei te pēhea?", playing=0.19)
    label = "Link copied" if copied else "Copy link"
    width = c.width(label, "semi", 17) + 26
    c.box(880 - width, 353, width, 30, BRAND, radius=6)
    c.text(880 - width / 2, 374, label, "semi", 17, RAISED, "m")


def moment_opened(c: Canvas) -> None:
    """A message with the link, and the telephone on which it was opened."""
    c.text(84, 168, "Look at this moment:", "serif", 30)
    c.box(84, 196, 470, 74, RAISED, BRAND, 12, 2)
    end = c.text(106, 241, "…/videos/morning-greetings/", "sans", 23, MUTED)
    c.box(end + 1, 212, c.width("#t=9", "bold", 23) + 10, 42, MARK, radius=5)
    c.text(end + 6, 241, "#t=9", "bold", 23)
    c.text(84, 316, "Nine seconds into the video.", "sans", 22, MUTED)
    c.arrow(574, 233, 46)
    c.box(648, 112, 264, 600, INK, radius=30)
    c.box(659, 124, 242, 600, RAISED, radius=20)
    c.text(676, 166, "Morning greetings", "bold", 20)
    player(c, 659, 184, 242, "Kei te pēhea?", 0.19)
    for row, (time, said) in enumerate(ENGLISH[1:4]):
        y = 356 + row * 38
        if row == 1:
            c.box(668, y - 26, 224, 37, MARK, radius=5)
        c.text(676, y, time, "sans", 15, BRAND)
        c.text(714, y, said, "serif", 18)


def save(c: Canvas, saved: bool = True) -> None:
    """The transcript's link to its text, and the file."""
    sheet(c)
    c.text(80, 212, "Transcript", "bold", 26)
    for row, (time, said) in enumerate(ENGLISH[:4]):
        c.text(80, 256 + row * 37, time, "sans", 17, BRAND)
        c.text(132, 256 + row * 37, said, "serif", 23)
    if saved:
        c.box(72, 386, 158, 40, TINT, BRAND, 6, 3)
    c.link(86, 413, "Save as text", "semi", 20)
    if not saved:
        return
    c.arrow(470, 300, 72)
    c.shape((606, 184), (806, 184), (848, 226), (848, HEIGHT), (606, HEIGHT), fill=PAPER)
    c.line((606, HEIGHT), (606, 184), (806, 184), (848, 226), (848, HEIGHT), colour=EDGE, thick=2)
    c.line((806, 184), (806, 226), (848, 226), colour=EDGE, thick=2)
    c.text(632, 228, "Morning greetings", "bold", 18)
    for row, (_, said) in enumerate(ENGLISH):
        c.text(632, 270 + row * 34, said, "serif", 19)


def keys(c: Canvas, now: int = 0) -> None:
    """Three keys; number ``now`` has the ring."""
    for number, (x, width, label, does) in enumerate(
        ((84, 200, "Tab", "moves on"), (324, 236, "Enter", "chooses"), (600, 276, "Space", "plays")), 1
    ):
        if number == now:
            c.box(x - 11, 165, width + 22, 146, None, BRAND, 22, 4)
        c.box(x, 178, width, 122, "#cfcabf", radius=14)
        c.box(x, 176, width, 112, RAISED, EDGE, 14, 1.5)
        c.text(x + width / 2, 246, label, "bold" if number == now else "semi", 38, BRAND if number == now else INK, "m")
        c.text(x + width / 2, 364, does, "serif", 34, INK, "m")


def plain(c: Canvas) -> None:
    """A page without its script."""
    sheet(c)
    c.text(80, 214, "Morning greetings", "bold", 30)
    c.text(80, 266, "Transcript", "bold", 24)
    for row, (time, said) in enumerate(ENGLISH[:4]):
        c.link(80, 308 + row * 38, time, "sans", 17)
        c.text(132, 308 + row * 38, said, "serif", 23)
    c.box(596, 180, 284, 58, PAPER, LINE, 10)
    c.text(616, 216, "JavaScript", "semi", 21)
    c.box(806, 194, 56, 30, "#b9b7b0", radius=15)
    c.dot(821, 209, 12, RAISED)
    c.text(798, 216, "off", "sans", 19, MUTED, "r")
    player(c, 596, 262, 284, "Mōrena!")


def guide(c: Canvas, chosen: bool = False) -> None:
    """The part of the guide for those who write."""
    sheet(c, "Guide", ("Write", "Lead", "Host"))
    c.text(80, 220, "Write", "bold", 36)
    for row, name in enumerate(("Your first post", "The fields on top", "The text below", "Transcripts")):
        y = 272 + row * 44
        c.text(80, y, f"{row + 1}.", "sans", 22, MUTED)
        if chosen and row == 0:
            c.box(106, y - 28, c.width(name, size=22) + 16, 40, TINT, BRAND, 6, 3)
        c.link(114, y, name, size=22)
    c.grey(520, 204, 330, 352, 310, 340, 196, pitch=44, height=9)


def first_post(c: Canvas) -> None:
    """The first page of the guide's part for those who write."""
    sheet(c, "Guide", ("Write", "Lead", "Host"))
    c.text(80, 222, "Your first post", "bold", 36)
    c.text(80, 268, "From an empty file to a page in your browser, in ten minutes.", "serif", 25)
    c.text(80, 324, "1. Make the file", "bold", 25)
    c.box(80, 346, 800, 62, TINT, radius=8)
    c.text(102, 385, 'portal new case-study "Reading together"', "mono", 24)


def end(c: Canvas) -> None:
    """The last picture."""
    c.cluster_mark(742, 228, 122)
    c.text(84, 252, "Ka kite anō.", "serif", 72)
    c.box(86, 284, 64, 5, BRAND, radius=2)


def _playing(c: Canvas) -> None:
    video_page(c, "Mōrena!", 0.02)


def _from_nine_seconds(c: Canvas) -> None:
    transcript(c, here=3, words="Kei te pēhea?", playing=0.19)


# Where the pointer presses.
TAG, PLAY, DOTS, LANGUAGE = (146.0, 401.0), (318.0, 334.0), (527.0, 427.0), (760.0, 416.0)
TIME, FIND, OTHER = (517.0, 382.0), (640.0, 248.0), (846.0, 287.0)
COPY, TEXT, PAGE = (869.0, 379.0), (206.0, 417.0), (262.0, 276.0)
SLIDES = {
    "title": Slide(title),
    "home": Slide(home),
    "browse": Slide(browse, TAG),
    "browse-chosen": Slide(lambda c: browse(c, "Whānau"), TAG, pressed=True),
    "term": Slide(term),
    "video": Slide(video_page, PLAY),
    "video-playing": Slide(_playing, PLAY, pressed=True),
    "video-dots": Slide(_playing, DOTS),
    "video-menu": Slide(lambda c: menu(c, 1), DOTS, pressed=True),
    "video-language": Slide(lambda c: menu(c, 1), LANGUAGE),
    "video-language-chosen": Slide(lambda c: menu(c, 2), LANGUAGE, pressed=True),
    "transcript": Slide(transcript),
    "transcript-time": Slide(transcript, TIME),
    "transcript-from": Slide(_from_nine_seconds, TIME, pressed=True),
    "find": Slide(transcript, FIND),
    "find-found": Slide(lambda c: transcript(c, find="morning"), FIND),
    "language": Slide(language_menu, OTHER),
    "language-chosen": Slide(lambda c: transcript(c, MAORI, language="te reo Māori"), OTHER),
    "moment": Slide(moment, COPY),
    "moment-copied": Slide(lambda c: moment(c, copied=True), COPY, pressed=True),
    "moment-opened": Slide(moment_opened),
    "save": Slide(lambda c: save(c, saved=False), TEXT),
    "save-saved": Slide(save, TEXT, pressed=True),
    "keys": Slide(keys),
    "keys-tab": Slide(lambda c: keys(c, 1)),
    "keys-enter": Slide(lambda c: keys(c, 2)),
    "keys-space": Slide(lambda c: keys(c, 3)),
    "plain": Slide(plain),
    "guide": Slide(guide),
    "guide-page": Slide(guide, PAGE),
    "guide-chosen": Slide(lambda c: guide(c, chosen=True), PAGE, pressed=True),
    "first-post": Slide(first_post),
    "end": Slide(end),
}
WITHOUT_HEADING = {"title", "end"}


def draw(
    name: str, chapter: str, number: int, count: int, pointer: tuple[float, float] | None = None, *, ring: bool = False
) -> Canvas:
    """Draw a slide of a chapter, with the pointer where it is now, and a ring while it presses."""
    canvas = Canvas()
    SLIDES[name].draw(canvas)
    if name not in WITHOUT_HEADING:
        heading(canvas, chapter, number, count)
    if pointer:
        canvas.pointer(*pointer, ring=ring)
    return canvas
