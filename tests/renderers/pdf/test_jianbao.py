"""The official bulletin (简报式): GB/T 9704 geometry, judged by what poppler finds in the file."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.model import Colophon, Digest, Edition, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers.pdf import render
from kexie_digest.renderers.pdf.page import compose_html
from kexie_digest.renderers.pdf.typography import full_width
from renderers.pdf.grid import LINES, ON_GRID, Row, body_height, early_ends, rows_of
from renderers.pdf.official import OFFICIAL
from renderers.pdf.printed import lines_of, measure, without_blanks
from renderers.pdf.test_bulletin import paragraphs_of, prose, text_of

from factories import LABELS, make_edition, make_item, make_section, sample_edition

pytestmark = pytest.mark.render

#: Han characters without a mark or a Latin letter: nothing is squeezed or spaced in such a line.
HAN = "沿江九日行车日志记下风向与水位岭下小学的孩子们在晒场上立起气象仪"


Printing = Callable[..., tuple[Rendition, Path]]


def test_every_full_page_has_22_lines_of_28_characters(printed: Printing) -> None:
    """Han alone: each non-final line has 28 characters, each page that runs on has 22 lines."""
    text = "".join(HAN[(n * 7) % len(HAN) :] + HAN[: (n * 7) % len(HAN)] for n in range(12))
    edition = make_edition(make_section("awards", make_item("沿江行记", paragraphs=(text,) * 12)))
    _, path = printed(edition, OFFICIAL)
    rows = rows_of(path)
    height = body_height(rows)
    body = [row for row in rows if row.height == height and row.page > 1]
    inner = [row for row, after in pairwise(body) if not _opens(after)]
    assert {len(row.text) for row in inner if not _opens(row)} == {28}
    assert {len(row.text) for row in inner if _opens(row)} == {26}  # after the indent of two
    pages = {row.page for row in body}
    assert len(pages) > 5
    for page in sorted(pages)[:-1]:
        assert [row.line for row in rows if row.page == page] == list(range(LINES))


def _opens(row: Row) -> bool:
    return row.left > 90  # the type area begins at 79.4 pt, an indented line at 110.9


def test_prose_is_flush_and_keeps_kinsoku(printed: Printing) -> None:
    """>= 99 % of non-final lines of prose end within a point of 156 mm; no forbidden start or end."""
    edition = make_edition(
        make_section("awards", prose("科普大篷车沿江九日", paragraphs=30)),
        make_section("other", *(prose(f"短讯{n}", paragraphs=2) for n in range(5))),
    )
    _, path = printed(edition, OFFICIAL)
    setting = measure(lines_of(path), paragraphs_of(edition))
    assert setting.lines > 150
    assert setting.flush >= 0.99, setting.ragged
    assert setting.wrong_starts == ()
    assert setting.wrong_ends == ()
    assert early_ends(rows_of(path)) == []


def test_a_source_does_not_begin_a_page_alone(printed: Printing) -> None:
    """Eleven lines fill the front page: with the source a line of them goes on."""
    text = (HAN * 10)[: 11 * 28 - 2]
    _, path = printed(
        make_edition(make_section("awards", make_item("沿江行记", paragraphs=(text,)))), OFFICIAL
    )
    second = [row.text for row in rows_of(path) if row.page == 2]
    assert second[0] == text[-28:]
    assert second[1].startswith("（原载")


def test_everything_stands_on_the_grid(official: tuple[Rendition, Path]) -> None:
    """Titles, bylines, tables, captions and notes of 15 items: only masthead and foot are free."""
    rows = rows_of(official[1])
    foot = {(row.page, row.line) for row in rows if row.page == rows[-1].page and row.line >= LINES - 6}
    off = [row for row in rows if abs(row.distance) > ON_GRID and (row.page, row.line) not in foot]
    assert [(row.page, row.line) for row in off] == [(1, 1), (1, 4), (1, 5)]
    assert [page for page in early_ends(rows) if page > 1] == []  # page 1 ends with a line of the contents


def test_measuring_sees_a_page_that_ends_early() -> None:
    """The measure itself can fail: a page of 21 lines before running text is found."""
    rows = [
        Row(page, line, 0.0, 22.6, HAN[:28], 79.4, 521.5)
        for page in (1, 2)
        for line in range(21 if page == 1 else LINES)
    ]
    assert early_ends(rows) == [1]


def test_no_text_is_lost(official: tuple[Rendition, Path]) -> None:
    """Every title, paragraph, sentence, name and source is in the file; the engine is content."""
    rendition, path = official
    assert rendition.warnings == ()
    found = text_of(path)
    for item in sample_edition().items:
        names = [name for award in item.facts.awards for name in award.recipients]
        texts = [*item.paragraphs] if item.paragraphs else [quote.text for quote in item.summary]
        assert [name for name in names if name not in found] == []
        for text in (item.title, *texts):
            wanted = without_blanks(full_width(text))
            pieces = [wanted[start : start + 4] for start in range(0, len(wanted) - 3, 4)]
            # A piece may straddle a page break with its page number.
            assert sum(piece in found for piece in pieces) >= len(pieces) - 2, text


def test_page_has_the_parts_of_an_official_bulletin(official: tuple[Rendition, Path]) -> None:
    """Name, issue, publisher and day; contents with pages; numbered sections; 报, 送, 发 and 印数."""
    found = text_of(official[1])
    for words in (
        "海岚科协动态周报",
        "第9期（总第131期）",
        "海岚省科学技术协会2026年3月6日",
        "一、获奖表彰",
        "九、党的建设",
        "报：海岚省委办公厅，海岚省人大教科文卫委员会",
        "送：各市州科协，省级学会、协会、研究会，高等学校科协",
        "发：机关各部门",
        "（共印200份）",
        "—2—",
    ):
        assert words in found


def test_foot_is_whole_on_a_page_with_text(printed: Printing) -> None:
    """Whatever is left of the last page, the foot stands at its bottom, with text of a story above it."""
    for count in (2, 5, 6, 7):
        edition = make_edition(
            make_section("awards", make_item("沿江行记", paragraphs=(HAN * 3 + "。",) * count))
        )
        _, path = printed(edition, OFFICIAL)
        rows = rows_of(path)
        last = [row for row in rows if row.page == rows[-1].page]
        foot = [
            row.line
            for row in last
            if row.text.startswith(("报：", "送：", "发：", "海岚省科学技术协会编印"))
        ]
        assert foot[-1] == LINES - 1
        assert len(foot) == 4
        assert last[0].line == 0
        assert not last[0].text.startswith(("报：", "本期刊出"))


def test_without_colophon_no_list_is_invented(printed: Printing) -> None:
    """No lists and no number of copies: publisher and day stand alone."""
    _, path = printed(
        make_edition(make_section("awards", make_item())), replace(OFFICIAL, colophon=Colophon())
    )
    found = text_of(path)
    assert not any(words in found for words in ("报：", "送：", "发：", "共印"))
    assert "海岚省科学技术协会编印2026年3月6日印发" in found


def test_page_numbers_stand_outside_in_print_and_right_on_screen(tools: Tools) -> None:
    """The press sheet mirrors margins and numbers of left pages; the screen file does not."""
    screen, _ = compose_html(sample_edition(), OFFICIAL, tools)
    press, _ = compose_html(sample_edition(), OFFICIAL, tools, mode="print")
    assert "@page :left" not in screen
    assert "@page :left" in press
    assert "device-cmyk(0 80% 80% 0)" in press


def test_red_rule_lies_a_third_down_the_first_page(official: tuple[Rendition, Path]) -> None:
    """The masthead and its rule take 98 mm of 297: from the top edge to the end of line 6."""
    picture = subprocess.run(
        ["pdftoppm", "-r", "72", "-f", "1", "-l", "1", str(official[1])], capture_output=True, check=True
    ).stdout
    from PIL import Image  # noqa: PLC0415 - this test alone looks at pixels

    page = Image.open(io.BytesIO(picture))
    reds = [y for y in range(page.height) if _is_red(page.getpixel((300, y)))]
    assert 0.32 < reds[-1] / page.height < 0.345


def _is_red(pixel: tuple[int, int, int]) -> bool:
    return pixel[0] > 180 and pixel[1] < 100 and pixel[2] < 100


@pytest.mark.parametrize(
    "edition",
    [
        pytest.param(make_edition(make_section("awards", make_item())), id="one item"),
        pytest.param(
            make_edition(
                *(
                    make_section(theme, *(prose(f"{label}{n}", paragraphs=1) for n in range(6)))
                    for theme, label in list(LABELS.items())[:10]
                )
            ),
            id="sixty items",
        ),
        pytest.param(
            make_edition(
                make_section(
                    "awards",
                    make_item("关于开展面向县域主导产业与山区乡镇中小学的科普资源下沉服务专项行动的通知" * 3),
                    make_item("没有正文", paragraphs=(), summary=({"text": "只有一句。"},)),
                    make_item("什么都没有", paragraphs=(), summary=()),
                    make_item(
                        "海嵐科學節移師青梧", language="zh-TW", paragraphs=("今年首次把會場設於舊鐵路貨倉。",)
                    ),
                    make_item("An English title", paragraphs=("observation of near-Earth objects " * 40,)),
                    make_item("مرحبا 与 𠮷田、㐂多"),
                ),
                title="海岚省北浦市沿江科技创新协同发展工作动态简报",
                publisher="海岚省科学技术协会办公室、北浦市科学技术协会学会学术部",
            ),
            id="odd texts",
        ),
    ],
)
def test_odd_edition_prints(printed: Printing, edition: Edition) -> None:
    """No complaint, nothing off the grid but masthead and foot, sections in the outline."""
    rendition, path = printed(edition, OFFICIAL)
    assert rendition.warnings == ()
    rows = rows_of(path)
    last = rows[-1].page
    off = [row for row in rows if abs(row.distance) > ON_GRID]
    assert [row for row in off if not (row.page == 1 and row.line < 6) and row.page != last] == []
    with pikepdf.open(io.BytesIO(rendition.content)) as pdf, pdf.open_outline() as outline:
        assert [str(top.title)[2:] for top in outline.root] == [section.label for section in edition.sections]


def test_long_roll_runs_over_pages_with_its_head(printed: Printing) -> None:
    """250 names: none is lost, and every page repeats what the roll is of."""
    names = tuple(
        f"{family}{given}"
        for family in "程陆白季邬唐谷宋邵罗"
        for given in ("砚秋", "一川", "芷", "海宁", "禾") * 5
    )
    award = {"award": "青年托举计划", "awarding_body": ["省科协"], "recipients": names, "evidence": ""}
    edition = make_edition(make_section("awards", make_item("名单", facts={"awards": [award]})))
    _, path = printed(edition, OFFICIAL)
    found = text_of(path)
    assert [name for name in names if name not in found] == []
    heads = [row for row in rows_of(path) if row.text.startswith("青年托举计划250名（省科协）")]
    assert len(heads) > 1
    assert all(row.line == 0 for row in heads[1:])


def test_same_edition_same_bytes(official: tuple[Rendition, Path], tools: Tools) -> None:
    """Rendering again gives the same file."""
    assert render(sample_edition(), OFFICIAL, tools).content == official[0].content


def test_fangsong_of_the_owner_is_used(tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
    """A FangSong that fontconfig knows sets the body; without one it is Song."""
    digest: Digest = OFFICIAL
    assert '--fangsong: "Noto Serif CJK SC"' in compose_html(sample_edition(), digest, tools)[0]
    monkeypatch.setattr(
        "kexie_digest.renderers.pdf.fonts.installed_families",
        lambda: frozenset({"仿宋", "Noto Serif CJK SC"}),
    )
    assert '--fangsong: "仿宋"' in compose_html(sample_edition(), digest, tools)[0]


def test_the_last_line_of_the_contents_does_not_wait_for_the_first_article(printed: Printing) -> None:
    """A title of many lines goes to page 2 alone; the calendar's entry stays below the others."""
    day = {"name": "巡展", "date": "2026-03-08", "place": "", "organisers": [], "evidence": ""}
    stories = [
        make_item("沿江行记" * 25, facts={"activities": [day]}),
        *(prose(f"短讯{n}", paragraphs=1) for n in range(8)),
    ]
    _, path = printed(make_edition(make_section("awards", *stories)), OFFICIAL)
    assert next(row.page for row in rows_of(path) if "活动一览" in row.text) == 1
