"""Honours given to somebody."""

from __future__ import annotations

import pytest

from facts.support import facts


@pytest.mark.parametrize(
    ("text", "award", "names"),
    [
        ("甲市科协授予乙中学、丙小学“示范校”称号。", "示范校", ("乙中学", "丙小学")),
        ("省科协对乙市科协、丙县科协予以通报表扬。", "通报表扬", ("乙市科协", "丙县科协")),
        ("市政府给方澄、荀慧记个人二等功。", "个人二等功", ("方澄", "荀慧")),
        ("一等奖:乙中学、丙小学；二等奖未评出。", "一等奖", ("乙中学", "丙小学")),
    ],
)
def test_whoever_stands_behind_the_verb_is_honoured(text: str, award: str, names: tuple[str, ...]) -> None:
    """Titles, praise, merits and the line of a roll."""
    (found,) = facts(text).awards
    assert (found.award, found.recipients) == (award, names)


@pytest.mark.parametrize(
    ("end", "count"), [("等3人", 3), ("3人", 3), ("等同志", None)], ids=["with 等", "bare number", "等同志"]
)
def test_an_honour_without_marks_begins_behind_its_list(end: str, count: int | None) -> None:
    """The last name and the number are no part of what the honour is called."""
    (award,) = facts(f"省科协决定授予张伟、司马懿德、欧阳文博{end}江北青年科技奖。").awards
    assert (award.award, award.recipients, award.count) == (
        "江北青年科技奖",
        ("张伟", "司马懿德", "欧阳文博"),
        count,
    )


def test_a_number_in_a_name_ends_no_list() -> None:
    """第三人民医院 is one body."""
    (award,) = facts("市卫健委授予甲市医院、乙市第三人民医院“先进集体”称号。").awards
    assert award.recipients == ("甲市医院", "乙市第三人民医院")
    (plain,) = facts("市卫健委授予甲市医院、乙市第三人民医院全市先进集体称号。").awards
    assert "民医院" not in plain.award.replace("人民医院", "")
