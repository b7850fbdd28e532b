"""Whatever an author types, `check` answers with diagnostics: to text that is almost right, and to noise."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.build.pipeline import check
from generator.build.run import BuildOptions
from generator.core.diagnostics import Diagnostic
from tests.conftest import CLUSTER_YAML, PORTAL_YAML

KEYS = st.sampled_from(
    "title summary date updated tags schools goals levels areas phase image related draft publish expires people "
    "consent licence lang aliases slug downloads featured video duration poster chapters descriptions start end "
    "location online parent order follows titel".split()
)
ODD = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
VALUES = st.one_of(
    ODD,
    st.sampled_from(
        ["", "~", "null", "yes", "[]", "{}", "[a, b]", "[[a], {b: c}]", "{src: a.jpg, alt: b}", "'", '"', "*a", "&a b"]
    ),
    st.sampled_from(
        ["2026-03-01", "2026-13-45", "0000-00-00", "9999-12-31", "2026-03-01 25:61", "12:30", "-1", "1e999"]
    ),
    st.sampled_from(
        ["../../../etc/passwd", "/etc/passwd", "study.md", "https://[", "//x", "a\\b", "%00", "https://x/a.mp4"]
    ),
    st.lists(st.sampled_from(["literacy", "whānau", "Kea School", "", "x: y", "!!int 3"]), max_size=4).map(
        lambda items: "[" + ", ".join(items) + "]"
    ),
)
FRONT_MATTER = st.lists(st.tuples(KEYS, VALUES), max_size=8).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
MARKS = st.sampled_from(
    "# ## - * _ ** ` ``` > | --- [ ] ( ) ![ ]( [^1] [^1]: !!! :: {: } <b> </b> <!-- --> <a <script> &lt; &#0; &amp \\ "
    "https://x.org a.md#t=83 kea.jpg ~~ *[HTML]: — “ ” \t \u202e \x0b \u2028".split(" ")
)
BODY = st.lists(st.one_of(MARKS, ODD, st.sampled_from(["\n", "\n\n", "    ", " "])), max_size=40).map("".join)
TIMES = st.sampled_from(
    ["00:01.000", "00:00:02,500", "1:2", "99:99:99.999", "-1", "00:00:00.000", "999999999999:00:00.000", "x"]
)
CAPTIONS = st.lists(
    st.one_of(
        st.tuples(TIMES, TIMES).map(lambda pair: f"{pair[0]} --> {pair[1]} align:start\n"),
        ODD,
        st.sampled_from(
            ["WEBVTT\n", "\n", "\n\n", "NOTE x\n", "STYLE\n", "<v Mere>Kia ora</v>", "Mere: Kia ora\n", "1\n"]
        ),
    ),
    max_size=25,
).map("".join)


def _check(files: dict[str, str | bytes]) -> tuple[Diagnostic, ...]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, content in {
            "content/portal.yaml": PORTAL_YAML,
            "content/kowhai/cluster.yaml": CLUSTER_YAML,
            **files,
        }.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        result = check(BuildOptions(root=root, output=root / "output", jobs=1))
        assert not (root / "output").exists()
    for diagnostic in result.diagnostics:
        assert diagnostic.message
        assert diagnostic.message.isprintable()
        assert diagnostic.span.path.startswith("content/")
        assert diagnostic.span.line >= 0
        assert diagnostic.code.startswith("E")
        assert not diagnostic.code.startswith("E9"), diagnostic
    return tuple(result.diagnostics)


UNHURRIED = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(front_matter=FRONT_MATTER, kind=st.sampled_from(["case-studies", "videos", "pages", "events", "schools"]))
def test_any_front_matter(front_matter: str, kind: str) -> None:
    _check({f"content/kowhai/{kind}/kea.md": f"---\n{front_matter}---\n\nKia ora.\n"})


@UNHURRIED
@given(body=BODY)
def test_any_markdown(body: str) -> None:
    _check({"content/kowhai/case-studies/kea.md": f"---\ntitle: Kea\nsummary: A bird.\n---\n{body}"})


@UNHURRIED
@given(captions=CAPTIONS, ending=st.sampled_from(["vtt", "srt", "txt", "mi.vtt"]))
def test_any_transcript(captions: str, ending: str) -> None:
    _check(
        {
            "content/kowhai/videos/kea.md": "---\ntitle: Kea\nsummary: A bird.\n---\n",
            f"content/kowhai/videos/kea.{ending}": captions,
        }
    )


@UNHURRIED
@given(
    data=st.binary(max_size=300), name=st.sampled_from(["videos/kea.md", "videos/kea.vtt", "cluster.yaml", "tags.yaml"])
)
def test_any_bytes(data: bytes, name: str) -> None:
    _check({"content/kowhai/videos/kea.md": "---\ntitle: Kea\n---\n", f"content/kowhai/{name}": data})


@UNHURRIED
@given(text=FRONT_MATTER)
def test_any_configuration(text: str) -> None:
    _check({"content/kowhai/cluster.yaml": f"title: Kōwhai\n{text}", "content/portal.yaml": f"title: Portal\n{text}"})
