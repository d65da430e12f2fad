"""Which number counts which list."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.awards.checks.layout import listings
from kexie_digest.facts.awards.checks.ties import ties
from kexie_digest.facts.lines import read_lines


def tied(*paragraphs: str) -> list[tuple[int, list[int]]]:
    """The numbers tied, and how many entries their lists may hold."""
    lines = read_lines(article(*paragraphs))
    return [
        (pairing.told.number, sorted(pairing.entries.readings)) for pairing in ties(lines, listings(lines))
    ]


@pytest.mark.parametrize(
    ("paragraphs", "pairs"),
    [
        (["先进学会（3个）", "甲学会、乙学会"], [(3, [2])]),
        (["75家基地参赛，3名讲解员最终入选，他们是：闻笛、安澜。"], [(3, [2])]),
        (["3人获此殊荣。", "他们来自山里山外：闻笛（石门镇）、安澜（白鹿县）。"], [(3, [2])]),
        (["认定科普之家3个、科普达人1名。", "科普之家：甲馆、乙园"], [(3, [2])]),
        (["表扬2名个人、3个项目。", "科普达人：闻笛、安澜", "优秀活动：夏令营、科普课"], [(3, [2])]),
        (["拟授予下列3人青年奖：", "闻笛　河阴师专", "安澜　河阴师专"], [(3, [2])]),
        (["共4人获奖：甲院2人，为闻笛、安澜；乙院1人，为方圆。"], [(2, [2]), (1, [1]), (4, [3])]),
    ],
)
def test_place_and_words_tie_a_number_to_a_list(
    paragraphs: list[str], pairs: list[tuple[int, list[int]]]
) -> None:
    """Heading, place, label, order, the whole run, the sum of its parts."""
    assert tied(*paragraphs) == pairs


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["三件作品获奖，作者分别是闻笛、安澜。"],
        ["共收到论文103篇。", "优秀论文：《盐》《风》"],
        ["联盟今年办三件实事：画地图、开船。"],
        ["评出一等奖3名，其中我校获奖情况如下：一等奖：闻笛、安澜。"],
        ["3人获奖，其中一等奖获得者是：闻笛、安澜。"],
    ],
)
def test_other_numbers_are_tied_to_nothing(paragraphs: list[str]) -> None:
    """They count works, entries, deeds, a part."""
    assert tied(*paragraphs) == []


def test_the_first_parts_of_a_roll_may_be_the_whole() -> None:
    """Three prizes, and thanks to two bodies."""
    lines = read_lines(
        article("评出获奖作品3件：", "一等奖：《盐》", "二等奖：《风》、《河》", "优秀组织奖：甲馆、乙园")
    )
    found = list(ties(lines, listings(lines)))
    assert [
        pairing for pairing in found if pairing.told.number not in pairing.entries.readings | pairing.others
    ] == []
