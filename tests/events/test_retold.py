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


def test_a_portrait_of_the_next_morning_is_tied_by_much_that_is_telling() -> None:
    """Its own day is a day later; a person, a prize, a saying and a thing are those of the notice."""
    notice = sign(
        report(
            "a",
            "云栖县表彰大会举行",
            "6月8日，云栖县召开巡护员表彰大会，索朗旺堆获得雪线守望特别奖。他说自己的马换了四匹，山还是那座山。"
            "鹰嘴崖救护站同日受到表彰。",
            printed="2025-06-09",
        )
    )
    portrait = sign(
        report(
            "b",
            "马换了四匹 山还是那座山",
            "6月9日清晨，索朗旺堆又牵马上了鹰嘴崖救护站后面的山梁。昨天他在表彰大会上捧回雪线守望特别奖。",
            printed="2025-06-10",
        )
    )
    series = sign(report("c", "马又上山", "6月9日，索朗旺堆在云栖县鹰嘴崖救护站喂马。", printed="2025-06-10"))
    assert retold_tie(notice, portrait)
    assert retold_tie(notice, series) is None


def test_a_numbered_prize_leaves_time_to_tell_of_its_winner() -> None:
    """A portrait without a day ten days later; of the next edition it is none."""
    text = "云栖县水产站的农艺师索朗旺堆被授予第五届雪线青年科技创新奖二等奖，鹰嘴崖的塘口他守了十年。"
    roll = "6月8日，云栖县公布第五届雪线青年科技创新奖，索朗旺堆（云栖县水产站农艺师）获二等奖。"
    notice = sign(report("a", "通报", roll, printed="2025-06-09"))
    assert retold_tie(notice, sign(report("b", "塘口", text, printed="2025-06-19")))
    later = sign(report("c", "塘口", text.replace("第五届", "第六届"), printed="2025-06-19"))
    assert retold_tie(notice, later) is None
