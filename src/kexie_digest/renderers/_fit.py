"""Shorten a mail body until it fits its limit: texts, then summaries, then titles.

Takes a way to write the body under a plan and a limit in bytes; gives the longest
version that fits, with a warning when an editor should know. Mail clients clip
large messages, and what they clip first is the foot with the way to unsubscribe.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from kexie_digest.model import BodyLength


@dataclass(frozen=True, slots=True)
class Plan:
    """How much a body prints.

    ``length`` holds for the first ``detailed`` items; the next ones stand with title
    and link only, and beyond ``listed`` they are counted.
    """

    length: BodyLength
    detailed: int
    listed: int

    def is_detailed(self, number: int) -> bool:
        """Tell whether item ``number`` (from 1) is printed with its text."""
        return number <= self.detailed

    def is_listed(self, number: int) -> bool:
        """Tell whether item ``number`` (from 1) is printed at all."""
        return number <= self.listed


def fit(
    write: Callable[[Plan], str], length: BodyLength, *, item_count: int, limit: int
) -> tuple[str, tuple[str, ...]]:
    """Write the fullest body that stays within a limit.

    Args:
        write: Writes the body under a plan.
        length: What the digest's owner wants.
        item_count: How many items the edition has.
        limit: Largest size in UTF-8 bytes.

    Returns:
        The body, and warnings (Chinese first) when it had to be shortened.
    """
    wanted = Plan(length, item_count, item_count)
    body = write(wanted)
    if _fits(body, limit):
        return body, ()
    size = len(body.encode()) // 1024
    if length is BodyLength.FULL:
        body = write(replace(wanted, length=BodyLength.SUMMARY))
        if _fits(body, limit):
            return body, (_warning(size, limit, "全文改为摘要 (full texts became summaries)"),)
    return _shorten(write, item_count, size=size, limit=limit)


def _shorten(
    write: Callable[[Plan], str], item_count: int, *, size: int, limit: int
) -> tuple[str, tuple[str, ...]]:
    def with_details(count: int) -> str:
        return write(Plan(BodyLength.SUMMARY, count, item_count))

    def titles_only(count: int) -> str:
        return write(Plan(BodyLength.SUMMARY, 0, count))

    if _fits(with_details(0), limit):
        count = _largest(with_details, item_count, limit)
        change = f"第{count + 1}条起只列标题 (titles only from item {count + 1})"
        return with_details(count), (_warning(size, limit, change),)
    count = _largest(titles_only, item_count, limit)
    change = f"只列前{count}条标题 (only the first {count} titles)"
    return titles_only(count), (_warning(size, limit, change),)


def _largest(write: Callable[[int], str], top: int, limit: int) -> int:
    """Find by halving the largest count whose body fits; 0 is taken without asking."""
    low, high = 0, top
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _fits(write(middle), limit) else (low, middle - 1)
    return low


def _fits(body: str, limit: int) -> bool:
    return len(body.encode()) <= limit


def _warning(size: int, limit: int, change: str) -> str:
    return f"邮件正文 {size} KB，超过 {limit // 1024} KB，{change}"
