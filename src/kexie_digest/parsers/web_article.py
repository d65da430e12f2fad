"""The layout of a web article: a page of a site, a repost saved as text, a mail's body.

Takes extracted blocks and hints; gives one article, the facts of its source and editors
as page facts, and disclaimers as noise. Pages with several articles are the newspaper
layout's; entries of a feed come with hints and are ``feed_entry``'s.
"""

from kexie_digest.model import Block, Extracted, Hints, Parsed
from kexie_digest.parsers.parts import attribution, notice
from kexie_digest.parsers.prose import read_one
from kexie_digest.parsers.prose.rows import find_pinyin
from kexie_digest.parsers.prose.shapes import is_latin

_SAMPLE, _HEAD, _ENDS = 400, 5, 12
_PARAGRAPH = 30
_CLOSING = ("。", "！", "？", "”", ".", "!", "?", "」", "…")
_PAPER = ("本报讯", "本報訊", "国内统一", "邮发代号", "总第", "總第", "主管", "主办")
_SURE_NOTICE = 0.9


def matches(blocks: tuple[Block, ...]) -> float:
    """Say how likely blocks are one web article.

    A page of HTML is one. A text is one when its lines are whole paragraphs and source,
    editors and disclaimers stand at its end; mastheads, 本报讯 and several marked
    headings speak for a newspaper page.

    Args:
        blocks: The extracted blocks.

    Returns:
        0..1.
    """
    if not blocks:
        return 0.2
    if blocks[0].span.line is None:
        return 0.98
    sample = blocks[:_SAMPLE]
    ends = [block.text.strip() for block in (*blocks[:_HEAD], *blocks[_HEAD:][-_ENDS:])]
    texts = [block.text.strip() for block in sample]
    whole = sum(len(text) >= _PARAGRAPH and text.endswith(_CLOSING) for text in texts) / len(texts)
    labelled = sum(bool(attribution.read(text)) for text in ends)
    foreign = any(find_pinyin(text) for text in texts) or is_latin("".join(texts[:_HEAD]).lower())
    notices = sum((notice.read(text) or _NONE).score >= _SURE_NOTICE for text in ends)
    marked = any(text.startswith("▲") for text in texts)
    headings = sum(block.level is not None for block in sample)
    papers = sum(mark in text.lstrip("#* \u3000")[:30] for text in texts for mark in _PAPER)
    score = (
        0.15 + 0.4 * whole + 0.2 * min(2, labelled) + 0.25 * min(1, notices) + 0.1 * marked + 0.3 * foreign
    )
    return max(0.02, min(0.95, score - 0.25 * min(3, papers) - 0.1 * max(0, headings - 1)))


_NONE = notice.FoundNotice(0.0, "")


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
