"""Run a reader over generated pages and add up what it got right.

Takes a reader, a callable from (file name, text) to JSON in the gold shape; gives a
:class:`generator.scoring.report.Tally`. The project's own reader is the default.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
from collections.abc import Callable
from typing import Any

from generator import page as pages
from generator.scoring import articles, phenomena
from generator.scoring.report import Tally
from kexie_digest.model import serialization

Reader = Callable[[str, str], dict[str, Any]]
FETCHED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def read_with_project(name: str, text: str) -> dict[str, Any]:
    """Read a page as the project does: extract, then parse.

    Args:
        name: The page's file name.
        text: The page.

    Returns:
        The parsed page as JSON in the gold shape.
    """
    model = importlib.import_module("kexie_digest.model.document")
    extract = importlib.import_module("kexie_digest.extractors").extract
    parse = importlib.import_module("kexie_digest.parsers").parse
    content = text.encode()
    digest = hashlib.sha256(content).hexdigest()
    document = model.Document(content, digest, "text/plain", name, "generated", name, digest, FETCHED)
    parsed = parse(extract(document), document.hints)
    return as_gold(parsed)


def as_gold(parsed: Any) -> dict[str, Any]:  # noqa: ANN401 - kexie_digest.model.Parsed, read by its JSON
    """Turn a parsed page into the gold shape: paragraphs as text, their lines beside them.

    Args:
        parsed: A ``kexie_digest.model.Parsed``.

    Returns:
        JSON data.
    """
    data: dict[str, Any] = serialization.to_json(parsed)
    for article, value in zip(data["articles"], parsed.articles, strict=True):
        article["paragraphs"] = [passage.text for passage in value.paragraphs]
        article["paragraph_lines"] = [list(passage.lines or ()) for passage in value.paragraphs]
    return {key: data[key] for key in ("page", "articles", "noise", "flags")}


def perfect(page: pages.Page) -> dict[str, Any]:
    """Give the truth itself as if a reader had found it; what the figures are checked with."""
    return page.gold


def judge(tally: Tally, page: pages.Page, prediction: dict[str, Any]) -> None:
    """Add one page's outcomes to a tally.

    Args:
        tally: The running counts.
        page: The page.
        prediction: What a reader made of it.
    """
    outcomes, pairs = articles.score(page, prediction)
    flagged, raised = phenomena.flags(page, prediction, pairs)
    joined = phenomena.joins(page, prediction)
    tally.add(page, [*outcomes, *flagged, *joined, *phenomena.faults(page, prediction, pairs, raised)])


def evaluate(half: str, *, count: int, seed: int, read: Reader = read_with_project) -> Tally:
    """Read ``count`` pages of one half and score them.

    Args:
        half: ``tuning`` or ``heldout``.
        count: How many pages.
        seed: The first page is ``seed * 1000``, so that runs of other seeds share no page.
        read: The reader under test; what it raises counts as a page with nothing found.

    Returns:
        The counts.
    """
    tally = Tally()
    for number in range(seed * 1000, seed * 1000 + count):
        page = pages.make(half, number)
        try:
            prediction = read(page.name, page.text)
        except Exception as error:  # noqa: BLE001 - one crash must not end the figures of 299 pages
            tally.crashes.append(f"  {page.name}: {type(error).__name__}: {error}")
            prediction = {}
        judge(tally, page, prediction)
    return tally
