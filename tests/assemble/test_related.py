import random

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.assemble.related import related_entries
from generator.model.outline import Outline
from tests.factories import make_outline


def related(
    entries: list[Outline], tags: dict[str, str], chosen: dict[str, list[str]] | None = None
) -> dict[str, list[str]]:
    terms = {entry.id: {"tags": tuple(tags.get(entry.fields.title, "").split())} for entry in entries}
    found = related_entries(entries, terms, chosen or {}, limit=3)
    return {key.rsplit("/", 1)[-1]: [value.rsplit("/", 1)[-1] for value in values] for key, values in found.items()}


def test_rare_terms_count_more_than_common_ones() -> None:
    entries = [make_outline(name) for name in "abcdef"]
    found = related(
        entries, {"a": "common rare", "b": "common", "c": "common", "d": "rare", "e": "common", "f": "common"}
    )
    assert found["a"][0] == "d"


def test_those_chosen_by_hand_come_first_and_are_never_cut() -> None:
    entries = [make_outline(name) for name in "abcdef"]
    ids = {entry.fields.title: entry.id for entry in entries}
    chosen = {ids["a"]: [ids["f"], ids["e"], ids["d"], ids["c"]]}
    found = related(entries, dict.fromkeys("ab", "x"), chosen)
    assert found["a"] == ["f", "e", "d", "c"]
    assert related(entries, dict.fromkeys("ab", "x"), {ids["a"]: [ids["f"]]})["a"] == ["f", "b"]


def test_words_of_the_text_relate_entries_without_terms() -> None:
    entries = [
        make_outline("a", words=(("bridge", 3), ("truss", 2))),
        make_outline("b", words=(("truss", 5), ("bridge", 1))),
        make_outline("c", words=(("soup", 4),)),
        make_outline("d"),
    ]
    assert related(entries, {})["a"] == ["b"]


def test_entries_that_share_nothing_are_not_related() -> None:
    assert related([make_outline("a"), make_outline("b")], {"a": "x", "b": "y"}) == {"a": [], "b": []}


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sets(st.sampled_from("abcdef")), min_size=2, max_size=30), st.randoms())
def test_the_order_of_terms_and_words_does_not_matter(tags: list[set[str]], shuffler: random.Random) -> None:
    entries = [make_outline(f"e{number}") for number in range(len(tags))]
    ordered = {f"e{number}": " ".join(sorted(found)) for number, found in enumerate(tags)}
    mixed = {}
    for name, line in ordered.items():
        parts = line.split()
        shuffler.shuffle(parts)
        mixed[name] = " ".join(parts)
    assert related(entries, ordered) == related(entries, mixed)


def test_no_entry_is_related_to_itself_or_twice() -> None:
    entries = [make_outline(f"e{number}") for number in range(200)]
    found = related(entries, {f"e{number}": "same other" for number in range(200)})
    assert all(len(others) == len(set(others)) == 3 and name not in others for name, others in found.items())
