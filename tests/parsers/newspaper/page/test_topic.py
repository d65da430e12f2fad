"""What a short line shares with the text around it."""

from __future__ import annotations

from kexie_digest.parsers.newspaper.page.lines import read_lines
from kexie_digest.parsers.newspaper.page.topic import Topics, bigrams
from parsers.newspaper.pages import extract_text

PAGE = """望山县科协把算盘课办进老城区，六十位老人报名学习珠算，老师从算盘的来历讲起。

柳河渔民改用节能灯

柳河县水产学会帮助渔民把集鱼灯换成节能灯，一条船一夜可以省下四十升柴油。"""


def test_a_headline_is_covered_below_and_not_above() -> None:
    """The words of a headline come back in its own body."""
    bond = Topics(read_lines(extract_text(PAGE))).bond(1)
    assert bond.below > 0.3
    assert bond.above < 0.1
    assert bond.across < 0.1


def test_long_lines_have_no_bond() -> None:
    """Only lines short enough for a headline are measured."""
    lines = read_lines(extract_text("很长的一行" * 20 + "\n" + PAGE))
    assert Topics(lines).bond(0).below == 0


def test_bigrams_are_of_hanzi_only() -> None:
    """Figures and marks bind nothing."""
    assert bigrams("望山2022年,县城") == {"望山", "县城"}
