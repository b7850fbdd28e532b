"""The sample site keeps to its content security policy: no inline script, no inline style, no handler."""

from __future__ import annotations

import re
from pathlib import Path

from tests.dom import pages_of, read_page

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "object-src": "'none'",
    "form-action": "'self'",
    "require-trusted-types-for": "'script'",
}


def test_every_page_carries_the_policy_before_it_loads_anything(sample_site: Path) -> None:
    for path in pages_of(sample_site):
        name = path.relative_to(sample_site)
        head = read_page(path).find("head")[0]
        metas = [
            element
            for element in head.find("meta")
            if element.attributes.get("http-equiv", "").lower() == "content-security-policy"
        ]
        assert len(metas) == 1, f"{name} has {len(metas)} policies"
        order = list(head.all())
        loading = [element for element in order if element.tag in {"script", "style"} or _loads(element.attributes)]
        assert all(order.index(metas[0]) < order.index(element) for element in loading), f"{name}: it comes too late"
        stated = dict(
            part.strip().partition(" ")[::2] for part in metas[0].attributes["content"].split(";") if part.strip()
        )
        assert {key: stated.get(key) for key in DIRECTIVES} == DIRECTIVES, name
        assert "unsafe" not in metas[0].attributes["content"], name


def _loads(attributes: dict[str, str]) -> bool:
    return bool({"stylesheet", "icon", "preload", "manifest"} & set(attributes.get("rel", "").split()))


def test_no_page_has_script_style_or_handlers_of_its_own(sample_site: Path) -> None:
    wrong = []
    for path in pages_of(sample_site):
        for element in read_page(path).all():
            where = f"{path.relative_to(sample_site)}:{element.line}: <{element.tag}>"
            if element.tag == "style":
                wrong.append(f"{where} is inline style")
            data = element.attributes.get("type") in {"application/ld+json", "application/json"}
            if element.tag == "script" and "src" not in element.attributes and not data:
                wrong.append(f"{where} is inline script")
            for name, value in element.attributes.items():
                if name == "style" or re.match(r"on[a-z]", name) or name == "srcdoc":
                    wrong.append(f"{where} has {name}")
                elif re.match(r"\s*(?:javascript|vbscript|data:[^,])", value, re.IGNORECASE) and name != "content":
                    wrong.append(f"{where} has {name}={value[:40]}")
    assert wrong == []


def test_no_page_has_frames_before_a_reader_asks(sample_site: Path) -> None:
    for path in pages_of(sample_site):
        assert read_page(path).find("iframe", "object", "embed", "base") == [], path.relative_to(sample_site)
