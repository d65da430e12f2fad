"""Write docs/proof.md: what was tried, how often, and what was lost.

Takes ``results/proof.json`` as ``prove.py`` wrote it, gives a page. It tries nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

INTRODUCTION = """# Proof 证明

每一行是 `make prove` 试过的一种坏事：试了多少次，丢了什么。同样的检查以小份量在每次 `make test` 里运行。
Each line is something bad that `make prove` tried: how often, and what was lost. `make test` runs the same
checks in small portions. A check is a test of the repository. The last two rounds of each line are counted; a
check that failed in one of them stands here as failed.

"""
HEAD = (
    "| what was tried 试了什么 | rounds 遍数 | how often 次数 | checks 检查 | failed 失败 | lost 丢失 "
    "| last 最近 |\n"
    "|---|--:|--:|--:|--:|---|---|\n"
)


def page(results: Mapping[str, Any]) -> str:
    """Write the page; without results it says so."""
    proof = results.get("proof")
    if proof is None:
        return f"{INTRODUCTION}Not run yet: `make prove`.\n"
    rows = "".join(_row(trial) for trial in proof["trials"])
    commands = "".join(f"* {trial['what']}: `{trial['command']}`\n" for trial in proof["trials"])
    total = sum(_sum(trial, "failed") for trial in proof["trials"])
    verdict = (
        "Nothing was lost. 什么也没有丢。" if not total else f"{total} checks failed. 有 {total} 项检查失败。"
    )
    table = f"{proof['machine']}\n\n{HEAD}{rows}"
    return f"{INTRODUCTION}{verdict}\n\n{table}\n## Each by itself 单独运行\n\n{commands}"


def _row(trial: Mapping[str, Any]) -> str:
    failed, skipped, rounds = _sum(trial, "failed"), _sum(trial, "skipped"), trial["rounds"]
    lost = trial["loses"] if failed else "nothing 无"
    checks = f"{_sum(trial, 'passed') + failed:,}" + (f" ({skipped} skipped 跳过)" if skipped else "")
    tries = f"{_sum(trial, 'tries'):,} {trial['of']}"
    cells = (trial["what"], len(rounds), tries, checks, failed, lost, rounds[-1]["day"])
    return f"| {' | '.join(map(str, cells))} |\n"


def _sum(trial: Mapping[str, Any], name: str) -> int:
    return sum(one[name] for one in trial["rounds"])
