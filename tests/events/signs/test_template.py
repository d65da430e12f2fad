"""One form filled in twice, and a copy that was cut."""

from __future__ import annotations

from kexie_digest.events.signs.template import compare

NOTICE = "4月22日云架县科协流动科技馆走进苦竹坪小学为全校146名师生送去一堂科学课"
NEXT = "4月24日云架县科协流动科技馆走进龙潭口小学为全校203名师生送去一堂科学课"


def test_what_was_replaced_stands_in_the_same_place() -> None:
    """The day, the school and the number of pupils."""
    found = compare(NOTICE, NEXT)
    assert ("苦竹坪", "龙潭口") in found.replaced
    assert ("146", "203") in found.replaced
    assert found.figures == 2
    assert found.share > 0.7


def test_a_cut_replaces_nothing() -> None:
    """A copy leaves words out, and its city becomes 市."""
    found = compare(NOTICE, "4月22日县科协流动科技馆走进苦竹坪小学送去一堂科学课")
    assert found.share > 0.9
    assert found.replaced == ()


def test_other_words_run_alike_nowhere() -> None:
    """Nor do texts that are empty."""
    assert compare(NOTICE, "孩子们把手按在辉光球上头发竖了起来").share == 0
    assert compare("", NOTICE).share == 0


def test_the_order_of_the_two_changes_nothing_here() -> None:
    """The same places, the other way round."""
    assert {(b, a) for a, b in compare(NEXT, NOTICE).replaced} == set(compare(NOTICE, NEXT).replaced)
