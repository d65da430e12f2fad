"""The real newspaper pages, scored against their annotation."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kexie_digest.extractors import extract
from kexie_digest.model import Document, Extracted, FlagKind, Parsed
from kexie_digest.model.serialization import to_json
from kexie_digest.parsers import newspaper
from kexie_digest.parsers.conservation import violations

STEMS = ["000_9219e40be0670f18", "001_c0c57f25f0f38d06", "002_ac5d4f3eaad64046", "003_364a6a380a351af4"]
EXACT = (
    "boundary F1",
    "title",
    "subtitle",
    "kicker",
    "column",
    "byline F1",
    "byline_role",
    "caption F1",
    "credit F1",
)
EXACT += (
    "subheads F1",
    "dateline",
    "event_date",
    "para_exact",
    "para_joined",
    "para_in_article",
    "page_fields",
)
EXACT += ("editors F1", "noise F1")


def _take(folder: Path, stem: str) -> Extracted:
    path = folder / "seeds" / f"{stem}.txt"
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return extract(Document(path.read_bytes(), "0" * 64, "", path.name, "inbox", path.name, path.name, at))


@pytest.fixture(scope="module", params=STEMS)
def page(request: pytest.FixtureRequest, shared_folder: Path) -> tuple[str, Extracted, Parsed]:
    """One real page, read with the newspaper layout."""
    extracted = _take(shared_folder, request.param)
    return request.param, extracted, newspaper.parse(extracted, extracted.hints)


def test_page_scores_as_annotated(
    page: tuple[str, Extracted, Parsed], shared_folder: Path, tmp_path: Path
) -> None:
    """Every measure of the page reader is exact where the annotation has something to say."""
    stem, _, parsed = page
    found = to_json(parsed)
    for article, value in zip(found["articles"], parsed.articles, strict=True):
        article["paragraphs"] = [passage.text for passage in value.paragraphs]
    predicted = tmp_path / f"{stem}.json"
    predicted.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    gold = shared_folder / "gold"
    command = [sys.executable, str(gold / "score.py"), str(gold / f"{stem}.json"), str(predicted), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    scores = {name: row["ALL"] for name, row in json.loads(ran.stdout).items()}
    below = {name: scores[name] for name in EXACT if scores[name] is not None and scores[name] < 1}
    assert below == {}


def test_no_character_of_the_page_is_lost(page: tuple[str, Extracted, Parsed]) -> None:
    """Text conservation holds on the real pages."""
    _, extracted, parsed = page
    assert violations(extracted, parsed) == ()


def test_damage_of_the_page_is_flagged(page: tuple[str, Extracted, Parsed]) -> None:
    """Moved captions and titles, lost tails, doubled bylines and the lunar slip are all told."""
    stem, _, parsed = page
    kinds = {flag.flag for article in parsed.articles for flag in article.flags}
    kinds |= {flag.flag for flag in parsed.flags}
    wanted = {
        "000": {FlagKind.DISPLACED},
        "001": {FlagKind.DATE_CONFLICT},
        "002": {FlagKind.TRUNCATED, FlagKind.DISPLACED, FlagKind.DUPLICATE_BYLINE},
        "003": {FlagKind.DISPLACED, FlagKind.AMBIGUOUS},
    }
    assert wanted[stem[:3]] <= kinds
