"""Make the sample video, its captions, chapters, descriptions and poster from ``script.yaml``.

Run by hand, never by a build: ``.venv/bin/python docs/sample-video/make.py``. See README.md beside this file.
"""

from __future__ import annotations

import array
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path
from typing import Any

import slides
import yaml
from PIL import Image

HERE = Path(__file__).resolve().parent
VIDEOS = HERE.parents[1] / "content" / "guide" / "videos"
NAME = "how-to-use-this-portal"

WIDTH, HEIGHT, FRAMES_A_SECOND = 960, 540, 10
KEY_FRAME_EVERY = 3.0  # seconds, at most: a player can begin anywhere without delay

RATE = 22050  # samples a second, as espeak-ng gives them
VOICES = {"en": "en-gb-x-rp", "mi": "mi"}
SPEAKING = ["-s", "145", "-p", "42", "-a", "50", "-g", "1"]  # words a minute, pitch, loudness, gap between words
LOUDNESS = 2900  # the mean of a sentence, of 32,768: the voices differ, and a listener should not hear it
# Takes the rumble, the sharpness and the highest peaks out of the voice.
SOUND = "highpass=f=70,equalizer=f=3300:t=q:w=1:g=-4,lowpass=f=7000,alimiter=limit=0.7:attack=5:release=80:level=0"
SILENT = 120  # of 32,768: what is weaker at either end of a sentence is no speech

# Pauses, in seconds.
BEFORE_ALL, BETWEEN_SENTENCES, BETWEEN_CHAPTERS, AFTER_ALL = 0.8, 0.55, 1.1, 0.4
SLIDE_EARLY = 0.3  # a slide comes before its sentence
POINTER_TIME, RING_TIME = 0.7, 0.5


@dataclass(frozen=True)
class Said:
    """A sentence with its time in the video, in seconds."""

    text: str
    maori: str
    start: float
    end: float


@dataclass(frozen=True)
class Shown:
    """A slide from a moment on."""

    name: str
    chapter: int  # from 1
    start: float


def speak(sentence: dict[str, Any]) -> array.array[int]:
    """Return the samples of one spoken sentence, without silence at its ends."""
    words = sentence.get("voice", sentence["text"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sentence.wav"
        voice = VOICES[sentence.get("language", "en")]
        subprocess.run(["espeak-ng", "-v", voice, *SPEAKING, "-w", str(path), words], check=True)  # noqa: S603, S607
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
            samples = array.array("h", file.readframes(file.getnframes()))
    if sys.byteorder == "big":
        samples.byteswap()
    loud = [number for number, sample in enumerate(samples) if abs(sample) > SILENT]
    samples = samples[loud[0] : loud[-1] + 1]
    factor = LOUDNESS / sqrt(sum(sample * sample for sample in samples) / len(samples))
    return array.array("h", (max(-32768, min(32767, round(sample * factor))) for sample in samples))


def record(chapters: list[dict[str, Any]]) -> tuple[array.array[int], list[Said], list[Shown]]:
    """Return the whole voice, the times of its sentences, and the times of the slides."""
    voice = array.array("h", bytes(2 * round(BEFORE_ALL * RATE)))
    said: list[Said] = []
    shown: list[Shown] = []
    for number, chapter in enumerate(chapters, 1):
        if said:
            voice.extend([0] * round((BETWEEN_CHAPTERS - BETWEEN_SENTENCES) * RATE))
        for sentence in chapter["sentences"]:
            text = sentence["text"]
            start = len(voice) / RATE
            voice.extend(speak(sentence))
            end = len(voice) / RATE
            voice.extend([0] * round(BETWEEN_SENTENCES * RATE))
            said.append(Said(text, sentence.get("mi", ""), start, end))
            for slide in sentence["slides"]:
                name, _, word = slide.partition("@")
                moment = start + (end - start) * text.index(word) / len(text) if word else start - SLIDE_EARLY
                if not shown or shown[-1].name != name:
                    shown.append(Shown(name, number, on_grid(moment) if shown else 0.0))
    frames = round((said[-1].end + AFTER_ALL) * FRAMES_A_SECOND)
    length = frames * RATE // FRAMES_A_SECOND
    voice.extend([0] * max(0, length - len(voice)))
    return voice[:length], said, shown


def on_grid(moment: float) -> float:
    """Return the moment of the nearest frame."""
    return round(moment * FRAMES_A_SECOND) / FRAMES_A_SECOND


def frames(titles: list[str], shown: list[Shown], count: int) -> Iterator[bytes]:
    """Yield each frame's pixels. The pointer glides to its place and presses there."""
    drawn: dict[tuple[object, ...], bytes] = {}
    place: tuple[float, float] | None = None
    for index, now in enumerate(shown):
        slide = slides.SLIDES[now.name]
        first = round(now.start * FRAMES_A_SECOND)
        last = round(shown[index + 1].start * FRAMES_A_SECOND) if index + 1 < len(shown) else count
        goal = slide.pointer
        came_from = place or (goal and (goal[0] + 110, goal[1] + 90))
        for frame in range(first, last):
            seconds = (frame - first) / FRAMES_A_SECOND
            if goal and came_from:
                part = min(1.0, seconds / POINTER_TIME)
                part = part * part * (3 - 2 * part)
                place = (
                    round(came_from[0] + (goal[0] - came_from[0]) * part),
                    round(came_from[1] + (goal[1] - came_from[1]) * part),
                )
            else:
                place = None
            ring = slide.pressed and seconds < RING_TIME
            key = (now.name, now.chapter, place, ring)
            if key not in drawn:
                canvas = slides.draw(now.name, titles[now.chapter - 1], now.chapter, len(titles), place, ring=ring)
                drawn[key] = canvas.finished(WIDTH, HEIGHT).tobytes()
            yield drawn[key]


def key_moments(shown: list[Shown], duration: float) -> list[float]:
    """Return when key frames are due: where the picture changes as a whole, and often enough between."""
    # Slides of one family (`find`, `find-found`) differ little, so that no key frame is needed between them.
    starts = [
        now.start
        for before, now in zip([None, *shown], shown, strict=False)
        if before is None or before.name.split("-")[0] != now.name.split("-")[0] or before.chapter != now.chapter
    ]
    moments = []
    for start, end in zip(starts, [*starts[1:], duration], strict=True):
        parts = ceil((end - start) / KEY_FRAME_EVERY)
        moments += [on_grid(start + (end - start) * part / parts) for part in range(parts)]
    return moments


def encode(voice: array.array[int], titles: list[str], shown: list[Shown], target: Path, title: str) -> float:
    """Write the video; return its length in seconds."""
    count = len(voice) * FRAMES_A_SECOND // RATE
    duration = count / FRAMES_A_SECOND
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "voice.wav"
        with wave.open(str(sound), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(voice.tobytes())
        # Flat drawings stay sharp at a coarse setting; the offset keeps the warmth of the paper.
        # fmt: off
        command = [
            "ffmpeg", "-v", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(FRAMES_A_SECOND), "-i", "-",
            "-i", str(sound), "-map", "0:v", "-map", "1:a", "-map_metadata", "-1", "-metadata", f"title={title}",
            "-vf", "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd", "-pix_fmt", "yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            "-c:v", "libx264", "-profile:v", "main", "-preset", "veryslow", "-tune", "animation", "-crf", "40",
            "-x264-params", "scenecut=0:keyint=1000:min-keyint=1:chroma-qp-offset=-12",
            "-force_key_frames", ",".join(f"{moment:.1f}" for moment in key_moments(shown, duration)),
            "-af", SOUND, "-c:a", "aac", "-ar", "16000", "-b:a", "18k",
            "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
            "-movflags", "+faststart", str(target),
        ]
        # fmt: on
        with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:  # noqa: S603
            assert ffmpeg.stdin is not None
            for frame in frames(titles, shown, count):
                ffmpeg.stdin.write(frame)
            ffmpeg.stdin.close()
        if ffmpeg.returncode:
            raise SystemExit("ffmpeg could not make the video: see above.")
    return duration


def clock(seconds: float) -> str:
    """Return a time as captions have it."""
    thousandths = round(seconds * 1000)
    return f"00:{thousandths // 60000:02}:{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"


def write_captions(ending: str, cues: list[tuple[float, float, str]], *notes: str) -> None:
    """Write a WebVTT file beside the video."""
    blocks = ["WEBVTT", *(f"NOTE {note}" for note in ("Made by docs/sample-video/make.py.", *notes))]
    blocks += [f"{clock(start)} --> {clock(end)}\n{text}" for start, end, text in cues]
    (VIDEOS / f"{NAME}.{ending}").write_text("\n\n".join(blocks) + "\n", encoding="utf-8", newline="\n")


def until_next(starts: list[tuple[float, str]], duration: float) -> list[tuple[float, float, str]]:
    """Return cues that each last until the next one begins."""
    ends = [start for start, _ in starts[1:]] + [duration]
    return [(start, end, text) for (start, text), end in zip(starts, ends, strict=True)]


def main() -> None:
    """Make everything anew."""
    script = yaml.safe_load((HERE / "script.yaml").read_text(encoding="utf-8"))
    chapters, descriptions = script["chapters"], script["descriptions"]
    titles = [chapter["title"] for chapter in chapters]
    voice, said, shown = record(chapters)
    VIDEOS.mkdir(parents=True, exist_ok=True)
    duration = encode(voice, titles, shown, VIDEOS / f"{NAME}.mp4", script["title"])

    write_captions("vtt", [(cue.start, cue.end, cue.text) for cue in said])
    write_captions(
        "mi.vtt",
        [(cue.start, cue.end, cue.maori) for cue in said if cue.maori],
        "Short forms of what is said. They need a fluent reader's eye before anybody builds on them.",
    )
    begins = {number: next(now.start for now in shown if now.chapter == number) for number in range(1, len(titles) + 1)}
    write_captions("chapters.vtt", until_next([(begins[n], t) for n, t in enumerate(titles, 1)], duration))
    described = [(now.start, descriptions[now.name]) for now in shown if now.name in descriptions]
    write_captions("descriptions.vtt", until_next(described, duration))

    poster: Image.Image = slides.draw("title", titles[0], 1, len(titles)).finished(WIDTH, HEIGHT)
    poster.save(VIDEOS / f"{NAME}.jpg", quality=86, optimize=True)
    size = (VIDEOS / f"{NAME}.mp4").stat().st_size
    print(f"{NAME}.mp4: {duration:.1f} s, {size / 1000:.0f} kB, {len(said)} captions, {len(shown)} slides")


if __name__ == "__main__":
    main()
