"""Doubts stand at the article they are about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kexie_digest.parsers.newspaper.assemble import assemble
from kexie_digest.parsers.newspaper.classes.classify import candidates
from kexie_digest.parsers.newspaper.flags import raise_flags
from kexie_digest.parsers.newspaper.page.lines import read_lines
from kexie_digest.parsers.newspaper.page.page_view import view
from kexie_digest.parsers.newspaper.repair import repair
from kexie_digest.parsers.newspaper.sequence.decide import decide
from parsers.newspaper.pages import extract_text

PAGE = """雁回科技报
2025年5月9日 星期五

雁回县开放天文台

本报讯 5月3日，雁回县科协开放天文台，三百名学生登台观星。

（本报记者 韩小渔）

芦花洲来了十二只白鹤

本报讯 5月4日，芦花洲来了十二只白鹤，护鸟队连夜值守。

（本报记者 何晓汀）"""


@pytest.mark.parametrize(
    ("line", "articles", "page"),
    [("雁回县开放天文台", [1, 0], 0), ("（本报记者 何晓汀）", [0, 1], 0), ("雁回科技报", [0, 0], 1)],
)
def test_a_doubt_about_a_line_is_no_doubt_about_its_neighbours(
    line: str, articles: list[int], page: int
) -> None:
    """A title that may be none asks the editor of its own article; a masthead all of the page."""
    lines = read_lines(extract_text(PAGE))
    seen = view(lines)
    decisions = [
        replace(decision, margin=0.1 if printed.text == line else 9.0)
        for printed, decision in zip(
            lines, decide([candidates(one, seen) for one in lines], seen), strict=True
        )
    ]
    sheet = assemble(seen, decisions)
    repair(sheet, seen.topics)
    raise_flags(sheet, seen, decisions)
    assert [len(draft.flags) for draft in sheet.drafts] == articles
    assert len(sheet.flags) == page
