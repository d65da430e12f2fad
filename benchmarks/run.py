"""Run every benchmark, then write the report; or check that no ratio fell by a third.

Usage: ``python benchmarks/run.py [--check] [--repeats N] [SCRIPT …]``, without names all
of them (about an hour on two quiet cores). The ratios of a script's last two runs stand in
``results/repeats.json``, and beside each other in the report. With ``--check`` nothing is
overwritten: each script runs again, up to ``--repeats`` times while one of its ratios is
below two thirds of the committed one, and the best of the runs counts, for noise on a busy
machine only ever costs. Exit code 1 names the ratios that fell.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import report
from claims import RESULTS, claims, read

HERE = Path(__file__).parent
#: Script -> its words, in the order of the report. Those without claims show growth or quality.
SCRIPTS: dict[str, tuple[str, ...]] = {
    "sending": (),
    "planning": (),
    "workers": (),
    "bulletin": ("8", "40"),
    "feeds": (),
    "search": (),
    "pages": (),
    "understanding": (),
    "composing": (),
    "parsing": (),
    "scans": (),
}
#: A ratio below this part of the committed one has fallen.
KEPT = 2 / 3
REPEATS = 3


def machine() -> dict[str, str]:
    """Describe the machine."""
    facts = Path("/proc/cpuinfo").read_text("utf-8") if Path("/proc/cpuinfo").exists() else ""
    models = [line.partition(": ")[2] for line in facts.splitlines() if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    try:
        system = platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        system = platform.system()
    return {
        "processor": models[0] if models else platform.machine(),
        "processors": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": system,
        "Python": platform.python_version(),
    }


def measure(script: str) -> None:
    """Run one script; it writes its own results, and its ratios are noted beside those of its run before.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    print(f"== {script}", flush=True)
    subprocess.run([sys.executable, HERE / f"{script}.py", *SCRIPTS[script]], check=True)
    note(script)


def note(script: str) -> None:
    """Keep the ratios of a script's last two runs."""
    results = read()
    run = [[*claim, round(ratio, 3)] for claim, ratio in ratios(results, script).items()]
    runs = results.get("repeats", {})
    runs[script] = [*runs.get(script, [])[-1:], run]
    (RESULTS / "repeats.json").write_text(
        json.dumps(runs, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def ratios(results: Mapping[str, Any], script: str) -> dict[tuple[str, str], float]:
    """Give the ratios of one script's claims, by what is claimed and against whom."""
    return {(one.name, one.against): one.ratio for one in claims(results) if one.script == script}


def fallen(
    committed: Mapping[tuple[str, str], float], runs: Sequence[Mapping[tuple[str, str], float]]
) -> dict[tuple[str, str], tuple[float, float]]:
    """Give the ratios whose best run is below two thirds of the committed one.

    Args:
        committed: Ratios that are claimed.
        runs: Ratios of each run just now; a claim that no run measured has fallen to nothing.

    Returns:
        Claim to (committed, best now).
    """
    best = {claim: max(run.get(claim, 0.0) for run in runs) for claim in committed}
    return {claim: (ratio, best[claim]) for claim, ratio in committed.items() if best[claim] < ratio * KEPT}


@contextmanager
def kept(folder: Path) -> Iterator[None]:
    """Put the results back as they were."""
    with tempfile.TemporaryDirectory() as aside:
        shutil.copytree(folder, aside, dirs_exist_ok=True)
        try:
            yield
        finally:
            for path in folder.glob("*.json"):
                path.unlink()
            shutil.copytree(aside, folder, dirs_exist_ok=True)


def check(scripts: Sequence[str], repeats: int) -> int:
    """Measure again and compare; give how many ratios fell."""
    count = 0
    for script in scripts:
        committed = ratios(read(), script)
        runs: list[dict[tuple[str, str], float]] = []
        with kept(RESULTS):
            while not runs or (len(runs) < repeats and fallen(committed, runs)):
                measure(script)
                runs.append(ratios(read(), script))
        for (name, against), (before, now) in fallen(committed, runs).items():
            print(f"✗ {script}: {name} (against {against}): {before:.2f} → {now:.2f} in {len(runs)} runs")
            count += 1
    return count


def main() -> int:
    """Do what the words say; give the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("scripts", nargs="*", choices=[[], *SCRIPTS])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    options = parser.parse_args()
    scripts = options.scripts or [name for name in SCRIPTS if (HERE / f"{name}.py").exists()]
    if options.check:
        claimed = {claim.script for claim in claims(read())}
        return 1 if check([script for script in scripts if script in claimed], options.repeats) else 0
    for script in scripts:
        measure(script)
    (RESULTS / "machine.json").write_text(
        json.dumps(machine(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    report.main()
    print("\n".join(report.lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
