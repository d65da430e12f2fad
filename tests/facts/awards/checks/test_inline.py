"""Lists inside a sentence."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.checks.inline import inline


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("他们是闻笛、安澜。", [("他们", 2)]),
        ("先进集体为甲馆、乙园；优秀作品是《盐》《风》。", [("先进集体", 2), ("优秀作品", 2)]),
        ("一等奖1项，为《盐》；二等奖2项，为《风》《河》。", [("", 1), ("", 2)]),
        ("表彰3名大学生志愿者——闻笛、安澜、方圆——并颁发证书。", [("表彰3名大学生志愿者", 3)]),
        ("评委：闻笛、安澜。", []),
        ("优秀指导教师：闻笛、安澜。", [("优秀指导教师", 2)]),
        ("一等奖（1人）闻笛；二等奖（2人）安澜、方圆。", [("一等奖", 1), ("二等奖", 2)]),
        ("良好（5家）、合格（12家）名单见附件。", []),
        ("市长说：希望大家努力、进步。", []),
        ("选举闻笛等4人为副理事长。", []),
    ],
)
def test_lists_stand_behind_their_labels(text: str, lists: list[tuple[str, int]]) -> None:
    """Colons, dashes, 是 and 为 behind a noun of winners or a number."""
    assert [(one.label, len(one.entries.names)) for one in inline(line(text))] == lists


def test_a_list_knows_the_number_told_with_it() -> None:
    """In its label, right before 为, behind 等."""
    for text in ("这3人分别是：闻笛、安澜、方圆。", "二等奖3项，为甲、乙、丙。", "获奖的是：甲、乙等3人。"):
        (listing,) = inline(line(text))
        assert listing.own, text
        assert listing.own.number == 3
        assert not listing.is_in_rows
