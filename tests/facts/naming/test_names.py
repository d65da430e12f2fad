"""Short names resolve only where the article proves them."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.naming.names import full_name


@pytest.mark.parametrize(
    ("name", "body", "full"),
    [
        ("市科协", "日前，河阴市科协办展览。市科协负责人说。", "河阴市科协"),
        ("市科协", "市科协与市教育局签约。", "市科协"),
        ("市教育局", "市科协与市教育局签约。", "市教育局"),
        ("省林学会", "在甲州，东江省林学会开会。", "东江省林学会"),
        ("甲大学", "乙市甲大学。", "甲大学"),
        ("市科协", "他代表市科协签约。", "市科协"),
    ],
)
def test_the_full_name_as_printed(name: str, body: str, full: str) -> None:
    """A place before the short name, nothing else; otherwise the name stays."""
    assert full_name(name, article(body)) == full
