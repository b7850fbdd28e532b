from generator.assemble.ties import Ties, find_ties

TERMS = {
    "a": {"schools": ("kea",), "goals": ("agency",)},
    "b": {"schools": ("tui", "kea"), "goals": ()},
    "c": {"schools": ("weka",), "goals": ("agency",)},
    "d": {"schools": ("elsewhere",), "goals": ("agency",)},
}


def test_schools_are_tied_by_threads_and_by_goals() -> None:
    ties = find_ties(("kea", "tui", "weka", "ruru"), TERMS, {"b": "a", "c": "gone"})
    assert ties == Ties(schools=("kea", "tui", "weka", "ruru"), shared=(2, 1, 1, 0), threads=((0, 1),), goals=((0, 2),))


def test_a_pair_is_told_once_as_a_thread_where_it_is_both() -> None:
    ties = find_ties(("kea", "weka"), TERMS, {"c": "a"})
    assert (ties.threads, ties.goals) == (((0, 1),), ())


def test_without_schools_there_is_nothing_to_tie() -> None:
    assert find_ties((), TERMS, {"b": "a"}) == Ties((), (), (), ())
