"""What ties two reports, and what forbids a tie."""

from __future__ import annotations

from events.reports import report
from kexie_digest.events.signature import sign
from kexie_digest.events.ties import days_agree, inverse_frequency, tie

LEAD = "首届东川学术论坛在岚川市举行，专家研讨。"
DATED = sign(report("a", "论坛开幕", LEAD, day="2024-05-03"))


def test_days_up_to_a_week_apart_agree() -> None:
    """A sequel some days later is the same happening; a month later it is not."""
    assert days_agree(DATED, sign(report("b", "", LEAD, day="2024-05-09")))
    assert not days_agree(DATED, sign(report("b", "", LEAD, day="2024-06-09")))


def test_an_undated_report_fits_news_not_older_than_three_weeks() -> None:
    """The day of the paper stands in."""
    assert days_agree(DATED, sign(report("b", "", LEAD, printed="2024-05-20")))
    assert not days_agree(DATED, sign(report("b", "", LEAD, printed="2024-07-20")))


def test_texts_that_only_sound_alike_are_not_tied() -> None:
    """No shared rare name, no tie: cosine alone misleads."""
    left = sign(report("a", "学会举办讲座", "近日，市物理学会举办讲座，两百人参加，反响热烈。"))
    right = sign(report("b", "学会举办讲座", "近日，市化学会举办讲座，两百人参加，反响热烈。"))
    assert tie(left, right, {}, frozenset()) is None


def test_a_common_name_ties_nothing() -> None:
    """A name that too many reports share is as good as none."""
    right = sign(report("b", "", LEAD, day="2024-05-03"))
    assert tie(DATED, right, {}, frozenset(DATED.names | right.names)) is None


def test_rare_grams_weigh_more() -> None:
    """Inverse document frequency grows as counts fall."""
    weights = inverse_frequency({"科普": 90, "滩涂": 2}, 100)
    assert weights["滩涂"] > weights["科普"]
