"""Searching the archive, as somebody at the desk would."""

from __future__ import annotations

import json

from desk import Desk


def test_a_hit_shows_title_day_and_document(stocked: Desk) -> None:
    """On the screen: title, words around the place, day and original."""
    result = stocked.command("search", "示範學會", "--limit", "1")
    assert result.returncode == 0, result.stderr
    assert "示范学会" in result.stdout
    assert "2023-09-2" in result.stdout
    assert len(result.stdout.splitlines()) == 3


def test_json_marks_what_was_found(stocked: Desk) -> None:
    """Every hit is in scope, and its marks are the word."""
    words = ("search", "学会", "--from", "2023-09-22", "--organisation", "云岭省土壤学会", "--json")
    result = stocked.command(*words)
    assert result.returncode == 0, result.stderr
    hits = json.loads(result.stdout)
    assert hits
    for hit in hits:
        assert hit["date"] >= "2023-09-22"
        assert hit["marks"] or hit["title_marks"]
        assert all(hit["snippet"][start:end] == "学会" for start, end in hit["marks"])


def test_nothing_found_and_nothing_asked(stocked: Desk) -> None:
    """An unknown word: exit 0; spaces: exit 2 with the next step."""
    result = stocked.command("search", "无此词语", "--json")
    assert (result.returncode, json.loads(result.stdout)) == (0, [])
    result = stocked.command("search", " ")
    assert result.returncode == 2
    assert "→" in result.stderr
