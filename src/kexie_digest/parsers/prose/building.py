"""Building: sorted rows into one draft.

Takes rows with their roles, gives the draft of an article: paragraphs joined where a
line was only wrapped, source phrase and bylines taken out, advertisements set aside.
Doubts are flagged in the draft; nothing is dropped.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kexie_digest.model import Byline, BylineRole, Flag, FlagKind, Person
from kexie_digest.parsers.parts import attribution, byline, byline_people, caption, dateline, notice
from kexie_digest.parsers.parts.attribution import Entry, Kind
from kexie_digest.parsers.parts.names import is_body
from kexie_digest.parsers.pieces import Mark, Signature
from kexie_digest.parsers.prose.draft import Draft, Figure, Paragraph, Picture, Piece, whole
from kexie_digest.parsers.prose.figures import join_captions_above, join_figure
from kexie_digest.parsers.prose.rows import Row
from kexie_digest.parsers.prose.shapes import is_closed, is_item
from kexie_digest.parsers.prose.sorting import Role, Sorted
from kexie_digest.text.script import fold
from kexie_digest.text.sentences import sentences

_TAIL_BRACKET: Final = re.compile(r"[(（]([^()（）]{2,60})[)）]\s*$")
_MEDIUM: Final = re.compile(r"(?:报|网|社|台|刊|号|融媒|公众号|news|times|daily)$")
_ENGLISH_CREDIT: Final = re.compile(
    r"(?<![a-z])(?:(?:photos?|pictures?|images?)(?:\s+(?:by|courtesy of)|\s*[:/])|credit\s*:)"
    r"\s*([\w .'·-]{2,40})\W*$"
)
_SENTENCE_END: Final = re.compile(r"(?<=[。!?])")
_SHORTEST_WRAPPED: Final = 24
_INJECTED_TIMES, _INJECTED_LENGTH = 3, 6
_LEAST_SURE_BYLINE: Final = 0.9


def build(items: Sequence[Sorted]) -> Draft:
    """Put one text together.

    Args:
        items: Its rows, sorted.

    Returns:
        The draft.
    """
    builder = _Builder(items)
    for place, item in enumerate(items):
        builder.take(place, item)
    join_captions_above(builder.draft, items)
    return builder.draft


def injected_sentences(items: Sequence[Sorted]) -> frozenset[str]:
    """Find sentences that stand, word for word, in three rows or more.

    Args:
        items: Sorted rows.

    Returns:
        The sentences, folded.
    """
    counts: Counter[str] = Counter()
    for item in items:
        if item.role is Role.BODY:
            counts.update({part.strip() for part in _SENTENCE_END.split(item.row.folded)})
    often = (text for text, count in counts.items() if count >= _INJECTED_TIMES)
    return frozenset(text for text in often if len(text) >= _INJECTED_LENGTH)


class _Builder:
    """What is open while rows are put together."""

    def __init__(self, items: Sequence[Sorted]) -> None:
        self.draft = Draft()
        self.items = items
        self.injected = injected_sentences(items)
        self.is_open = self.has_labelled_source = False
        bodies = [place for place, item in enumerate(items) if item.role is Role.BODY]
        self.first_body, self.last_body = (bodies[0], bodies[-1]) if bodies else (-1, -1)
        lines = [item.row for item in items if item.role is Role.BODY and item.row.is_line]
        self.blank_means_end = sum(row.block.gap_before > 0 for row in lines) * 2 < len(lines)

    def take(self, place: int, item: Sorted) -> None:
        """Put one row where its role says."""
        row = item.row
        if item.role is Role.BODY:
            self._body(place, row)
        elif item.role is Role.TITLE:
            self.draft.titles.append(item)
        elif item.role is Role.SUBHEAD:
            self._subhead(place, row)
        elif item.role is Role.TABLE:
            self.draft.paragraphs.append(Paragraph([whole(row)], is_prose=False))
            self.is_open = False
        elif item.role is Role.CAPTION:
            self._caption(row)
            join_figure(self.draft, self.items, place)
        elif item.role is Role.IMAGE and row.block.href:
            self.draft.figures.append(Figure(row))
        elif item.role is Role.BYLINE:
            people = byline.read_line(row.text)
            self.draft.signatures.append(Signature(whole(row), people.people if people else ()))
        elif item.role is Role.ATTRIBUTION:
            self._attribution(row)
        elif item.role in {Role.NOTICE, Role.SPAM, Role.REPEAT}:
            self._noise(item)

    # -------------------------------------------------------------- body
    def _body(self, place: int, row: Row) -> None:
        start, end = 0, len(row.text)
        if place == self.first_body:
            start = self._dateline(row)
        end = self._tail(place, row, start)
        pieces = self._without_spam(row, start, end)
        if not pieces:
            return
        if self._continues(row):
            self.draft.paragraphs[-1].pieces += pieces
        else:
            self.draft.paragraphs.append(Paragraph(pieces))
        self.is_open = row.is_line and not is_closed(pieces[-1].text)

    def _continues(self, row: Row) -> bool:
        """A wrapped line goes on below when it was long, unfinished, and no item follows."""
        if not self.is_open or not self.draft.paragraphs or is_item(row.text):
            return False
        if self.blank_means_end and row.block.gap_before:
            return False
        return len(self.draft.paragraphs[-1].pieces[-1].text) >= _SHORTEST_WRAPPED

    def _dateline(self, row: Row) -> int:
        found = dateline.read(row.text)
        if found is None or found.end >= len(row.text):
            return 0
        self.draft.dateline = found.dateline
        self.draft.dateline_piece = Piece(row, *found.phrase)
        if found.byline:
            piece = Piece(row, found.byline.start, found.byline.end)
            self.draft.signatures.append(Signature(piece, found.byline.people))
        return found.end

    def _tail(self, place: int, row: Row, start: int) -> int:
        """Take a bracket with source or names off the end of a paragraph."""
        bracket = _TAIL_BRACKET.search(row.text, start)
        if bracket is None or bracket.start() <= start:
            return len(row.text)
        entries = attribution.read(bracket[1])
        if entries:
            for entry in entries:
                self._entry(row, entry, shift=bracket.start(1))
            self.draft.page_lines.append(Piece(row, *bracket.span(1)))
            return bracket.start()
        found = byline.read_tail(row.text)
        if found and (found.score >= _LEAST_SURE_BYLINE or place == self.last_body):
            self.draft.signatures.append(Signature(Piece(row, found.start, found.end), found.people))
            return found.start
        return len(row.text)

    def _without_spam(self, row: Row, start: int, end: int) -> list[Piece]:
        cuts = list(notice.find_spam(row.text))
        for left, right in sentences(row.text) if self.injected else ():
            if row.folded[left:right] in self.injected:
                cuts.append((left, right))
        pieces: list[Piece] = []
        place = start
        for start_of_cut, end_of_cut in sorted(cuts):
            left, right = max(start_of_cut, place), min(end_of_cut, end)
            if left < right:
                pieces.append(Piece(row, place, left))
                self._spam(Piece(row, left, right))
                place = right
        pieces.append(Piece(row, place, end))
        return [piece for piece in map(_trimmed, pieces) if piece.start < piece.end]

    def _spam(self, piece: Piece) -> None:
        self.draft.noise.append(piece)
        span = piece.spans[0] if piece.spans else None
        reason = "正文中夹有与内容无关的推广文字，已移出正文，请核对。"
        self.draft.flags.append(Flag(FlagKind.NEEDS_REVIEW, reason, span, "injected-advertisement"))

    # -------------------------------------------------------------- the rest
    def _subhead(self, place: int, row: Row) -> None:
        above = self.items[place - 1] if place else None
        same = above is not None and above.role is Role.SUBHEAD and above.row.level == row.level
        same = same and above is not None and above.row.block.kind is row.block.kind
        if same and (row.level is None) and self.draft.subheads:
            self.draft.subheads[-1].pieces.append(whole(row))
        else:
            self.draft.subheads.append(Mark([whole(row)], len(self.draft.paragraphs)))
        self.is_open = False

    def _caption(self, row: Row) -> None:
        seen = caption.read(row.text)
        if seen:
            credit = Piece(row, *seen.credit) if seen.credit else None
            self.draft.pictures.append(Picture(Piece(row, *seen.text), credit, seen.photographers))
            return
        english = _ENGLISH_CREDIT.search(row.folded)
        if english is None:
            self.draft.pictures.append(Picture(whole(row), None, ()))
            return
        text = _trimmed(Piece(row, 0, english.start()))
        people = (Byline(row.text[slice(*english.span(1))].strip(), BylineRole.PHOTOGRAPHER),)
        self.draft.pictures.append(Picture(text, Piece(row, *english.span(1)), people))

    def _attribution(self, row: Row) -> None:
        self.draft.page_lines.append(whole(row))
        for entry in attribution.read(row.text) or attribution.read_bare(row.text):
            self._entry(row, entry, shift=0)

    def _entry(self, row: Row, entry: Entry, *, shift: int) -> None:
        piece = Piece(row, entry.start + shift, entry.end + shift)
        value = Piece(row, entry.value_at[0] + shift, entry.value_at[1] + shift)
        if entry.kind is Kind.SOURCE:
            self._source(value, is_labelled=bool(entry.label))
        elif entry.kind is Kind.DATE:
            self.draft.dates.append(value)
        elif entry.kind is Kind.EDITOR:
            people = tuple(Person(entry.label, name) for name in attribution.names(entry.value))
            self.draft.editors.append((piece, people))
        elif entry.kind in {Kind.AUTHOR, Kind.PHOTO}:
            self.draft.signatures.append(Signature(piece, _authors(entry)))
        elif entry.kind is Kind.TITLE and self.draft.printed_title is None:
            self.draft.printed_title = value
        else:
            self.draft.furniture.append(piece)

    def _source(self, value: Piece, *, is_labelled: bool) -> None:
        """来源：… outweighs the bare name of an account under the headline."""
        if is_labelled and not self.has_labelled_source:
            self.draft.sources.insert(0, value)
            self.has_labelled_source = True
        else:
            self.draft.sources.append(value)

    def _noise(self, item: Sorted) -> None:
        if item.role is Role.SPAM:
            self._spam(whole(item.row))
            return
        first = item.role is Role.REPEAT and not any(f.rule == "repeated-body" for f in self.draft.flags)
        if first:
            reason = "同一段正文出现了两次，只保留一份，请核对。"
            span = whole(item.row).spans[0]
            self.draft.flags.append(Flag(FlagKind.NEEDS_REVIEW, reason, span, "repeated-body"))
        self.draft.noise.append(whole(item.row))


def _authors(entry: Entry) -> tuple[Byline, ...]:
    read = byline_people.read_people(entry.value) if entry.kind is Kind.AUTHOR else ()
    if any(person.role is not BylineRole.CONTRIBUTOR for person in read):
        return read
    role = BylineRole.PHOTOGRAPHER if entry.kind is Kind.PHOTO else _role(fold(entry.label))
    found = []
    for name in attribution.names(entry.value):
        is_medium = is_body(fold(name)) or bool(_MEDIUM.search(fold(name)))
        found.append(Byline(name, BylineRole.ORGANISATION if is_medium else role))
    return tuple(found)


def _role(label: str) -> BylineRole | None:
    """What the label says he is: 作者 and 撰文 say no more than that he wrote it."""
    return {"记者": BylineRole.REPORTER, "通讯员": BylineRole.CONTRIBUTOR}.get(label)


def author(name: str) -> tuple[Byline, ...]:
    """Read the author a feed or a page's markup names.

    Args:
        name: As it stands there; several are divided by commas.

    Returns:
        The people and bodies.
    """
    parts = [part.strip() for part in re.split(r"[,，、;；]", name) if part.strip()]
    return tuple(
        byline_
        for part in parts
        for byline_ in (
            (Byline(part, BylineRole.ORGANISATION),)
            if is_body(fold(part)) or _MEDIUM.search(fold(part))
            else _as_told(part, byline_people.read_people(part)) or (Byline(part),)
        )
    )


def _as_told(text: str, people: tuple[Byline, ...]) -> tuple[Byline, ...]:
    """Leave out the role of a contributor where no word says it."""
    if any(word in fold(text) for word in ("通讯员", "特约", "供稿")):
        return people
    return tuple(
        replace(person, role=None) if person.role is BylineRole.CONTRIBUTOR else person for person in people
    )


def _trimmed(piece: Piece) -> Piece:
    start, end = piece.start, piece.end
    while start < end and piece.line.text[start].isspace():
        start += 1
    while end > start and piece.line.text[end - 1].isspace():
        end -= 1
    return Piece(piece.line, start, end)
