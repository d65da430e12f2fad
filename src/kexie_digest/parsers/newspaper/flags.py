"""Flags: doubts an editor should look at, each with its place and one Chinese sentence.

Takes the repaired sheet and the decisions, adds flags to drafts. It changes no text and
guesses no missing one.
"""

from collections.abc import Sequence
from typing import Final

from kexie_digest.model import Flag, FlagKind
from kexie_digest.parsers.newspaper.classes.label import Label
from kexie_digest.parsers.newspaper.draft import Draft, Sheet
from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.sequence.decide import Decision

#: Below this margin one more such line as evidence would have turned the reading (scores step by .3 to 1).
_REVIEW_BELOW: Final = 0.3
_REVIEW_MOST: Final = 2
_NAMES: Final = {
    Label.MAST: "报头",
    Label.FOOT: "版记",
    Label.COLUMN: "栏目",
    Label.HEAD: "标题",
    Label.SUBHEAD: "小标题",
    Label.LEAD: "导语",
    Label.BODY: "正文",
    Label.BYLINE: "署名",
    Label.SPEAKER: "发言人",
    Label.CAPTION: "图片说明",
    Label.TABLE: "表格",
    Label.NOISE: "版面杂项",
}


def raise_flags(sheet: Sheet, page: PageView, decisions: Sequence[Decision]) -> None:
    """Add flags to the drafts of a sheet, in place.

    Args:
        sheet: The repaired sheet.
        page: Lines and measures.
        decisions: How each line was read, with margins.
    """
    for draft in sheet.drafts:
        _truncated(draft)
        _gaps(draft)
        if not draft.heads and not draft.shared:
            first = draft.paragraphs[0].pieces[0].span if draft.paragraphs else None
            draft.flags.append(
                Flag(FlagKind.NO_HEADLINE, "这篇没有印出标题，请补标题。", first, "no-headline")
            )
    _review(sheet, page, decisions)


def _truncated(draft: Draft) -> None:
    if not draft.paragraphs or not draft.paragraphs[-1].is_prose:
        return
    last = draft.paragraphs[-1]
    if not shape.ends_sentence(last.folded):
        reason = f"文末句子没有完：“…{last.text[-12:]}”，原文不全。"
        draft.flags.append(Flag(FlagKind.TRUNCATED, reason, last.pieces[-1].span, "open-at-end"))
        draft.gaps.append((len(draft.paragraphs) - 1, len(last.text)))


def _gaps(draft: Draft) -> None:
    """Quotes or brackets that do not close in a paragraph put together from pieces: text is lost."""
    for place, paragraph in enumerate(draft.paragraphs):
        if len(paragraph.pieces) == 1 or not shape.open_quotes(paragraph.folded):
            continue
        cut = 0
        for piece in paragraph.pieces[:-1]:
            cut += len(piece.text)
            if shape.open_quotes(paragraph.folded[:cut]):
                break
        left, right = paragraph.text[:cut][-8:], paragraph.text[cut:][:8]
        reason = f"“{left}”与“{right}”之间引号或括号不成对，可能缺字。"
        draft.flags.append(Flag(FlagKind.GAP, reason, paragraph.pieces[-1].span, "unbalanced-join"))
        draft.gaps.append((place, cut))


def _review(sheet: Sheet, page: PageView, decisions: Sequence[Decision]) -> None:
    low = sorted(
        (decision.margin, line.index)
        for line, decision in zip(page.lines, decisions, strict=True)
        if decision.margin < _REVIEW_BELOW
    )[:_REVIEW_MOST]
    for _, index in low:
        line = page.lines[index]
        label = _NAMES[decisions[index].candidate.label]
        reason = f"“{line.text[:16]}”读作{label}，把握不大，请核对。"
        span = line.spans(0, len(line.text))[0]
        flag = Flag(FlagKind.NEEDS_REVIEW, reason, span, "low-margin")
        # What is in no article (a masthead, noise) may belong to any of the page.
        owners = [draft.flags for draft in sheet.drafts if index in draft.lines]
        for flags in owners or [sheet.flags]:
            flags.append(flag)
