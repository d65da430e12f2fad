"""An event across editions: told once, then only when it moved on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk import Desk

pytestmark = pytest.mark.usefixtures("no_paper")

OPENING = """# 云岭省首届种业科技大会开幕

**本报讯** 3月1日，云岭省首届种业科技大会在临江市开幕，三百名代表参加会议。大会由云岭省农学会主办。
"""
REPOST = """# 种业科技大会在临江开幕

**本报讯** 3月1日，云岭省首届种业科技大会在临江市开幕，三百名代表参加会议。大会由云岭省农学会主办，会期五天。
"""
CLOSING = """# 云岭省首届种业科技大会闭幕

**本报讯** 3月5日，云岭省首届种业科技大会在临江市闭幕。大会由云岭省农学会主办，三百名代表参加会议。
"""


def test_an_event_is_told_again_when_it_moved_on(tmp_path: Path) -> None:
    """Opening in edition 1; a repost makes none; the closing is a follow-up in edition 2."""
    desk = Desk(tmp_path)
    (desk.drops / "opening.txt").write_text(OPENING, "utf-8")
    assert [edition.total_number for edition in desk.run().published] == [1]
    (desk.drops / "repost.txt").write_text(REPOST, "utf-8")
    again = desk.run()
    assert not again.published
    assert any("已刊过" in note for note in again.notes)
    (desk.drops / "closing.txt").write_text(CLOSING, "utf-8")
    assert [edition.total_number for edition in desk.run().published] == [2]
    folder = desk.output / "weekly" / "2"
    sections = json.loads((folder / "edition.json").read_text("utf-8"))["sections"]
    (item,) = [item for section in sections for item in section["items"]]
    assert item["follow_up"]["total_number"] == 1
    assert "续报，前见" in (folder / "index.html").read_text("utf-8")
