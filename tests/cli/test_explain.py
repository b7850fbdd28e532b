from __future__ import annotations

from generator.cli.explain import FAMILIES, explanation_of, table_of
from generator.core.codes import CODES
from generator.core.diagnostics import Code, Severity
from tests.cli.conftest import Portal

EXAMPLE = Code(
    id="E112",
    name="unknown-term",
    severity=Severity.ERROR,
    message="`{value}` is not in the tags vocabulary.",
    hint="",
    explanation="The cluster allows only the tags that its file tags.yaml lists, so that each tag is written in one "
    "way.\n\nAdd the tag there, or use one that is there.",
    wrong="tags: [litracy]\ngoals: [a]",
    right="tags: [literacy]",
)


def test_an_explanation_has_what_it_means_and_wrong_and_right() -> None:
    assert explanation_of(EXAMPLE) == (
        "E112 unknown-term (error)\n"
        "\n"
        "The cluster allows only the tags that its file tags.yaml lists, so that each tag\n"
        "is written in one way.\n"
        "\n"
        "Add the tag there, or use one that is there.\n"
        "\n"
        "Wrong:\n"
        "\n"
        "    tags: [litracy]\n"
        "    goals: [a]\n"
        "\n"
        "Right:\n"
        "\n"
        "    tags: [literacy]\n"
    )


def test_the_table_has_families() -> None:
    assert table_of((EXAMPLE,)) == (
        "Front matter and settings\n"
        "  E112  error    unknown-term\n"
        "\n"
        "`portal explain CODE` tells more about one of them.\n"
    )


def test_every_code_is_in_the_table(portal: Portal) -> None:
    code, out, _ = portal("explain")
    assert code == 0
    assert all(f"  {known.id}  " in out for known in CODES)
    assert all(any(known.id.startswith(prefix) for prefix, _ in FAMILIES) for known in CODES)


def test_every_code_is_explained_by_id_and_by_name(portal: Portal) -> None:
    for known in CODES:
        code, out, _ = portal("explain", known.id.lower())
        assert code == 0
        assert out == explanation_of(known)
        assert all(len(line) <= 120 for line in out.splitlines()), known.id
    assert portal("explain", "BAD-DATE")[1].startswith("E134 bad-date")


def test_an_unknown_code_is_guessed(portal: Portal) -> None:
    code, _, err = portal("explain", "bad-dtae")
    assert code == 2
    assert "Did you mean `bad-date`?" in err
