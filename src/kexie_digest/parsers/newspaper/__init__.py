"""The newspaper layout: one page of a paper, read into its articles.

Takes extracted lines; gives page facts, articles, noise, flags, the owner of every
character and how each line was read. ``lines`` → ``classify`` (what could a line be) →
``sequence`` (the best reading of them all) → ``assemble`` → ``repair`` → ``flags`` →
``finish``. Nothing is invented: what is doubtful is flagged.
"""

from kexie_digest.errors import ParseError
from kexie_digest.model import Block, Extracted, Hints, LineTrace, Parsed
from kexie_digest.parsers.newspaper import flags
from kexie_digest.parsers.newspaper.assemble import assemble
from kexie_digest.parsers.newspaper.classes.classify import candidates
from kexie_digest.parsers.newspaper.draft import whole
from kexie_digest.parsers.newspaper.finish import finish
from kexie_digest.parsers.newspaper.ledger import Ledger
from kexie_digest.parsers.newspaper.page.lines import read_lines
from kexie_digest.parsers.newspaper.page.page_view import view
from kexie_digest.parsers.newspaper.page_facts import PageFacts, year_day
from kexie_digest.parsers.newspaper.repair import repair
from kexie_digest.parsers.newspaper.sequence.decide import decide
from kexie_digest.text.dates import read_instant
from kexie_digest.text.script import detect

_SAMPLE = 4000


def matches(blocks: tuple[Block, ...]) -> float:
    """Say how likely a document is a newspaper page.

    Args:
        blocks: The extracted blocks.

    Returns:
        0..1; .5 for any text with lines, more with page facts, 本报讯 and bracketed bylines.
    """
    if not blocks:
        return 0.1
    sample = [block.text for block in blocks[:200]]
    hits = sum(text.lstrip("#* \u3000").startswith(("本报讯", "本報訊")) for text in sample)
    gaps = sum(block.gap_before > 0 for block in blocks[:200]) / len(sample)
    marked = sum(text.startswith("▲") for text in sample)
    score = 0.4 + min(0.3, 0.15 * hits) + 0.2 * gaps - min(0.2, 0.1 * marked)
    return max(0.1, min(0.95, score))


def parse(extracted: Extracted, hints: Hints) -> Parsed:
    """Read a newspaper page.

    Args:
        extracted: Blocks and decoded text.
        hints: What the source knows; its day lends the year to dates without one.

    Returns:
        Page facts, articles in printed order, noise, flags, ownership and trace.

    Raises:
        ParseError: The document holds no text.
    """
    lines = read_lines(extracted)
    if not lines:
        raise ParseError(code="no_article", advice="请检查文件是否为空，或改用扫描识别后再投放。")
    page = view(lines)
    decisions = decide([candidates(line, page) for line in lines], page)
    sheet = assemble(page, decisions)
    repair(sheet, page.topics)
    facts = PageFacts()
    facts.read(sheet.masthead, sheet.colophon)
    script = detect(extracted.text)
    printed = facts.page(script, sheet.drafts)
    published = read_instant(hints.published) if hints.published else None
    day = published.date() if published else None
    near = year_day(printed, "\n".join(line.folded for line in lines), day)
    flags.raise_flags(sheet, page, decisions)
    ledger = Ledger()
    for piece, slot in facts.owned:
        ledger.own(piece, slot)
    for place, line in enumerate(sheet.noise):
        ledger.own(whole(line), f"noise[{place}]")
    for place, piece in enumerate(sheet.columns):
        ledger.own(piece, f"columns[{place}]")
    articles = finish(
        sheet, printed, ledger, script=script, near=near, published=day.isoformat() if day else None
    )
    return Parsed(
        page=printed,
        articles=articles,
        noise=tuple(line.text for line in sheet.noise),
        flags=(*facts.flags, *sheet.flags),
        ownership=ledger.close(lines, sheet.columns),
        trace=tuple(
            LineTrace(
                line.number,
                decision.candidate.label.value,
                round(decision.margin, 2),
                decision.candidate.rule,
                line.text,
            )
            for line, decision in zip(lines, decisions, strict=True)
        ),
    )
