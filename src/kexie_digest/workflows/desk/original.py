"""An article beside the page it was read from.

Takes an article's id, gives the lines of its original with the stretches that became its
paragraphs. The kept bytes are read again as they were the first time; nothing is parsed. What was
read is kept: a scan takes seconds, and an editor opens all articles of a page one after the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kexie_digest import extractors
from kexie_digest.errors import KexieDigestError
from kexie_digest.model import Document, DocumentRecord, Extracted, Passage, Report, Span
from kexie_digest.store import documents
from kexie_digest.workflows.cache import Cache
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.reading import parts

#: Lines shown before and after the article; a page of a newspaper has about 200.
AROUND = 60
#: The originals read last; the same record is always the same bytes, in any program.
_READ: Cache[tuple[Extracted, ...]] = Cache(32)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a line; ``paragraph`` is the index of what it became, None for other text."""

    text: str
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the original, or a block of a page that has no lines (``number`` None).

    ``flags`` are indexes into the report's flags that point at this line.
    """

    number: int | None
    stretches: tuple[Stretch, ...]
    flags: tuple[int, ...] = ()

    @property
    def paragraphs(self) -> tuple[int, ...]:
        """The paragraphs that have a part of this line."""
        found = (one.paragraph for one in self.stretches if one.paragraph is not None)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Original:
    """The page an article was read from; ``problem`` says why there are no lines."""

    name: str
    address: str
    media_type: str = ""
    lines: tuple[Line, ...] = ()
    hidden_before: int = 0
    hidden_after: int = 0
    problem: str = ""


def show(context: Context, report: Report) -> Original:
    """Show the original of an article.

    Args:
        context: Store and originals.
        report: The article as it was read, for its spans.

    Returns:
        The original; one that cannot be read says so instead of lines.

    Raises:
        NotFound: There is no such article.
    """
    with context.store.reading() as tx:
        record = documents.get_of_article(tx, report.id)
    name, address = record.name or record.address, record.address
    try:
        extracted = _best(_READ.get(record, lambda: tuple(_extracted(context, record))), report)
    except KexieDigestError as error:
        return Original(name, address, problem=str(error))
    if extracted is None:
        return Original(name, address, record.media_type, problem="原件里找不到这篇的文字")
    lines = list(_lines(extracted, report))
    first, last = _window(lines)
    return Original(
        name,
        address,
        record.media_type,
        tuple(lines[first:last]),
        hidden_before=first,
        hidden_after=len(lines) - last,
    )


def _extracted(context: Context, record: DocumentRecord) -> Iterator[Extracted]:
    for part in parts(record.document(context.blobs.get(record.sha256))):
        if isinstance(part, Document):
            yield replace(extractors.extract(part), embedded=())  # pictures are large, and not shown here


def _best(candidates: Iterable[Extracted], report: Report) -> Extracted | None:
    """Choose the part of a file that the article's paragraphs stand in."""

    def agreeing(extracted: Extracted) -> int:
        return sum(
            _agrees(extracted.text, span, passage.text)
            for passage in report.article.paragraphs
            for span in _own(passage)
        )

    return max(candidates, key=agreeing, default=None)


def _own(passage: Passage) -> list[Span]:
    """Give the spans of the page a story began on; those of its other pages name their file."""
    return [span for span in passage.spans if not span.part]


def _agrees(text: str, span: Span, paragraph: str) -> bool:
    piece = text[span.start : span.end].strip()
    return bool(piece) and piece[:4] in paragraph


def _lines(extracted: Extracted, report: Report) -> Iterator[Line]:
    owners = sorted(
        (span.start, span.end, index)
        for index, passage in enumerate(report.article.paragraphs)
        for span in _own(passage)
    )
    flags = [
        (flag.span.start, flag.span.end, index)
        for index, flag in enumerate((*report.article.flags, *report.flags))
        if flag.span is not None
    ]
    for number, start, text in _stretches(extracted):
        end = start + len(text)
        pointing = tuple(index for left, right, index in flags if left < end and right > start)
        yield Line(number, tuple(_split(text, start, owners)), pointing)


def _stretches(extracted: Extracted) -> Iterator[tuple[int | None, int, str]]:
    """Give lines of plain text, blocks of everything else: number, start, text."""
    if any(block.span.line is not None for block in extracted.blocks):
        start = 0
        for number, line in enumerate(extracted.text.split("\n"), start=1):
            yield number, start, line.rstrip("\r")
            start += len(line) + 1
        return
    for block in extracted.blocks:
        yield None, block.span.start, block.text


def _split(text: str, start: int, owners: Sequence[tuple[int, int, int]]) -> Iterator[Stretch]:
    """Cut a line where what became a paragraph begins and ends."""
    end, at = start + len(text), start
    for left, right, index in owners:
        if right <= at or left >= end:
            continue
        if left > at:
            yield Stretch(text[at - start : left - start])
            at = left
        yield Stretch(text[at - start : min(right, end) - start], index)
        at = min(right, end)
    if at < end or at == start:
        yield Stretch(text[at - start :])


def _window(lines: Sequence[Line]) -> tuple[int, int]:
    """Keep to the article and what stands around it."""
    marked = [position for position, line in enumerate(lines) if line.paragraphs or line.flags]
    if not marked:
        return 0, min(len(lines), 4 * AROUND)
    return max(0, marked[0] - AROUND), min(len(lines), marked[-1] + 1 + AROUND)
