"""Flags: doubts an editor should look at, each with its place and one Chinese sentence.

Takes the repaired sheet and the decisions, adds flags to drafts. It changes no text and
guesses no missing one.
"""

from collections.abc import Sequence
from typing import Final

from kexie_digest.model import Flag, FlagKind
from kexie_digest.parsers.newspaper import shape
from kexie_digest.parsers.newspaper.draft import Draft, Sheet
from kexie_digest.parsers.newspaper.page_view import PageView
from kexie_digest.parsers.newspaper.sequence import Decision

_REVIEW_BELOW: Final = 0.5
_REVIEW_MOST: Final = 3


def raise_flags(sheet: Sheet, page: PageView, decisions: Sequence[Decision]) -> None:
    """Add flags to the drafts of a sheet, in place.

    Args:
        sheet: The repaired sheet.
        page: Lines and measures.
        decisions: How each line was read, with margins.
    """
    for draft in sheet.drafts:
        _truncated(draft)
        if not draft.heads and not draft.shared:
            first = draft.paragraphs[0].pieces[0].span if draft.paragraphs else None
            draft.flags.append(
                Flag(FlagKind.NO_HEADLINE, "这篇没有印出标题，请补标题。", first, "no-headline")
            )
    _review(sheet, page, decisions)


def _truncated(draft: Draft) -> None:
    if not draft.paragraphs:
        return
    last = draft.paragraphs[-1]
    if not shape.ends_sentence(last.folded):
        reason = f"文末句子没有完：“…{last.text[-12:]}”，原文不全。"
        draft.flags.append(Flag(FlagKind.TRUNCATED, reason, last.pieces[-1].span, "open-at-end"))
        draft.gaps.append((len(draft.paragraphs) - 1, len(last.text)))


def _review(sheet: Sheet, page: PageView, decisions: Sequence[Decision]) -> None:
    low = sorted(
        (decision.margin, line.index)
        for line, decision in zip(page.lines, decisions, strict=True)
        if decision.margin < _REVIEW_BELOW
    )[:_REVIEW_MOST]
    for margin, index in low:
        line = page.lines[index]
        reason = f"“{line.text[:16]}”读作 {decisions[index].candidate.label.value} 把握不大（差 {margin:.2f}），请核对。"
        span = line.spans(0, len(line.text))[0]
        sheet.flags.append(Flag(FlagKind.NEEDS_REVIEW, reason, span, "low-margin"))
