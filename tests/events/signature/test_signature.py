"""What identifies a happening, read from title, lead and main fact only."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from events.reports import report
from kexie_digest.events import signature as reading
from kexie_digest.events.signature import letters, sign, tails_in

WORDS = (
    "学习会",
    "会议",
    "活动周",
    "活动",
    "科普行",
    "论坛",
    "协议",
    "代表大会",
    "第九届",
    "东川市",
    "a7",
    ",",
    "及",
)


def test_names_come_from_title_and_lead_marked_or_numbered() -> None:
    """Quoted names, 首届…论坛, and the halves of a joint name."""
    signature = sign(report("a", "“青苗行动”启动", "首届东川学术论坛暨岚川科技年会在岚川市举行。"))
    assert {"首届东川学术论坛", "岚川科技年会"} <= signature.names


def test_traditional_script_gives_the_same_names() -> None:
    """Names are folded."""
    simple = sign(report("a", "", "首届东川学术论坛在岚川市举行。"))
    traditional = sign(report("b", "", "首屆東川學術論壇在嵐川市舉行。"))
    assert simple.names == traditional.names


def test_stock_names_identify_nothing() -> None:
    """科普中国 stands in a hundred happenings."""
    assert not sign(report("a", "“科普中国”走进社区", "近日开展。")).names


def test_the_place_is_that_of_title_and_activity() -> None:
    """A county in the title counts, a new district of industry does not."""
    assert sign(report("a", "青坪县办展览", "在高新区举行。")).places == {"青坪县"}


def test_a_company_is_no_event() -> None:
    """A quoted name of a company stands in all its news; its prize ceremony does not."""
    company = sign(report("a", "“青岚钢铁有限公司院士站”", "“青岚钢铁有限公司颁奖典礼”举行。"))
    assert company.names == {"青岚钢铁有限公司颁奖典礼"}


def test_letters_are_what_papers_set_alike() -> None:
    """No marks, no spaces, one script."""
    assert letters("「嵐川」 5 月，ABC") == "岚川5月abc"


def test_a_month_of_the_whole_country_names_no_happening() -> None:
    """全国科普月 is opened in every county; the county's own is one."""
    signature = sign(report("a", "岚川市2026年全国科普月启动", "9月5日，岚川市2026年全国科普月在公园启动。"))
    assert "2026年全国科普月" not in signature.names
    assert "岚川市2026年全国科普月" in signature.names


def test_a_stroke_divides_a_title() -> None:
    """捷报丨市…学会: the stroke is no letter of a place."""
    assert sign(report("a", "捷报丨市营养学会获评先进", "岚川市营养学会获评先进。")).places == frozenset()


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_tails_are_looked_for_where_they_may_stand(heading: str) -> None:
    """Between the first ending and the last: all that a look at every place finds."""
    everywhere = {match[1][-reading.TAIL_LENGTH :] for match in reading._TAIL.finditer(heading)}
    assert tails_in(heading) == everywhere
