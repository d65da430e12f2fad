"""How long the README's two commands take in a fresh clone; writes ``results/commands.json``.

Run as ``python3 benchmarks/commands.py``; the README's figures come from it. The clone is made of the
last commit in a temporary folder, with ``shared`` beside it where there is one; packages of Debian
that are missing are installed.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "commands.json"


def timed(clone: Path, target: str) -> tuple[float, str]:
    """Run a target of the Makefile; give seconds and what it printed."""
    began = time.perf_counter()
    done = subprocess.run(["make", target], cwd=clone, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout[-4000:] + done.stderr[-4000:])
    return round(time.perf_counter() - began, 1), done.stdout


def main() -> None:
    """Clone, run both commands, write."""
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "kexie-digest"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        if (ROOT.parent / "shared").is_dir():
            (clone.parent / "shared").symlink_to(ROOT.parent / "shared")
        first, _ = timed(clone, "demo")
        second, _ = timed(clone, "demo")
        test, told = timed(clone, "test")
        passed = re.search(r"(\d+) passed", told)
    result = {
        "first_demo": first,
        "second_demo": second,
        "test": test,
        "tests": int(passed[1]) if passed else 0,
        "processors": os.cpu_count(),
        "system": platform.freedesktop_os_release()["PRETTY_NAME"],
    }
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(RESULTS.read_text("utf-8"))


if __name__ == "__main__":
    main()
