"""What each row is, by itself and among its neighbours."""

from __future__ import annotations

import pytest

from kexie_digest.model import Block, BlockKind, Extracted, Span
from kexie_digest.parsers.prose.rows import read_rows
from kexie_digest.parsers.prose.sorting import sort_rows

BODY = "县科协把一整套船模工具搬进银沙湾小学，四十名渔家孩子第一次动手做龙骨，做完的船要下水比一比。"
MORE = "老船匠教他们认木纹，说顺着纹走刀，船才不裂；孩子们听得入神，手上的刨花落了一地，谁也不肯歇。"


def roles(
    *lines: str, title: str | None = None, levels: dict[int, int] | None = None, is_html: bool = False
) -> str:
    """Sort rows and write their roles' first letters in order."""
    blocks, position = [], 0
    for number, line in enumerate(lines):
        span = Span(position, position + len(line), None if is_html else number + 1)
        kind = (
            BlockKind.IMAGE
            if not line
            else BlockKind.HEADING
            if number in (levels or {})
            else BlockKind.PARAGRAPH
        )
        blocks.append(Block(number, kind, line, span, level=(levels or {}).get(number)))
        position = span.end + 1
    rows = read_rows(Extracted(tuple(blocks), "\n".join(lines), "utf-8"))
    return " ".join(item.role.value for item in sort_rows(rows, title=title))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((BODY, "潮水退了", "课才开始", MORE), "body subhead subhead body"),
        ((BODY, "潮水退了", MORE), "body subhead body"),
        ((BODY, "陶桃", "阮新雨", "段青禾", "樊守潮", MORE), "body body body body body body"),
        ((BODY[:-1], "潮水退了", MORE), "body body body"),
        (("船模进渔村", BODY, MORE), "title body body"),
        (("船模进渔村", "——银沙湾小学见闻", BODY), "title title body"),
        (("船模进渔村", "云岭日报 2026-03-05 08:00", BODY), "title attribution body"),
        ((BODY, "▲孩子们试航。苏小满 摄", MORE), "body caption body"),
        ((BODY, "（记者 苏小满）"), "body byline"),
        ((BODY, "来源：云岭日报", "如有侵权请告知"), "body attribution notice"),
        (
            (BODY, "一、潮水", MORE, "二、船台", MORE.replace("木纹", "风向")),
            "body subhead body subhead body",
        ),
        ((BODY, MORE, BODY, MORE), "body body repeat repeat"),
        ((BODY, "记住本站域名 kan.example"), "body spam"),
    ],
)
def test_rows_are_read_among_their_neighbours(lines: tuple[str, ...], expected: str) -> None:
    """One arrangement a row of this table."""
    assert roles(*lines) == expected


def test_a_wrapped_first_line_is_no_title() -> None:
    """Lines as long as those below it are cut by a mail program, not by an editor."""
    assert roles(BODY[:30], BODY[30:] + MORE[:12], MORE[12:42], MORE[42:]) == "body body body body"


def test_the_title_its_source_knows_is_found() -> None:
    """Whatever its shape; what stands above it is its kicker."""
    assert roles("走进渔村", "船模，下水了！", BODY, title="船模 下水了") == "title title body"


def test_headings_of_a_page_are_title_and_subheads() -> None:
    """The first level is the title, deeper ones stand between paragraphs."""
    assert (
        roles("船模进渔村", BODY, "潮水退了", MORE, levels={0: 1, 2: 2}, is_html=True)
        == "title body subhead body"
    )


def test_a_short_line_below_a_picture_of_a_page_is_its_caption() -> None:
    """In a text file it is not: a picture leaves no block there."""
    assert roles(BODY, "", "孩子们试航。", MORE, is_html=True) == "body image caption body"
    assert roles(BODY, "", BODY.replace("船", "车"), is_html=True) == "body image body"
