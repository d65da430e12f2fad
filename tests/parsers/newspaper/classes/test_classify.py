"""Line classes by the rules alone."""

from __future__ import annotations

from kexie_digest.parsers.newspaper.classes.classify import by_rules
from kexie_digest.parsers.newspaper.page.lines import read_lines
from kexie_digest.parsers.newspaper.page.page_view import view
from parsers.newspaper.pages import extract_text

STORY = "本报讯 5月7日，石盘村小学的学生量出了村后瀑布的高度，用的是一只气球和一卷鱼线。"
ITEM = f"雨后山路架起木桥\n\n{STORY}\n\n（丁听雨）\n\n"


def _classes(text: str, index: int) -> dict[str, str]:
    lines = read_lines(extract_text(text))
    return {found.label.value: found.rule for found in by_rules(lines[index], view(lines))}


def test_a_rubric_that_sounds_like_a_paper_is_no_masthead() -> None:
    """基层简报 deep in the page heads a column; at the top or beside the day it names the paper."""
    assert "masthead" not in _classes(f"{ITEM}基层简报\n\n{ITEM}", 3)
    assert "masthead" in _classes(f"基层简报\n\n{ITEM}", 0)
    assert "masthead" in _classes(f"2026年5月8日 星期五\n基层简报\n\n{ITEM}", 1)


def test_hopeless_readings_are_dropped() -> None:
    """A line with 本报讯 is a lead, not perhaps a headline."""
    assert set(_classes(ITEM, 1)) == {"lead"}
