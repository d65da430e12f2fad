"""The real repost, scored against its annotation."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kexie_digest import parsers
from kexie_digest.extractors import extract
from kexie_digest.model import Document, Extracted, FlagKind, Parsed, Script
from kexie_digest.model.serialization import to_json
from kexie_digest.parsers import newspaper, web_article
from parsers.support.owners import overlaps, unowned

STEM = "004_74f158f2c7886743"


def take(path: Path) -> Extracted:
    """Extract a page as a dropped file."""
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return extract(Document(path.read_bytes(), "0" * 64, "", path.name, "inbox", path.name, path.name, at))


@pytest.fixture(scope="module")
def repost(shared_folder: Path) -> tuple[Extracted, Parsed]:
    """The repost, read with the layout that fits it best."""
    extracted = take(shared_folder / "seeds" / f"{STEM}.txt")
    return extracted, parsers.parse(extracted, extracted.hints)


def test_the_repost_scores_as_annotated(
    repost: tuple[Extracted, Parsed], shared_folder: Path, tmp_path: Path
) -> None:
    """Boundary, title, paragraphs, captions, credits, editors, noise and page facts are right."""
    parsed = repost[1]
    found = {
        "page": to_json(parsed.page),
        "noise": list(parsed.noise),
        "articles": [
            {**to_json(article), "paragraphs": [passage.text for passage in article.paragraphs]}
            for article in parsed.articles
        ],
    }
    predicted = tmp_path / f"{STEM}.json"
    predicted.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    gold = shared_folder / "gold"
    command = [sys.executable, str(gold / "score.py"), str(gold / f"{STEM}.json"), str(predicted), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    scores = {name: row["ALL"] for name, row in json.loads(ran.stdout).items() if isinstance(row, dict)}
    wanted = (
        "boundary F1|title|para_exact|para_in_article|caption F1|credit F1|subheads F1|byline F1|byline_role"
    )
    assert {
        name: scores[name] for name in f"{wanted}|editors F1|noise F1|page_fields".split("|")
    } == dict.fromkeys(f"{wanted}|editors F1|noise F1|page_fields".split("|"), 1.0)


def test_every_character_of_the_repost_has_one_owner(repost: tuple[Extracted, Parsed]) -> None:
    """The marks before captions are decoration; the rest is text somewhere."""
    assert unowned(*repost) == ""
    assert overlaps(repost[1]) == []


def test_the_missing_headline_is_said_and_a_quotation_proposed(repost: tuple[Extracted, Parsed]) -> None:
    """Nothing is invented: the proposal stands in the lead word for word."""
    (article,) = repost[1].articles
    assert article.title_synthetic
    assert article.title is not None
    assert article.title in article.paragraphs[0].text
    assert FlagKind.NO_HEADLINE in {flag.flag for flag in article.flags}
    assert article.script is Script.TRADITIONAL


def test_each_seed_finds_its_layout(shared_folder: Path) -> None:
    """Four newspaper pages and one repost, told apart with room to spare."""
    for path in sorted((shared_folder / "seeds").glob("*.txt")):
        blocks = take(path).blocks
        margin = web_article.matches(blocks) - newspaper.matches(blocks)
        assert margin > 0.3 if path.stem == STEM else margin < -0.3
