"""Measures of a page."""

from __future__ import annotations

from kexie_digest.parsers.newspaper.page.lines import read_lines
from kexie_digest.parsers.newspaper.page.page_view import PageView, view
from parsers.newspaper.pages import extract_text

WRAPPED = """望山县科协与县图书馆合办的种子图书馆昨天
开张，读者凭借书证可以借走一袋老品种种子
收获以后再还回两袋，馆里现有豆类瓜类杂粮
一百六十个品种，都是退休教师从各村收来的
有人借走黑花生。她说小时候吃过这种花生呢
三十年没有见到了。"""


def _view(text: str) -> PageView:
    return view(read_lines(extract_text(text)))


def test_hard_wraps_are_noticed() -> None:
    """Many lines of one width mean a wrapped column; whole paragraphs mean none."""
    page = _view(WRAPPED)
    assert page.wrap_width == 20
    assert page.is_full(0)
    assert not page.is_full(5)
    assert _view("短句一。\n\n" + "很长的一段" * 20).wrap_width is None


def test_more_blank_lines_than_usual_are_a_picture_place() -> None:
    """One blank line between paragraphs is usual here, four are not."""
    page = _view("第一段。\n\n第二段。\n\n第三段。\n\n\n\n\n第四段。\n\n第五段。")
    assert [page.image_gap(index) for index in range(5)] == [False, False, False, True, False]


def test_a_day_below_speaks_for_a_new_item() -> None:
    """本报讯 below a line is the surest sign, a day at the start the next."""
    assert _view("标题\n本报讯 昨天下了雨，河水涨了。").lead_ahead(0) == 1.0
    assert _view("标题\n5月7日，昨夜下了雨，河水涨了。").lead_ahead(0) == 0.8
    assert _view("标题\n河水涨了，孩子们不能过桥。").lead_ahead(0) == 0.0
