"""The real pages, all the way: what the first digest must hold."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from desk import Desk

pytestmark = pytest.mark.render


@pytest.fixture(scope="module")
def digest(tmp_path_factory: pytest.TempPathFactory, shared_folder: Path) -> Path:
    """The folder of the one edition made of the five seeds with a fresh store."""
    desk = Desk(tmp_path_factory.mktemp("seeds"))
    desk.drop(*sorted((shared_folder / "seeds").glob("*.txt")))
    result = desk.run()
    assert not result.failures
    assert len(result.published) == 1
    return desk.output / "weekly" / "1"


def _sections(digest: Path) -> dict[str, list[dict[str, Any]]]:
    edition = json.loads((digest / "edition.json").read_text("utf-8"))
    return {section["theme"]: section["items"] for section in edition["sections"]}


def _gold(shared_folder: Path) -> list[dict[str, Any]]:
    files = sorted((shared_folder / "gold").glob("0*.json"))
    return [article for file in files for article in json.loads(file.read_text("utf-8"))["articles"]]


def _bare(text: str | None) -> str:
    return "".join((text or "").split())


def _source_titles(items: list[dict[str, Any]]) -> list[str]:
    return [_bare(source["title"]) for item in items for source in item["sources"]]


def test_every_story_stands_exactly_once(digest: Path, shared_folder: Path) -> None:
    """Each of the 17 annotated stories is the source of exactly one item."""
    titles = [title for items in _sections(digest).values() for title in _source_titles(items)]
    gold = [_bare(article["title"]) for article in _gold(shared_folder)]
    assert len(titles) == len(gold) == 17
    assert sorted(title for title in gold if title) == sorted(title for title in titles if title in gold)


def test_stories_stand_where_a_reader_looks_for_them(digest: Path, shared_folder: Path) -> None:
    """The society roll under awards, the two science-popularization items, a filled cooperation section."""
    sections = _sections(digest)
    by_id = {article["id"]: _bare(article["title"]) for article in _gold(shared_folder)}
    assert by_id["000-1"] in _source_titles(sections["awards"])
    assert {by_id["002-2"], by_id["002-4"]} <= set(_source_titles(sections["science_popularization"]))
    assert by_id["003-2"] in _source_titles(sections["cooperation"])


def test_every_name_of_the_roll_is_in_print_and_mail(digest: Path, shared_folder: Path) -> None:
    """The 20 societies, one of them cut by a column end, are whole in the PDF's text and in the mail."""
    (roll,) = [
        award["recipients"] for award in _gold(shared_folder)[0]["facts"]["awards"] if award["count"] == 20
    ]
    pdf = subprocess.run(
        ["pdftotext", "-raw", digest / "bulletin.pdf", "-"], capture_output=True, text=True, check=True
    )
    outputs = {
        "bulletin.pdf": _bare(pdf.stdout),
        "email.html": (digest / "email.html").read_text("utf-8"),
        "email.txt": _bare((digest / "email.txt").read_text("utf-8")),
    }
    missing = {name: [one for one in roll if one not in text] for name, text in outputs.items()}
    assert missing == {name: [] for name in outputs}
