"""Finishing: drafts into articles, and an owner for every character.

Takes the repaired sheet, gives articles with passages and spans, and the ownership
list. What is left of a line besides its pieces is decoration when it is no letter or
figure; anything else left over stays unowned and fails the conservation check.
"""

import datetime as dt
import re
from typing import Final

from kexie_digest.model import (
    Article,
    Byline,
    Gap,
    Page,
    Passage,
    Script,
    Speaker,
    Subhead,
)
from kexie_digest.parsers.newspaper.draft import Draft, Piece, Sheet
from kexie_digest.parsers.newspaper.ledger import Ledger
from kexie_digest.parsers.newspaper.repair import coverage
from kexie_digest.parsers.parts import title
from kexie_digest.parsers.parts.event_day import event_day
from kexie_digest.parsers.parts.speaker import read_speaker
from kexie_digest.parsers.parts.title import Role

_GAP_EDGE: Final = 12
_CLAUSE_END: Final = re.compile("[，,；;。！？!?]")
_TITLE_LENGTH, _TITLE_ENOUGH = 30, 12


def finish(
    sheet: Sheet,
    page: Page,
    ledger: Ledger,
    *,
    script: Script,
    near: dt.date | None,
    published: str | None = None,
) -> tuple[Article, ...]:
    """Turn drafts into articles.

    Args:
        sheet: The repaired sheet.
        page: The page's facts.
        ledger: Takes the owners.
        script: Script of the text.
        near: Day whose year the stories' dates belong to.
        published: ISO day the source gives, for pages that print none.

    Returns:
        Articles in printed order.
    """
    return tuple(
        _Article(draft, f"articles[{place}]", ledger).build(page, script, near, published)
        for place, draft in enumerate(sheet.drafts)
    )


def propose_title(lead: str) -> str:
    """Quote the beginning of a lead as a title until an editor writes one.

    Args:
        lead: The first paragraph.

    Returns:
        Its first clauses, at most 30 characters, without the last mark.
    """
    end = 0
    for match in _CLAUSE_END.finditer(lead):
        if end and match.start() > _TITLE_LENGTH:
            break
        end = match.start()
        if match.group() in "。！？!?" or end >= _TITLE_ENOUGH:
            break
    return lead[: min(end or len(lead), _TITLE_LENGTH)]


class _Article:
    """One draft on its way to an article."""

    def __init__(self, draft: Draft, slot: str, ledger: Ledger) -> None:
        self._draft, self._slot, self._ledger = draft, slot, ledger

    def build(self, page: Page, script: Script, near: dt.date | None, published: str | None) -> Article:
        draft = self._draft
        kicker, headline, subtitle = self._headline()
        day, phrase = event_day([paragraph.text for paragraph in draft.paragraphs], near)
        organisation = title.split_organisation(headline or "")
        is_synthetic = headline is None and bool(draft.paragraphs)
        if is_synthetic:
            headline = propose_title(draft.paragraphs[0].text)
        self._own_rest()
        return Article(
            paragraphs=self._passages(),
            title=headline,
            title_synthetic=is_synthetic,
            column=draft.column,
            kicker=kicker,
            subtitle=subtitle,
            headline_organisation=headline[:organisation] if headline and organisation else None,
            bylines=self._bylines(),
            byline_raw=tuple(signature.piece.text.strip() for signature in draft.signatures),
            dateline=draft.dateline,
            event_date=day,
            event_date_text=phrase,
            published_on=page.date or published,
            subheads=self._subheads(),
            speakers=self._speakers(),
            gaps=self._gaps(),
            captions=tuple(
                "".join(piece.text for piece in picture.texts) for picture in draft.pictures if picture.texts
            ),
            photo_credits=tuple(piece.text for picture in draft.pictures for piece in picture.credits),
            script=script,
            flags=tuple(draft.flags),
        )

    def _headline(self) -> tuple[str | None, str | None, str | None]:
        draft = self._draft
        own = [head for head in draft.heads if head not in draft.shared]
        kickers = list(draft.shared)
        parts: dict[Role, list[Piece]] = {Role.KICKER: kickers, Role.TITLE: [], Role.SUBTITLE: []}
        if own:
            body = "".join(draft.folded.split()) if own[1:] else ""
            stack = [
                title.HeadLine(head.folded, head.line.level, head.line.size, coverage(head.folded, body))
                for head in own
            ]
            for head, role in zip(own, title.assign_roles(stack), strict=True):
                parts[role].append(head)
        for role, pieces in parts.items():
            for piece in pieces:
                if piece not in draft.shared or piece in draft.heads:
                    self._ledger.own(piece, f"{self._slot}.{role.value}")
        texts = [" ".join(piece.text for piece in parts[role]) or None for role in Role]
        return texts[0], texts[1], texts[2]

    def _passages(self) -> tuple[Passage, ...]:
        passages = []
        for place, paragraph in enumerate(self._draft.paragraphs):
            for piece in paragraph.pieces:
                self._ledger.own(piece, f"{self._slot}.paragraphs[{place}]")
            spans = tuple(span for piece in paragraph.pieces for span in piece.spans)
            passages.append(Passage(paragraph.text, spans))
        return tuple(passages)

    def _bylines(self) -> tuple[Byline, ...]:
        draft = self._draft
        named = [person for signature in draft.signatures for person in signature.people]
        named += [person for picture in draft.pictures for person in picture.people]
        return tuple(
            {person.name: person for person in reversed(named)}[name]
            for name in dict.fromkeys(p.name for p in named)
        )

    def _subheads(self) -> tuple[Subhead, ...]:
        found = []
        for mark in self._draft.subheads:
            lines = tuple(piece.line.number for piece in mark.pieces if piece.line.number is not None)
            found.append(Subhead(" ".join(piece.text for piece in mark.pieces), lines, mark.before))
        return tuple(found)

    def _speakers(self) -> tuple[Speaker, ...]:
        return tuple(read_speaker(mark.pieces[0].text, mark.before) for mark in self._draft.speakers)

    def _gaps(self) -> tuple[Gap, ...]:
        found = []
        for place, cut in self._draft.gaps:
            text = self._draft.paragraphs[place].text
            found.append(Gap(place, text[max(0, cut - _GAP_EDGE) : cut], text[cut : cut + _GAP_EDGE] or None))
        return tuple(found)

    def _own_rest(self) -> None:
        draft, slot = self._draft, self._slot
        if draft.dateline_piece:
            self._ledger.own(draft.dateline_piece, f"{slot}.dateline")
        for place, signature in enumerate(draft.signatures):
            self._ledger.own(signature.piece, f"{slot}.byline_raw[{place}]")
        for place, mark in enumerate(draft.subheads):
            for piece in mark.pieces:
                self._ledger.own(piece, f"{slot}.subheads[{place}]")
        for place, mark in enumerate(draft.speakers):
            for piece in mark.pieces:
                self._ledger.own(piece, f"{slot}.speakers[{place}]")
        for place, picture in enumerate(draft.pictures):
            for piece in picture.texts:
                self._ledger.own(piece, f"{slot}.captions[{place}]")
            for piece in picture.credits:
                self._ledger.own(piece, f"{slot}.photo_credits[{place}]")
