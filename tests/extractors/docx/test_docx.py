"""Word files: everything somebody wrote, in order; bombs and wrecks refused by name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from PIL import Image

from kexie_digest.errors import ExtractError
from kexie_digest.extractors import extract
from kexie_digest.model import BlockKind, Document, Extracted

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _document(content: bytes) -> Document:
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return Document(content, "0" * 64, TYPE, "稿件.docx", "inbox", "稿件.docx", "稿件.docx", at)


def _saved(word: Word) -> bytes:
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _read(make: Callable[[Word], object]) -> Extracted:
    word = docx.Document()
    make(word)
    return extract(_document(_saved(word)))


def _blocks(extracted: Extracted) -> list[tuple[str, str, int | None]]:
    return [(block.kind.value, block.text, block.level) for block in extracted.blocks]


def test_styles_tables_and_text_in_order() -> None:
    """Title and headings have levels; a table stands between its paragraphs, a row a block."""

    def write(word: Word) -> None:
        word.add_heading("岭下小学办起气象站", 0)
        word.add_paragraph("3月2日，岭下小学的气象站开始上传数据。")
        word.add_heading("获奖单位", 2)
        table = word.add_table(2, 2)
        for cell, text in zip(table._cells, ["名次", "单位", "一等奖", "海岚省气象学会"], strict=True):
            cell.text = text
        word.add_paragraph("比赛在四月结束。")

    extracted = _read(write)
    assert _blocks(extracted) == [
        ("heading", "岭下小学办起气象站", 1),
        ("paragraph", "3月2日，岭下小学的气象站开始上传数据。", None),
        ("heading", "获奖单位", 2),
        ("table", "名次\t单位", None),
        ("table", "一等奖\t海岚省气象学会", None),
        ("paragraph", "比赛在四月结束。", None),
    ]
    for block in extracted.blocks:
        assert extracted.text[block.span.start : block.span.end] == block.text


def test_a_large_centred_line_is_a_title_without_styles() -> None:
    """Offices type titles large and centred instead of using a style; a centred date is none."""

    def write(word: Word) -> None:
        for text, size in (("青梧市科协举办讲师培训", 22), ("2026年3月2日", 16), ("正文从这里开始。", 16)):
            paragraph = word.add_paragraph()
            paragraph.add_run(text).font.size = Pt(size)
            if size == 22 or "年" in text:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER

    assert [level for _, _, level in _blocks(_read(write))] == [1, None, None]


def test_insertions_controls_and_text_boxes_are_read_deletions_are_not() -> None:
    """What python-docx's own text leaves out is text somebody wrote."""
    body = f"""<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">省科协</w:t></w:r>
      <w:ins w:id="1" w:author="a"><w:r><w:t>昨日</w:t></w:r></w:ins>
      <w:del w:id="2" w:author="a"><w:r><w:delText>前天</w:delText></w:r></w:del>
      <w:sdt><w:sdtContent><w:r><w:t>公布名单。</w:t></w:r></w:sdtContent></w:sdt></w:p>"""
    line = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{line.format('整段都在控件里。')}</w:sdtContent></w:sdt>"
    framed = f"<w:txbxContent>{line.format('文本框里的话。')}</w:txbxContent>"
    box = f"""<w:p {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r>
      <mc:AlternateContent><mc:Choice Requires="wps">{framed}</mc:Choice>
      <mc:Fallback>{framed}</mc:Fallback></mc:AlternateContent></w:r></w:p>"""

    def write(word: Word) -> None:
        for xml in (body, control, box):
            word.element.body.insert(len(word.element.body) - 1, parse_xml(xml))

    assert [text for _, text, _ in _blocks(_read(write))] == [
        "省科协昨日公布名单。",
        "整段都在控件里。",
        "文本框里的话。",
    ]


def test_a_picture_is_kept_with_its_place() -> None:
    """Its bytes are embedded; the paragraph below may be its caption."""
    buffer = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(buffer, "PNG")

    def write(word: Word) -> None:
        word.add_paragraph("正文。")
        word.add_picture(io.BytesIO(buffer.getvalue()))
        word.add_paragraph("图为气象站。")

    extracted = _read(write)
    assert [block.kind for block in extracted.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.IMAGE,
        BlockKind.PARAGRAPH,
    ]
    assert (extracted.blocks[1].href, extracted.embedded) == ("embedded:0", (buffer.getvalue(),))


def test_a_line_break_ends_a_line_and_empty_paragraphs_are_counted() -> None:
    """Blank paragraphs are evidence of a picture or a new article."""

    def write(word: Word) -> None:
        word.add_paragraph("第一行\n第二行")
        word.add_paragraph("")
        word.add_paragraph("")
        word.add_paragraph("第三行")

    extracted = _read(write)
    assert [(block.text, block.gap_before) for block in extracted.blocks] == [
        ("第一行", 0),
        ("第二行", 0),
        ("第三行", 2),
    ]


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    """300 MB of blanks in a small file: too_large, and nothing was read."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 30_000_000)
    with pytest.raises(ExtractError) as caught:
        extract(_document(buffer.getvalue()))
    assert caught.value.code == "too_large"


@pytest.mark.parametrize("content", [b"PK\x03\x04word/ cut off", None])
def test_a_wreck_is_named(content: bytes | None) -> None:
    """Cut off, or a package without a document."""
    if content is None:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as package:
            package.writestr("word/nothing.xml", "<a/>")
        content = buffer.getvalue()
    with pytest.raises(ExtractError) as caught:
        extract(_document(content))
    assert (caught.value.code, caught.value.subject) == ("unreadable_docx", "稿件.docx")


def test_a_file_spoilt_within_is_named() -> None:
    """Compressed bytes of a member are damaged: named as any wreck, no error of the unpacker."""
    content = bytearray(_saved(docx.Document()))
    (member,) = (
        one for one in zipfile.ZipFile(io.BytesIO(content)).infolist() if one.filename == "_rels/.rels"
    )
    begin = member.header_offset + 30 + len(member.filename)
    content[begin : begin + member.compress_size] = b"\xff" * member.compress_size
    with pytest.raises(ExtractError) as caught:
        extract(_document(bytes(content)))
    assert caught.value.code == "unreadable_docx"


def test_a_package_of_an_unknown_version_is_named() -> None:
    """A spoilt byte in the directory asks for a ZIP version that nobody knows."""
    content = bytearray(_saved(docx.Document()))
    content[content.index(b"PK\x01\x02") + 6] = 250
    with pytest.raises(ExtractError) as caught:
        extract(_document(bytes(content)))
    assert caught.value.code == "unreadable_docx"


def test_a_file_without_words_says_so() -> None:
    """An empty page is no article."""
    with pytest.raises(ExtractError) as caught:
        _read(lambda word: word.add_paragraph("  "))
    assert caught.value.code == "no_article"


def test_several_titles_make_a_page_of_several_stories() -> None:
    """One title leaves the choice of layout open."""

    def write(word: Word, titles: int) -> None:
        for number in range(titles):
            word.add_heading(f"第{number}篇的标题", 1)
            word.add_paragraph("正文。")

    assert _read(lambda word: write(word, 2)).hints.layout == "newspaper"
    assert _read(lambda word: write(word, 1)).hints.layout is None
