"""Messages in two languages: each page shows one of them."""

from __future__ import annotations

import pytest

from kexie_digest.web.bilingual import chinese, english, halves


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("没有这一期 (no such edition)", "没有这一期"),
        ("没有权限 (you may not do this).", "没有权限"),
        ("周报：第3期已编好，待初审 (no. 3 waits for review)。", "周报：第3期已编好，待初审。"),
        ("没有新文件 (no new files): /srv (two disks)/a (1).txt", "没有新文件：/srv (two disks)/a (1).txt"),
        ("已收过 (already known): 报告 (final).pdf", "已收过：报告 (final).pdf"),
        ("来源 a：编码可疑 (a doubtful encoding) (read with a doubt)", "来源 a：编码可疑"),
        ("等 30 秒 (too many tries (5 of 5): wait 30 s)", "等 30 秒"),
        ("岩溪市科协（筹）换届", "岩溪市科协（筹）换届"),
        ("Weekly (new series)：没有新稿件 (nothing new)。", "Weekly (new series)：没有新稿件。"),
        ("程序出错：list index (out of range)", "程序出错：list index"),
    ],
)
def test_a_chinese_page_shows_the_chinese(message: str, shown: str) -> None:
    """Wherever the English stands; what it tells of keeps its own brackets."""
    assert chinese(message) == shown


def test_an_english_page_shows_the_english() -> None:
    """Where there is none, the message as it is."""
    assert english("等 30 秒 (too many tries (5 of 5): wait 30 s)") == "Too many tries (5 of 5): wait 30 s"
    assert english("请登录") == "请登录"
    assert halves("plain English (no Chinese here)") == ("plain English (no Chinese here)", "")
