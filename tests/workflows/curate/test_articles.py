"""Articles put right by hand: carried out, listed, taken back, never over somebody's head."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Correction, CorrectionField, Report
from kexie_digest.store import facts as archive
from kexie_digest.workflows.collect import collect
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate.articles import correct, history, original, undo
from kexie_digest.workflows.journal import Journal

import stores
from desk import Desk

PAGE = (
    "# 临江市天文学会获评先进集体\n\n"
    "**本报讯** 3月2日，临江市天文学会被临江市科协授予“学会工作先进集体”称号。"
    "会后，学会秘书长介绍了观星活动。\n\n"
    "下一步，学会将走进社区办讲座。\n"
)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A program that has read one page."""
    desk = Desk(tmp_path)
    (desk.drops / "page.txt").write_text(PAGE, "utf-8")
    with desk.opened() as opened:
        collect(opened, opened.config.drops, (), Journal("r", desk.clock), None)
        yield opened


def only(context: Context) -> Report:
    """The report of the page as it reads now."""
    return stores.reports_of(context.store)[0]


def wanted(context: Context, field: str, was: str, becomes: str, path: str = "") -> Correction:
    """A correction by 秦岚."""
    now = context.clock.now()
    return Correction(only(context).id, CorrectionField(field), was, becomes, by="秦岚", at=now, path=path)


def test_a_theme_is_corrected_and_taken_back(context: Context) -> None:
    """Undone, the labels are what they were; facts never changed."""
    before = only(context)
    now = correct(context, wanted(context, "theme", "awards", "party_building"))
    assert now == only(context)
    assert now.themes.keys == ("party_building", *before.themes.keys)
    assert now.facts == before.facts
    restored = undo(context, history(context, before.id)[0], by="马莉")
    assert restored.themes.keys == before.themes.keys
    assert [one.by for one in history(context, before.id)] == ["秦岚", "马莉"]
    assert original(context, before.id) == before


def test_a_title_is_taken_back(context: Context) -> None:
    """A text is restored as it was printed, and is a quotation again."""
    before = only(context)
    correct(context, wanted(context, "title", before.article.title or "", "天文学会获先进"))
    assert undo(context, history(context, before.id)[0], by="马莉") == before


def test_a_later_change_is_not_undone_along_with_it(context: Context) -> None:
    """Taking back the first of two changes of one value would lose the second: a conflict."""
    correct(context, wanted(context, "theme", "awards", "party_building"))
    correct(context, wanted(context, "theme", "party_building", "international"))
    with pytest.raises(Conflict) as caught:
        undo(context, history(context, only(context).id)[0], by="马莉")
    assert caught.value.code == "changed_meanwhile"


def test_a_strange_correction_cannot_be_undone(context: Context) -> None:
    """What was never stored is not taken back."""
    with pytest.raises(NotFound):
        undo(context, wanted(context, "theme", "awards", "other"), by="马莉")


@pytest.mark.parametrize("becomes", ["sports", "awards,cooperation", ""])
def test_a_theme_that_is_none_is_refused(context: Context, becomes: str) -> None:
    """An unknown key, two at once, nothing at all."""
    with pytest.raises(Conflict) as caught:
        correct(context, wanted(context, "theme", "awards", becomes))
    assert caught.value.code == "bad_correction"


def test_a_divided_sentence_is_no_summary(context: Context) -> None:
    """Where paragraphs end decides which sentences are whole: the summary is chosen anew."""
    before = only(context)
    was = before.article.paragraphs[0].text
    now = correct(
        context, wanted(context, "join", was, was.replace("被临江市", "被临\n江市"), "paragraphs[0]")
    )
    texts = [passage.text for passage in now.article.paragraphs]
    assert now.summary
    assert all(quote.text in texts[quote.paragraph or 0] for quote in now.summary)
    assert now.summary != before.summary
    assert undo(context, history(context, now.id)[0], by="马莉") == before


def test_a_wrong_break_costs_no_roll(context: Context) -> None:
    """Facts are found again after a paragraph is divided, in the report and in the archive."""
    before = only(context)
    (winner,) = before.facts.awards[0].recipients
    was = before.article.paragraphs[0].text
    cut = correct(context, wanted(context, "join", was, was.replace("授予“", "授予\n“"), "paragraphs[0]"))
    assert [award.recipients for award in cut.facts.awards] == [(winner,)]
    whole = undo(context, history(context, cut.id)[0], by="马莉")
    assert whole.facts == before.facts
    with context.store.reading() as tx:
        assert len(archive.awards_of(tx, winner)) == 1
