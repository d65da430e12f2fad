"""Asking the archive for facts, as somebody at the desk would."""

from __future__ import annotations

import csv
import io
import json

from desk import Desk

SOCIETY = "岚江市粮油学会"


def test_awards_name_sentence_and_source(stocked: Desk) -> None:
    """On the screen: award, year, the sentence, article, original and page."""
    result = stocked.command("facts", "awards", "--of", SOCIETY, "--year", "2023")
    assert result.returncode == 0, result.stderr
    for words in ("岭岚示范学会", "2023", "荣获“岭岚示范学会”称号", "01-云岭科技报-第1版.txt", "第1版"):
        assert words in result.stdout


def test_agreements_as_csv_on_standard_output(stocked: Desk) -> None:
    """A byte order mark, one row a report, the sentence and the article in each."""
    result = stocked.command("facts", "agreements", "--of", "嵐江市糧油學會", "--csv", "-")
    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(result.stdout.removeprefix("\ufeff"))))
    assert len(rows) == 3
    for row in rows:
        assert row["单位 party"] == SOCIETY
        assert row["匹配 match"] == "全名 exact"
        assert SOCIETY in row["原句 sentence"]
        assert row["稿件编号 id"]


def test_csv_into_a_file(stocked: Desk) -> None:
    """The file is written, standard output stays empty."""
    result = stocked.command("facts", "awards", "--of", SOCIETY, "--csv", "awards.csv")
    assert (result.returncode, result.stdout) == (0, "")
    assert (stocked.root / "awards.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_file_that_cannot_be_written_is_named(stocked: Desk) -> None:
    """Exit 1, the name and the next step."""
    result = stocked.command("facts", "awards", "--of", SOCIETY, "--csv", "nowhere/awards.csv")
    assert result.returncode == 1
    assert "nowhere/awards.csv" in result.stderr
    assert "→" in result.stderr


def test_activities_as_json(stocked: Desk) -> None:
    """Days in order, each record with its citation."""
    result = stocked.command("facts", "activities", "--from", "2023-09", "--to", "2023-09-30", "--json")
    assert result.returncode == 0, result.stderr
    records = json.loads(result.stdout)
    assert records
    assert [record["first_day"] for record in records] == sorted(record["first_day"] for record in records)
    assert all(record["citation"]["sentence"] == record["activity"]["evidence"] for record in records)


def test_nothing_found_is_no_error(stocked: Desk) -> None:
    """An unknown name: exit 0 and a sentence on standard error."""
    result = stocked.command("facts", "awards", "--of", "无此学会")
    assert (result.returncode, result.stdout) == (0, "")
    assert "没有找到" in result.stderr


def test_bad_questions_are_bad_usage(stocked: Desk) -> None:
    """A name of spaces, days that are none: exit 2 with the next step."""
    for words in (("awards", "--of", " "), ("activities", "--from", "昨天", "--to", "今天")):
        result = stocked.command("facts", *words)
        assert result.returncode == 2
        assert "→" in result.stderr
