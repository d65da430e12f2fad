"""Honours told by their number."""

from __future__ import annotations

from facts.support import facts


def test_each_number_is_an_honour() -> None:
    """Two numbers, two honours; the guests are none."""
    found = facts("大会评选出优秀学会20个、先进个人108名，来宾300人。").awards
    assert [(award.award, award.count) for award in found] == [("优秀学会", 20), ("先进个人", 108)]


def test_a_published_roll_names_who_follows() -> None:
    """The names stand in the next sentence."""
    (award,) = facts("市科协公布了十佳学会名单。他们分别是甲市林学会、甲市农学会、甲市茶叶学会。").awards
    assert award.recipients == ("甲市林学会", "甲市农学会", "甲市茶叶学会")
