"""The bulletin beside Chromium and Typst: the same edition at three lengths.

Run as ``python benchmarks/bulletin.py [8] [40] [200]``, without words for 8 and 40 pages
(four minutes on a quiet machine; 200 pages take about as long again); writes
``benchmarks/results/bulletin.json``. Each tool runs as a process of its own, from start
to finished file: ours with ``bulletin.pdf`` of the newspaper style, Chromium headless
with the very HTML of that file, Typst with three columns of the same ``edition.json``.
Figures are medians; memory is the peak of the proportional set size (PSS) of the whole
process tree in a run of its own, processor time that of all its processes (Chromium starts some that it does
not wait for), both sampled every 20 ms. Python starts with its byte code written, as an
installed program does. A tool that is not installed is left out. Compare tools within one
run only, and mind ``load_average``: on a busy machine trust processor time, not the clock.
"""

from __future__ import annotations

import importlib.util
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from kexie_digest.model import Edition  # noqa: E402 - as above
from kexie_digest.model.serialization import to_json  # noqa: E402 - as above
from kexie_digest.renderers import Tools  # noqa: E402 - as above
from kexie_digest.renderers._jinja import environment  # noqa: E402 - as above
from kexie_digest.renderers.pdf.page import compose_html  # noqa: E402 - as above
from tools import verapdf  # noqa: E402 - as above

from factories import make_digest, make_edition, make_item, make_section  # noqa: E402 - found by the path above

RESULTS = Path(__file__).parent / "results" / "bulletin.json"
#: Pages wanted -> sections of eight stories, and how often each tool runs.
LENGTHS = {8: (3, 3), 40: (16, 3), 200: (83, 1)}
USUAL = (8, 40)
PROFILES = ("3a", "ua1")
#: veraPDF takes many minutes for 200 pages, and finds nothing that 40 do not have.
MOST_VALIDATED = 40
_MB = 1024

SENTENCES = (
    "{n}号科普大篷车清早从海岚省城出发，沿着江边的老路走了{m}公里，把气象仪架在晒场上。",
    "领队的工程师叶知舟先请孩子们猜风从哪里来，再一起读表，猜错的人负责记录当天的第{n}组数据。",
    "“先猜后量，错了也不要紧。”她说，“一个孩子记住了风向，回家就会多问{m}个为什么。”",
    "据统计，这一程共开讲{m}场，发放耐盐稻种{n}袋，修好水泵{m}台，参加的村民里六十岁以上的占三成。",
    "青梧市农技协的老会员把果园里的红蜘蛛样本装进{m}只小瓶，请专家在显微镜下逐一辨认。",
    "北浦市科协计划在年底前把同样的课程送到第{n}个山区教学点，并为每处留下一套器材。",
)
LABELS = ("获奖表彰", "合作交流", "科普活动", "学术交流", "科技服务", "人才与培训", "乡村振兴", "国际交流")

TYPST = """\
#let edition = json("edition.json")
#set document(title: edition.title, author: edition.publisher)
#set page(paper: "a4", margin: (x: 39.6pt, top: 58pt, bottom: 49.5pt), columns: 3, numbering: "— 1 —")
#set columns(gutter: 15pt)
#set text(font: ("Noto Serif CJK SC",), size: 9pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: 5.4pt, spacing: 5.4pt)
#show heading: set text(font: ("Noto Sans CJK SC",), weight: "bold")
#place(top, scope: "parent", float: true, text(40pt, fill: rgb("#b5171e"), weight: 900, edition.title))
#outline(title: "本期导读")
#for section in edition.sections {
  heading(level: 1, section.label)
  for item in section.items {
    heading(level: 2, item.title)
    for paragraph in item.paragraphs { par(paragraph) }
  }
}
"""
OURS = """\
import gc
gc.set_threshold(100_000)  # as our rendering process begins
import json, os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from factories import make_digest
from kexie_digest.model import Edition
from kexie_digest.model.serialization import from_json
from kexie_digest.renderers import Tools
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.pdf import render
edition = from_json(Edition, json.loads(Path(sys.argv[1]).read_text("utf-8")))
Path(sys.argv[2]).write_bytes(render(edition, make_digest(), Tools(environment())).content)
os._exit(0)  # as our rendering process ends
"""
BY_TYPST = """\
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], pdf_standards=["a-3a", "ua-1"])
"""


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds of wall clock and processor, megabytes at the peak."""

    wall: float
    processor: float
    memory: float


def edition_of(sections: int) -> Edition:
    """Write an edition: in each section two long stories and six short ones, no two alike."""
    number = 0

    def story(section: int, position: int) -> object:
        nonlocal number
        paragraphs = []
        for _ in range(9 if position < 2 else 3):
            number += 1
            pair = (SENTENCES[number % 6], SENTENCES[(number // 6 + 1) % 6], SENTENCES[(number + 2) % 6])
            paragraphs.append("".join(line.format(n=number, m=number % 89 + 2) for line in pair))
        title = f"{LABELS[position]}：大篷车第{section * 8 + position + 1}程走进山乡"
        return make_item(title, paragraphs=tuple(paragraphs))

    return make_edition(
        *(
            make_section("other", *(story(section, position) for position in range(8)))  # type: ignore[arg-type] # items
            for section in range(sections)
        )
    )


def tree(pid: int) -> list[int]:
    """Give a process and its descendants."""
    found, waiting = [], [pid]
    while waiting:
        current = waiting.pop()
        found.append(current)
        try:
            tasks = list(Path(f"/proc/{current}/task").iterdir())
            waiting += [
                int(child) for task in tasks for child in (task / "children").read_text("ascii").split()
            ]
        except OSError:
            continue
    return found


def set_size(pid: int) -> float:
    """Proportional set size of a process in megabytes; 0 when it is gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) / _MB for line in lines if line.startswith("Pss:")), 0)


def processor_time(pid: int) -> float:
    """Seconds a process has computed, user and system; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def run(command: list[str], folder: Path, *, weighed: bool = False) -> Cost:
    """Run a command to its end and measure it; Python keeps its byte code in ``folder``.

    Memory is 0 unless ``weighed``: to add up a process's pages the system holds it up.
    """
    words = ["env", "-u", "PYTHONDONTWRITEBYTECODE", f"PYTHONPYCACHEPREFIX={folder / 'bytecode'}", *command]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    peak = 0.0
    computed: dict[int, float] = {}
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None:
            alive = tree(process.pid)
            if weighed:
                peak = max(peak, sum(map(set_size, alive)))
            for pid in alive:
                computed[pid] = max(computed.get(pid, 0), processor_time(pid))
            time.sleep(0.02)
        complaint = process.stderr.read().decode(errors="replace") if process.stderr else ""
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise RuntimeError(complaint[-2000:])
    waited = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, max(waited, sum(computed.values())), peak)


def commands(folder: Path) -> dict[str, list[str]]:
    """Give each installed tool's command; files are named ``<tool>.pdf``."""
    data = str(folder / "edition.json")
    found = {
        "kexie-digest": [sys.executable, "-c", OURS, data, str(folder / "kexie-digest.pdf"), sys.path[0]]
    }
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium:
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        home = f"--user-data-dir={folder / 'profile'}"
        target = f"--print-to-pdf={folder / 'chromium.pdf'}"
        found["chromium"] = [chromium, *flags, home, target, (folder / "edition.html").as_uri()]
    if importlib.util.find_spec("typst"):
        source, target = str(folder / "edition.typ"), str(folder / "typst.pdf")
        found["typst"] = [sys.executable, "-c", BY_TYPST, source, target]
    return found


def type_3(path: Path) -> int:
    """Count the Type 3 fonts of a file."""
    with pikepdf.open(path) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        return sum(str(font.get("/Subtype", "")) == "/Type3" for font in fonts)


def verdicts(path: Path, validator: list[str] | None) -> dict[str, str]:
    """Ask veraPDF whether a file is PDF/A-3a and PDF/UA-1."""
    if validator is None:
        return {}
    pairs = [word for profile in PROFILES for word in (profile, str(path))]
    result = subprocess.run([*validator, *pairs], capture_output=True, text=True, check=False)
    answers = [line.split(" ", 1)[0] for line in result.stdout.splitlines() if not line.startswith(" ")]
    return dict(zip(PROFILES, answers, strict=False)) or dict.fromkeys(PROFILES, "no answer")


def measure(pages: int, validator: list[str] | None, folder: Path) -> dict[str, object]:
    """Measure every tool on one edition, in turns, so that load hits them alike."""
    sections, repeats = LENGTHS[pages]
    edition = edition_of(sections)
    (folder / "edition.json").write_text(json.dumps(to_json(edition), ensure_ascii=False), encoding="utf-8")
    html, _ = compose_html(edition, make_digest(), Tools(environment()))
    (folder / "edition.html").write_text(html, encoding="utf-8")
    (folder / "edition.typ").write_text(TYPST, encoding="utf-8")
    costs: dict[str, list[Cost]] = {name: [] for name in commands(folder)}
    weights = {name: run(command, folder.parent, weighed=True) for name, command in commands(folder).items()}
    for _ in range(repeats):
        for name, command in commands(folder).items():
            costs[name].append(run(command, folder.parent))
    rows: dict[str, object] = {}
    for name, runs in costs.items():
        path = folder / f"{name}.pdf"
        with pikepdf.open(path) as pdf:
            count = len(pdf.pages)
        rows[name] = {
            "pages": count,
            "seconds": median(runs, lambda cost: cost.wall),
            "processor_seconds": median(runs, lambda cost: cost.processor),
            "peak_megabytes": round(weights[name].memory),
            "kilobytes": round(path.stat().st_size / 1000),
            "type_3_fonts": type_3(path),
            "verapdf": verdicts(path, validator if pages <= MOST_VALIDATED else None),
        }
    return {"runs": repeats, "tools": rows}


def median(runs: list[Cost], of: Callable[[Cost], float]) -> float:
    """The middle of some figures."""
    return round(statistics.median(map(of, runs)), 2)


def main() -> None:
    """Measure the lengths asked for and write the results, keeping those of other lengths."""
    wanted = [int(word) for word in sys.argv[1:]] or list(USUAL)
    results = json.loads(RESULTS.read_text("utf-8")) if RESULTS.exists() else {"lengths": {}}
    with tempfile.TemporaryDirectory() as name:
        validator = verapdf.command(Path(name))
        for pages in wanted:
            folder = Path(name) / str(pages)
            folder.mkdir()
            figures = measure(pages, validator, folder)
            load = [round(average, 1) for average in os.getloadavg()]
            results["lengths"][str(pages)] = figures | {"load_average": load}
            sys.stdout.write(f"{pages}: {json.dumps(results['lengths'][str(pages)], indent=1)}\n")
    results["machine"] = machine()
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def machine() -> str:
    """Describe the machine as far as figures depend on it."""
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.machine(),
    )
    cores = len(list(Path("/sys/devices/system/cpu").glob("cpu[0-9]*")))
    return f"{model}, {cores} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
