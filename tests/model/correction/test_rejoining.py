"""Paragraphs joined and divided: no character changes, and everything keeps its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from kexie_digest.errors import Conflict
from kexie_digest.model import (
    Assignment,
    Correction,
    CorrectionField,
    Evidence,
    Gap,
    Passage,
    Quote,
    Report,
    Span,
    Speaker,
    Subhead,
    Themes,
)
from kexie_digest.model.correction.applying import apply, check

from factories import make_article, make_report

TEXTS = ("开头一段。", "省科协在岭下召", "开大会。会后参观。", "结尾一段。")


def joining(was: str, becomes: str, first: int = 1) -> Correction:
    """A join by 秦岚."""
    at = dt.datetime(2026, 3, 6, 4, 0, tzinfo=dt.UTC)
    return Correction(
        "r-1", CorrectionField.JOIN, was, becomes, by="秦岚", at=at, path=f"paragraphs[{first}]"
    )


JOINED = joining("省科协在岭下召\n开大会。会后参观。", "省科协在岭下召开大会。会后参观。")


def report_of(**fields: object) -> Report:
    """Four paragraphs, the second cut off in the middle of a sentence."""
    return make_report(make_article("大会召开", *TEXTS, **fields), summary=())


def texts(report: Report) -> list[str]:
    """The paragraphs as plain text."""
    return [passage.text for passage in report.article.paragraphs]


def test_two_paragraphs_become_one_with_both_spans() -> None:
    """The sentence is whole, and leads back to both places it was printed at."""
    report = report_of()
    now = apply(report, [JOINED])
    assert texts(now) == ["开头一段。", "省科协在岭下召开大会。会后参观。", "结尾一段。"]
    old = report.article.paragraphs
    assert now.article.paragraphs[1].spans == old[1].spans + old[2].spans


def test_a_paragraph_is_divided_with_its_spans() -> None:
    """Each half leads back to its own characters."""
    report = report_of()
    start = report.article.paragraphs[2].spans[0].start
    now = apply(report, [joining("开大会。会后参观。", "开大会。\n会后参观。", 2)])
    assert texts(now)[2:4] == ["开大会。", "会后参观。"]
    spans = [passage.spans for passage in now.article.paragraphs[2:4]]
    assert [(s[0].start - start, s[0].end - start) for s in spans] == [(0, 4), (4, 9)]


def test_marked_up_text_leads_back_to_the_whole_stretch() -> None:
    """Where the original has marks between the characters, both halves name all of it."""
    span = Span(10, 30, line=2)
    report = make_report(make_article("题", "甲。乙。"), summary=())
    report = replace(report, article=replace(report.article, paragraphs=(Passage("甲。乙。", (span,)),)))
    now = apply(report, [joining("甲。乙。", "甲。\n乙。", 0)])
    assert [passage.spans for passage in now.article.paragraphs] == [(span,), (span,)]


def test_joined_and_divided_again_is_what_it_was() -> None:
    """Undoing a join gives the report as it was read."""
    report = report_of()
    assert apply(report, [JOINED, joining(JOINED.becomes, JOINED.was)]) == report


def test_whatever_counts_paragraphs_is_renumbered() -> None:
    """Subheads, voices, gaps and evidence behind a join move up with their paragraph."""
    report = report_of(
        subheads=(Subhead("小标题", before_paragraph=3),),
        speakers=(Speaker("秦岚", None, None, "秦岚", before_paragraph=1),),
        gaps=(Gap(2, "大会", None),),
    )
    proof = (
        Evidence("结尾", 1.0, "body", 3),
        Evidence("开大会", 1.0, "body", 2),
        Evidence("大会", 3.0, "title"),
    )
    report = replace(report, themes=Themes((Assignment("awards", 2.0, proof),)))
    now = apply(report, [JOINED])
    assert [head.before_paragraph for head in now.article.subheads] == [2]
    assert [voice.before_paragraph for voice in now.article.speakers] == [1]
    assert [gap.paragraph for gap in now.article.gaps] == [1]
    assert [one.paragraph for one in now.themes.assignments[0].evidence] == [2, 1, None]


def test_a_quote_cut_by_a_new_border_is_left_out() -> None:
    """A summary sentence that no longer stands in one paragraph is no whole sentence."""
    summary = (Quote("开大会。会后参观。", paragraph=2), Quote("结尾一段。", paragraph=3))
    report = replace(report_of(), summary=summary)
    now = apply(report, [joining("开大会。会后参观。", "开大会。\n会后参观。", 2)])
    assert now.summary == (Quote("结尾一段。", paragraph=4),)


def test_a_join_that_does_not_fit_is_passed_over() -> None:
    """The page was read anew and its paragraphs are others: they stay."""
    report = make_report(make_article("题", "完整的一段。", "另一段。"))
    assert apply(report, [JOINED]) == report


@pytest.mark.parametrize(
    "becomes", ["省科协在岭下召集开大会。会后参观。", "省科协在岭下召\n\n开大会。会后参观。", JOINED.was]
)
def test_characters_are_never_added(becomes: str) -> None:
    """A join changes line breaks and nothing else; an empty paragraph and no change are refused."""
    with pytest.raises(Conflict) as caught:
        check(report_of(), replace(JOINED, becomes=becomes))
    assert caught.value.code == "bad_correction"


def test_a_subhead_is_not_swallowed() -> None:
    """Paragraphs with a heading between them are not joined."""
    with pytest.raises(Conflict) as caught:
        check(report_of(subheads=(Subhead("会后", before_paragraph=2),)), JOINED)
    assert "小标题" in caught.value.advice
    check(report_of(subheads=(Subhead("会后", before_paragraph=1),)), JOINED)
