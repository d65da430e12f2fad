"""One happening in the words of two papers, and two happenings that look alike."""

from __future__ import annotations

from events.reports import report
from kexie_digest.events.retold import rarest_grams, retold_tie, shared_strings
from kexie_digest.events.signature import sign

NOTICE = sign(
    report(
        "a",
        "云栖县放归三只雪豹幼崽",
        "6月8日，云栖县野生动物救护站在鹰嘴崖放归三只雪豹幼崽，巡护员索朗旺堆为它们打开笼门。",
        printed="2025-06-09",
    )
)
FEATURE = sign(
    report(
        "b",
        "笼门打开之后",
        "索朗旺堆往后退了一步。8日，鹰嘴崖的风很大，三只雪豹幼崽嗅了嗅，窜进乱石里。",
        printed="2025-06-10",
    )
)


def test_telling_strings_of_one_day_tie() -> None:
    """A person, a cliff and three cubs; the reason quotes them."""
    found = retold_tie(NOTICE, FEATURE)
    assert found
    assert "三只雪豹幼崽" in found.reason
    assert "日期相同" in found.reason


def test_another_day_is_another_happening() -> None:
    """The same place and people a week later."""
    later = sign(
        report(
            "c",
            "鹰嘴崖又放归雪豹",
            "15日，索朗旺堆在鹰嘴崖又放归三只雪豹幼崽里的最后一只。",
            printed="2025-06-16",
        )
    )
    assert retold_tie(NOTICE, later) is None


def test_the_opening_and_the_close_are_one() -> None:
    """Days apart, but one tells that it opened and the other that it closed."""
    opened = sign(
        report(
            "a",
            "竹影营开营",
            "7月1日，竹影摄影营在鹰嘴崖开营，四十名聋哑少年由摄影师索朗旺堆带队。",
            printed="2025-07-02",
        )
    )
    closed = sign(
        report(
            "b",
            "四十名聋哑少年的告别",
            "6日，竹影摄影营落幕，四十名聋哑少年与摄影师索朗旺堆在鹰嘴崖合影。",
            printed="2025-07-07",
        )
    )
    assert retold_tie(opened, closed)


def test_a_shared_organiser_ties_nothing() -> None:
    """Two lectures of one society on one day."""
    one = sign(report("a", "讲养蜂", "6月8日，岚川市昆虫学会讲养蜂。", printed="2025-06-09"))
    other = sign(report("b", "讲蝴蝶", "6月8日，岚川市昆虫学会讲蝴蝶。", printed="2025-06-09"))
    assert retold_tie(one, other) is None


def test_reports_without_a_day_of_printing_are_not_compared() -> None:
    """Nobody knows that they are of one week."""
    undated = sign(report("c", "笼门打开之后", FEATURE.text))
    assert retold_tie(NOTICE, undated) is None


def test_shared_strings_are_the_longest() -> None:
    """Parts of a longer one are left out, and so are bare numbers and marks."""
    assert shared_strings("三只雪豹幼崽 二十一", "那三只雪豹幼崽啊 二十一") == ["三只雪豹幼崽"]


def test_the_rarest_strings_lead_to_candidates() -> None:
    """At most 96, no stock words before rare ones, the same choice in any run."""
    chosen = rarest_grams("".join(map(chr, range(0x4E00, 0x4F00))) + " 科协科技 鹰嘴崖放归雪豹")
    assert len(chosen) <= 96
    assert "科协科" not in chosen
    assert rarest_grams("鹰嘴崖放归雪豹") == rarest_grams("鹰嘴崖放归雪豹")
    assert not [gram for gram in chosen if " " in gram]
