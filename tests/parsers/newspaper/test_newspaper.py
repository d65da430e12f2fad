"""Whole pages: one case for each phenomenon, and what holds of every page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kexie_digest.errors import ParseError
from kexie_digest.model import Hints
from kexie_digest.parsers import newspaper
from kexie_digest.parsers.conservation import violations
from parsers.newspaper.pages import as_data, extract_text, read_page

from cases import Case, case_id, find_cases

CASES = find_cases("parsers/cases/newspaper")


@pytest.mark.parametrize("path", CASES, ids=case_id)
def test_page_is_read_as_expected(path: Path, case: Callable[[Path], Case]) -> None:
    """A small page that shows one phenomenon is read as a person would read it."""
    case(path).check(as_data(read_page(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize("path", CASES, ids=case_id)
def test_every_character_has_one_owner(path: Path) -> None:
    """Nothing printed is lost or told twice, and paragraphs quote exactly."""
    extracted = extract_text(path.read_text(encoding="utf-8"))
    assert violations(extracted, read_page(extracted.text)) == ()


@pytest.mark.parametrize("path", CASES, ids=case_id)
def test_every_line_is_explained(path: Path) -> None:
    """--explain can show a class, a margin and a rule for every line."""
    extracted = extract_text(path.read_text(encoding="utf-8"))
    parsed = read_page(extracted.text)
    assert [trace.line for trace in parsed.trace] == [block.span.line for block in extracted.blocks]
    assert all(trace.label and trace.rule for trace in parsed.trace)


@pytest.mark.parametrize("path", CASES, ids=case_id)
def test_every_flag_speaks_chinese(path: Path) -> None:
    """A doubt names its place, its rule and a reason an editor can read."""
    parsed = read_page(path.read_text(encoding="utf-8"))
    for flag in (*parsed.flags, *(flag for article in parsed.articles for flag in article.flags)):
        assert flag.span is not None
        assert flag.rule
        assert flag.reason.endswith("。")


def test_empty_document_is_an_error() -> None:
    """A page without a visible character is refused with the next step."""
    with pytest.raises(ParseError) as caught:
        read_page("\n \n")
    assert caught.value.code == "no_article"
    assert caught.value.advice


def test_newspaper_page_matches_better_than_a_repost() -> None:
    """本报讯 and blank lines speak for the layout, ▲ and a single run of paragraphs against it."""
    page = extract_text(
        "# 标题在这里\n\n本报讯 今天开会。\n\n（本报记者 韩小渔）\n\n# 另一个\n\n本报讯 明天开会。"
    )
    repost = extract_text("第一段在这里。\n▲图片一\n第二段在这里。\n▲图片二\n第三段在这里。\n来源:某网")
    assert newspaper.matches(page.blocks) > newspaper.matches(repost.blocks)
    assert 0 <= newspaper.matches(()) < newspaper.matches(repost.blocks) <= 1


def test_a_synthetic_title_is_a_quotation() -> None:
    """A page without headline gets a proposal that stands in its lead, marked as proposed."""
    article = read_page("本报讯 五月的第一天，望山县科协办了一场雨里的报告会，没有人离开。").articles[0]
    assert article.title_synthetic
    assert article.title
    assert article.title in article.paragraphs[0].text


def test_the_source_lends_its_day_to_a_page_without_one() -> None:
    """A page that prints no date takes day and year from the feed or folder it came from."""
    page = "# 望山县办起种子图书馆\n\n本报讯 12月30日，望山县的种子图书馆开张，借书证可以借种子。"
    article = read_page(page, Hints(published="2023-01-02")).articles[0]
    assert (article.published_on, article.event_date) == ("2023-01-02", "2022-12-30")
