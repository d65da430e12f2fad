"""Check a printed lunar date against the calendar.

Takes a solar day and the lunar date a masthead prints beside it, gives whether they
agree. It corrects nothing: a conflict is shown to the editor.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from lunar_python import Lunar, Solar

from kexie_digest.text.script import to_simplified

_PRINTED = re.compile(
    r"(?:(?P<year>[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])年?)?\s*"
    r"(?P<month>闰?(?:正|十[一二]|[一二三四五六七八九十冬腊]))月(?:[大小])?\s*"
    r"(?P<day>初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|十)"
)
_MONTH_NAMES = {"一": "正", "十一": "冬", "十二": "腊"}


@lru_cache(maxsize=64)
def _lunar(day: date) -> Lunar:
    """The lunar date of a day: a millisecond of work, asked twice for a page that prints it."""
    return Solar.fromYmd(day.year, day.month, day.day).getLunar()


def lunar_of(day: date) -> str:
    """Write the lunar date of a solar day (己亥年四月廿八).

    Args:
        day: A solar day.

    Returns:
        Year in stems and branches, month (冬 and 腊 for the last two) and day.
    """
    lunar = _lunar(day)
    return f"{lunar.getYearInGanZhi()}年{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"


def lunar_agrees(day: date, printed: str) -> bool | None:
    """Check a printed lunar date.

    Args:
        day: The solar day printed beside it.
        printed: Such as 农历己亥年四月廿八, year and 农历 optional.

    Returns:
        Whether the calendar gives the same; None when no lunar date is printed.
    """
    match = _PRINTED.search(to_simplified(printed))
    if not match:
        return None
    leap, month = re.fullmatch(r"(闰?)(.+)", match["month"]).groups()  # type: ignore[union-attr] # always fits
    wanted_month = leap + _MONTH_NAMES.get(month, month)
    wanted_day = match["day"].replace("二十", "廿")
    if wanted_day == "廿":
        wanted_day = "二十"
    lunar = _lunar(day)
    same_year = match["year"] in {None, lunar.getYearInGanZhi()}
    return bool(
        same_year and wanted_month == lunar.getMonthInChinese() and wanted_day == lunar.getDayInChinese()
    )
