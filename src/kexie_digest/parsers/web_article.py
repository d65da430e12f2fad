"""The layout of a web article: a page of a site, a repost saved as text, a mail's body.

Takes extracted blocks and hints; gives one article, the facts of its source and editors
as page facts, and disclaimers as noise. Pages with several articles are the newspaper
layout's; entries of a feed come with hints and are ``feed_entry``'s.
"""

import re
from collections.abc import Sequence
from itertools import islice

from kexie_digest.model import Block, Extracted, Hints, Parsed
from kexie_digest.parsers.parts import attribution, byline, dateline, notice
from kexie_digest.parsers.parts.attribution import Kind
from kexie_digest.parsers.prose import read_one
from kexie_digest.parsers.prose.rows import find_pinyin
from kexie_digest.parsers.prose.shapes import is_latin

_SAMPLE, _HEAD, _ENDS, _TAIL = 400, 5, 12, 4
_PARAGRAPH = 30
_CLOSING = ("。", "！", "？", "”", ".", "!", "?", "」", "…")
_PAPER = ("国内统一", "邮发代号", "总第", "總第", "主管", "主办")
_SURE = 0.9
#: More signs of several articles than these say nothing new.
_ENOUGH = 3
_ORIGIN = frozenset({Kind.SOURCE, Kind.AUTHOR, Kind.TITLE})
#: A page of a site prints the minute, a newspaper only the day.
_CLOCK = re.compile(r"\d[:：]\d\d")


def matches(blocks: tuple[Block, ...]) -> float:
    """Say how likely blocks are one web article.

    A page of HTML is one. A text is one when its lines are whole paragraphs and source,
    editors and disclaimers stand at its ends; mastheads, a second source phrase (本报讯),
    bylines in the middle and several marked headings speak for a newspaper page.

    Args:
        blocks: The extracted blocks.

    Returns:
        0..1.
    """
    if not blocks:
        return 0.2
    if blocks[0].span.line is None:
        return 0.98
    texts = [block.text.strip() for block in blocks[:_SAMPLE]]
    ends = [block.text.strip() for block in (*blocks[:_HEAD], *blocks[_HEAD:][-_ENDS:])]
    headings = sum(block.level is not None for block in blocks[:_SAMPLE])
    score = 0.15 + _for_one(texts, ends) - _for_several(texts) - 0.1 * max(0, headings - 1)
    return max(0.02, min(0.95, score))


def _for_one(texts: Sequence[str], ends: Sequence[str]) -> float:
    """What a repost has: whole paragraphs, source and notices at its ends, foreign marks."""
    whole = sum(len(text) >= _PARAGRAPH and text.endswith(_CLOSING) for text in texts) / len(texts)
    entries = [entry for text in ends for entry in attribution.read(text) or attribution.read_bare(text)]
    sourced = any(entry.kind in _ORIGIN or _CLOCK.search(entry.value) for entry in entries)
    titled = any(entry.kind is Kind.TITLE for entry in entries)
    edited = any(entry.kind is Kind.EDITOR for entry in entries)
    noticed = any(seen.score >= _SURE for text in ends if (seen := notice.read(text)))
    spelt = any(find_pinyin(text) for text in texts)
    latin = is_latin("".join(texts[:_HEAD]).lower())
    marked = any(text.startswith("▲") for text in texts)
    known = 0.3 * sourced + 0.2 * titled + 0.1 * edited
    return known + 0.4 * whole + 0.25 * noticed + 0.3 * (spelt or latin) + 0.05 * marked


def _for_several(texts: Sequence[str]) -> float:
    """What a page of several articles has: a masthead, more than one source phrase and byline."""
    papers = sum(mark in text.lstrip("#* \u3000")[:30] for text in texts[:_ENDS] for mark in _PAPER)
    heads = [text.lstrip("#* \u3000") for text in texts]
    phrases = sum(1 for _ in islice(filter(dateline.read, heads), 1 + _ENOUGH))
    bylines = sum(1 for _ in islice(filter(_is_signed, heads[_HEAD:-_TAIL]), _ENOUGH))
    return 0.25 * min(_ENOUGH, papers) + 0.35 * max(0, phrases - 1) + 0.25 * bylines


def _is_signed(text: str) -> bool:
    found = byline.read_tail(text) or byline.read_line(text)
    return found is not None and found.score >= _SURE


def parse(extracted: Extracted, hints: Hints) -> Parsed:
    """Read a web article.

    Args:
        extracted: Blocks and decoded text.
        hints: What source and markup know.

    Returns:
        One article, its page facts, noise, ownership and trace.

    Raises:
        ParseError: Neither a title nor a body is there.
    """
    return read_one(extracted, hints)
