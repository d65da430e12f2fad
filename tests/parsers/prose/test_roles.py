"""Roles of authors: printed where the page tells them, and nowhere else."""

from __future__ import annotations

import pytest

from kexie_digest.model import Byline, BylineRole
from kexie_digest.parsers.prose.building import author


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("周敏", (Byline("周敏"),)),
        ("记者 周敏", (Byline("周敏", BylineRole.REPORTER),)),
        ("通讯员 周敏", (Byline("周敏", BylineRole.CONTRIBUTOR),)),
        ("望溪县科协", (Byline("望溪县科协", BylineRole.ORGANISATION),)),
    ],
)
def test_an_author_has_the_role_that_is_told(name: str, people: tuple[Byline, ...]) -> None:
    """A bare name in a page's markup is an author's; neither reporter nor contributor is made up."""
    assert author(name) == people
