"""Which report a fact of an item stands in."""

from __future__ import annotations

from kexie_digest.model import Item, SourceReference
from kexie_digest.renderers._citing import cited_sources

from factories import make_item

ONE, TWO = (SourceReference(name, name, "某报", f"{name}.txt") for name in ("a-1", "a-2"))


def told_twice() -> Item:
    """Make an item of two reports, with one sentence noted."""
    return make_item(sources=(ONE, TWO), cited={"句。": "a-2"})


def test_the_report_that_prints_the_sentence_is_named() -> None:
    """Not the leading one, the one it is quoted from."""
    assert cited_sources(told_twice(), "句。") == (TWO,)


def test_no_report_is_guessed() -> None:
    """A sentence kept back by rights, or one nobody noted: all reports of the item."""
    assert cited_sources(told_twice(), "") == (ONE, TWO)
    assert cited_sources(told_twice(), "别的。") == (ONE, TWO)
