"""The lunar day of the masthead.

Takes an ISO day, gives the words a newspaper prints. It never asks what day it is.
"""

from __future__ import annotations

import datetime as dt

from lunar_python import Solar


def lunar_day(iso: str) -> str:
    """Give the lunar day as newspapers print it, such as ``农历丙午年正月十八``.

    Args:
        iso: An ISO day.

    Returns:
        Year by stem and branch (changing at lunar new year), month and day; the solar
        term is added on the day it falls on.
    """
    day = dt.date.fromisoformat(iso)
    lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
    text = f"农历{lunar.getYearInGanZhi()}年{lunar.getMonthInChinese()}月{lunar.getDayInChinese()}"
    term = lunar.getJieQi()
    return f"{text}　{term}" if term else text
