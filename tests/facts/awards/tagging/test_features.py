"""Features of characters."""

from __future__ import annotations

from facts.support import article
from kexie_digest.facts.awards.tagging.features import Described, describe
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.lines import read_lines


def described(*paragraphs: str) -> Described:
    """The first sentence of a text."""
    lines = read_lines(article(*paragraphs))
    return describe(lines[0], Layout(lines, None))


def test_every_character_is_described() -> None:
    """Marks, too, but only inside items a name may begin."""
    found = described("安小满、白露获一等奖。")
    assert len(found.own) == len(found.group) == len("安小满、白露获一等奖。")
    assert found.group[3] is None


def test_a_name_knows_the_verb_behind_its_list() -> None:
    """The first of two items is told of the verb in the last."""
    found = described("安小满、白露荣获一等奖。")
    assert "B|la:got" in found.names()[0]


def test_a_person_inside_an_item_has_a_role() -> None:
    """Behind a post a name may begin."""
    found = described("馆长安小满，馆员白露获奖。")
    assert found.group[2] == (0, "pE")
    assert "pbpost3" in found.own[2]


def test_marks_around_a_title_are_known() -> None:
    """Inside 《》 a work is named."""
    found = described("《月亮的脸》获奖。")
    assert found.group[1] == (0, "B《")
