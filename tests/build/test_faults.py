"""Faults of the disk in plain words."""

from __future__ import annotations

import errno
import os

import pytest

from generator.build.faults import PublishError, reason_of, told_as_faults


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (errno.EACCES, "E904", "this computer does not allow it"),
        (errno.EROFS, "E904", "the disk may only be read"),
        (errno.ENOSPC, "E905", "no room left"),
        (errno.EDQUOT, "E905", "no room left"),
        (errno.ENAMETOOLONG, "E906", "too long"),
        (errno.EIO, "E907", "the disk reports a fault"),
        (errno.EXDEV, "E907", "could not be written"),
    ],
)
def test_faults_of_the_disk_are_told_without_the_places_of_this_machine(number: int, code: str, words: str) -> None:
    with pytest.raises(PublishError) as error, told_as_faults("output/index.html"):
        raise OSError(number, os.strerror(number), "/home/kea/output/index.html")
    (diagnostic,) = error.value.diagnostics
    assert (diagnostic.code, diagnostic.span.path) == (code, "output/index.html")
    assert words in diagnostic.message
    assert "/home" not in diagnostic.message


def test_fault_without_a_number() -> None:
    assert reason_of(OSError("odd")) == "the disk gave no reason"


def test_bugs_pass_through() -> None:
    with pytest.raises(KeyError), told_as_faults("output"):
        raise KeyError("a")
