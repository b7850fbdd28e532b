import json

from hypothesis import given
from hypothesis import strategies as st

from generator.render.contract import Link
from generator.render.json_ld import breadcrumb_list, to_markup


def test_empty_values_are_left_out() -> None:
    markup = to_markup([{"@type": "Article", "name": "A", "about": [], "image": None, "author": {"name": ""}}])
    assert json.loads(markup) == {"@context": "https://schema.org", "@type": "Article", "name": "A"}


def test_several_things_are_a_graph() -> None:
    data = json.loads(to_markup([{"name": "A"}, {"name": "B", "position": 0}]))
    assert data["@graph"] == [{"name": "A"}, {"name": "B", "position": 0}]


@given(st.text())
def test_nothing_can_end_the_script_element(text: str) -> None:
    markup = to_markup([{"name": f"</script><!--{text}"}])
    assert not set("<>&\u2028\u2029") & set(markup)
    assert json.loads(markup)["name"] == f"</script><!--{text}"


def test_a_breadcrumb_is_absolute_where_the_portal_has_an_address() -> None:
    crumbs = (Link("Home", "../../"), Link("Videos", "../"), Link("Kea", "", current=True))
    own = "https://example.org/hereora/videos/kea/"
    items = breadcrumb_list(crumbs, base=own, own=own)["itemListElement"]
    assert [(item["position"], item["item"]) for item in items] == [
        (1, "https://example.org/hereora/"),
        (2, "https://example.org/hereora/videos/"),
        (3, own),
    ]
    assert breadcrumb_list(crumbs, base="", own="")["itemListElement"][0]["item"] == "../../"
