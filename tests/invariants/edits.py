"""Changes to a portal as authors make them, each chosen by a number.

``EDITS`` names them. Each takes the files as they are and a ``Random``, and returns the files to write, with ``None``
for those to delete. Any change may leave errors: the next ones may mend them, or not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from random import Random

from tests.invariants.portals import (
    COLOURS,
    DATES,
    GOALS,
    KOWHAI,
    PHASES,
    RATA,
    SCHOOLS,
    TAGS,
    WORDS,
    Files,
    captions,
    picture,
    portal,
    sentence,
    text,
)

Edit = Callable[[Mapping[str, bytes], Random], Mapping[str, bytes | None]]


# --- front matter --------------------------------------------------------------------------------------------------


def _parts(content: bytes) -> tuple[list[str], str]:
    front, _, body = content.decode().removeprefix("---\n").partition("\n---\n")
    return front.split("\n"), body


def _joined(front: list[str], body: str) -> bytes:
    return ("---\n" + "\n".join(front) + "\n---\n" + body).encode()


def _with(content: bytes, key: str, value: str | None) -> bytes:
    """The entry with another value of a key, or without the key."""
    front, body = _parts(content)
    kept: list[str] = []
    skipping = False
    for line in front:
        if not line.startswith(("-", " ")):
            skipping = line.startswith(f"{key}:")
        if not skipping:
            kept.append(line)
    return _joined([*kept, *([f"{key}: {value}"] if value is not None else [])], body)


def _entries(files: Mapping[str, bytes]) -> list[str]:
    return sorted(path for path in files if path.endswith(".md"))


def _listed(files: Mapping[str, bytes]) -> list[str]:
    """All entries but the front pages of clusters, which are in no list."""
    return [path for path in _entries(files) if path.count("/") > 2]


def _any(files: Mapping[str, bytes], chance: Random, *parts: str) -> str:
    """One of the files whose path contains one of these, or "" where there is none."""
    found = sorted(path for path in files if any(part in path for part in parts))
    return chance.choice(found) if found else ""


def _some(chance: Random, names: list[str], most: int = 3) -> str:
    return "[" + ", ".join(chance.sample(names, chance.randint(0, min(most, len(names))))) + "]"


def _set(key: str, *values: str | None, only: str = ".md") -> Edit:
    """A change of one key to one of the values."""

    def edit(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
        path = chance.choice([name for name in _listed(files) if only in name] or [""])
        return {path: _with(files[path], key, chance.choice(values))} if path else {}

    return edit


# --- changes of entries --------------------------------------------------------------------------------------------


def _body(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    path = chance.choice(_entries(files) or [""])
    if not path:
        return {}
    front, body = _parts(files[path])
    return {path: _joined(front, f"{body}\n{sentence(chance)}\n")}


def _shorten(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    path = chance.choice(_entries(files) or [""])
    if not path:
        return {}
    front, body = _parts(files[path])
    blocks = body.split("\n\n")
    if len(blocks) > 1:
        del blocks[chance.randrange(len(blocks))]
    return {path: _joined(front, "\n\n".join(blocks))}


def _piece(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """Add a heading, a link, a quote or a picture."""
    path = chance.choice(_entries(files) or [""])
    if not path:
        return {}
    front, body = _parts(files[path])
    up = "../" * (path.count("/") - 2)
    piece = chance.choice(
        [
            f"## {chance.choice(WORDS).title()}",
            f"[a study]({up}case-studies/garden.md#what-changed)",
            f"[a moment]({up}videos/kea.md#t={chance.choice([5, 10, 99])})",
            f"[a page]({up}pages/about.md)",
            f"![a picture]({up}case-studies/bed.png)",
            f"[a file]({up}case-studies/rubric.txt)",
            f"> We read with the whānau every day.\n> — [Mere]({up}videos/kea.md)",
            f"> It was large.\n> — [Moa]({up}videos/moa.md)",
            f"{up}videos/kea.md",
            f"[nowhere]({up}pages/nowhere.md)",
        ]
    )
    blocks = body.rstrip("\n").split("\n\n")
    blocks.insert(chance.randint(1, len(blocks)), piece)
    return {path: _joined(front, "\n\n".join(blocks) + "\n")}


def _title(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    path = chance.choice(_entries(files) or [""])
    key = chance.choice(["title", "title", "summary"])
    return {path: _with(files[path], key, sentence(chance).rstrip("."))} if path else {}


def _tags(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    path = chance.choice(_listed(files) or [""])
    key, names = chance.choice([("tags", TAGS), ("tags", TAGS), ("schools", SCHOOLS), ("goals", GOALS)])
    return {path: _with(files[path], key, _some(chance, names))} if path else {}


def _new(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    name = f"{chance.choice([KOWHAI, KOWHAI, RATA])}/{chance.choice(['case-studies', 'videos', 'pages', 'schools'])}"
    path = f"{name}/{chance.choice(WORDS[:4])}{chance.choice(['', '', '/index'])}.md"
    front = (
        f"title: {sentence(chance)[:-1]}\nsummary: New.\ndate: {chance.choice(DATES)}\ntags: {_some(chance, TAGS[:3])}"
    )
    return {path: text(front, sentence(chance))}


def _delete(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    path = chance.choice(_entries(files) or [""])
    return {path: None} if path else {}


def _beside(files: Mapping[str, bytes], path: str) -> list[str]:
    stem = path.removesuffix("md")
    return [name for name in files if name.startswith(stem)]


def _rename(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """Another name, with what lies beside it, or without."""
    path = chance.choice([name for name in _entries(files) if not name.endswith("index.md")] or [""])
    if not path:
        return {}
    moved = _beside(files, path) if chance.random() < 0.7 else [path]
    stem = path.removesuffix(".md")
    new = f"{stem}-2" if not stem.endswith("-2") else stem[:-2]
    return dict.fromkeys(moved) | {new + name.removeprefix(stem): files[name] for name in moved}


def _move(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """To the folder of another kind, or to the other cluster, or into a folder of its own."""
    path = chance.choice([name for name in _entries(files) if not name.endswith("index.md")] or [""])
    if not path:
        return {}
    parts = path.split("/")
    way = chance.random()
    if way < 0.5:
        parts[2] = chance.choice(["case-studies", "videos", "pages"])
    elif way < 0.75:
        parts[1] = "rata" if parts[1] == "kowhai" else "kowhai"
    else:
        parts[-1:] = [parts[-1].removesuffix(".md"), "index.md"]
    new = "/".join(parts)
    return {path: None, new: files[path]} if new != path else {}


def _unfold(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """Out of its own folder; or twice, in it and beside it."""
    found = [path for path in _entries(files) if path.count("/") == 4 and path.endswith("/index.md")]
    if not found:
        return {}
    path = chance.choice(found)
    new = path.removesuffix("/index.md") + ".md"
    other: dict[str, bytes | None] = {new: _with(files[path], "title", "Beside its folder")}
    return other if chance.random() < 0.5 else {path: None, **other}


def _break(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """Something that is an error."""
    path = chance.choice(_entries(files) or [""])
    if not path:
        return {}
    key, value = chance.choice([("date", "2026-13-45"), ("titel", "Oops"), ("tags", "{a: b}"), ("slug", "!!")])
    return {path: _with(files[path], key, value)}


def _mend(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """Everything as it was at first, but for what was added; or all of it."""
    first = portal()
    gone: dict[str, bytes | None] = {path: None for path in files if path not in first and chance.random() < 0.6}
    return {**gone, **{path: content for path, content in first.items() if files.get(path) != content}}


# --- changes of what lies beside them ------------------------------------------------------------------------------


def _transcript(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    path = _any(files, chance, ".vtt", ".srt", "moa.txt")
    if not path:
        return {}
    return {path: files[path].rstrip(b"\n") + b" " + sentence(chance).encode() + b"\n"}


def _captions(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """A transcript comes, or goes, or is another."""
    stem = f"{KOWHAI}/videos/{chance.choice(['kea', 'weka', 'moa'])}"
    middle, ending = chance.choice(["", "", ".mi", ".chapters", ".fr"]), chance.choice(["vtt", "vtt", "srt", "txt"])
    path = f"{stem}{middle}.{ending}"
    if path in files and chance.random() < 0.6:
        return {path: None}
    lines = ["Kia ora koutou katoa.", "We are quick.", "It was large.", sentence(chance), sentence(chance)]
    return {path: captions(*chance.sample(lines, chance.randint(1, 5)), ending=ending)}


def _picture(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    path = _any(files, chance, ".png", "rubric.txt") or f"{KOWHAI}/case-studies/bed.png"
    if chance.random() < 0.25 and path in files:
        return {path: None}
    content = picture(chance.choice(COLOURS), chance.choice([24, 30])) if ".png" in path else sentence(chance).encode()
    return {path: content}


def _restore(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """A file that is not there any more comes back."""
    gone = [path for path in portal() if path not in files]
    return {path: portal()[path] for path in chance.sample(gone, min(len(gone), 2))}


# --- changes of the settings ---------------------------------------------------------------------------------------


def _yaml(path: str, key: str, *values: str | None) -> Edit:
    """A change of one key of a file of settings."""

    def edit(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
        if path not in files:
            return {path: portal()[path]}
        kept: list[str] = []
        skipping = False
        for line in files[path].decode().splitlines():
            if not line.startswith(("-", " ")):
                skipping = line.startswith(f"{key}:")
            if not skipping:
                kept.append(line)
        value = chance.choice(values)
        return {path: "".join(f"{line}\n" for line in [*kept, *([f"{key}: {value}"] if value else [])]).encode()}

    return edit


def _vocabulary(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    terms = [
        "- {name: Literacy, description: Words.}",
        "- {name: Literacy, description: Other words.}",
        "- {name: Reading, broader: Literacy, aliases: [readers]}",
        "- {name: Reading books, aliases: [reading]}",
        "- {name: Whānau, aliases: [families, trust]}",
        "- {name: Garden, aliases: [māra], broader: Whānau}",
        "- trust",
    ]
    path = f"{chance.choice([KOWHAI, KOWHAI, RATA])}/tags.yaml"
    if path in files and chance.random() < 0.15:
        return {path: None}
    return {path: "".join(f"{term}\n" for term in chance.sample(terms, chance.randint(1, 5))).encode()}


THEME = {
    "themes/ours/theme.yaml": b"title: Ours\nauthor: us\nlicence: MIT\ninherits: default\n",
    "themes/ours/strings/en-NZ.yaml": b"missing: Not here\n",
    "themes/ours/assets/extra.css": b"p { margin: 0 }\n",
}


def _theme(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """The portal's own theme comes, changes or goes."""
    there = "themes/ours/theme.yaml" in files
    portal_yaml = files.get("content/portal.yaml", b"title: Learning together\n")
    plain = re.sub(rb"(?m)^theme:.*\n", b"", portal_yaml)
    way = chance.random()
    if not there:
        return {**THEME, "content/portal.yaml": plain + b"theme: ours\n"}
    if way < 0.25:
        gone: dict[str, bytes | None] = {path: None for path in files if path.startswith("themes/")}
        return {**gone, "content/portal.yaml": plain}
    if way < 0.5:
        template = "themes/ours/templates/404.html"
        if template in files:
            return {template: None}
        words = sentence(chance)
        return {template: f'{{% extends "base.html" %}}{{% block content %}}<h1>{words}</h1>{{% endblock %}}'.encode()}
    if way < 0.75:
        return {"themes/ours/strings/en-NZ.yaml": f"missing: {sentence(chance)[:-1]}\n".encode()}
    return {"themes/ours/assets/extra.css": f"p {{ margin: {chance.randint(0, 9)}px }}\n".encode()}


def _nothing(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """Files are saved as they are."""
    return {path: files[path] for path in chance.sample(sorted(files), min(len(files), 4))}


def _several(files: Mapping[str, bytes], chance: Random) -> Mapping[str, bytes | None]:
    """Two or three changes at once."""
    after, result = dict(files), dict[str, bytes | None]()
    for name in chance.choices(sorted(set(EDITS) - {"several", "mend"}), k=chance.randint(2, 3)):
        change = EDITS[name](after, chance)
        result.update(change)
        after = applied(after, change)
    return result


def applied(files: Mapping[str, bytes], change: Mapping[str, bytes | None]) -> Files:
    """Return the files after a change."""
    return {path: content for path, content in {**files, **change}.items() if content is not None}


PORTAL_YAML = "content/portal.yaml"
EDITS: dict[str, Edit] = {
    "body": _body,
    "shorten": _shorten,
    "piece": _piece,
    "title": _title,
    "tags": _tags,
    "date": _set("date", *DATES, None),
    "updated": _set("updated", "2026-06-01", "2026-07-31 23:30", None),
    "slug": _set("slug", "other", "garden", "kea-bird", None),
    "draft": _set("draft", "yes", None),
    "publish": _set("publish", "2026-08-01", "2027-01-01", None),
    "expires": _set("expires", "2026-08-02", "2026-01-01", None),
    "people": _set("people", "[{role: Teacher}]", "[{name: Mere, consent: file 2}]", None),
    "consent": _set("consent", "{reference: file 3, until: 2026-08-01}", "file 4", None),
    "featured": _set("featured", "yes", None),
    "aliases": _set("aliases", "[old-garden]", "[older, oldest]", "[tags/reading]", None),
    "lang": _set("lang", "mi", "en-GB", None),
    "licence": _set("licence", "CC BY-SA 4.0", None),
    "phase": _set("phase", *PHASES, None, only="case-studies"),
    "levels": _set("levels", "[Years 1–3]", None),
    "follows": _set("follows", "garden.md", "river.md", "../videos/kea.md", None, only="case-studies"),
    "related": _set("related", "[garden.md]", "[river.md, ../videos/kea.md]", None, only="case-studies"),
    "image": _set("image", "{src: bed.png, alt: Bed}", "{src: ../videos/kea.png, alt: Kea}", None, only="case-studies"),
    "downloads": _set("downloads", "[rubric.txt]", "[{file: bed.png, title: Bed}]", None, only="case-studies"),
    "video": _set("video", "https://vimeo.com/123456", "https://example.org/kea.mp4", None, only="videos"),
    "duration": _set("duration", "'0:30'", "'1:05'", None, only="videos"),
    "chapters": _set("chapters", "[{start: '0:05', title: Now}]", None, only="videos"),
    "segments": _set("segments", "[{start: '0:05', tags: [Garden]}]", None, only="videos"),
    "start": _set("start", "2026-08-15 18:00", "2026-09-27", only="events"),
    "parent": _set("parent", "about.md", "help.md", None, only="pages"),
    "order": _set("order", "1", "2", None, only="pages"),
    "new": _new,
    "delete": _delete,
    "rename": _rename,
    "move": _move,
    "unfold": _unfold,
    "break": _break,
    "mend": _mend,
    "restore": _restore,
    "transcript": _transcript,
    "captions": _captions,
    "picture": _picture,
    "cluster title": _yaml(f"{KOWHAI}/cluster.yaml", "title", "Kōwhai", "The kōwhai cluster"),
    "other title": _yaml(f"{RATA}/cluster.yaml", "title", "Rātā", "The rātā cluster"),
    "brand": _yaml(f"{KOWHAI}/cluster.yaml", "brand", "'#1a6b54'", "'#204080'", None),
    "summary": _yaml(f"{KOWHAI}/cluster.yaml", "summary", "Two schools.", "Three schools.", None),
    "notice": _yaml(f"{KOWHAI}/cluster.yaml", "notice", "Closed today.", None),
    "schools": _yaml(f"{KOWHAI}/cluster.yaml", "schools", "[Kea School, Tūī School]", "[Tūī School, Kea School, Moa]"),
    "goals": _yaml(f"{KOWHAI}/cluster.yaml", "goals", f"[{GOALS[0]}, {GOALS[1]}]", f"[{', '.join(GOALS[::-1])}]"),
    "phases": _yaml(f"{KOWHAI}/cluster.yaml", "phases", f"[{', '.join(PHASES)}]", f"[{', '.join(PHASES[::-1])}]"),
    "strict": _yaml(f"{KOWHAI}/cluster.yaml", "strict_tags", "yes", None),
    "language": _yaml(f"{KOWHAI}/cluster.yaml", "language", "mi", None),
    "video help": _yaml(f"{KOWHAI}/cluster.yaml", "video_help", "pages/help.md", "pages/about.md", None),
    "logo": _yaml(f"{KOWHAI}/cluster.yaml", "logo", "logo.png", "case-studies/bed.png", None),
    "rules": _yaml(f"{KOWHAI}/cluster.yaml", "consent", "{required: yes, due_days: 30}", "{required: no}", None),
    "cluster address": _yaml(f"{KOWHAI}/cluster.yaml", "url", "https://kowhai.example.org/", None),
    "vocabulary": _vocabulary,
    "portal title": _yaml(PORTAL_YAML, "title", "Learning together", "Ako tahi"),
    "portal summary": _yaml(PORTAL_YAML, "summary", "All of it.", None),
    "address": _yaml(PORTAL_YAML, "url", "https://portal.example.org/", "https://other.example.org/x/", None),
    "portal language": _yaml(PORTAL_YAML, "language", "mi", "en-NZ", None),
    "zone": _yaml(PORTAL_YAML, "timezone", "Europe/London", "Pacific/Auckland", None),
    "portal licence": _yaml(PORTAL_YAML, "licence", "CC BY 4.0", "CC0 1.0", None),
    "strings": _yaml(PORTAL_YAML, "strings", "{home: Front}", None),
    "colours": _yaml(PORTAL_YAML, "colours", "{link: '#204080'}", None),
    "theme name": _yaml(PORTAL_YAML, "theme", "plain", "default", None),
    "theme": _theme,
    "nothing": _nothing,
    "several": _several,
}
"""The changes, by name."""
