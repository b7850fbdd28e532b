"""The front page's own front matter."""

from __future__ import annotations

from generator.kinds.home import HOME, HomeFields
from generator.model import kind


def test_everything_may_be_left_out() -> None:
    assert HomeFields.model_validate({}).title == ""
    assert HomeFields.model_validate({"title": "Nau mai"}).title == "Nau mai"


def test_it_stands_at_the_clusters_own_address() -> None:
    assert (HOME.name, HOME.folder, HOME.prefix) == (kind.HOME, "", "")
    assert not HOME.asks_summary
