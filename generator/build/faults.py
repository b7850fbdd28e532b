"""Faults of the disk, told as diagnostics about a place in the output folder, without the places of this machine."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from generator.core.codes.ours import E904, E905, E906, E907
from generator.core.diagnostics import Code, Diagnostic, Span

_CODES: dict[int, Code] = {
    errno.EACCES: E904,
    errno.EPERM: E904,
    errno.EROFS: E904,
    errno.ENOSPC: E905,
    errno.EDQUOT: E905,
    errno.ENAMETOOLONG: E906,
}
_REASONS = {
    errno.EACCES: "this computer does not allow it",
    errno.EPERM: "this computer does not allow it",
    errno.EROFS: "the disk may only be read",
    errno.ENOENT: "it is no longer there",
    errno.EISDIR: "it is a folder",
    errno.EIO: "the disk reports a fault",
}


class PublishError(Exception):
    """The site could not be published; ``diagnostics`` say why.

    The site that was there can still be read. Where some files had been put in place already, the next build mends it.
    """

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(diagnostic.message for diagnostic in diagnostics))
        self.diagnostics = diagnostics


def at_place(code: Code, place: str, **values: str) -> Diagnostic:
    """Return a diagnostic about ``place``, such as ``output/hereora/index.html``."""
    return code.at(Span(place), path=place, **values)


@contextmanager
def told_as_faults(place: str) -> Iterator[None]:
    """Raise ``OSError`` as :class:`PublishError` about ``place``."""
    try:
        yield
    except OSError as fault:
        code = _CODES.get(fault.errno or 0, E907)
        raise PublishError((at_place(code, place, reason=reason_of(fault)),)) from fault


def reason_of(fault: OSError) -> str:
    """Return why the disk refused, in a few plain words."""
    return _REASONS.get(fault.errno or 0) or (fault.strerror or "the disk gave no reason").lower()
