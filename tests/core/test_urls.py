"""Which addresses are safe, and how one page points to another."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.urls import is_external, relative_url, safe_url


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/a?b=c#d",
        "HTTP://example.org",
        "mailto:kea@example.org",
        "tel:+6435550100",
        "../videos/kea.md#t=83",
        "kea.md",
        "#part",
        "a/b:c",
        "?q=a:b",
        "https://whānau.example/kōrero",
    ],
)
def test_safe_addresses_stay_as_they_are(url: str) -> None:
    assert safe_url(url) == url


def test_plain_spaces_are_encoded() -> None:
    assert safe_url(" our rubric.pdf ") == "our%20rubric.pdf"


def test_signs_that_no_address_may_hold_are_encoded() -> None:
    assert safe_url('https://example.org/a"b<c>?d={e}|f^`') == "https://example.org/a%22b%3Cc%3E?d=%7Be%7D%7Cf%5E%60"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " \u00a0javascript:alert(1)",
        "\u2003javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\u200bscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example/x",
        "\\\\evil.example\\x",
        "/\\evil.example",
        "https://",
        "https://user:password@example.org/",
        "https://example.org:port/",
        "https://[::1",
        "odd:name.md",
        "https://@example.org/",
        "https:example.org",
        "https:/example.org",
        "java\u00adscript:alert(1)",
        "https://example.org/\u202egpj.exe",
        "https://example.org/\U000e0041",
        "\ud800",
        "a\x00b",
        "a\nb",
        "///evil.example",
    ],
)
def test_unsafe_addresses_are_refused(url: str) -> None:
    assert safe_url(url) is None


@given(st.text(max_size=60))
def test_what_is_safe_is_safe_again(url: str) -> None:
    safe = safe_url(url)
    assert safe is None or safe_url(safe) == safe


def test_other_hosts_are_told_from_our_own_places() -> None:
    assert is_external("https://example.org/")
    assert is_external("mailto:kea@example.org")
    assert not is_external("../kea.md")


@pytest.mark.parametrize(
    ("origin", "target", "link"),
    [
        ("", "", "./"),
        ("", "videos/kea/", "videos/kea/"),
        ("videos/kea/", "", "../../"),
        ("videos/kea/", "videos/weka/#t=83", "../weka/#t=83"),
        ("videos/kea/", "videos/kea/#t=83", "#t=83"),
        ("videos/kea/", "videos/", "../"),
        ("videos/kea/", "assets/site.css", "../../assets/site.css"),
        ("404.html", "", "./"),
    ],
)
def test_links_are_relative(origin: str, target: str, link: str) -> None:
    assert relative_url(origin, target) == link


def test_explicit_links_name_the_file() -> None:
    assert relative_url("videos/kea/", "", explicit=True) == "../../index.html"
    assert relative_url("videos/kea/", "videos/weka/#t=83", explicit=True) == "../weka/index.html#t=83"
    assert relative_url("", "assets/site.css", explicit=True) == "assets/site.css"


SEGMENT = st.text("abc-", min_size=1, max_size=3)
ADDRESS = st.builds(
    lambda folders, name: "".join(f"{folder}/" for folder in folders) + name,
    st.lists(SEGMENT, max_size=4),
    st.sampled_from(["", "site.css", "index.html"]),
)


@given(ADDRESS, ADDRESS, st.sampled_from(["", "#part", "#t=83"]))
def test_a_browser_finds_the_target(origin: str, target: str, fragment: str) -> None:
    base = "https://example.org/some/where/"
    assert urljoin(base + origin, relative_url(origin, target + fragment)) == base + target + fragment


@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="/#"), min_size=1, max_size=9))
def test_odd_names_are_encoded(name: str) -> None:
    link = relative_url("a/", f"b/{name}x")
    assert link.isascii()
    assert unquote(link) == f"../b/{name}x"
