"""From corrections to the next article: learnt in the run, acting where it is better, switched off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kexie_digest import themes
from kexie_digest.model import Correction, CorrectionField, Document, Report
from kexie_digest.store import articles, corrections, documents, learning
from kexie_digest.workflows.collect import collect
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate.learning import latest, learn
from kexie_digest.workflows.journal import Journal

import stores
from desk import Desk
from factories import make_article, make_report

#: Regularly sorted under awards, and wanted under 科普 by these editors.
CONTEST = "第{}届科普讲解大赛在临江颁奖，{}名讲解员参赛，十二人获一等奖，市科协颁发奖状。"
#: Sorted right.
HONOUR = "临江市第{}个学会获评全国先进学会，理事长{}号到会领奖，市科协表彰了该学会。"
PAGE = "# 讲解员领奖\n\n**本报讯** 3月2日，" + CONTEST.format("三十九", 80) + "\n"


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A program with an empty store."""
    with Desk(tmp_path).opened() as opened:
        yield opened


def fill(context: Context, text: str, count: int, theme: str) -> list[Report]:
    """Store articles, and let an editor settle the main theme of each."""
    known = context.config.themes
    found = []
    for number in range(count):
        article = make_article(None, text.format(number, number + 100))
        found.append(make_report(article, themes=themes.assign(article, known)))
    first = Document(
        b"x", text[:20], "text/plain", text[:9], "inbox", text[:9], text[:20], context.clock.now()
    )
    with context.store.transaction() as tx:
        articles.add(tx, documents.claim(tx, first).id, found)
        for report in found:
            was = report.themes.keys[0]
            wanted = Correction(report.id, CorrectionField.THEME, was, theme, "秦岚", context.clock.now())
            corrections.add(tx, wanted)
    return found


def taught(context: Context) -> Journal:
    """Two kinds of articles settled, and learnt from."""
    fill(context, CONTEST, 40, "science_popularization")
    fill(context, HONOUR, 40, "awards")
    journal = Journal("r", context.clock)
    learn(context, journal)
    return journal


def sorted_anew(context: Context, root: Path) -> tuple[str, ...]:
    """The themes of one more contest, read from a page."""
    (root / "drops" / "page.txt").write_text(PAGE, "utf-8")
    collect(context, context.config.drops, (), Journal("c", context.clock), None)
    return next(report for report in stores.reports_of(context.store) if report.article.title).themes.keys


def test_the_next_article_is_sorted_as_editors_would(context: Context, tmp_path: Path) -> None:
    """Forty contests moved to 科普: the forty-first goes there by itself, and the run says why."""
    journal = taught(context)
    learnt = latest(context.store)
    assert learnt is not None
    assert learnt.is_acting, learnt.reason
    assert any("已起作用" in warning for warning in journal.result().notes)
    assert sorted_anew(context, tmp_path)[0] == "science_popularization"


def test_without_lessons_it_is_an_award(context: Context, tmp_path: Path) -> None:
    """What the rules say of the same page, so that the test above can fail."""
    assert sorted_anew(context, tmp_path)[0] == "awards"


def test_switched_off_the_rules_decide(context: Context, tmp_path: Path) -> None:
    """``themes_learning: false`` also silences what was learnt before."""
    taught(context)
    off = replace(context, config=replace(context.config, themes_learning=False))
    assert learn(off, Journal("o", context.clock)) is None
    assert sorted_anew(off, tmp_path)[0] == "awards"


def test_it_learns_only_when_there_is_something_new(context: Context) -> None:
    """Without another correction nothing is worked out again."""
    taught(context)
    first = latest(context.store)
    assert learn(context, Journal("again", context.clock)) == first
    fill(context, HONOUR.replace("理事长", "会长"), 1, "awards")
    again = learn(context, Journal("more", context.clock))
    assert first is not None
    assert again is not None
    assert again.newest > first.newest


def test_nothing_to_learn_from_is_nothing_learnt(context: Context) -> None:
    """A new desk has no corrections."""
    assert learn(context, Journal("r", context.clock)) is None
    with context.store.reading() as tx:
        assert list(learning.list_settled(tx)) == []
