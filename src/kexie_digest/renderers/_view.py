"""An edition as templates see it: every string ready, nothing left to decide.

Takes an Edition, its Digest and the public address, gives frozen views that the
mail, its text twin and the web page print alike. Anchors and addresses are made
here, so that every output links to the same place. It knows no markup.
"""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from kexie_digest.model import Digest, Edition, Item, Quote, Section, SourceReference
from kexie_digest.renderers import Tools
from kexie_digest.renderers._days import long_day
from kexie_digest.renderers._fact_tables import FactTable, fact_tables
from kexie_digest.renderers._pictures import PictureView, is_hosted, view_picture
from kexie_digest.renderers._wording import (
    byline_phrases,
    flag_word,
    note_lines,
    retitled,
    source_name,
    source_place,
    summary_label,
    web_address,
)

#: Where a token is added to leave a digest; short, so that the header line stays under 75 characters.
UNSUBSCRIBE_PATH = "/u/"

_NUMERALS = "一二三四五六七八九"


class LineKind(StrEnum):
    """What a line of a full text is."""

    TEXT = "text"
    SUBHEAD = "subhead"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, subhead or speaker line of a full text."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A report behind an item; ``href`` is a checked web address or None."""

    name: str
    line: str
    title: str
    href: str | None


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item; ``body`` is empty when its rights allow no full text.

    ``note`` is an editors' word on it; ``retitled`` and ``summary_label`` say which words
    are an editor's, and are empty where they are as printed.
    """

    anchor: str
    number: int
    title: str
    is_title_proposed: bool
    retitled: str
    note: tuple[str, ...]
    follow_up: str
    kicker: str
    subtitle: str
    column: str
    bylines: tuple[str, ...]
    dateline: str
    summary_label: str
    summary: tuple[str, ...]
    body: tuple[Line, ...]
    facts: tuple[FactTable, ...]
    flags: tuple[tuple[str, str], ...]
    pictures: tuple[PictureView, ...]
    source: SourceView
    other_sources: tuple[SourceView, ...]
    trace: str
    language: str
    page_href: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A theme's part; ``numeral`` is the Chinese number a text version prints."""

    anchor: str
    numeral: str
    label: str
    items: tuple[ItemView, ...]


@dataclass(frozen=True, slots=True)
class EditionView:
    """The whole edition; ``address`` is the reader's page on the web.

    ``unsubscribe`` is the address to leave by, without the recipient's token.
    """

    title: str
    issue_number: int
    issue: str
    day: str
    iso_day: str
    publisher: str
    note: tuple[str, ...]
    sections: tuple[SectionView, ...]
    address: str
    unsubscribe: str
    sender_name: str
    sender_address: str

    @property
    def is_edited(self) -> bool:
        """Whether any title or summary is in an editor's words."""
        return any(item.retitled or item.summary_label for item in self.items)

    @property
    def items(self) -> tuple[ItemView, ...]:
        """All items in reading order."""
        return tuple(item for section in self.sections for item in section.items)


def edition_address(edition: Edition, public_url: str) -> str:
    """Give the address of an edition's page: the same path as in the output folder.

    Args:
        edition: What the page shows.
        public_url: Where readers' pages live.

    Returns:
        ``https://…/<digest>/<total number>/``, served by any static web server.
    """
    return f"{public_url.rstrip('/')}/{quote(edition.digest)}/{edition.total_number}/"


def view_edition(edition: Edition, digest: Digest, tools: Tools) -> EditionView:
    """Prepare an edition for the templates.

    Args:
        edition: What to show.
        digest: Its sender.
        tools: For the public address.

    Returns:
        The view.
    """
    address = edition_address(edition, tools.public_url)
    hosted = address if is_hosted(tools.public_url) else ""
    numbers = iter(range(1, len(edition.items) + 1))
    sections = [
        _section(index, section, tuple(_item(next(numbers), item, address, hosted) for item in section.items))
        for index, section in enumerate(edition.sections, 1)
    ]
    return EditionView(
        title=edition.title,
        issue_number=edition.number,
        issue=f"{edition.published_on[:4]}年第{edition.number}期（总第{edition.total_number}期）",
        day=long_day(edition.published_on),
        iso_day=edition.published_on,
        publisher=edition.publisher or edition.publication,
        note=note_lines(edition.note),
        sections=tuple(sections),
        address=address,
        unsubscribe=f"{tools.public_url.rstrip('/')}{UNSUBSCRIBE_PATH}",
        sender_name=digest.sender.name,
        sender_address=digest.sender.address,
    )


def _section(index: int, section: Section, items: tuple[ItemView, ...]) -> SectionView:
    return SectionView(f"section-{index}", chinese_numeral(index), section.label, items)


def chinese_numeral(number: int) -> str:
    """Write 1 to 99 as a Chinese heading does: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _NUMERALS[tens - 1] + "十"
    return head + (_NUMERALS[ones - 1] if ones else "")


def _item(number: int, item: Item, address: str, hosted: str) -> ItemView:
    anchor = f"item-{number}"
    sources = tuple(_source(source) for source in item.sources)
    return ItemView(
        anchor=anchor,
        number=number,
        title=item.title,
        is_title_proposed=item.title_synthetic,
        retitled=retitled(item),
        note=note_lines(item.note),
        follow_up=_follow_up(item),
        kicker=item.kicker or "",
        subtitle=item.subtitle or "",
        column=item.column or "",
        bylines=byline_phrases(item.bylines, item.language),
        dateline=item.dateline or "",
        summary_label=summary_label(item),
        summary=_summary(item.summary),
        body=_body(item),
        facts=fact_tables(item.facts),
        flags=tuple((flag_word(flag), flag.reason) for flag in item.flags),
        pictures=tuple(view_picture(image, hosted) for image in item.images),
        source=sources[0]
        if sources
        else SourceView(item.provenance.file, item.provenance.file, item.title, None),
        other_sources=sources[1:],
        trace=_trace(item),
        language=item.language,
        page_href=f"{address}#{anchor}",
    )


def _follow_up(item: Item) -> str:
    earlier = item.follow_up
    return f"续报，前见{long_day(earlier.published_on)}第{earlier.number}期" if earlier else ""


def _source(source: SourceReference) -> SourceView:
    return SourceView(
        name=source_name(source),
        line=source_place(source),
        title=source.title,
        href=web_address(source.href),
    )


def _summary(quotes: tuple[Quote, ...]) -> tuple[str, ...]:
    """Join sentences that touch; a jump inside a paragraph shows as ``……``."""
    lines: list[str] = []
    previous: Quote | None = None
    for sentence in quotes:
        if previous is None or previous.paragraph != sentence.paragraph:
            lines.append(sentence.text)
        else:
            touches = previous.spans and sentence.spans and previous.spans[-1].end == sentence.spans[0].start
            lines[-1] += ("" if touches else "……") + sentence.text
        previous = sentence
    return tuple(lines)


def _body(item: Item) -> tuple[Line, ...]:
    lines: list[Line] = []
    for index, paragraph in enumerate(item.paragraphs):
        lines += [Line(LineKind.SUBHEAD, text) for before, text in item.subheads if before == index]
        lines += [Line(LineKind.SPEAKER, text) for before, text in item.speakers if before == index]
        lines.append(Line(LineKind.TEXT, paragraph))
    return tuple(lines)


def _trace(item: Item) -> str:
    """Say where the printed text stands in its file: name, lines, start of the hash."""
    provenance = item.provenance
    lines = [span.line for spans in provenance.paragraphs for span in spans if span.line is not None]
    where = f"第{min(lines)}—{max(lines)}行" if len(set(lines)) > 1 else f"第{lines[0]}行" if lines else ""
    check = f"SHA-256 {provenance.sha256[:12]}" if provenance.sha256 else ""
    return "，".join(filter(None, [provenance.file, where, check]))
