"""Stories cut by a page's end, whole again: cases of an issue, pages divided by ``=== <number>``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kexie_digest.model import Article, Page, Parsed, Passage, Subhead
from kexie_digest.parsers.newspaper.continuing import Followed, IssuePage, follow
from kexie_digest.parsers.newspaper.jumps import backward, forward
from parsers.newspaper.pages import read_page

from cases import Case, case_id, find_cases

CASES = find_cases("parsers/cases/issues")


def _pages(path: Path) -> tuple[list[str], list[IssuePage]]:
    """Read a case: the raw text of its pages, and what was read of them."""
    pieces = re.split(r"^=== (\w+)\n", path.read_text("utf-8"), flags=re.MULTILINE)[1:]
    raw = pieces[1::2]
    names = pieces[::2]
    return raw, [IssuePage(read_page(text), name, name) for name, text in zip(names, raw, strict=True)]


def _shown(page: Followed) -> list[dict[str, Any]]:
    return [
        {
            "title": article.title,
            "paragraphs": [passage.text for passage in article.paragraphs],
            "bylines": [byline.name for byline in article.bylines],
            "captions": list(article.captions),
            "pages": [span.part for passage in article.paragraphs for span in passage.spans],
            "flags": [f"{flag.flag.value} {flag.rule}: {flag.reason}" for flag in article.flags],
        }
        for position, article in enumerate(page.parsed.articles)
        if position not in page.gone
    ]


@pytest.mark.parametrize("path", CASES, ids=case_id)
def test_an_issue_is_followed_as_expected(path: Path, case: Callable[[Path], Case]) -> None:
    """The pieces of a story stand together, in order; what is in doubt is told."""
    _, pages = _pages(path)
    case(path).check([_shown(page) for page in follow(pages)])


@pytest.mark.parametrize("path", CASES, ids=case_id)
def test_nothing_but_marks_is_left_out(path: Path) -> None:
    """Every paragraph of every page is in exactly one story, letter by letter; spans quote their page."""
    raw, pages = _pages(path)
    followed = follow(pages)
    kept = [
        (page.part, passage)
        for page, one in zip(pages, followed, strict=True)
        for position, article in enumerate(one.parsed.articles)
        if position not in one.gone
        for passage in article.paragraphs
    ]
    texts = dict(zip((page.part for page in pages), raw, strict=True))
    for part, passage in kept:
        quoted = "".join(texts[span.part or part][span.start : span.end] for span in passage.spans)
        assert quoted.replace("\n", "") == passage.text
    before = "".join(p.text for page in pages for article in page.parsed.articles for p in article.paragraphs)
    after = "".join(passage.text for _, passage in kept)
    marks = r"（(?:下转|上接|紧接)第.版）"
    assert sorted(re.sub(marks, "", before)) == sorted(re.sub(marks, "", after))


def test_a_mark_that_is_a_paragraph_moves_no_subhead() -> None:
    """（上接第1版） on a line of its own goes; what stood before the third paragraph still does."""
    head = Article((Passage("头一段讲完了。（下转第2版）"),), title="苔藓有人看")
    rest = Article(
        tuple(map(Passage, ("（上接第1版）", "第二段。", "第三段。"))), subheads=(Subhead("下一站", (), 2),)
    )
    pages = [IssuePage(Parsed(Page(number=str(at)), (one,))) for at, one in enumerate((head, rest), 1)]
    (story,) = follow(pages)[0].parsed.articles
    assert [passage.text for passage in story.paragraphs] == ["头一段讲完了。", "第二段。", "第三段。"]
    assert [(subhead.text, subhead.before_paragraph) for subhead in story.subheads] == [("下一站", 2)]


def test_following_twice_changes_nothing_more() -> None:
    """A story that is whole has nothing left to follow."""
    _, pages = _pages(next(path for path in CASES if path.stem == "marks-on-lines-of-their-own"))
    once = follow(pages)
    whole = [
        replace(page, parsed=replace(one.parsed, noise=(), ownership=()))
        for page, one in zip(pages, once, strict=True)
    ]
    assert [one.parsed.articles for one in follow(whole)] == [one.parsed.articles for one in once]


@pytest.mark.parametrize(
    ("text", "page"),
    [("要带去实验，（下转第3版）", "3"), ("完。(下转A02版)", "A2"), ("（转第十二版）", "12"),
     ("【紧接第二版】", "2"),
     ("下转 4 版", "4"), ("（下转第3版《长文》）", "3")],
)  # fmt: skip
def test_marks_that_lead_on(text: str, page: str) -> None:
    """However papers write them."""
    found = forward(text)
    assert found is not None
    assert found.page == page


@pytest.mark.parametrize("text", ["他把内容转第3版", "（下转第3版）之后还有字", "第3版", "报纸改版"])
def test_what_leads_nowhere(text: str) -> None:
    """Words that only sound like a mark, or a mark within a sentence."""
    assert forward(text) is None


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("（上接第1版）并留下", "1"),
        ("(紧接第一版)他说", "1"),
        ("上接A1版 他说", "A1"),
        ("百校行（上接第1版）", "1"),
    ],
)
def test_marks_that_lead_back(text: str, page: str) -> None:
    """At a beginning, or behind a title."""
    found = backward(text)
    assert found is not None
    assert found.page == page


@pytest.mark.parametrize("text", ["他接第1版的稿子", "文中（上接第1版）有字", "接第1版"])
def test_what_comes_from_nowhere(text: str) -> None:
    """The words within a sentence are no mark."""
    assert backward(text) is None
