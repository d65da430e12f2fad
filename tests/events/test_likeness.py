"""How alike the words of two reports are."""

from __future__ import annotations

from events.reports import report
from kexie_digest.events.likeness import likeness
from kexie_digest.events.signature import sign


def test_likeness_is_that_of_rare_words() -> None:
    """Stock words in common count for little, a rare one for much."""
    one = sign(report("a", "", "科协科技科普，滩涂观鸟。"))
    stock = sign(report("b", "", "科协科技科普，溶洞测温。"))
    rare = sign(report("c", "", "鲸鱼搁浅渔港，滩涂观鸟。"))
    assert likeness(one, rare) > likeness(one, stock)
    assert round(likeness(one, one), 6) == 1
