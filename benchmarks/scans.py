"""Reading order of PDF pages and scans, and how long a scan takes, warm.

Run: ``python benchmarks/scans.py``; writes ``benchmarks/results/scans.json``. One A3 page of four
columns, drawn by ourselves: as a PDF in both drawing orders; at 300 dpi clean, one degree askew,
and blurred, grainy and saved as JPEG.
"""

from __future__ import annotations

import io
import json
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from extractors.pdf.page import page
from kexie_digest.clock import SystemClock
from kexie_digest.extractors import extract, scan
from kexie_digest.extractors.printed import blocks_of
from kexie_digest.extractors.scan import worker
from kexie_digest.extractors.scan.engine import Engine
from kexie_digest.extractors.scan.reader import Reader
from kexie_digest.model import Block, Document

RESULTS = Path(__file__).with_name("results") / "scans.json"
DPI = 300
#: Issue 8: share of letters read, of text in order, seconds of a page, warm.
LETTERS, ORDER, SECONDS = 0.995, 0.95, 5


def main() -> None:
    """Print a line a page and write the results."""
    rows: dict[str, dict[str, float]] = {}
    content, expected = page(by_rows=False)
    for name, pdf in (("PDF, article by article", content), ("PDF, row by row", page(by_rows=True)[0])):
        found = extract(Document(pdf, "", "", "p.pdf", "", "p.pdf", "", SystemClock().now()))
        rows[name] = _judged(found.blocks, expected)
        print(f"{name:40} {rows[name]}")
    reader = Reader(Engine(min(os.cpu_count() or 1, worker.MOST_THREADS)))
    reader.read(np.full((400, 400), 255, np.uint8))
    for name, picture in _scans(content):
        pixels = np.asarray(picture, np.uint8)
        started, wall = time.process_time(), time.perf_counter()
        lines, unread = reader.read(pixels)
        spent = {"seconds": time.perf_counter() - wall, "cpu": time.process_time() - started}
        recognised = scan.Recognised(1, tuple(lines), 72 / DPI, unread)
        judged = _judged(blocks_of(scan.sheets_of([recognised]))[0], expected)
        rows[name] = {**judged, **{key: round(value, 2) for key, value in spent.items()}, "unread": unread}
        print(f"{name:40} {rows[name]}")
    told = {"machine": f"{platform.machine()}, Python {platform.python_version()}", "pages": rows}
    RESULTS.write_text(
        json.dumps({**told, "ratios": list(_ratios(rows))}, ensure_ascii=False, indent=1) + "\n", "utf-8"
    )


def _ratios(rows: Mapping[str, Mapping[str, float]]) -> Iterator[dict[str, object]]:
    for name, row in rows.items():
        for figure, limit in (("letters", LETTERS), ("order", ORDER)):
            yield {
                "name": f"{name}, {figure}",
                "ours": row[figure],
                "peer": limit,
                "against": "the limit",
                "unit": "share",
                "is_more_better": True,
                "goal": 1,
            }
        if "seconds" in row:
            seconds = {
                "ours": row["seconds"],
                "peer": SECONDS,
                "against": "the limit",
                "unit": "s",
                "goal": 1,
            }
            yield {"name": f"{name}, warm", **seconds}


def _scans(pdf: bytes) -> Iterator[tuple[str, Image.Image]]:
    clean = pypdfium2.PdfDocument(pdf)[0].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    yield "scan, clean", clean
    yield "scan, 1° askew", clean.rotate(1, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    soft = clean.filter(ImageFilter.GaussianBlur(1.2))
    grainy = Image.blend(soft, Image.effect_noise(soft.size, 60), 0.18)
    buffer = io.BytesIO()
    grainy.rotate(-0.6, fillcolor=230, resample=Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=45)
    yield "scan, blurred, grainy, JPEG 45, -0.6°", Image.open(buffer).convert("L")


def _judged(blocks: Sequence[Block], expected: Sequence[str]) -> dict[str, float]:
    found = "".join(block.text.strip("\u3000") for block in blocks)
    wanted = "".join(expected)
    letters = sum((Counter(found) & Counter(wanted)).values()) / max(len(found), len(wanted))
    order = SequenceMatcher(None, found, wanted, autojunk=False).ratio()
    return {"letters": round(letters, 4), "order": round(order, 4)}


if __name__ == "__main__":
    main()
