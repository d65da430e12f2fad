"""Agreements in tables and by sides."""

from __future__ import annotations

from facts.support import article
from kexie_digest.facts.cooperation.columns import find_columns
from kexie_digest.facts.lines import read_lines

HEAD = "序号\t项目\t出题方\t答题方\n"
ROWS = "1\t笋干霉变检测\t双塔食品公司\t临汀农学院\n2\t轴承润滑\t云溪轴承厂\t临汀大学\n"


def columns(text: str, **fields: str) -> list[tuple[str, ...]]:
    """The parties of each agreement in columns."""
    story = article(text, **fields)
    return [found.parties for found in find_columns(read_lines(story), story)]


def test_each_row_of_a_table_of_signings_is_an_agreement() -> None:
    """The bodies stand in columns of their own; the table is told to be one of signings."""
    found = [("双塔食品公司", "临汀农学院"), ("云溪轴承厂", "临汀大学")]
    assert columns(f"现场签约的项目如下。\n{HEAD}{ROWS}其余待定。") == found
    assert columns(HEAD + ROWS, title="签约项目一览") == found


def test_a_table_of_other_things_is_none() -> None:
    """A roll of projects, or of signings to come."""
    assert columns(f"入围的项目如下。\n{HEAD}{ROWS}") == []
    assert columns(f"拟签约的项目如下。\n{HEAD}{ROWS}") == []


def test_who_recommends_is_no_party() -> None:
    """Nor are those who watch or hold the meeting."""
    table = "企业\t推荐单位\n双塔食品公司\t云溪市科协\n云溪轴承厂\t云溪县科协\n"
    assert (
        columns(
            "签约项目如下。\n编号\t" + table.replace("\n双", "\n1\t双").replace("\n云溪轴", "\n2\t云溪轴")
        )
        == []
    )


def test_the_sides_of_a_paper_are_its_parties() -> None:
    """甲方： and 乙方：, one each; the sides of several papers are told apart by nobody."""
    sides = "甲方：临汀省化学会\n乙方：云溪市博物馆\n"
    assert columns("合作协议\n" + sides) == [("临汀省化学会", "云溪市博物馆")]
    assert columns(sides + sides) == []
