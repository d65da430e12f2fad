"""Finishing: one draft into an article, its page, and an owner for every character."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from kexie_digest.model import (
    Article,
    Byline,
    Flag,
    FlagKind,
    Hints,
    Page,
    Parsed,
    Passage,
    Script,
    Subhead,
)
from kexie_digest.parsers.parts.event_day import event_day
from kexie_digest.parsers.parts.title import Role as Place
from kexie_digest.parsers.parts.title import split_organisation
from kexie_digest.parsers.prose import headline
from kexie_digest.parsers.prose.building import author
from kexie_digest.parsers.prose.draft import Draft, Piece, whole
from kexie_digest.parsers.prose.figures import images
from kexie_digest.parsers.prose.ledger import Ledger
from kexie_digest.parsers.prose.rows import Row
from kexie_digest.parsers.prose.shapes import is_closed
from kexie_digest.text.dates import read_instant
from kexie_digest.text.script import fold

_SLOT: Final = "articles[0]"
_CUT_SHORT: Final = re.compile(r"(?:\[?(?:…|\.\.\.)+\]?|[（(]全文.{0,6}[)）])\s*$")
_LONG: Final = 25


def finish(draft: Draft, rows: Sequence[Row], hints: Hints, *, script: Script) -> Parsed:
    """Turn a draft into values.

    Args:
        draft: The article under construction.
        rows: All rows of the document.
        hints: What source and markup know.
        script: Script of the text.

    Returns:
        Page, one article, noise, flags and ownership; no trace.
    """
    ledger = Ledger()
    page = _page(draft, hints, script, ledger)
    article = _article(draft, hints, page, ledger)
    for place, piece in enumerate(draft.noise):
        ledger.own(piece.line, piece.start, piece.end, slot=f"noise[{place}]")
    noise = tuple(piece.text for piece in draft.noise)
    return Parsed(page, (article,), noise, (), ledger.close(rows))


def _own(ledger: Ledger, piece: Piece, slot: str) -> None:
    ledger.own(piece.line, piece.start, piece.end, slot=slot)


# ------------------------------------------------------------------ page
def _printed_day(draft: Draft) -> str | None:
    for piece in draft.dates:
        instant = read_instant(piece.text)
        if instant:
            return instant.date().isoformat()
    return None


def _page(draft: Draft, hints: Hints, script: Script, ledger: Ledger) -> Page:
    for piece in draft.sources:
        _own(ledger, piece, f"{_SLOT}.source")
    for piece in draft.dates:
        _own(ledger, piece, "page.date")
    for place, (piece, _) in enumerate(draft.editors):
        _own(ledger, piece, f"page.page_editors[{place}]")
    for piece in draft.furniture:
        _own(ledger, piece, "page.raw_lines")
    return Page(
        publication=draft.sources[0].text if draft.sources else hints.publication,
        date=_printed_day(draft),
        page_editors=tuple(person for _, people in draft.editors for person in people),
        script=script,
        raw_lines=tuple(piece.text for piece in draft.page_lines),
    )


# ------------------------------------------------------------------ article
def _headline(draft: Draft, ledger: Ledger) -> dict[Place, str | None]:
    parts: dict[Place, list[str]] = {place: [] for place in Place}
    if draft.titles:
        for item, place in zip(draft.titles, headline.assign(draft.titles), strict=True):
            parts[place].append(item.row.text)
            ledger.own(item.row, 0, len(item.row.text), slot=f"{_SLOT}.{place.value}")
    return {place: " ".join(texts) or None for place, texts in parts.items()}


def _title(draft: Draft, printed: str | None, hints: Hints) -> tuple[str | None, bool, list[Flag]]:
    """The printed title, the one its source gives, or a proposal with its flag."""
    if printed:
        return printed, False, []
    given = draft.printed_title.text if draft.printed_title else hints.title
    if given:
        return given, False, []
    lead = draft.paragraphs[0] if draft.paragraphs else None
    span = lead.spans[0] if lead and lead.spans else None
    reason = "原文没有标题，所列标题摘自正文首段，请编辑拟定。"
    proposal = headline.propose(lead.text) if lead else None
    return proposal, proposal is not None, [Flag(FlagKind.NO_HEADLINE, reason, span, "no-headline")]


def _bylines(draft: Draft, hints: Hints) -> tuple[Byline, ...]:
    named = [person for signature in draft.signatures for person in signature.people]
    if not named and hints.author:
        named = list(author(hints.author))
    named += [person for picture in draft.pictures for person in picture.people]
    return tuple({person.name: person for person in reversed(named)}[name] for name in _names(named))


def _names(people: Sequence[Byline]) -> dict[str, None]:
    return dict.fromkeys(person.name for person in people)


def _passages(draft: Draft, ledger: Ledger) -> tuple[Passage, ...]:
    for place, paragraph in enumerate(draft.paragraphs):
        for piece in paragraph.pieces:
            _own(ledger, piece, f"{_SLOT}.paragraphs[{place}]")
    return tuple(Passage(paragraph.text, paragraph.spans) for paragraph in draft.paragraphs)


def _own_marks(draft: Draft, ledger: Ledger) -> None:
    if draft.printed_title:
        _own(ledger, draft.printed_title, f"{_SLOT}.title")
    if draft.dateline_piece:
        _own(ledger, draft.dateline_piece, f"{_SLOT}.dateline")
    for place, signature in enumerate(draft.signatures):
        _own(ledger, signature.piece, f"{_SLOT}.byline_raw[{place}]")
    for place, mark in enumerate(draft.subheads):
        for piece in mark.pieces:
            _own(ledger, piece, f"{_SLOT}.subheads[{place}]")
    for place, picture in enumerate(draft.pictures):
        _own(ledger, picture.text, f"{_SLOT}.captions[{place}]")
        if picture.credit:
            _own(ledger, picture.credit, f"{_SLOT}.photo_credits[{place}]")
    for place, figure in enumerate(draft.figures):
        _own(ledger, whole(figure.row), f"{_SLOT}.images[{place}].alt")


def _subheads(draft: Draft) -> tuple[Subhead, ...]:
    return tuple(
        Subhead(
            " ".join(piece.text for piece in mark.pieces),
            tuple(piece.line.number for piece in mark.pieces if piece.line.number is not None),
            mark.before,
        )
        for mark in draft.subheads
    )


def _tail_flags(draft: Draft) -> list[Flag]:
    """A body that stops in mid-sentence, or says itself that there is more."""
    if not draft.paragraphs or not draft.paragraphs[-1].is_prose:
        return []
    last = draft.paragraphs[-1]
    span = last.spans[-1] if last.spans else None
    if _CUT_SHORT.search(last.text):
        return [Flag(FlagKind.TRUNCATED, "来源只给出了摘要，全文见原文链接。", span, "summary-only")]
    if len(last.text) >= _LONG and not is_closed(last.text):
        return [Flag(FlagKind.TRUNCATED, "正文结尾不完整，原文可能被截断。", span, "open-end")]
    return []


def _article(draft: Draft, hints: Hints, page: Page, ledger: Ledger) -> Article:
    parts = _headline(draft, ledger)
    title, is_proposed, flags = _title(draft, parts[Place.TITLE], hints)
    instant = read_instant(hints.published) if hints.published else None
    published = page.date or (instant.date().isoformat() if instant else None)
    lead = [paragraph.text for paragraph in draft.paragraphs[:1]]
    day, phrase = event_day(lead, date.fromisoformat(published) if published else None)
    passages = _passages(draft, ledger)
    _own_marks(draft, ledger)
    organisation = split_organisation(fold(title or ""))
    return Article(
        paragraphs=passages,
        title=title,
        headline_organisation=title[:organisation] if title and organisation else None,
        title_synthetic=is_proposed,
        kicker=parts[Place.KICKER],
        subtitle=parts[Place.SUBTITLE],
        bylines=_bylines(draft, hints),
        byline_raw=tuple(signature.piece.text for signature in draft.signatures),
        dateline=draft.dateline,
        event_date=day,
        event_date_text=phrase,
        published_on=published,
        subheads=_subheads(draft),
        captions=tuple(picture.text.text for picture in draft.pictures if picture.text.text),
        photo_credits=tuple(picture.credit.text for picture in draft.pictures if picture.credit),
        images=images(draft),
        source=draft.sources[0].text if draft.sources else None,
        link=hints.link,
        script=page.script,
        flags=(*flags, *draft.flags, *_tail_flags(draft)),
    )
