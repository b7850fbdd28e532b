from generator.assemble.taxonomy import Sorting, sort_entries
from generator.model.config import TermDefinition
from generator.model.outline import Outline
from tests.factories import make_cluster, make_outline

VOCABULARY = (
    TermDefinition.model_validate({"name": "Literacy", "aliases": "reading and writing", "broader": "Learning"}),
    TermDefinition.model_validate({"name": "Learning", "description": "All of it."}),
)


def names(sorting: Sorting, taxonomy: str = "tags") -> dict[str, int]:
    return {term.name: term.count for term in sorting.taxonomies[taxonomy].terms.values()}


def sort(*entries: Outline, **config: object) -> Sorting:
    return sort_entries(make_cluster(tags=VOCABULARY, **config), entries)


def test_spellings_of_one_word_are_one_term_in_its_best_spelling() -> None:
    sorting = sort_entries(
        make_cluster(), [make_outline("a", tags="whanau"), make_outline("b", tags="Whānau, WHANAU"), make_outline("c")]
    )
    assert names(sorting) == {"Whānau": 2}
    assert sorting.taxonomies["tags"].members == {
        "whanau": ("hereora/case-studies/a", "hereora/case-studies/b"),
    }


def test_aliases_stand_for_their_term_and_the_vocabularys_spelling_is_shown() -> None:
    sorting = sort(make_outline("a", tags="Reading and writing, LITERACY"))
    assert sorting.of_entry["hereora/case-studies/a"]["tags"] == ("literacy",)
    assert names(sorting) == {"Learning": 0, "Literacy": 1}
    assert sorting.taxonomies["tags"].terms["literacy"].broader == "learning"


def test_tags_are_open_unless_they_are_strict() -> None:
    entry = make_outline("a", tags="litracy")
    assert [d.name for d in sort(entry).diagnostics] == ["unlisted-tag"]
    (problem,) = sort(entry, strict_tags="yes").diagnostics
    assert (problem.code, problem.message) == ("E112", "`litracy` is not in the tags vocabulary.")
    assert problem.hint == "Did you mean `Literacy`? New tags go in content/hereora/tags.yaml."


def test_a_list_in_the_configuration_is_closed_and_keeps_its_order() -> None:
    entries = [make_outline("a", goals="Agency, Vision"), make_outline("b", goals="vision")]
    sorting = sort(*entries, goals=["Vision", "Belonging", "Agency"])
    assert names(sorting, "goals") == {"Vision": 2, "Belonging": 0, "Agency": 1}
    (problem,) = sort(make_outline("c", goals="Visions"), goals=["Vision"]).diagnostics
    assert (problem.code, problem.span.path) == ("E112", "content/hereora/case-studies/c.md")


def test_a_list_that_is_not_configured_is_open() -> None:
    assert names(sort(make_outline("a", levels="Year 3, Year 4")), "levels") == {"Year 3": 1, "Year 4": 1}
    assert sort(make_outline("a", levels="Year 3, Year 4"), make_outline("b", levels="Year 4")).diagnostics == ()


def test_a_tag_used_once_that_is_nearly_another_is_told() -> None:
    entries = [
        make_outline("a", tags="Leadership"),
        make_outline("b", tags="Leadership"),
        make_outline("c", tags="Ledership"),
    ]
    (problem,) = sort(*entries).diagnostics
    assert problem.message == "`Ledership` is used only here; `Leadership` is already in use."


def test_a_schools_own_page_is_its_term() -> None:
    school = make_outline("tui", kind="school", title="Tūī School")
    sorting = sort(school, make_outline("a", schools="Tui School"), schools=["Tūī School", "Kea School"])
    assert sorting.taxonomies["schools"].terms["tui-school"].school == "hereora/schools/tui"
    assert sorting.diagnostics == ()
    by_slug = sort(make_outline("tui", kind="school", title="Tūī School"), make_outline("a", schools="tui"))
    assert names(by_slug, "schools") == {"Tūī School": 1}


def test_unknown_terms_of_withheld_entries_are_told_but_not_counted() -> None:
    sorting = sort_entries(make_cluster(goals=["Vision"]), [], [make_outline("a", goals="Vison", tags="new")])
    assert [(d.code, d.severity) for d in sorting.diagnostics] == [("E112", "warning")]
    assert names(sorting) == {}


def test_terms_that_stand_together_are_related() -> None:
    entries = [make_outline(n, tags="kai, garden") for n in "ab"] + [make_outline("c", tags="garden, rare")]
    near = sort_entries(make_cluster(), entries).taxonomies["tags"].near
    assert near["garden"] == ("kai", "rare")
    assert near["kai"] == ("garden",)
