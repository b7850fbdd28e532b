from generator.assemble.routes import make_routes
from generator.model.outline import Outline
from tests.factories import KINDS, make_outline


def routes(*entries: Outline) -> tuple[dict[str, str], dict[str, str], list[tuple[str, str]]]:
    made = make_routes(entries, KINDS)
    return made.addresses, made.redirects, [(d.span.path, d.name) for d in made.diagnostics]


def test_addresses_come_from_the_file_name_or_the_slug() -> None:
    addresses, _, problems = routes(
        make_outline("hereora/index", kind="home"),
        make_outline("hereora/videos/2026/Te-Reo-Māori", kind="video"),
        make_outline("about", kind="page"),
        make_outline("long-name", kind="event", start="2026-01-01", slug="Hui ā-tau"),
    )
    assert addresses == {
        "hereora/index": "",
        "hereora/videos/2026/Te-Reo-Māori": "videos/te-reo-maori/",
        "hereora/pages/about": "about/",
        "hereora/events/long-name": "events/hui-a-tau/",
    }
    assert problems == []


def test_two_entries_cannot_have_one_address() -> None:
    _, _, problems = routes(make_outline("hereora/videos/2026/kea", kind="video"), make_outline("kea", kind="video"))
    assert problems == [("content/hereora/videos/kea.md", "duplicate-address")]


def test_a_page_cannot_take_the_address_of_a_list() -> None:
    _, _, problems = routes(make_outline("tags", kind="page"), make_outline("page", kind="video"))
    assert problems == [
        ("content/hereora/pages/tags.md", "reserved-address"),
        ("content/hereora/videos/page.md", "reserved-address"),
    ]


def test_aliases_lead_to_the_entry_unless_something_is_there() -> None:
    entry = make_outline("new", kind="page", aliases="old-name, /Some/Old Page.html, videos, new, other, assets/x, /")
    other = make_outline("other", kind="page", aliases=["old-name"])
    _, redirects, problems = routes(entry, other)
    assert redirects == {"old-name/": "hereora/pages/new", "some/old-page/": "hereora/pages/new"}
    assert [name for _, name in problems] == ["alias-taken"] * len(problems)
    assert len(problems) == 5


def test_the_order_of_entries_does_not_matter() -> None:
    entries = [make_outline("b/x", kind="page"), make_outline("a/x", kind="page", aliases=["y"])]
    assert routes(*entries) == routes(*reversed(entries))
