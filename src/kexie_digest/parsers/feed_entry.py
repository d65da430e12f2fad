"""The layout of a feed's entry: title, link, day and author come from the feed.

Takes the entry's blocks and the feed's fields as hints; gives one article. An entry with
no body keeps its title and link, and says so. Which entries are new is not known here.
"""

from dataclasses import replace

from kexie_digest.model import Block, Extracted, Flag, FlagKind, Hints, Parsed
from kexie_digest.parsers.prose import read_one
from kexie_digest.text.dates import read_instant


def matches(blocks: tuple[Block, ...]) -> float:
    """Say how likely blocks are a feed's entry: their look alone never tells.

    Args:
        blocks: The extracted blocks.

    Returns:
        Low; the feed names the layout in its hints.
    """
    return 0.05 if blocks else 0.5


def parse(extracted: Extracted, hints: Hints) -> Parsed:
    """Read one entry.

    Args:
        extracted: Blocks of the entry's HTML or text; may be none.
        hints: Title, link, publication, date string and author of the feed.

    Returns:
        One article; ``published_on`` is the feed's day.

    Raises:
        ParseError: The entry has neither title nor text.
    """
    parsed = read_one(extracted, hints)
    article = parsed.articles[0]
    instant = read_instant(hints.published) if hints.published else None
    flags = list(article.flags)
    if not article.paragraphs:
        flags.append(
            Flag(FlagKind.NEEDS_REVIEW, "订阅源只有标题，正文见原文链接。", None, "entry-without-body")
        )
    if hints.published and instant is None:
        flags.append(
            Flag(FlagKind.DATE_CONFLICT, f"订阅源的日期无法识别：{hints.published}", None, "entry-date")
        )
    published = instant.date().isoformat() if instant else article.published_on
    return replace(parsed, articles=(replace(article, published_on=published, flags=tuple(flags)),))
