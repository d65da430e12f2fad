"""Join and divide the paragraphs of a report, with nothing but their own characters.

Takes a report and a join, gives the report with other paragraph borders. Everything that
counts paragraphs is renumbered; quotes that no longer stand in one paragraph are left out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain, pairwise
from typing import TypeVar

from kexie_digest.errors import Conflict
from kexie_digest.model.article import Article, Gap, Passage
from kexie_digest.model.correction import Correction
from kexie_digest.model.document import Span
from kexie_digest.model.understanding import Assignment, Evidence, Quote, Report

Quoted = TypeVar("Quoted", Evidence, Quote)


@dataclass(frozen=True, slots=True)
class _Borders:
    """Old and new paragraphs from ``first`` on, and where in their text each begins."""

    first: int
    old: tuple[int, ...]
    new: tuple[int, ...]
    texts: tuple[str, ...]

    def moved(self, paragraph: int) -> int:
        """Renumber a paragraph; an old one that is now inside a new one takes its number."""
        if paragraph < self.first:
            return paragraph
        inside = paragraph - self.first
        if inside >= len(self.old):
            return paragraph + len(self.new) - len(self.old)
        return self.first + sum(start <= self.old[inside] for start in self.new) - 1

    def place_of(self, text: str, paragraph: int) -> int | None:
        """Find the paragraph that a quote stands in now; None where a border cuts it."""
        if not self.first <= paragraph < self.first + len(self.old):
            return self.moved(paragraph)
        return next((self.first + index for index, now in enumerate(self.texts) if text in now), None)


def refused(correction: Correction, advice: str) -> Conflict:
    """Make the error for a correction that makes no sense.

    Args:
        correction: The correction.
        advice: The next step, in Chinese.

    Returns:
        The error to raise.
    """
    return Conflict(
        "这样改不了 (this correction cannot be made)",
        subject=correction.article_id,
        code="bad_correction",
        permanent=True,
        advice=advice,
    )


def check_join(article: Article, first: int, correction: Correction) -> None:
    """Refuse a join that would change characters or swallow a heading.

    Args:
        article: The article as editors left it.
        first: Index of the first paragraph.
        correction: The join.

    Raises:
        Conflict: With code ``bad_correction``.
    """
    was, becomes = correction.was.split("\n"), correction.becomes.split("\n")
    if "".join(was) != "".join(becomes) or not all(becomes) or was == becomes:
        raise refused(correction, "合并、拆分段落时不能增减文字，也不能留空段。")
    borders = _borders(first, was, becomes)
    heads = [head.before_paragraph for head in article.subheads]
    heads += [voice.before_paragraph for voice in article.speakers]
    if any(_starts(borders.old, head - first) not in {None, *borders.new} for head in heads):
        raise refused(correction, "两段之间有小标题或发言人，不能合并。")


def rejoin(report: Report, first: int, correction: Correction) -> Report:
    """Set the paragraph borders that an editor wants.

    Args:
        report: The report.
        first: Index of the first paragraph.
        correction: The join.

    Returns:
        The report; unchanged where its paragraphs are not those the editor saw.
    """
    article = report.article
    was, becomes = correction.was.split("\n"), correction.becomes.split("\n")
    region = article.paragraphs[first : first + len(was)]
    if [passage.text for passage in region] != was or "".join(was) != "".join(becomes):
        return report
    borders = _borders(first, was, becomes)
    paragraphs = (
        *article.paragraphs[:first],
        *_divided(region, borders),
        *article.paragraphs[first + len(was) :],
    )
    return _renumbered(replace(report, article=replace(article, paragraphs=paragraphs)), borders)


def _borders(first: int, was: Sequence[str], becomes: Sequence[str]) -> _Borders:
    return _Borders(first, _offsets(was), _offsets(becomes), tuple(becomes))


def _offsets(texts: Sequence[str]) -> tuple[int, ...]:
    return tuple(accumulate((len(text) for text in texts[:-1]), initial=0))


def _starts(offsets: Sequence[int], index: int) -> int | None:
    return offsets[index] if 0 <= index < len(offsets) else None


def _divided(region: Sequence[Passage], borders: _Borders) -> list[Passage]:
    """Give each new paragraph its text and the spans of the old ones it was taken from."""
    pieces = list(chain.from_iterable(_pieces(passage) for passage in region))
    starts = _offsets([text for text, _ in pieces])
    ends = [*borders.new[1:], sum(len(text) for text, _ in pieces)]
    return [
        Passage(text, tuple(_spans(pieces, starts, begin, end)))
        for text, begin, end in zip(borders.texts, borders.new, ends, strict=True)
    ]


def _pieces(passage: Passage) -> list[tuple[str, tuple[Span, ...]]]:
    """Part a paragraph by its spans where they are as long as the text, as all but marked-up ones are."""
    lengths = [span.end - span.start for span in passage.spans]
    if sum(lengths) != len(passage.text):
        return [(passage.text, passage.spans)]
    borders = [0, *accumulate(lengths)]
    return [
        (passage.text[start:end], (span,))
        for (start, end), span in zip(pairwise(borders), passage.spans, strict=True)
    ]


def _spans(
    pieces: Sequence[tuple[str, tuple[Span, ...]]], starts: Sequence[int], begin: int, end: int
) -> list[Span]:
    found: list[Span] = []
    for (text, spans), start in zip(pieces, starts, strict=True):
        low, high = max(begin, start) - start, min(end, start + len(text)) - start
        if low >= high:
            continue
        whole = spans[0] if len(spans) == 1 else None
        if whole is not None and whole.end - whole.start == len(text):
            found.append(replace(whole, start=whole.start + low, end=whole.start + high))
        else:  # marks between the characters: lead back to the whole stretch
            found.extend(spans)
    return found


def _renumbered(report: Report, borders: _Borders) -> Report:
    article = report.article
    return replace(
        report,
        article=replace(
            article,
            subheads=tuple(
                replace(head, before_paragraph=borders.moved(head.before_paragraph))
                for head in article.subheads
            ),
            speakers=tuple(
                replace(voice, before_paragraph=borders.moved(voice.before_paragraph))
                for voice in article.speakers
            ),
            gaps=tuple(_gap(gap, borders) for gap in article.gaps),
        ),
        themes=replace(
            report.themes,
            assignments=tuple(_assignment(one, borders) for one in report.themes.assignments),
        ),
        summary=tuple(_standing(report.summary, borders)),
    )


def _gap(gap: Gap, borders: _Borders) -> Gap:
    place = borders.place_of(gap.after + (gap.before or ""), gap.paragraph)
    return replace(gap, paragraph=borders.moved(gap.paragraph) if place is None else place)


def _assignment(assignment: Assignment, borders: _Borders) -> Assignment:
    return replace(assignment, evidence=tuple(_standing(assignment.evidence, borders)))


def _standing(quotes: Sequence[Quoted], borders: _Borders) -> list[Quoted]:
    """Keep the quotes that stand in one paragraph, under its new number."""
    places = [
        None if quote.paragraph is None else borders.place_of(quote.text, quote.paragraph) for quote in quotes
    ]
    return [
        quote if quote.paragraph is None else replace(quote, paragraph=place)
        for quote, place in zip(quotes, places, strict=True)
        if quote.paragraph is None or place is not None
    ]
