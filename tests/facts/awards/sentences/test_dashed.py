"""Honours and names tied by a dash."""

from __future__ import annotations

import pytest

from facts.support import facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("祝贺！金牌——方澄（甲轴承厂，磨工赛项）！", ["方澄"]),
        ("“年度科技人物——隧道工程师荀慧！”全场起立。", ["荀慧"]),
        ("【先锋个人】甲县粮种站站长方澄、乙技校教师荀慧——全省科技系统先锋个人", ["方澄", "荀慧"]),
        ("【好书】《河里有什么》（邹山 著）——全省优秀科普读物一等奖", ["河里有什么"]),
        ("《森林银行》——甲美术学院 方澄", []),
        ("让科学走进生活——甲县科技馆开展科普活动。", []),
    ],
)
def test_a_dash_ties_honour_and_name(text: str, expected: list[str]) -> None:
    """Either may come first; a title and its author are no honour."""
    assert [name for award in facts(text).awards for name in award.recipients] == expected
