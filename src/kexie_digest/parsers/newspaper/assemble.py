"""Assembly: decided lines put together into drafts of articles.

Takes one decision a line, gives a :class:`Sheet`. It joins what columns, pictures and
wraps cut; it moves nothing: that is ``repair``.
"""

from collections.abc import Sequence
from typing import Final

from kexie_digest.model import Flag, FlagKind
from kexie_digest.parsers.newspaper.classes.label import Label
from kexie_digest.parsers.newspaper.draft import Draft, Paragraph, Picture, Piece, Sheet, whole
from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.sequence.decide import Decision
from kexie_digest.parsers.newspaper.sequence.taking import signed
from kexie_digest.parsers.parts import byline, caption, column, dateline
from kexie_digest.parsers.pieces import Mark, Signature

_ENDS_ITEM: Final = frozenset({Label.HEAD, Label.COLUMN, Label.LEAD})
_AHEAD: Final = 12


def assemble(page: PageView, decisions: Sequence[Decision]) -> Sheet:
    """Put the lines of a page together.

    Args:
        page: Lines and measures.
        decisions: The class of each line.

    Returns:
        Drafts in printed order, column heads, masthead, colophon and noise.
    """
    return _Assembly(page, decisions).run()


class _Assembly:
    """The one pass over the lines."""

    def __init__(self, page: PageView, decisions: Sequence[Decision]) -> None:
        self._page = page
        self._labels = [decision.candidate.label for decision in decisions]
        self._sheet = Sheet()
        self._column: str | None = None
        self._draft = Draft()
        self._subbed = False
        self._last_label: Label | None = None

    def run(self) -> Sheet:
        """Take line after line."""
        take = {
            Label.MAST: self._sheet.masthead.append,
            Label.FOOT: self._sheet.colophon.append,
            Label.NOISE: self._sheet.noise.append,
            Label.COLUMN: self._take_column,
            Label.HEAD: self._take_head,
            Label.SUBHEAD: self._take_subhead,
            Label.SPEAKER: self._take_speaker,
            Label.LEAD: self._take_lead,
            Label.BODY: self._take_body,
            Label.BYLINE: self._take_byline,
            Label.CAPTION: self._take_caption,
            Label.TABLE: self._take_row,
        }
        for line, label in zip(self._page.lines, self._labels, strict=True):
            take[label](line)
            self._last_label = label
        self._finish_draft()
        return self._sheet

    def _finish_draft(self) -> None:
        if not self._draft.is_empty:
            self._sheet.drafts.append(self._draft)
        self._draft = Draft(column=self._column)
        self._subbed = False

    def _take_column(self, line: Line) -> None:
        found = column.read(line.text)
        name = Piece(line, *found.name) if found else whole(line)
        self._finish_draft()
        self._column = name.text
        self._draft = Draft(column=name.text)
        self._sheet.columns.append(name)

    def _take_head(self, line: Line) -> None:
        if self._draft.paragraphs or self._draft.is_closed:
            self._finish_draft()
        self._draft.heads.append(whole(line))

    def _take_subhead(self, line: Line) -> None:
        marks = self._draft.subheads
        if self._last_label is Label.SUBHEAD and marks and marks[-1].before == len(self._draft.paragraphs):
            marks[-1].pieces.append(whole(line))
        else:
            marks.append(Mark([whole(line)], len(self._draft.paragraphs)))
        self._subbed = True

    def _take_speaker(self, line: Line) -> None:
        self._draft.speakers.append(Mark([whole(line)], len(self._draft.paragraphs)))
        self._subbed = True

    def _take_lead(self, line: Line) -> None:
        if self._draft.paragraphs or self._draft.is_closed or self._draft.dateline_piece:
            self._finish_draft()
        found = dateline.read(line.text)
        start = 0
        if found:
            self._draft.dateline = found.dateline
            self._draft.dateline_piece = Piece(line, *found.phrase)
            start = found.end
            if found.byline:
                piece = Piece(line, found.byline.start, found.byline.end)
                self._draft.signatures.append(Signature(piece, found.byline.people))
        self._add_body(line, start)

    def _take_body(self, line: Line) -> None:
        if self._draft.is_closed:
            if self._goes_on(line):
                self._reopen(line)
            else:
                self._finish_draft()
        self._add_body(line, 0)

    def _add_body(self, line: Line, start: int) -> None:
        tail = signed(self._page, line.index)
        if tail and tail.start < start:  # the bracket of the source phrase, with nothing behind it
            tail = None
        end = len(line.text[: tail.start].rstrip()) if tail else len(line.text)
        if end > start:
            piece = Piece(line, start, end)
            if self._joins(line):
                self._draft.paragraphs[-1].pieces.append(piece)
            else:
                self._draft.paragraphs.append(Paragraph([piece]))
        if tail:
            self._draft.signatures.append(Signature(Piece(line, tail.start, tail.end), tail.people))
            self._draft.is_closed = True
        self._subbed = False

    def _joins(self, line: Line) -> bool:
        """Whether a body line goes on with the last paragraph."""
        if self._subbed or not self._draft.paragraphs or not self._draft.paragraphs[-1].is_prose:
            return False
        open_text = self._draft.paragraphs[-1].end
        if not shape.ends_sentence(open_text):
            return not (open_text.endswith(";") and shape.starts_item(line.folded))
        return self._page.wraps_on(line.index)

    def _goes_on(self, line: Line) -> bool:
        """Whether a body line after a byline is the displaced tail of the same article."""
        names = {signature.piece.folded.strip() for signature in self._draft.signatures}
        for after in self._page.lines[line.index + 1 : line.index + _AHEAD]:
            if self._labels[after.index] in _ENDS_ITEM:
                break
            if self._labels[after.index] is Label.BYLINE:
                return after.folded.strip() in names
            tail = signed(self._page, after.index)
            if tail and self._labels[after.index] is Label.BODY:
                return after.folded[tail.start : tail.end].strip() in names
        is_open = bool(self._draft.paragraphs) and not shape.ends_sentence(self._draft.paragraphs[-1].end)
        return is_open and not shape.starts_dated(line.folded)

    def _reopen(self, line: Line) -> None:
        """Go on after a byline that the column threw between a sentence and its rest."""
        self._draft.is_closed = False
        name = self._draft.signatures[-1].piece.text.strip()
        reason = f"署名“{name}”之后还有正文“{line.text[:12]}…”，已接回本篇。"
        span = whole(line).span
        self._draft.flags.append(Flag(FlagKind.DISPLACED, reason, span, "tail-after-byline"))

    def _take_row(self, line: Line) -> None:
        """A row stands for itself, in the article above it even when that is signed."""
        self._draft.paragraphs.append(Paragraph([whole(line)], is_prose=False))
        self._subbed = False

    def _take_byline(self, line: Line) -> None:
        found = byline.read_line(line.text) or byline.read_bare(line.text)
        people = found.people if found else ()
        self._draft.signatures.append(Signature(whole(line), people))
        if self._draft.paragraphs:
            self._draft.is_closed = True

    def _take_caption(self, line: Line) -> None:
        found = caption.read(line.text)
        last = self._draft.pictures[-1] if self._draft.pictures else None
        texts = [Piece(line, *found.text)] if found else [whole(line)]
        texts = [piece for piece in texts if piece.end > piece.start]
        credit = [Piece(line, *found.credit)] if found and found.credit else []
        people = found.photographers if found else ()
        if last and not texts and self._last_label is Label.CAPTION and not last.credits:
            last.credits += credit
            last.people += people
            return
        self._draft.pictures.append(Picture(texts, credit, people, at=len(self._draft.paragraphs)))
