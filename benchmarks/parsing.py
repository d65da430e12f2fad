"""How reading a page grows with its size: 1x, 10x, 100x, and hostile shapes.

Run as ``python benchmarks/parsing.py``; writes ``benchmarks/results/parsing.json``.
Figures are medians of CPU time, which other work on the machine disturbs least; growth is
the time of ten times the input over the time of one. ``ten megabytes`` is one page printed
over and over, read once. A page is read with all caches of the parsers empty.
"""

from __future__ import annotations

import gc
import hashlib
import json
import platform
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kexie_digest import extractors, parsers
from kexie_digest.errors import KexieDigestError
from kexie_digest.model import Document

ROOT = Path(__file__).parents[1]
FETCHED_AT = datetime(2026, 1, 1, tzinfo=UTC)
RESULTS = Path(__file__).parent / "results" / "parsing.json"
PAGE = (ROOT / "tests" / "samples" / "01-云岭科技报-第1版.txt").read_bytes()

TEN_MEGABYTES = 10_000_000

#: Name -> a function from a size to the bytes of that size (1, 10, 100).
SHAPES: dict[str, Callable[[int], bytes]] = {
    "newspaper page, repeated": lambda size: PAGE * size,
    "one-character lines (500 x size)": lambda size: "字\n".encode() * 500 * size,
    "one endless line (10 kB x size)": lambda size: "科学普及活动。".encode() * 500 * size,
    "open quotation marks (500 x size)": lambda size: "“未完的话，\n".encode() * 500 * size,
    "random bytes, refused (10 kB x size)": lambda size: drawn(size).randbytes(10_000 * size),
    "random bytes as GB 18030 (10 kB x size)": lambda size: any_gb18030(10_000 * size).encode(),
    "random Unicode (5,000 characters x size)": lambda size: any_unicode(5_000 * size).encode(
        errors="replace"
    ),
}


def drawn(seed: int) -> random.Random:
    """The same random numbers every time."""
    return random.Random(seed)  # noqa: S311 - texts to read, no secrets


def any_gb18030(length: int) -> str:
    """Random bytes read with the wrong eyes, without the control characters that have them refused."""
    return (
        drawn(length)
        .randbytes(length)
        .decode("gb18030", "replace")
        .translate(dict.fromkeys([*range(9), *range(14, 32)]))
    )


def any_unicode(length: int) -> str:
    """Characters of every plane in lines of any length."""
    numbers = drawn(length)
    points = (numbers.choice((0x7F, 0x2FFF, 0x9FFF, 0xD7FF, 0x3FFFF)) for _ in range(length))
    return "".join(chr(numbers.randint(32, most) if numbers.randrange(40) else 10) for most in points)


def read(content: bytes) -> None:
    """Extract and parse some bytes as a text file; a refusal counts as read."""
    digest = hashlib.sha256(content).hexdigest()
    document = Document(content, digest, "text/plain", "page.txt", "bench", "page.txt", digest, FETCHED_AT)
    try:
        extracted = extractors.extract(document)
        parsers.parse(extracted, document.hints)
    except KexieDigestError:
        return


def forget() -> None:
    """Empty the caches of the parsers, which a second reading of the same page would find full."""
    for seen in gc.get_objects():
        if hasattr(seen, "cache_clear") and str(getattr(seen, "__module__", "")).startswith(
            "kexie_digest.parsers"
        ):
            seen.cache_clear()


def milliseconds(content: bytes, repeats: int) -> float:
    """Median time of reading some bytes."""
    times = []
    for _ in range(repeats):
        forget()
        began = time.process_time()
        read(content)
        times.append((time.process_time() - began) * 1000)
    return round(statistics.median(times), 2)


def main() -> None:
    """Measure every shape at three sizes and write the results."""
    read(PAGE)  # warm the dictionaries
    rows: dict[str, object] = {}
    for name, make in SHAPES.items():
        times = {size: milliseconds(make(size), repeats) for size, repeats in ((1, 9), (10, 5), (100, 1))}
        growth = [round(times[10] / times[1], 1), round(times[100] / times[10], 1)]
        rows[name] = {"milliseconds": times, "growth": growth}
        print(f"{name:40} {times}  x{growth[0]} x{growth[1]}")
    ten = milliseconds(PAGE * (TEN_MEGABYTES // len(PAGE)), 1)
    rate = round(TEN_MEGABYTES / ten / 1000, 2)
    print(f"ten megabytes: {ten / 1000:.1f} s, {rate} MB/s")
    rows["ten megabytes"] = {"milliseconds": ten, "megabytes_a_second": rate}
    result = {"machine": f"{platform.machine()}, Python {platform.python_version()}", "shapes": rows}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
