"""Trying themes on files, as whoever writes a theme would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kexie_digest.clock import SystemClock
from kexie_digest.model import LearntThemes
from kexie_digest.model.serialization import to_json
from kexie_digest.store import learning
from kexie_digest.workflows.parse import parse_files

from desk import Desk, sample_pages

PAGE = sample_pages()[0]
MINE = "themes:\n  forests: {label: 护林造林, terms: {护林员: 3, 造林: 3}}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty desk."""
    return Desk(tmp_path)


def test_every_score_is_explained(desk: Desk) -> None:
    """On the screen: the decision, each theme's score, the words that counted and where."""
    result = desk.command("themes", "try", str(PAGE))
    assert result.returncode == 0, result.stderr
    for words in ("归类 (themes): academic_exchange", "获奖表彰 awards:", "标题", "「"):
        assert words in result.stdout
    assert not (desk.root / "var").exists()


def test_json_quotes_the_article(desk: Desk) -> None:
    """The evidence is text of the article; a bad file is named: exit 1."""
    result = desk.command("themes", "try", str(PAGE), "no-such.txt", "--json")
    assert result.returncode == 1
    good, bad = json.loads(result.stdout)
    assert "no-such.txt" in bad["error"]
    (file,) = parse_files([PAGE], (), SystemClock())
    read = {report.id: report.article for reading in file.readings for report in reading.reports}
    assert [article["id"] for article in good["articles"]] == list(read)
    for article in good["articles"]:
        printed = json.dumps(to_json(read[article["id"]]), ensure_ascii=False)
        scored = {score["theme"] for score in article["scores"]}
        assert set(article["themes"]) - {"other"} <= scored
        for score in article["scores"]:
            assert all(one["text"] in printed for one in score["evidence"])


def test_themes_of_ones_own_are_listed(desk: Desk) -> None:
    """A theme of sources.yaml stands beside the built-in ones, and is tried."""
    (desk.root / "sources.yaml").write_text(MINE, "utf-8")
    listed = json.loads(desk.command("themes", "list", "--json").stdout)
    assert {"awards", "cooperation", "science_popularization", "forests"} <= {one["key"] for one in listed}
    (desk.root / "a.txt").write_text("护林员的一天\n\n护林员岑岭清晨上山，今年造林三百亩。\n", "utf-8")
    assert "护林造林 forests" in desk.command("themes", "try", "a.txt").stdout


def test_a_bad_configuration_is_named(desk: Desk) -> None:
    """Mistakes in sources.yaml: exit 2."""
    (desk.root / "sources.yaml").write_text("digests: 3\n", "utf-8")
    assert desk.command("themes", "list").returncode == 2


def test_what_was_learnt_is_said(desk: Desk) -> None:
    """Nothing learnt, switched off, learnt with its verdict: one sentence each; no database is made."""
    assert "还没有更正可学" in desk.command("themes", "learnt").stdout
    assert not (desk.root / "var").exists()
    learnt = LearntThemes(desk.clock.now(), 7, {"awards": 31}, reason="没有明显好于规则，不起作用。")
    with desk.opened() as context, context.store.transaction() as tx:
        learning.add(tx, learnt)
    told = desk.command("themes", "learnt").stdout
    assert "不起作用" in told
    assert "awards: 31" in told
    assert "不起作用" in desk.command("themes", "try", str(PAGE)).stdout
    assert json.loads(desk.command("themes", "learnt", "--json").stdout)["newest"] == 7
    (desk.root / "sources.yaml").write_text("themes_learning: false\n", "utf-8")
    assert "已关闭" in desk.command("themes", "learnt").stdout
    assert "不起作用" not in desk.command("themes", "try", str(PAGE)).stdout


@pytest.mark.sqlite
def test_a_database_that_cannot_be_read_is_said(desk: Desk) -> None:
    """Exit 3 with the next step, no trace of the program's inside."""
    (desk.root / "var").mkdir()
    (desk.root / "var" / "kexie.db").write_bytes(b"no database " * 100)
    told = desk.command("themes", "learnt")
    assert told.returncode == 3
    assert "→" in told.stderr
    assert "Traceback" not in told.stderr
