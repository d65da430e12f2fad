"""Bodies that are there and sign nothing."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.cooperation.roles import stands_beside

NAME = "云溪市科协"


@pytest.mark.parametrize(
    "text",
    [
        "云溪市科协主席到场祝贺",
        "在云溪市科协会议室签约",
        "云溪市科协的小会议室里，双方签约",
        "云溪市科协组织的对接会落幕",
        "经云溪市科协牵线",
        "签约由云溪市科协主持",
        "双方在云溪市科协的见证下签约",
    ],
)
def test_who_watches_or_helps_stands_beside(text: str) -> None:
    """Guests, hosts, matchmakers, places."""
    at = text.index(NAME)
    assert stands_beside(line(text), (at, at + len(NAME)))


@pytest.mark.parametrize(
    "text", ["云溪市科协与临汀大学签约", "临汀大学与云溪市科协握手", "云溪市科协秘书长落笔"]
)
def test_who_signs_does_not(text: str) -> None:
    """A body beside its partner, or told by who holds the pen."""
    at = text.index(NAME)
    assert not stands_beside(line(text), (at, at + len(NAME)))
