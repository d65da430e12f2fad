"""What an edition is made from, and what becomes of a period without news."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kexie_digest.model import PeriodState, WaiveReason
from kexie_digest.store import editions, periods
from kexie_digest.workflows.compose import NOTHING_NEW
from kexie_digest.workflows.due import due_periods
from kexie_digest.workflows.run import Scope, run

from desk import Desk
from fakes import FakeClock

pytestmark = pytest.mark.usefixtures("no_paper")

#: A Thursday, 08:30 in Shanghai.
THURSDAY = datetime(2026, 3, 5, 0, 30, tzinfo=UTC)
YAML = """
drops: {{inbox: {{path: drops}}}}
digests:
  weekly: {{title: 周报, {policy}, schedule: {{every: week, on: friday, at: "09:00"}}}}
"""
PAGE = "滇池晨报\n2026年{month}月{day}日 星期{weekday}\n第02版 科教\n\n# {title}\n\n**本报讯** {body}\n"


def test_missed_editions_have_the_news_of_their_weeks(tmp_path: Path) -> None:
    """Down for two Fridays: each edition has what is dated up to its day, the last one the rest."""
    desk = Desk(tmp_path, clock=FakeClock(THURSDAY))
    with desk.opened(YAML.format(policy="catch_up: each")) as context:
        due_periods(context)
        desk.clock.instant += timedelta(days=9)
        for day, weekday, title in (
            (4, "三", "岭下小学观星"),
            (11, "三", "湖西中学养蚕"),
            (14, "六", "医生进村义诊"),
        ):
            page = PAGE.format(
                month=3, day=day, weekday=weekday, title=title, body=f"{title}活动有三十人参加。"
            )
            (desk.drops / f"{day}.txt").write_text(page, "utf-8")
        result = run(context, Scope(context.config.drops, (), (), due=due_periods(context)))
        assert not result.failures
        with context.store.reading() as tx:
            made = [editions.get(tx, "weekly", number) for number in (1, 2)]
            assert [one.period for one in periods.list_latest(tx, "weekly", 2)] == [
                "week:2026-03-13",
                "week:2026-03-06",
            ]
    assert [[item.title for item in edition.items] for edition in made] == [
        ["岭下小学观星"],
        ["湖西中学养蚕", "医生进村义诊"],
    ]


def test_a_period_without_news_says_so_to_the_office(tmp_path: Path) -> None:
    """``empty: skip``: no edition, no number, the reason on record, and a note."""
    desk = Desk(tmp_path, clock=FakeClock(THURSDAY))
    with desk.opened(YAML.format(policy="empty: skip")) as context:
        due_periods(context)
        desk.clock.instant += timedelta(days=1, hours=1)
        result = run(context, Scope((), (), (), due=due_periods(context)))
        with context.store.reading() as tx:
            latest = periods.list_latest(tx, "weekly")[0]
            assert editions.list_latest(tx) == []
    assert (latest.state, latest.reason) == (PeriodState.WAIVED, WaiveReason.EMPTY)
    assert "没有新稿件" in result.notes[0]


def test_a_period_without_news_says_so_to_readers(tmp_path: Path) -> None:
    """``empty: notice``: an edition with a number that says there is nothing; a manual run makes none."""
    desk = Desk(tmp_path, clock=FakeClock(THURSDAY))
    with desk.opened(YAML.format(policy="empty: notice")) as context:
        due_periods(context)
        desk.clock.instant += timedelta(days=1, hours=1)
        result = run(context, Scope((), (), (), due=due_periods(context)))
        assert [one.total_number for one in result.published] == [1]
        assert not run(context, Scope((), (), context.config.digests)).published
    text = (desk.output / "weekly" / "1" / "email.txt").read_text("utf-8")
    assert NOTHING_NEW in text
    assert "0条" not in text
