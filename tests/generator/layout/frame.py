"""What a page prints about itself: masthead and colophon.

Draws an issue, gives its lines and the page fields they prove; one masthead in four
carries a date that contradicts itself. Days and lunar days come from the calendar.
"""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from lunar_python import Solar

from generator.layout.sheet import Line

WEEKDAYS = "一二三四五六日"
EDITORS = {
    "tuning": ("祁连", "乔木生", "宋词", "房小舍", "詹青", "钟离月"),
    "heldout": ("唐果", "俞伯仲", "凌霄", "蔺小洲", "富春", "皮日新"),
}
ROLES = (("责任编辑", "版式"), ("责编", "美编"), ("本版编辑", "校对"), ("编辑", "组版"))
EMPTY: dict[str, Any] = {
    "publication": None,
    "publisher": None,
    "issue_number": None,
    "number": None,
    "name": None,
    "date": None,
    "weekday": None,
    "lunar_date": None,
    "page_count": None,
    "cn_code": None,
    "postal_code": None,
    "website": None,
    "hotline": None,
    "page_editors": [],
    "masthead_people": [],
    "raw_lines": [],
}


def _lunar(day: dt.date) -> str:
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    return f"农历{lunar.getYearInGanZhi()}年{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"


def _day(rng: random.Random) -> tuple[dict[str, Any], str]:
    """Draw a day, its weekday and lunar date, and what is wrong with them."""
    day = dt.date(2019, 1, 1) + dt.timedelta(days=rng.randrange(365 * 6))
    weekday, lunar, wrong = WEEKDAYS[day.weekday()], _lunar(day), ""
    if rng.random() < 0.25:
        wrong = rng.choice(("weekday", "lunar"))
        if wrong == "weekday":
            weekday = WEEKDAYS[(day.weekday() + rng.randint(1, 6)) % 7]
        else:
            lunar = _lunar(day + dt.timedelta(days=rng.choice((-30, -2, -1, 1, 2, 29))))
    return {"date": day.isoformat(), "weekday": f"星期{weekday}", "lunar_date": lunar}, wrong


def masthead(paper: str, rng: random.Random) -> tuple[list[Line], dict[str, Any]]:
    """Print the head of a front page.

    Args:
        paper: The name of the paper.
        rng: The page's random numbers.

    Returns:
        The lines, on one line or several, and the page fields they hold.
    """
    fields, wrong = _day(rng)
    year, month, day = (int(part) for part in fields["date"].split("-"))
    fields |= {"issue_number": rng.randint(200, 9000), "page_count": rng.choice((4, 8, 12, 16))}
    parts = [
        f"{year}年{month}月{day}日",
        fields["weekday"],
        fields["lunar_date"],
        f"总第{fields['issue_number']}期",
    ]
    rows = [" ".join(parts)] if rng.random() < 0.4 else parts
    if rng.random() < 0.7:
        rows.insert(0, paper)
        fields["publication"] = paper
    if rng.random() < 0.6:
        code, post = f"CN98-{rng.randint(1, 9999):04d}", f"{rng.randint(10, 99)}-{rng.randint(2, 99)}"
        fields |= {"cn_code": code, "postal_code": post, "hotline": f"0998-{rng.randint(10**6, 10**7 - 1)}"}
        rows.append(f"统一刊号：{code} 邮发代号：{post} 新闻热线：{fields['hotline']}")
    rows.append(f"本期共{fields['page_count']}版")
    lines = [Line(row, "masthead") for row in rows]
    lines[0].blank = rng.randint(0, 4)
    for line in lines:
        line.faults.append("masthead")
    if wrong:
        lines[-2].faults.append(f"date_conflict_{wrong}")
        lines[-2].flags.append(("date_conflict",))
    return lines, fields


def colophon(half: str, rng: random.Random) -> tuple[Line, list[dict[str, str]]]:
    """Print who edited the page.

    Args:
        half: Which half's names to draw from.
        rng: The page's random numbers.

    Returns:
        The line and the editors it names.
    """
    roles = rng.choice(ROLES)
    names = rng.sample(EDITORS[half], k=len(roles))
    line = Line(" ".join(f"{role}：{name}" for role, name in zip(roles, names, strict=True)), "colophon")
    line.blank = 1
    line.faults.append("colophon")
    # 本版 says where, not what: the role is 编辑 (as the gold files have it).
    return line, [
        {"role": role.removeprefix("本版"), "name": name} for role, name in zip(roles, names, strict=True)
    ]
