"""Making up an edition: every act, and what it must never do."""

from __future__ import annotations

import pytest

from kexie_digest.editions.arranging import MAX_TITLE, arrange, find
from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import (
    Annotate,
    Discard,
    Edition,
    Hold,
    Move,
    Pin,
    Resummarise,
    Retitle,
)

from factories import LABELS, make_edition, make_item, make_section


@pytest.fixture
def edition() -> Edition:
    """Two sections: a, b under awards, c under cooperation."""
    a, b, c = (make_item(f"标题{name}", event=name) for name in "abc")
    return make_edition(make_section("awards", a, b), make_section("cooperation", c))


def _order(edition: Edition) -> list[tuple[str, list[str]]]:
    return [(section.theme, [item.event for item in section.items]) for section in edition.sections]


def test_an_item_moves_within_its_section(edition: Edition) -> None:
    """A position counts in the section as it is without the item."""
    assert _order(arrange(edition, Move("a", "awards", 1), LABELS))[0] == ("awards", ["b", "a"])


def test_an_item_moves_into_a_new_section(edition: Edition) -> None:
    """A theme without a section gets one at the end, with its label; an empty section goes."""
    moved = arrange(edition, Move("c", "rural_support", 0), LABELS)
    assert _order(moved) == [("awards", ["a", "b"]), ("rural_support", ["c"])]
    assert moved.sections[1].label == LABELS["rural_support"]


def test_a_position_past_the_end_is_the_end(edition: Edition) -> None:
    """Dropping an item below the last one puts it last; above the first one, first."""
    assert _order(arrange(edition, Move("c", "awards", 99), LABELS)) == [("awards", ["a", "b", "c"])]
    assert _order(arrange(edition, Move("c", "awards", -5), LABELS)) == [("awards", ["c", "a", "b"])]


def test_an_unknown_theme_is_refused(edition: Edition) -> None:
    """Nothing moves into a section nobody defined."""
    with pytest.raises(NotFound, match="nowhere"):
        arrange(edition, Move("a", "nowhere", 0), LABELS)


def test_the_lead_is_the_first_item_of_the_first_section(edition: Edition) -> None:
    """Pinning brings the section along."""
    assert _order(arrange(edition, Pin("c"), LABELS)) == [("cooperation", ["c"]), ("awards", ["a", "b"])]
    assert _order(arrange(edition, Pin("b"), LABELS))[0] == ("awards", ["b", "a"])


@pytest.mark.parametrize("act", [Hold, Discard])
def test_an_item_is_taken_out(edition: Edition, act: type[Hold | Discard]) -> None:
    """Held over or discarded, it is not printed."""
    assert _order(arrange(edition, act("c"), LABELS)) == [("awards", ["a", "b"])]


def test_the_last_item_stays() -> None:
    """An edition without items is withdrawn, not emptied."""
    single = make_edition(make_section("awards", make_item(event="a")))
    with pytest.raises(Conflict) as refused:
        arrange(single, Hold("a"), LABELS)
    assert refused.value.code == "edition_empty"


def test_a_new_title_keeps_the_printed_one(edition: Edition) -> None:
    """However often it is changed, the first title is what can be restored."""
    once = arrange(edition, Retitle("a", "编辑拟的题"), LABELS)
    twice = arrange(once, Retitle("a", "又改了一次"), LABELS)
    assert (find(twice, "a").title, find(twice, "a").printed_title) == ("又改了一次", "标题a")
    assert arrange(twice, Retitle("a", ""), LABELS) == edition


def test_the_printed_title_typed_again_is_no_change(edition: Edition) -> None:
    """What equals the original is a quotation again."""
    changed = arrange(edition, Retitle("a", "编辑拟的题"), LABELS)
    assert arrange(changed, Retitle("a", " 标题a "), LABELS) == edition


def test_a_new_summary_is_the_editors_words(edition: Edition) -> None:
    """It has no spans, and restoring brings the quotation back with its spans."""
    changed = arrange(edition, Resummarise("a", "编辑写的摘要。"), LABELS)
    (quote,) = find(changed, "a").summary
    assert (quote.text, quote.spans, quote.paragraph) == ("编辑写的摘要。", (), None)
    assert find(changed, "a").printed_summary == find(edition, "a").summary
    assert arrange(changed, Resummarise("a", ""), LABELS) == edition


def test_a_comment_on_an_item_and_on_the_edition(edition: Edition) -> None:
    """按语 stands beside the text, never in it."""
    changed = arrange(arrange(edition, Annotate("a", "好例子"), LABELS), Annotate("", "本期说明"), LABELS)
    assert (find(changed, "a").note, changed.note) == ("好例子", "本期说明")
    assert find(changed, "a").paragraphs == find(edition, "a").paragraphs


def test_a_title_without_end_is_refused(edition: Edition) -> None:
    """The limit is told with the length."""
    with pytest.raises(Conflict, match=str(MAX_TITLE + 1)):
        arrange(edition, Retitle("a", "长" * (MAX_TITLE + 1)), LABELS)


def test_an_item_that_is_gone_is_named(edition: Edition) -> None:
    """Another editor may have taken it out a moment ago."""
    with pytest.raises(NotFound) as missing:
        arrange(edition, Pin("z"), LABELS)
    assert missing.value.code == "no_such_item"
