"""The Word file: sound, the same each time, and the same words as the PDF."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree
from PIL import Image

from kexie_digest.model import Colophon, Edition, Rendition
from kexie_digest.renderers import Tools, docx
from kexie_digest.renderers._jinja import environment
from kexie_digest.renderers.docx.elements import w
from kexie_digest.renderers.pdf import render as print_pdf
from renderers.docx.wordml import W, faults, paragraphs
from renderers.pdf.printed import without_blanks

from factories import make_edition, make_item, make_section, sample_digest, sample_edition
from needed import need

COLOPHON = Colophon(
    report_to=("海岚省委办公厅", "海岚省人大教科文卫委员会"),
    send_to=("各市州科协", "高等学校科协"),
    distribute_to=("机关各部门",),
    copies=200,
)
DIGEST = replace(sample_digest(), style="jianbao", colophon=COLOPHON)
CALENDAR_HEAD = "时间活动地点主办"
NOTE = "本期集中刊发各地科协的做法，供参阅。"


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    """The project's templates, and the picture that the sample edition names."""
    folder = tmp_path_factory.mktemp("assets")
    (folder / "pictures").mkdir()
    Image.new("RGB", (1600, 1000), (90, 120, 140)).save(folder / "pictures" / "plaques.jpg")
    return Tools(environment(), assets=folder)


@pytest.fixture(scope="module")
def edition() -> Edition:
    """The sample edition with an editors' note, on the whole and on one item."""
    sample = sample_edition()
    first, *others = sample.sections
    noted = replace(first, items=(replace(first.items[0], note="首条"), *first.items[1:]))
    return replace(sample, note=NOTE, sections=(noted, *others))


@pytest.fixture(scope="module")
def word(edition: Edition, tools: Tools) -> Rendition:
    """The sample edition as ``bulletin.docx``."""
    return docx.render(edition, DIGEST, tools)


@pytest.fixture(scope="module")
def pdf(edition: Edition, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same edition as a PDF of the same style."""
    path = tmp_path_factory.mktemp("pdf") / "bulletin.pdf"
    path.write_bytes(print_pdf(edition, DIGEST, tools).content)
    return path


def test_word_finds_nothing_to_repair(word: Rendition) -> None:
    """Order of elements, links, content types, fields and identifiers are as the standard has them."""
    assert faults(word.content) == []
    assert word.warnings == ()


def test_faults_are_seen() -> None:
    """The check itself can fail: properties in disorder, and a link that leads nowhere."""
    document = Document()
    wrong = w("p", w("pPr", w("jc", val="left"), w("keepNext")), w("hyperlink", anchor="nowhere"))
    document.element.body.insert(0, wrong)
    file = io.BytesIO()
    document.save(file)
    found = faults(file.getvalue())
    assert any("pPr in disorder" in fault for fault in found)
    assert any("nowhere" in fault for fault in found)


def test_same_edition_same_bytes(edition: Edition, tools: Tools, word: Rendition) -> None:
    """Writing again gives the same file; no member holds the clock."""
    assert docx.render(edition, DIGEST, tools).content == word.content
    with ZipFile(io.BytesIO(word.content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.render
def test_words_are_those_of_the_pdf(word: Rendition, pdf: Path) -> None:
    """From 按语 to 报尾 both hold the same characters in the same order."""
    raw = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], check=True, capture_output=True, text=True)
    printed = without_blanks(re.sub(r"\n— \d+ —\n", "\n", raw.stdout.replace("\f", "\n")))
    printed = printed.replace(CALENDAR_HEAD, "")  # it is repeated where a page ends
    written = without_blanks("".join(text for _, text in paragraphs(word.content))).replace(CALENDAR_HEAD, "")
    start = "编者按："
    assert written[written.index(start) :] == printed[printed.index(start) :]
    assert len(written[written.index(start) :]) > 3000


@pytest.mark.render
def test_contents_name_the_pages_of_the_pdf(word: Rendition, pdf: Path) -> None:
    """Reckoned on the grid, the contents read as in the PDF of the same style, to a page."""
    raw = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True)
    pages = [without_blanks(page) for page in raw.stdout.split("\f")]
    with ZipFile(io.BytesIO(word.content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    entries = {}
    for link in body.iter(f"{W}hyperlink"):
        texts = [node.text or "" for node in link.iter(f"{W}t")]
        if link.get(f"{W}anchor"):
            entries[without_blanks(texts[0])] = int(texts[-1])
    headings = [text for text in entries if len(text) < 15]
    assert len(headings) > 15
    for text in headings:
        found = max(number for number, page in enumerate(pages, 1) if text in page)
        assert abs(found - entries[text]) <= 1, text


def test_headings_contents_and_tables_are_real(word: Rendition, edition: Edition) -> None:
    """Headings carry Word's styles, contents are a field, a table's head is repeated."""
    document = Document(io.BytesIO(word.content))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles.count("Heading 1") == len(edition.sections) + 1  # and 活动一览
    assert styles.count("Heading 2") == len(edition.items)
    assert {"Heading 3", "Title", "Caption", "Quote"} <= set(styles)
    with ZipFile(io.BytesIO(word.content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    codes = [node.text or "" for node in body.iter(f"{W}instrText")]
    assert codes[0].split()[0] == "TOC"
    assert sum("PAGEREF" in code for code in codes) == len(edition.sections) + len(edition.items) + 1
    tables = [table for table in body.iter(f"{W}tbl") if table.find(f"{W}tblPr/{W}tblpPr") is None]
    assert len(tables) >= 5
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)


def test_pictures_have_words(word: Rendition, edition: Edition) -> None:
    """A reader's voice says what a picture shows."""
    document = Document(io.BytesIO(word.content))
    (shape,) = document.inline_shapes
    image = next(image for item in edition.items for image in item.images)
    assert shape._inline.docPr.get("descr") == (image.alt or image.caption)


def test_paper_and_properties(word: Rendition, edition: Edition) -> None:
    """A4 with the margins of the standard, numbers outside, title, unit and language."""
    document = Document(io.BytesIO(word.content))
    section = document.sections[0]
    lengths = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round(length.mm) for length in lengths if length] == [210, 297, 37, 28]
    assert section.footer.paragraphs[0].text == "— 1 —"
    assert document.settings.odd_and_even_pages_header_footer
    assert document.core_properties.title == "海岚科协动态周报 第9期（总第131期）"
    assert document.core_properties.author == edition.publisher
    assert document.core_properties.language == "zh-CN"
    sizes = document.styles["Normal"].element.rPr
    assert sizes.rFonts.get(f"{W}eastAsia") == "仿宋_GB2312"


def test_a_digest_has_a_colour_of_its_own(word: Rendition, edition: Edition, tools: Tools) -> None:
    """It takes the place of red in title and rule."""
    coloured = docx.render(edition, replace(DIGEST, colour="#0b4f8a"), tools)
    for rendition, colour in ((word, "E60012"), (coloured, "0B4F8A")):
        with ZipFile(io.BytesIO(rendition.content)) as archive:
            sheet = etree.fromstring(archive.read("word/styles.xml"))
        rule, title = (next(sheet.iter(f"{W}{name}")) for name in ("bottom", "color"))
        assert (rule.get(f"{W}color"), title.get(f"{W}val")) == (colour, colour)


def test_another_language_is_marked(word: Rendition) -> None:
    """The traditional-script item says so, for fonts and readers' voices."""
    with ZipFile(io.BytesIO(word.content)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    assert {node.get(f"{W}eastAsia") for node in body.iter(f"{W}lang")} == {"zh-TW"}


def test_characters_that_xml_forbids_are_dropped(tools: Tools) -> None:
    """Controls and lone surrogates would make the file unreadable; rare letters stay."""
    item = make_item("标题\x07", paragraphs=("一\x00二\x1f三\ud800四𠮷㐂\ufffe。",))
    rendition = docx.render(make_edition(make_section("other", item)), DIGEST, tools)
    assert faults(rendition.content) == []
    texts = [text for _, text in paragraphs(rendition.content)]
    assert "一二三四𠮷㐂。" in texts


def test_links_lead_to_the_web_only(tools: Tools) -> None:
    """A source's address is a link; a script is none."""
    sources = [
        {"article_id": f"a{n}", "title": "题", "publication": "报", "file": "f", "href": href}
        for n, href in enumerate(("https://news.example.org/1", "javascript:alert(1)"))
    ]
    content = docx.render(
        make_edition(make_section("other", make_item(sources=sources))), DIGEST, tools
    ).content
    with ZipFile(io.BytesIO(content)) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert "https://news.example.org/1" in links
    assert "javascript" not in links


@pytest.mark.render
@pytest.mark.slow
def test_libreoffice_opens_it(word: Rendition, tmp_path: Path) -> None:
    """It becomes a PDF of about as many pages, with the text of the file."""
    need("soffice")
    path = tmp_path / "bulletin.docx"
    path.write_bytes(word.content)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    pdf = str(tmp_path / "bulletin.pdf")
    raw = subprocess.run(["pdftotext", "-raw", pdf, "-"], check=True, capture_output=True, text=True)
    found = without_blanks(raw.stdout)
    texts = [without_blanks(text) for style, text in paragraphs(word.content) if not style.startswith("TOC")]
    lost = [text for text in texts if text[:12] not in found]
    assert lost == []
    assert 12 <= raw.stdout.count("\f") <= 18
