"""The inner part of the Word file: sections, items, calendar, and the lists at the end.

Takes an edition made up into bands, gives blocks in reading order: the words and the order
of ``templates/bulletin/jianbao``, which a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator

from kexie_digest.model import Colophon, Edition, Item
from kexie_digest.renderers._days import solar_day
from kexie_digest.renderers._view import chinese_numeral
from kexie_digest.renderers._wording import (
    EDITION_NOTE,
    ITEM_NOTE,
    flag_word,
    note_lines,
    retitled,
    source_place,
    summary_label,
    title_elsewhere,
)
from kexie_digest.renderers.docx import tables
from kexie_digest.renderers.docx.blocks import Block, Paragraph, Picture, Run, plain
from kexie_digest.renderers.pdf import wording
from kexie_digest.renderers.pdf.makeup import Band, Story
from kexie_digest.renderers.pdf.page import papers
from kexie_digest.renderers.pdf.tables import calendar
from kexie_digest.renderers.pdf.typography import full_width

_PIECES = {
    "text": "BodyText",
    "addressee": "BodyText",
    "signatory": "BodyText",
    "signed": "BodyText",
    "quote": "Quote",
    "subhead": "Heading3",
    "speaker": "Speaker",
}
CALENDAR = "calendar"


def blocks(edition: Edition, bands: tuple[Band, ...]) -> tuple[Block, ...]:
    """Give everything between the contents and the lists at the end.

    Args:
        edition: What is written.
        bands: Its sections, made up.

    Returns:
        The blocks in reading order.
    """
    return tuple(_blocks(edition, bands))


def _blocks(edition: Edition, bands: tuple[Band, ...]) -> Iterator[Block]:
    for number, band in enumerate(bands, 1):
        yield plain("Heading1", f"{chinese_numeral(number)}、{band.label}", anchor=band.anchor)
        for story in band.stories:
            yield from _story(story)
    dated = calendar.dated(bands)
    if dated:
        yield plain("Heading1", f"{chinese_numeral(len(bands) + 1)}、活动一览", anchor=CALENDAR)
        yield tables.calendar_table(dated, edition.published_on)
    yield plain("Note", wording.imprint(edition, papers(edition)))


def _story(story: Story) -> Iterator[Block]:
    item = story.item
    language = item.language
    yield from _head(story)
    for place, piece in enumerate(story.body):
        runs = list(_opening(story, piece.text) if not place else [Run(full_width(piece.text))])
        if place == len(story.body) - 1:
            runs += [Run(f"〔{flag_word(flag)}〕", "Mark") for flag in item.flags]
        yield Paragraph(_PIECES[piece.kind], tuple(runs), language=language)
    yield from tables.fact_tables(item)
    for frame in story.pictures:
        yield Picture(frame)
        caption = "　".join(filter(None, (frame.image.caption, frame.image.credit)))
        if caption:
            yield plain("Caption", full_width(caption), language=language)
    yield from _tail(story)


def _head(story: Story) -> Iterator[Block]:
    item = story.item
    above = (
        (f"【{full_width(item.column)}】" if item.column else "")
        + (f"续报，前见第{item.follow_up.number}期" if item.follow_up else ""),
        full_width(item.kicker or ""),
    )
    kickers = [text for text in above if text]
    for place, text in enumerate(kickers):
        yield Paragraph("Kicker", (Run(text),), language=item.language, before=0 if place else 1)
    proposed = (Run("〔拟题〕", "Mark"),) if item.title_synthetic else ()
    title = (Run(full_width(story.title)), *proposed)
    yield Paragraph(
        "Heading2",
        title,
        anchor=story.anchor,
        language=item.language,
        before=0 if kickers else None,  # the empty line is above the kicker
    )
    if item.subtitle:
        yield plain("Subtitle", full_width(item.subtitle), language=item.language)
    if item.bylines:
        yield plain("Byline", full_width(wording.credits_line(item)), language=item.language)
    yield from editors_note(item.note, ITEM_NOTE, item.language)


def editors_note(note: str, label: str = EDITION_NOTE, language: str = "zh-CN") -> Iterator[Paragraph]:
    """Give the paragraphs of an editors' word, the first behind its name.

    Args:
        note: The word, empty for none.
        label: 编者按 on an edition, 按语 on an item.
        language: Of what it stands at, as a BCP 47 tag.

    Yields:
        A paragraph for each of its lines that is not empty.
    """
    for place, line in enumerate(note_lines(note)):
        name = () if place else (Run(f"{label}：", "Dateline"),)
        yield Paragraph("EditorsNote", (*name, Run(full_width(line))), language=language)


def _opening(story: Story, text: str) -> tuple[Run, ...]:
    """Put the dateline (本报讯) before the first paragraph, unless it begins with it.

    A summary in an editor's words says so.
    """
    dateline = story.item.dateline
    label = summary_label(story.item)
    if story.body[0].kind == "quote" and label:
        return Run(f"〔{label}〕", "Mark"), Run(full_width(text))
    if not dateline or text.startswith(dateline) or story.body[0].kind != "text":
        return (Run(full_width(text)),)
    return Run(dateline, "Dateline"), Run("　" + full_width(text))


def _tail(story: Story) -> Iterator[Paragraph]:
    item = story.item
    for flag in item.flags:
        text = f"〔{flag_word(flag)}〕{full_width(flag.reason)}"
        yield plain("Tail", text, language=item.language)
    yield Paragraph("Tail", tuple(_sources(item, quoted=story.quoted)), language=item.language)


def _sources(item: Item, *, quoted: bool) -> Iterator[Run]:
    yield Run("（摘自" if quoted else "（原载")
    for number, source in enumerate(item.sources):
        if number:
            yield Run("；")
        yield Run(full_width(source_place(source)), href=source.href)
        other = title_elsewhere(source, item)
        if other:
            yield Run(f"〈{full_width(other)}〉")
    if item.printed_title is not None:
        yield Run(f"　{full_width(retitled(item))}")
    yield Run("）")


def foot(edition: Edition, colophon: Colophon) -> tuple[tuple[str, ...], ...]:
    """Give the lines of 报尾: to whom it goes, then who printed it and how many copies.

    Args:
        edition: For publisher and day.
        colophon: The lists and the number of copies.

    Returns:
        A line of one text for each list that is not empty, and one of two texts.
    """
    lists = (("报", colophon.report_to), ("送", colophon.send_to), ("发", colophon.distribute_to))
    copies = f"（共印{colophon.copies}份）" if colophon.copies else ""
    printed = copies or f"{solar_day(edition.published_on)}印发"
    publisher = f"{edition.publisher}编印" if edition.publisher else ""
    return (
        *((f"{name}：{full_width('，'.join(offices))}",) for name, offices in lists if offices),
        (publisher, printed),
    )
