"""A small portal with some of everything, and the words that changes to it are made of."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from PIL import Image

Files = dict[str, bytes]

KOWHAI, RATA = "content/kowhai", "content/rata"
WORDS = "river garden reading whānau partners numbers talk trust kōrero evidence inquiry picnic lesson birds".split()
TAGS = ["literacy", "reading", "Whānau", "garden", "māra", "number talks", "trust", "odd one"]
SCHOOLS = ["Kea School", "Tūī School", "Kea", "Nowhere School"]
GOALS = ["Reading for pleasure", "Whānau engagement", "Maths talk"]
PHASES = ["Scanning", "Focusing", "Taking action"]
DATES = ["2026-03-01", "2026-03-02", "2026-03-02 14:30", "2026-07-31 23:30", "2026-07-31T11:30Z", "2025-12-31"]
EPOCHS = [1_785_500_000, 1_785_542_400, 1_785_628_800, 1_788_220_800, 1_893_456_000]
COLOURS = ["red", "green", "blue"]


@cache
def picture(colour: str, width: int = 24) -> bytes:
    """A tiny PNG."""
    stream = io.BytesIO()
    Image.new("RGB", (width, 16), colour).save(stream, "PNG")
    return stream.getvalue()


def sentence(chance: Random) -> str:
    """A few words with a stop."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(3, 8))).capitalize() + "."


def captions(*lines: str, ending: str = "vtt") -> bytes:
    """A transcript of these lines, of five seconds each."""
    if ending == "txt":
        return "\n\n".join(f"[0:{n * 5:02}] Mere: {line}" for n, line in enumerate(lines)).encode()
    head, point = ("WEBVTT\n\n", ".") if ending == "vtt" else ("", ",")
    cues = (
        f"{n + 1}\n00:00:{n * 5:02}{point}000 --> 00:00:{n * 5 + 5:02}{point}000\n{line}\n\n"
        for n, line in enumerate(lines)
    )
    return (head + "".join(cues)).encode()


def text(front: str, body: str = "Words.") -> bytes:
    return f"---\n{front.strip()}\n---\n\n{body}\n".encode()


def portal() -> Files:
    """The portal before any change."""
    lines = ("Kia ora koutou katoa.", "We read with the whānau every day.", "And then the river rose.", "It was fun.")
    files = {
        "content/portal.yaml": b"title: Learning together\nurl: https://portal.example.org/\nlicence: CC BY 4.0\n",
        f"{KOWHAI}/cluster.yaml": (
            "title: K\u014dwhai cluster\nsummary: Two schools.\nbrand: '#1a6b54'\nvideo_help: pages/help.md\n"
            "logo: logo.png\nschools:\n- {name: Kea School, aliases: [Kea], description: By the river.}\n- Tūī School\n"
            "goals: [Reading for pleasure, Whānau engagement]\nphases: [Scanning, Focusing, Taking action]\n"
            "consent: {required: yes, due_days: 30}\n"
        ).encode(),
        f"{KOWHAI}/tags.yaml": (
            "- {name: Literacy, description: Words.}\n- {name: Reading, broader: Literacy, aliases: [readers]}\n"
            "- {name: Whānau, aliases: [families]}\n- {name: Garden, aliases: [māra]}\n"
        ).encode(),
        f"{KOWHAI}/logo.png": picture("blue"),
        f"{KOWHAI}/index.md": text("title: Nau mai", "Welcome. See [the study](case-studies/garden.md#what-changed)."),
        f"{KOWHAI}/case-studies/garden.md": text(
            "title: The garden\nsummary: What grew.\ndate: 2026-03-02\ntags: [garden, Reading]\nschools: [Kea School]\n"
            "goals: [Reading for pleasure]\nphase: Scanning\nimage: {src: bed.png, alt: A bed}\nfeatured: yes\n"
            "downloads: [{file: rubric.txt, title: Our rubric}]\naliases: [old-garden]\nrelated: [river.md]",
            "## What changed\n\nThe pupils asked. [The film](../videos/kea.md#t=5).\n\n"
            "> And then the river rose.\n> — [Mere](../videos/kea.md)\n\n![A bed](bed.png)\n\n## What next\n\nMore.",
        ),
        f"{KOWHAI}/case-studies/river.md": text(
            "title: The river\nsummary: What rose.\ndate: 2026-03-02\ntags: [Whānau, trust]\nschools: [Tūī School]\n"
            "phase: Focusing\nfollows: garden.md\npeople: [{name: Mere, consent: {reference: file 1, "
            "until: 2026-08-30}}]",
            "Water. [What changed](garden.md#what-changed) there.\n\n[The rubric](rubric.txt)",
        ),
        f"{KOWHAI}/case-studies/picnic/index.md": text(
            "title: A picnic\nsummary: What was eaten.\ndate: 2026-03-01\ntags: [Whānau]\ngoals: Whānau engagement\n"
            "schools: [Kea School, Tūī School]\nfollows: ../river.md\nimage: {src: cake.png, alt: A cake}",
            "Cake, and [help](../../pages/help.md).",
        ),
        f"{KOWHAI}/case-studies/picnic/cake.png": picture("red"),
        f"{KOWHAI}/case-studies/later.md": text(
            "title: Later\nsummary: Not yet.\ndate: 2026-03-01\npublish: 2026-08-01\ntags: [trust]"
        ),
        f"{KOWHAI}/case-studies/hidden.md": text("title: Hidden\nsummary: Not yet.\ndraft: yes\ntags: [secret]"),
        f"{KOWHAI}/case-studies/bed.png": picture("green"),
        f"{KOWHAI}/case-studies/rubric.txt": b"Good, better.\n",
        f"{KOWHAI}/videos/kea.md": text(
            "title: A kea speaks\nsummary: A bird.\ndate: 2026-02-01\ntags: [Reading]\nduration: '0:20'\n"
            "video: https://www.youtube.com/watch?v=dQw4w9WgXcQ\nposter: kea.png\n"
            "segments:\n- {start: '0:05', end: '0:10', tags: [Whānau]}\n- {start: '0:10', goals: [Whānau engagement]}"
        ),
        f"{KOWHAI}/videos/kea.vtt": captions(*lines),
        f"{KOWHAI}/videos/kea.mi.vtt": captions("Kia ora.", "Ka pānui mātou.", "Ka piki te awa.", "Ka pai."),
        f"{KOWHAI}/videos/kea.chapters.vtt": captions("Hello", "Reading", "The river"),
        f"{KOWHAI}/videos/kea.png": picture("red"),
        f"{KOWHAI}/videos/weka.md": text(
            "title: A weka runs\nsummary: Another bird.\ndate: 2026-02-02\ntags: [trust]\nfollows: kea.md",
            "> We are quick.\n> — [Weka](weka.md)\n",
        ),
        f"{KOWHAI}/videos/weka.srt": captions("We run.", "We are quick.", "We hide.", ending="srt"),
        f"{KOWHAI}/videos/moa.md": text("title: A moa\nsummary: A large bird.\nschools: Kea School"),
        f"{KOWHAI}/videos/moa.txt": captions("It was large.", "It is gone.", ending="txt"),
        f"{KOWHAI}/pages/about.md": text("title: About\norder: 1", "## Who\n\nTwo schools.[^1]\n\n[^1]: So far."),
        f"{KOWHAI}/pages/help.md": text("title: Help\nparent: about.md", "See [who](about.md#who)."),
        f"{KOWHAI}/pages/over.md": text("title: Over\nexpires: 2026-08-02\nparent: help.md"),
        f"{KOWHAI}/events/night.md": text(
            "title: Reading night\nsummary: Bring a book.\nstart: 2026-08-14 18:00\nend: 2026-08-14 20:00\n"
            "location: Kea School\ntags: [Reading]"
        ),
        f"{KOWHAI}/schools/kea-school.md": text("title: Kea School\nsummary: By the river.", "Birds."),
        f"{RATA}/cluster.yaml": "title: Rātā cluster\nschools: [Weka School]\ngoals: [Maths talk]\n".encode(),
        f"{RATA}/index.md": text("title: Rātā"),
        f"{RATA}/case-studies/numbers.md": text(
            "title: Numbers\nsummary: What counts.\ndate: 2026-03-01\ntags: [number talks]\ngoals: [Maths talk]"
        ),
        f"{RATA}/videos/hoiho.md": text("title: A hoiho\nsummary: It swims.\ntags: [number talks]"),
        f"{RATA}/videos/hoiho.vtt": captions("It swims.", "It counts."),
    }
    return {path: content if isinstance(content, bytes) else content.encode() for path, content in files.items()}
