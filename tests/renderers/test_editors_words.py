"""What an editor wrote is printed in every output, and is told from what was printed."""

from __future__ import annotations

import io
import json
import re
import subprocess
from dataclasses import replace

import pytest
from docx import Document

from kexie_digest.model import Edition, Quote
from kexie_digest.renderers import Tools, render

from factories import make_digest, make_edition, make_item, make_section

NOTE = "本期集中刊发山区科普的做法。"
ITEM_NOTE = "这套课程不花钱，值得一学。"
TITLE, PRINTED = "山里孩子有了气象站", "岭下小学办起气象站"
SUMMARY = "编者以为，这件事小而实在。"
OUTPUTS = ("edition.json", "index.html", "email.html", "email.txt", "bulletin.docx")


def edited(**fields: object) -> Edition:
    """Make an edition with notes, a new title on one item and a new summary on another."""
    first = make_item(PRINTED, **fields)
    second = make_item("北浦开讲厨房化学", paragraphs=())
    return make_edition(
        make_section(
            "science_popularization",
            replace(first, title=TITLE, printed_title=PRINTED, note=f"{ITEM_NOTE}\n课表另附。"),
            replace(second, summary=(Quote(SUMMARY),), printed_summary=(Quote("原句。"),)),
        ),
        note=NOTE,
    )


def words_of(name: str, edition: Edition, tools: Tools, style: str = "newspaper") -> str:
    """Give the words of an output, without blanks and markup."""
    content = render(name, edition, make_digest(style=style), tools).content
    if name.endswith(".docx"):
        text = "".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    elif name.endswith(".pdf"):
        command = ["pdftotext", "-raw", "-", "-"]
        text = subprocess.run(command, input=content, check=True, capture_output=True).stdout.decode()
    else:
        text = re.sub(r"<style.*?</style>|<[^>]+>", "", content.decode(), flags=re.DOTALL)
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("name", OUTPUTS[1:])
def test_notes_and_marks_are_in_the_output(name: str, tools: Tools) -> None:
    """编者按, 按语, the title as it was printed, and whose words a summary is."""
    words = words_of(name, edited(), tools)
    assert NOTE in words
    assert ITEM_NOTE in words
    assert "编者按" in words.split(NOTE, maxsplit=1)[0][-8:]
    assert "按语" in words.split(ITEM_NOTE, maxsplit=1)[0][-8:]
    assert f"编者改题，原题《{PRINTED}》" in words
    assert words.count(PRINTED) == 1  # not as the report's title besides
    assert f"〔编者概括〕{SUMMARY}" in words


@pytest.mark.render
@pytest.mark.parametrize("style", ["newspaper", "jianbao"])
def test_notes_and_marks_are_in_the_bulletin(style: str, tools: Tools) -> None:
    """Both styles print them."""
    words = words_of("bulletin.pdf", edited(), tools, style)
    for wanted in (NOTE, ITEM_NOTE, "编者按", "按语", f"原题《{PRINTED}》", f"〔编者概括〕{SUMMARY}"):
        assert wanted in words


@pytest.mark.parametrize("name", OUTPUTS[1:])
def test_nothing_is_marked_where_no_editor_wrote(name: str, tools: Tools) -> None:
    """The marks can be missed: an edition as composed has none of them."""
    words = words_of(name, make_edition(make_section("other", make_item())), tools)
    assert not re.search("编者|按语|原题", words)


def test_data_has_what_was_printed(tools: Tools) -> None:
    """``edition.json`` keeps title and summary as printed beside the editor's."""
    data = json.loads(render("edition.json", edited(), make_digest(), tools).content)
    first, second = data["sections"][0]["items"]
    assert (first["title"], first["printed_title"], data["note"]) == (TITLE, PRINTED, NOTE)
    assert second["printed_summary"][0]["text"] == "原句。"


@pytest.mark.render
def test_long_note_breaks_and_loses_nothing(tools: Tools) -> None:
    """A note longer than a column is printed whole, in a story across the page as in a brief."""
    note = "".join(f"第{number}点意见请各单位研究。" for number in range(90))
    for size in (1, 12):
        item = replace(make_item(PRINTED, paragraphs=("正文一句话说明来由。" * 9,) * size), note=note)
        edition = make_edition(make_section("awards", item, item), make_section("other", item))
        assert words_of("bulletin.pdf", edition, tools).count("第89点意见请各单位研究") == 3
