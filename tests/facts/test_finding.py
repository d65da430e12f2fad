"""All facts of an article at once."""

from __future__ import annotations

from facts.support import article
from kexie_digest.facts import find
from kexie_digest.model import Facts, Page


def test_the_pages_day_lends_its_year() -> None:
    """An article without a day of its own is dated by its page."""
    found, _ = find(article("3月2日，甲市科协与乙大学签署合作协议。"), Page(date="2023-03-04"))
    assert found.cooperation[0].date == "2023-03-02"


def test_nothing_to_find_gives_no_facts() -> None:
    """Plain prose, or no text at all."""
    assert find(article("今天天气很好。"), Page()) == (Facts(), ())
    assert find(article(), Page()) == (Facts(), ())
