"""The strongest of all ties between two reports."""

from __future__ import annotations

import pytest

from events.reports import report
from kexie_digest.events.linking import LINKED, link
from kexie_digest.events.signature import sign
from kexie_digest.model import Tie

TEXT = (
    "5月3日，首届岚湖湿地论坛在岚川市举行，百余名专家研讨候鸟保护。会上，湿地学会公布了十年来的"
    "鸟类记录，志愿者展示了自制的巢箱，渔民代表承诺把三百亩鱼塘还给滩涂。"
)
DIFFERENT = Tie("", "", -1.0, "")
FORUM = sign(report("b", "论坛开幕", TEXT, day="2024-05-03", printed="2024-05-04"))


def test_a_copy_outweighs_a_name() -> None:
    """The reason names the repost, and the earlier report stands on the left."""
    copy = sign(report("a", "湿地论坛", TEXT, day="2024-05-03", printed="2024-05-06"))
    found = link(copy, FORUM)
    assert found
    assert (found.left, found.right) == ("b", "a")
    assert found.score >= 6
    assert "同文转载" in found.reason


def test_the_order_of_the_two_changes_nothing() -> None:
    """Who came in first is no trait of a pair."""
    voice = sign(report("a", "候鸟的家", "首届岚湖湿地论坛上，渔民说话了。", day="2024-05-03"))
    assert link(voice, FORUM) == link(FORUM, voice) is not None


def test_what_is_too_weak_links_nothing() -> None:
    """Two lectures."""
    one, other = (sign(report(name, "讲座", f"市{name}学会举办讲座。")) for name in ("物理", "化学"))
    assert link(one, other) is None


def test_one_template_for_two_happenings_keeps_them_apart() -> None:
    """Next week's lecture in the words of this week's; its tie is negative and says so."""
    text = "{}上午，岚川科技馆“周末实验室”第{}场活动举行，四十组家庭跟着工程师搭起{}，孩子们数着秒欢呼。"
    one, other = (
        sign(report(name, f"“周末实验室”第{number}场", text.format(*filled), printed=printed))
        for name, number, filled, printed in (
            ("a", 12, ("5月4日", 12, "纸桥"), "2024-05-05"),
            ("b", 13, ("5月11日", 13, "水车"), "2024-05-12"),
        )
    )
    found = link(one, other)
    assert found
    assert found.score < 0


def test_a_feature_is_tied_to_the_notice_by_what_both_saw() -> None:
    """A person, a cliff and three cubs on one day; the reason quotes them."""
    notice = sign(
        report(
            "a",
            "云栖县放归三只雪豹幼崽",
            "6月8日，云栖县野生动物救护站在鹰嘴崖放归三只雪豹幼崽，巡护员索朗旺堆为它们打开笼门。",
            printed="2025-06-09",
        )
    )
    text = "索朗旺堆往后退了一步。8日，鹰嘴崖的风很大，三只雪豹幼崽嗅了嗅，窜进乱石里。"
    found = link(notice, sign(report("b", "笼门打开之后", text, printed="2025-06-10")))
    assert found
    assert found.score > LINKED
    assert "三只雪豹幼崽" in found.reason
    assert "日期相同" in found.reason
    later = "15日，索朗旺堆在鹰嘴崖又放归三只雪豹幼崽里的最后一只。"
    assert (
        link(notice, sign(report("c", "鹰嘴崖又放归雪豹", later, printed="2025-06-16"))) or DIFFERENT
    ).score < 0


def test_a_common_name_ties_less() -> None:
    """A name that too many reports share is as good as none."""
    voice = sign(report("a", "候鸟的家", "首届岚湖湿地论坛上，渔民说话了。", day="2024-05-03"))
    tied, crowded = link(voice, FORUM), link(voice, FORUM, FORUM.names | voice.names)
    assert tied
    assert crowded is None or crowded.score < tied.score - 1


def test_reports_printed_a_month_apart_are_not_compared() -> None:
    """Unless one is a copy of the other."""
    later = sign(report("a", "候鸟的家", "首届岚湖湿地论坛上，渔民说话了。", printed="2024-06-20"))
    assert link(later, FORUM) is None
    assert link(sign(report("a", "重温", TEXT, day="2024-05-03", printed="2024-06-20")), FORUM)


LECTURE = "5月4日上午，岚川科技馆“周末实验室”第{}场活动举行，四十组家庭跟着工程师搭起纸桥，孩子们数着秒欢呼。"
HONOURED = (
    "云栖县表彰大会举行",
    "6月8日，云栖县召开巡护员表彰大会，索朗旺堆获得雪线守望特别奖。他说自己的马换了四匹，山还是那座山。鹰嘴崖救护站同日受表彰。",
    "2025-06-09",
)
ROLL = "6月8日，云栖县公布第五届雪线青年科技创新奖，索朗旺堆（云栖县水产站农艺师）获二等奖。"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("“周末实验室”第12场", LECTURE.format(12), "2024-05-05"),
            ("“周末实验室”第13场", LECTURE.format(13), "2024-05-05"),
        ),
        (
            ("本周上榜谣言", "本周上榜谣言：隔夜水致癌，微波炉有害，专家一一辟谣。", "2024-05-08"),
            ("本周上榜谣言", "本周上榜谣言：酸奶治病，红薯抗癌，专家一一辟谣。", "2024-05-15"),
        ),
        (
            ("讲养蜂", "6月8日，岚川市昆虫学会讲养蜂。", "2025-06-09"),
            ("讲蝴蝶", "6月8日，岚川市昆虫学会讲蝴蝶。", "2025-06-09"),
        ),
        (HONOURED, ("马又上山", "6月9日，索朗旺堆在云栖县鹰嘴崖救护站喂马。", "2025-06-10")),
        (
            ("通报", ROLL, "2025-06-09"),
            ("塘口", "农艺师索朗旺堆被授予第六届雪线青年科技创新奖二等奖，塘口他守了十年。", "2025-06-19"),
        ),
    ],
    ids=["number alone", "weekly column", "two lectures", "series", "next prize"],
)
def test_neighbours_are_not_joined(one: tuple[str, str, str], other: tuple[str, str, str]) -> None:
    """The next of a series, another lecture of one day, the prize of another year."""
    left, right = (
        sign(report(name, title, text, printed=printed))
        for name, (title, text, printed) in (("a", one), ("b", other))
    )
    assert (link(left, right) or DIFFERENT).score < LINKED


YEARLY = (
    "岚川市科协公布{}年度优秀学会名单。经评审，岚川市医学会、岚川市护理学会、岚川市药学会、岚川市{}学会"
    "等四家学会获评优秀学会，各获奖牌一块。请各学会向获评单位学习，办好明年的活动。"
)


def test_two_lists_of_one_day_that_differ_in_the_year_are_kept_apart() -> None:
    """Whatever else they share; a copy word for word is one, for a misread year is no other list."""
    one, other = (
        sign(report(name, f"{year}年度优秀学会名单", YEARLY.format(year, society), printed="2026-03-02"))
        for name, year, society in (("a", 2024, "营养"), ("b", 2025, "土壤"))
    )
    found = link(one, other)
    assert found
    assert found.score < 0
    text = YEARLY.format(2024, "营养") + TEXT + TEXT
    copy, misread = (
        sign(report(name, "名单", text.replace("2024", year), printed="2026-03-02"))
        for name, year in (("a", "2024"), ("b", "2025"))
    )
    assert (link(copy, misread) or DIFFERENT).score > LINKED


def test_the_opening_and_the_close_of_a_camp_are_tied() -> None:
    """A week apart; the camp of another county is another one."""
    opened = (
        "7月20日，“竹影”科技夏令营在青坪县苦竹滩开营，六十名中学生将在八天里跟着篾匠温阿生学习编竹与力学。"
    )
    closed = "7月27日，“竹影”科技夏令营在{}落幕，六十名中学生交出四十座竹桥，挥别篾匠{}。"
    one = sign(report("a", "“竹影”科技夏令营开营", opened, printed="2026-07-21"))
    here, there = (
        sign(report("b", "“竹影”科技夏令营落幕", closed.format(*filled), printed="2026-07-28"))
        for filled in (("青坪县苦竹滩", "温阿生"), ("渡头县龙潭口", "佘满堂"))
    )
    assert (link(one, here) or DIFFERENT).score > LINKED
    assert (link(one, there) or DIFFERENT).score < LINKED


def test_a_portrait_of_the_next_morning_is_tied_by_what_is_telling() -> None:
    """Its own day is a day later; a prize, a saying and a thing are those of the notice."""
    title, text, printed = HONOURED
    portrait = "6月9日清晨，索朗旺堆又牵马上了鹰嘴崖救护站后面的山梁。昨天他在表彰大会上捧回雪线守望特别奖。"
    found = link(
        sign(report("a", title, text, printed=printed)),
        sign(report("b", "马换了四匹 山还是那座山", portrait, printed="2025-06-10")),
    )
    assert found
    assert found.score > LINKED
