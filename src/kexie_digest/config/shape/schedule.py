"""``schedule:`` of a digest."""

from typing import Annotated

from pydantic import BaseModel, Field

from kexie_digest.config.fields import CronLine, DayName, Expect, TimeOfDay
from kexie_digest.config.shape.strict import STRICT
from kexie_digest.model import Every, OnHoliday


class _Shape(BaseModel):
    model_config = STRICT


class ScheduleShape(_Shape):
    """``schedule:`` of a digest."""

    every: Annotated[
        Every,
        Field(strict=False),
        Expect("day、week、month、quarter 或 year", "day, week, month, quarter or year", "every: week"),
    ] = Every.WEEK
    on: Annotated[
        DayName | None,
        Expect(
            "week 时为星期几，month 时为 1 到 28 或 last，quarter、year 时为“月-日”或 last",
            "a weekday; for month 1 to 28 or last; for quarter and year month-day or last",
            "on: friday",
        ),
    ] = None
    at: Annotated[TimeOfDay, Expect("加引号的 24 小时制时间", "a quoted 24-hour time", 'at: "09:00"')] = (
        "09:00"
    )
    cron: Annotated[
        CronLine | None,
        Expect(
            "“分 时 日 月 星期”五项，星期写名称，日可写 last，星期可写 fri#1",
            "minute hour day month weekday, weekdays by name",
            'cron: "0 9 * * mon,thu"',
        ),
    ] = None
    holidays: Annotated[
        OnHoliday,
        Field(strict=False),
        Expect(
            "逢休息日：keep 照出、skip 停出、before 提前、after 顺延到工作日",
            "on days off: keep, skip, before or after",
            "holidays: before",
        ),
    ] = OnHoliday.KEEP
