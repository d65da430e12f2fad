"""Write docs/benchmarks.md, its pictures and the README's figures from the results.

Run as ``make report``. No figure in them is typed by hand: a test writes them again and
compares. ``docs/proof.md`` comes from ``proof.py`` in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import proof
from claims import Claim, claims, curves, read
from drawing import picture

ROOT = Path(__file__).parents[1]
GENERATED = "<!-- Written by `make report` from benchmarks/results; do not edit. -->\n\n"
INTRODUCTION = """# Benchmarks 性能

比值大于 1，说明本程序更好（更快、更省、更小）；同一次运行里测量双方。换机器先看比值，不看绝对数字。
A ratio above 1 says that ours is better (quicker, smaller, less memory). Both sides are measured in one run:
on another machine compare ratios, not figures. `make bench` measures again, `benchmarks/run.py --check` fails
when a ratio falls by a third. What each script does is told at its top.

"""
TITLES = {
    "sending": "Sending mail 投递",
    "planning": "A million readers 百万读者",
    "workers": "Two workers 两台 worker",
    "bulletin": "Printing the bulletin 排印",
    "feeds": "A thousand feeds 一千个订阅源",
    "scans": "PDF pages and scans 版面与扫描件",
    "search": "Search 检索",
    "pages": "The desk's pages 编辑台",
    "understanding": "Understanding 读懂",
    "composing": "Composing an edition 编成一期",
}
CAPTIONS = {
    "growth-parsing": "Reading a page at 1, 10 and 100 times its size, hostile shapes too (ms of processor)",
    "growth-understanding": "Themes, facts, summaries and events of a growing archive (seconds of processor)",
    "growth-composing": "Composing a week's edition from a growing archive (seconds of our process)",
    "growth-bulletin": "Printing at growing lengths (seconds of processor)",
}
MARKED = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def pages(results: Mapping[str, Any]) -> dict[Path, str]:
    """Give every generated file: path to content."""
    drawn = {
        ROOT / "docs" / "pictures" / f"{name}.svg": picture(list(some))
        for name, some in groupby(curves(results), key=lambda curve: curve.picture)
    }
    readme = ROOT / "README.md"
    return {
        ROOT / "docs" / "benchmarks.md": GENERATED + _page(results),
        ROOT / "docs" / "proof.md": GENERATED + proof.page(results),
        ROOT / "docs" / "decisions" / "README.md": decisions(),
        readme: MARKED.sub(
            lambda found: found[1] + _commands(results) + found[2], readme.read_text(encoding="utf-8")
        ),
        **drawn,
    }


def decisions() -> str:
    """List the decisions by number, each with its title."""
    files = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    titles = [path.read_text("utf-8").partition("\n")[0].lstrip("# ") for path in files]
    rows = "".join(
        f"* [{path.name[:4]}]({path.name}) {re.sub(r'^[0-9]+[.]? ', '', title)}\n"
        for path, title in zip(files, titles, strict=True)
    )
    head = "<!-- Written by `make report`; do not edit. -->\n\n# Decisions\n\n"
    return f"{head}What somebody may question, and why it is so.\n\n{rows}"


def _page(results: Mapping[str, Any]) -> str:
    parts = [INTRODUCTION, _machine(results), _missed(list(claims(results)))]
    for script, some in groupby(claims(results), key=lambda claim: claim.script):
        parts.append(f"## {TITLES[script]}\n\n`benchmarks/{script}.py`{_circumstances(results[script])}\n\n")
        parts.append("| what | ours | other | against | ratio | run before | goal |\n")
        parts.append("|---|--:|--:|---|--:|--:|--:|\n")
        before = _before(results, script)
        parts += [_row(claim, before) for claim in some]
        parts.append("\n")
    parts.append(
        "## Growth 规模增长\n\nDashed: exactly as fast as the input grows. 虚线：与输入同步增长。\n\n"
    )
    for name in dict.fromkeys(curve.picture for curve in curves(results)):
        parts.append(f"![{CAPTIONS[name]}](pictures/{name}.svg)\n\n{CAPTIONS[name]}.\n\n")
    parts.append(_plans(results))
    return "".join(parts).rstrip("\n") + "\n"


def _plans(results: Mapping[str, Any]) -> str:
    """Show how each store reads what composing asks, in its largest archive, and what an article takes."""
    parts = []
    for store, sizes in results.get("composing", {}).get("stores", {}).items():
        size, figures = max(sizes.items(), key=lambda item: int(item[0]))
        alone, whole = figures["bytes_an_article"], figures["bytes_an_article_with_index_and_facts"]
        parts.append(
            f"### {store}, {int(size):,} articles\n\nAn article takes {alone:,} bytes with "
            f"its place in an edition, {whole:,} with search index and facts "
            "(of random words, which no index packs well).\n\n```text\n"
        )
        parts += [f"{step}\n" for step in figures["plans"]]
        parts.append("```\n\n")
    head = "## Query plans of composing 编刊的查询计划\n\n"
    return "".join([head, *parts]) if parts else ""


def _machine(results: Mapping[str, Any]) -> str:
    machine = results.get("machine")
    if machine is None:
        return ""
    listed = "; ".join(f"{name} {value}" for name, value in machine.items())
    return f"Machine 机器: {listed}.\n\n"


def _circumstances(result: Mapping[str, Any]) -> str:
    load = result.get("load_before") or result.get("load")
    told = [f"load before: {load[0]:g}"] if load else []
    return ", ".join(["", *told, *result.get("circumstances", [])])


def _missed(all_claims: list[Claim]) -> str:
    missed = [claim for claim in all_claims if claim.is_kept is False]
    promised = [claim for claim in all_claims if claim.goal is not None]
    head = f"{len(promised) - len(missed)} of {len(promised)} goals are reached."
    if not missed:
        return f"{head}\n\n"
    rows = "".join(
        f"* {claim.name} ({claim.script}): {_figure(claim.ours)} {claim.unit} beside "
        f"{_figure(claim.peer)} {claim.unit} of {claim.against}: "
        f"{claim.ratio:.2f}, promised {_goal(claim)}\n"
        for claim in missed
    )
    return f"{head} Missed 未达到:\n\n{rows}\n"


def _before(results: Mapping[str, Any], script: str) -> dict[tuple[str, str], float]:
    """Give the ratios of a script's run before the last, by what is claimed and against whom."""
    runs = results.get("repeats", {}).get(script, [])
    return {(name, against): ratio for name, against, ratio in runs[0]} if len(runs) > 1 else {}


def _row(claim: Claim, before: Mapping[tuple[str, str], float]) -> str:
    ours, peer = f"{_figure(claim.ours)} {claim.unit}", f"{_figure(claim.peer)} {claim.unit}"
    mark = "" if claim.goal is None else f"{_goal(claim)} {'✓' if claim.is_kept else '✗'}"
    ratio, again = f"**{claim.ratio:.2f}**", before.get((claim.name, claim.against))
    cells = (claim.name, ours, peer, claim.against, ratio, "" if again is None else f"{again:.2f}", mark)
    return f"| {' | '.join(cells)} |\n"


def _goal(claim: Claim) -> str:
    return f"{claim.goal or 0:.2f}"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _commands(results: Mapping[str, Any]) -> str:
    """Say how long the two commands took, as ``commands.py`` timed them in a fresh clone."""
    timed = results.get("commands")
    if timed is None:
        return ""
    demo, again, test = (round(timed[name]) for name in ("first_demo", "second_demo", "test"))
    minutes, tests = f"{test / 60:.0f}", f"{timed['tests']:,}"
    return (
        f"{timed['processors']} 核、{timed['system']}、新克隆实测：`make demo` 首次 {demo} 秒"
        f"（新建 `.venv`），再次 {again} 秒；\n`make test`（{tests} 个测试）{minutes} 分钟。\n"
        f"A fresh clone on {timed['processors']} cores, {timed['system']}: `make demo` took {demo} s with a "
        f"new `.venv`,\nthen {again} s; `make test` ({tests} tests) {minutes} minutes.\n"
    )


def main() -> None:
    """Write the files."""
    for path, content in pages(read()).items():
        path.write_text(content, encoding="utf-8")


def lines() -> Iterator[str]:
    """Give one line a claim, for the terminal."""
    for claim in claims(read()):
        yield f"{claim.ratio:8.2f}  {claim.script}: {claim.name} (against {claim.against})"


if __name__ == "__main__":
    main()
