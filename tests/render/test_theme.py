"""Loading a theme from its layers, and the style sheet of a brand."""

from __future__ import annotations

import pickle

import pytest

from generator.core.diagnostics import Severity, Span
from generator.render.contract import PARTIALS, TEMPLATES
from generator.render.theme import base_key, colour_names, load_theme, theme_parent
from tests.render.themes import changed_theme, default_files, default_theme

LAYERS = [("default", default_files())]


def test_the_default_theme_loads_without_a_word() -> None:
    theme = default_theme()
    assert theme.name == "default"
    assert {name for name, _ in (*TEMPLATES, *PARTIALS)} <= set(theme.templates)
    assert theme.places["base.html"] == "themes/default/templates/base.html"
    assert theme.assets["assets/site.css"] == default_files()["assets/site.css"]


def test_a_theme_can_be_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(default_theme())) == default_theme()


def test_the_first_layer_that_has_a_file_wins() -> None:
    theme = changed_theme(
        {"templates/404.html": "ours", "assets/site.css": b"body {}", "strings/mi.yaml": "home: Kei te kāinga"}
    )
    assert theme.name == "ours"
    assert theme.templates["404.html"] == "ours"
    assert theme.places["404.html"] == "themes/ours/templates/404.html"
    assert theme.places["base.html"] == "themes/default/templates/base.html"
    assert theme.assets["assets/site.css"] == b"body {}"
    assert theme.strings["mi"]["home"] == "Kei te kāinga"
    assert theme.strings["mi"]["next"] == default_theme().strings["mi"]["next"]


def test_a_theme_names_its_parent() -> None:
    assert theme_parent({"theme.yaml": b"title: Ours\ninherits: default\n"}) == "default"
    assert theme_parent({}) == ""
    assert theme_parent({"theme.yaml": b"["}) == ""


def test_a_theme_without_templates_is_told_which() -> None:
    theme, problems = load_theme([("ours", {"theme.yaml": b"title: Ours"})])
    assert theme is None
    assert {problem.code for problem in problems} == {"E402"}
    assert len(problems) == len(TEMPLATES) + len(PARTIALS)
    assert problems[0].span.path.startswith("themes/ours/templates/")


def test_no_layers_are_no_theme() -> None:
    theme, problems = load_theme([])
    assert theme is None
    assert [problem.code for problem in problems] == ["E417"]


@pytest.mark.parametrize(
    ("path", "data", "line"),
    [
        ("templates/404.html", b"line\n\xff", 2),
        ("strings/mi.yaml", b"home: [", 1),
        ("theme.yaml", b"title: a\ninherits: {a: b}", 2),
    ],
)
def test_files_that_cannot_be_read_are_told(path: str, data: bytes, line: int) -> None:
    theme, problems = load_theme([("ours", {path: data}), *LAYERS])
    assert theme is None
    assert [(problem.code, problem.span.path, problem.span.line) for problem in problems] == [
        ("E401", f"themes/ours/{path}", line)
    ]


def test_a_byte_order_mark_and_windows_lines_do_not_matter() -> None:
    theme = changed_theme({"templates/404.html": b"\xef\xbb\xbfa\r\nb"})
    assert theme.templates["404.html"] == "a\nb"


def test_a_placeholder_that_english_does_not_have() -> None:
    _, problems = load_theme([("ours", {"strings/mi.yaml": b"watch_from: Mai i te {tima}"}), *LAYERS])
    assert [(problem.code, problem.span) for problem in problems] == [
        ("E414", Span("themes/ours/strings/mi.yaml", 1, 1, 10))
    ]
    assert "{tima}" in problems[0].message


def test_the_portal_replaces_words() -> None:
    theme, problems = load_theme(
        LAYERS, strings={"home": "Start", "mi/next": "Haere tonu", "entries": "{count} things"}
    )
    assert problems == ()
    assert theme is not None
    assert (theme.strings["en-NZ"]["home"], theme.strings["mi"]["home"]) == ("Start", "Start")
    assert theme.strings["mi"]["next"] == "Haere tonu"
    assert theme.strings["en-NZ"]["next"] == "Next"
    assert theme.strings["en-NZ"]["entries.one"] == theme.strings["en-NZ"]["entries.other"] == "{count} things"
    assert theme.digest != default_theme().digest


def test_words_that_are_not_there_cannot_be_replaced() -> None:
    span = Span("content/portal.yaml", 7, 3)
    theme, problems = load_theme(LAYERS, strings={"hom": "Start"}, spans={"strings.hom": span})
    assert theme is not None
    assert [(problem.code, problem.severity, problem.span) for problem in problems] == [
        ("E413", Severity.WARNING, span)
    ]
    assert problems[0].hint == "Did you mean `home`?"


def test_replaced_words_keep_to_the_placeholders() -> None:
    theme, problems = load_theme(LAYERS, strings={"watch_from": "Von {zeit}"})
    assert theme is None
    assert [problem.code for problem in problems] == ["E414"]


def test_the_portal_replaces_colours() -> None:
    theme, problems = load_theme(LAYERS, colours={"paper": "#FFF", "dark-paper": "#101010", "--ink": "#222222"})
    assert problems == ()
    assert theme is not None
    assert theme.colours == {"paper": "#ffffff", "dark-paper": "#101010", "ink": "#222222"}


def test_a_colour_that_is_none_is_an_error_and_one_that_is_unknown_a_warning() -> None:
    theme, problems = load_theme(LAYERS, colours={"paper": "red;}", "papr": "#ffffff"})
    assert theme is None
    assert [(problem.code, problem.severity) for problem in problems] == [
        ("E411", Severity.ERROR),
        ("E412", Severity.WARNING),
    ]
    assert problems[1].hint == "Did you mean `paper`?"


def test_the_digest_covers_all_that_pages_show() -> None:
    digests = {
        default_theme().digest,
        changed_theme({"templates/404.html": "ours"}).digest,
        changed_theme({"assets/site.css": "ours"}).digest,
        changed_theme({"strings/mi.yaml": "home: ours"}).digest,
    }
    assert len(digests) == 4


def test_colour_names_are_those_of_the_style_sheet() -> None:
    assert colour_names(b":root { --paper: #fff; --dark-ink:#000 } a { color: var(--ink) }") == ("dark-ink", "paper")


def test_forms_of_a_plural_belong_to_one_key() -> None:
    assert [base_key(key) for key in ("entries.other", "home", "a.b", ".other")] == ["entries", "home", "a.b", ""]
