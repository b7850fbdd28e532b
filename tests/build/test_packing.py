"""What is kept comes back as it was; what is damaged, or names anything that is not ours, does not."""

from __future__ import annotations

import os
import pickle
import subprocess
import zlib
from array import array
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from generator.build.entries import Scanned
from generator.build.indexing import ItemRecord
from generator.build.memory import Head, Published
from generator.build.packing import DamagedValueError, pack, unpack
from generator.build.tracing import FactRecord, PageRecord
from generator.build.walk import UNSURE
from generator.core.codes.body import E203
from generator.core.diagnostics import Span
from tests.build.rebuilding import entry
from tests.factories import make_entry, make_outline

HEAD = Head("r", {"a": "d"}, {"p": UNSURE}, {"p": "a"}, {}, (E203.at(Span("a.md", 3), target="x"),), (0.5, 1.5), (), 3)
VALUES: list[Any] = [
    None,
    {"a": (1, 2.5, "kōwhai", b"\x00", frozenset({1}), True)},
    make_entry("a", date="2026-03-01 10:00", tags="Reading", people=["Mere"]),
    make_outline("kea", kind="video", publish="2026-03-01"),
    HEAD,
    Published({"index.html": ("d", (1, 2, 3, 4))}),
    Scanned({"p": (1, 2, 3, 4)}, {"a": ("d", 2)}),
    {"index.html": PageRecord("d", ("generator.outputs.hub:hub_page", "", ("x", 1)), b"\x01" * 8)},
    {1: FactRecord(("card", "a"), 2)},
    (date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC), timedelta(hours=1)),
    array("Q", [1, 2, 3]),
]


def sealed(data: bytes) -> bytes:
    """A pickle as :func:`pack` would keep it: somebody who wants harm can make a checksum too."""
    return zlib.crc32(data, zlib.crc32(b"")).to_bytes(4, "big") + data


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_values_come_back_as_they_were(value: Any) -> None:
    found = unpack(pack(value, key="k"), key="k")
    assert found == value
    assert type(found) is type(value)


def test_the_record_of_an_item_may_be_kept() -> None:
    record = ItemRecord("k", None, (("a", "d"),), "t")  # type: ignore[arg-type]
    assert unpack(pack(record)) == record


def test_damaged_bytes_are_refused() -> None:
    data = pack(VALUES[2], key="k")
    for cut in range(0, len(data), 7):
        with pytest.raises(DamagedValueError):
            unpack(data[:cut], key="k")
    for at in range(0, len(data), 5):
        flipped = data[:at] + bytes([data[at] ^ 0x10]) + data[at + 1 :]
        with pytest.raises(DamagedValueError):
            unpack(flipped, key="k")
    for nothing in (b"", b"\x00", os.urandom(100)):
        with pytest.raises(DamagedValueError):
            unpack(nothing, key="k")


def test_a_value_is_not_that_of_another_key() -> None:
    with pytest.raises(DamagedValueError):
        unpack(pack(VALUES[2], key="a"), key="b")


class _Calls:
    def __init__(self, function: Any, *given: Any) -> None:
        self.made_of = (function, given)

    def __reduce__(self) -> Any:
        return self.made_of


@pytest.mark.parametrize(
    ("function", "given"),
    [
        (os.system, ("touch {}",)),
        (eval, ("open('{}', 'w')",)),
        (exec, ("open('{}', 'w')",)),
        (open, ("{}", "w")),
        (getattr, ("{}", "upper")),
        (subprocess.Popen, (["touch", "{}"],)),
        (subprocess.run, (["touch", "{}"],)),
        (Path.touch, (Path("{}"),)),
        (pickle.loads, (b"",)),
        (zlib.decompress, (b"",)),
        (entry, ("Kea",)),
        (pack, ("x",)),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_nothing_but_our_own_values_is_made(function: Any, given: tuple[Any, ...], tmp_path: Path) -> None:
    target = tmp_path / "owned"
    named = tuple(one.replace("{}", str(target)) if isinstance(one, str) else one for one in given)
    data = pickle.dumps(_Calls(function, *named), protocol=5)
    with pytest.raises(DamagedValueError):
        unpack(sealed(data))
    with pytest.raises(DamagedValueError):
        unpack(sealed(pickle.dumps([HEAD, _Calls(function, *named)], protocol=5)))
    assert not target.exists()


@pytest.mark.parametrize(
    "name",
    [
        ("os", "system"),
        ("posix", "system"),
        ("builtins", "eval"),
        ("builtins", "__import__"),
        ("generator.model.values", "re.sys.modules"),
        ("generator.model.outline", "dataclass"),
        ("generator.model.gone", "Outline"),
        ("generator.model.", "Outline"),
        ("generator.model.outline", "gone"),
        ("generator.assemble.facts", "fact_digest"),
        ("generator.assemble.facts", "hashlib"),
        ("generator.build.store", "Store"),
        ("generator.build.memory", "Memory"),
        ("generator.kinds", "kind_specs"),
        ("datetime", "sys"),
        ("zoneinfo", "ZoneInfo.from_file"),
        ("array", "array.fromfile"),
    ],
    ids=".".join,
)
def test_names_that_are_no_class_of_ours_are_refused(name: tuple[str, str]) -> None:
    parts = b"".join(b"\x8c" + bytes([len(part)]) + part.encode() for part in name)
    with pytest.raises(DamagedValueError):
        unpack(sealed(b"\x80\x05" + parts + b"\x93."))  # STACK_GLOBAL
    with pytest.raises(DamagedValueError):
        unpack(sealed(b"c" + name[0].encode() + b"\n" + name[1].encode() + b"\n."))  # GLOBAL
