"""What ties two reports, and what forbids a tie."""

from __future__ import annotations

from events.reports import report
from kexie_digest.events.signature import sign
from kexie_digest.events.ties import days_agree, likeness, tie

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
    assert tie(left, right) is None


def test_a_common_name_ties_nothing() -> None:
    """A name that too many reports share is as good as none."""
    right = sign(report("b", "", LEAD, day="2024-05-03"))
    assert tie(DATED, right, frozenset(DATED.names | right.names)) is None


def test_likeness_is_that_of_rare_words() -> None:
    """Stock words in common count for little, a rare one for much."""
    one = sign(report("a", "", "科协科技科普，滩涂观鸟。"))
    stock = sign(report("b", "", "科协科技科普，溶洞测温。"))
    rare = sign(report("c", "", "鲸鱼搁浅渔港，滩涂观鸟。"))
    assert likeness(one, rare) > likeness(one, stock)
    assert round(likeness(one, one), 6) == 1


def test_a_numbered_meeting_ties_reports_in_other_words() -> None:
    """A feature that shares the meeting's full name and nothing else is well tied."""
    feature = sign(
        report("b", "一碗面的学问", "厨师和博士为一碗面争了半天。他们都是来赴首届东川学术论坛的。")
    )
    found = tie(DATED, feature)
    assert found
    assert found.score > 1.1
    slogan, other = (
        sign(report(name, "", text.replace("首届东川学术论坛", "“青苗行动”")))
        for name, text in (("c", LEAD), ("d", feature.heading))
    )
    weak = tie(slogan, other)
    assert weak is None or weak.score <= found.score - 0.3
