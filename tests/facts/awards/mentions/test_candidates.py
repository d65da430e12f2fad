"""Which names are offered to be weighed."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.mentions.candidates import mentions_in


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("首先登台的是高级工程师柏守田，随后是护士长麦冬青。", "柏守田", "person"),
        ("首先登台的是高级工程师柏守田，随后是护士长麦冬青。", "麦冬青", "person"),
        ("叶　萌　鹭汀市勘测院", "叶　萌", "person"),
        ("汉斯·穆勒、麦冬青登台。", "汉斯·穆勒", "person"),
        ("省针灸学会则一步登上五星。", "省针灸学会", "body"),
        ("县一中“锋芒”队问鼎。", "县一中“锋芒”队", "team"),
        ("《台风眼》拍自一艘渔船。", "台风眼", "work"),
        ("“会呼吸的墙”排在榜首。", "会呼吸的墙", "quote"),
        ("岭头、下湾两个村挂上了牌子。", "下湾", "other"),
    ],
)
def test_names_are_offered(text: str, name: str, kind: str) -> None:
    """Persons behind posts, names set wide, bodies before verbs, teams, works, plain items."""
    assert (name, kind) in {(one.name, one.kind) for one in mentions_in([line(text)])}


def test_parts_of_a_roll_are_no_names() -> None:
    """小学组 and 一等奖 are offered nowhere."""
    found = {one.name for one in mentions_in([line("小学组：一等奖、二等奖")])}
    assert not found & {"小学组", "一等奖", "二等奖"}


def test_a_mention_is_printed_where_it_says() -> None:
    """Every name is the text between its offsets."""
    text = line("丹霞市天文馆讲解员左思齐捧走奖杯。")
    assert all(one.name == text.text[one.start : one.end] for one in mentions_in([text]))


def test_mentions_overlap_within_a_sentence_only() -> None:
    """张三 and 张三丰 share letters; the same places of two sentences do not."""
    found = mentions_in([line("教师左思齐登台。")])
    names = {one.name: one for one in found}
    assert names["左思齐"].overlaps(names["左思"])
    other = next(one for one in mentions_in([line("教师左思齐登台。")]) if one.name == "左思齐")
    assert not names["左思齐"].overlaps(other)
