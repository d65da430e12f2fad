"""Every claim of speed as a ratio against a peer or a limit, read from the results.

Takes ``results/*.json`` as the scripts wrote them, gives :class:`Claim` values and the
curves of growth. It measures nothing and rounds nothing; ``report.py`` writes them down,
``run.py --check`` compares two sets of them. A new script adds one function here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"

#: What the issues of the project allow.
SECONDS_FOR_TEN_THOUSAND, MS_FOR_A_SEARCH, MS_FOR_A_PAGE, SECONDS_FOR_A_MILLION = 60, 100, 100, 120


@dataclass(frozen=True, slots=True)
class Claim:
    """Ours beside a peer's or a limit's figure; a ratio above 1 says ours is better.

    ``goal`` is the least ratio that the project promised, None where nothing was promised.
    """

    script: str
    name: str
    ours: float
    peer: float
    against: str
    unit: str
    is_more_better: bool = False
    goal: float | None = None

    @property
    def ratio(self) -> float:
        """How many times better ours is."""
        return self.ours / self.peer if self.is_more_better else self.peer / self.ours

    @property
    def is_kept(self) -> bool | None:
        """Whether the goal is reached."""
        return None if self.goal is None else self.ratio >= self.goal


@dataclass(frozen=True, slots=True)
class Curve:
    """How one figure grows with size: points of (size, figure)."""

    picture: str
    name: str
    unit: str
    sizes: str
    points: tuple[tuple[float, float], ...]


def read(folder: Path = RESULTS) -> dict[str, Any]:
    """Read every result file, by the name of its script."""
    return {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}


def claims(results: Mapping[str, Any]) -> Iterator[Claim]:
    """Give all claims, script by script; a script without results is left out."""
    for script, of_script in CLAIMS.items():
        if script in results:
            yield from of_script(results[script])


def curves(results: Mapping[str, Any]) -> Iterator[Curve]:
    """Give all curves, picture by picture."""
    for script, of_script in CURVES.items():
        if script in results:
            yield from of_script(results[script])


def _bulletin(result: Mapping[str, Any]) -> Iterator[Claim]:
    goals = {"8": (1 / 2, 3, 1 / 0.6), "40": (1 / 4.5, None, None)}
    for pages, length in result["lengths"].items():
        tools = length["tools"]
        for peer in (name for name in tools if name != "kexie-digest"):
            time, memory, size = goals.get(pages, (None,) * 3) if peer == "chromium" else (None,) * 3
            for figure, unit, goal in (
                ("processor_seconds", "s CPU", time),
                ("peak_megabytes", "MB", memory),
                ("kilobytes", "KB", size),
            ):
                name = f"{pages} pages, {figure.replace('_', ' ')}"
                ours, theirs = tools["kexie-digest"][figure], tools[peer][figure]
                yield Claim("bulletin", name, ours, theirs, peer, unit, goal=goal)


def _workers(result: Mapping[str, Any]) -> Iterator[Claim]:
    one, two = result["rows"]
    for name in one:
        if name not in {"workers", "busy"}:
            unit = f"{name.split()[0]}/s"
            yield Claim("workers", name, two[name], one[name], "one worker", unit, is_more_better=True)


def _sending(result: Mapping[str, Any]) -> Iterator[Claim]:
    limit = result["smtp-source per second"]
    rows = result["rows"]
    goals = {"unsigned": 0.85, "signed": 0.45, "signed, with ledger on disk": 0.30}
    usual = "EmailMessage + dkimpy + smtplib"
    for row, goal in goals.items():
        rate = rows[row]["per second"]
        yield Claim("sending", row, rate, limit, "smtp-source", "messages/s", is_more_better=True, goal=goal)
    rate = rows["signed"]["per second"]
    yield Claim(
        "sending", "signed", rate, rows[usual]["per second"], usual, "messages/s", is_more_better=True
    )


def _search(result: Mapping[str, Any]) -> Iterator[Claim]:
    slowest = max(one["p95_ms"] for one in result["two_characters"].values())
    name = f"two-character words, {result['articles']:,} articles, p95"
    yield Claim("search", name, slowest, MS_FOR_A_SEARCH, "the limit", "ms", goal=1)
    if "scan_ms" in result:
        median = result["all"]["p50_ms"]
        yield Claim("search", "a word, median", median, result["scan_ms"], "a plain scan in SQL", "ms")


def _pages(result: Mapping[str, Any]) -> Iterator[Claim]:
    for page, figures in result["pages"].items():
        name = f"{page.replace('_', ' ')}, {result['clients']} clients, p95"
        goal = 1 if page.startswith("inbox") else None  # what the desk opens with
        yield Claim("pages", name, figures["p95_ms"], MS_FOR_A_PAGE, "the limit", "ms", goal=goal)


def _understanding(result: Mapping[str, Any]) -> Iterator[Claim]:
    name = "10,000 articles from text to event"
    ours = result["ten_thousand"]["all"]
    yield Claim("understanding", name, ours, SECONDS_FOR_TEN_THOUSAND, "the limit", "s CPU", goal=1)


def _planning(result: Mapping[str, Any]) -> Iterator[Claim]:
    name = f"{result['readers']:,} readers planned and queued"
    ours = result["queued"]["seconds"]
    yield Claim("planning", name, ours, SECONDS_FOR_A_MILLION, "the limit", "s", goal=1)
    yield Claim("planning", f"{name}, memory", result["peak_megabytes"], 300, "the limit", "MB", goal=1)


def _listed(script: str, result: Mapping[str, Any]) -> Iterator[Claim]:
    """Take the claims that a script writes itself, under ``ratios``."""
    for row in result.get("ratios", ()):
        yield Claim(script, **row)


CLAIMS = {
    "sending": _sending,
    "planning": _planning,
    "workers": _workers,
    "bulletin": _bulletin,
    "feeds": lambda result: _listed("feeds", result),
    "search": _search,
    "pages": _pages,
    "understanding": _understanding,
    "composing": lambda result: _listed("composing", result),
    "scans": lambda result: _listed("scans", result),
}


def _grown(result: Mapping[str, Any]) -> Iterator[Curve]:
    for shape, figures in result["shapes"].items():
        if isinstance(figures["milliseconds"], dict):
            points = tuple((float(size), value) for size, value in figures["milliseconds"].items())
            yield Curve("growth-parsing", shape, "ms", "times the input", points)


def _understood(result: Mapping[str, Any]) -> Iterator[Curve]:
    for part in ("facts", "themes", "summaries"):
        sizes = {size: one[part] for size, one in result["understood"].items() if part in one}
        points = tuple((float(size), seconds) for size, seconds in sizes.items())
        yield Curve("growth-understanding", part, "s", "articles", points)
    for part, name in (("seconds_placed", "placing in events"), ("compose_seconds", "composing 200 of them")):
        sizes = {size: one[part] for size, one in result["placed"].items() if part in one}
        if len(sizes) > 1:
            points = tuple((float(size), seconds) for size, seconds in sizes.items())
            yield Curve("growth-understanding", name, "s", "articles", points)


def _printed(result: Mapping[str, Any]) -> Iterator[Curve]:
    lengths = result["lengths"]
    for tool in next(iter(lengths.values()))["tools"]:
        points = tuple(
            (float(pages), length["tools"][tool]["processor_seconds"])
            for pages, length in sorted(lengths.items(), key=lambda item: int(item[0]))
            if tool in length["tools"]
        )
        yield Curve("growth-bulletin", tool, "s", "pages", points)


def _composed(result: Mapping[str, Any]) -> Iterator[Curve]:
    for store, sizes in result["stores"].items():
        points = tuple((float(size), figures["processor_seconds"]) for size, figures in sizes.items())
        if len(points) > 1:
            yield Curve("growth-composing", store, "s", "articles stored", points)


CURVES = {"parsing": _grown, "understanding": _understood, "bulletin": _printed, "composing": _composed}
