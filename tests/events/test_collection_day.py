"""What the day of collection says about an event: nothing."""

from __future__ import annotations

from kexie_digest.events import group
from kexie_digest.model import Page

from factories import make_article, make_report


def test_the_day_of_collection_is_no_evidence() -> None:
    """An undated page of a past congress, dropped today, joins the dated reports of it."""
    name = "云岭省首届农业科技学术大会"
    dated = make_report(
        make_article(
            f"{name}开幕", f"12月10日，{name}在临江市开幕，三百名代表参加。", event_date="2020-12-10"
        ),
        id="a",
        page=Page(date="2020-12-11"),
    )
    undated = make_report(
        make_article(f"{name}表扬先进学会", f"“现在颁奖。”{name}在临江市开幕，会上公布了先进学会名单。"),
        id="b",
        page=Page(),
        collected_on="2026-11-22",
    )
    assert len(group([dated, undated], {})) == 1
