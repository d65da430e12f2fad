"""Failures as people read them: many alike become one line."""

from __future__ import annotations

import pytest

from kexie_digest.cli.terminal import failures
from kexie_digest.model import Failure


def said(count: int, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Give the lines shown for some alike failures and one of another kind."""
    alike = [Failure("collect", f"[red]{n}.txt", "empty_file", "文件为空", "请检查。") for n in range(count)]
    failures.show([*alike, Failure("publish", "weekly", "disk_full", "磁盘已满")])
    return capsys.readouterr().err.splitlines()


def test_five_alike_are_told_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    """Up to five: each with its name and the next step, brackets as they are."""
    lines = said(5, capsys)
    assert len(lines) == 11
    assert lines[0] == "✗ [red]0.txt: 文件为空"
    assert lines[1] == "  → 请检查。"


def test_more_alike_become_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Six and more: the count, the first three names and the next step once."""
    assert said(60, capsys) == [
        "✗ 60 项 (items)：文件为空 — [red]0.txt、[red]1.txt、[red]2.txt 等 (and more)",
        "  → 请检查。",
        "✗ weekly: 磁盘已满",
    ]
