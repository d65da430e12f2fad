"""The printed bulletin, judged by what other programs find in the file."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.model import Edition, Item, Rendition
from kexie_digest.model.serialization import to_json
from kexie_digest.renderers import Tools
from kexie_digest.renderers.pdf import render
from kexie_digest.renderers.pdf.typography import full_width
from renderers.pdf.printed import Line, lines_of, measure, without_blanks

from factories import LABELS, make_edition, make_item, make_section, sample_digest, sample_edition

pytestmark = pytest.mark.render

#: Eighteen characters a line: prose of our own that fills pages.
PROSE = (
    "三月里，海岚省科协的科普大篷车沿着江边的老路走了九天，每到一处先把气象仪架在晒场上，再请孩子们猜今天的风从哪里来。",
    "“先猜后量，猜错了也不要紧。”领队的工程师叶知舟说，“一个孩子记住了风向，回家就会问为什么。”她把这句话写在《行车日志》的扉页上。",
    "据统计，九天里共开讲42场，发放耐盐稻种1,300袋，修好水泵17台；参加活动的村民中，六十岁以上的占三成（不少人是走了五公里山路来的）。",
    "“这车能不能多停一天？”岭下村的果农问。叶知舟答应了：第二天清早，她和同事把显微镜搬进果园，教大家认叶片背面的红蜘蛛、介壳虫、锈斑。",
)


def prose(title: str, *, paragraphs: int) -> Item:
    """A story of our own words; every paragraph is unlike the others."""
    texts = tuple(
        f"{n}号车第{n * 7}日。" + PROSE[n % 4] + PROSE[(n + 1) % 4] for n in range(1, paragraphs + 1)
    )
    return make_item(title, paragraphs=texts)


def paragraphs_of(edition: Edition) -> list[str]:
    """Every paragraph the edition may print."""
    return [text for item in edition.items for text in item.paragraphs]


def text_of(path: Path) -> str:
    """All text as poppler reads it, without blanks and line ends."""
    raw = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True)
    return without_blanks(raw.stdout)


def test_engine_has_nothing_to_complain_of(bulletin: Rendition) -> None:
    """No WeasyPrint log line, no picture left out."""
    assert bulletin.warnings == ()
    assert bulletin.name == "bulletin.pdf"


def test_same_edition_same_bytes(bulletin: Rendition, tools: Tools) -> None:
    """A second rendering, with another one in between, is identical: nothing leaks."""
    render(make_edition(make_section("awards", make_item("另一期"))), sample_digest(), tools)
    assert render(sample_edition(), sample_digest(), tools).content == bulletin.content


def test_three_columns_are_flush_and_keep_kinsoku(printed: Callable[..., tuple[Rendition, Path]]) -> None:
    """>= 99 % of non-final lines end within a point of their column; no forbidden start or end."""
    edition = make_edition(
        make_section("awards", prose("科普大篷车沿江九日", paragraphs=14)),
        make_section("other", *(prose(f"短讯{n}", paragraphs=2) for n in range(5))),
    )
    _, path = printed(edition)
    setting = measure(lines_of(path), paragraphs_of(edition))
    assert setting.lines > 150
    assert setting.flush >= 0.99, setting.ragged
    assert setting.wrong_starts == ()
    assert setting.wrong_ends == ()


def test_measuring_sees_ragged_lines() -> None:
    """The measure itself can fail: one short line among ten is found."""
    text = "".join(chr(0x4E00 + n) for n in range(200))
    xml_lines = [
        printed_line(text[start : start + 18], right=300.0 if start != 90 else 290.0)
        for start in range(0, 200, 18)
    ]
    assert measure(xml_lines, [text]).ragged == (text[90:108],)


def printed_line(text: str, *, right: float) -> Line:
    """A line of body text in one column."""
    return Line(1, text, 138.0, right, 13.0)


def test_no_text_is_lost(bulletin_file: Path) -> None:
    """Every title, paragraph, summary sentence and name is in the file."""
    found = text_of(bulletin_file)
    for item in sample_edition().items:
        texts = (
            [item.title, *item.paragraphs]
            if item.paragraphs
            else [item.title, *(q.text for q in item.summary)]
        )
        for text in texts:
            missing = [char for char in without_blanks(full_width(text)) if char not in found]
            assert not missing, text
    assert _missing_paragraphs(bulletin_file) == []


def _missing_paragraphs(path: Path) -> list[str]:
    """Paragraphs of which some line-sized piece cannot be found."""
    found = text_of(path)
    lost = []
    for text in map(without_blanks, map(full_width, paragraphs_of(sample_edition()))):
        pieces = [text[start : start + 4] for start in range(0, len(text) - 4, 4)]
        whole = sum(piece in found for piece in pieces)
        # A piece may straddle a column or page break.
        if pieces and whole < 0.9 * len(pieces) - 1:
            lost.append(text)
    return lost


def test_names_of_a_roll_are_in_one_piece(bulletin_file: Path) -> None:
    """All twenty societies can be searched for as poppler writes them, blanks included."""
    raw = subprocess.run(["pdftotext", str(bulletin_file), "-"], capture_output=True, check=True, text=True)
    recipients = sample_edition().items[0].facts.awards[0].recipients
    assert len(recipients) == 20
    assert [name for name in recipients if name not in raw.stdout] == []


def test_fonts_are_ours_embedded_and_not_type_3(bulletin_file: Path) -> None:
    """Only Song, Hei and Kai, as subsets with a way back to text."""
    listing = subprocess.run(
        ["pdffonts", str(bulletin_file)], capture_output=True, check=True, text=True
    ).stdout
    rows = listing.splitlines()[2:]
    assert rows
    for row in rows:
        assert re.match(r"[A-Z]{6}\+(Noto-Serif-CJK-SC|Noto-Sans-CJK-SC|LXGW-WenKai)", row)
        assert re.search(r"yes yes yes", row)
        assert "Type 3" not in row


def test_edition_travels_in_the_file(bulletin: Rendition) -> None:
    """edition.json is attached as the source, marks as printed."""
    with pikepdf.open(io.BytesIO(bulletin.content)) as pdf:
        attached = pdf.attachments["edition.json"]
        assert json.loads(attached.get_file().read_bytes()) == to_json(sample_edition())
        assert str(attached.obj.AFRelationship) == "/Source"


def test_bookmarks_name_sections_and_items(bulletin: Rendition) -> None:
    """The outline has the sections, and below them the items by their whole titles."""
    with pikepdf.open(io.BytesIO(bulletin.content)) as pdf, pdf.open_outline() as outline:
        names = {str(top.title): [str(child.title) for child in top.children] for top in outline.root}
    for section in sample_edition().sections:
        assert names[section.label] == [item.title for item in section.items]


def test_file_says_what_it_is(bulletin: Rendition) -> None:
    """Title, language, the edition's date, pictures' words; traditional text is marked so."""
    with pikepdf.open(io.BytesIO(bulletin.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "海岚科协动态周报 第9期（总第131期）"
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260306")
        assert str(pdf.Root.Lang) == "zh-CN"
        tags = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        assert "zh-TW" in {str(tag.Lang) for tag in tags if "/Lang" in tag}
        assert [str(tag.Alt) for tag in tags if tag.S == "/Figure"] == ["二十位学会代表手持铜牌站在台上合影"]


def test_links_lead_to_sources(bulletin: Rendition) -> None:
    """Every public address of a source can be clicked."""
    with pikepdf.open(io.BytesIO(bulletin.content)) as pdf:
        links = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/A" in note}
    wanted = {source.href for item in sample_edition().items for source in item.sources if source.href}
    assert links == wanted


def test_page_shows_masthead_flags_and_numbers(bulletin_file: Path) -> None:
    """Issue, both dates, doubts with their reasons, page numbers, the colophon."""
    found = text_of(bulletin_file)
    for words in ("第9期", "总第131期", "星期五", "农历丙午年正月十八", "—2—", "本期刊出15篇"):
        assert words in found
    for item in sample_edition().items:
        for flag in item.flags:
            assert without_blanks(full_width(flag.reason)) in found


def test_missing_character_is_named_and_marked(printed: Callable[..., tuple[Rendition, Path]]) -> None:
    """No box is printed silently: 〓 stands for it, and the warning names item and character."""
    rendition, path = printed(
        make_edition(make_section("awards", make_item("机器人登台", paragraphs=("\U0001fae8登台。",))))
    )
    assert [w for w in rendition.warnings if "U+1FAE8" in w and "机器人登台" in w]
    assert "〓登台" in text_of(path)


def test_odd_edition_prints(printed: Callable[..., tuple[Rendition, Path]]) -> None:
    """A very long title, 230 names, no text, English, right-to-left and rare characters."""
    names = tuple(
        f"{family}{given}"
        for family in "程陆白季邬唐谷宋邵罗"
        for given in ("砚秋", "一川", "芷", "海宁", "禾") * 5
    )
    award = {"award": "青年托举计划", "awarding_body": ["省科协"], "recipients": names, "evidence": ""}
    edition = make_edition(
        make_section(
            "awards",
            make_item("关于开展面向县域主导产业与山区乡镇中小学的科普资源下沉服务专项行动的通知" * 3),
            make_item("名单", facts={"awards": [award]}),
            make_item("没有正文", paragraphs=(), summary=({"text": "只有一句。"},)),
            make_item("什么都没有", paragraphs=(), summary=()),
            make_item(
                "An English title that is rather long",
                paragraphs=("observation of near-Earth objects " * 40,),
            ),
            make_item("مرحبا 与 𠮷田、㐂多"),
        ),
        title="报",
    )
    rendition, path = printed(edition)
    assert rendition.warnings == ()
    found = text_of(path)
    assert all(name in found for name in names)
    assert "𠮷田" in found


def test_each_section_has_its_heading_once(printed: Callable[..., tuple[Rendition, Path]]) -> None:
    """Eleven sections of short stories: headings in columns, none lost."""
    edition = make_edition(
        *(make_section(theme, make_item(f"{label}一则")) for theme, label in LABELS.items())
    )
    rendition, _ = printed(edition)
    with pikepdf.open(io.BytesIO(rendition.content)) as pdf, pdf.open_outline() as outline:
        assert [str(top.title) for top in outline.root] == list(LABELS.values())
