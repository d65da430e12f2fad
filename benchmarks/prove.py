"""Try everything bad at full size, and write down what was lost: ``make prove``.

Usage: ``python benchmarks/prove.py [--rounds 2] [TRIAL …]``, without names every trial
(some hours). A trial is a part of the tests with more kills, faults, bytes or rows than
``make test`` has time for. Writes ``benchmarks/results/proof.json`` and docs/proof.md, which
hold the last two rounds of each trial, whenever they were run. Exit code 1 when a check of
these failed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shlex
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import report
from claims import RESULTS

ROOT = Path(__file__).parents[1]
PROOF = RESULTS / "proof.json"
#: Rounds of a trial that are kept.
KEPT = 2


@dataclass(frozen=True, slots=True)
class Trial:
    """Something bad: what is tried, where its checks are, and how much of it.

    ``tries`` of 0 counts the checks themselves; a test that knows better says so with
    ``record_property("tries", n)``.
    """

    what: str
    of: str
    loses: str
    paths: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    tries: int = 0


TRIALS = {
    "kills": Trial(
        "A run is killed anywhere, then run again 运行中被杀",
        "kills",
        "documents, articles or editions",
        ("tests/walk/test_kill.py", "tests/walk/test_kill_points.py", "tests/walk/test_kill_grouping.py"),
        {"PROVE_KILLS": "20"},
    ),
    "drops": Trial(
        "The scheduler is killed while 5,000 files are put, renamed, replaced and deleted 投放中被杀",
        "kills",
        "files or articles, or takes them twice",
        ("tests/walk/test_kill_drops.py",),
        {"PROVE_DROP_KILLS": "50", "PROVE_DROP_FILES": "5000"},
    ),
    "chaos": Trial(
        "Faults of disk, network and processes at random 随机故障",
        "faults, half of them on each store",
        "editions, or doubled",
        ("tests/walk/test_chaos.py",),
        {"PROVE_FAULTS": "500"},  # of each store; the checks count them as they happen
    ),
    "sending": Trial(
        "Senders of 50,000 messages are killed 投递中被杀",
        "kills",
        "messages, or sent twice",
        ("tests/walk/test_kill_sending.py",),
        {"PROVE_MESSAGES": "50000", "PROVE_MAIL_KILLS": "50"},
        tries=50,
    ),
    "workers": Trial(
        "Workers on PostgreSQL are killed, stopped past their leases, cut off and told to end 多机出错",
        "sources, editions and messages",
        "sources, editions or messages, or does them twice",
        (
            "tests/walk/test_many_workers.py",
            "tests/walk/test_cut_off_machine.py",
            "tests/walk/test_worker_stops.py",
        ),
        {
            "PROVE_SOURCES": "1000",
            "PROVE_EDITIONS": "200",
            "PROVE_JOB_MESSAGES": "100000",
            "PROVE_CUTS": "1",
        },
        tries=101_809,
    ),
    "mail_servers": Trial(
        "Mail servers refuse, drop, stall and lie 邮件服务器出错",
        "situations",
        "messages, or sent twice",
        ("tests/channels", "tests/workflows/sending", "tests/store/test_deliveries.py"),
    ),
    "sources": Trial(
        "Sites send bombs, drips, lies and redirects 网站出错",
        "situations",
        "documents",
        ("tests/sources", "tests/workflows/sources"),
    ),
    "fuzzing": Trial(
        "Foreign bytes of every kind, spoilt at random 任意坏字节",
        "inputs",
        "the run",
        ("tests/walk/test_fuzzing.py",),
        {"PROVE_FUZZ": "5000"},
    ),
    "rows": Trial(
        "A million rows of readers, 3 % rubbish 百万行名单",
        "rows",
        "readers",
        ("tests/workflows/subscribe/test_importing.py",),
        {"PROVE_ROWS": "1000000"},
        tries=1_000_000,
    ),
    "upgrades": Trial(
        "Databases of every earlier schema are opened 旧库升级",
        "schemas",
        "rows",
        ("tests/store/test_upgrading.py", "tests/store/test_schema.py"),
    ),
    "backups": Trial(
        "Backups are made, spoilt and restored 备份与恢复",
        "situations",
        "rows, originals or editions",
        ("tests/walk/test_backup.py", "tests/workflows/backing_up"),
        {"PROVE_STORES": "2"},
    ),
    "pages": Trial(
        "Generated newspaper pages of every shape 各式生成版面",
        "pages",
        "characters",
        ("tests/generator", "tests/parsers/newspaper/test_properties.py"),
    ),
    "printing": Trial(
        "Bulletins are judged by veraPDF, and opened by others 排印验证",
        "checks",
        "conformance or characters",
        ("tests/renderers/pdf", "tests/walk/test_press.py"),
        {"PROVE_ARTICLES": "400"},
    ),
    "postgresql": Trial(
        "Store and walk on PostgreSQL 换用 PostgreSQL",
        "checks",
        "rows",
        ("tests/store", "tests/walk/test_run.py"),
        words=("--store", "postgresql"),
    ),
}


def command(trial: Trial) -> str:
    """Give the line that runs a trial by itself."""
    set_first = [f"{name}={value}" for name, value in trial.environment.items()]
    return shlex.join([*set_first, "pytest", "--timeout=7200", *trial.words, *trial.paths])


def run(trial: Trial) -> dict[str, Any]:
    """Run a trial's checks once; tell the day, and count them and what they tried."""
    with tempfile.TemporaryDirectory() as folder:
        junit = Path(folder) / "junit.xml"
        report_file = ["-o", "junit_family=xunit1", f"--junitxml={junit}"]  # the family that knows properties
        words = ["-q", "--timeout=7200", "-p", "no:cacheprovider", *report_file, *trial.words, *trial.paths]
        subprocess.run(
            [sys.executable, "-m", "pytest", *words],
            cwd=ROOT,
            env={**os.environ, **trial.environment},  # noqa: TID251 - for the tests
            check=False,
        )
        day = datetime.now(UTC).date().isoformat()  # noqa: TID251 - the day of the proof
        return {"day": day, **counted(trial, junit.read_text(encoding="utf-8"))}


def counted(trial: Trial, junit: str) -> dict[str, Any]:
    """Count what JUnit's XML says of a trial.

    Args:
        trial: What was tried.
        junit: pytest's report of it.

    Returns:
        Counts of checks and tries.
    """
    tree = ET.fromstring(junit)  # noqa: S314 - pytest wrote it just now
    cases = list(tree.iter("testcase"))
    failed = sum(1 for case in cases if {part.tag for part in case} & {"failure", "error"})
    skipped = sum(1 for case in cases if {part.tag for part in case} & {"skipped"})
    said = [int(one.get("value", "0")) for one in tree.iter("property") if one.get("name") == "tries"]
    passed = len(cases) - failed - skipped
    return {
        "passed": passed,
        "failed": failed,
        "skipped": skipped,
        "tries": sum(said) or trial.tries or passed,
    }


def main() -> int:
    """Run the trials asked for; give the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("trials", nargs="*", choices=[[], *TRIALS])
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    known = json.loads(PROOF.read_text("utf-8"))["trials"] if PROOF.exists() else []
    rows = {row["key"]: row for row in known}
    for _ in range(options.rounds):
        for name in options.trials or TRIALS:
            rows[name] = row(name, [*rows.get(name, {"rounds": []})["rounds"], run(TRIALS[name])])
            write([rows[name] for name in TRIALS if name in rows])  # now: the rest takes hours
    return 1 if any(one["failed"] for row in rows.values() for one in row["rounds"]) else 0


def row(name: str, rounds: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give a trial as it is stored: what it tries, and what came of its last rounds."""
    trial = TRIALS[name]
    fixed = {"what": trial.what, "of": trial.of, "loses": trial.loses, "command": command(trial)}
    return {"key": name, **fixed, "rounds": list(rounds[-KEPT:])}


def write(rows: list[dict[str, Any]]) -> None:
    """Write the results and the page."""
    machine = f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    PROOF.write_text(
        json.dumps({"machine": machine, "trials": rows}, ensure_ascii=False, indent=1) + "\n",
        encoding="utf-8",
    )
    report.main()


if __name__ == "__main__":
    sys.exit(main())
