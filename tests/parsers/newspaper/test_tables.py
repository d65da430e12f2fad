"""Tables on a page of several articles: rows of the article above, never titles."""

from __future__ import annotations

from kexie_digest.model import Block, BlockKind, Extracted, Hints, Parsed, Span
from kexie_digest.parsers import newspaper
from kexie_digest.parsers.conservation import violations

FIRST = (
    "# 青梧区科协把讲座送进社区",
    "本报讯（记者 林禾）9月3日，青梧区科协在文化站举办气象科普讲座，一百余名居民参加。",
    "讲座之后，居民围着专家提问，不愿散去。",
)
SECOND = (
    "# 海岚省科普作品大赛揭晓",
    "本报讯（通讯员 何晓汀）9月5日，海岚省科普作品大赛揭晓，三件作品获奖。获奖名单见下表。",
)
ROWS = ("姓名\t单位\t奖项", "陆小满\t海岚大学\t一等奖", "金一鸣\t青梧理工学院\t二等奖")


def _page(*texts: str) -> tuple[Extracted, Parsed]:
    """Lay texts out as a Word file's: ``#`` before a title, tabs between the cells of a row."""
    blocks: list[Block] = []
    place = 0
    for text in texts:
        words = text.removeprefix("# ")
        kind = BlockKind.TABLE if "\t" in words or words.startswith("表") else BlockKind.PARAGRAPH
        level = 1 if words != text else None
        span = Span(place, place + len(words))
        blocks.append(Block(len(blocks), BlockKind.HEADING if level else kind, words, span, level=level))
        place = span.end + 1
    extracted = Extracted(tuple(blocks), "\n".join(block.text for block in blocks), "utf-8")
    return extracted, newspaper.parse(extracted, Hints())


def _titles(parsed: Parsed) -> list[str | None]:
    return [article.title for article in parsed.articles]


TITLES = ["青梧区科协把讲座送进社区", "海岚省科普作品大赛揭晓"]


def test_a_table_belongs_to_the_text_above() -> None:
    """Each row is a paragraph of the second article, and nothing is cut short."""
    extracted, parsed = _page(*FIRST, *SECOND, *ROWS)
    assert _titles(parsed) == TITLES
    assert tuple(passage.text for passage in parsed.articles[1].paragraphs[1:]) == ROWS
    assert not parsed.articles[1].flags
    assert violations(extracted, parsed) == ()


def test_text_goes_on_below_a_table() -> None:
    """A table in the first article, a sentence and another article after it."""
    _, parsed = _page(*SECOND, *ROWS, "颁奖会十月在海岚科技馆举行。", *FIRST)
    assert _titles(parsed) == TITLES[::-1]
    assert [passage.text for passage in parsed.articles[0].paragraphs[1:]] == [
        *ROWS,
        "颁奖会十月在海岚科技馆举行。",
    ]


def test_a_table_below_a_byline_and_a_row_of_one_cell() -> None:
    """The name of the author does not cut the table off, nor does a row that names it."""
    _, parsed = _page(*FIRST, *SECOND[:1], SECOND[1] + "（何晓汀）", "表一 获奖名单", *ROWS)
    assert _titles(parsed) == TITLES
    assert len(parsed.articles[1].paragraphs) == 5


def test_a_line_that_names_a_table_is_no_story() -> None:
    """获奖名单 between the text and its table is no headline where headlines are marked."""
    _, parsed = _page(*FIRST, *SECOND, "海岚省科普作品大赛获奖名单", *ROWS)
    assert _titles(parsed) == TITLES
    assert [passage.text for passage in parsed.articles[1].paragraphs][-3:] == list(ROWS)
